package strictyaml

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ankerplatz/generator/diag"
)

type common struct {
	Title  Text     `yaml:"title"`
	Tags   []Text   `yaml:"tags"`
	Date   Date     `yaml:"date"`
	Every  Duration `yaml:"review_every"`
	Draft  bool
	Search *bool          `yaml:"search"`
	Params map[string]any `yaml:"params"`
	Hidden string         `yaml:"-"`
}

type page struct {
	Common common `yaml:",inline"`
	Name   Localized
	Time   struct {
		Hours Range `yaml:"hours_per_week"`
	} `yaml:"time"`
	Minutes int
	Share   float64
	Groups  []struct {
		Group string
		Items []string
	}
	Ask   map[string][]string
	Level diag.Level
	Check map[diag.Code]diag.Level
	Opt   *struct{ A int }
}

// ignoreSpans leaves the places out of comparisons.
var ignoreSpans = cmpopts.IgnoreTypes(diag.Span{})

func TestDecode(t *testing.T) {
	n, list := parseText(`
title: no
tags: [1, true, 'C#', 2026-01-01, ~]
date: 2026-03-01T09:00+02:00
review_every: 1 Jahr 6 Monate
draft: True
search: false
params: {a: [1, 2.5, x, "3", true, null, 0421], b: {c: yes}}
name: {de: Hallo, en: Hello}
time: {hours_per_week: [4, 6.5]}
minutes: 5
share: 12
groups:
  - group: g
    items: [a, b]
  - {group: h}
ask: {de: [a]}
level: warn
check: {broken-link: off}
opt: {a: 1}
`)
	var got page
	list = append(list, n.Decode(&got, diag.UnknownField)...)
	for _, d := range list {
		t.Error(show(d))
	}
	var want page
	want.Common = common{
		Title:  Text{Value: "no"},
		Tags:   []Text{{Value: "1"}, {Value: "true"}, {Value: "C#"}, {Value: "2026-01-01"}},
		Date:   Date{Time: time.Date(2026, 3, 1, 7, 0, 0, 0, time.UTC), HasTime: true, Offset: true},
		Every:  Duration{Years: 1, Months: 6},
		Draft:  true,
		Search: new(false),
		Params: map[string]any{
			"a": []any{1, 2.5, "x", "3", true, nil, "0421"},
			"b": map[string]any{"c": "yes"},
		},
	}
	want.Name = Localized{"de": "Hallo", "en": "Hello"}
	want.Time.Hours = Range{4, 6.5}
	want.Minutes, want.Share = 5, 12
	want.Groups = append(want.Groups, struct {
		Group string
		Items []string
	}{"g", []string{"a", "b"}}, struct {
		Group string
		Items []string
	}{Group: "h"})
	want.Ask = map[string][]string{"de": {"a"}}
	want.Level = diag.Warn
	want.Check = map[diag.Code]diag.Level{diag.BrokenLink: diag.Off}
	want.Opt = &struct{ A int }{1}
	if diff := cmp.Diff(want, got, ignoreSpans, cmp.AllowUnexported(page{}), cmpopts.EquateComparable()); diff != "" {
		t.Error(diff)
	}
	if got.Common.Tags[2].Span.Text() != "'C#'" || got.Common.Date.Span.Text() != "2026-03-01T09:00+02:00" {
		t.Errorf("spans: %q, %q", got.Common.Tags[2].Span.Text(), got.Common.Date.Span.Text())
	}
}

