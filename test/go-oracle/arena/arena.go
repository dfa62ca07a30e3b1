// Package arena holds every string the scripts use in one block of memory.
// An image of a map cannot show addresses, which differ from run to run; with
// all text in one block a data pointer becomes an offset, and it stays visible
// which of two equal strings a map has kept.
package arena

import (
	"unsafe"

	"tophash/go-oracle/mix"
)

// Texts is the number of different strings.
const Texts = 4096

// SecondCopy is the bit of a string index that selects the second copy: the
// same text at another address.
const SecondCopy = 1 << 31

// lengths repeats over the indices. It has strings on both sides of every
// length at which hashing or comparing changes its method.
var lengths = [...]int{6, 3, 8, 4, 12, 16, 5, 20, 7, 33, 9, 48, 17, 49, 64, 97, 2, 128, 31, 32}

// digits spell the index at the start of each text.
const digits = "0123456789abcdefghijklmnopqrstuv"

var (
	block   []byte
	offsets [2][Texts]int // where text i begins, per copy
)

func init() {
	for copyNo := range offsets {
		for i := range offsets[copyNo] {
			offsets[copyNo][i] = len(block)
			block = appendText(block, uint32(i))
		}
	}
	// An empty string has to point into the block too, even at its end.
	block = append(block, 0)
}

// length returns the length of text i. Texts 0 and 1 have that many bytes;
// later ones may not be so short that they would repeat.
func length(i uint32) int {
	if i < 2 {
		return int(i)
	}
	n := lengths[i%uint32(len(lengths))]
	if n < 4 && i >= 40 {
		n += 4
	}
	return n
}

// appendText appends text i: up to four digits that spell i, lowest first, then
// scrambled capital letters.
func appendText(dst []byte, i uint32) []byte {
	for j := uint32(0); j < uint32(length(i)); j++ {
		if j < 4 {
			dst = append(dst, digits[i>>(5*j)&31])
		} else {
			dst = append(dst, 'A'+byte(mix.Uint32(i*131+j)%26))
		}
	}
	return dst
}

// String returns the string with the given index.
func String(index uint32) string {
	copyNo, i := index>>31, index&^SecondCopy%Texts
	start := offsets[copyNo][i]
	b := block[start : start+length(i)]
	// Reinterpreting the slice keeps the address even of an empty string, for
	// which slicing a string would return the start of the block.
	return *(*string)(unsafe.Pointer(&b))
}

// Token replaces the data pointer of a string by its offset in the block plus
// one; a nil pointer becomes 0.
func Token(data unsafe.Pointer) uint32 {
	if data == nil {
		return 0
	}
	return uint32(uintptr(data)-uintptr(unsafe.Pointer(&block[0]))) + 1
}
