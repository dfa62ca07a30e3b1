// The profiles: what kinds of script there are, and how to run one.

package script

import "fmt"

// A plan lists about n operations without looking at the map; keys is the
// number of key numbers to choose from.
type plan func(r *Rand, n int, keys uint32) []Op

var plans = map[string]plan{
	"mixed":     mixed,
	"iter":      withIterations(mixed),
	"churn":     churn,
	"churniter": withIterations(churn),
	"grow":      grow,
	"samesize":  sameSize,
}

// Play runs about n operations of the named profile on m.
func Play(profile string, r Rand, n int, keys uint32, m Map) error {
	if profile == "hard" {
		hard(&r, n, m)
		return nil
	}
	p, ok := plans[profile]
	if !ok {
		return fmt.Errorf("unknown profile %q", profile)
	}
	for _, op := range p(&r, n, keys) {
		m.Run(op)
	}
	return nil
}
