// Package record runs scripts on maps and writes down what happens.
//
// This file runs the operations: it prepares the random generator, makes the
// map do the operation, and condenses what the caller of the map would see.
package record

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"unsafe"

	"tophash/go-oracle/arena"
	"tophash/go-oracle/det"
	"tophash/go-oracle/gomap"
	"tophash/go-oracle/image"
	"tophash/go-oracle/script"
	"tophash/go-oracle/subject"
)

const (
	drawSeed  = 42         // seed of the generator states
	firstHash = 0x12345678 // hash seed of the first map of each recording
)

// The results of single operations.
const (
	absent = 0
	found  = 1
	ended  = 0xffffffff // an iteration has come to its end
)

// machine is a map that operations are run on.
type machine struct {
	subject  *subject.Subject
	image    *image.Image
	iterator *gomap.Iterator // the lasting iteration; nil when there is none
	ops      uint64          // number of operations run
}

// newMachine returns a machine with a new map.
func newMachine(kind string, hint int) (*machine, error) {
	s, err := subject.New(kind)
	if err != nil {
		return nil, err
	}
	m := &machine{subject: s}
	m.renew(hint, firstHash)
	return m, nil
}

func (m *machine) renew(hint int, hash0 uint32) {
	m.subject.Make(hint)
	m.subject.Header().Hash0 = hash0
	m.image = image.New(m.subject)
	m.iterator = nil
}

// state returns what a script may know.
func (m *machine) state() script.State {
	h := m.subject.Header()
	growing := h.OldBuckets != nil
	return script.State{
		B:        h.B,
		Growing:  growing,
		SameSize: growing && h.Flags&gomap.SameSize != 0,
	}
}

// generatorState returns the state the random generator gets before operation
// number i, counted from 0.
func generatorState(i uint64) uint64 {
	x := drawSeed + (i+1)*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// run runs one operation and returns its results: found or absent for a lookup,
// a hash of all answers for an audit, the keys passed for an iteration.
func (m *machine) run(op script.Op) []uint32 {
	s := m.subject
	det.Arm(generatorState(m.ops))
	m.ops++
	switch op.Code {
	case script.Set:
		s.Set(op.K, op.V)
	case script.Delete:
		s.Delete(op.K)
	case script.Clear:
		gomap.Clear(s.Type, s.Header())
	case script.Get:
		return []uint32{m.get(op.K)}
	case script.Audit:
		return []uint32{m.audit()}
	case script.Iterate:
		return m.iterate()
	case script.Begin:
		return m.begin()
	case script.Next:
		return m.next(op.V)
	case script.Renew:
		m.renew(int(op.K), op.V)
	default:
		panic(fmt.Sprintf("no operation has the code %q", op.Code))
	}
	return nil
}

func (m *machine) get(key uint32) uint32 {
	if m.subject.Get(key) {
		return found
	}
	return absent
}

func (m *machine) audit() uint32 {
	var answers [script.AuditKeys]byte
	for key := range answers {
		answers[key] = byte(m.get(uint32(key)))
	}
	return hashOf(answers[:])
}

func (m *machine) iterate() (keys []uint32) {
	it := new(gomap.Iterator)
	gomap.IterInit(m.subject.Type, m.subject.Header(), it)
	for it.Key != nil {
		keys = append(keys, m.keyHash(it.Key))
		gomap.IterNext(it)
	}
	return keys
}

// begin starts the lasting iteration. On an empty map there is nothing to last.
func (m *machine) begin() []uint32 {
	m.iterator = new(gomap.Iterator)
	gomap.IterInit(m.subject.Type, m.subject.Header(), m.iterator)
	if m.iterator.Key == nil {
		m.iterator = nil
		return nil
	}
	return []uint32{m.keyHash(m.iterator.Key)}
}

func (m *machine) next(steps uint32) (keys []uint32) {
	for ; steps > 0 && m.iterator != nil; steps-- {
		gomap.IterNext(m.iterator)
		if m.iterator.Key == nil {
			m.iterator = nil
			return append(keys, ended)
		}
		keys = append(keys, m.keyHash(m.iterator.Key))
	}
	return keys
}

// keyHash condenses a key an iteration has come to. For a string it covers
// which copy of the text the map holds, not the text.
func (m *machine) keyHash(key unsafe.Pointer) uint32 {
	if m.subject.StringKey {
		data := *(*unsafe.Pointer)(key)
		b := binary.LittleEndian.AppendUint32(nil, arena.Token(data))
		return hashOf(binary.LittleEndian.AppendUint32(b, uint32(len(*(*string)(key)))))
	}
	return hashOf(unsafe.Slice((*byte)(key), m.subject.Type.Key.Size))
}

// hashOf returns the FNV-1a hash of b.
func hashOf(b []byte) uint32 {
	hash := fnv.New32a()
	hash.Write(b)
	return hash.Sum32()
}
