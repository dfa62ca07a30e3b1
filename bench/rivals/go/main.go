// Measures a workload with Go's own map, and prints the time of an operation and
// what the runs have answered. bench/contestants/parts/go.js writes what to do to
// the standard input: a line of JSON, then the numbers of the keys that a run goes
// through, then the keys.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"io"
	"log"
	"os"
)

// A request is the line of JSON.
type request struct {
	Workload string
	Kind     string // of the keys, as GoMap names it
	Size     int    // entries of a full map
	Keys     int
	Order    int     // keys that a run goes through
	Passes   int     // maps, or times round a map, in one run
	Copies   bool    // whether the keys of a run are other strings than those inserted
	Time     float64 // milliseconds to spend
}

type answer struct {
	Ns      float64   `json:"ns"`
	Answers []float64 `json:"answers"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	line := must(in.ReadBytes('\n'))
	var r request
	check(json.Unmarshal(line, &r))
	order := read[uint32](in, r.Order)
	var result answer
	switch r.Kind {
	case "u32":
		result = measure(r, read[uint32](in, r.Keys), order)
	case "u64":
		result = measure(r, read[uint64](in, r.Keys), order)
	case "f64":
		result = measure(r, read[float64](in, r.Keys), order)
	case "string":
		keys := readStrings(in, r.Keys)
		if r.Copies {
			result = measureWith(r, keys, slices(pick(keys, order)))
		} else {
			result = measure(r, keys, order)
		}
	default:
		log.Fatal("there are no keys ", r.Kind)
	}
	check(json.NewEncoder(os.Stdout).Encode(result))
}

func measure[K comparable](r request, keys []K, order []uint32) answer {
	return measureWith(r, keys, pick(keys, order))
}

func measureWith[K comparable](r request, keys, through []K) answer {
	ns, answers := sample(taskOf(r, keys, through), r.Time)
	return answer{ns, answers}
}

func pick[K any](keys []K, order []uint32) []K {
	picked := make([]K, len(order))
	for i, n := range order {
		picked[i] = keys[n]
	}
	return picked
}

func read[T any](in io.Reader, n int) []T {
	all := make([]T, n)
	check(binary.Read(in, binary.LittleEndian, all))
	return all
}

// readStrings reads the lengths of strings, then their bytes.
func readStrings(in io.Reader, n int) []string {
	all := make([]string, n)
	lengths := read[uint32](in, n)
	for i := range all {
		text := make([]byte, lengths[i])
		must(io.ReadFull(in, text))
		all[i] = string(text)
	}
	return all
}

// slices cuts the same strings from one text.
func slices(all []string) []string {
	size := 0
	for _, one := range all {
		size += len(one)
	}
	text := make([]byte, 0, size)
	for _, one := range all {
		text = append(text, one...)
	}
	whole := string(text)
	cut := make([]string, len(all))
	at := 0
	for i, one := range all {
		cut[i] = whole[at : at+len(one)]
		at += len(one)
	}
	return cut
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
