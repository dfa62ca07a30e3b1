// Patches: the difference between two images of the same map.
//
//	header    varint mask, bit i set if word i of the header record has changed;
//	          then the changed words, 4 bytes each
//	dropped   varint count, then the number of each segment no longer there
//	new       varint count, then for each new segment, which begins as zero bytes:
//	          varint number, varint kind (1 a bucket array, 0 an overflow
//	          bucket), varint length
//	runs      varint count, then for each run of changed bytes: varint number of
//	          the segment, varint offset, varint length, the bytes

package record

import (
	"bytes"
	"encoding/binary"
	"sort"

	"tophash/go-oracle/image"
)

// maxGap is the longest stretch of equal bytes that does not end a run; starting
// another run costs at least as much.
const maxGap = 3

// shadow is the image as the reader of a journal knows it so far.
type shadow struct {
	header   [image.HeaderSize]byte
	segments map[int][]byte
}

func newShadow() *shadow { return &shadow{segments: map[int][]byte{}} }

func (sh *shadow) dropSegments() { sh.segments = map[int][]byte{} }

// appendPatch appends the patch from the shadow to im and brings the shadow up
// to date.
func (sh *shadow) appendPatch(out []byte, im *image.Image) []byte {
	out = sh.appendHeader(out, im)
	out = sh.appendDropped(out, im)
	out = sh.appendNew(out, im)
	return sh.appendRuns(out, im)
}

func (sh *shadow) appendHeader(out []byte, im *image.Image) []byte {
	var mask uint64
	var words []byte
	for o := 0; o < image.HeaderSize; o += 4 {
		word := im.Header[o : o+4]
		if !bytes.Equal(sh.header[o:o+4], word) {
			mask |= 1 << (o / 4)
			words = append(words, word...)
		}
	}
	sh.header = im.Header
	return append(binary.AppendUvarint(out, mask), words...)
}

func (sh *shadow) appendDropped(out []byte, im *image.Image) []byte {
	var dropped []int
	for id := range sh.segments {
		if !im.Has(id) {
			dropped = append(dropped, id)
		}
	}
	sort.Ints(dropped)
	out = binary.AppendUvarint(out, uint64(len(dropped)))
	for _, id := range dropped {
		out = binary.AppendUvarint(out, uint64(id))
		delete(sh.segments, id)
	}
	return out
}

func (sh *shadow) appendNew(out []byte, im *image.Image) []byte {
	var entries []byte
	count := uint64(0)
	for _, seg := range im.Segments() {
		if sh.segments[seg.ID] != nil {
			continue
		}
		kind := uint64(0)
		if seg.Array {
			kind = 1
		}
		entries = binary.AppendUvarint(entries, uint64(seg.ID))
		entries = binary.AppendUvarint(entries, kind)
		entries = binary.AppendUvarint(entries, uint64(len(seg.Data)))
		sh.segments[seg.ID] = make([]byte, len(seg.Data))
		count++
	}
	return append(binary.AppendUvarint(out, count), entries...)
}

func (sh *shadow) appendRuns(out []byte, im *image.Image) []byte {
	var runs []byte
	count := uint64(0)
	for _, seg := range im.Segments() {
		known := sh.segments[seg.ID]
		for start := 0; start < len(known); {
			if known[start] == seg.Data[start] {
				start++
				continue
			}
			end := runEnd(known, seg.Data, start)
			runs = binary.AppendUvarint(runs, uint64(seg.ID))
			runs = binary.AppendUvarint(runs, uint64(start))
			runs = binary.AppendUvarint(runs, uint64(end-start))
			runs = append(runs, seg.Data[start:end]...)
			count++
			start = end
		}
		copy(known, seg.Data)
	}
	return append(binary.AppendUvarint(out, count), runs...)
}

// runEnd returns the end of the run of changed bytes that begins at start.
func runEnd(before, after []byte, start int) int {
	end := start + 1
	for i := end; i < len(after) && i-end <= maxGap; i++ {
		if before[i] != after[i] {
			end = i + 1
		}
	}
	return end
}
