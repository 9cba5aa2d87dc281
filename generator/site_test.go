package generator

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestSite builds the small sites in testdata/sites and looks into the files
// that they become. Sections of an archive that are no files of the site:
//
//	want:PATH   each line is in the output file
//	order:PATH  so are these, one behind the other
//	deny:PATH   no line is in the file; deny:* means any file
//	files       these output files are there
//	no-files    these are not
//	said        "file:line code" of everything that the build says; without
//	            this section it must not say a word
func TestSite(t *testing.T) {
	cases, err := filepath.Glob("testdata/sites/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			content, checks := &txtar.Archive{}, &txtar.Archive{}
			for _, f := range archive.Files {
				what, _, _ := strings.Cut(f.Name, ":")
				switch what {
				case "want", "order", "deny", "files", "no-files", "said":
					checks.Files = append(checks.Files, f)
				default:
					content.Files = append(content.Files, f)
				}
			}
			files, said := buildAll(t, writeSite(t, content))
			wantSaid := ""
			for _, f := range checks.Files {
				if f.Name == "said" {
					wantSaid = string(f.Data)
					continue
				}
				checkFiles(t, f, files)
			}
			if said != wantSaid {
				t.Errorf("the build says:\n%swant:\n%s", said, wantSaid)
			}
		})
	}
}

// checkFiles holds one section of a case against the output.
func checkFiles(t *testing.T, section txtar.File, files map[string]string) {
	t.Helper()
	what, name, _ := strings.Cut(section.Name, ":")
	text, ok := files[name]
	if !ok && name != "" && name != "*" {
		t.Errorf("there is no file %s", name)
		return
	}
	behind := 0
	for line := range strings.Lines(string(section.Data)) {
		line = strings.TrimSpace(line)
		switch what {
		case "files", "no-files":
			if _, there := files[line]; there != (what == "files") {
				t.Errorf("%s: there is %t", line, there)
			}
		case "want":
			if !strings.Contains(text, line) {
				t.Errorf("%s lacks %s", name, line)
			}
		case "order":
			at := strings.Index(text[behind:], line)
			if at < 0 {
				t.Errorf("%s lacks, or has too early: %s", name, line)
				continue
			}
			behind += at + len(line)
		case "deny":
			for path, text := range files {
				if (name == "*" || path == name) && strings.Contains(text, line) {
					t.Errorf("%s holds %s", path, line)
				}
			}
		}
	}
}

// memory is a sink that keeps all files.
type memory struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (m *memory) Write(path string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path] = data
	return nil
}

func (m *memory) Copy(path string, from fs.FS, name string) error {
	data, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	return m.Write(path, data)
}

func (m *memory) Kept(string) (bool, error) { return false, nil }

// buildAll makes all files of a site, and a line for everything that is said.
func buildAll(t *testing.T, dir string) (files map[string]string, said string) {
	t.Helper()
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	sink := memory{files: map[string][]byte{}}
	list, err := site.Write(context.Background(), &sink)
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for name, data := range sink.files {
		files[name] = string(data)
	}
	list = append(list, site.Diagnostics()...)
	list.Sort()
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s:%d %s\n", d.File.Name, d.File.Position(d.Start).Line, d.Code)
	}
	return files, b.String()
}

// TestSource: a page that the hub makes of people shows what somebody wrote for
// its folder.
func TestSource(t *testing.T) {
	t.Parallel()
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "content/de/personen/_index.md", "---\ntitle: Kollegen\n---\nFragt sie.\n")
	put(t, dir, "content/de/personen/bo.md", "---\nname: Bo\ndepartment: lab\n---\nx\n")
	site, err := Load(t.Context(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	for file, want := range map[string]string{
		"de/personen/index.html":    "content/de/personen/_index.md",
		"de/personen/bo/index.html": "content/de/personen/bo.md",
		"de/people.json":            "",
	} {
		if got := site.Source(file); got != want {
			t.Errorf("%s shows %q, not %q", file, got, want)
		}
	}
}
