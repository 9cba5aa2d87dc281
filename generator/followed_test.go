package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// followed is where a case of TestDiagnostics has the files as they are once
// somebody did what the hints say; one without text was taken away.
const followed = "followed/"

// TestHintsFollowed does what the hints of all cases say and builds again: then
// nothing is told any more.
func TestHintsFollowed(t *testing.T) {
	eachDiagnosed(t, func(t *testing.T, _ string, archive *txtar.Archive) {
		dir := writeSite(t, archive)
		did := false
		for _, f := range archive.Files {
			name, ok := strings.CutPrefix(f.Name, followed)
			if !ok {
				continue
			}
			did = true
			if file := filepath.Join(dir, filepath.FromSlash(name)); len(f.Data) == 0 {
				if err := os.RemoveAll(file); err != nil {
					t.Fatal(err)
				}
			} else if err := writeBelow(file, unescaped(archive, f.Data)); err != nil {
				t.Fatal(err)
			}
		}
		if !did {
			t.Fatalf("the case has no files in %s: does doing what the hint says help?", followed)
		}
		for _, d := range diagnose(t, dir) {
			t.Errorf("after the hints were followed: %s:%d: %s (%s) [%s]", d.File.Name, d.File.Position(d.Start).Line, d.Message, d.Hint, d.Code)
		}
	})
}

// TestFixes mends what can be mended in all cases: what was mended is not told any
// more, and nothing else is.
func TestFixes(t *testing.T) {
	eachDiagnosed(t, func(t *testing.T, _ string, archive *txtar.Archive) {
		dir := writeSite(t, archive)
		list := diagnose(t, dir)
		told := map[string]bool{}
		for _, d := range list {
			told[d.File.Name+": "+d.Message.String()] = len(d.Fix) == 0
		}
		for range 5 {
			mended := list.Mend()
			if len(mended) == 0 {
				break
			}
			for _, m := range mended {
				if err := writeBelow(filepath.Join(dir, filepath.FromSlash(m.Name)), m.Data); err != nil {
					t.Fatal(err)
				}
			}
			list = diagnose(t, dir)
		}
		for _, d := range list {
			if !told[d.File.Name+": "+d.Message.String()] {
				t.Errorf("after mending: %s:%d: %s (%s) [%s]", d.File.Name, d.File.Position(d.Start).Line, d.Message, d.Hint, d.Code)
			}
		}
	})
}
