// The random numbers of the scripts.

package script

import "tophash/go-oracle/mix"

// Rand is a generator of 32-bit numbers; its value is its state.
type Rand uint32

func (r *Rand) next() uint32 {
	*r += 0x9e3779b9
	return mix.Uint32(uint32(*r))
}

// below returns a number from 0 to n-1.
func (r *Rand) below(n uint32) uint32 {
	return uint32(uint64(r.next()) * uint64(n) >> 32)
}
