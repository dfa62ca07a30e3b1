// The set of recordings, and writing them to files.

package record

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tophash/go-oracle/script"
)

// opsPerScript is how many operations a script is asked for; added iterations
// and whole episodes can make it longer.
const opsPerScript = 2000

// journalPlan says which script to run on which map.
type journalPlan struct {
	kind    string
	profile string
	hint    int
}

func (p journalPlan) name() string { return p.kind + "-" + p.profile }

var journalPlans = []journalPlan{
	{kind: "u32u32", profile: "mixed"},
	{kind: "u64u64", profile: "churniter"},
	{kind: "i32i8", profile: "iter", hint: 20},
	{kind: "u64none", profile: "churn"},
	{kind: "f64f64", profile: "mixed"},
	{kind: "stru64", profile: "iter"},
	{kind: "strstr", profile: "mixed", hint: 100},
	{kind: "u64str", profile: "churniter"},
	{kind: "few64", profile: "iter"},
	{kind: "bigu64", profile: "mixed"},
	{kind: "u64big", profile: "iter"},
	{kind: "f32u32", profile: "churn"},
	{kind: "u8u16", profile: "mixed"},
	{kind: "b16u64", profile: "grow"},
	{kind: "f64f64", profile: "iter"},
	{kind: "f64f64", profile: "churniter"},
	{kind: "few64", profile: "churniter"},
	{kind: "few64", profile: "mixed", hint: 300},
	{kind: "strstr", profile: "churniter"},
	{kind: "u16u8", profile: "iter"},
	{kind: "u64u64", profile: "hard"},
	{kind: "u64str", profile: "hard"},
	{kind: "f64f64", profile: "hard"},
	{kind: "strstr", profile: "hard"},
	{kind: "u32u32", profile: "hard", hint: 14},
	{kind: "strbig", profile: "hard"},
	{kind: "few64", profile: "hard"},
	{kind: "seq64", profile: "samesize"},
	{kind: "seqf64", profile: "samesize"},
	{kind: "f32u32", profile: "hard"},
}

// All writes all journals and traces into dir, which is made if it is missing,
// and reports each to progress. The seed selects the scripts of the journals;
// traces follow fixed rules.
func All(dir, seed string, progress io.Writer) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	write := func(name string, content []byte, ops uint64) error {
		fmt.Fprintf(progress, "%s: %d operations, %d bytes\n", name, ops, len(content))
		return os.WriteFile(filepath.Join(dir, name), content, 0o666)
	}
	for _, p := range journalPlans {
		content, ops, err := record(p, seed)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name(), err)
		}
		if content, err = compress(content); err != nil {
			return fmt.Errorf("%s: %w", p.name(), err)
		}
		if err := write(p.name()+".gj.gz", content, ops); err != nil {
			return err
		}
	}
	for _, p := range tracePlans {
		name := p.kind + "-" + p.name
		content, ops, err := trace(p)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := write(name+".gt", content, ops); err != nil {
			return err
		}
	}
	return nil
}

// record runs a script and returns the journal and the number of operations.
func record(p journalPlan, seed string) (out []byte, ops uint64, err error) {
	m, err := newMachine(p.kind, p.hint)
	if err != nil {
		return nil, 0, err
	}
	h := newHeader(m.subject, p.profile, p.hint)
	h.ScriptSeed = seed
	lines, err := h.lines("GJ1")
	if err != nil {
		return nil, 0, err
	}
	j := newJournal(m, lines)
	random := script.Rand(hashOf([]byte(p.kind + p.profile + seed)))
	if err := script.Play(p.profile, random, opsPerScript, m.subject.Keys(), j); err != nil {
		return nil, 0, err
	}
	return j.finish(), m.ops, nil
}
