// Layouts of map types: those of the subjects, and of further types that no
// script uses but whose layout is worth knowing, above all on both sides of the
// size limit beyond which a cell holds a pointer.

package subject

import "tophash/go-oracle/gomap"

// A Layout is a map type under a name.
type Layout struct {
	Name string
	Type *gomap.MapType
}

// Layouts returns the types of all subjects and then the further ones.
func Layouts() []Layout {
	var all []Layout
	for _, s := range subjects {
		all = append(all, Layout{s.name, s.make(s.name).Type})
	}
	type pair struct {
		a uint32
		s string
	}
	return append(all,
		Layout{"anyu64", gomap.TypeOf(map[any]uint64(nil))},
		Layout{"pairu64", gomap.TypeOf(map[pair]uint64(nil))},
		Layout{"u32none", gomap.TypeOf(map[uint32]struct{}(nil))},
		Layout{"u8u8", gomap.TypeOf(map[uint8]uint8(nil))},
		Layout{"strnone", gomap.TypeOf(map[string]struct{}(nil))},
		Layout{"u64b128", gomap.TypeOf(map[uint64][128]byte(nil))},
		Layout{"u64b129", gomap.TypeOf(map[uint64][129]byte(nil))},
		Layout{"b128u64", gomap.TypeOf(map[[128]byte]uint64(nil))},
		Layout{"b129u64", gomap.TypeOf(map[[129]byte]uint64(nil))},
		Layout{"i32x2u64", gomap.TypeOf(map[[2]int32]uint64(nil))},
		Layout{"boolu64", gomap.TypeOf(map[bool]uint64(nil))},
		Layout{"c128u8", gomap.TypeOf(map[complex128]uint8(nil))},
	)
}
