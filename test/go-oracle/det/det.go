//go:build go1.19 && !go1.20 && amd64

// Package det makes the Go 1.19 map deterministic. A map takes its randomness
// from three places inside the runtime: the choice between the AES hash and the
// portable one, the process-wide hash key, and a random generator that every
// thread owns. This file fixes the first two while the program starts;
// generator.go sets the third.
//
// Hash choice and key must be fixed before any map is filled: a map filled
// earlier would look for its entries in the wrong buckets afterwards. The main
// package therefore imports this package first, and this package imports
// nothing that fills a map.
package det

import (
	"runtime"
	_ "unsafe" // for linkname
)

// HashKey is the process key in use. The runtime wants all four words odd.
var HashKey = [4]uint64{
	0x9e3779b97f4a7c15,
	0xbf58476d1ce4e5b9,
	0x94d049bb133111eb,
	0x2545f4914f6cdd1d,
}

//go:linkname hashKey runtime.hashkey
var hashKey [4]uintptr

//go:linkname useAESHash runtime.useAeshash
var useAESHash bool

func init() {
	runtime.LockOSThread()     // keeps the main goroutine on the first thread, whose generator Arm sets
	runtime.MemProfileRate = 0 // heap profiling draws random sampling distances
	useAESHash = false
	for i, word := range HashKey {
		hashKey[i] = uintptr(word)
	}
	locateGenerator()
}
