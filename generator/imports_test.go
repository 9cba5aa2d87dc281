package generator

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the map of the house: what each package may import of the
// others. Imports go down only (docs/architecture.md). A new package is a new
// line here; a new edge should be a rare event.
var mayImport = map[string][]string{
	"cmd/ankerplatz": {
		"cmd/ankerplatz/internal/devserver", "cmd/ankerplatz/internal/host", "cmd/ankerplatz/internal/lsp", "cmd/ankerplatz/internal/publish", "cmd/ankerplatz/internal/rewrite", "cmd/ankerplatz/internal/roster", "cmd/ankerplatz/internal/scaffold", "cmd/ankerplatz/internal/weblinks", "generator", "generator/archetype", "generator/config", "generator/csvfile", "generator/diag", "generator/digest", "generator/fields", "generator/hub", "generator/insights", "generator/output",
		"generator/print", "generator/progress", "generator/schema", "generator/slug", "generator/source", "generator/strictyaml", "generator/webpage", "generator/words", "search", "search/analysis", "search/bleveindex", "search/lunr", "search/ranking",
	},
	"cmd/ankerplatz/internal/devserver": {"cmd/ankerplatz/internal/rewrite", "generator/browser", "generator", "generator/config", "generator/diag", "generator/edit", "generator/hub", "generator/progress", "generator/sitepath", "generator/slug", "generator/source"},
	"cmd/ankerplatz/internal/host":      {"generator/browser", "generator/output", "generator/signals", "generator/sitepath", "search"},
	"cmd/ankerplatz/internal/lsp":       {"generator", "generator/config", "generator/diag", "generator/fields", "generator/hub", "generator/markdown", "generator/sitepath", "generator/slug", "generator/source", "generator/strictyaml"},
	"cmd/ankerplatz/internal/sheet":     {},
	"cmd/ankerplatz/internal/scaffold":  {"generator/diag"},
	"cmd/ankerplatz/internal/weblinks":  {"generator/diag"},
	"cmd/ankerplatz/internal/publish":   {"generator/diag", "generator/output"},
	"cmd/ankerplatz/internal/rewrite":   {"generator/config", "generator/output", "generator/source"},
	"cmd/ankerplatz/internal/roster":    {"cmd/ankerplatz/internal/rewrite", "cmd/ankerplatz/internal/sheet", "generator", "generator/config", "generator/diag", "generator/output", "generator/personname", "generator/phone", "generator/sitepath", "generator/slug", "generator/source", "generator/strictyaml", "generator/words"},

	"generator": {
		"generator/alike", "generator/calendar", "generator/confidential", "generator/config", "generator/diag", "generator/digest", "generator/edit", "generator/export", "generator/gitinfo", "generator/hub", "generator/insights", "generator/markdown",
		"generator/output", "generator/picture", "generator/planned", "generator/print", "generator/progress", "generator/record", "generator/render", "generator/sitepath", "generator/slug", "generator/source", "generator/theme", "generator/thesaurus", "generator/webpage",
		"generator/words", "search", "search/bleveindex", "search/analysis", "search/client", "search/component", "search/postings", "search/ranking", "search/shards", "search/translations", "themes",
	},
	"generator/alike":        {},
	"generator/archetype":    {"generator/config", "generator/diag", "generator/fields", "generator/source", "generator/strictyaml"},
	"generator/confidential": {"generator/diag"},
	"generator/print": {
		"generator/colour", "generator/diag", "generator/hub", "generator/pdf", "generator/picture", "generator/planned", "generator/qr", "generator/source", "generator/strictyaml", "generator/typeset", "generator/words",
	},
	"generator/pdf":     {"generator/colour", "generator/typeset"},
	"generator/typeset": {},
	"generator/theme":   {"generator/colour", "generator/diag", "generator/source", "generator/strictyaml", "search/component"},
	"generator/render": {
		"generator/archetype", "generator/browser", "generator/calendar", "generator/compiled", "generator/config", "generator/cover", "generator/csvfile", "generator/diag", "generator/digest", "generator/edit", "generator/hub", "generator/markdown", "generator/picture", "generator/planned", "generator/qr", "generator/signals", "generator/slug",
		"generator/source", "generator/phone", "generator/strictyaml", "generator/theme", "generator/vcard", "generator/words",
	},
	"generator/edit":   {"generator/browser", "generator/config", "generator/diag", "generator/fields", "generator/hub", "generator/planned", "generator/sitepath", "generator/slug", "generator/source", "generator/words"},
	"generator/digest": {"generator/colour", "generator/words"},
	"generator/export": {
		"generator/config", "generator/csvfile", "generator/diag", "generator/digest", "generator/hub", "generator/planned", "generator/slug", "generator/source", "generator/strictyaml",
	},
	"generator/hub": {
		"generator/calendar", "generator/clock", "generator/config", "generator/diag", "generator/gitinfo", "generator/insights", "generator/markdown", "generator/personname", "generator/picture", "generator/sitepath", "generator/slug",
		"generator/source", "generator/strictyaml", "generator/words",
	},
	"generator/schema":     {"generator/config", "generator/diag", "generator/fields", "generator/hub", "generator/source", "generator/strictyaml", "generator/words"},
	"generator/source":     {"generator/browser", "generator/calendar", "generator/diag", "generator/phone", "generator/picture", "generator/sitepath", "generator/slug", "generator/strictyaml", "generator/words"},
	"generator/fields":     {"generator/config", "generator/diag", "generator/source", "generator/strictyaml"},
	"generator/markdown":   {"generator/browser", "generator/controls", "generator/diag", "generator/slug", "generator/words"},
	"generator/config":     {"generator/browser", "generator/calendar", "generator/diag", "generator/sitepath", "generator/slug", "generator/strictyaml", "generator/words"},
	"generator/calendar":   {"generator/diag"},
	"generator/clock":      {"generator/calendar"},
	"generator/compiled":   {},
	"generator/words":      {"generator/diag", "generator/personname", "generator/strictyaml"},
	"generator/strictyaml": {"generator/controls", "generator/diag"},
	"generator/controls":   {"generator/diag"},
	"generator/webpage":    {"generator/controls", "generator/diag", "generator/slug", "search", "search/analysis"},
	"generator/gitinfo":    {},
	"generator/browser":    {"generator/diag"},
	"generator/sitepath":   {"generator/controls", "generator/diag", "generator/slug"},
	"generator/csvfile":    {},
	"generator/slug":       {},
	"generator/qr":         {},
	"generator/picture":    {},
	"generator/cover":      {"generator/colour", "generator/picture", "generator/typeset"},
	"generator/personname": {"generator/slug"},
	"generator/phone":      {},
	"generator/vcard":      {"generator/personname", "generator/phone"},
	"generator/colour":     {},
	"generator/diag":       {},
	"generator/planned":    {"generator/diag"},
	"generator/progress":   {"generator/diag"},
	"generator/record":     {},
	"generator/signals":    {},
	"generator/thesaurus":  {"generator/diag", "search/analysis"},
	"generator/insights":   {"generator/signals", "generator/slug", "generator/words", "search/analysis"},
	"generator/output":     {"generator/diag", "generator/sitepath", "generator/slug"},

	"search/bleveindex":      {"search", "search/analysis", "search/postings", "search/ranking"},
	"search/shards":          {"search", "search/analysis", "search/postings", "search/ranking"},
	"search/postings":        {"search", "search/analysis", "search/lunr", "search/ranking"},
	"search/client":          {},
	"search/component":       {},
	"search/lunr":            {"search/analysis"},
	"search/ranking":         {"search", "search/analysis"},
	"search/translations":    {"search", "search/analysis", "search/ranking"},
	"search/analysis":        {},
	"search/internal/lunrjs": {},
	"search":                 {},

	"themes":        {},
	"tests":         {},
	"tests/bench":   {},
	"tests/browser": {},
	"tests/quality": {"generator", "search", "search/bleveindex", "search/client", "search/lunr"},
}

