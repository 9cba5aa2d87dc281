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

// TestSides: a page is solved by who has it among its boundaries, whatever
// language says so; of several the last in the line to ask counts. A part of a page
// says nothing of the whole.
func TestSides(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "site.yaml", "title: Hub\nlanguages: {default: de, list: [de, en]}\n")
	for _, name := range []string{"konto", "liste", "kasse", "teil", "frei"} {
		put(t, dir, "content/de/tips/"+name+".md", "---\ntitle: "+name+"\n---\n## Teil\n\nText.\n")
	}
	put(t, dir, "content/en/tips/konto.md", "---\ntitle: account\n---\nText.\n")
	put(t, dir, "content/de/roles/a.md", "---\ntitle: A\nboundaries:\n  employee: [{text: Erst lesen, see: [konto, liste]}]\n  it: [{text: Zugang, see: [konto, teil#teil]}]\n---\nText.\n")
	put(t, dir, "content/de/roles/b.md", "---\ntitle: B\nboundaries:\n  role: [{text: Rechnen, see: [kasse, konto]}]\n  unsolved: [{text: Listen, see: [liste]}]\n---\nText.\n")
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	got := map[string]string{}
	for _, d := range site.Documents() {
		got[d.Ref] = d.Side
	}
	for ref, want := range map[string]string{
		"de/tips/konto": "it", "en/tips/konto": "it", "de/tips/liste": "employee", "de/tips/kasse": "role",
		"de/tips/teil": "", "de/tips/frei": "", "de/boundaries/it": "it", "de/boundaries/employee": "employee",
	} {
		if side, there := got[ref]; side != want || !there {
			t.Errorf("%s is solved by %q (found: %t), want %q", ref, side, there, want)
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

// TestMinutesAndSteps: a page tells what it takes, by its fields, by what it leads
// through, or by the longest of its numbered lists.
func TestMinutesAndSteps(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "content/de/tips/liste.md", "---\ntitle: Liste\nminutes: 4\n---\n1. Eins\n2. Zwei\n\nDann:\n\n1. Öffnen\n   1. Innen\n   2. Innen\n   3. Innen\n   4. Innen\n2. Wählen\n3. Sichern\n")
	put(t, dir, "content/de/tips/text.md", "---\ntitle: Text\n---\n1. Nur ein Punkt\n")
	put(t, dir, "content/de/toolkits/kasten.md", "---\ntitle: Kasten\nitems: [{page: /tips/liste}, {page: /tips/text, minutes: 5}, {title: Anruf, link: \"tel:1\"}]\n---\n1. a\n2. b\n")
	put(t, dir, "content/de/paths/weg.md", "---\ntitle: Weg\nsteps: [{page: /tips/liste}]\nchecks: [Geht]\n---\nText.\n")
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	want := map[string][2]int{"Liste": {4, 3}, "Text": {0, 0}, "Kasten": {9, 3}, "Weg": {4, 1}}
	for _, d := range site.Documents() {
		if both, listed := want[d.Title]; listed && both != [2]int{d.Minutes, d.Steps} {
			t.Errorf("%s takes %d minutes and has %d steps, want %v", d.Title, d.Minutes, d.Steps, both)
		}
		delete(want, d.Title)
	}
	if len(want) > 0 {
		t.Errorf("not in the index: %v", want)
	}
}
