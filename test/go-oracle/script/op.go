// Package script produces the operations that maps under test go through. A
// script is a function of random numbers alone, or of those and of the state
// the map is in; either way the same numbers give the same operations.
//
// This file defines the operations and the view of a map that scripts have.
package script

// A Code says what an operation does. Its value is the byte in a journal.
type Code byte

// The operations. Those that read neither K nor V carry random numbers there.
const (
	Set     Code = 'S' // set key K to element V
	Delete  Code = 'D' // delete key K
	Clear   Code = 'C' // delete everything
	Get     Code = 'G' // look key K up
	Audit   Code = 'A' // look up every key number below AuditKeys
	Iterate Code = 'I' // iterate over the whole map at once
	Begin   Code = 'B' // begin an iteration that lasts, giving up the previous one
	Next    Code = 'N' // move the lasting iteration on by V steps
	Renew   Code = 'M' // continue with a new map: K is its hint, V its hash seed
)

// AuditKeys is the number of keys an Audit looks up.
const AuditKeys = 4096

// An Op is one operation.
type Op struct {
	Code Code
	K, V uint32
}

// A Map is what a script runs on.
type Map interface {
	Run(Op)
	State() State
}

// State is what a script may know about a map.
type State struct {
	B        uint8 // there are 2^B buckets
	Growing  bool
	SameSize bool // growing into an array of the same size
}
