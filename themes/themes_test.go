package themes

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// own calls visit with every template, style and script that was written here;
// what others wrote lies in assets/static, as it came.
func own(t *testing.T, visit func(name, text string)) {
	t.Helper()
	err := fs.WalkDir(shipped, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasSuffix(name, "/assets/static"):
			return fs.SkipDir
		case !slices.Contains([]string{".html", ".css", ".js"}, path.Ext(name)):
			return nil
		}
		data, err := fs.ReadFile(shipped, name)
		if err == nil {
			visit(name, string(data))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestLines keeps lines to what a reader takes in, and a comparison of two
// versions can show.
func TestLines(t *testing.T) {
	const most = 160
	own(t, func(name, text string) {
		for i, line := range strings.Split(text, "\n") {
			if n := utf8.RuneCountInString(line); n > most {
				t.Errorf("%s:%d has %d characters, more than %d", name, i+1, n, most)
			}
		}
	})
}

// TestPartialsSay finds partials that don't say in their first line what they
// are and take.
func TestPartialsSay(t *testing.T) {
	own(t, func(name, text string) {
		if path.Base(path.Dir(name)) == "partials" && !strings.HasPrefix(text, "{{/* ") {
			t.Errorf("%s does not begin with a comment of what it is, and takes", name)
		}
	})
}
