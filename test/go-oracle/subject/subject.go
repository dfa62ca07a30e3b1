// Package subject holds the maps under test: what their keys and elements are,
// and how an operation reaches the runtime.
//
// Scripts know keys and elements only as 32-bit numbers, which each subject
// turns into values of its own types. This file defines a subject and lists
// them all.
package subject

import (
	"fmt"

	"tophash/go-oracle/gomap"
)

// A Subject is one kind of map together with one map of that kind.
type Subject struct {
	Name       string
	Type       *gomap.MapType
	StringKey  bool
	StringElem bool
	Driver
}

// A Driver performs operations on the subject's map.
type Driver interface {
	// Make replaces the map by a new one with room for hint entries.
	Make(hint int)
	Set(key, elem uint32)
	Delete(key uint32)
	Get(key uint32) (found bool)
	// Header returns the fixed part of the map.
	Header() *gomap.Header
}

// subjects lists all kinds in the order in which reports show them.
var subjects = []struct {
	name string
	make func(name string) *Subject
}{
	{"u32u32", compile(keyU32, elemU32)},
	{"u64u64", compile(keyU64, elemU64)},
	{"i32i8", compile(keyI32, elemI8)},
	{"u64none", compile(keyU64, elemNone)},
	{"f64f64", compile(keyF64, elemF64)},
	{"stru64", compile(keyString, elemU64)},
	{"strstr", compile(keyString, elemString)},
	{"u64str", compile(keyU64, elemString)},
	{"u16u8", compile(keyU16, elemU8)},
	{"u8u16", compile(keyU8, elemU16)},
	{"f32u32", compile(keyF32, elemU32)},
	{"b16u64", compile(keyBytes16, elemU64)},
	{"bigu64", compile(keyBig, elemU64)},
	{"u64big", compile(keyU64, elemBig)},
	{"strbig", compile(keyString, elemBig)}, // a string key off the string path
	{"seq64", direct64(keySequence, hashIdentity)},
	{"few64", direct64(keyU64, hashFew)},
	{"seqf64", directFloat(keySequenceFloat, hashSequenceFloat)},
}

// New returns a new subject of the kind with the given name. It has no map
// until Make is called.
func New(name string) (*Subject, error) {
	for _, s := range subjects {
		if s.name == name {
			return s.make(name), nil
		}
	}
	return nil, fmt.Errorf("unknown map kind %q", name)
}

// Keys returns how many key numbers a script should choose from: few enough
// that the same key comes up again, and for one-byte keys not many more than
// there are values.
func (s *Subject) Keys() uint32 {
	if s.Type.Key.Size == 1 {
		return 400
	}
	return 1500
}
