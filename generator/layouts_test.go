package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/render"
	"ankerplatz/generator/source"
)

// layoutLine is a line of the table of layouts in render/doc.go.
var layoutLine = regexp.MustCompile(`(?m)^//\t([a-z0-9<>-]+) {2,}([A-Z][A-Za-z]+(?:, [A-Z][A-Za-z]+)*|–) {2,}\S`)

// TestLayouts holds the contract of layouts in render/doc.go against the
// layouts of the shipped theme, and against what they are executed with in the
// sample hub.
func TestLayouts(t *testing.T) {
	doc, err := os.ReadFile("render/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, line := range layoutLine.FindAllStringSubmatch(string(doc), -1) {
		told[line[1]] = strings.TrimPrefix(line[2], "–")
	}
	documented := func(layout string) string {
		for _, kind := range source.Kinds {
			switch layout {
			case kind.Name:
				return "<kind>"
			case "list-" + kind.Name:
				return "list-<kind>"
			}
		}
		return layout
	}

	files, err := filepath.Glob("../themes/default/layouts/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no layouts", err)
	}
	there := map[string]bool{}
	for _, name := range files {
		layout := documented(strings.TrimSuffix(filepath.Base(name), ".html"))
		if _, ok := told[layout]; !ok && layout != "base" {
			t.Errorf("render/doc.go says nothing of %s", name)
		}
		there[layout] = true
	}
	for layout := range told {
		if !there[layout] {
			t.Errorf("render/doc.go tells of a layout %s, which is not there", layout)
		}
	}

	got := map[string][]string{}
	for _, out := range executed(t) {
		layout, parts, _ := strings.Cut(strings.TrimSpace(out), ":")
		layout = documented(layout)
		for _, part := range strings.Fields(parts) {
			if !slices.Contains(got[layout], part) {
				got[layout] = append(got[layout], part)
			}
		}
		got[layout] = append([]string{}, got[layout]...) // also where it has none
	}
	for layout, want := range told {
		if parts, ok := got[layout]; !ok {
			t.Errorf("the sample hub has no page of layout %s", layout)
		} else if slices.Sort(parts); strings.Join(parts, ", ") != sorted(want) {
			t.Errorf("%s is executed with %q, render/doc.go says %q", layout, parts, want)
		}
	}
}

func sorted(list string) string {
	parts := strings.Split(list, ", ")
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

// executed builds the sample hub with a theme whose pages say nothing but their
// layout and the parts of the view that are there, but for those that pages have
// whatever their layout: "list: List".
func executed(t *testing.T) []string {
	t.Helper()
	dir := writeSite(t, &txtar.Archive{})
	if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	site, err := os.ReadFile("../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "site.yaml", string(site)+"\ninsights: insights.json\n")
	put(t, dir, "insights.json", `{"version": 1, "k": 5}`)
	for _, folder := range []string{"boundaries", "competences", "network", "insights", "letter"} {
		put(t, dir, "content/de/"+folder+"/_index.md", "---\ntitle: Eigener Text\n---\nHallo.\n")
	}
	put(t, dir, "content/de/tips/umgezogen.md", "---\ntitle: Umgezogen\naliases: [/alt]\n---\nHallo.\n")
	base := "{{.Layout}}:"
	for part := range reflect.TypeFor[render.View]().Fields() {
		if part.Type.Kind() == reflect.Pointer && part.Name != "Site" && part.Name != "Cover" || part.Name == "Redirect" {
			base += fmt.Sprintf("{{if .%s}} %[1]s{{end}}", part.Name)
		}
	}
	put(t, dir, "themes/default/layouts/base.html", base)
	files, _ := buildAll(t, dir)
	var out []string
	for name, text := range files {
		if strings.HasSuffix(name, ".html") {
			_, said, _ := strings.Cut(text, ">") // behind the policy
			out = append(out, said)
		}
	}
	return out
}
