package config

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

func load(text string) (*Site, diag.List) {
	return Load(fstest.MapFS{"site.yaml": {Data: []byte(text)}})
}

// show writes a diagnostic as "line:column text: message / hint [code]".
func show(d diag.Diagnostic) string {
	at := d.File.Position(d.Start)
	return fmt.Sprintf("%d:%d %s: %s / %s [%s]", at.Line, at.Column, d.Text(), d.Message, d.Hint, d.Code)
}

const complete = `
title: {de: Unser Netz, en: Our network}
claim: Colleagues help colleagues
description: x
logo: images/logo.svg
accent: "#0af"
base_url: https://intranet.example/hub
languages: {default: de, list: [de, en, de-AT]}
organisation:
  departments:
    - {id: it, name: IT, users: 12}
    - {id: finance, name: {de: Finanzen, en: Finance}, users: 40, parent: it}
    - {id: 10}
  locations: [{id: aarhus, name: Aarhus}]
  apps: [{id: excel, name: Excel, vendor: Microsoft, icon: images/excel.svg, help: https://help.example/excel}]
roles: {coverage: key-user}
repository: {url: https://git.example/hub, edit: "https://git.example/hub/edit/{branch}/{path}"}
feedback:
  ask: mailto:help@example.org?subject={title}
  improve: https://help.example/new?page={url}&file={path}&to={owner}
review: {every: 12 months, warn: 2 weeks}
privacy: {consent: required, contributors: on}
search: {languages: [de], shard_size: 100, whole_index: on, compounds: false, synonyms: [[laptop, notebook]]}
menu:
  - {page: tips/first}
  - {title: Start, url: /de/}
  - {title: IT, url: https://it.example}
footer: {text: x, links: [{title: Imprint, url: mailto:a@example.org}]}
banner: {text: x, level: warning, until: 2026-12-31}
home: {questions: {de: ["Wie?"]}, start: toolkits/start}
theme: {name: default}
output: {dir: ./build/site, index: build/index, feeds: false}
ignore: ["*.psd", drafts/*]
params: {a: {b: 1}}
checks: {broken-link: warn, review-due: off}
limits: {page_bytes: 1000}
`

// TestLanguagesInShort: people write the languages in the shortest way that says
// them.
func TestLanguagesInShort(t *testing.T) {
	for text, want := range map[string]string{
		"language: de": "de", "language: [da, en]": "da en", "languages: nl": "nl", "languages: [de, nl]": "de nl", "languages: {list: de}": "de",
		"languages:\n  - en\n  - de": "en de", "languages:": "en", "language:": "en", "language: de\nlanguages:": "de",
	} {
		s, list := load("title: Hub\n" + text + "\n")
		if got := strings.Join(s.LangCodes(), " "); got != want || len(list) > 0 || s.DefaultLang() != strings.Fields(want)[0] {
			t.Errorf("%q: %s, default %s: %v", text, got, s.DefaultLang(), list)
		}
	}
}

