package generator

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

// datedHub writes a hub in whose fields dates lie around a moment.
func datedHub(t *testing.T, r *rand.Rand, around time.Time) string {
	dir := t.TempDir()
	day := func() string { return around.AddDate(0, 0, r.IntN(41)-20).Format(time.DateOnly) }
	soon := func() string { return around.Add(time.Duration(r.IntN(96)-48) * time.Hour).Format("2006-01-02T15:04") }
	far := func() string { return around.AddDate(0, 0, r.IntN(801)-400).Format(time.DateOnly) }
	one := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	site, _, _ := strings.Cut(siteYAML, "organisation:")
	site += "timezone: " + one("Europe/Berlin", "Pacific/Apia", "UTC", "America/St_Johns") + "\nroles: {coverage: anker}\nreview: {every: 2w, warn: 1w}\n" +
		"banner: {text: {de: Hallo}, until: " + one(day(), soon()) + "}\n" +
		"organisation:\n  apps: [{id: excel, name: Excel}]\n  departments: [{id: lab, name: Labor, users: 30}]\n"
	put(t, dir, "site.yaml", site)
	put(t, dir, "content/de/rollen/anker.md", "---\ntitle: Anker\ndate: 2025-11-01\n---\nText.\n")
	for i := range 3 {
		put(t, dir, fmt.Sprintf("content/de/menschen/p%d.md", i), fmt.Sprintf(
			"---\nname: Ada %c\ndepartment: lab\nroles: [anker]\ndate: %s\nsince: %s\nuntil: %s\ntime: {hours_per_week: 2}\ncompetencies: [{topic: excel, level: %d}]\n---\nText.\n", 'A'+rune(i), far(), far(), one(far(), day()), i+1))
	}
	for i := range 4 {
		put(t, dir, fmt.Sprintf("content/de/tipps/t%d.md", i), fmt.Sprintf("---\ntitle: Tipp %d\n%s: %s\ndate: %s\nauthors: [p0]\nthanks: [p1]\napps: [excel]\n---\nEin Satz.\n",
			i, one("publish", "expires", "reviewed", "updated"), one(day(), soon()), far()))
	}
	put(t, dir, "content/de/neues/n.md", fmt.Sprintf("---\ntitle: Neues\ndate: %s\nuntil: %s\npin: true\n---\nText.\n", day(), one(day(), soon())))
	for i := range 2 {
		put(t, dir, fmt.Sprintf("content/de/termine/e%d.md", i), fmt.Sprintf("---\ntitle: Treffen %d\nstart: %s\nduration: 2h\n%s---\nText.\n", i, soon(), one("", "repeat: FREQ=DAILY;COUNT=600\n", "repeat: FREQ=WEEKLY;COUNT=9\n")))
	}
	put(t, dir, "content/de/aufgaben/a.md", fmt.Sprintf("---\ntitle: Aufgabe\nhours: 4\ndue: %s\nstate: %s\ntaken_by: [p0]\ndate: %s\n---\nText.\n", day(), one("taken", "done"), far()))
	put(t, dir, "content/de/aenderungen/c.md", fmt.Sprintf("---\ntitle: Anders\nwhat: Neu.\nwhen: %s\nstate: %s\napps: [excel]\ndate: %s\n---\n", one(day(), far()[:7]), one("announced", "withdrawn"), far()))
	put(t, dir, "content/de/fragen/f.md", fmt.Sprintf("---\nasked: Wie?\ndate: %s\n---\nSo.\n", one(day(), far())))
	return dir
}

// builtAt is all of a hub at a moment: its files, what is said of it, what is held
// back, and until when this is so.
func builtAt(t *testing.T, dir string, at time.Time) (map[string]string, time.Time) {
	t.Helper()
	site, err := Load(t.Context(), Options{Dir: dir, Now: at, Cache: &Cache{bundles: bundles}, Zone: time.UTC, NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	sink := memory{files: map[string][]byte{}}
	list, err := site.Write(t.Context(), &sink)
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	if err := append(list, site.Diagnostics()...).Text(&said, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"what is said": said.String()}
	for _, held := range site.Hub().HeldBack {
		files["what is held back"] += held.URL + " " + held.Why.String() + "\n"
	}
	for name, data := range sink.files {
		files[name] = string(data)
	}
	return files, site.NextChange()
}

// TestNextChange builds hubs at two moments between which nothing is said to
// change, the later one as late as can be.
func TestNextChange(t *testing.T) {
	around := time.Date(2026, 11, 18, 10, 0, 0, 0, time.UTC)
	changed := 0
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(14, seed))
		dir := datedHub(t, r, around)
		at := around.Add(time.Duration(r.Int64N(int64(10*24*time.Hour))) - 5*24*time.Hour)
		for range 2 {
			files, next := builtAt(t, dir, at)
			if !next.After(at) || next.Sub(at) > 24*time.Hour {
				t.Fatalf("hub %d at %s changes next at %s", seed, at, next)
			}
			later, same := builtAt(t, dir, next.Add(-1))
			for _, name := range differing(files, later) {
				t.Errorf("hub %d at %s changes next at %s, but until then: %s", seed, at, next, name)
			}
			if !same.Equal(next) {
				t.Errorf("hub %d at %s changes next at %s, and just before that at %s", seed, at, next, same)
			}
			then, _ := builtAt(t, dir, next)
			if !maps.Equal(files, then) {
				changed++
			}
			at = next
		}
	}
	if changed < 4 {
		t.Errorf("of 8 moments at which something was to change %d changed nothing", 8-changed)
	}
}

// differing are the names of files that are not the same in both.
func differing(a, b map[string]string) (names []string) {
	for name := range a {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, there := a[name]; !there {
			names = append(names, name)
		}
	}
	return names
}

// TestNextChangeOfTheSampleHub: the hub that everybody begins with is the same
// for the rest of the day, unless it says so.
func TestNextChangeOfTheSampleHub(t *testing.T) {
	at := time.Date(2027, 1, 12, 14, 0, 0, 0, time.UTC)
	_, next := builtAt(t, "..", at)
	if want := time.Date(2027, 1, 12, 23, 0, 0, 0, time.UTC); !next.Equal(want) { // midnight in Berlin
		t.Errorf("it changes next at %s, want %s", next, want)
	}
}
