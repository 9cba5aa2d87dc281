package generator

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
)

// nasty are names that some file system, server or file of the hub has a claim
// to, and some that only look so.
var nasty = []string{
	"con", "aux.txt", "Com1", "x/nul/y", "CON .txt", "a.", "a ", " a", "a?b", "a:b", "a*b", `a"b`, "a<b>", "a|b", `a\b`, "a\tb", "a\u202eb",
	".htaccess", ".git", ".git/config", ".well-known", ".well-known/x", "x/.hidden", ".public.build", ".ankerplatz", ".print-1", "_x", "-", "…", "..", ".", "", "%2e%2e",
	"build.json", "Build.JSON", "build.json/x", "healthz", "HealthZ", "healthz/x.txt", "api", "api/search", "api/search/x.txt", "_ankerplatz", "_ankerplatz/live.js",
	"search", "search/de", "search/de/x", "search/client.js", "search/x.txt", "assets", "assets/x.txt", "robots.txt", "robots.txt/x.txt", "sitemap.xml", "404.html", "index.html",
	"de", "de/index.html", "de/tips", "de/tips/gut", "de/tips/gut/index.html", "de/feed.xml", "de/people.json", "de/search", "de/tags", "de/tips/page/2", "page/2",
	"ü", "u\u0308", "GUT", "gut", "ſtart", "\u212a", "İ", "ﬁ", "🙂", "x.txt", "X.TXT", "beside.txt", "beside.txt.gz", "beside.txt.br/x.txt", "gut.txt.gz", "x.html.gz",
	strings.Repeat("x", 100), strings.Repeat("x", 120), strings.Repeat("x", 121), strings.Repeat("x", 247) + ".txt", strings.Repeat("x", 249) + ".txt", strings.Repeat("x", 251) + ".txt",
	strings.Repeat("x", 250) + ".json", strings.Repeat("x", 255), strings.Repeat("x", 256), strings.Repeat("ü", 127), strings.Repeat("ü", 130) + ".txt", strings.Repeat("d/", 240) + "x.txt",
	strings.Repeat(strings.Repeat("d", 200)+"/", 12) + "x.txt",
}

// TestNastyAddresses gives nasty names to everything that gets an address of
// its own. What is wrong is told where it was written; and what check lets
// pass, all of it together, a build writes.
func TestNastyAddresses(t *testing.T) {
	text := strings.Repeat("text ", 1000)
	field := func(format string) func(int, string) (string, string) {
		return func(n int, name string) (string, string) {
			return fmt.Sprintf("content/de/tips/x%d.md", n), "---\ntitle: X\n" + fmt.Sprintf(format, name) + "\n---\nx"
		}
	}
	file := func(format, text string) func(int, string) (string, string) {
		return func(_ int, name string) (string, string) { return fmt.Sprintf(format, name), text }
	}
	for place, write := range map[string]func(n int, name string) (file, text string){
		"slug":                  field("slug: %q"),
		"tag":                   field("tags: [%q]"),
		"alias":                 field("aliases: [%q]"),
		"alias from the root":   func(n int, name string) (string, string) { return field("aliases: [%q]")(n, "/"+name) },
		"alias with a slash":    func(n int, name string) (string, string) { return field("aliases: [%q]")(n, "/"+name+"/") },
		"alias of the language": func(n int, name string) (string, string) { return field("aliases: [%q]")(n, "/de/"+name) },
		"file":                  file("content/%s", text),
		"file beside pages":     file("content/de/tips/%s", text),
		"page":                  file("content/de/tips/%s.md", page("X", "x")),
		"profile":               file("content/de/people/%s.md", page("X", "x")),
		"folder":                file("content/de/%s/x.md", page("X", "x")),
		"bundle":                file("content/de/tips/%s/index.md", page("X", "x")),
		"department":            func(int, string) (string, string) { return "", "organisation:\n  departments:\n" },
		"app":                   func(int, string) (string, string) { return "", "organisation:\n  apps:\n" },
	} {
		t.Run(place, func(t *testing.T) {
			t.Parallel()
			dir := writeSite(t, &txtar.Archive{Files: []txtar.File{
				{Name: "site.yaml", Data: []byte("title: Test\nlanguages: {list: [de]}\noutput: {compress: true}\n")},
				{Name: "content/de/tips/gut.md", Data: []byte(page("Gut", "Gut."))},
				{Name: "content/beside.txt", Data: []byte(text)},
			}})
			settings, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			for n, name := range nasty {
				switch file, text := write(n, name); {
				case file == "" && n == 0:
					settings = append(settings, text...)
					fallthrough
				case file == "":
					settings = fmt.Appendf(settings, "    - {id: %q}\n", name)
				case filepath.IsLocal(file) && strings.HasPrefix(filepath.Clean(file), "content/"):
					at := filepath.Join(dir, filepath.FromSlash(file))
					_ = os.MkdirAll(filepath.Dir(at), 0o755) // some no disk takes
					_ = os.WriteFile(at, []byte(text), 0o644)
				}
			}
			put(t, dir, "site.yaml", string(settings))
			list := diagnose(t, dir)
			if !list.HasErrors() {
				t.Error("nothing is refused")
			}
			for ; list.HasErrors(); list = diagnose(t, dir) {
				refused := map[int]bool{} // lines of site.yaml
				for _, d := range list {
					switch {
					case d.Level != diag.Error:
					case d.File.Name != "site.yaml":
						_ = os.Remove(filepath.Join(dir, filepath.FromSlash(d.File.Name))) // it may be gone by another mistake
					case d.Start == 0:
						t.Fatalf("nobody finds where this was written: %s", d.Message)
					default:
						refused[d.File.Position(d.Start).Line] = true
					}
				}
				var left []string
				for i, line := range strings.SplitAfter(string(settings), "\n") {
					if !refused[i+1] {
						left = append(left, line)
					}
				}
				settings = []byte(strings.Join(left, ""))
				put(t, dir, "site.yaml", string(settings))
			}
			result, err := Build(context.Background(), BuildOptions{Options: Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}}})
			if err != nil || !result.Written {
				t.Errorf("check lets pass what a build can't write: %v, %v", result, err)
			}
		})
	}
}