// onlyIn says where packages from outside may be imported.
var onlyIn = map[string][]string{
	"github.com/andybalholm/brotli":          {"generator/output"},
	"github.com/blevesearch/bleve":           {"search/bleveindex", "tests/quality"},
	"github.com/blevesearch/bleve_index_api": {"search/bleveindex"},
	"github.com/xuri/excelize":               {"cmd/ankerplatz/internal/sheet"},
	"github.com/teambition/rrule-go":         {"generator/calendar"},
	"github.com/arran4/golang-ical":          {"generator/calendar"},
	"github.com/go-text/typesetting":         {"generator/typeset"},
	"github.com/fyne-io/oksvg":               {"generator/picture"},
	"github.com/temoto/robotstxt":            {"cmd/ankerplatz/internal/weblinks"},
	"github.com/pkg/sftp":                    {"cmd/ankerplatz/internal/publish"},
	"github.com/creachadair/jrpc2":           {"cmd/ankerplatz/internal/lsp"},
	"github.com/HugoSmits86/nativewebp":      {"generator/picture"},
	"gopkg.in/yaml.v3":                       {"generator/diag", "generator/strictyaml"},
	"os":                                     disk,
	"path/filepath":                          disk,
	"os/exec":                                {"cmd/ankerplatz/internal/devserver", "cmd/ankerplatz/internal/publish", "generator/gitinfo", "tests/bench", "tests/quality"},
	"io/ioutil":                              {},
	"log":                                    {},
}