func TestComplete(t *testing.T) {
	for name, text := range map[string]string{
		"plain": complete, "CRLF": strings.ReplaceAll(complete, "\n", "\r\n"), "byte order mark": "\ufeff" + complete,
	} {
		t.Run(name, func(t *testing.T) {
			s, list := load(text)
			for _, d := range list {
				t.Error(show(d))
			}
			if s.Accent.Value != "#00aaff" || s.BaseURL.Value != "https://intranet.example/hub/" || s.BasePath() != "/hub/" {
				t.Errorf("accent %s, base %s, path %s", s.Accent, s.BaseURL, s.BasePath())
			}
			if diff := cmp.Diff([]string{"de", "en", "de-AT"}, s.LangCodes()); diff != "" || s.DefaultLang() != "de" {
				t.Error(diff, s.DefaultLang())
			}
			d, ok := s.Department("finance")
			if !ok || d.Parent.Value != "it" || *d.Users != 40 || d.Name.In("da", "en") != "Finance" {
				t.Errorf("finance is %+v", d)
			}
			if d, ok := s.Department("10"); !ok || d.Name.In("de", "de") != "10" {
				t.Errorf("10 is %+v", d)
			}
			if l, ok := s.Location("aarhus"); !ok || l.Name.In("de", "de") != "Aarhus" {
				t.Errorf("aarhus is %+v", l)
			}
			if a, ok := s.App("excel"); !ok || a.Vendor != "Microsoft" {
				t.Errorf("excel is %+v", a)
			}
			if _, ok := s.App("word"); ok {
				t.Error("word is there")
			}
			if len(s.Menu) != 3 || s.Output.Dir.Value != "build/site" || *s.Output.Feeds || *s.Search.Compounds {
				t.Errorf("menu %v, output %+v", s.Menu, s.Output)
			}
			if s.Review.Warn != (strictyaml.Duration{Days: 14}) || s.Checks["review-due"] != diag.Off || s.Limits.PageBytes != 1000 {
				t.Errorf("review %v, checks %v, limits %v", s.Review, s.Checks, s.Limits)
			}
		})
	}
}

func TestDefaults(t *testing.T) {
	s, list := load("title: x\n")
	if len(list) != 0 {
		t.Error(show(list[0]))
	}
	en := strictyaml.Text{Value: "en"}
	want := &Site{
		Title:      strictyaml.Localized{"": "x"},
		Accent:     strictyaml.Text{Value: "#1a5fb4"},
		BaseURL:    strictyaml.Text{Value: "http://localhost/"},
		Languages:  Languages{Default: en, List: []strictyaml.Text{en}},
		Repository: Repository{Branch: "main"},
		Review:     Review{Warn: strictyaml.Duration{Days: 30}},
		Privacy:    Privacy{Consent: "off", Contributors: "off", Load: "off"},
		Search:     Search{Languages: []strictyaml.Text{en}, Compounds: new(true), Whole: "auto"},
		Signals:    "off",
		OwnWords:   "accept",
		Offline:    "on",
		Banner:     Banner{Level: "info"},
		Theme:      Theme{Name: "default"},
		Output:     Output{Dir: strictyaml.Text{Value: "public"}, Index: strictyaml.Text{Value: "index.bleve"}, Feeds: new(true)},
		Limits:     Limits{2 << 20, 64 << 10, 256 << 20, 100, 16 << 20},
	}
	if diff := cmp.Diff(want, s, cmpopts.IgnoreFields(Site{}, "File"), cmpopts.IgnoreTypes(diag.Span{})); diff != "" {
		t.Error(diff)
	}
	if s.BasePath() != "/" {
		t.Error(s.BasePath())
	}
}

