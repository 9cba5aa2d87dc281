package source

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// readText reads a page whose file has the text.
func readText(t *testing.T, name, text string) (*Page, diag.List) {
	t.Helper()
	opt := Options{Languages: []string{"en"}, PageBytes: 1 << 20, FileBytes: 1 << 20}
	site := fstest.MapFS{"content/" + name: {Data: []byte(text)}}
	return Read(site, Entry{Path: name, Size: int64(len(text))}, opt)
}

// TestWithheld: what anybody would read as "do not publish" makes a draft, and
// "do not find" an unsearched page, and both are told.
func TestWithheld(t *testing.T) {
	const (
		draft   = "draft"
		unfound = "unfound"
		both    = "draft, unfound"
		nothing = ""
	)
	for _, test := range []struct{ field, want string }{
		// Other generators.
		{"published: false", draft},
		{"published: no", draft},
		{`published: "false"`, draft},
		{"published: 0", draft},
		{"published: maybe", draft},
		{"published: [a, b]", draft},
		{"publish: false", draft},
		{"publish: nein", draft},
		{"publish: maybe", draft},
		{"publish: 32.13.2026", draft},
		{"expires: sometime", draft},
		{"unlisted: true", draft},
		{"headless: true", draft},
		{"build: {render: never}", draft},
		{"build: {list: never}", draft},
		{"build: {list: local}", draft},
		{"_build:\n  render: false", draft},
		{"dg-publish: false", draft},
		{"eleventyExcludeFromCollections: true", draft},
		{"permalink: false", draft},
		{"routable: false", draft},
		{"_hidden: yes", draft},
		{"_discoverable: no", draft},
		{"bookHidden: true", draft},
		{"access: {site.login: true}", draft},
		{"extra: {hidden: true}", draft},
		// Words.
		{"draft: yes", draft},
		{"draft: ja", draft},
		{`draft: "true"`, draft},
		{"draft: 1", draft},
		{"draft: maybe", draft},
		{"Draft: true", draft},
		{"DRAFT: 'TRUE'", draft},
		{"hidden: true", draft},
		{"isPrivate: true", draft},
		{"private: x", draft},
		{"public: false", draft},
		{"visible: off", draft},
		{"visibility: private", draft},
		{"visibility: hidden", draft},
		{"visibility: team", draft},
		{"access: members", draft},
		{"password: harbour", draft},
		{"protected: true", draft},
		{"visible_to: [hr]", draft},
		{"hide: true", draft},
		{"status: draft", draft},
		{"status: Draft (second)", draft},
		{"status: work in progress", draft},
		{"status: [wip]", draft},
		{"post_status: auto-draft", draft},
		{"state: archived", draft},
		{"classification: confidential", draft},
		{"entwurf: ja", draft},
		{"veröffentlicht: nein", draft},
		{"Verborgen: wahr", draft},
		{"status: In Bearbeitung", draft},
		{"concept: ja", draft},
		{"gepubliceerd: nee", draft},
		{"status: privé", draft},
		{"kladde: ja", draft},
		{"skjult: sand", draft},
		{"offentliggjort: nej", draft},
		{"status: ikke offentliggjort", draft},
		{"utkast: ja", draft},
		{"dold: sant", draft},
		{"publicerad: nej", draft},
		{"status: under arbete", draft},
		{"synlighet: alla\nstatus: granskad", nothing},
		{"brouillon: oui", draft},
		{"Masqué: vrai", draft},
		{"publié: non", draft},
		{"statut: en cours de rédaction", draft},
		{"confidentialité: strictement confidentiel", draft},
		{"publié: oui\nstatut: relu", nothing},
		// Not to be found.
		{"search: {exclude: true}", unfound},
		{"search: nein", unfound},
		{"search: hardly", unfound},
		{"noindex: true", unfound},
		{"robots: noindex, nofollow", unfound},
		{"robots: [noarchive, noindex]", unfound},
		{"head: [{tag: meta, attrs: {name: robots, content: noindex}}]", unfound},
		{"sitemap: false", unfound},
		{"sitemap: {disable: true}", unfound},
		{"excludeSearch: true", unfound},
		{"search_exclude: true", unfound},
		{"searchable: false", unfound},
		{"in_search_index: false", unfound},
		{"pagefind: false", unfound},
		{"nosearch: true\nhidden: yes", both},
		// To be published.
		{"published: true", nothing},
		{"publish: yes", nothing},
		{"published:", nothing},
		{"published: 2020-01-01", nothing},
		{"hidden: false", nothing},
		{`private: "no"`, nothing},
		{"draft: false", nothing},
		{"draft: nein", nothing},
		{"status: final", nothing},
		{"status: reviewed by the draft team", nothing},
		{"visibility: public", nothing},
		{"visibility: alle", nothing},
		{"hide: [navigation, toc]", nothing},
		{"restrictions: []", nothing},
		{"published: everyone", nothing},
		{"permalink: /old/", nothing},
		{"build: {render: always, list: always}", nothing},
		{"sitemap: {priority: 0.5}", nothing},
		{"robots: index, follow", nothing},
		{"search: {boost: 2}", nothing},
		{"search: {exclude: false}", nothing},
		{"expires: never", nothing},
		{"layout: {title: {visible: false}}", nothing},
		{"params: {hidden: true}", nothing},
		{"tags: [draft, private]", nothing},
	} {
		page, list := readText(t, "tips/x.md", "---\ntitle: X\n"+test.field+"\n---\nText.\n")
		if page == nil {
			t.Errorf("%s: the page is not read: %v", test.field, list)
			continue
		}
		var got []string
		if page.Meta.Draft {
			got = append(got, draft)
		}
		if page.Meta.Search != nil && !*page.Meta.Search {
			got = append(got, unfound)
		}
		if got := strings.Join(got, ", "); got != test.want {
			t.Errorf("%s: is %q, want %q", test.field, got, test.want)
		}
		told := slices.ContainsFunc(list, func(d diag.Diagnostic) bool {
			return d.Code == diag.Withheld || (d.Code == diag.OwnWord || d.Code == diag.BadDate) && test.want != nothing
		})
		proper := slices.Contains([]string{`draft: "true"`, "draft: yes", "Draft: true", "DRAFT: 'TRUE'", "searchable: false"}, test.field) // as we write it, or in own words
		if told != (test.want != nothing) && !proper {
			t.Errorf("%s: told %t: %v", test.field, told, list)
		}
		for _, d := range list {
			if strings.Contains(d.Hint.String(), "did you mean") {
				t.Errorf("%s: %s", test.field, d.Hint)
			}
		}
	}
}

