// Command types: the layout of map types.

package main

import (
	"io"

	"tophash/go-oracle/subject"
)

// types prints one line per type. keysize and elemsize are sizes in a cell, key
// and elem those of the types themselves, and ptrdata is the length of the part
// of a bucket that can hold pointers.
func types(out io.Writer) error {
	p := printer{out: out}
	p.printf("name keysize elemsize bucketsize ptrdata flags key elem align\n")
	for _, l := range subject.Layouts() {
		t := l.Type
		p.printf("%s %d %d %d %d %d %d %d %d\n", l.Name, t.KeySize, t.ElemSize, t.BucketSize,
			t.Bucket.PtrData, t.Flags, t.Key.Size, t.Elem.Size, t.Bucket.Align)
	}
	return p.err
}