func TestMistakes(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"departements: x\n", `2:1 departements: there is no key "departements" / write departments: in its place, below "organisation:", indented [unknown-key]`},
		{"apps: []\n", `2:1 apps: there is no key "apps" / it belongs below "organisation:", indented [unknown-key]`},
		{"base_ulr: x\n", `2:1 base_ulr: there is no key "base_ulr" / did you mean "base_url"? [unknown-key]`},
		{"languages: {default: deutsch}\n", `2:22 deutsch: "deutsch" is not the code of a language / write de [unknown-language]`},
		{"languages: de, nl\n", `2:12 de, nl: "languages" must be a list / write "languages: [de, nl]" [wrong-type]`},
		{"language: deutsch\n", `2:11 deutsch: "deutsch" is not the code of a language / write de [unknown-language]`},
		{"language: de\nlanguages: [de, nl]\n", `3:1 languages: the hub's languages are said twice: in language: and in languages: / remove one of them [duplicate-entry]`},
		{"languages: {list: [de, dk]}\n", `2:24 dk: "dk" is not the code of a language / write da [unknown-language]`},
		{"languages: {list: [DE]}\n", `2:20 DE: "DE" is not the code of a language / write de [unknown-language]`},
		{"languages: {list: [de_AT]}\n", `2:20 de_AT: "de_AT" is not the code of a language / write de-AT [unknown-language]`},
		{"languages: {list: [../x]}\n", `2:20 ../x: "../x" is not the code of a language / write its code, as in "de", "nl", "da", "en" or "de-AT" [unknown-language]`},
		{"languages: {list: [de, con]}\n", `2:24 con: no pages can lie below "con": no file can be called "con" on Windows / write the language with a country, as in "de-AT" [bad-value]`},
		{"languages: {list: [api, de]}\n", `2:20 api: no pages can lie below "api": the address /api/ is kept for ankerplatz host / write the language with a country, as in "de-AT" [bad-value]`},
		{"languages: {list: [con-CO, de, de]}\n", `2:32 de: language "de" is in the list twice / remove one of them [duplicate-entry]`},
		{"languages: {default: nl, list: [de, en]}\n", `2:22 nl: language "nl" is not in languages.list / the hub's languages are de, en [unknown-language]`},
		{"languages: {list: [de, en]}\nclaim: {dk: x}\n", `3:9 dk: language "dk" is not in languages.list / the hub's languages are de, en [unknown-language]`},
		{"languages: {list: [de, en]}\nmenu: [{page: x, title: {german: x}}]\n", `3:26 german: language "german" is not in languages.list / did you mean "de"? [unknown-language]`},
		{"search: {languages: [da]}\n", `2:22 da: language "da" is not in languages.list / list the hub's languages, as in "languages: {list: [de, en]}" [unknown-language]`},

		{"organisation:\n  departments: [{name: IT}]\n", `3:17 : this department has no id / add a short name for the pages to use, as in "id: finance" [missing-field]`},
		{"organisation:\n  apps: [{id: ../x}]\n", `3:15 ../x: the id "../x" has characters that an address cannot have / write letters, digits, "-", "_" and "." only; the name can have any characters [bad-value]`},
		{"organisation:\n  apps: [{id: x}, {id: X}]\n", `3:24 X: app "X" is in the list twice / the first is in line 3: give this one another id, or remove it [duplicate-entry]`},
		{"organisation:\n  departments: [{id: hr}, {id: x, parent: hrr}]\n", `3:43 hrr: department "hrr" is not in site.yaml / did you mean "hr"? [unknown-department]`},
		{"organisation:\n  departments: [{id: a, parent: b}, {id: b, parent: a}, {id: c, parent: a}]\n", `3:33 b: department "a" comes to stand below itself / remove this parent, or name another one [bad-value]`},
		{"organisation:\n  departments: [{id: a, parent: a}]\n", `3:33 a: department "a" comes to stand below itself / remove this parent, or name another one [bad-value]`},
		{"organisation:\n  departments: [{id: a, users: -1}]\n", `3:32 -1: a department cannot have fewer than no users / write how many people work there [bad-value]`},
		{"organisation:\n  apps: [{id: a, help: \"javascript:alert(1)\"}]\n", `3:24 "javascript:alert(1)": "javascript:alert(1)" is not an address that a link can lead to / begin it with http://, https:// or mailto: [bad-url]`},

		{"accent: #1a5fb4\n", `2:9 #1a5fb4: without quotes, what begins with # is a comment and no colour / write accent: "#1a5fb4" [bad-colour]`},
		{"accent: 1a5fb4\n", `2:9 1a5fb4: "1a5fb4" is not a colour / write accent: "#1a5fb4" [bad-colour]`},
		{"accent: blue\n", `2:9 blue: "blue" is not a colour / write it as in "#1a5fb4", with the quotes [bad-colour]`},
		{"theme: {name: ../x}\n", `2:15 ../x: theme "../x" is not the name of a folder / write the name of a folder in themes/, without a path [bad-value]`},

		{"base_url: intranet.example/hub\n", `2:11 intranet.example/hub: "intranet.example/hub" is not the whole address of a site / write https://intranet.example/hub [bad-url]`},
		{"base_url: /hub/\n", `2:11 /hub/: "/hub/" is not the whole address of a site / write it as in "https://intranet.example/hub/" [bad-url]`},
		{"base_url: https://x.example/?a\n", `2:11 https://x.example/?a: a site's address has no ?, # or @ / remove that part [bad-url]`},
		{"base_url: https://x.example/a/../b\n", `2:11 https://x.example/a/../b: the path "/a/../b" goes astray / write it without "..", "." and double slashes [bad-url]`},
		{"repository: {url: git.example/x}\n", `2:19 git.example/x: "git.example/x" is not an address that a link can lead to / begin it with http:// or https:// [bad-url]`},
		{"repository: {edit: \"https://git.example/x\"}\n", `2:20 "https://git.example/x": the address for editing does not say which page / put {path} where the file's path belongs [bad-value]`},
		{"feedback: {ask: help@example.org}\n", `2:17 help@example.org: "help@example.org" is not an address that a link can lead to / write mailto:help@example.org [bad-url]`},
		{"feedback:\n  ask: mailto:a@b.example?subject={titel}\n", `3:35 {titel}: there is no placeholder "{titel}" / did you mean "title"? [bad-value]`},
		{"feedback:\n  ask: mailto:a@b.example?subject={foo}\n", `3:35 {foo}: there is no placeholder "{foo}" / what may stand here: {title}, {url}, {path}, {owner}, {app}, {text} [bad-value]`},
		{"feedback:\n  report: https://a.example/?t={texts}\n", `3:32 {texts}: there is no placeholder "{texts}" / did you mean "text"? [bad-value]`},
		{"repository:\n  new: https://a.example/new/{branch}?filename={name}\n", `3:8 https://a.example/new/{branch}?filename={name}: the address for new pages does not say in which folder / put {folder} where the folder's path belongs [bad-value]`},
		{"feedback:\n  report: javascript:{url}\n", `3:11 javascript:{url}: "javascript:{url}" is not an address that a link can lead to / begin it with mailto:, http:// or https:// [bad-url]`},
		{"security: {frame_ancestors: [teams.microsoft.com]}\n", `2:30 teams.microsoft.com: "teams.microsoft.com" is not a site that could show the hub in a frame / write https://teams.microsoft.com [bad-url]`},
		{"security: {frame_ancestors: [HTTP://*.SharePoint.com/sites/hub]}\n", `2:30 HTTP://*.SharePoint.com/sites/hub: "HTTP://*.SharePoint.com/sites/hub" is not a site that could show the hub in a frame / write https://*.sharepoint.com [bad-url]`},
		{"security: {frame_ancestors: [https://*.com]}\n", `2:30 https://*.com: "https://*.com" is not a site that could show the hub in a frame / write it like "https://teams.microsoft.com" or "https://*.sharepoint.com", without a path [bad-url]`},
		{"security: {frame_ancestors: [\"*\"]}\n", `2:30 "*": with * any site in the world could show the hub in a frame, and trick readers into clicks there / name those that you trust, as in "https://teams.microsoft.com" or "https://*.sharepoint.com" [bad-url]`},
		{"offline: of\n", `2:10 of: "offline" cannot be "of" / did you mean "off"? [bad-value]`},
		{"menu: [{title: x}]\n", `2:8 : this entry leads nowhere / add "page: tips/first-steps" or "url: https://…" [missing-field]`},
		{"menu: [{title: x, page: y, url: /z}]\n", `2:33 /z: this entry has both a page and a url / remove one of them [bad-value]`},
		{"menu: [{items: [{page: x}]}]\n", `2:16 [{page: x}]: this entry has no title / add "title: Some words" [missing-field]`},
		{"menu: [{title: a, page: y, items: [{page: x}]}]\n", `2:35 [{page: x}]: this entry leads somewhere, and holds others as well / make what it leads to the first of its items [bad-value]`},
		{"menu: [{title: a, items: [{title: x}]}]\n", `2:27 : this entry leads nowhere / add "page: tips/first-steps" or "url: https://…" [missing-field]`},
		{"menu: [{url: /z}]\n", `2:14 /z: this entry has no title / add "title: Some words" [missing-field]`},
		{"footer: {links: [{title: x, url: \"data:x\"}]}\n", `2:34 "data:x": "data:x" is not an address that a link can lead to / begin it with http://, https:// or mailto: [bad-url]`},

		{"privacy: {consent: on}\n", `2:20 on: "consent" cannot be "on" / write off or required [bad-value]`},
		{"privacy: {consent: requird}\n", `2:20 requird: "consent" cannot be "requird" / did you mean "required"? [bad-value]`},
		{"banner: {level: loud}\n", `2:17 loud: "level" cannot be "loud" / write info or warning [bad-value]`},
		{"review: {every: yearly}\n", `2:17 yearly: "every" must be a time span, not "yearly" / write a number and a unit, as in "90d", "2 weeks", "6 months" or "1y" [bad-duration]`},
		{"search: {synonyms: [[a]]}\n", `2:21 [a]: a word alone has no synonym / write all words of the same meaning in one list, as in "[laptop, notebook]" [bad-value]`},
		{"ignore: [\"[a\"]\n", `2:10 "[a": "[a" is not a pattern for file names / write a name with * and ?, as in "*.psd" or "drafts/*" [bad-value]`},

		{"output: {dir: ../x}\n", `2:15 ../x: "../x" leads out of the site's folder / write a folder's name, as in "dir: public"; the flag --out can name any folder [outside-site]`},
		{"output: {index: /tmp/x}\n", `2:17 /tmp/x: "/tmp/x" leads out of the site's folder / write a folder's name, as in "index: public"; the flag --out can name any folder [outside-site]`},
		{"output: {dir: 'a\\b'}\n", `2:15 'a\b': "a\\b" has a backslash / write / between folders, on every system [bad-value]`},
		{"output: {dir: .}\n", `2:15 .: "." holds what the site is made from and would be overwritten / name a folder that only the build writes to [bad-value]`},
		{"output: {dir: Content/x}\n", `2:15 Content/x: "Content/x" holds what the site is made from and would be overwritten / name a folder that only the build writes to [bad-value]`},
		{"output: {index: public/x}\n", `2:17 public/x: the pages and the index would be written into the same folder / give them folders of their own, side by side [bad-value]`},
		{"output: {dir: index.bleve}\n", `2:15 index.bleve: the pages and the index would be written into the same folder / give them folders of their own, side by side [bad-value]`},

		{"checks: {broken-lnk: warn}\n", `2:10 broken-lnk: there is no check "broken-lnk" / did you mean "broken-link"? [unknown-check]`},
		{"checks: {foo: warn}\n", `2:10 foo: there is no check "foo" / the codes stand in brackets at the end of every message [unknown-check]`},
		{"checks: {unknown-kind: off}\n", `2:24 off: the level of "unknown-kind" cannot be changed / it is always "error", because no page could be shown: remove the line [unknown-check]`},
		{"checks: {broken-link: no}\n", `2:23 no: "broken-link" cannot be "no" / write off, info, warn or error [bad-value]`},
		{"limits: {nesting: 0}\n", `2:19 0: "nesting" must be more than 0 / remove the line for the default [bad-value]`},
		{"search: {shard_size: -5}\n", `2:22 -5: "shard_size" must be more than 0 / remove the line for the default [bad-value]`},
	} {
		s, list := load("title: x\n" + test.text)
		if len(list) != 1 {
			t.Errorf("%q: %d diagnostics", test.text, len(list))
			for _, d := range list {
				t.Error("\t" + show(d))
			}
			continue
		}
		if got := show(list[0]); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
		usable(t, s)
	}
}