// TestWithheldDates: dates under the names that other tools have for them.
func TestWithheldDates(t *testing.T) {
	for _, test := range []struct{ fields, publish, expires string }{
		{"publishDate: 2027-03-01", "2027-03-01", ""},
		{"published: 2027-03-01", "2027-03-01", ""},
		{"publish: 2027-05-01\npubdate: 2027-03-01", "2027-05-01", ""},
		{"publish: 2027-01-01\npubdate: 2027-03-01", "2027-03-01", ""},
		{"gueltig_ab: 2027-03-01\nGültig bis: 2027-04-01", "2027-03-01", "2027-04-01"},
		{"expiryDate: 2020-01-01", "", "2020-01-01"},
		{"expires: 2019-01-01\nunpublish_date: 2020-01-01", "", "2019-01-01"},
	} {
		page, list := readText(t, "tips/x.md", "---\ntitle: X\n"+test.fields+"\n---\nText.\n")
		day := func(d strictyaml.Date) string {
			if d.IsZero() {
				return ""
			}
			return d.Format("2006-01-02")
		}
		if got := day(page.Meta.Publish); got != test.publish || page.Meta.Draft {
			t.Errorf("%s: published from %q, want %q", test.fields, got, test.publish)
		}
		if got := day(page.Meta.Expires); got != test.expires {
			t.Errorf("%s: published until %q, want %q", test.fields, got, test.expires)
		}
		if own := strings.HasPrefix(test.fields, "publishDate:") || strings.HasPrefix(test.fields, "expiryDate:"); len(list) == 0 && !own {
			t.Errorf("%s: nothing is told", test.fields)
		}
	}
}

