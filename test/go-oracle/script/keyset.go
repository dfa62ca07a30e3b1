// The set of keys a script believes to be in the map, made for drawing one of
// them at random. Its order decides what is drawn, so it depends only on the
// additions and removals made.

package script

type keySet struct {
	keys []uint32
	at   map[uint32]int // position of each key in keys
}

func newKeySet() *keySet { return &keySet{at: map[uint32]int{}} }

func (s *keySet) size() int { return len(s.keys) }

func (s *keySet) add(k uint32) {
	if _, ok := s.at[k]; !ok {
		s.at[k] = len(s.keys)
		s.keys = append(s.keys, k)
	}
}

// remove takes k out; the last key fills the gap.
func (s *keySet) remove(k uint32) {
	i, ok := s.at[k]
	if !ok {
		return
	}
	last := len(s.keys) - 1
	s.keys[i] = s.keys[last]
	s.at[s.keys[i]] = i
	s.keys = s.keys[:last]
	delete(s.at, k)
}

func (s *keySet) clear() { *s = *newKeySet() }

// pick returns a random key of a set that is not empty.
func (s *keySet) pick(r *Rand) uint32 { return s.keys[r.below(uint32(len(s.keys)))] }
