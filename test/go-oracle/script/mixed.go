// Profile mixed: phases with different shares of insertions and deletions, so
// that the map grows through several sizes, thins out, empties and fills again.

package script

// phase is a stretch of operations with shares in percent. What is left to 100
// goes to lookups and to deletions of keys that are often absent.
type phase struct{ ops, insert, update, remove int }

var phases = []phase{
	{260, 82, 10, 6},
	{240, 40, 10, 48},
	{160, 8, 4, 86},
	{300, 90, 6, 4},
	{200, 45, 5, 50},
	{140, 0, 0, 100},
}

func mixed(r *Rand, n int, keys uint32) []Op {
	var out []Op
	emit := func(c Code, k, v uint32) { out = append(out, Op{c, k, v}) }
	live := newKeySet()
	current, left := 0, phases[0].ops
	for len(out) < n {
		if left == 0 {
			current = (current + 1) % len(phases)
			left = phases[current].ops
			if r.below(100) < 25 {
				emit(Clear, 0, r.next())
				live.clear()
			}
		}
		left--
		p := phases[current]
		x := int(r.below(100))
		switch {
		case x < p.insert:
			k := r.below(keys)
			emit(Set, k, r.next())
			live.add(k)
		case x < p.insert+p.update && live.size() > 0:
			// The top bit selects an equal string at another address, and
			// another key altogether where keys are not strings.
			k := live.pick(r) | r.next()&(1<<31)
			emit(Set, k, r.next())
		case x < p.insert+p.update+p.remove && live.size() > 0:
			k := live.pick(r)
			emit(Delete, k, r.next())
			live.remove(k)
		case x%2 == 0:
			k := r.below(keys)
			emit(Delete, k, r.next())
			live.remove(k)
		default:
			emit(Get, r.below(keys), 0)
		}
	}
	return out[:n]
}
