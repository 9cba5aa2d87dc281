package generator

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
)

// TestOlder changes pages and their translations in Git, day by day, and looks
// which translations are told to be behind, in what, and what their readers
// see.
func TestOlder(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "site.yaml", strings.Replace(siteYAML, "list: [de]", "list: [de, en, nl]", 1))
	put(t, dir, "content/en/_index.md", "---\ntitle: Start\n---\n")
	put(t, dir, "content/nl/_index.md", "---\ntitle: Start\n---\n")
	const text = "---\ntitle: Sperre\nproblem: Was tun?\n---\nAnfang.\n\n## Erstens\n\nDas eine.\n\n## Zweitens\n\nDas andere.\n\n## Drittens\n\nDas letzte.\n"
	write := func(lang, name, text string) { put(t, dir, "content/"+lang+"/tips/"+name+".md", text) }
	for _, lang := range []string{"de", "en", "nl"} {
		for _, name := range []string{"abschnitte", "felder", "kleines", "zugleich", "gesehen", "von-en", "ohne kopf", "original"} {
			write(lang, name, text)
		}
		write(lang, "ohne kopf", "# Ohne\n\nText.\n")
		write(lang, "original", strings.Replace(text, "---\n", "---\ntranslation_of: nl\n", 1))
		put(t, dir, "content/"+lang+"/people/ada.md", "---\nname: Ada\ndepartment: planung\n---\nText.\n")
	}
	write("nl", "von-en", strings.Replace(text, "---\n", "---\ntranslation_of: en\n", 1))
	first := commit(t, dir, "2026-03-01")
	write("de", "abschnitte", strings.NewReplacer("Das andere", "Etwas anderes", "## Drittens\n\nDas letzte.\n", "## Neu\n\nNeues.\n").Replace(text))
	write("de", "felder", strings.Replace(text, "Was tun?", "Was ist zu tun?", 1))
	write("de", "kleines", strings.NewReplacer("Das eine.", "Das  *eine*!", "title: Sperre", "title: Sperre\ntags: [neu]").Replace(text))
	for _, lang := range []string{"de", "en", "nl"} {
		write(lang, "zugleich", text+"\nMehr.\n")
	}
	write("de", "gesehen", text+"\nMehr.\n")
	write("en", "von-en", text+"\nMehr.\n")
	write("de", "ohne kopf", "# Ohne\n\nMehr Text.\n")
	write("nl", "original", text+"\nMeer.\n")
	put(t, dir, "content/de/people/ada.md", "---\nname: Ada\ndepartment: planung\n---\nMehr.\n")
	commit(t, dir, "2026-03-03")
	write("de", "abschnitte", strings.NewReplacer("Das andere", "Etwas ganz anderes", "## Drittens\n\nDas letzte.\n", "## Neu\n\nNeues.\n").Replace(text))
	write("en", "gesehen", strings.Replace(text, "---\n", "---\nreviewed: 2026-03-04\n", 1))
	commit(t, dir, "2026-03-05")

	var got []string
	for _, d := range diagnose(t, dir) {
		if d.Code == diag.TranslationStale {
			got = append(got, strings.TrimPrefix(d.File.Name, "content/")+": "+d.Message.String()+" > "+d.Hint.String())
		}
		if d.Level == diag.Error {
			t.Errorf("%s: %s", d.File.Name, d.Message)
		}
	}
	now := func(name string) string {
		return "translate what is new (git diff " + first + ".. -- content/" + name + "); if it says all of that, write reviewed: with today's date"
	}
	abschnitte := ": content/de/tips/abschnitte.md, which it is translated from, was changed on 2026-03-05, the last of 2 times: \"Zweitens\", \"Neu\", \"Drittens\" (taken away) > " + now("de/tips/abschnitte.md")
	felder := ": content/de/tips/felder.md, which it is translated from, was changed on 2026-03-03: problem: > " + now("de/tips/felder.md")
	kopf := ": content/de/tips/ohne kopf.md, which it is translated from, was changed on 2026-03-03: its beginning > " + strings.Replace(now("de/tips/ohne kopf.md"), "content/de/tips/ohne kopf.md", "'content/de/tips/ohne kopf.md'", 1)
	original := ": content/nl/tips/original.md, which it is translated from, was changed on 2026-03-03: \"Drittens\" > " + now("nl/tips/original.md")
	want := []string{
		"de/tips/original.md" + original,
		"en/tips/abschnitte.md" + abschnitte, "en/tips/felder.md" + felder, "en/tips/ohne kopf.md" + kopf, "en/tips/original.md" + original,
		"nl/tips/abschnitte.md" + abschnitte, "nl/tips/felder.md" + felder,
		"nl/tips/gesehen.md: content/de/tips/gesehen.md, which it is translated from, was changed on 2026-03-03: \"Drittens\" > " + now("de/tips/gesehen.md"),
		"nl/tips/ohne kopf.md" + kopf,
		"nl/tips/von-en.md: content/en/tips/von-en.md, which it is translated from, was changed on 2026-03-03: \"Drittens\" > " + now("en/tips/von-en.md"),
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	files, _ := buildAll(t, dir)
	notice := regexp.MustCompile(`(?s)<aside class="notice".*?</aside>`)
	seen := notice.FindString(files["en/tips/abschnitte/index.html"])
	for _, part := range []string{
		"The original (Deutsch) was changed on 5 March 2026", `<a href="/de/tips/abschnitte/" hreflang="de">`,
		`<a href="/de/tips/abschnitte/#zweitens" lang="de" hreflang="de">Zweitens</a>`, `#neu"`,
	} {
		if !strings.Contains(seen, part) {
			t.Errorf("%q is not in %s", part, seen)
		}
	}
	for _, name := range []string{"de/tips/abschnitte", "en/tips/kleines", "en/tips/zugleich", "en/people/ada"} {
		if said := notice.FindString(files[name+"/index.html"]); said != "" || files[name+"/index.html"] == "" {
			t.Errorf("%s says %s", name, said)
		}
	}
}
