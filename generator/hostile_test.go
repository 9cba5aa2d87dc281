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

// The tests here feed a build what nobody should write. Whatever it is, the
// build ends soon, says which file is wrong, goes on with the others, and
// makes only pages that nothing can run in.

// newSite is a site with a good page and one with a broken link, which must be
// shown and told whatever else is there.
func newSite(t testing.TB) string {
	t.Helper()
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "content/de/tips/gut.md", page("Gut", "Ein Text."))
	put(t, dir, "content/de/tips/bruch.md", page("Bruch", "[weg](nirgends.md)"))
	return dir
}

func checkOthers(t *testing.T, list diag.List, out string) {
	t.Helper()
	if !said(list, diag.BrokenLink, "content/de/tips/bruch.md") {
		t.Errorf("the other page's mistake is not told:\n%s", describe(list))
	}
	if _, err := os.Stat(filepath.Join(out, "de", "tips", "gut", "index.html")); err != nil {
		t.Errorf("the good page is not made: %v\n%s", err, describe(list))
	}
}

// evil is put wherever a text can stand.
const evil = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)><svg onload=alert(1)>{{printf "TEMPLATE-%s" "RUNS"}}{{template "x"}} ]]> javascript:alert(1)`

func TestHostileFiles(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "geheim.md")
	if err := os.WriteFile(secret, []byte(page("Geheim", "OUTSIDE-SECRET")), 0o644); err != nil {
		t.Fatal(err)
	}
	dir := newSite(t)
	long := strings.Repeat("ü", 125) + ".pdf" // 254 bytes, percent-encoded thrice that
	files := map[string]string{
		"leer.md":                          "",
		"ohne.md":                          "# Ohne Vorspann\n\nText",
		"bom.md":                           "\ufeff---\r\ntitle: Bom\r\n---\r\nText\r\n",
		"crlf.md":                          "---\r\ntitle: Crlf\r\n---\r\nText\r\n",
		"cr.md":                            "---\rtitle: Cr\r---\rText",
		"latin1.md":                        "---\ntitle: Gr\xfc\xdfe\n---\nText",
		"utf16.md":                         "\xff\xfe-\x00-\x00-\x00\n\x00",
		"utf16be.md":                       "\xfe\xff\x00-\x00-\x00-\x00\n",
		"nul.md":                           "---\ntitle: Nul\n---\nA\x00B",
		"nur-kopf.md":                      "---\n",
		"offen.md":                         "---\ntitle: Offen\n",
		"toml.md":                          "+++\ntitle='x'\n+++\nText",
		"json.md":                          "{\n\"title\": \"x\"}\nText",
		"kaputt.md":                        "---\ntitle: [\n---\nText",
		"liste.md":                         "---\n- a\n- b\n---\nText",
		"lachen.md":                        "---\n" + billionLaughs + "---\nText",
		"selbst.md":                        "---\ntitle: &a [*a]\n---\nText",
		"tief.md":                          "---\ntitle: Tief\nparams: " + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "\n---\nText",
		"tief2.md":                         "---\ntitle: Tief\nparams: " + strings.Repeat("{a: ", 9000) + strings.Repeat("}", 9000) + "\n---\nText",
		"grosser-kopf.md":                  "---\ntitle: X\nsummary: " + strings.Repeat("x", 5<<20) + "\n---\nText",
		"voller-kopf.md":                   "---\ntitle: X\nsummary: " + strings.Repeat("x ", 30<<10) + "\n---\nText",
		"grosse-zeile.md":                  page("Zeile", strings.Repeat("x", 5<<20)),
		"klammern.md":                      page("Klammern", strings.Repeat("[", 10000)),
		"klammerlinks.md":                  page("Klammern", strings.Repeat("[", 10000)+"a"+strings.Repeat("](b)", 10000)),
		"zitate.md":                        page("Zitate", strings.Repeat(">", 10000)+"a"),
		"listen.md":                        page("Listen", strings.Repeat("- ", 10000)+"a"),
		"sterne.md":                        page("Sterne", strings.Repeat("*a ", 10000)+strings.Repeat("_a*", 10000)),
		"html.md":                          page("Html", strings.Repeat("<details>", 10000)+"<!--"),
		"tags.md":                          page("Tags", "<script>alert(1)</script><a href='javascript:x' onclick=x style=x>\n\n<style>*{}</style>\n\n<iframe src=//x></iframe>\n\n<base href=//evil><meta http-equiv=refresh content='0;url=javascript:1'>\n\n<b onmouseover=alert(1) style='x'>b</b>"),
		"links.md":                         page("Links", "[a](javascript:1) [b](JaVaScRiPt&#58;1) [c](data:text/html,x) [d](vbscript:x) ![e](javascript:x) ![f](data:image/svg+xml,x) ![g](http://evil.example/x.png) <javascript:x> [h](java\tscript:x) [i](%6aavascript:x) [j]: javascript:x\n\n[j]\n\n[k](//evil.example) ![l](//evil.example/x.png)"),
		"fragen.md":                        page("Fragen", "[a](?x#y) [b](#) [c](..) [d](../../..) [e](../../../../etc/passwd) ![f](../../../../etc/passwd) ![g](/etc/passwd) [h](%00) [i](..%2f..%2f..%2fetc/passwd)"),
		"erwaehnung.md":                    page("Wer", strings.Repeat("@niemand"+evil+" ", 200)),
		"vorlage.md":                       page("'"+strings.ReplaceAll(evil, "'", "''")+"'", "{{printf \"TEMPLATE-%s\" \"RUNS\"}} `{{.}}` {{template \"x\"}}\n\n```{{.}}\n{{.}}\n```\n\n# {{.}} {#a\"onload=x}"),
		"attribute.md":                     page("Attribute", "## Titel {#x onclick=alert(1) style=color:red .a\"b}\n\n![x](y.png){onerror=alert(1)}"),
		"code.md":                          page("Code", "```\"><script>alert(1)</script>\nx\n```\n\n```mermaid\n</pre><script>alert(1)</script>\n```\n\n```html {onload=x}\n<script>\n```"),
		"steuer.md":                        page("Steuer", "a\x01b\x1b[31m\x7f\u202e\u2028 \ufffe"),
		"steuer2.md":                       "---\ntitle: \"a\\x01b\\e[31m\\u2028]]>\"\nsummary: \"\\0\\x08\"\ndate: 2026-01-01\n---\nText",
		"con.md":                           page("Con", "x"),
		"aux/nul.md":                       page("Aux", "x"),
		"punkt./x.md":                      page("Punkt", "x"),
		"punkt2./bild..":                   "x",
		"punkt. /con.txt":                  "x",
		"rueck\\schlag.txt":                "x",
		"zeilen\numbruch.txt":              "x",
		"zeilen\numbruch2.md":              page("Umbruch", "x"),
		"page/2.md":                        page("Seite", "x"),
		"search.md":                        page("Suche", "x"),
		"people.md":                        page("Leute", "x"),
		"tags/x.md":                        page("Tag", "x"),
		"apps/excel.md":                    page("Excel", "x"),
		"departments/_index.md":            page("Abteilungen", "x"),
		"feed.xml":                         "<x/>",
		"404.md":                           page("404", "x"),
		"eins.md":                          page("Eins", "x"),
		"eins/index.md":                    page("Eins 2", "x"),
		"EINS.md":                          page("Eins 3", "x"),
		"Gross.pdf":                        "x",
		"gross.PDF":                        "x",
		"tips/gut":                         "x",
		"a b#c?d%e'f\"g&h.md":              page("Namen", "x"),
		"a b#c?d%e'f\"g&h.txt":             "x",
		"%2e%2e%2fx.txt":                   "x",
		"u\u0308ber.md":                    page("NFD", "x"),
		"\u00fcber.md":                     page("NFC", "x"),
		"u\u0308.png":                      "x",
		"\u00fc.png":                       "x",
		"kein\xffutf8.md":                  page("Name", "x"),
		"kein\xffutf8.pdf":                 "x",
		long:                               "x",
		strings.Repeat("w", 252) + ".md":   page("Lang", "x"),
		strings.Repeat("ä", 120) + "/x.md": page("Langer Ordner", "x"),
		strings.Repeat("o", 250) + "/x.md": page("Langer Ordner", "x"),
		strings.Repeat("d/", 300) + "x.md": page("Tiefer Ordner", "x"),
		"slug1.md":                         "---\ntitle: S\nslug: ../../../x\n---\nx",
		"slug2.md":                         "---\ntitle: S\nslug: \"a/b\"\n---\nx",
		"slug3.md":                         "---\ntitle: S\nslug: \"..\"\n---\nx",
		"slug4.md":                         "---\ntitle: S\nslug: con\n---\nx",
		"alias1.md":                        "---\ntitle: A\naliases: [../../x, //evil.example/x, \"a\\0b\", \"/%2e%2e/%2e%2e/x\", \"%252e%252e%252f%252e%252e%252fx\", 'c:\\x', '/a\\b', \"/\\u202ex\"]\n---\nx",
		"alias2.md":                        "---\ntitle: A\naliases: [/, /de/, /404.html, /assets/x, /index.html, /build.json, /sitemap.xml, /con/, /a./b, /robots.txt/x, /de/tips/gut/index.html, /de/tips/gut]\n---\nx",
		"alias3.md":                        "---\ntitle: A\naliases: [/" + strings.Repeat("x", 400) + "]\n---\nx",
		"alias4.md":                        "---\ntitle: A\naliases: [/" + strings.Repeat("ü/", 200) + "x]\n---\nx",
		"schluessel1.md":                   "---\ntitle: A\ntranslation: \"../../x<script>\"\n---\nx",
		"schluessel2.md":                   "---\ntitle: B\ntranslation: \"../../x<script>\"\n---\nx",
		"stichwort.md":                     "---\ntitle: T\ntags: [../../x, \"" + strings.Repeat("lang ", 500) + "\", '', ' ', '..', 'con', '<script>', \"a\\0b\", 5, {a: b}, [c]]\n---\nx",
		"art.md":                           "---\ntitle: K\nkind: ../../layouts/base\n---\nx",
		"felder.md":                        "---\ntitle: {a: b}\nsummary: [1]\ntags: x\nweight: 99999999999999999999\ndraft: vielleicht\ndate: 99999-99-99\nreview_every: 99999999999999999y\nparams: 3\n---\nx",
		"weite.md":                         "---\ntitle: W\nweight: -9223372036854775808\nreview_every: 9999y\ndate: 9999-12-31\nreviewed: 0001-01-01\nexpires: 9999-12-31\n---\nx",
		"skript.svg":                       `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
		"seite.html":                       "<script>alert(1)</script>",
		"seite.XHTML":                      "x",
		"seite.xml":                        `<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`,
		"seite.svgz":                       "x",
	}
	for name, text := range files {
		put(t, dir, "content/de/"+name, text)
	}
	for name, text := range map[string]string{
		"keine-sprache.md": page("X", "x"), "robots.txt": "x", "build.json": "{}", "index.html": "x", "404.html": "x", "sitemap.xml": "<x/>",
		"search/de/index.json": "{}", "search/de/docs.json/x": "x", "assets/x.css": "x", "_ankerplatz/live.js": "x", "de.txt": "x",
		".ankerplatz": "x", "index.bleve": "x",
	} {
		put(t, dir, "content/"+name, text)
	}
	link(t, dir, "content/de/hinaus.md", secret)
	link(t, dir, "content/de/hinaus.pdf", secret)
	link(t, dir, "content/de/hinauf", "../../..")
	link(t, dir, "content/de/kreis", "../de")
	link(t, dir, "content/de/kreis.md", "kreis.md")
	link(t, dir, "content/de/null.md", "/dev/zero")
	link(t, dir, "content/de/ende.pdf", "/dev/tty")
	fifo(t, dir, "content/de/rohr.md")
	fifo(t, dir, "content/de/rohr.pdf")
	fifo(t, dir, "rohr")
	link(t, dir, "content/de/zum-rohr.md", "../../rohr")
	link(t, dir, "content/de/zum-rohr.png", "../../rohr")

	list, out := attack(t, dir)
	checkOthers(t, list, out)
	inspect(t, out)
	for name, code := range map[string]diag.Code{
		"leer.md": diag.MissingTitle, "latin1.md": diag.NotUTF8, "utf16.md": diag.NotUTF8, "utf16be.md": diag.NotUTF8, "nul.md": diag.NulByte,
		"cr.md": diag.MissingTitle, "nur-kopf.md": diag.UnclosedFrontMatter, "offen.md": diag.UnclosedFrontMatter, "toml.md": diag.FrontMatterFormat,
		"json.md": diag.FrontMatterFormat, "kaputt.md": diag.YAMLSyntax, "lachen.md": diag.YAMLTooComplex, "selbst.md": diag.YAMLTooComplex,
		"tief.md": diag.YAMLTooComplex, "tief2.md": diag.YAMLTooComplex, "grosser-kopf.md": diag.FileTooLarge, "grosse-zeile.md": diag.FileTooLarge,
		"klammern.md": diag.TooComplex, "zitate.md": diag.TooComplex, "listen.md": diag.TooComplex, "html.md": diag.UnsafeHTML,
		"tags.md": diag.UnsafeHTML, "links.md": diag.UnsafeLink, "fragen.md": diag.OutsideSite, "vorlage.md": "", "attribute.md": "", "code.md": "",
		"con.md": diag.BadSlug, "aux/nul.md": diag.BadSlug, "punkt. /con.txt": diag.BadSlug, "rueck\\schlag.txt": diag.BadSlug,
		"zeilen\numbruch.txt": diag.BadSlug, "search.md": diag.DuplicateURL, "apps/excel.md": diag.DuplicateURL, "feed.xml": diag.UnsafeFile,
		"tips/gut": diag.DuplicateURL, "kein\xffutf8.pdf": diag.UnreadableFile,
		"slug1.md": diag.BadSlug, "slug2.md": diag.BadSlug, "slug3.md": diag.BadSlug, "slug4.md": diag.BadSlug,
		"alias1.md": diag.BadAlias, "alias2.md": diag.DuplicateURL, "alias3.md": diag.BadAlias,
		"schluessel2.md": diag.DuplicateTranslation, "stichwort.md": diag.BadValue, "art.md": diag.UnknownKind, "felder.md": diag.WrongType,
		"skript.svg": diag.UnsafeFile, "seite.html": diag.UnsafeFile, "seite.XHTML": diag.UnsafeFile, "seite.xml": diag.UnsafeFile, "seite.svgz": diag.UnsafeFile,
		"hinaus.md": diag.OutsideSite, "hinaus.pdf": diag.OutsideSite, "hinauf": diag.OutsideSite, "kreis": diag.OutsideSite, "kreis.md": diag.OutsideSite,
		"null.md": diag.OutsideSite, "ende.pdf": diag.OutsideSite, "rohr.md": diag.UnreadableFile, "rohr.pdf": diag.UnreadableFile,
		"zum-rohr.md": diag.UnreadableFile, "zum-rohr.png": diag.UnreadableFile,
		"../keine-sprache.md": "", "../robots.txt": diag.DuplicateURL, "../build.json": diag.DuplicateURL, "../search/de/docs.json/x": diag.DuplicateURL,
		strings.Repeat("w", 252) + ".md": diag.BadSlug,
	} {
		file := filepath.ToSlash(filepath.Join("content/de", name))
		if code != "" && !said(list, code, file) {
			var own diag.List
			for _, d := range list {
				if d.File != nil && d.File.Name == file {
					own = append(own, d)
				}
			}
			t.Errorf("%q has no %s; what is said:\n%s", file, code, describe(own))
		}
	}
	for _, name := range []string{"ohne", "bom", "crlf", "sterne", "klammern", "vorlage", "tags", "links", "code", "steuer2"} {
		if _, err := os.Stat(filepath.Join(out, "de", name, "index.html")); err != nil {
			t.Errorf("%s is not shown: %v", name, err)
		}
	}
	if found := occurrences(t, out, "OUTSIDE-SECRET", "root:x:0:0"); len(found) > 0 {
		t.Errorf("files from outside the site: %v", found)
	}
}

var billionLaughs = func() string {
	text := "title: X\na: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		text += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 10), ","))
	}
	return text
}()

// TestHostileFields puts a script into every text of every kind and of
// site.yaml.
func TestHostileFields(t *testing.T) {
	quoted := "'" + strings.ReplaceAll(evil, "'", "''") + "'"
	dir := newSite(t)
	put(t, dir, "site.yaml", strings.ReplaceAll(`title: EVIL
