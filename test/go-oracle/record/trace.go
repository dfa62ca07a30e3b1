// Checksum traces: for maps too large to write every change down. A trace holds
// check values only; a reader runs the same operations and compares.
//
// After the two header lines, marked GT1, come 4-byte little-endian values. The
// header names the rule by which the operations follow, and two distances:
// every "roll" operations comes the rolling check value, every "digestEvery"
// operations the digest of the whole image, in that order if both are due. The
// rolling value is FNV-1a taken over 32-bit words instead of bytes, across six
// words for each operation so far: count; flags, B and overflow counter as they
// lie in the header; hash seed; evacuation mark; 1 while the map grows, else 0;
// slot of the next spare bucket + 1, or 0.

package record

import (
	"encoding/binary"

	"tophash/go-oracle/image"
	"tophash/go-oracle/script"
)

// tracePlan says what to trace.
type tracePlan struct {
	kind        string
	name        string // takes the place of a profile
	hint        int
	roll        int
	digestEvery int
	rule        string
	ops         func(set func(key, elem uint32)) // the rule; all operations are insertions
}

var tracePlans = []tracePlan{
	{
		// The evacuation mark: four thousand old buckets, moved from the top
		// down, are behind it and then passed at once.
		kind: "seq64", name: "stride", hint: 26624, roll: 16, digestEvery: 4000,
		rule: "set 0..26624 then set 4095..1896 descending; v=position",
		ops: func(set func(key, elem uint32)) {
			for i := uint32(0); i <= 26624; i++ {
				set(i, i)
			}
			for i := uint32(0); i < 2200; i++ {
				set(4095-i, i)
			}
		},
	},
	{
		// The overflow counter, which is only approximate from 2^16 buckets on.
		kind: "u32u32", name: "large", roll: 1024, digestEvery: 100000,
		rule: "set 0..899999; v=position",
		ops: func(set func(key, elem uint32)) {
			for i := uint32(0); i < 900000; i++ {
				set(i, i)
			}
		},
	},
}

// trace runs a plan and returns the trace and the number of operations.
func trace(p tracePlan) (out []byte, ops uint64, err error) {
	m, err := newMachine(p.kind, p.hint)
	if err != nil {
		return nil, 0, err
	}
	h := newHeader(m.subject, p.name, p.hint)
	h.Rule, h.Roll, h.DigestEvery = p.rule, p.roll, p.digestEvery
	if out, err = h.lines("GT1"); err != nil {
		return nil, 0, err
	}
	rolling := uint32(2166136261)
	p.ops(func(key, elem uint32) {
		m.run(script.Op{Code: script.Set, K: key, V: elem})
		rolling = roll(rolling, m)
		if m.ops%uint64(p.roll) == 0 {
			out = binary.LittleEndian.AppendUint32(out, rolling)
		}
		if m.ops%uint64(p.digestEvery) == 0 {
			m.image.Take()
			out = binary.LittleEndian.AppendUint32(out, m.image.Digest())
		}
	})
	return out, m.ops, nil
}

// roll takes the present state of the map into the rolling check value.
func roll(value uint32, m *machine) uint32 {
	h := m.subject.Header()
	growing := uint32(0)
	if h.OldBuckets != nil {
		growing = 1
	}
	for _, word := range [...]uint32{
		uint32(h.Count),
		image.Sizes(h),
		h.Hash0,
		uint32(h.NEvacuate),
		growing,
		image.NextOverflow(m.subject),
	} {
		value = (value ^ word) * 16777619
	}
	return value
}
