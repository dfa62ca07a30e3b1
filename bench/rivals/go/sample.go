package main

import (
	"math"
	"runtime"
	"sort"
	"time"
)

const (
	slow  = 80.0 // milliseconds of a run, as in bench/suite/sample.js
	least = 0.2  // milliseconds, of which the clock has to be a small part
)

// sample times a task as bench/suite/sample.js does: the median of its runs, as
// nanoseconds of an operation, and the answers of the first run and of the last.
func sample(t task, ms float64) (float64, []float64) {
	runtime.GC()
	answers := make([]float64, 2)
	run := func(times int) float64 {
		if t.before != nil {
			t.before()
		}
		start := time.Now()
		for i := 0; i < times; i++ {
			answers[1] = t.run()
		}
		return float64(time.Since(start).Nanoseconds()) / 1e6
	}
	cost := run(1)
	answers[0] = answers[1]
	if cost <= 100 {
		cost = math.Max(1e-4, run(1))
	}
	repeat := 1
	if t.before == nil {
		repeat = int(math.Max(1, math.Ceil(least/cost)))
	}
	runs := 5
	switch {
	case cost > 10*slow:
		runs = 1
	case cost > slow:
		runs = 3
	default:
		for i, spent := 0, 0.0; i < 2 || spent < ms/4; i++ {
			spent += run(repeat)
		}
	}
	times := []float64{}
	for spent := 0.0; len(times) < runs || spent < ms; {
		took := run(repeat)
		spent += took
		times = append(times, took)
	}
	sort.Float64s(times)
	return times[len(times)/2] * 1e6 / float64(t.operations*repeat), answers
}
