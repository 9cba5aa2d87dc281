package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadList: what no list can be is not read, however large it says it is.
func TestReadList(t *testing.T) {
	dir := t.TempDir()
	sparse := filepath.Join(dir, "list.xlsx")
	if err := os.WriteFile(sparse, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(sparse, 3<<30); err != nil {
		t.Fatal(err)
	}
	if data, err := readList(sparse); err == nil || data != nil || !strings.Contains(err.Error(), "more than 64 MB: save the list alone") {
		t.Error(err)
	}
	for name, want := range map[string]string{dir: "is a folder", os.DevNull: "is a pipe or a device", filepath.Join(dir, "no.csv"): "there is no file"} {
		if _, err := readList(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOneImportAtATime keeps a second import out until the first has ended.
func TestOneImportAtATime(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := root.WriteFile(".ankerplatz-rewrite.json", []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	term := newTerminal(&out, &out)
	release, err := term.beginRewrite(root, false)
	if err != nil || out.String() != "an earlier command was interrupted: its files are in order now\n" {
		t.Fatal(err, out.String())
	}
	if _, err := term.beginRewrite(root, false); err == nil || !strings.Contains(err.Error(), "another command is writing into this hub") {
		t.Error(err)
	}
	release()
	if release, err = term.beginRewrite(root, false); err != nil {
		t.Fatal(err)
	}
	release()
}
