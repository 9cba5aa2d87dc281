package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func stage(t *testing.T, dir string, opt Options) *Stage {
	t.Helper()
	s, err := NewStage(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Discard(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func write(t *testing.T, s *Stage, files map[string]string) {
	t.Helper()
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if err := s.Write(p, []byte(files[p])); err != nil {
			t.Fatal(err)
		}
	}
}

func build(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	s := stage(t, dir, Options{})
	write(t, s, files)
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
}

// tree reads a folder; build.json stands for itself.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == ListName {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		files[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func expect(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", dir, diff)
	}
}

// expectClean checks that nothing but the named folders is left in a folder.
func expectClean(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("left beside the output: %q, want %q", got, want)
	}
}

func TestCommit(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	build(t, dir, map[string]string{"index.html": "1", "de/a/index.html": "a", "de/gone/index.html": "x"})

	foreign := map[string]string{"CNAME": "hub.example", ".well-known/x": "y", "de/gone/mine.txt": "mine"}
	for p, text := range foreign {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, p)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, p), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "empty/folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	past := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, p := range []string{"index.html", "de/a/index.html"} {
		if err := os.Chtimes(filepath.Join(dir, p), past, past); err != nil {
			t.Fatal(err)
		}
	}

	build(t, dir, map[string]string{"index.html": "1", "de/a/index.html": "changed"})
	if dest, err := os.Readlink(filepath.Join(dir, "link")); err != nil || dest != "nowhere" {
		t.Errorf("link: %q, %v", dest, err)
	}
	if err := os.Remove(filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"index.html": "1", "de/a/index.html": "changed"}
	maps.Copy(want, foreign)
	expect(t, dir, want)
	expectClean(t, parent, "public")
	for p, kept := range map[string]bool{"index.html": true, "de/a/index.html": false} {
		info, err := os.Stat(filepath.Join(dir, p))
		if err != nil {
			t.Fatal(err)
		}
		if info.ModTime().Equal(past) != kept {
			t.Errorf("%s: modified %v", p, info.ModTime())
		}
	}
	if info, err := os.Stat(filepath.Join(dir, ".well-known")); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf(".well-known: %v, %v", info, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "empty/folder")); err != nil {
		t.Error(err)
	}
	list, err := readList(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(list.Files)); !slices.Equal(got, []string{"de/a/index.html", "index.html"}) {
		t.Errorf("listed: %q", got)
	}
	if list.Files["index.html"] != "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b" {
		t.Errorf("sum of index.html: %s", list.Files["index.html"])
	}
}

