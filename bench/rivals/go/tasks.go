package main

import "log"

// A task is what a workload of bench/workloads does, in Go.
type task struct {
	operations int
	before     func() // makes what a run uses up; nil where there is nothing
	run        func() float64
}

// taskOf is the task of the workload that the request names. The maps are full of
// keys[:r.Size] with the values 0, 1, 2..., and a run goes through other keys.
func taskOf[K comparable](r request, keys, through []K) task {
	filled := func() map[K]uint32 {
		m := make(map[K]uint32)
		for i, key := range keys[:r.Size] {
			m[key] = uint32(i)
		}
		return m
	}
	maps := make([]map[K]uint32, r.Passes)
	renew := func(make func() map[K]uint32) func() {
		return func() {
			for i := range maps {
				maps[i] = make()
			}
		}
	}
	entries := func() float64 {
		sum := 0
		for _, m := range maps {
			sum += len(m)
		}
		return float64(sum)
	}
	each := r.Passes * len(through)
	switch r.Workload {
	case "get-hit":
		m := filled()
		return task{operations: len(through), run: func() float64 { return sumOf(m, through) }}
	case "get-miss":
		m := filled()
		return task{operations: len(through), run: func() float64 { return missing(m, through) }}
	case "update":
		m := filled()
		return task{operations: len(through), run: func() float64 {
			set(m, through)
			return float64(m[through[len(through)-1]])
		}}
	case "fill", "fill-room":
		room := 0
		if r.Workload == "fill-room" {
			room = r.Size
		}
		empty := func() map[K]uint32 { return make(map[K]uint32, room) }
		return task{each, renew(empty), func() float64 {
			for _, m := range maps {
				set(m, through)
			}
			return entries()
		}}
	case "delete":
		return task{each, renew(filled), func() float64 {
			for _, m := range maps {
				remove(m, through)
			}
			return entries()
		}}
	case "iterate":
		m := filled()
		return task{operations: r.Passes * r.Size, run: func() float64 {
			sum := 0.0
			for i := 0; i < r.Passes; i++ {
				sum += sumOfAll(m)
			}
			return sum
		}}
	}
	log.Fatal("there is no workload ", r.Workload)
	return task{}
}

func sumOf[K comparable](m map[K]uint32, through []K) float64 {
	var sum uint64
	for _, key := range through {
		sum += uint64(m[key])
	}
	return float64(sum)
}

func missing[K comparable](m map[K]uint32, through []K) float64 {
	n := 0
	for _, key := range through {
		if _, ok := m[key]; !ok {
			n++
		}
	}
	return float64(n)
}

func set[K comparable](m map[K]uint32, through []K) {
	for i, key := range through {
		m[key] = uint32(i)
	}
}

func remove[K comparable](m map[K]uint32, through []K) {
	for _, key := range through {
		delete(m, key)
	}
}

func sumOfAll[K comparable](m map[K]uint32) float64 {
	var sum uint64
	for _, value := range m {
		sum += uint64(value)
	}
	return float64(sum)
}
