//go:build go1.19 && !go1.20 && amd64

// The random generator of the first thread: where its state lies, what it will
// draw, and how to set it. The runtime offers no way to seed it, so its state
// word is found by watching which word of the thread record changes as the
// generator's known step says it must.

package det

import (
	"errors"
	"math/bits"
	_ "unsafe" // for linkname
)

// The generator adds step to its 64-bit state, multiplies the sum with itself
// xor twist, and returns the low half of (high word xor low word).
const (
	step  = 0xa0761d6478bd642f
	twist = 0xe7037ed1a0b428db
)

// thread is the beginning of the runtime's record of the first thread, long
// enough to hold the generator state.
//
//go:linkname thread runtime.m0
var thread [128]uint64

//go:linkname fastrand runtime.fastrand
func fastrand() uint32

// state points at the generator state inside thread; nil until it is found.
var state *uint64

func locateGenerator() {
	for try := 0; try < 16; try++ {
		before := thread
		drawn := fastrand()
		for i, s := range before {
			if thread[i] == s+step && Draw(s, 0) == drawn {
				state = &thread[i]
				return
			}
		}
	}
}

// Check reports whether the generator could be found. Nothing else in this
// package may be used before it has returned nil.
func Check() error {
	if state == nil {
		return errors.New("cannot find the random generator of the first thread in this Go runtime")
	}
	return nil
}

// Arm sets the generator of the first thread, so that its next draws are
// Draw(s, 0), Draw(s, 1) and so on.
func Arm(s uint64) { *state = s }

// Draw returns draw number n, counted from 0, of a generator whose state is s.
func Draw(s uint64, n int) uint32 {
	s += uint64(n+1) * step
	hi, lo := bits.Mul64(s, s^twist)
	return uint32(hi ^ lo)
}