func TestDecodeMistakes(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"titel: x\n", `2:1 titel: there is no field "titel" / did you mean "title"?`},
		{"Title: x\n", `2:1 Title: there is no field "Title" / did you mean "title"?`},
		{"review every: 1y\n", `2:1 review every: there is no field "review every" / did you mean "review_every"?`},
		{"foo: x\n", `2:1 foo: there is no field "foo" / data of your own can stand below "params:"`},
		{"time: {hours: 4}\n", `2:8 hours: there is no field "hours" in "time" / did you mean "hours_per_week"?`},
		{"opt: {xyz: 4}\n", `2:7 xyz: there is no field "xyz" in "opt" / what may stand here: "a"`},
		{"title: [a, b]\n", `2:8 [a, b]: "title" must be a text, not a list / put the whole text in quotes`},
		{"title:\n  sub: x\n", `3:3 sub: x: "title" must be a text, not fields of its own / write it in one line: "title: some words"`},
		{"tags: excel, word\n", `2:7 excel, word: "tags" must be a list / write "tags: [excel, word]"`},
		{"tags:\n  -a\n  -b\n", "3:3 -a\n  -b: \"tags\" must be a list / put a space after every dash"},
		{"tags: {a: b}\n", `2:7 {a: b}: "tags" must be a list / begin every entry in a line of its own with a dash and a space`},
		{"tags: [a, [b]]\n", `2:11 [b]: "tags" must be a text, not a list / put the whole text in quotes`},
		{"draft: yes\n", `2:8 yes: "draft" must be true or false, not "yes" / write true`},
		{"search: 'nej'\n", `2:9 'nej': "search" must be true or false, not "nej" / write false`},
		{"minutes: 5 min\n", `2:10 5 min: "minutes" must be a whole number, not "5 min" / write 5`},
		{"minutes: five\n", `2:10 five: "minutes" must be a whole number, not "five" / write digits only`},
		{"minutes: 99999999999999999999\n", `2:10 99999999999999999999: "minutes" must be a whole number, not "99999999999999999999" / write a smaller number`},
		{"share: 3,5\n", `2:8 3,5: "share" must be a number, not "3,5" / write 3.5`},
		{"share: .nan\n", `2:8 .nan: "share" must be a number, not ".nan" / write digits only`},
		{"time: 4\n", `2:7 4: "time" must have fields of its own: "hours_per_week" / write each in a line below it, indented: "hours_per_week: …"`},
		{"groups: [{group: a}, b]\n", `2:22 b: "groups" must have fields of its own: "group", "items" / write before it which of them it is, as in {group: …}`},
		{"params: x\n", `2:9 x: "params" must have fields of its own / write each in a line below it, indented: "name: value"`},
		{"time: {hours_per_week: [6, 4]}\n", `2:24 [6, 4]: "hours_per_week" goes from 6 down to 4 / write the smaller number first: [4, 6]`},
		{"time: {hours_per_week: [6]}\n", `2:24 [6]: "hours_per_week" must be a number, or two: the least and the most / write it as in "[4, 6]"`},
		{"time: {hours_per_week: 4-6}\n", `2:24 4-6: "hours_per_week" must be a number, or two: the least and the most / write [4, 6]`},
		{"name: [a]\n", `2:7 [a]: "name" must be a text, not a list / write "name: some words", or one text for each language below it, as in "de: Worte"`},
		{"level: warning\n", `2:8 warning: "level" cannot be "warning" / write off, info, warn or error`},
		{"review_every: 90\n", `2:15 90: "review_every" must be a time span, not "90" / write 90d for days, or 90 months`},
		{"date: 01.03.2026\n", `2:7 01.03.2026: "date" must be a date, not "01.03.2026" / write 2026-03-01`},
	} {
		n, list := parseText(test.text)
		var got page
		list = append(list, n.Decode(&got, diag.UnknownField)...)
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
	}
}

func TestDecodeKeepsTheRest(t *testing.T) {
	n, _ := parseText("minutes: x\ntags: [a, {b: c}, d]\ntitle: y\n")
	var got page
	list := n.Decode(&got, diag.UnknownField)
	if len(list) != 2 || got.Common.Title.Value != "y" || len(got.Common.Tags) != 2 || got.Common.Tags[1].Value != "d" {
		t.Errorf("%v\n%+v", list, got)
	}
}