// TestReservedAddresses: what servers answer by themselves is told, wherever it
// is asked for.
func TestReservedAddresses(t *testing.T) {
	for _, name := range []string{"build.json", ".htaccess", "x/.htaccess", "healthz", "api/search", "api/x", "_ankerplatz/live.js"} {
		for _, alias := range []string{"/" + name, "/" + name + "/"} {
			dir := writeSite(t, &txtar.Archive{})
			put(t, dir, "content/de/tips/x.md", "---\ntitle: X\naliases:\n  - "+alias+"\n---\nx")
			list := diagnose(t, dir)
			if !said(list, diag.DuplicateURL, "content/de/tips/x.md") || list[0].File.Position(list[0].Start).Line != 4 {
				t.Errorf("%s:\n%s", alias, describe(list))
			}
		}
		if dir := writeSite(t, &txtar.Archive{}); !strings.Contains(name, "/.") && name[0] != '.' { // hidden files are no part of the hub
			put(t, dir, "content/"+name, "x")
			if list := diagnose(t, dir); !said(list, diag.DuplicateURL, "content/"+name) && !said(list, diag.UnsafeFile, "content/"+name) {
				t.Errorf("content/%s:\n%s", name, describe(list))
			}
		}
	}
}

// TestNamesThatWindowsRefuses: with one of them in it, nobody on Windows can
// have the hub, whatever address a page has.
func TestNamesThatWindowsRefuses(t *testing.T) {
	for _, name := range []string{
		"Was nun?.pdf", "Teil 1: Start.pdf", "a*b.pdf", "a|b.pdf", "a<b.pdf", "a>b.pdf", `a"b.pdf`, "Teil 2: Weiter.md", "aux.pdf", "com1/x.md", "was?/x.md", "was?/index.md", "x .pdf ",
	} {
		dir := writeSite(t, &txtar.Archive{})
		put(t, dir, "content/de/tips/"+name, page("X", "x"))
		list := diagnose(t, dir)
		if len(list) != 1 || !said(list, diag.BadSlug, "content/de/tips/"+name) {
			t.Errorf("%s:\n%s", name, describe(list))
		}
		if _, err := fs.Stat(os.DirFS(dir), "content/de/tips/"+name); err != nil {
			t.Error(err)
		}
	}
}
