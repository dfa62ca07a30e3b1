// Subjects driven through the map syntax of the language, so that the compiler
// selects the entry points of the runtime.

package subject

import (
	"unsafe"

	"tophash/go-oracle/gomap"
)

type compiled[K comparable, V any] struct {
	m    map[K]V
	key  func(uint32) K
	elem func(uint32) V
}

// compile returns a maker of subjects of type map[K]V.
func compile[K comparable, V any](key func(uint32) K, elem func(uint32) V) func(name string) *Subject {
	return func(name string) *Subject {
		s := &Subject{
			Name:   name,
			Type:   gomap.TypeOf(map[K]V(nil)),
			Driver: &compiled[K, V]{key: key, elem: elem},
		}
		var k K
		var v V
		_, s.StringKey = any(k).(string)
		_, s.StringElem = any(v).(string)
		return s
	}
}

func (c *compiled[K, V]) Make(hint int)        { c.m = make(map[K]V, hint) }
func (c *compiled[K, V]) Set(key, elem uint32) { c.m[c.key(key)] = c.elem(elem) }
func (c *compiled[K, V]) Delete(key uint32)    { delete(c.m, c.key(key)) }

func (c *compiled[K, V]) Get(key uint32) bool {
	_, found := c.m[c.key(key)]
	return found
}

func (c *compiled[K, V]) Header() *gomap.Header {
	return *(**gomap.Header)(unsafe.Pointer(&c.m))
}