claim: EVIL
description: EVIL
logo: EVIL
accent: EVIL
base_url: https://hub.example/
languages: {default: de, list: [de, en]}
organisation:
  departments: [{id: planung, name: EVIL, users: 3}, {id: finanzen, name: {de: EVIL}, parent: planung}]
  locations: [{id: kiel, name: EVIL}]
  apps:
    - {id: excel, name: EVIL, vendor: EVIL, icon: EVIL, help: "javascript:alert(1)"}
    - {id: sap, name: EVIL, help: EVIL}
repository: {url: "javascript:alert(1)", edit: "javascript:{path}"}
feedback: {ask: "javascript:{title}", improve: "https://x.example/{title}\">{url}", report: "mailto:{owner}?subject={title}"}
menu: [{title: EVIL, url: "javascript:alert(1)"}, {title: EVIL, url: "//evil.example/"}, {title: EVIL, url: "data:text/html,x"}, {title: EVIL, page: EVIL}, {title: EVIL, url: " javascript:alert(1)"}, {title: EVIL, url: "JAVASCRIPT:alert(1)"}, {title: EVIL, url: "\tjavascript:alert(1)"}]
footer: {text: EVIL, links: [{title: EVIL, url: "javascript:alert(1)"}, {title: EVIL, url: "?x"}]}
banner: {text: EVIL, level: warning}
home: {questions: {de: [EVIL]}, start: EVIL}
ignore: ["[", "*.tmp"]
params: {x: EVIL}
`, "EVIL", quoted))
	all := strings.ReplaceAll(`title: EVIL
