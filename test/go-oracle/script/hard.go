// Profile hard: it watches the map while it runs, so that rare situations occur
// often: clears, bursts of insertions, audits and new iterations in the middle
// of either kind of growth.

package script

const (
	renewEvery = 160 // operations per map
	burstSize  = 14  // insertions in a row that push a map over its load limit
)

func hard(r *Rand, n int, m Map) {
	s := &hardScript{r: r, live: newKeySet(), fresh: 2, target: 13}
	for i := 0; i < n; i++ {
		var op Op
		if i%renewEvery == renewEvery-1 {
			op = s.renew()
		} else {
			st := m.State()
			op = s.choose(st)
			s.retarget(st)
			s.note(op)
		}
		m.Run(op)
	}
}

type hardScript struct {
	r      *Rand
	live   *keySet
	fresh  uint32 // next number for a new key
	target int    // number of entries to stay at
	burst  int    // insertions left in the current burst
}

// renew starts over with a new map, sometimes one with a size asked for.
func (s *hardScript) renew() Op {
	hints := []uint32{0, 0, 5, 9, 14, 27, 53, 105}
	hint := hints[s.r.below(uint32(len(hints)))]
	s.live.clear()
	s.burst, s.target = 0, 26
	return Op{Renew, hint, s.r.next()}
}

// choose picks the next operation for a map in the given state.
func (s *hardScript) choose(st State) Op {
	x := s.r.below(1000)
	if st.SameSize && s.burst == 0 && x < 250 {
		s.burst = burstSize
	}
	switch {
	case st.SameSize && x >= 965 || x == 999:
		return Op{Clear, 0, s.r.next()}
	case st.Growing && x >= 800:
		return Op{Audit, 0, 0}
	case x >= 960 || st.Growing && x >= 750:
		return Op{Begin, 0, s.r.next()}
	case x >= 880:
		return Op{Next, 0, 1 + s.r.below(12)}
	case x >= 872:
		return Op{Iterate, 0, s.r.next()}
	case s.burst > 0 || s.live.size() < s.target-1 || s.live.size() < s.target && x%2 == 0:
		if s.burst > 0 {
			s.burst--
		}
		s.fresh++
		return Op{Set, s.fresh - 1, s.r.next()}
	case x%16 == 3: // the map holds at least target-1 entries here and below
		return Op{Set, s.live.pick(s.r), s.r.next()}
	default:
		return Op{Delete, s.live.pick(s.r), s.r.next()}
	}
}

// retarget sometimes changes the number of entries to stay at, either to any
// load limit or to that of the map's present size.
func (s *hardScript) retarget(st State) {
	if s.r.below(150) != 0 {
		return
	}
	targets := []int{8, 13, 26, 26, 52, 104}
	s.target = targets[s.r.below(uint32(len(targets)))]
	if st.B > 0 && s.r.below(2) == 0 {
		s.target = 13 << st.B / 2
	}
}

// note keeps live in step with the map.
func (s *hardScript) note(op Op) {
	switch op.Code {
	case Set:
		s.live.add(op.K)
	case Delete:
		s.live.remove(op.K)
	case Clear:
		s.live.clear()
	}
}