func TestDate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-01":                      "2026-03-01T00:00:00Z",
		"2026-03-01T09:05":                "2026-03-01T09:05:00Z",
		"2026-03-01 09:05:30":             "2026-03-01T09:05:30Z",
		"2026-03-01T09:05:30Z":            "2026-03-01T09:05:30Z",
		"2026-03-01t09:05z":               "2026-03-01T09:05:00Z",
		"2026-03-01 09:05 +01:00":         "2026-03-01T09:05:00+01:00",
		"2026-03-01T09:05:30-05:00":       "2026-03-01T09:05:30-05:00",
		"01.03.2026":                      "write 2026-03-01",
		"1. 3. 2026":                      "write 2026-03-01",
		"1-3-2026":                        "write 2026-03-01",
		"2026-3-1":                        "2026-03-01T00:00:00Z",
		"2026/03/01":                      "2026-03-01T00:00:00Z",
		"2026.03.01":                      "2026-03-01T00:00:00Z",
		"2026/3/1 9:05":                   "2026-03-01T09:05:00Z",
		"2026/03-01":                      "write 2026-03-01",
		"2026/13/01":                      "write the year, the month and the day, as in 2026-03-01",
		"2026-03-01 10:00:00 +0100":       "2026-03-01T10:00:00+01:00",
		"2026-03-01T10:00:00+0100":        "2026-03-01T10:00:00+01:00",
		"2026-03-01 10:00:00+01":          "2026-03-01T10:00:00+01:00",
		"2026-03-01 10:00:00 UTC":         "2026-03-01T10:00:00Z",
		"2026-03-01T10:00:00.123Z":        "2026-03-01T10:00:00Z",
		"Sun, 01 Mar 2026 10:00:00 +0100": "2026-03-01T10:00:00+01:00",
		"1772355600":                      "2026-03-01T09:00:00Z",
		"1772355600000":                   "2026-03-01T09:00:00Z",
		"177235560000":                    "write the year, the month and the day, as in 2026-03-01",
		"20260301":                        "write the year, the month and the day, as in 2026-03-01",
		"01.03.26":                        "write 2026-03-01",
		"13/1/2026":                       "write 2026-01-13",
		"1/13/2026":                       "write 2026-01-13",
		"3/1/2026":                        "write the year first: 2026-01-03 for 3 January, 2026-03-01 for 1 March",
		"3/3/2026":                        "write 2026-03-03",
		"1. März 2026":                    "write 2026-03-01",
		"1 maart 2026":                    "write 2026-03-01",
		"1er août 2026":                   "write 2026-08-01",
		"14 juillet 2026":                 "write 2026-07-14",
		"24 juin 2026":                    "write 2026-06-24",
		"3 févr. 2026":                    "write 2026-02-03",
		"6 juni 2026":                     "write 2026-06-06",
		"24. december 2026":               "write 2026-12-24",
		"March 1, 2026":                   "write 2026-03-01",
		"01.03.2026 9:00":                 "write 2026-03-01T09:00",
		"1.3.2026 14 Uhr":                 "write 2026-03-01T14:00",
		"1.3.2026, 14.30 Uhr":             "write 2026-03-01T14:30",
		"1. marts 2026 kl. 14":            "write 2026-03-01T14:00",
		"01/01/2026 14h30":                "write 2026-01-01T14:30",
		"2026-03-01 9:00":                 "2026-03-01T09:00:00Z",
		"2026-03-01T25:00":                "a time lies between 00:00 and 23:59",
		"2026-03-01 morgens":              "write a date with a time as in 2026-03-01T09:00",
		"2026-02-30":                      "February 2026 has only 28 days",
		"31.04.2026":                      "April 2026 has only 30 days",
		"9999-12-31":                      "9999-12-31T00:00:00Z",
		"9999-12-31T23:59-01:00":          "write a year from 1000 to 9999",
		"0000-01-01":                      "write a year from 1000 to 9999",
		"0001-01-01":                      "write a year from 1000 to 9999",
		"0206-03-01":                      "write a year from 1000 to 9999",
		"10000-01-01":                     "write the year, the month and the day, as in 2026-03-01",
		"2026-03-01T09:05+24:00":          "an offset lies between -12:00 and +14:00",
		"2026-03-01T09:05-14:00":          "an offset lies between -12:00 and +14:00",
		"2026-13-01":                      "write the year, the month and the day, as in 2026-03-01",
		"2026":                            "write the year, the month and the day, as in 2026-03-01",
		"11:00":                           "write the day in front of the time, as in 2026-03-01T11:00",
		"kl. 9.30":                        "write the day in front of the time, as in 2026-03-01T09:30",
		"14 Uhr":                          "write the day in front of the time, as in 2026-03-01T14:00",
		"25:00":                           "write the year, the month and the day, as in 2026-03-01",
		"tomorrow":                        "write the year, the month and the day, as in 2026-03-01",
		"":                                "write the year, the month and the day, as in 2026-03-01",
	} {
		at, _, got := parseDate(text)
		if got.Empty() {
			got = diag.Say("%s", at.Format(time.RFC3339))
		}
		if got.String() != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for text, want := range map[string]Duration{
		"90d": {Days: 90}, "6 months": {Months: 6}, "1y": {Years: 1}, "12 Monate": {Months: 12}, "2 weeks": {Days: 14},
		"14 Tage": {Days: 14}, "3 maanden": {Months: 3}, "2 uger": {Days: 14}, "1 år": {Years: 1}, "6 mois": {Months: 6}, "2 veckor": {Days: 14}, "6 månader": {Months: 6}, "2 semaines": {Days: 14}, "1 an 2 jours": {Years: 1, Days: 2}, "1y 6m": {Years: 1, Months: 6},
		"0d": {},
	} {
		if got, hint := parseDuration(text); got != want || !hint.Empty() {
			t.Errorf("%q: %v %s", text, got, hint)
		}
	}
	for _, text := range []string{"x", "90", "-3d", "2 hours", "1.5y", "99999y", "d", "1y x"} {
		if _, hint := parseDuration(text); hint.Empty() {
			t.Errorf("%q is taken", text)
		}
	}
}

