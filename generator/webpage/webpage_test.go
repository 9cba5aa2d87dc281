package webpage

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestGenerators reads sites that Hugo and MkDocs made. Files are in testdata,
// as they were written; GENERATOR.json has what is found in them.
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
		type document struct {
			Page     string
			Document any
		}
		var documents []document
		for _, d := range site.Documents {
			documents = append(documents, document{d.Page, d})
		}
		got, err := json.MarshalIndent(map[string]any{"documents": documents, "titles": site.Titles, "left": site.Left, "languages": site.Languages}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		golden := "testdata/" + generator + ".json"
		if *update {
			if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
			t.Errorf("%s: -want +got:\n%s", generator, diff)
		}
	}
}
