// Package tests has the tests that belong to no single package.
package tests

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// TestVendored holds the files that come from other projects to the sums that
// vendor.mjs wrote down, and the folders to these files.
func TestVendored(t *testing.T) {
	root := os.DirFS("..")
	lines, err := fs.ReadFile(root, "tests/vendor.sum")
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(lines)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		sums[name] = sum
	}

	data, err := fs.ReadFile(root, "tests/vendor.json")
	if err != nil {
		t.Fatal(err)
	}
	var packages []struct{ To string }
	if err := json.Unmarshal(data, &packages); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, p := range packages {
		err := fs.WalkDir(root, p.To, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(root, name)
			if err != nil {
				return err
			}
			found[name] = true
			sum := sha256.Sum256(data)
			if got := hex.EncodeToString(sum[:]); got != sums[name] {
				t.Errorf("%s is not what tests/vendor.sum has: run make vendor", name)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	for name := range sums {
		if !found[name] {
			t.Errorf("%s is missing: run make vendor", name)
		}
	}
}
