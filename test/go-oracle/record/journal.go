// Journals: every byte an operation changes, for every operation of a script.
//
// After the two header lines, marked GJ1, a journal holds:
//
//	patch     from nothing to the image of the first map
//	digest    of that image
//	records   one per operation, to the end of the file
//
// and a record holds:
//
//	code      1 byte
//	K, V      2 varints
//	results   varint count, then 4 bytes each
//	patch     from the image before the operation to the one after it
//	digest    of the image after it; only in every 64th record and in the last
//
// A varint is an unsigned LEB128 number; a digest has 4 bytes; numbers of a fixed
// size are little-endian. Package script lists the codes, package image says
// what an image and a digest are, patch.go what a patch is. The state of the
// random generator is not stored: machine.go computes it from the seed in the
// header and the number of the operation. An operation with code M starts over
// with a new map: before its patch is applied all segments are gone and their
// numbers begin again at 1, while the header record stays as it was.

package record

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"

	"tophash/go-oracle/script"
)

// digestEvery is the number of records from one digest to the next.
const digestEvery = 64

// journal is the map as a script sees it: it runs every operation and writes
// down what happened.
type journal struct {
	machine *machine
	shadow  *shadow
	out     []byte
	closed  bool // the last record has a digest
}

// newJournal starts a journal whose header lines are given.
func newJournal(m *machine, lines []byte) *journal {
	j := &journal{machine: m, shadow: newShadow(), out: lines}
	m.image.Take()
	j.out = j.shadow.appendPatch(j.out, m.image)
	j.appendDigest()
	return j
}

func (j *journal) State() script.State { return j.machine.state() }

func (j *journal) Run(op script.Op) {
	results := j.machine.run(op)
	if op.Code == script.Renew {
		j.shadow.dropSegments()
	}
	j.machine.image.Take()
	j.out = append(j.out, byte(op.Code))
	j.out = binary.AppendUvarint(j.out, uint64(op.K))
	j.out = binary.AppendUvarint(j.out, uint64(op.V))
	j.out = binary.AppendUvarint(j.out, uint64(len(results)))
	for _, r := range results {
		j.out = binary.LittleEndian.AppendUint32(j.out, r)
	}
	j.out = j.shadow.appendPatch(j.out, j.machine.image)
	j.closed = j.machine.ops%digestEvery == 0
	if j.closed {
		j.appendDigest()
	}
}

func (j *journal) appendDigest() {
	j.out = binary.LittleEndian.AppendUint32(j.out, j.machine.image.Digest())
}

// finish returns the whole journal.
func (j *journal) finish() []byte {
	if !j.closed {
		j.appendDigest()
		j.closed = true
	}
	return j.out
}

// compress returns b in gzip format.
func compress(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
