// Package selftest tests the oracle from outside, as a program. It cannot be
// tested from inside: in a test binary other packages fill maps before package
// det can fix hashing, and tests do not run on the thread whose generator is set.
//
// This file builds the program and checks its command line.
package selftest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// oracle is the path of the built program.
var oracle string

func TestMain(m *testing.M) {
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "go-oracle")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	oracle = filepath.Join(dir, "go-oracle")
	goCommand := filepath.Join(runtime.GOROOT(), "bin", "go")
	if out, err := exec.Command(goCommand, "build", "-o", oracle, "tophash/go-oracle").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// output runs the program and returns what it prints.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var errors strings.Builder
	cmd := exec.Command(oracle, args...)
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go-oracle %s: %v\n%s", strings.Join(args, " "), err, errors.String())
	}
	return string(out)
}

func TestWrongUse(t *testing.T) {
	for _, test := range []struct {
		args    []string
		message string
	}{
		{nil, "no command given"},
		{[]string{"silver"}, `unknown command "silver"`},
		{[]string{"golden"}, "golden takes one directory, not 0"},
		{[]string{"golden", "a", "b"}, "golden takes one directory, not 2"},
		{[]string{"golden", "a", "--speed", "7"}, "flag provided but not defined"},
		{[]string{"slots", "5"}, "slots takes no arguments"},
	} {
		out, err := exec.Command(oracle, test.args...).CombinedOutput()
		exit, ok := err.(*exec.ExitError)
		if !ok || exit.ExitCode() != 2 {
			t.Errorf("%q: got error %v, want exit status 2", test.args, err)
		}
		if !strings.Contains(string(out), test.message) || !strings.Contains(string(out), "usage:") {
			t.Errorf("%q: %q and a usage text are missing from:\n%s", test.args, test.message, out)
		}
	}
}
