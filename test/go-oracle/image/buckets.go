// From buckets in memory to buckets in an image: the walk along all chains, and
// the tokens that stand for addresses.
//
//	overflow pointer     0                nil
//	                     0x40000000|slot  a slot of the array the chain is rooted in
//	                     0x80000000|id    a segment: a bucket allocated on its own
//	string data pointer  offset in the arena + 1
//	boxed key, element   low 31 bits of the FNV-1a hash of its bytes, + 1
//
// The last spare slot of an array carries a pointer to the array's beginning,
// an end mark rather than a chain; it comes out as 0x40000000.

package image

import (
	"encoding/binary"
	"hash/fnv"
	"unsafe"

	"tophash/go-oracle/arena"
	"tophash/go-oracle/gomap"
)

const (
	slotToken    = 0x40000000
	segmentToken = 0x80000000
)

// walk takes the picture of a bucket array and of the chains rooted in it, and
// returns the segment of the array.
func (im *Image) walk(array unsafe.Pointer, b uint8) *Segment {
	size := int(im.subject.Type.BucketSize)
	slots := gomap.ArraySlots(uintptr(size), b)
	root := im.segment(array, slots*size, true)
	for slot := 0; slot < slots; slot++ {
		bucket := unsafe.Add(array, slot*size)
		im.copyBucket(root.Data[slot*size:][:size], bucket, root)
		if slot >= 1<<b {
			continue // a spare slot: no chain begins here
		}
		for bucket = im.overflow(bucket); bucket != nil; bucket = im.overflow(bucket) {
			if !root.contains(bucket) {
				im.copyBucket(im.segment(bucket, size, false).Data, bucket, root)
			}
		}
	}
	return root
}

// contains reports whether p points into the segment.
func (seg *Segment) contains(p unsafe.Pointer) bool {
	return uintptr(p)-seg.address < uintptr(len(seg.Data))
}

// overflow returns the overflow pointer of a bucket.
func (im *Image) overflow(bucket unsafe.Pointer) unsafe.Pointer {
	offset := uintptr(im.subject.Type.BucketSize) - gomap.PtrSize
	return *(*unsafe.Pointer)(unsafe.Add(bucket, offset))
}

// copyBucket copies a bucket of a chain rooted in root to dst, with tokens in
// place of addresses.
func (im *Image) copyBucket(dst []byte, bucket unsafe.Pointer, root *Segment) {
	copy(dst, bytesAt(bucket, len(dst)))
	s, t := im.subject, im.subject.Type
	key, elem := int(t.KeySize), int(t.ElemSize)
	keys := dst[gomap.Cells:][:gomap.Cells*key]
	elems := dst[gomap.Cells+len(keys):][:gomap.Cells*elem]
	keysAt := unsafe.Add(bucket, gomap.Cells)
	elemsAt := unsafe.Add(keysAt, len(keys))
	switch {
	case s.StringKey:
		setTextTokens(keys, keysAt, key)
	case t.Flags&gomap.IndirectKey != 0:
		setBoxTokens(keys, keysAt, t.Key.Size)
	}
	switch {
	case s.StringElem:
		setTextTokens(elems, elemsAt, elem)
	case t.Flags&gomap.IndirectElem != 0:
		setBoxTokens(elems, elemsAt, t.Elem.Size)
	}
	setToken(dst[len(dst)-int(gomap.PtrSize):], im.chainToken(im.overflow(bucket), root))
}

// chainToken returns the token of an overflow pointer in a chain rooted in root.
func (im *Image) chainToken(p unsafe.Pointer, root *Segment) uint32 {
	size := int(im.subject.Type.BucketSize)
	switch {
	case p == nil:
		return 0
	case root.contains(p):
		return slotToken | uint32((uintptr(p)-root.address)/uintptr(size))
	default:
		return segmentToken | uint32(im.segment(p, size, false).ID)
	}
}

// setTextTokens replaces the data pointers of the strings at p, which lie one
// after the other, and leaves their lengths.
func setTextTokens(dst []byte, p unsafe.Pointer, size int) {
	for o := 0; o < len(dst); o += size {
		setToken(dst[o:], arena.Token(*(*unsafe.Pointer)(unsafe.Add(p, o))))
	}
}

// setBoxTokens replaces the pointers at p to objects of the given size.
func setBoxTokens(dst []byte, p unsafe.Pointer, boxed uintptr) {
	for o := 0; o < len(dst); o += int(gomap.PtrSize) {
		if box := *(*unsafe.Pointer)(unsafe.Add(p, o)); box != nil {
			hash := fnv.New32a()
			hash.Write(bytesAt(box, int(boxed)))
			setToken(dst[o:], hash.Sum32()&0x7fffffff+1)
		}
	}
}

// setToken writes a token over an address.
func setToken(dst []byte, token uint32) { binary.LittleEndian.PutUint64(dst, uint64(token)) }

// bytesAt returns the n bytes at p.
func bytesAt(p unsafe.Pointer, n int) []byte { return unsafe.Slice((*byte)(p), n) }
