package output

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAFileEditedInPlaceIsMended(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files := map[string]string{"same.html": "12345", "link.html": "abc", "a": "", "b": "", "c": ""}
	build(t, dir, files)
	if err := os.WriteFile(filepath.Join(dir, "same.html"), []byte("54321"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "link.html"), filepath.Join(dir, "target")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", filepath.Join(dir, "link.html")); err != nil {
		t.Fatal(err)
	}
	s := stage(t, dir, Options{})
	write(t, s, files)
	if changed := s.Changed(); !slices.Equal(changed, []string{filepath.Join(dir, "link.html"), filepath.Join(dir, "same.html")}) {
		t.Errorf("changed by hand: %q", changed)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	files["target"] = "abc"
	expect(t, dir, files)
	if info, err := os.Lstat(filepath.Join(dir, "link.html")); err != nil || !info.Mode().IsRegular() {
		t.Errorf("link.html: %v, %v", info, err)
	}
}

func TestRefusedFolders(t *testing.T) {
	parent := t.TempDir()
	docs := filepath.Join(parent, "Documents")
	if err := os.Mkdir(docs, 0o755); err != nil {
		t.Fatal(err)
	}
	letter := map[string]string{"letter.txt": "dear …"}
	file := filepath.Join(docs, "letter.txt")
	if err := os.WriteFile(file, []byte(letter["letter.txt"]), 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(parent, "link")
	if err := os.Symlink(docs, link); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		docs:                                 "not made by ankerplatz",
		file:                                 "not a folder",
		link:                                 "symbolic link",
		filepath.Join(file, "public"):        "not a directory",
		string(filepath.Separator):           "can't be the output folder",
		filepath.Join(parent, "a\x00b/c"):    "invalid argument",
		filepath.Join(parent, "new/../link"): "symbolic link",
	} {
		for _, opt := range []Options{{}, {List: IndexListName}} {
			if _, err := NewStage(dir, opt); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: error %v, want %q", dir, err, want)
			}
		}
	}
	var foreign *ForeignError
	if _, err := NewStage(docs, Options{}); !errors.As(err, &foreign) {
		t.Errorf("%T", err)
	}
	expect(t, docs, letter)
	expectClean(t, parent, "Documents", "link")

	s := stage(t, docs, Options{Force: true})
	write(t, s, map[string]string{"index.html": "1"})
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	letter["index.html"] = "1"
	expect(t, docs, letter)
}

// put writes files below a folder, by path.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for p, text := range files {
		name := filepath.Join(dir, filepath.FromSlash(p))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

// everything reads a folder with its list.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := tree(t, dir)
	if data, err := os.ReadFile(filepath.Join(dir, ListName)); err == nil {
		files[ListName] = string(data)
	}
	return files
}

