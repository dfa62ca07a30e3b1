// The key functions: pure functions from a script's number to a key.

package subject

import (
	"math"

	"tophash/go-oracle/arena"
	"tophash/go-oracle/mix"
)

func keyU8(i uint32) uint8      { return uint8(mix.Uint32(i)) }
func keyU16(i uint32) uint16    { return uint16(mix.Uint32(i)) }
func keyU32(i uint32) uint32    { return mix.Uint32(i) }
func keyI32(i uint32) int32     { return int32(mix.Uint32(i)) }
func keyU64(i uint32) uint64    { return mix.Uint64(i) }
func keyString(i uint32) string { return arena.String(i) }

// keySequence leaves the number as it is.
func keySequence(i uint32) uint64 { return uint64(i) }

// keyF64 gives +0 for 0, -0 for 1, a NaN that carries the number for every
// number that is 7 modulo 16, and otherwise an ordinary finite value.
func keyF64(i uint32) float64 {
	switch {
	case i == 0:
		return 0
	case i == 1:
		return math.Copysign(0, -1)
	case i%16 == 7:
		return math.Float64frombits(0x7ff8<<48 | uint64(i))
	}
	const exponent = 0x7ff << 52
	return math.Float64frombits(mix.Uint64(i)&^exponent | (0x3f0+uint64(i&0xff))<<52)
}

// keyF32 gives +0 for 0, -0 for 1 and otherwise an ordinary finite value.
func keyF32(i uint32) float32 {
	switch i {
	case 0:
		return 0
	case 1:
		return float32(math.Copysign(0, -1))
	}
	const exponent = 0xff << 23
	return math.Float32frombits(mix.Uint32(i)&^exponent | 0x70<<23)
}

// keySequenceFloat gives a NaN that carries the number if bit 6 of the number
// is set, and otherwise a finite value of its own near 1.
func keySequenceFloat(i uint32) float64 {
	if i&64 != 0 {
		return math.Float64frombits(0x7ff8<<48 | uint64(i))
	}
	return math.Float64frombits(0x3ff<<52 | uint64(i))
}

func keyBytes16(i uint32) (k [16]byte) {
	low, high := mix.Uint64(i), mix.Uint64(^i)
	for j := 0; j < 8; j++ {
		k[j] = byte(low >> (8 * j))
		k[8+j] = byte(high >> (8 * j))
	}
	return k
}

// big has 136 bytes, just too many to lie in a cell itself.
type big [17]uint64

func keyBig(i uint32) (k big) {
	for j := range k {
		k[j] = mix.Uint64(i + uint32(j)*0x01000193)
	}
	return k
}
