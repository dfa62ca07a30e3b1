// Profile churn: the map is held just under one load limit after another while
// its keys change. That fills it with overflow buckets until growths of the
// same size happen, at several sizes.

package script

// loads are numbers of entries at or just below which a map of 2, 4, 8 or 16
// buckets does not yet need to grow; each serves for an equal share of the script.
var loads = []int{13, 13, 26, 26, 26, 52, 52, 104}

func churn(r *Rand, n int, _ uint32) []Op {
	out := make([]Op, 0, n)
	live := newKeySet()
	fresh := uint32(2)
	for len(out) < n {
		load := loads[len(out)*len(loads)/n]
		if live.size() < load-1 || live.size() < load && r.below(2) == 0 {
			out = append(out, Op{Set, fresh, r.next()})
			live.add(fresh)
			fresh++
			continue
		}
		k := live.pick(r)
		out = append(out, Op{Delete, k, r.next()})
		live.remove(k)
	}
	return out
}