func TestCommitIsDeterministic(t *testing.T) {
	parent := t.TempDir()
	var lists [2][]byte
	for i := range lists {
		dir := filepath.Join(parent, fmt.Sprint(i))
		s := stage(t, dir, Options{})
		var wg sync.WaitGroup
		for n := range 100 {
			wg.Go(func() {
				if err := s.Write(fmt.Sprintf("d%d/f%d&.html", n%7, n), fmt.Append(nil, n)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		var err error
		if lists[i], err = os.ReadFile(filepath.Join(dir, ListName)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(lists[0], lists[1]) {
		t.Error("the lists of two builds differ")
	}
}

func TestLinkWhereThereAreNoLinks(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	past := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := errors.Join(os.WriteFile(from, []byte("text"), 0o600), os.Chtimes(from, past, past)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := copyFile(from, to, info); err != nil {
		t.Fatal(err)
	}
	if err := copyFile(from, to, info); !errors.Is(err, fs.ErrExist) {
		t.Errorf("copied over a file: %v", err)
	}
	expect(t, dir, map[string]string{"from": "text", "to": "text"})
	info, err = os.Lstat(to)
	if err != nil || !info.ModTime().Equal(past) || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestTheSameVersionAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files := map[string]string{"index.html": "1", "a/b": "2"}
	build(t, dir, files)
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	build(t, dir, files)
	after, err := os.Stat(dir)
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("the folder was replaced: %v", err)
	}
	delete(files, "a/b")
	build(t, dir, files)
	expect(t, dir, files)
}

func TestCopy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	src := fstest.MapFS{"big.bin": {Data: bytes.Repeat([]byte("0123456789"), 100_000)}}
	past := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for round, kept := range []bool{false, true, false} {
		if round == 2 {
			src["big.bin"].Data[5] = 'x'
		}
		s := stage(t, dir, Options{})
		if err := s.Copy("files/big.bin", src, "big.bin"); err != nil {
			t.Fatal(err)
		}
		if err := s.Copy("none", src, "none"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file that is not there: %v", err)
		}
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, "files/big.bin")
		data, err := os.ReadFile(name)
		if err != nil || !bytes.Equal(data, src["big.bin"].Data) {
			t.Fatalf("round %d: differs, %v", round, err)
		}
		info, err := os.Stat(name)
		if err != nil || info.ModTime().Equal(past) != kept {
			t.Errorf("round %d: %v, %v", round, info, err)
		}
		if err := os.Chtimes(name, past, past); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRefusedPaths(t *testing.T) {
	parent := t.TempDir()
	s := stage(t, filepath.Join(parent, "public"), Options{})
	write(t, s, map[string]string{"de/Tips.html": "", "de/über.html": ""})
	for _, p := range []string{
		"../x", "/x", "de/tips.html", "DE/TIPS.HTML", "de/u\u0308ber.html", "de/Tips.html/x", "de", "build.json", "aux.html",
	} {
		if err := s.Write(p, nil); err == nil {
			t.Errorf("%q was written", p)
		}
	}
	if err := s.Copy("../x", fstest.MapFS{"x": {}}, "x"); err == nil {
		t.Error("../x was copied")
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	expectClean(t, parent)
}

func TestAdopt(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "index.bleve")
	for _, name := range []string{"one", "two"} {
		s := stage(t, dir, Options{List: IndexListName})
		if err := errors.Join(os.WriteFile(filepath.Join(s.Dir(), name), []byte(name), 0o600), s.Adopt()); err != nil {
			t.Fatal(err)
		}
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		files := tree(t, dir)
		if _, listed := files[IndexListName]; !listed {
			t.Error("the index has no list")
		}
		delete(files, IndexListName)
		if diff := cmp.Diff(map[string]string{name: name}, files); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm()&0o040 == 0 {
			t.Errorf("%v, %v: only its owner may read it", info, err)
		}
	}
	expectClean(t, parent, "index.bleve")
}

func TestBusy(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	s := stage(t, dir, Options{})
	if _, err := NewStage(dir, Options{}); !errors.Is(err, ErrBusy) {
		t.Errorf("a second build: %v", err)
	}
	stage(t, filepath.Join(parent, "other"), Options{})
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	stage(t, dir, Options{})
}

func TestSwapSlowly(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	build(t, dir, map[string]string{"index.html": "1"})
	s := stage(t, dir, Options{})
	write(t, s, map[string]string{"index.html": "2"})
	if err := s.exchangeSlowly(); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, map[string]string{"index.html": "2"})
	expect(t, s.old(), map[string]string{"index.html": "1"})
	if err := errors.Join(s.letGo(), s.Discard()); err != nil {
		t.Fatal(err)
	}
	expectClean(t, parent, "public")
}

func TestCommitAllOrNone(t *testing.T) {
	for _, had := range []bool{true, false} {
		parent := t.TempDir()
		dirs := []string{filepath.Join(parent, "a"), filepath.Join(parent, "b")}
		old := map[string]string{"index.html": "1"}
		if had {
			build(t, dirs[0], old)
			build(t, dirs[1], old)
		}
		a, b := stage(t, dirs[0], Options{}), stage(t, dirs[1], Options{})
		write(t, a, map[string]string{"index.html": "2"})
		write(t, b, map[string]string{"index.html": "2"})
		if had {
			// The second swap fails: its staged folder vanishes after it was made ready.
			if err := a.prepare(); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.RemoveAll(b.Dir()); err != nil {
			t.Fatal(err)
		}
		if err := CommitAll(a, b); err == nil {
			t.Fatal("committed without a staged folder")
		}
		if had {
			expect(t, dirs[0], old)
			expect(t, dirs[1], old)
			expectClean(t, parent, "a", "b")
		} else {
			expectClean(t, parent)
		}
	}

	dir := filepath.Join(t.TempDir(), "public")
	a, b := stage(t, dir, Options{}), stage(t, filepath.Join(dir, "index.bleve"), Options{List: IndexListName})
	if err := CommitAll(a, b); err == nil {
		t.Error("one folder in another was accepted")
	}
}

// TestUnswap: what came to the new version while it was in its place is not
// taken away with it.
func TestUnswap(t *testing.T) {
	for _, had := range []bool{true, false} {
		parent := t.TempDir()
		dir := filepath.Join(parent, "public")
		want := map[string]string{"late.txt": "mine", "new/folder/late.txt": "mine"}
		if had {
			build(t, dir, map[string]string{"index.html": "1"})
			put(t, dir, map[string]string{"carried.txt": "mine"})
			maps.Copy(want, map[string]string{"index.html": "1", "carried.txt": "mine"})
		}
		s := stage(t, dir, Options{})
		write(t, s, map[string]string{"index.html": "2", "new/index.html": "2"})
		if err := errors.Join(s.prepare(), s.swap()); err != nil {
			t.Fatal(err)
		}
		put(t, dir, map[string]string{"late.txt": "mine", "new/folder/late.txt": "mine"})
		if err := errors.Join(s.unswap(), s.Discard()); err != nil {
			t.Fatal(err)
		}
		expect(t, dir, want)
		expectClean(t, parent, "public")
	}
}

// TestUnswapKeepsBoth: two files of one name, one in each version.
func TestUnswapKeepsBoth(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, map[string]string{"index.html": "1"})
	s := stage(t, dir, Options{})
	write(t, s, map[string]string{"index.html": "2"})
	if err := s.prepare(); err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{"late.txt": "first"})
	if err := s.exchange(); err != nil {
		t.Fatal(err)
	}
	s.had, s.placed = true, true
	put(t, dir, map[string]string{"late.txt": "second"})
	kept := filepath.Join(s.old(), "late.txt")
	if err := s.unswap(); err == nil || !strings.Contains(err.Error(), "late.txt") {
		t.Errorf("error %v", err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, map[string]string{"index.html": "1", "late.txt": "first"})
	if data, err := os.ReadFile(kept); string(data) != "second" {
		t.Errorf("the second one holds %q: %v", data, err)
	}
}

func TestRightsOfTheFolderStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, map[string]string{"index.html": "1"})
	if err := os.Chmod(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	build(t, dir, map[string]string{"index.html": "2"})
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o750 {
		t.Errorf("%v, %v", info, err)
	}
}

// readList reads the list of a finished build's folder.
func readList(dir string) (*List, error) {
	data, err := os.ReadFile(filepath.Join(dir, ListName))
	if err != nil {
		return nil, err
	}
	return ParseList(data)
}

// TestKept: a file that the version before has is taken from it, unless
// somebody has edited it, or it would need its compressed forms.
func TestKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, map[string]string{"index.html": "1", "de/index.html": "1", "covers/a.png": "a", "covers/b.png": "b", "covers/old.png": "o"})
	if err := os.WriteFile(filepath.Join(dir, "covers/b.png"), []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := stage(t, dir, Options{})
	for p, want := range map[string]bool{"covers/a.png": true, "covers/b.png": false, "covers/new.png": false, "index.html": false} {
		if kept, err := s.Kept(p); kept != want || err != nil {
			t.Errorf("%s is kept: %t (%v)", p, kept, err)
		}
	}
	write(t, s, map[string]string{"index.html": "2", "covers/b.png": "b"})
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, map[string]string{"index.html": "2", "covers/a.png": "a", "covers/b.png": "b"})
}