func TestNode(t *testing.T) {
	n, list := parseText("accent: #1a5fb4\ntags: # which ones\nbase: &b {x: 1}\nmore:\n  <<: *b\n  y: 2\nlast: |\n  one\n  two\n\n# end\n")
	if len(list) > 0 {
		t.Fatal(show(list[0]))
	}
	if got := n.Field("accent").Comment().Text(); got != "#1a5fb4" {
		t.Errorf("comment %q", got)
	}
	if got := n.Field("tags").Comment().Text(); got != "" {
		t.Errorf("comment %q", got)
	}
	if n.Field("more").Field("x").Value() != "1" || n.Field("more").Field("y").Value() != "2" {
		t.Error("merge failed")
	}
	if got := n.Field("last").Span().Text(); got != "|\n  one\n  two" {
		t.Errorf("block %q", got)
	}
	if at, ok := n.Key("base"); !ok || at.Text() != "base" {
		t.Errorf("Key(base) = %q, %v", at.Text(), ok)
	}
	if n.At("accent").Text() != "accent" || n.At("none").Start != 4 || n.At("base").Text() != "{x: 1}" {
		t.Error("At is wrong")
	}
	var none *Node
	if none.Field("a").Field("b").Kind() != Null || none.Items() != nil || none.Decode(&page{}, diag.UnknownField) != nil {
		t.Error("a nil node is not absent")
	}
	empty, list := parseText("# nothing\n")
	if empty.Kind() != Map || len(empty.Fields()) != 0 || len(list) != 0 {
		t.Error("an empty text is not an empty map")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("title: x\ntags: [a, 'b', \"c\\n\"]\ndate: 01.03.2026\n", 0)
	f.Add("a: &a [x]\nb: *a\nc: |\n  d\n<<: {e: f}\n", 3)
	f.Add("title: Excel: the basics\n\tx: @y\n- [a, {b: 'c\n", 1)
	f.Add("\ufeffparams: {a: 1, ? b : !x c}\n---\n...\n", 0)
	f.Fuzz(func(t *testing.T, text string, start int) {
		file := diag.NewFile("a.md", []byte(text))
		n, list := Parse(file, start, len(text), Limits{Bytes: 10_000, Depth: 20, Nodes: 1000})
		if n == nil && !list.HasErrors() {
			t.Fatal("no node and no error")
		}
		var p page
		list = append(list, n.Decode(&p, diag.UnknownField)...)
		for _, d := range list {
			if d.Start < 0 || d.End < d.Start || d.End > len(text) || d.File != file || d.Message.Empty() {
				t.Errorf("%d-%d of %d: %s", d.Start, d.End, len(text), d.Message)
			}
		}
		walk(t, n, len(text))
	})
}

// walk checks that nodes lie within the file and hold what they say.
func walk(t *testing.T, n *Node, size int) {
	if n == nil {
		return
	}
	at := n.Span()
	if at.Start < 0 || at.End < at.Start || at.End > size {
		t.Errorf("node at %d-%d of %d", at.Start, at.End, size)
	}
	if n.plain && n.kind == Scalar && !strings.ContainsAny(n.value, " \n") && at.Text() != n.value {
		t.Errorf("plain %q stands for %q", at.Text(), n.value)
	}
	for _, item := range n.Items() {
		walk(t, item, size)
	}
	for _, f := range n.Fields() {
		walk(t, f.Value, size)
	}
}

func BenchmarkFrontMatter(b *testing.B) {
	text := "title: Gesperrte Datei öffnen\nsummary: Was tun, wenn eine Datei gesperrt ist.\ntags: [excel, netz, datei]\n" +
		"apps: [excel]\ndepartments:\n  - planung\n  - einkauf\nauthors: [anna]\ndate: 2026-03-01\nreview_every: 6 months\nminutes: 5\n"
	for b.Loop() {
		n, _ := parseText(text)
		var p page
		n.Decode(&p, diag.UnknownField)
	}
}