// TestWithheldProfile: a person's status is ours, and drafts are drafts.
func TestWithheldProfile(t *testing.T) {
	for field, want := range map[string]struct{ draft, left bool }{
		"status: away": {false, false}, "status: left": {false, true}, "status: Draft": {true, false},
		"status: gone": {false, true}, "status: lost": {false, true}, "Status: left": {false, true}, "Status: active": {false, false}, "hidden: yes": {true, false},
	} {
		page, list := readText(t, "people/x.md", "---\nname: X\ndepartment: a\n"+field+"\n---\nText.\n")
		if page.Meta.Draft != want.draft || page.Fields.(*Profile).Left() != want.left {
			t.Errorf("%s: draft %t, left %t: %v", field, page.Meta.Draft, page.Fields.(*Profile).Left(), list)
		}
	}
}

// TestWithheldWithoutFrontMatter: lines that another tool reads as fields, or
// whose hyphens are missing.
func TestWithheldWithoutFrontMatter(t *testing.T) {
	for text, want := range map[string]bool{
		"Title: X\nStatus: draft\n\n# X\n":                             true,
		"# X\n\nStatus: Draft\nOwner: Ann\n\nText.\n":                  true,
		"# X\n\n**Published:** no\n\nText.\n":                          true,
		"publish:: false\n\n# X\n":                                     true,
		"title = \"X\"\ndraft = true\n+++\n# X\n":                      true,
		"<!--\n.. title: X\n.. status: private\n-->\n\n# X\n":          true,
		"<!-- status: draft -->\n# X\n":                                true,
		"\ufeff\ufeffdraft: true\n\n# X\n":                             true,
		"# X\n\nPassword: harbour\n\nText.\n":                          false,
		"# X\n\nHidden: the button lies below the menu.\n\nText.\n":    false,
		"# X\n\nThe status: draft or not, is told.\nMore.\n":           false,
		"# X\n\nText.\n\nStatus: draft\n":                              false,
		"# X\n\nStatus: pending jobs stand in the queue.\n":            true,
		"# X\n\nWhat it says.\n\nStatus: pending jobs stand in it.\n":  false, // the way out
		"# X\n\nStatus: draft, do not publish yet please\n":            true,
		"# X\n\nVisibility: private means that only members see it.\n": false,
		"# X\n\nExpires: 2020-01-01 was the old one.\n":                false,
	} {
		page, list := readText(t, "tips/x.md", text)
		if page == nil {
			t.Errorf("%q is not read: %v", text, list)
			continue
		}
		told := slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == diag.Withheld })
		if page.Meta.Draft != want || told != want {
			t.Errorf("%q: draft %t, told %t, want %t", text, page.Meta.Draft, told, want)
		}
	}
	// What is front matter all the same is read as such.
	for _, text := range []string{
		"\ufeff---\ndraft: true\n---\n# X\n", "\ufeff\ufeff---\ndraft: true\n---\n# X\n", "\n \n---\ndraft: true\n---\n# X\n",
		"title: X\ndraft: true\n---\n\n# X\n\nText.\n", "----\ntitle: X\ntags:\n  - a\ndraft: true\n----\n# X\n",
		"<!-- by Ann -->\n---\ndraft: true\n---\n# X\n",
	} {
		page, list := readText(t, "tips/x.md", text)
		if page == nil || !page.Meta.Draft || page.Head.Start == page.Head.End {
			t.Errorf("%q is not read as front matter: %v", text, list)
		}
	}
	// And what is in another language makes no page.
	for _, text := range []string{"{\"draft\": true}\n# X\n", "{\n  \"draft\": true\n}\n# X\n", "+++\ndraft = true\n+++\n# X\n", "--- json\n{}\n---\n# X\n"} {
		if page, list := readText(t, "tips/x.md", text); page != nil || !list.HasErrors() {
			t.Errorf("%q makes a page: %v", text, list)
		}
	}
	for _, text := range []string{"<!-- a -->\n---\n\nText\n\n---\n", "<!-- a -->\n---\nNote: this\n"} {
		if page, list := readText(t, "tips/x.md", text); page == nil || page.Meta.Draft || len(list) > 0 {
			t.Errorf("%q is a rule and a text: %v", text, list)
		}
	}
}

