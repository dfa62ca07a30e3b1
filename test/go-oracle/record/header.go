// The header of a recording: a line that names the format, then a line of JSON
// with everything a reader needs to set the same map up.

package record

import (
	"encoding/json"
	"runtime"
	"strconv"
	"strings"

	"tophash/go-oracle/det"
	"tophash/go-oracle/gomap"
	"tophash/go-oracle/subject"
)

// header is the second line. Readers look fields up by name, yet the order is
// kept so that recordings stay the same byte for byte.
type header struct {
	Type              string    `json:"type"` // kind of map
	Profile           string    `json:"profile"`
	GoVersion         string    `json:"goVersion"`
	Arch              string    `json:"arch"`
	PtrSize           int       `json:"ptrSize"`
	KeySize           int       `json:"keysize"` // sizes as stored in a bucket
	ElemSize          int       `json:"elemsize"`
	BucketSize        int       `json:"bucketsize"`
	BucketHasPointers bool      `json:"bucketHasPointers"`
	Flags             uint32    `json:"flags"` // of the map type
	Hint              int       `json:"hint"`
	Seed              int       `json:"seed"` // of the generator states
	Hash0             uint32    `json:"hash0"`
	HashKey           [4]string `json:"hashkey"` // hexadecimal
	ScriptSeed        string    `json:"scriptSeed,omitempty"`

	// Of checksum traces only.
	Rule        string `json:"rule,omitempty"`
	Roll        int    `json:"roll,omitempty"`
	DigestEvery int    `json:"digestEvery,omitempty"`
}

func newHeader(s *subject.Subject, profile string, hint int) header {
	h := header{
		Type:              s.Name,
		Profile:           profile,
		GoVersion:         strings.TrimPrefix(runtime.Version(), "go"),
		Arch:              runtime.GOARCH,
		PtrSize:           int(gomap.PtrSize),
		KeySize:           int(s.Type.KeySize),
		ElemSize:          int(s.Type.ElemSize),
		BucketSize:        int(s.Type.BucketSize),
		BucketHasPointers: s.Type.Bucket.PtrData != 0,
		Flags:             s.Type.Flags,
		Hint:              hint,
		Seed:              drawSeed,
		Hash0:             firstHash,
	}
	for i, word := range det.HashKey {
		h.HashKey[i] = strconv.FormatUint(word, 16)
	}
	return h
}

// lines returns the two lines, the first of which is the given mark.
func (h header) lines(mark string) ([]byte, error) {
	line, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	return append([]byte(mark+"\n"), append(line, '\n')...), nil
}
