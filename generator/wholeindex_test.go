package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
)

// TestWholeIndex: the index for programs of others is left out where it is large,
// which is told, unless site.yaml says what is wanted.
func TestWholeIndex(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	const pages, words = 8, 16_000 // each word takes more than a hundred bytes
	for page := range pages {
		var text strings.Builder
		for word := range words {
			fmt.Fprintf(&text, "w%dx%d\n", page, word)
		}
		put(t, dir, fmt.Sprintf("content/de/tips/p%d.md", page), "---\ntitle: Seite\n---\n"+text.String())
	}
	for _, c := range []struct {
		wanted     string
		told, made bool
	}{{"auto", true, false}, {"on", false, true}, {"off", false, false}} {
		put(t, dir, "site.yaml", siteYAML+"search: {whole_index: "+c.wanted+"}\n")
		out := t.TempDir()
		result, err := Build(t.Context(), BuildOptions{Options: Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}}, Out: out, Index: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, d := range result.Diagnostics {
			if d.Code == diag.WholeIndex {
				told++
			}
		}
		for _, name := range []string{"index.json", "docs.json"} {
			if _, err := os.Stat(filepath.Join(out, "search", "de", name)); (err == nil) != c.made {
				t.Errorf("whole_index: %s: %s: %v", c.wanted, name, err)
			}
		}
		if (told == 1) != c.told {
			t.Errorf("whole_index: %s: told %d times", c.wanted, told)
		}
	}
}
