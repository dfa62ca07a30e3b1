// Profile grow: nothing but insertions of new keys.

package script

func grow(r *Rand, n int, _ uint32) []Op {
	out := make([]Op, n)
	for i := range out {
		out[i] = Op{Set, uint32(i), r.next()}
	}
	return out
}
