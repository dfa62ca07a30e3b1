// Recordings: the same on every run, and readable by what their format says.

package selftest

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRecordingIsRepeatable(t *testing.T) {
	first, second, other := readAll(t), readAll(t), readAll(t, "--seed", "7")
	if len(first) != 32 {
		t.Errorf("%d recordings, want 32", len(first))
	}
	for name, content := range first {
		if !bytes.Equal(content, second[name]) {
			t.Errorf("%s differs between two runs", name)
		}
		isTrace := strings.HasSuffix(name, ".gt")
		if isTrace != bytes.Equal(content, other[name]) {
			t.Errorf("%s: a seed must change every journal and no trace", name)
		}
		const field = `"scriptSeed":`
		if bytes.Contains(content, []byte(field)) {
			t.Errorf("%s shows a seed although there is none", name)
		}
		if !isTrace && !bytes.Contains(other[name], []byte(field+`"7"}`+"\n")) {
			t.Errorf("%s does not show its seed", name)
		}
	}
}

func TestJournalsReplay(t *testing.T) {
	for name, content := range readAll(t) {
		if !strings.HasSuffix(name, ".gj.gz") {
			continue
		}
		ops, err := replay(content)
		if err != nil {
			t.Errorf("%s, operation %d: %v", name, ops, err)
		} else if ops < 2000 {
			t.Errorf("%s: only %d operations", name, ops)
		}
	}
}

// readAll records everything and returns the files, unpacked, by name.
func readAll(t *testing.T, flags ...string) map[string][]byte {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "golden")
	output(t, append([]string{"golden", dir}, flags...)...)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err == nil && strings.HasSuffix(entry.Name(), ".gz") {
			content, err = unpack(content)
		}
		if err != nil {
			t.Fatalf("%s: %v", entry.Name(), err)
		}
		files[entry.Name()] = content
	}
	return files
}

func unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
