// Package mix holds the one scrambling function everything random here is made
// of. It needs nothing but 32-bit arithmetic, so that a reader of the journals
// can rebuild keys, elements and scripts in any language.
package mix

// Uint32 scrambles x. It is a bijection: different numbers stay different.
func Uint32(x uint32) uint32 {
	x ^= x >> 16
	x *= 0x7feb352d
	x ^= x >> 15
	x *= 0x846ca68b
	x ^= x >> 16
	return x
}

// Uint64 scrambles x into 64 bits.
func Uint64(x uint32) uint64 {
	return uint64(Uint32(x))<<32 | uint64(Uint32(x^0xa5a5a5a5))
}
