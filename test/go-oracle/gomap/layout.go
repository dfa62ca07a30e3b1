// Package gomap gives access to the runtime's map: its data layout, its entry
// points, its hash functions and the length of its bucket arrays. Go offers no
// official way to any of them, so everything here mirrors Go 1.19 for 64-bit
// machines and is bound by name at link time.
//
// This file holds the data layout. Fields that nothing reads are still
// declared, to keep the others at their place.
package gomap

import "unsafe"

// PtrSize is the size of a pointer in bytes.
const PtrSize = unsafe.Sizeof(uintptr(0))

// Cells is the number of entries in one bucket.
const Cells = 8

// SameSize is the bit of Header.Flags set while a growth keeps the size.
const SameSize = 8

// Bits of MapType.Flags: the cell holds a pointer to the key or element.
const (
	IndirectKey  = 1
	IndirectElem = 2
)

// Header is the fixed part of a map, the object a map value points to.
type Header struct {
	Count      int
	Flags      uint8
	B          uint8 // there are 2^B buckets, not counting overflow buckets
	NOverflow  uint16
	Hash0      uint32
	Buckets    unsafe.Pointer
	OldBuckets unsafe.Pointer // not nil while the map grows
	NEvacuate  uintptr
	Extra      *Extra
}

// Extra is the part of a map that not every map needs.
type Extra struct {
	Overflow     *[]unsafe.Pointer
	OldOverflow  *[]unsafe.Pointer
	NextOverflow unsafe.Pointer // the next spare slot of the bucket array
}

// Type describes a key, element or bucket type.
type Type struct {
	Size       uintptr
	PtrData    uintptr // length of the prefix that can hold pointers
	hash       uint32
	tflag      uint8
	Align      uint8
	fieldAlign uint8
	kind       uint8
	equal      func(a, b unsafe.Pointer) bool
	gcData     *byte
	str        int32
	ptrToThis  int32
}

// MapType describes a map type.
type MapType struct {
	typ        Type
	Key        *Type
	Elem       *Type
	Bucket     *Type
	Hasher     func(key unsafe.Pointer, seed uintptr) uintptr
	KeySize    uint8 // as stored in a cell: the size of a pointer if indirect
	ElemSize   uint8
	BucketSize uint16
	Flags      uint32
}

// Iterator is the state of one iteration.
type Iterator struct {
	Key         unsafe.Pointer // nil when the iteration has ended
	elem        unsafe.Pointer
	mapType     *MapType
	header      *Header
	buckets     unsafe.Pointer
	bucketPtr   unsafe.Pointer
	overflow    *[]unsafe.Pointer
	oldOverflow *[]unsafe.Pointer
	startBucket uintptr
	offset      uint8
	wrapped     bool
	b           uint8
	i           uint8
	bucket      uintptr
	checkBucket uintptr
}

// TypeOf returns the type of the given map value.
func TypeOf(m any) *MapType {
	// An interface value begins with the pointer to its dynamic type.
	return *(**MapType)(unsafe.Pointer(&m))
}