// TestWhatIsNotProvenIsNotOurs: a list is believed if most of it is true.
func TestWhatIsNotProvenIsNotOurs(t *testing.T) {
	sum := Sum([]byte("1"))
	list := func(sums ...string) string {
		files := map[string]string{}
		for i, s := range sums {
			files[fmt.Sprintf("%d.html", i)] = s
		}
		data, err := (&List{Version: 1, Files: files}).encode()
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	there := map[string]string{"0.html": "1", "1.html": "1", "2.html": "1", "thesis.txt": "mine"}
	for _, test := range []struct {
		name, list string
		ours       bool
	}{
		{"damaged", "{", false},
		{"empty", "", false},
		{"of another version", `{"version": 2}`, false},
		{"somebody else's", `{"name": "x", "version": 1}`, false},
		{"without files", `{"version": 1, "files": {}}`, false},
		{"of another type", `{"version": 1, "files": ["0.html", "1.html"]}`, false},
		{"of files that are not there", list("", "", "", sum, sum, sum, sum, sum), false},
		{"with the sums of other files", list("x", "y", "z"), false},
		{"half true", list(sum, "x"), false},
		{"with paths that lead out", `{"version": 1, "files": {"../x": "` + sum + `"}}`, false},
		{"mostly true", list(sum, sum, "x"), true},
		{"true", list(sum, sum, sum), true},
	} {
		for _, name := range []string{ListName, IndexListName, PrintListName, InsightsListName} {
			dir := filepath.Join(t.TempDir(), "folder")
			opt := Options{List: name}
			put(t, dir, there)
			put(t, dir, map[string]string{opt.listName(): test.list})
			before := everything(t, dir)
			s, err := NewStage(dir, opt)
			if (err == nil) != test.ours {
				t.Errorf("a list %s: %v", test.name, err)
			}
			if foreign := new(ForeignError); err != nil && (!errors.As(err, &foreign) || strings.Contains(err.Error(), "--force") != (name == ListName)) {
				t.Errorf("a list %s: %v", test.name, err)
			}
			if err != nil {
				if diff := cmp.Diff(before, everything(t, dir)); diff != "" {
					t.Errorf("a list %s: %s", test.name, diff)
				}
				expectClean(t, filepath.Dir(dir), "folder")
				continue
			}
			if err := s.Discard(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestWhatIsNotOursStays: no new file takes the place of one that is not ours,
// whether the folder is ours otherwise or is only added to.
func TestWhatIsNotOursStays(t *testing.T) {
	for _, test := range []struct{ foreign, wanted string }{
		{"de/tips.html", "de/tips.html"},
		{"de", "de/tips.html"},
		{"de/tips.html/mine.txt", "de/tips.html"},
		{"DE/Tips.HTML", "de/tips.html"},
		{"DE", "de/tips.html"},
		{"de/u\u0308ber.html", "de/\u00fcber.html"},
		{"index.html.gz", "index.html"},
		{"Build.JSON", "de/tips.html"},
		{"build.json/x", "de/tips.html"},
	} {
		for _, ours := range []bool{true, false} {
			parent := t.TempDir()
			dir := filepath.Join(parent, "public")
			if strings.HasPrefix(test.foreign, "build.json") && ours {
				continue
			}
			if ours {
				build(t, dir, map[string]string{"a": "a"})
			}
			put(t, dir, map[string]string{test.foreign: "mine"})
			before := everything(t, dir)
			s := stage(t, dir, Options{Force: true, Compress: true})
			write(t, s, map[string]string{test.wanted: strings.Repeat("new ", 1000), "other": "new"})
			if err := s.Commit(); err == nil || !strings.Contains(err.Error(), "move it away") || !strings.Contains(err.Error(), "/public/"+strings.Split(test.foreign, "/")[0]) {
				t.Errorf("%s, where there is %s: %v", test.wanted, test.foreign, err)
			}
			if diff := cmp.Diff(before, everything(t, dir)); diff != "" {
				t.Errorf("%s, where there is %s: %s", test.wanted, test.foreign, diff)
			}
			expectClean(t, parent, "public")
		}
	}
}

// TestAnIndexKeepsWhatIsNotOurs: the folder of an index is like any other.
func TestAnIndexKeepsWhatIsNotOurs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index.bleve")
	for _, version := range []string{"1", "2"} {
		s := stage(t, dir, Options{List: IndexListName})
		put(t, s.Dir(), map[string]string{"store/" + version: version})
		if err := errors.Join(s.Adopt(), s.Commit()); err != nil {
			t.Fatal(err)
		}
		put(t, dir, map[string]string{"thesis.txt": "mine", "store/mine": "mine"})
	}
	files := tree(t, dir)
	delete(files, IndexListName)
	if diff := cmp.Diff(map[string]string{"store/2": "2", "store/mine": "mine", "thesis.txt": "mine"}, files); diff != "" {
		t.Error(diff)
	}
}

// TestChangesDuringABuild: what comes to the folder, or changes there, while
// the new version is made is not lost.
func TestChangesDuringABuild(t *testing.T) {
	for name, change := range map[string]struct {
		before, after func(dir string) error // it was made ready
		ok            bool
	}{
		"a file comes":              {before: writes("mine.txt", "mine"), ok: true},
		"a file comes in the way":   {before: writes("new.html", "mine")},
		"a file is changed":         {before: writes("index.html", "changed")},
		"a kept file is changed":    {before: writes("same.html", "changed")},
		"a kept file goes":          {before: func(dir string) error { return os.Remove(filepath.Join(dir, "same.html")) }},
		"a file comes at last":      {after: writes("mine.txt", "mine")},
		"a file is changed at last": {after: writes("index.html", "changed")},
		"a log grows at last":       {after: writes("log.txt", "more lines"), ok: true},
	} {
		parent := t.TempDir()
		dir := filepath.Join(parent, "public")
		build(t, dir, map[string]string{"index.html": "1", "same.html": "same"})
		put(t, dir, map[string]string{"log.txt": "lines"})
		s := stage(t, dir, Options{})
		write(t, s, map[string]string{"index.html": "2", "same.html": "same", "new.html": "new"})
		if change.before != nil {
			if err := change.before(dir); err != nil {
				t.Fatal(err)
			}
		}
		want := tree(t, dir)
		err := s.prepare()
		if err == nil {
			if change.after != nil {
				if err := change.after(dir); err != nil {
					t.Fatal(err)
				}
				want = tree(t, dir)
			}
			if err = s.swap(); err == nil {
				err = s.missed()
			}
			if err != nil {
				err = errors.Join(err, s.unswap())
			}
		}
		if change.ok {
			maps.Copy(want, map[string]string{"index.html": "2", "new.html": "new"})
		}
		if (err == nil) != change.ok {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func writes(p, text string) func(string) error {
	return func(dir string) error { return os.WriteFile(filepath.Join(dir, p), []byte(text), 0o644) }
}

// TestLockIsNobodysFile: a lock is removed when it is released, and no other
// file with it.
func TestLockIsNobodysFile(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"lock": "mine"})
	if _, err := Lock(filepath.Join(dir, "lock")); err == nil || !strings.Contains(err.Error(), "rename it") {
		t.Errorf("error %v", err)
	}
	expect(t, dir, map[string]string{"lock": "mine"})
	release, err := Lock(filepath.Join(dir, "other"))
	if err != nil {
		t.Fatal(err)
	}
	release()
	expectClean(t, dir, "lock")
}

// TestAFolderOfTheBuildsName: what lies beside the target is not ours because
// of its name.
func TestAFolderOfTheBuildsName(t *testing.T) {
	for _, files := range []map[string]string{
		{"thesis.txt": "mine"},
		{"new/thesis.txt": "mine"},
		{"old/thesis.txt": "mine", "lock": ""},
		{"new/thesis.txt": "mine", "lock": "my own"},
		{"lock": "my own"},
	} {
		parent := t.TempDir()
		work := filepath.Join(parent, ".public.build")
		put(t, work, files)
		if _, err := NewStage(filepath.Join(parent, "public"), Options{}); err == nil || !strings.Contains(err.Error(), "rename it") {
			t.Errorf("%q: %v", files, err)
		}
		expect(t, work, files)
		expectClean(t, parent, ".public.build")
	}
	for _, name := range []string{".public.new", ".public.old", ".public.lock"} {
		parent := t.TempDir()
		mine := map[string]string{name + "/thesis.txt": "mine"}
		put(t, parent, mine)
		build(t, filepath.Join(parent, "public"), map[string]string{"index.html": "1"})
		maps.Copy(mine, map[string]string{"public/index.html": "1"})
		files := tree(t, parent)
		delete(files, "public/"+ListName)
		if diff := cmp.Diff(mine, files); diff != "" {
			t.Error(diff)
		}
	}
}

func TestRecovery(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	files := map[string]string{"index.html": "1"}
	build(t, dir, files)
	// As a build leaves it that is killed between the two steps of swapSlowly.
	killed, err := NewStage(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Rename(dir, killed.old()), killed.work.lock.file.Close()); err != nil {
		t.Fatal(err)
	}
	s := stage(t, dir, Options{})
	expect(t, dir, files)
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	expectClean(t, parent, "public")
}

// TestRecoveryKeepsWhatOnlyTheOldVersionHas: a build may be killed after the
// swap and before it has looked whether a file came at the last moment.
func TestRecoveryKeepsWhatOnlyTheOldVersionHas(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	build(t, dir, map[string]string{"index.html": "1", "gone.html": "1"})
	put(t, dir, map[string]string{"carried.txt": "mine"})
	killed, err := NewStage(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	write(t, killed, map[string]string{"index.html": "2"})
	if err := killed.prepare(); err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{"late.txt": "mine"})
	if err := errors.Join(killed.exchange(), killed.work.lock.file.Close()); err != nil {
		t.Fatal(err)
	}
	_, err = NewStage(dir, Options{})
	if err == nil || !strings.Contains(err.Error(), "late.txt") {
		t.Fatalf("error %v", err)
	}
	if err := os.Rename(filepath.Join(killed.old(), "late.txt"), filepath.Join(dir, "late.txt")); err != nil {
		t.Fatal(err)
	}
	build(t, dir, map[string]string{"index.html": "3"})
	expect(t, dir, map[string]string{"index.html": "3", "carried.txt": "mine", "late.txt": "mine"})
	expectClean(t, parent, "public")
}