// usable checks what the other stages rely on.
func usable(t *testing.T, s *Site) {
	t.Helper()
	if s.File == nil || len(s.Title) == 0 || len(s.LangCodes()) == 0 || s.DefaultLang() == "" || s.Output.Dir.Value == "" || s.Output.Index.Value == "" ||
		s.Theme.Name == "" || s.Limits.PageBytes <= 0 || !strings.HasSuffix(s.BaseURL.Value, "/") || len(s.Accent.Value) != 7 {
		t.Errorf("not usable: %+v", s)
	}
	for _, d := range s.Organisation.Departments {
		at, steps := d, 0
		for at.Parent.Value != "" {
			parent, ok := s.Department(at.Parent.Value)
			if steps++; !ok || steps > len(s.Organisation.Departments) {
				t.Fatalf("department %q has no end upwards", d.ID)
			}
			at = *parent
		}
	}
}

func TestBroken(t *testing.T) {
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, `1:1 : the hub has no title / add "title: Our key users" [missing-field]`},
		{"syntax", []byte("title: a: b\n"), `1:9 :: there is a second colon with a space behind it, in the text of "title" / write title: "a: b" [yaml-syntax]`},
		{"latin1", []byte("title: Stra\xdfe\n"), "1:12 \xdf: this is not valid UTF-8 text / save the file with the encoding UTF-8 [not-utf8]"},
		{"NUL", []byte("title: a\x00\n"), "1:9 \x00: there is a NUL byte here, which no text has / remove it, or write the file anew [nul-byte]"},
		{"large", []byte(strings.Repeat("# x\n", 5<<18)), `1:1 : site.yaml has more than 1048576 bytes / long texts belong into pages below content/ [file-too-large]`},
	} {
		s, list := load(string(test.data))
		if len(list) != 1 || show(list[0]) != test.want {
			t.Errorf("%s: %d diagnostics", test.name, len(list))
			for _, d := range list {
				t.Error("\t" + show(d))
			}
		}
		usable(t, s)
	}
}

