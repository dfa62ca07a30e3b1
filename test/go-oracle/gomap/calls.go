// Entry points of the runtime's map. Compiled code calls them for the map
// syntax of the language; calling them directly allows a map type with a hash
// function of our own, and operations that have no syntax.

package gomap

import "unsafe"

// Make creates a map with room for hint entries.
func Make(t *MapType, hint int) *Header { return makeMap(t, hint, nil) }

//go:linkname makeMap runtime.makemap
func makeMap(t *MapType, hint int, h *Header) *Header

// Assign returns the place for the element of a key, adding the key if absent.
//
//go:linkname Assign runtime.mapassign
func Assign(t *MapType, h *Header, key unsafe.Pointer) unsafe.Pointer

// Access finds the element of a key.
//
//go:linkname Access runtime.mapaccess2
func Access(t *MapType, h *Header, key unsafe.Pointer) (elem unsafe.Pointer, found bool)

// Delete removes a key.
//
//go:linkname Delete runtime.mapdelete
func Delete(t *MapType, h *Header, key unsafe.Pointer)

// Assign64 is Assign as specialised for 8-byte integer keys.
//
//go:linkname Assign64 runtime.mapassign_fast64
func Assign64(t *MapType, h *Header, key uint64) unsafe.Pointer

// Access64 is Access as specialised for 8-byte integer keys.
//
//go:linkname Access64 runtime.mapaccess2_fast64
func Access64(t *MapType, h *Header, key uint64) (elem unsafe.Pointer, found bool)

// Delete64 is Delete as specialised for 8-byte integer keys.
//
//go:linkname Delete64 runtime.mapdelete_fast64
func Delete64(t *MapType, h *Header, key uint64)

// Clear removes all entries. Source code reaches it only through a loop that
// deletes every key, and only for types whose keys all equal themselves.
//
//go:linkname Clear runtime.mapclear
func Clear(t *MapType, h *Header)

// IterInit starts an iteration and moves to its first entry.
//
//go:linkname IterInit runtime.mapiterinit
func IterInit(t *MapType, h *Header, it *Iterator)

// IterNext moves an iteration to its next entry.
//
//go:linkname IterNext runtime.mapiternext
func IterNext(it *Iterator)
