// A reader of journals, written against the description of the format alone:
// it rebuilds every image and compares the digests.

package selftest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"sort"
)

// replayer holds the image while a journal is read. After an error it reads
// zeros, and the error stays.
type replayer struct {
	in       *bufio.Reader
	header   [48]byte
	segments map[uint64][]byte
	err      error
}

// replay reads a whole journal and returns the number of operations in it, or
// up to where it is wrong.
func replay(journal []byte) (ops int, err error) {
	r := &replayer{in: bufio.NewReader(bytes.NewReader(journal)), segments: map[uint64][]byte{}}
	if mark := r.line(); mark != "GJ1\n" {
		return 0, fmt.Errorf("the first line is %q", mark)
	}
	r.line()
	r.patch()
	r.digest()
	for r.err == nil && !r.atEnd() {
		r.record(ops)
		ops++
	}
	return ops, r.err
}

// record reads the record of operation number i.
func (r *replayer) record(i int) {
	code := r.bytes(1)[0]
	if !bytes.Contains([]byte("SDCGAIBNM"), []byte{code}) {
		r.fail(fmt.Errorf("unknown code %#x", code))
	}
	r.varint() // K
	r.varint() // V
	r.bytes(4 * r.varint())
	if code == 'M' {
		r.segments = map[uint64][]byte{}
	}
	r.patch()
	// The last record ends with a digest, so a digest is there if the count
	// says so, or if nothing can follow it.
	if _, err := r.in.Peek(5); i%64 == 63 || err == io.EOF {
		r.digest()
	}
}

func (r *replayer) patch() {
	mask := r.varint()
	for word := 0; word < len(r.header)/4; word++ {
		if mask>>word&1 == 1 {
			copy(r.header[4*word:], r.bytes(4))
		}
	}
	for n := r.varint(); n > 0 && r.err == nil; n-- {
		id := r.varint()
		if r.segments[id] == nil {
			r.fail(fmt.Errorf("dropped segment %d does not exist", id))
		}
		delete(r.segments, id)
	}
	for n := r.varint(); n > 0 && r.err == nil; n-- {
		id, kind, length := r.varint(), r.varint(), r.varint()
		if r.segments[id] != nil || kind > 1 {
			r.fail(fmt.Errorf("wrong new segment %d of kind %d", id, kind))
		}
		r.segments[id] = make([]byte, length)
	}
	for n := r.varint(); n > 0 && r.err == nil; n-- {
		id, offset, length := r.varint(), r.varint(), r.varint()
		if segment := r.segments[id]; offset+length > uint64(len(segment)) {
			r.fail(fmt.Errorf("run beyond segment %d", id))
		} else {
			copy(segment[offset:], r.bytes(length))
		}
	}
}

// digest reads a digest and compares it with that of the image.
func (r *replayer) digest() {
	var ids []uint64
	for id := range r.segments {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
	hash := fnv.New32a()
	hash.Write(r.header[:])
	for _, id := range ids {
		hash.Write(r.segments[id])
	}
	if want := binary.LittleEndian.Uint32(r.bytes(4)); hash.Sum32() != want {
		r.fail(fmt.Errorf("the digest is %#x, recorded was %#x", hash.Sum32(), want))
	}
}

func (r *replayer) line() string {
	line, err := r.in.ReadString('\n')
	r.fail(err)
	return line
}

func (r *replayer) varint() uint64 {
	v, err := binary.ReadUvarint(r.in)
	r.fail(err)
	return v
}

func (r *replayer) bytes(n uint64) []byte {
	const limit = 1 << 20
	if n > limit {
		r.fail(errors.New("impossible length"))
		n = limit
	}
	b := make([]byte, n)
	_, err := io.ReadFull(r.in, b)
	r.fail(err)
	return b
}

func (r *replayer) atEnd() bool {
	_, err := r.in.Peek(1)
	return err == io.EOF
}

// fail keeps the first error.
func (r *replayer) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}
