package webpage

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestGenerators reads sites that Hugo and MkDocs made. Files are in testdata,
// as they were written; GENERATOR.txt has what is found in them.
func TestGenerators(t *testing.T) {
	for _, generator := range []string{"hugo", "mkdocs"} {
		folder := os.DirFS("testdata/" + generator)
		var pages []*Page
		err := fs.WalkDir(folder, ".", func(name string, _ fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".html" {
				return err
			}
			data, err := fs.ReadFile(folder, name)
			if err != nil {
				return err
			}
			page, err := Read(name, data)
			pages = append(pages, page)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		site, err := NewSite(pages, Options{Base: "/docs/"})
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, d := range site.Documents {
			fmt.Fprintf(&got, "%s %s %q, is %s\n", d.URL, d.Lang, d.Title, d.Page)
			if d.Summary != "" {
				fmt.Fprintln(&got, d.Summary)
			}
			if !d.Updated.IsZero() {
				fmt.Fprintln(&got, d.Updated.Format(time.DateOnly))
			}
			fmt.Fprintf(&got, "%s\n\n", told(&d))
		}
		fmt.Fprintln(&got, site.Titles, site.Languages, site.Left)
		golden := "testdata/" + generator + ".txt"
		if *update {
			if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s: -want +got:\n%s", generator, diff)
		}
	}
}
