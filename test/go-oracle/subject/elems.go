// The element functions: pure functions from a script's number to an element.

package subject

import (
	"tophash/go-oracle/arena"
	"tophash/go-oracle/mix"
)

func elemU8(v uint32) uint8      { return uint8(mix.Uint32(v)) }
func elemI8(v uint32) int8       { return int8(mix.Uint32(v)) }
func elemU16(v uint32) uint16    { return uint16(mix.Uint32(v)) }
func elemU32(v uint32) uint32    { return mix.Uint32(v) }
func elemU64(v uint32) uint64    { return mix.Uint64(v) }
func elemF64(v uint32) float64   { return float64(v) }
func elemString(v uint32) string { return arena.String(v % arena.Texts) }
func elemBig(v uint32) big       { return keyBig(v) }
func elemNone(uint32) struct{}   { return struct{}{} }
