// Command go-oracle drives the map of Go 1.19 through scripted operations and
// writes down, byte by byte, what each of them does to it.
//
// This file holds the command line.
package main

import (
	// First, so that hashing is fixed before any other package fills a map.
	"tophash/go-oracle/det"

	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"unicode"

	"tophash/go-oracle/record"
)

const usage = `usage: go-oracle COMMAND

  golden DIR [--seed TEXT]  record all journals and traces into DIR;
                            another seed gives other scripts of the same kinds
  vectors                   print test vectors of the hash functions and draws
  types                     print the layout of map types
  slots                     print the length of bucket arrays
`

// reports are the commands that only print.
var reports = map[string]func(io.Writer) error{
	"vectors": vectors,
	"types":   types,
	"slots":   slots,
}

// usageError is an error in how the program was called.
type usageError struct{ error }

func main() {
	err := run(os.Args[1:], os.Stdout)
	var wrongUse usageError
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(usage)
	case errors.As(err, &wrongUse):
		fmt.Fprintf(os.Stderr, "go-oracle: %v\n%s", err, usage)
		os.Exit(2)
	default:
		fmt.Fprintf(os.Stderr, "go-oracle: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if err := prepare(); err != nil {
		return err
	}
	if len(args) == 0 {
		return usageError{errors.New("no command given")}
	}
	command, args := args[0], args[1:]
	switch command {
	case "golden":
		return golden(args, out)
	case "help", "-h", "-help", "--help":
		return flag.ErrHelp
	}
	report, ok := reports[command]
	if !ok {
		return usageError{fmt.Errorf("unknown command %q", command)}
	}
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no arguments", command)}
	}
	return report(out)
}

// prepare makes sure that nothing but the scripts can influence a map.
func prepare() error {
	if err := det.Check(); err != nil {
		return err
	}
	// The tables of package unicode are maps filled before main begins. If they
	// were filled before package det was ready, their entries cannot be found now.
	for name := range unicode.Scripts {
		if unicode.Scripts[name] == nil {
			return errors.New("package det was initialised too late: it must be the first import of the program")
		}
	}
	// A collection would draw random numbers, and would let new buckets lie where
	// old ones were, which images take for the same bucket.
	debug.SetGCPercent(-1)
	return nil
}

func golden(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("golden", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	seed := flags.String("seed", "", "")
	var dirs []string
	for len(args) > 0 { // flags may stand before and behind the directory
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return err
		} else if err != nil {
			return usageError{err}
		}
		args = flags.Args()
		if len(args) > 0 {
			dirs, args = append(dirs, args[0]), args[1:]
		}
	}
	if len(dirs) != 1 {
		return usageError{fmt.Errorf("golden takes one directory, not %d", len(dirs))}
	}
	return record.All(dirs[0], *seed, out)
}
