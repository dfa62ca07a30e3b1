// Length of a bucket array. From 16 buckets on, an array is made longer than
// the map needs, and the rest serves as spare overflow buckets. How many spares
// there are depends on the size classes of the allocator, so the allocator
// itself is asked.

package gomap

import _ "unsafe" // for linkname

//go:linkname roundUpSize runtime.roundupsize
func roundUpSize(size uintptr) uintptr

// ArraySlots returns the number of slots, spares included, of an array of 2^b
// buckets of the given size.
func ArraySlots(bucketSize uintptr, b uint8) int {
	slots := uintptr(1) << b
	if b >= 4 {
		slots += 1 << (b - 4)
		slots = roundUpSize(slots*bucketSize) / bucketSize
	}
	return int(slots)
}
