package generator

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"ankerplatz/generator/diag"
)

func TestHostileConfig(t *testing.T) {
	var circle strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&circle, "    - {id: d%d, name: D, parent: d%d}\n", i, (i+1)%1000)
	}
	const languages = "languages: {default: de, list: [de]}\n"
	for name, text := range map[string]string{
		"large":     "title: " + strings.Repeat("x", 5<<20) + "\n" + languages,
		"laughs":    languages + "params:\n  " + strings.ReplaceAll(strings.TrimSuffix(billionLaughs, "\n"), "\n", "\n  ") + "\n",
		"empty":     "",
		"list":      "- a\n",
		"latin1":    "title: Gr\xfc\xdfe\n",
		"nul":       "title: a\x00b\n",
		"negative":  languages + "title: T\nlimits: {page_bytes: -1, front_matter_bytes: -1, file_bytes: -1, nesting: -1, output_bytes: -1}\nsearch: {shard_size: -5}\n",
		"huge":      languages + "title: T\nlimits: {page_bytes: 9223372036854775807, front_matter_bytes: 9223372036854775807, file_bytes: 9223372036854775807, nesting: 9223372036854775807, output_bytes: 9223372036854775807}\nsearch: {shard_size: 9223372036854775807}\n",
		"huger":     languages + "title: T\nlimits: {page_bytes: 99999999999999999999}\n",
		"output":    languages + "title: T\noutput: {dir: ../../aussen, index: /tmp/aussen}\n",
		"output2":   languages + "title: T\noutput: {dir: content, index: .}\n",
		"base":      languages + "title: T\nbase_url: 'javascript:alert(1)//'\n",
		"base2":     languages + "title: T\nbase_url: 'https://hub.example/../../x/%2e%2e/\"><script>'\n",
		"accent":    languages + "title: T\naccent: 'red;}</style><script>'\n",
		"ignore":    languages + "title: T\nignore: ['[', '\\', 5, [a]]\n",
		"twice":     "title: T\nlanguages: {default: de, list: [de, de, DE, ../x, '', en/../.., nul, {a: b}]}\n",
		"circle":    languages + "title: T\norganisation:\n  departments:\n" + circle.String(),
		"theme":     languages + "title: T\ntheme: {name: ../../etc}\n",
		"theme2":    languages + "title: T\ntheme: {name: .}\n",
		"theme3":    languages + "title: T\ntheme: {name: ../content}\n",
		"types":     "title: [a]\nclaim: {de: [x]}\nlanguages: x\norganisation: []\nmenu: {}\nlimits: x\nchecks: {broken-link: laut, x: off, unsafe-file: off}\noutput: x\nprivacy: {consent: 7}\n",
		"synonyms":  languages + "title: T\nsearch: {languages: [xx, de], synonyms: [[], [a], [[b]], x]}\n",
		"timeless":  languages + "title: T\nreview: {every: 99999999y, warn: -3d}\nbanner: {text: x, until: 31.12.2026}\n",
		"utf16":     "\xff\xfet\x00i\x00",
		"duplicate": languages + "title: T\ntitle: U\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := newSite(t)
			put(t, dir, "site.yaml", text)
			put(t, dir, "content/de/tief.md", page("Tief", strings.Repeat("> ", 100_000)+"a\n\n"+strings.Repeat("[", 100_000)))
			list, out := attack(t, dir)
			inspect(t, out)
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.File != nil && d.File.Name == "site.yaml" }) {
				t.Errorf("nothing is said of site.yaml:\n%s", describe(list))
			}
			if name != "twice" && name != "types" && name != "large" && name != "empty" && name != "list" && name != "latin1" && name != "nul" && name != "utf16" && name != "laughs" {
				checkOthers(t, list, out)
			}
		})
	}
	for name, make := range map[string]func(t *testing.T, dir string){
		"fifo": func(t *testing.T, dir string) { os.Remove(dir + "/site.yaml"); fifo(t, dir, "site.yaml") },
		"link": func(t *testing.T, dir string) {
			os.Remove(dir + "/site.yaml")
			link(t, dir, "site.yaml", "/etc/passwd")
		},
		"circle":    func(t *testing.T, dir string) { os.Remove(dir + "/site.yaml"); link(t, dir, "site.yaml", "site.yaml") },
		"folder":    func(t *testing.T, dir string) { os.Remove(dir + "/site.yaml"); put(t, dir, "site.yaml/x", "x") },
		"content":   func(t *testing.T, dir string) { os.RemoveAll(dir + "/content"); link(t, dir, "content", "/etc") },
		"content2":  func(t *testing.T, dir string) { os.RemoveAll(dir + "/content"); link(t, dir, "content", ".") },
		"content3":  func(t *testing.T, dir string) { os.RemoveAll(dir + "/content"); link(t, dir, "content", "content") },
		"content4":  func(t *testing.T, dir string) { os.RemoveAll(dir + "/content"); put(t, dir, "content", "x") },
		"content5":  func(t *testing.T, dir string) { os.RemoveAll(dir + "/content"); fifo(t, dir, "content") },
		"language":  func(t *testing.T, dir string) { os.RemoveAll(dir + "/content/de"); link(t, dir, "content/de", "/etc") },
		"themes":    func(t *testing.T, dir string) { link(t, dir, "themes", "/etc") },
		"theme":     func(t *testing.T, dir string) { link(t, dir, "themes/default", "/etc") },
		"themefile": func(t *testing.T, dir string) { link(t, dir, "themes/default/partials/face.html", "/etc/passwd") },
		"themefifo": func(t *testing.T, dir string) { fifo(t, dir, "themes/default/partials/face.html") },
		"themelink": func(t *testing.T, dir string) {
			fifo(t, dir, "rohr")
			link(t, dir, "themes/default/partials/face.html", "../../../rohr")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := newSite(t)
			make(t, dir)
			list, out := attack(t, dir)
			inspect(t, out)
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Level == diag.Error && d.Code != diag.BrokenLink }) {
				t.Errorf("no error is told:\n%s", describe(list))
			}
			if found := occurrences(t, out, "root:x:0:0"); len(found) > 0 {
				t.Errorf("files from outside the site: %v", found)
			}
		})
	}
}