func TestMissing(t *testing.T) {
	for _, test := range []struct {
		fsys fs.FS
		code diag.Code
		hint string
	}{
		{fstest.MapFS{}, diag.MissingSite, "--site"},
		{fstest.MapFS{"site.yml": {}}, diag.MissingSite, "rename site.yml"},
		{fstest.MapFS{"site.yaml": {Mode: fs.ModeDir}}, diag.UnreadableFile, ""},
	} {
		s, list := Load(test.fsys)
		if len(list) != 1 || list[0].Code != test.code || !strings.Contains(list[0].Hint.String(), test.hint) {
			t.Errorf("%v", list)
		}
		usable(t, s)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(complete))
	f.Add([]byte("menu: [~, {}, x]\norganisation: {departments: [{id: a, parent: a}, ~, {id: [x]}]}\nfeedback: {ask: '{'}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		s, list := load(string(data))
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("took %v", took)
		}
		for _, d := range list {
			if d.File == nil || d.Start < 0 || d.End < d.Start || d.End > len(data) {
				t.Errorf("%+v", d)
			}
		}
		usable(t, s)
	})
}

func TestLocal(t *testing.T) {
	for address, want := range map[string]bool{
		"http://localhost/": true, "https://LOCALHOST:8080/hub/": true, "http://hub.localhost/": true, "http://127.0.0.1:8080/": true,
		"http://[::1]/": true, "http://0.0.0.0/": true, "https://hub.example.org/": false, "http://10.1.2.3/": false, "https://localhost.example/": false,
	} {
		s := &Site{BaseURL: strictyaml.Text{Value: address}}
		if s.Local() != want {
			t.Errorf("%s is local: %t", address, !want)
		}
	}
}
