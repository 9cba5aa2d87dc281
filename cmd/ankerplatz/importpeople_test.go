package main

import (
	"io/fs"
	"os"
	"slices"
	"testing"

	"ankerplatz/cmd/ankerplatz/internal/roster"
)

// TestWriteProfiles writes all profiles or, where one can't be written, none,
// and leaves nothing else behind.
func TestWriteProfiles(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := root.WriteFile("file", []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile("old.md", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	change := func(path string) roster.Change {
		return roster.Change{Files: []roster.File{{Path: path, Data: []byte("new")}}}
	}
	files := func() (names []string) {
		if err := fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
			if !d.IsDir() {
				names = append(names, name)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return names
	}

	unchanged := roster.Change{}
	if err := writeProfiles(root, []roster.Change{change("old.md"), change("a/new.md"), change("file/no.md")}); err == nil {
		t.Error("a file was written below a file")
	}
	if got := files(); !slices.Equal(got, []string{"file", "old.md"}) {
		t.Error(got)
	}
	if err := writeProfiles(root, []roster.Change{change("old.md"), unchanged, change("a/new.md")}); err != nil {
		t.Error(err)
	}
	if got := files(); !slices.Equal(got, []string{"a/new.md", "file", "old.md"}) {
		t.Error(got)
	}
	data, err := root.ReadFile("old.md")
	info, statErr := root.Stat("old.md")
	if err != nil || statErr != nil || string(data) != "new" || info.Mode().Perm() != 0o600 {
		t.Errorf("%q %v %v %v", data, info, err, statErr)
	}
}
