package main

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/cmd/ankerplatz/internal/roster"
	"ankerplatz/generator/output"
)

// folder is a hub's folder with files in it.
func folder(t *testing.T, files map[string]string) *os.Root {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	for name, text := range files {
		if err := root.MkdirAll("content/de/people", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := root.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func contents(t *testing.T, root *os.Root) map[string]string {
	files := map[string]string{}
	if err := fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := root.ReadFile(name)
		files[name] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

const (
	anna  = "content/de/people/anna.md"
	bo    = "content/de/people/bo.md"
	clara = "content/de/people/clara.md"
)

func newFile(name, old string) roster.File {
	f := roster.File{Path: name, Data: []byte("new")}
	if old != "" {
		f.Old = []byte(old)
	}
	return f
}

// TestWriteFiles writes all files or, where one can't be written, none, and
// leaves nothing else behind.
func TestWriteFiles(t *testing.T) {
	before := map[string]string{anna: "a", bo: "b"}
	for name, test := range map[string]struct {
		files []roster.File
		wrong string
	}{
		"written":                  {[]roster.File{newFile(anna, "a"), newFile(clara, "")}, ""},
		"nothing to write":         {nil, ""},
		"a file where a folder is": {[]roster.File{newFile(anna, "a"), newFile(bo+"/x.md", "")}, "not a directory"},
		"changed since":            {[]roster.File{newFile(clara, ""), newFile(anna, "x")}, "anna.md was changed while the import was at work"},
		"made since":               {[]roster.File{newFile(clara, ""), newFile(anna, "")}, "anna.md was changed while the import was at work"},
		"deleted since":            {[]roster.File{newFile(anna, "a"), newFile(clara, "c")}, "clara.md was changed while the import was at work"},
		"a folder in the way":      {[]roster.File{newFile(anna, "a"), newFile(clara, ""), newFile("content/de/people", "")}, "is a directory"},
	} {
		t.Run(name, func(t *testing.T) {
			root := folder(t, before)
			want := maps.Clone(before)
			err := writeFiles(root, test.files)
			if test.wrong == "" {
				for _, f := range test.files {
					want[f.Path] = "new"
				}
				if err != nil {
					t.Error(err)
				}
			} else if err == nil || !strings.Contains(err.Error(), test.wrong) {
				t.Errorf("%v, want %s", err, test.wrong)
			}
			if diff := cmp.Diff(want, contents(t, root)); diff != "" {
				t.Error(diff)
			}
			if info, err := root.Stat(anna); err != nil || info.Mode().Perm() != 0o600 {
				t.Error(info.Mode(), err)
			}
		})
	}
}

// TestFinishImport ends imports that were killed at any moment: all of it is
// there afterwards, or nothing.
func TestFinishImport(t *testing.T) {
	lines := []journalLine{{anna, output.Sum([]byte("a"))}, {bo, output.Sum([]byte("b"))}, {clara, ""}, {"site.yaml", ""}}
	for name, test := range map[string]struct {
		ready       bool
		there, want map[string]string
	}{
		"begun":              {false, map[string]string{anna: "a", bo: "b", beside(anna): "new"}, map[string]string{anna: "a", bo: "b"}},
		"ready":              {true, map[string]string{anna: "a", bo: "b", beside(anna): "new", beside(bo): "new", beside(clara): "new"}, map[string]string{anna: "new", bo: "new", clara: "new"}},
		"half":               {true, map[string]string{anna: "new", bo: "b", beside(bo): "new", beside(clara): "new"}, map[string]string{anna: "new", bo: "new", clara: "new"}},
		"done":               {true, map[string]string{anna: "new", bo: "new", clara: "new"}, map[string]string{anna: "new", bo: "new", clara: "new"}},
		"edited in between":  {true, map[string]string{anna: "new", bo: "by hand", beside(bo): "new", clara: "new"}, map[string]string{anna: "new", bo: "by hand", clara: "new"}},
		"only files of ours": {true, map[string]string{".site.yaml.new": "x"}, map[string]string{".site.yaml.new": "x"}},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := json.Marshal(journal{test.ready, lines})
			if err != nil {
				t.Fatal(err)
			}
			test.there[journalFile] = string(data)
			root := folder(t, test.there)
			if found, err := finishImport(root); !found || err != nil {
				t.Error(found, err)
			}
			if diff := cmp.Diff(test.want, contents(t, root)); diff != "" {
				t.Error(diff)
			}
			if found, err := finishImport(root); found || err != nil {
				t.Error(found, err)
			}
		})
	}
	if _, err := finishImport(folder(t, map[string]string{journalFile: "{"})); err == nil || !strings.Contains(err.Error(), "can't be read: delete it") {
		t.Error(err)
	}
}

// TestTakeBack undoes what was done until something failed.
func TestTakeBack(t *testing.T) {
	root := folder(t, map[string]string{anna: "new", clara: "new", bo: "b", beside(bo): "new", journalFile: "{}"})
	if err := takeBack(root, []roster.File{newFile(anna, "a"), newFile(clara, ""), newFile(bo, "b")}, 2); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(map[string]string{anna: "a", bo: "b"}, contents(t, root)); diff != "" {
		t.Error(diff)
	}
}

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
	root := folder(t, map[string]string{anna: "a", beside(anna): "new", journalFile: `{"ready": true, "files": [{"path": "` + anna + `", "was": "` + output.Sum([]byte("a")) + `"}]}`})
	var out strings.Builder
	term := newTerminal(&out, &out)
	release, err := term.beginImport(root, false)
	if err != nil || out.String() != "an earlier import was interrupted: its files are in order now\n" {
		t.Fatal(err, out.String())
	}
	if _, err := term.beginImport(root, false); err == nil || !strings.Contains(err.Error(), "another import is writing into this hub") {
		t.Error(err)
	}
	release()
	if diff := cmp.Diff(map[string]string{anna: "new"}, contents(t, root)); diff != "" {
		t.Error(diff)
	}
	if release, err = term.beginImport(root, false); err != nil {
		t.Fatal(err)
	}
	release()
}
