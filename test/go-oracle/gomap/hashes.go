// Hash functions of the runtime, for printing test vectors.

package gomap

import "unsafe"

// MemHash hashes size bytes.
//
//go:linkname MemHash runtime.memhash
func MemHash(p unsafe.Pointer, seed, size uintptr) uintptr

// Float64Hash hashes a float64.
//
//go:linkname Float64Hash runtime.f64hash
func Float64Hash(p unsafe.Pointer, seed uintptr) uintptr

// InterfaceHash hashes a value of type any.
//
//go:linkname InterfaceHash runtime.nilinterhash
func InterfaceHash(p unsafe.Pointer, seed uintptr) uintptr