func TestHostileTheme(t *testing.T) {
	main := func(body string) string { return `{{define "main"}}` + body + `{{end}}` }
	for name, test := range map[string]struct {
		file, text string
		code       diag.Code // "": nothing needs to be said
	}{
		"range":      {"layouts/tip.html", main(`{{range 1000000000000}}{{end}}`), diag.TemplateError},
		"ranges":     {"layouts/tip.html", main(`{{range 1000000}}{{range 1000000}}{{$x := 1}}{{end}}{{end}}`), diag.TemplateError},
		"continue":   {"layouts/tip.html", main(`{{range 1000000000000}}{{continue}}{{end}}`), diag.TemplateError},
		"else":       {"layouts/tip.html", main(`{{if true}}{{with 1}}{{range $i := 1000000000000}}{{if false}}x{{end}}{{end}}{{end}}{{end}}`), diag.TemplateError},
		"recursion":  {"layouts/tip.html", main(`{{template "a" .}}`) + `{{define "a"}}{{template "a" .}}{{end}}`, diag.TemplateError},
		"doubling":   {"layouts/tip.html", main(`{{template "a" ""}}`) + `{{define "a"}}{{if lt (len .) 60}}{{template "a" (print . "x")}}{{template "a" (print . "x")}}{{end}}{{end}}`, diag.TemplateError},
		"growing":    {"layouts/tip.html", main(`{{$x := "xxxxxxxx"}}{{range 60}}{{$x = print $x $x}}{{end}}{{len $x}}`), diag.TemplateError},
		"lists":      {"layouts/tip.html", main(`{{$x := list "xxxxxxxx"}}{{range 60}}{{$x = list $x $x}}{{end}}{{print $x}}`), diag.TemplateError},
		"lists2":     {"layouts/tip.html", main(`{{$x := list "xxxxxxxx"}}{{range 60}}{{$x = list $x $x}}{{end}}{{$x}}`), diag.TemplateError},
		"wide":       {"layouts/tip.html", main(`{{range 100000}}{{printf "%1000000d" 1}}{{end}}`), diag.TemplateError},
		"words":      {"i18n/de.yaml", "skip: \"" + strings.Repeat("{0}", 1000) + "\"\nmoved: [1]\nmain: {one: [x]}\n", diag.WrongType},
		"wordsyntax": {"i18n/de.yaml", "a: [\n", diag.YAMLSyntax},
		"wordlist":   {"i18n/de.yaml", "- a\n", ""},
		"lang":       {"i18n/../../x.yaml", "a: b\n", ""},
		"syntax":     {"layouts/tip.html", main(`{{`), diag.TemplateError},
		"deep":       {"layouts/tip.html", main(strings.Repeat("{{if true}}", 6_000) + strings.Repeat("{{end}}", 6_000)), ""},
		"parens":     {"layouts/tip.html", main("{{" + strings.Repeat("(", 104_000) + "1"), diag.TemplateError},
		"large":      {"layouts/tip.html", main(strings.Repeat("x", 17<<20)), ""},
		"nothing":    {"layouts/base.html", "", ""},
		"missing":    {"layouts/tip.html", main(`{{template "nirgends"}}`), diag.TemplateError},
		"fields":     {"layouts/tip.html", main(`{{.Nirgends.Nichts}}`), diag.TemplateError},
		"panic":      {"layouts/tip.html", main(`{{index (list 1) 5}}{{slice "abc" 9}}{{first -5 (list 1)}}{{rest -5 (list 1)}}`), diag.TemplateError},
		"first":      {"layouts/tip.html", main(`{{first -5 (list 1)}}`), ""},
		"rest":       {"layouts/tip.html", main(`{{rest -5 (list 1)}}`), ""},
		"rest2":      {"layouts/tip.html", main(`{{rest 5 (list 1)}}{{first 5 .}}`), diag.TemplateError},
		"nil":        {"layouts/tip.html", main(`{{first 5 .Page.Params.x}}`), ""},
		"template":   {"layouts/tip.html", strings.Repeat("x", 1<<20), diag.FileTooLarge},
		"toolarge":   {"assets/static/x", strings.Repeat("x", 33<<20), diag.FileTooLarge},
		"call":       {"layouts/tip.html", main(`{{.Site.Title | call}}`), diag.TemplateError},
		"css":        {"assets/css/main.css", `@import "/etc/passwd"; @import "http://evil.example/x.css"; @import "../../../../etc/passwd";`, diag.TemplateError},
		"cssurl":     {"assets/css/main.css", `a{background:url(http://evil.example/x.png)} b{background:url(/etc/passwd)}`, diag.TemplateError},
		"js":         {"assets/js/main.js", `import x from "../../../../etc/passwd"; import y from "/etc/passwd"; import z from "https://evil.example/x.js"; console.log(x,y,z)`, diag.TemplateError},
		"jsdata":     {"assets/js/main.js", `import "data:text/javascript,alert(1)"`, diag.TemplateError},
		"jsdeep":     {"assets/js/main.js", strings.Repeat("(", 104_000), diag.TemplateError},
		"jsdeep2":    {"assets/js/main.js", strings.Repeat("!", 104_000) + "1", ""},
		"cssdeep":    {"assets/css/main.css", strings.Repeat("a{", 3_000), ""},
		"cssdeep2":   {"assets/css/main.css", "a{b:" + strings.Repeat("(", 104_000), ""},
		"key":        {"layouts/tip.html", main(`{{key "none"}}`), diag.TemplateError},
		"icon":       {"assets/icons/info.svg", `<svg viewBox="0 0 24 24"><script>alert(1)</script></svg>`, diag.TemplateError},
		"iconbox":    {"assets/icons/info.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="&quot;>&lt;script>"/>`, ""},
		"iconlink":   {"assets/icons/info.svg", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 24 24"><a x:href="javascript:alert(1)"/></svg>`, diag.TemplateError},
		"iconname":   {"assets/icons/a\"b<c>.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>`, ""},
		"iconxml":    {"assets/icons/info.svg", `<svg`, diag.TemplateError},
		"icondeep":   {"assets/icons/info.svg", strings.Repeat("<g>", 35_000), diag.TemplateError},
		"favicon":    {"assets/static/favicon.svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, diag.TemplateError},
		"static2":    {"assets/static/a\nb\\c.txt", "x", diag.BadSlug},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := newSite(t)
			put(t, dir, "site.yaml", siteYAML+"theme: {name: eigen}\n")
			put(t, dir, "themes/eigen/"+test.file, test.text)
			list, out := attack(t, dir)
			if !said(list, diag.BrokenLink, "content/de/tips/bruch.md") {
				t.Errorf("the other page's mistake is not told:\n%s", describe(list))
			}
			file := "themes/eigen/" + test.file
			if test.code != "" && !said(list, test.code, file) {
				t.Errorf("no %s for %s:\n%s", test.code, file, describe(list))
			}
			inspect(t, out)
			if found := occurrences(t, out, "root:x:0:0"); len(found) > 0 {
				t.Errorf("files from outside the site: %v", found)
			}
		})
	}
}
