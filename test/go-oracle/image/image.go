// Package image takes pictures of a map: every byte of it that the rules of the
// map decide, and nothing that differs from run to run.
//
// An image consists of segments. Segment 0 is a header record made up from the
// fields of the map's header. Every bucket array, spare slots included, and
// every overflow bucket allocated on its own is one further segment, numbered in
// the order in which a fixed walk first meets it: the chains of the current
// array by slot, then those of the old array. A segment keeps its number for
// life, and no number is given twice. Addresses inside buckets are replaced by
// tokens, see buckets.go.
package image

import (
	"encoding/binary"
	"hash/fnv"
	"unsafe"

	"tophash/go-oracle/gomap"
	"tophash/go-oracle/subject"
)

// HeaderSize is the length of the header record in bytes.
const HeaderSize = 48

// A Segment is one contiguous piece of a map.
type Segment struct {
	ID    int
	Array bool   // a bucket array, not a single overflow bucket
	Data  []byte // with tokens in place of addresses

	address uintptr
	seen    bool // met by the current walk
}

// An Image is the picture of a subject's map as of the last call of Take.
type Image struct {
	Header [HeaderSize]byte

	subject   *subject.Subject
	segments  []*Segment // by number; nil where the map has dropped the segment
	byAddress map[uintptr]*Segment
}

// New returns an image of the present map of s, still to be taken.
func New(s *subject.Subject) *Image {
	return &Image{
		subject:   s,
		segments:  []*Segment{nil}, // number 0 stands for the header record
		byAddress: map[uintptr]*Segment{},
	}
}

// Take brings the image up to date with the map.
func (im *Image) Take() {
	for _, seg := range im.Segments() {
		seg.seen = false
	}
	var current, old int
	h := im.subject.Header()
	if h.Buckets != nil {
		current = im.walk(h.Buckets, h.B).ID
	}
	if h.OldBuckets != nil {
		oldB := h.B
		if h.Flags&gomap.SameSize == 0 {
			oldB--
		}
		old = im.walk(h.OldBuckets, oldB).ID
	}
	for _, seg := range im.Segments() {
		if !seg.seen {
			delete(im.byAddress, seg.address)
			im.segments[seg.ID] = nil
		}
	}
	im.setHeader(h, current, old)
}

// setHeader fills the header record. Its last four bytes stay 0.
func (im *Image) setHeader(h *gomap.Header, current, old int) {
	var extra, overflow, oldOverflow int
	if h.Extra != nil {
		extra = 1
		if list := h.Extra.Overflow; list != nil {
			extra |= 2
			overflow = len(*list)
		}
		if list := h.Extra.OldOverflow; list != nil {
			extra |= 4
			oldOverflow = len(*list)
		}
	}
	for i, word := range [...]uint32{
		uint32(h.Count),
		Sizes(h),
		h.Hash0,
		uint32(h.NEvacuate),
		uint32(current),
		uint32(old),
		NextOverflow(im.subject),
		uint32(extra),
		uint32(overflow),
		uint32(oldOverflow),
		uint32(len(im.segments)),
	} {
		binary.LittleEndian.PutUint32(im.Header[4*i:], word)
	}
}

// Sizes packs flags, B and the overflow counter into one word, as they lie in
// the map's header.
func Sizes(h *gomap.Header) uint32 {
	return uint32(h.Flags) | uint32(h.B)<<8 | uint32(h.NOverflow)<<16
}

// NextOverflow returns one more than the slot of the next spare bucket in the
// current array, or 0 if there is none.
func NextOverflow(s *subject.Subject) uint32 {
	h := s.Header()
	if h.Extra == nil || h.Extra.NextOverflow == nil {
		return 0
	}
	distance := uintptr(h.Extra.NextOverflow) - uintptr(h.Buckets)
	return uint32(distance/uintptr(s.Type.BucketSize)) + 1
}

// Segments returns the segments of the map by number, without the header record.
func (im *Image) Segments() []*Segment {
	var live []*Segment
	for _, seg := range im.segments {
		if seg != nil {
			live = append(live, seg)
		}
	}
	return live
}

// Has reports whether the map still has the segment with the given number.
func (im *Image) Has(id int) bool { return im.segments[id] != nil }

// Digest returns the FNV-1a hash of the header record and all segments by number.
func (im *Image) Digest() uint32 {
	hash := fnv.New32a()
	hash.Write(im.Header[:])
	for _, seg := range im.Segments() {
		hash.Write(seg.Data)
	}
	return hash.Sum32()
}

// segment returns the segment at the given address, which is new if none was
// there. Addresses tell segments apart because the collector is off: memory the
// map has dropped is never used again.
func (im *Image) segment(p unsafe.Pointer, size int, array bool) *Segment {
	seg := im.byAddress[uintptr(p)]
	if seg == nil {
		seg = &Segment{ID: len(im.segments), Array: array, Data: make([]byte, size), address: uintptr(p)}
		im.segments = append(im.segments, seg)
		im.byAddress[seg.address] = seg
	}
	seg.seen = true
	return seg
}
