package record_test

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"ankerplatz/generator/record"
)

// folder is one with some files that were written long ago.
func folder(t *testing.T) (*os.Root, string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "sub/b.txt", "sub/c.txt"} {
		write(t, filepath.Join(dir, name), "some words")
	}
	if err := os.Symlink("a.txt", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/", filepath.Join(dir, "out")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestReader: what is noted is a file system like any other.
func TestReader(t *testing.T) {
	root, dir := folder(t)
	for _, name := range []string{"out", "link"} {
		must(t, os.Remove(filepath.Join(dir, name))) // the test does not know links
	}
	if err := fstest.TestFS(record.NewReader(root, time.Now()), "a.txt", "sub/b.txt"); err != nil {
		t.Error(err)
	}
}

// TestSame changes something after each way of reading it.
func TestSame(t *testing.T) {
	long := time.Now().Add(time.Hour) // all is older
	for name, test := range map[string]struct {
		read   func(*record.Reader)
		change func(t *testing.T, dir string)
		fresh  bool // it was read just after it was written
		same   bool
	}{
		"nothing is read":             {func(*record.Reader) {}, func(t *testing.T, dir string) { must(t, os.RemoveAll(dir)) }, false, true},
		"nothing changes":             {all, func(*testing.T, string) {}, false, true},
		"nothing changes, but lately": {all, func(*testing.T, string) {}, true, true},
		"other bytes":                 {all, func(t *testing.T, dir string) { write(t, filepath.Join(dir, "a.txt"), "more words") }, false, false},
		"the same bytes again":        {all, func(t *testing.T, dir string) { write(t, filepath.Join(dir, "a.txt"), "some words") }, false, true},
		"other bytes at the old time": {all, func(t *testing.T, dir string) {
			name := filepath.Join(dir, "a.txt")
			info, _ := os.Stat(name)
			write(t, name, "more words")
			must(t, os.Chtimes(name, info.ModTime(), info.ModTime()))
		}, true, false},
		"a file more": {all, func(t *testing.T, dir string) { write(t, filepath.Join(dir, "sub/d.txt"), "") }, false, false},
		"a file less": {all, func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "sub/c.txt"))) }, false, false},
		"a file more, and less": {all, func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "sub/d.txt"), "")
			must(t, os.Remove(filepath.Join(dir, "sub/d.txt")))
		}, false, true},
		"a file where there was none": {all, func(t *testing.T, dir string) { write(t, filepath.Join(dir, "none"), "") }, false, false},
		"what was made":               {all, func(t *testing.T, dir string) { write(t, filepath.Join(dir, "made/x"), "") }, false, true},
		"a link that leads elsewhere": {all, func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "link")))
			must(t, os.Symlink("sub/b.txt", filepath.Join(dir, "link")))
			write(t, filepath.Join(dir, "sub/b.txt"), "more words")
		}, false, false},
		"a link that led out": {all, func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "out")))
			must(t, os.Symlink("a.txt", filepath.Join(dir, "out")))
		}, false, false},
		"a folder that was looked at":  {func(r *record.Reader) { _, _ = r.Stat("sub") }, func(t *testing.T, dir string) { write(t, filepath.Join(dir, "sub/d.txt"), "") }, false, true},
		"half of it was read":          {half, func(*testing.T, string) {}, false, true},
		"half of it was read, touched": {half, func(t *testing.T, dir string) { must(t, os.Chtimes(filepath.Join(dir, "a.txt"), long, long)) }, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			root, dir := folder(t)
			began := long
			if test.fresh {
				began = time.Now().Add(-time.Hour)
			}
			r := record.NewReader(root, began)
			test.read(r)
			notes, ok := r.Notes([]string{"made"})
			if !ok {
				t.Fatal("nothing changed while it was read")
			}
			test.change(t, dir)
			if same := record.Same(root, notes, []string{"made"}); same != test.same {
				t.Errorf("it is the same: %t", same)
			}
		})
	}
}

// all reads everything.
func all(r *record.Reader) {
	_ = fs.WalkDir(r, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			_, _ = fs.ReadFile(r, name)
		}
		return err
	})
	_, _ = r.Open("none")
	_, _ = r.Stat("none")
}

func half(r *record.Reader) {
	f, err := r.Open("a.txt")
	if err == nil {
		_, _ = io.ReadFull(f, make([]byte, 5))
		f.Close()
	}
}

// TestReadTwice: what was not the same twice can't be vouched for.
func TestReadTwice(t *testing.T) {
	root, dir := folder(t)
	r := record.NewReader(root, time.Now())
	all(r)
	write(t, filepath.Join(dir, "a.txt"), "other words")
	all(r)
	if _, ok := r.Notes(nil); ok {
		t.Error("a file was not the same twice, and that is all right")
	}
}

// TestKept changes what was written.
func TestKept(t *testing.T) {
	const sum = "050777a35dcd48838062824126e60a0780dc322c5b1f84c3a32636cc7466b1b6" // of some words
	for name, test := range map[string]struct {
		change func(t *testing.T, dir string)
		kept   bool
	}{
		"nothing":        {func(*testing.T, string) {}, true},
		"other bytes":    {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "sub/b.txt"), "more words") }, false},
		"the same bytes": {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "sub/b.txt"), "some words") }, true},
		"a foreign file": {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "sub/d.txt"), "") }, true},
		"a file is gone": {func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "sub/b.txt"))) }, false},
		"a link to a copy": {func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "sub/b.txt")))
			must(t, os.Symlink("c.txt", filepath.Join(dir, "sub/b.txt")))
		}, false},
		"a linked folder": {func(t *testing.T, dir string) { must(t, os.Rename(dir, dir+"2")); must(t, os.Symlink(dir+"2", dir)) }, false},
	} {
		_, dir := folder(t)
		notes, err := record.Written(dir, map[string]string{"a.txt": sum, "sub/b.txt": sum})
		if err != nil {
			t.Fatal(err)
		}
		test.change(t, dir)
		if kept := record.Kept(dir, notes); kept != test.kept {
			t.Errorf("%s: what was written is kept: %t", name, kept)
		}
	}
	_, dir := folder(t)
	if _, err := record.Written(dir, map[string]string{"none": sum}); err == nil {
		t.Error("a file that is not there was written")
	}
}
