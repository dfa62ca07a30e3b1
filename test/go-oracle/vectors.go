// Command vectors: test vectors of the hash functions and of the generator.

package main

import (
	"io"
	"math"
	"unsafe"

	"tophash/go-oracle/det"
	"tophash/go-oracle/gomap"
)

// vectors hashes prefixes of a block whose byte i is 7i+1, on both sides of
// every length at which the method changes, and then some floats and interfaces.
func vectors(out io.Writer) error {
	const seed = 0x12345678
	var block [200]byte
	for i := range block {
		block[i] = byte(7*i + 1)
	}
	p := printer{out: out}
	p.printf("hashkey %x\n", det.HashKey)
	for _, n := range []uintptr{
		0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 47, 48, 49, 64, 96, 97, 144, 145, 200,
	} {
		p.printf("len %d seed %#x -> %x seed 0 -> %x\n", n, seed,
			gomap.MemHash(unsafe.Pointer(&block), seed, n),
			gomap.MemHash(unsafe.Pointer(&block), 0, n))
	}
	for _, f := range []float64{0, 1, -1, 0.5, 1e300} {
		p.printf("f64 bits %x -> %x\n", math.Float64bits(f), gomap.Float64Hash(unsafe.Pointer(&f), seed))
	}
	number, text := any(uint64(0x1122334455667788)), any("hello")
	p.printf("any uint64 %#x -> %x\n", number, gomap.InterfaceHash(unsafe.Pointer(&number), seed))
	p.printf("any string %s -> %x\n", text, gomap.InterfaceHash(unsafe.Pointer(&text), seed))
	for state := uint64(0); state < 4; state++ {
		p.printf("draw state %x -> %x %x\n", state, det.Draw(state, 0), det.Draw(state, 1))
	}
	return p.err
}
