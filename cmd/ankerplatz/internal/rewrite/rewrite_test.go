package rewrite

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func newFile(name, old string) File {
	f := File{Path: name, Data: []byte("new")}
	if old != "" {
		f.Old = []byte(old)
	}
	return f
}

// TestFiles writes all files or, where one can't be written, none, and
// leaves nothing else behind.
func TestFiles(t *testing.T) {
	before := map[string]string{anna: "a", bo: "b"}
	for name, test := range map[string]struct {
		files []File
		wrong string
	}{
		"written":                  {[]File{newFile(anna, "a"), newFile(clara, "")}, ""},
		"nothing to write":         {nil, ""},
		"a file where a folder is": {[]File{newFile(anna, "a"), newFile(bo+"/x.md", "")}, "not a directory"},
		"changed since":            {[]File{newFile(clara, ""), newFile(anna, "x")}, "anna.md was changed in the meantime"},
		"made since":               {[]File{newFile(clara, ""), newFile(anna, "")}, "anna.md was changed in the meantime"},
		"deleted since":            {[]File{newFile(anna, "a"), newFile(clara, "c")}, "clara.md was changed in the meantime"},
		"a folder in the way":      {[]File{newFile(anna, "a"), newFile(clara, ""), newFile("content/de/people", "")}, "is a directory"},
	} {
		t.Run(name, func(t *testing.T) {
			root := folder(t, before)
			want := maps.Clone(before)
			err := Files(root, test.files)
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

// TestFinish ends what was killed at any moment: all of it is
// there afterwards, or nothing.
func TestFinish(t *testing.T) {
	lines := []journalLine{{anna, output.Sum([]byte("a"))}, {bo, output.Sum([]byte("b"))}, {clara, ""}, {"themes/x", ""}}
	for name, test := range map[string]struct {
		ready       bool
		there, want map[string]string
	}{
		"begun":              {false, map[string]string{anna: "a", bo: "b", Beside(anna): "new"}, map[string]string{anna: "a", bo: "b"}},
		"ready":              {true, map[string]string{anna: "a", bo: "b", Beside(anna): "new", Beside(bo): "new", Beside(clara): "new"}, map[string]string{anna: "new", bo: "new", clara: "new"}},
		"half":               {true, map[string]string{anna: "new", bo: "b", Beside(bo): "new", Beside(clara): "new"}, map[string]string{anna: "new", bo: "new", clara: "new"}},
		"done":               {true, map[string]string{anna: "new", bo: "new", clara: "new"}, map[string]string{anna: "new", bo: "new", clara: "new"}},
		"edited in between":  {true, map[string]string{anna: "new", bo: "by hand", Beside(bo): "new", clara: "new"}, map[string]string{anna: "new", bo: "by hand", clara: "new"}},
		"only files of ours": {true, map[string]string{"themes.new": "x"}, map[string]string{"themes.new": "x"}},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := json.Marshal(journal{test.ready, lines})
			if err != nil {
				t.Fatal(err)
			}
			test.there[journalFile] = string(data)
			root := folder(t, test.there)
			if found, err := finish(root); !found || err != nil {
				t.Error(found, err)
			}
			if diff := cmp.Diff(test.want, contents(t, root)); diff != "" {
				t.Error(diff)
			}
			if found, err := finish(root); found || err != nil {
				t.Error(found, err)
			}
		})
	}
	if _, err := finish(folder(t, map[string]string{journalFile: "{"})); err == nil || !strings.Contains(err.Error(), "can't be read: delete it") {
		t.Error(err)
	}
}

// TestTakeBack undoes what was done until something failed.
func TestTakeBack(t *testing.T) {
	root := folder(t, map[string]string{anna: "new", clara: "new", bo: "b", Beside(bo): "new", journalFile: "{}"})
	if err := takeBack(root, []File{newFile(anna, "a"), newFile(clara, ""), newFile(bo, "b")}, 2); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(map[string]string{anna: "a", bo: "b"}, contents(t, root)); diff != "" {
		t.Error(diff)
	}
}

// TestLock ends what was interrupted, and keeps a second one out.
func TestLock(t *testing.T) {
	root := folder(t, map[string]string{anna: "a", Beside(anna): "new", journalFile: `{"ready": true, "files": [{"path": "` + anna + `", "was": "` + output.Sum([]byte("a")) + `"}]}`})
	if !Busy(root) {
		t.Error("what was interrupted is not seen")
	}
	release, ended, err := Lock(root)
	if !ended || err != nil {
		t.Fatal(ended, err)
	}
	if _, _, err := Lock(root); !errors.Is(err, output.ErrBusy) {
		t.Error(err)
	}
	release()
	if diff := cmp.Diff(map[string]string{anna: "new"}, contents(t, root)); diff != "" {
		t.Error(diff)
	}
	if release, ended, err = Lock(root); ended || err != nil {
		t.Fatal(ended, err)
	}
	release()
}
