// Subjects that call the runtime directly, with a map type whose hash function
// is replaced. That lets a script decide which bucket a key falls into.

package subject

import (
	"unsafe"

	"tophash/go-oracle/gomap"
	"tophash/go-oracle/mix"
)

type hashFunc = func(key unsafe.Pointer, seed uintptr) uintptr

// withHash returns a copy of the type of m that hashes with the given function.
func withHash(m any, hash hashFunc) *gomap.MapType {
	t := *gomap.TypeOf(m)
	t.Hasher = hash
	return &t
}

// on64 drives a map[uint64]uint64 through the entry points for 8-byte keys.
type on64 struct {
	mapType *gomap.MapType
	header  *gomap.Header
	key     func(uint32) uint64
}

func direct64(key func(uint32) uint64, hash hashFunc) func(name string) *Subject {
	return func(name string) *Subject {
		t := withHash(map[uint64]uint64(nil), hash)
		return &Subject{Name: name, Type: t, Driver: &on64{mapType: t, key: key}}
	}
}

func (d *on64) Make(hint int)         { d.header = gomap.Make(d.mapType, hint) }
func (d *on64) Header() *gomap.Header { return d.header }

func (d *on64) Set(key, elem uint32) {
	*(*uint64)(gomap.Assign64(d.mapType, d.header, d.key(key))) = elemU64(elem)
}

func (d *on64) Delete(key uint32) { gomap.Delete64(d.mapType, d.header, d.key(key)) }

func (d *on64) Get(key uint32) bool {
	_, found := gomap.Access64(d.mapType, d.header, d.key(key))
	return found
}

// onFloat drives a map[float64]uint64 through the entry points for any key.
type onFloat struct {
	mapType *gomap.MapType
	header  *gomap.Header
	key     func(uint32) float64
}

func directFloat(key func(uint32) float64, hash hashFunc) func(name string) *Subject {
	return func(name string) *Subject {
		t := withHash(map[float64]uint64(nil), hash)
		return &Subject{Name: name, Type: t, Driver: &onFloat{mapType: t, key: key}}
	}
}

func (d *onFloat) Make(hint int)         { d.header = gomap.Make(d.mapType, hint) }
func (d *onFloat) Header() *gomap.Header { return d.header }

func (d *onFloat) Set(key, elem uint32) {
	k := d.key(key)
	*(*uint64)(gomap.Assign(d.mapType, d.header, unsafe.Pointer(&k))) = elemU64(elem)
}

func (d *onFloat) Delete(key uint32) {
	k := d.key(key)
	gomap.Delete(d.mapType, d.header, unsafe.Pointer(&k))
}

func (d *onFloat) Get(key uint32) bool {
	k := d.key(key)
	_, found := gomap.Access(d.mapType, d.header, unsafe.Pointer(&k))
	return found
}

// hashIdentity hashes a uint64 key to itself.
func hashIdentity(key unsafe.Pointer, _ uintptr) uintptr { return *(*uintptr)(key) }

// hashFew leaves only four buckets and two top bytes, which gives long chains
// full of cells that look alike.
func hashFew(key unsafe.Pointer, _ uintptr) uintptr {
	k := *(*uintptr)(key)
	return k&3 | k>>2&1<<63 | k&8<<52
}

// hashSequenceFloat recovers the number a key of keySequenceFloat was made from
// and hashes that, also for NaN, so that a script can place NaN keys.
func hashSequenceFloat(key unsafe.Pointer, _ uintptr) uintptr {
	i := *(*uint32)(key)
	return uintptr(i) | uintptr(mix.Uint32(i))<<56
}