// TestWithheldPlaces: where some tools keep what they don't publish.
func TestWithheldPlaces(t *testing.T) {
	for name, want := range map[string]bool{
		"_drafts/x.md": true, "notes/_part.md": true, "_drafts/index.md": true, "notes/_private/a/index.md": true,
		"_posts/2020-01-01-x.md": false, "notes/_data/a/b.md": true, "notes/_index.md": false, "_index.md": false, "notes/a_b.md": false,
	} {
		page, list := readText(t, name, "---\ntitle: X\n---\nText.\n")
		if page.Meta.Draft != want || (len(list) > 0) != want {
			t.Errorf("%s: draft %t, want %t: %v", name, page.Meta.Draft, want, list)
		}
	}
	for name, want := range map[string]string{"_posts/2027-01-02-x.md": "2027-01-02", "_posts/x.md": "0001-01-01", "notes/2027-01-02-x.md": "0001-01-01"} {
		if page, _ := readText(t, name, "# X\n\nText.\n"); page.Meta.Date.Format("2006-01-02") != want {
			t.Errorf("%s: dated %s, want %s", name, page.Meta.Date, want)
		}
	}
	site := fstest.MapFS{
		"content/a.mdx":  {Data: []byte("---\ntitle: A\ntags:\n  - x\ndraft: true\n---\n")},
		"content/b.mdx":  {Data: []byte("---\ntitle: B\n---\n")},
		"content/c.org":  {Data: []byte("#+TITLE: C\n#+DRAFT: t\n\n* C\n")},
		"content/d.rst":  {Data: []byte(":title: D\n:status: private\n\nD\n=\n")},
		"content/e.adoc": {Data: []byte("= E\n:published: false\n\nText.\n")},
	}
	for name, want := range map[string]bool{"a.mdx": false, "b.mdx": true, "c.org": false, "d.rst": false, "e.adoc": false} {
		asset, list := Inspect(site, Entry{Path: name, Size: 10}, Options{FileBytes: 1 << 20})
		if (asset != nil) != want || (len(list) == 0) != want {
			t.Errorf("%s: published %t: %v", name, asset != nil, list)
		}
	}
}

// TestGuardsAreNobodysFields: the table must not take a field of this hub for
// that of another tool.
func TestGuardsAreNobodysFields(t *testing.T) {
	shared := []string{"draft", "publish", "expires", "search", "status"}
	for _, fields := range []any{Meta{}, Tip{}, Toolkit{}, Role{}, Profile{}} {
		for f := range reflect.TypeOf(fields).Fields() {
			name := f.Tag.Get("yaml")
			if _, ok := guardOf[slug.Bare(name)]; ok && !slices.Contains(shared, name) {
				t.Errorf("%s is a field of this hub", name)
			}
			if slices.Contains(containers, name) {
				t.Errorf("%s is no container", name)
			}
		}
	}
	seen := map[string]bool{}
	for _, g := range guards {
		for field := range strings.FieldsSeq(g.fields) {
			if seen[field] {
				t.Errorf("%s is there twice", field)
			}
			seen[field] = true
			above, _, _ := strings.Cut(field, ".")
			if name := strings.ReplaceAll(field, ".", ""); slug.Bare(name) != name {
				t.Errorf("%s can't be found: it is %s (%s)", field, slug.Bare(name), above)
			}
		}
	}
	for _, word := range slices.Concat(yesWords, noWords, openWords, closedWords) {
		if slug.Bare(word) != word {
			t.Errorf("%s can't be found: it is %s", word, slug.Bare(word))
		}
	}
}
