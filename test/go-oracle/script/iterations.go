// Iterations added to a plan: now and then one over the whole map, and one that
// lasts and moves on a few steps at a time while the plan changes the map.

package script

func withIterations(base plan) plan {
	return func(r *Rand, n int, keys uint32) []Op {
		var out []Op
		begun := false
		for i, op := range base(r, n, keys) {
			out = append(out, op)
			if i%97 == 50 {
				out = append(out, Op{Iterate, 0, r.next()})
			}
			if i%61 == 30 {
				out = append(out, Op{Begin, 0, r.next()})
				begun = true
			} else if begun && i%7 == 0 {
				out = append(out, Op{Next, 0, 1 + r.below(9)})
			}
		}
		return out
	}
}
