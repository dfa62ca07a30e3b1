// Profile samesize: growths that keep the size, arranged on purpose. It needs
// keys whose bucket is their number modulo the number of buckets. Every episode
// gives a map of 32 buckets one sparse overflow bucket per bucket, stops one
// entry below the load limit, starts a growth of the same size, and then does
// something of its own while that growth is running.

package script

func sameSize(r *Rand, n int, _ uint32) []Op {
	s := &sameSizeScript{r: r}
	for episode := 0; len(s.ops) < n; episode++ {
		s.fill()
		during[episode%len(during)](s)
	}
	return s.ops
}

const (
	sameSizeBuckets = 32
	sameSizeLimit   = 208 // entries 32 buckets take before they must double
)

type sameSizeScript struct {
	r     *Rand
	ops   []Op
	fresh uint32 // next number for a key outside the arranged ones
}

// emit adds an operation with a random V.
func (s *sameSizeScript) emit(c Code, k uint32) { s.emitWith(c, k, s.r.next()) }

func (s *sameSizeScript) emitWith(c Code, k, v uint32) { s.ops = append(s.ops, Op{c, k, v}) }

// setFresh sets a new key outside the last bucket.
func (s *sameSizeScript) setFresh() {
	if s.fresh%sameSizeBuckets == sameSizeBuckets-1 {
		s.fresh++
	}
	s.emit(Set, s.fresh)
	s.fresh++
}

// fill makes a map in which a growth of the same size has just started.
func (s *sameSizeScript) fill() {
	const last = sameSizeBuckets - 1
	s.fresh = 16 * sameSizeBuckets
	s.emit(Renew, sameSizeLimit)
	entries := 0
	for bucket := uint32(0); bucket < last; bucket++ {
		for j := uint32(0); j < 9; j++ {
			s.emit(Set, bucket+j*sameSizeBuckets)
		}
		removed := 0
		for j := uint32(0); removed < 3; j++ {
			// Keys with bit 6 stay: some kinds of map make them NaN, which
			// cannot be deleted.
			if k := bucket + j*sameSizeBuckets; k&64 == 0 {
				s.emit(Delete, k)
				removed++
			}
		}
		entries += 9 - removed
	}
	for j := uint32(0); j < 8; j++ {
		s.emit(Set, last+j*sameSizeBuckets)
		entries++
	}
	for ; entries < sameSizeLimit-2; entries++ {
		s.setFresh()
	}
	s.emit(Set, last+8*sameSizeBuckets) // the overflow bucket that makes them too many
	s.setFresh()                        // notices that and starts the growth
}

// during holds what the episodes do in turn while the growth is running.
var during = []func(*sameSizeScript){
	func(s *sameSizeScript) { // clear, then fill again
		s.emit(Clear, 0)
		for i := uint32(0); i < 40; i++ {
			s.emit(Set, 5*i)
		}
	},
	func(s *sameSizeScript) { // go beyond the load limit
		for i := 0; i < 30; i++ {
			s.setFresh()
		}
	},
	func(s *sameSizeScript) { // iterate between updates
		for i := uint32(0); i < 24; i++ {
			s.emit(Iterate, 0)
			s.emit(Set, 4*sameSizeBuckets+7*i%sameSizeBuckets)
		}
	},
	func(s *sameSizeScript) { // keep one iteration open across deletions
		s.emit(Begin, 0)
		for i := uint32(0); i < 24; i++ {
			s.emitWith(Next, 0, 6)
			s.emit(Delete, 5*sameSizeBuckets+11*i%sameSizeBuckets)
			s.emitWith(Audit, 0, 0)
		}
		s.emitWith(Next, 0, 400)
	},
	func(s *sameSizeScript) { // delete absent keys, which still moves buckets
		for i := uint32(0); i < 10; i++ {
			s.emitWith(Get, i, 0)
			s.emit(Delete, 4000+i)
			s.emit(Begin, 0)
			s.emitWith(Next, 0, 50)
		}
	},
}