summary: EVIL
tags: [EVIL]
apps: [excel, EVIL]
departments: [planung, EVIL]
authors: [evil, EVIL]
owner: evil
date: 2026-01-01
aliases: [EVIL]
params: {x: EVIL, EVIL: [EVIL]}
`, "EVIL", quoted)
	kinds := map[string]string{
		"tips/evil":      "level: EVIL\nproblem: EVIL\nkeywords: [EVIL]\nrelated: [EVIL]\n",
		"tips/evil2":     "problem: EVIL\nkeywords: [EVIL]\n",
		"toolkits/evil":  "for: [evil, EVIL]\nitems:\n  - {link: 'javascript:alert(1)', title: EVIL, note: EVIL}\n  - {link: 'https://x.example/\"><script>', title: EVIL}\n  - {page: EVIL, title: EVIL}\n  - {page: tips/evil, note: EVIL}\n  - {file: EVIL, title: EVIL}\n  - {link: 'data:text/html,x'}\ngoals: [EVIL]\nchecklist: [EVIL]\n",
		"roles/evil":     "purposes: [EVIL]\ntasks: [{group: EVIL, items: [EVIL]}]\nqualities: [EVIL]\nreports_to: [EVIL]\nworks_with: [EVIL]\nboundaries: {role: [EVIL], employee: [EVIL], department: [EVIL], it: [EVIL], unsolved: [EVIL]}\nformats: [EVIL]\n",
		"people/evil":    "name: EVIL\npronouns: EVIL\njob: EVIL\nphoto: EVIL\ndepartment: planung\nserves: [EVIL]\nlocation: kiel\nlanguages: [EVIL]\nroles: [evil, EVIL]\ncompetencies: [{topic: EVIL, level: 4, note: EVIL}, {topic: excel, level: 3, note: EVIL}]\ncontact: {email: EVIL, phone: EVIL, mobile: '+49 (0) 1', chat: 'javascript:alert(1)', desk: EVIL, web: 'data:text/html,x'}\navailability: EVIL\n",
		"people/evil2":   "name: EVIL\ndepartment: planung\ndeputy: evil\ncontact: {chat: 'msteams:\"><script>', web: 'https://x.example/\"onload=x'}\navailability: [{days: [mon], from: '9:00', to: EVIL, where: EVIL}]\n",
		"events/evil":    "start: 2026-12-01T10:00\nend: 2026-12-01T11:00\nrepeat: FREQ=WEEKLY\nformat: EVIL\nplace: EVIL\nlink: 'javascript:alert(1)'\nhosts: [evil, EVIL]\nfor: [evil, EVIL]\ncapacity: 1\nsignup: 'mailto:x@example.org?subject=\"><script>'\nmaterials: [{link: 'https://x.example/\"><script>', title: EVIL, note: EVIL}, {page: EVIL, title: EVIL}, {link: 'javascript:alert(1)', title: EVIL}]\nnotes: [{date: 2026-12-01, text: EVIL}]\n",
		"events/evil2":   "start: 2026-12-01T10:00+02:00\ntimezone: EVIL\nrepeat: EVIL\nexcept: [EVIL]\nlink: 'data:text/html,x'\nsignup: 'JAVASCRIPT:alert(1)'\ncapacity: -1\nnotes: EVIL\n",
		"changes/evil":   "app: excel\nwhat: EVIL\nwhen: 2026-12-01\nimpact: large\naction: EVIL\naction_key_users: EVIL\ntrained_by: 2026-11-30\npilot: [evil, EVIL]\nsource: 'javascript:alert(1)'\n",
		"changes/evil2":  "app: EVIL\nwhat: EVIL\nwhen: EVIL\nimpact: EVIL\nsource: 'https://x.example/\"onload=x'\nstate: EVIL\n",
		"issues/evil":    "since: 2026-10-01\nticket: EVIL\nworkaround: EVIL\naffects: EVIL\npriority: high\nstate: workaround\n",
		"issues/evil2":   "ticket: 'javascript:alert(1)'\nworkaround: '[a](javascript:alert(1))'\npriority: EVIL\n",
		"ideas/evil":     "value: 3\neffort: 1\nasked_by: [evil, EVIL]\nvote: 'javascript:alert(1)'\nrelease: EVIL\n",
		"ideas/evil2":    "value: -9\neffort: EVIL\nvote: 'https://x.example/\"><script>'\nstate: EVIL\n",
		"questions/evil": "asked: EVIL\nanswered_by: [evil, EVIL]\ntimes: 5\nstate: open\n",
		"news/evil":      "until: 2027-01-01\npin: true\nfor: [evil, EVIL]\n",
		"tasks/evil":     "for: [evil, EVIL]\nhours: EVIL\ndue: 2026-12-01\ntaken_by: [evil, EVIL]\nstate: taken\n",
		"paths/evil":     "for: [evil, EVIL]\nsteps: [{page: paths/evil, note: EVIL}, {page: tips/evil, title: EVIL}, {link: 'javascript:alert(1)', title: EVIL}, {link: 'https://x.example/\"><script>', title: EVIL}, {page: EVIL}]\nchecks: [EVIL]\n",
		"story/evil":     "when: 2026-12-01\nwas: EVIL\nstate: moved\n",
		"story/evil2":    "when: 2027-Q1\nwas: 2026-Q4\nstate: moved\n",
		"seite":          "",
	}
	for name, fields := range kinds {
		head := all
		if strings.HasPrefix(name, "people/") {
			head = strings.Replace(all, "title:", "extra:", 1)
		}
		text := "---\n" + head + strings.ReplaceAll(fields, "EVIL", quoted) + "---\n" + evil + "\n\n## " + evil + "\n\n@evil [[evil|" + evil + "]]\n"
		put(t, dir, "content/de/"+name+".md", text)
		put(t, dir, "content/en/"+name+".md", text)
	}
	list, out := attack(t, dir)
	checkOthers(t, list, out)
	inspect(t, out)
	for name := range kinds {
		if _, err := os.Stat(filepath.Join(out, "de", name, "index.html")); err != nil {
			t.Errorf("%s is not shown: %v\n%s", name, err, describe(list))
		}
	}
	if !said(list, diag.BadURL, "site.yaml") {
		t.Errorf("nothing is said of the addresses in site.yaml:\n%s", describe(list))
	}
}

// TestLongFacts writes much where a few words belong: lists stay short.
func TestLongFacts(t *testing.T) {
	dir := newSite(t)
	long := strings.Repeat("wort ", 10_000)
	for name, field := range map[string]string{"events/a": "start: 2099-01-01T10:00\nplace: ", "issues/b": "affects: ", "ideas/c": "release: "} {
		put(t, dir, "content/de/"+name+".md", "---\ntitle: X\n"+field+long+"\n---\n")
	}
	_, out := attack(t, dir)
	for _, list := range []string{"events", "issues", "ideas", "."} {
		if info, err := os.Stat(filepath.Join(out, "de", list, "index.html")); err != nil || info.Size() > 40_000 {
			t.Errorf("the list %s: %v, %v", list, info, err)
		}
	}
}

// TestHostileSVG holds pictures that can act back, and lets others pass.
func TestHostileSVG(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="4" height="4">`
	bad := map[string]string{
		"script":       head + `<script>alert(1)</script></svg>`,
		"html-script":  head + `<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></svg>`,
		"html-img":     head + `<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="https://evil.example/x.png"/></svg>`,
		"html-meta":    head + `<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://evil.example"/></svg>`,
		"onload":       `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>`,
		"ONLOAD":       `<svg xmlns="http://www.w3.org/2000/svg"><g ONCLICK="alert(1)"/></svg>`,
		"foreign":      head + `<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>`,
		"xlink":        head + `<a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
		"link":         head + `<a href="https://evil.example/"><text>x</text></a></svg>`,
		"use":          head + `<use href="https://evil.example/x.svg#a"/></svg>`,
		"use-data":     head + `<use href="data:image/svg+xml;base64,AAAA#a"/></svg>`,
		"base":         head + `<use xml:base="https://evil.example/" href="#a"/></svg>`,
		"image-svg":    head + `<image href="data:image/svg+xml,x"/></svg>`,
		"set":          head + `<a id="a"><set attributeName="href" to="javascript:alert(1)"/></a></svg>`,
		"animate":      head + `<a><animate attributeName="xlink:href" values="javascript:alert(1)"/></a></svg>`,
		"style-url":    head + `<style>*{fill:url(https://evil.example/x)}</style></svg>`,
		"style-import": head + `<style>@import "https://evil.example/x.css";</style></svg>`,
		"style-escape": head + `<style>@\69mport "https://evil.example/x.css";</style></svg>`,
		"style-split":  head + `<style>@im<!-- -->port "https://evil.example/x.css";</style></svg>`,
		"style-cdata":  head + `<style>@im<![CDATA[port "https://evil.example/x.css";]]></style></svg>`,
		"style-set":    head + `<style>*{background:image-set("https://evil.example/x.png" 1x)}</style></svg>`,
		"attr-url":     head + `<rect fill="url(https://evil.example/x)"/></svg>`,
		"attr-escape":  head + `<rect style="fill:u\72l(https://evil.example/x)"/></svg>`,
		"attr-set":     head + `<rect style="background:-webkit-image-set('https://evil.example/x.png' 1x)"/></svg>`,
		"entity":       `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + head + `&x;</svg>`,
		"attlist":      `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>` + head + `</svg>`,
		"stylesheet":   `<?xml-stylesheet href="https://evil.example/x.css"?>` + head + `</svg>`,
		"deep":         head + strings.Repeat("<g>", 100000) + strings.Repeat("</g>", 100000) + `</svg>`,
		"no-svg":       `<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`,
		"other-root":   `<svg xmlns="http://www.w3.org/1999/xhtml"/>`,
		"cut":          head + `<g>`,
		"utf16":        "\xff\xfe<\x00s\x00v\x00g\x00>\x00",
		"handler":      head + `<handler type="application/ecmascript">alert(1)</handler></svg>`,
		"twice":        head + `</svg><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>`,
	}
	good := map[string]string{
		"plain":    head + `<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke:url('#a')"/><use xlink:href="#a"/></svg>`,
		"doctype":  `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + head + `<style><![CDATA[.a{fill:red}]]></style></svg>`,
		"inkscape": `<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><sodipodi:namedview pagecolor="#fff"/><metadata><rdf:RDF/></metadata></svg>`,
		"bitmap":   head + `<image href="data:image/png;base64,AAAA"/></svg>`,
	}
	dir := newSite(t)
	for name, text := range bad {
		put(t, dir, "content/de/schlecht/"+name+".svg", text)
	}
	for name, text := range good {
		put(t, dir, "content/de/gut/"+name+".SVG", text)
	}
	list, out := attack(t, dir)
	checkOthers(t, list, out)
	inspect(t, out)
	for name := range bad {
		if !said(list, diag.UnsafeFile, "content/de/schlecht/"+name+".svg") {
			t.Errorf("%s passes", name)
		}
	}
	for name := range good {
		if _, err := os.Stat(filepath.Join(out, "de", "gut", name+".SVG")); err != nil {
			t.Errorf("%s does not pass: %v", name, err)
		}
	}
}

// TestManyMistakes: what is said of a page must not take longer than the page.
func TestManyMistakes(t *testing.T) {
	dir := newSite(t)
	for i := range 500 {
		put(t, dir, fmt.Sprintf("content/de/people/person-%d.md", i), fmt.Sprintf("---\nname: Person %d\ndepartment: planung\n---\nx", i))
	}
	var links, mentions, tags strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&links, "[a](nirgends-%d.md) ", i)
		fmt.Fprintf(&mentions, "@persom-%d ", i)
	}
	for i := range 2500 {
		fmt.Fprintf(&tags, "app-%d, ", i)
	}
	put(t, dir, "content/de/links.md", page("Links", links.String()))
	put(t, dir, "content/de/namen.md", page("Namen", mentions.String()))
	put(t, dir, "content/de/anker.md", page("Anker", strings.Repeat("## a\n\n[a](#a-9) [b](#b)\n\n", 30_000)))
	put(t, dir, "content/de/apps.md", "---\ntitle: Apps\napps: ["+tags.String()+"]\nauthors: ["+tags.String()+"]\n---\nx")
	list, out := attack(t, dir)
	checkOthers(t, list, out)
	for file, code := range map[string]diag.Code{"links": diag.BrokenLink, "namen": diag.UnknownMention, "apps": diag.UnknownApp, "anker": diag.BrokenAnchor} {
		if !said(list, code, "content/de/"+file+".md") {
			t.Errorf("%s: nothing is said with %s", file, code)
		}
	}
}
