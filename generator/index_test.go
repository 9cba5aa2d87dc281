package generator

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/search"
)

// TestBoundariesAreFound looks where a search for something leads that a role
// leaves to others: to those, and not to the role.
func TestBoundariesAreFound(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "content/de/roles/key-user.md", "---\ntitle: Key-User\nboundaries:\n  role: [Tabellen]\n  it: [Netzwerkstecker, {text: Zweitfaktor}]\n  unsolved: [Makros]\n---\nText.\n")
	put(t, dir, "content/de/roles/still.md", "---\ntitle: Still\nsearch: false\nboundaries: {department: [Geheimes]}\n---\nText.\n")
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	for word, want := range map[string]string{
		"Tabellen": "/de/roles/key-user/", "Netzwerkstecker": "/de/boundaries/#_it", "Zweitfaktor": "/de/boundaries/#_it",
		"Makros": "/de/boundaries/#_unsolved", "Geheimes": "",
	} {
		var found []string
		for _, d := range site.Documents() {
			if slices.ContainsFunc(d.Sections, func(s search.Section) bool { return strings.Contains(s.Text, word) }) {
				found = append(found, d.URL)
			}
		}
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%s leads to %q, want %q", word, got, want)
		}
	}
}

// Documents of one page in several languages say so; a person, whose page is in
// the index of all of them as it is, does not.
func TestPagesInSeveralLanguages(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "site.yaml", "title: Hub\nlanguages: {default: de, list: [de, en]}\n")
	put(t, dir, "content/de/tips/konto.md", "---\ntitle: Konto\ntranslation: account\n---\nText.\n")
	put(t, dir, "content/en/tips/account.md", "---\ntitle: Account\ntranslation: account\n---\nText.\n")
	put(t, dir, "content/en/tips/printer.md", "---\ntitle: Printer\n---\nText.\n")
	put(t, dir, "content/de/people/kim.md", "---\ntitle: Kim\n---\nText.\n")
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	var got []string
	for _, d := range site.Documents() {
		if d.Title == "Konto" || d.Title == "Account" || d.Title == "Printer" || d.Title == "Kim" {
			got = append(got, d.Lang+" "+d.Title+" "+d.Page)
		}
	}
	slices.Sort(got)
	want := []string{"de Kim ", "de Konto de/tips/konto.md", "en Account de/tips/konto.md", "en Kim ", "en Printer "}
	if !slices.Equal(got, want) {
		t.Errorf("documents %q, want %q", got, want)
	}
}
