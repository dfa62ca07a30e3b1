// Command slots: the length of bucket arrays.

package main

import (
	"io"

	"tophash/go-oracle/gomap"
)

// slots prints a table: one line per B, one column per bucket size.
func slots(out io.Writer) error {
	sizes := []uintptr{32, 40, 48, 56, 80, 88, 104, 144, 152, 208, 272, 1104}
	p := printer{out: out}
	p.printf("B")
	for _, size := range sizes {
		p.printf("\t%d", size)
	}
	for b := uint8(3); b <= 12; b++ {
		p.printf("\n%d", b)
		for _, size := range sizes {
			p.printf("\t%d", gomap.ArraySlots(size, b))
		}
	}
	p.printf("\n")
	return p.err
}