// disk are the packages that see the machine's disk; all others read through
// fs.FS. The generator opens the site's folder. lunrjs runs JavaScript for
// tests only.
var disk = []string{
	"cmd/ankerplatz", "cmd/ankerplatz/internal/devserver", "cmd/ankerplatz/internal/host", "cmd/ankerplatz/internal/lsp", "cmd/ankerplatz/internal/publish", "cmd/ankerplatz/internal/rewrite", "generator", "generator/output", "generator/gitinfo", "generator/record",
	"search/bleveindex", "search/internal/lunrjs", "tests/bench", "tests/quality",
}

// drawers are names that say nothing of what is in them.
var drawers = []string{"util", "utils", "common", "helper", "helpers", "types", "misc", "shared", "pkg", "base"}

func TestImports(t *testing.T) {
	imports := readImports(t, os.DirFS(".."))
	for _, pkg := range slices.Sorted(maps.Keys(imports)) {
		allowed, known := mayImport[pkg]
		if !known {
			t.Errorf("%s is not in the map of imports_test.go", pkg)
		}
		if slices.Contains(drawers, path.Base(pkg)) {
			t.Errorf("%s: call a package by what it does", pkg)
		}
		for _, name := range imports[pkg] {
			if own, ok := strings.CutPrefix(name, "ankerplatz/"); ok {
				if !slices.Contains(allowed, own) {
					t.Errorf("%s must not import %s", pkg, own)
				}
				continue
			}
			for outside, where := range onlyIn {
				if (name == outside || strings.HasPrefix(name, outside+"/") && strings.Contains(outside, ".")) && !slices.Contains(where, pkg) {
					t.Errorf("%s must not import %s, only %s may", pkg, name, strings.Join(where, ", "))
				}
			}
		}
	}
	for pkg := range mayImport {
		if _, exists := imports[pkg]; !exists {
			t.Errorf("%s is in the map of imports_test.go and nowhere else", pkg)
		}
	}
}

// TestImportsGoDown checks the map itself: no package may reach itself.
func TestImportsGoDown(t *testing.T) {
	const open, done = 1, 2
	state := map[string]int{}
	var visit func(pkg string, trail []string)
	visit = func(pkg string, trail []string) {
		switch state[pkg] {
		case open:
			t.Errorf("a circle: %s", strings.Join(append(trail, pkg), " → "))
		case done:
		default:
			state[pkg] = open
			for _, next := range mayImport[pkg] {
				visit(next, append(trail, pkg))
			}
			state[pkg] = done
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(mayImport)) {
		visit(pkg, nil)
	}
}

// readsTime are the files below generator/ that may ask the machine what time it
// is: generator.go, of which all others learn it through a clock.Clock, and those
// that bound how long something takes.
var readsTime = []string{"generator.go", "progress/progress.go", "timed.go", "render/bounds.go", "render/render.go", "theme/assets.go"}

// TestClockIsAsked: what depends on the time asks a clock.Clock, which knows when
// that will be otherwise.
func TestClockIsAsked(t *testing.T) {
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := os.ReadFile(name)
		for _, call := range []string{"time.Now()", "time.Since(", "time.Until("} {
			if strings.Contains(string(src), call) && !slices.Contains(readsTime, name) {
				t.Errorf("%s says %s: ask the hub's clock", name, call)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// readImports returns what the packages of the module import, tests aside,
// whatever system their files are for.
func readImports(t *testing.T, root fs.FS) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "node_modules" || base == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		pkg := path.Dir(name)
		if _, ok := imports[pkg]; !ok {
			imports[pkg] = nil
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports[pkg] = append(imports[pkg], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}
