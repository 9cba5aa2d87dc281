package source

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// readIn reads a page of a hub whose default language is German.
func readIn(t *testing.T, name, fields string, tell bool) (*Page, diag.List) {
	t.Helper()
	text := "---\n" + strings.ReplaceAll(fields, " | ", "\n") + "\n---\nText.\n"
	opt := Options{Languages: []string{"de", "nl", "da", "en"}, Default: "de", TellOwnWords: tell, PageBytes: 1 << 20, FileBytes: 1 << 20}
	page, list := Read(fstest.MapFS{"content/" + name: {Data: []byte(text)}}, Entry{Path: name, Size: int64(len(text))}, opt)
	if page == nil {
		t.Fatalf("%s: %s: %v", name, fields, list)
	}
	return page, list
}

// TestDatesApart: dates that another tool has together in one field are read, and
// nobody hears of it.
func TestDatesApart(t *testing.T) {
	for own, ours := range map[string]string{
		"title: A | date: {created: 2026-01-02, updated: 2026-01-03}": "title: A | date: 2026-01-02 | updated: 2026-01-03",
		"title: A | last_update: {date: 2026/01/03, author: ann}":     "title: A | updated: 2026-01-03 | authors: [ann]",
		"title: A | Datum: {Erstellt: 2026-01-02}":                    "title: A | date: 2026-01-02",
	} {
		page, told := readIn(t, "de/tipps/a.md", own, false)
		want, _ := readIn(t, "de/tipps/a.md", ours, false)
		if got, want := fmt.Sprint(page.Meta.Date.Time, page.Meta.Updated.Time, len(page.Meta.Authors)), fmt.Sprint(want.Meta.Date.Time, want.Meta.Updated.Time, len(want.Meta.Authors)); got != want || len(told) > 0 {
			t.Errorf("%s: %s, want %s; told %v", own, got, want, told)
		}
	}
}

// TestOwnWords: what a page says in words of its writer is what one says that
// is written in ours, and nobody hears of it.
func TestOwnWords(t *testing.T) {
	data, err := os.ReadFile("testdata/ownwords.json")
	if err != nil {
		t.Fatal(err)
	}
	var tests []struct{ Name, Own, Ours string }
	if err := json.Unmarshal(data, &tests); err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		own, told := readIn(t, test.Name, test.Own, false)
		if len(told) > 0 {
			t.Errorf("%s: %s: told %v", test.Name, test.Own, told)
		}
		ours, mistakes := readIn(t, test.Name, test.Ours, false)
		if len(mistakes) > 0 {
			t.Errorf("%s: %s: told %v", test.Name, test.Ours, mistakes)
		}
		if got, want := said(own), said(ours); got != want {
			t.Errorf("%s: %s:\n%s\nwant\n%s", test.Name, test.Own, got, want)
		}
	}
}

// said is what a page says, without where.
func said(p *Page) string {
	var b strings.Builder
	var write func(v reflect.Value)
	write = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				write(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				write(v.Index(i))
				b.WriteByte(',')
			}
		case reflect.Struct:
			switch v.Type() {
			case reflect.TypeFor[diag.Span](), reflect.TypeFor[strictyaml.Duration]():
				return
			}
			for i := range v.NumField() {
				if f := v.Type().Field(i); f.IsExported() && f.Name != "Offset" {
					write(v.Field(i))
					b.WriteByte(';')
				}
			}
		default:
			fmt.Fprint(&b, v)
		}
	}
	write(reflect.ValueOf(p.Meta))
	write(reflect.ValueOf(p.Fields))
	fmt.Fprint(&b, p.Meta.Date.Format("2006-01-02"), p.Meta.Updated.Format("2006-01-02"), p.Meta.Publish.Format("2006-01-02"), p.Meta.Expires.Format("2006-01-02"))
	return b.String()
}

// TestOwnWordsTold: what is told, and that what mends it leaves nothing to tell.
func TestOwnWordsTold(t *testing.T) {
	for _, test := range []struct {
		name, fields string
		tell         bool
		want         string
	}{
		{"de/tipps/a.md", "Titel: A | Abteilung: lab | Entwurf: ja", true, "4 own-word"},
		{"de/tipps/a.md", "title: A | level: beginner | draft: true", true, ""},
		{"de/tipps/a.md", "titel: A | afdeling: lab", false, "own-word"},
		{"de/tipps/a.md", "title: A | kladde: ja", false, "own-word"},
		{"nl/tips/a.md", "titel: A | niveau: let", false, "own-word"},
		{"de/tipps/a.md", "title: A | titel: B", false, "own-word"},
		{"de/tipps/a.md", "titel: B | title: A", false, "own-word"},
		{"de/tipps/a.md", "title: A | draft: false | entwurf: ja", false, "withheld"},
		{"de/tipps/a.md", "title: A | entwurf: vielleicht", false, "withheld"},
		{"de/tipps/a.md", "title: A | audience: [x] | zielgruppe: [y]", false, "withheld"},
		{"de/tipps/a.md", "title: A | permalink: false", false, "withheld"},
		{"de/tipps/a.md", "title: A | type: post | layout: page", false, "2 unknown-field"},
		{"de/tipps/a.md", "title: A | sidebar_position: 2.5", false, "unknown-field"},
		{"de/tipps/a.md", "title: A | author: John Doe", false, "unknown-field"},
		{"de/tipps/a.md", "title: A | Schlagwörter: x, y", false, "wrong-type"},
	} {
		page, list := readIn(t, test.name, test.fields, test.tell)
		got := ""
		data := string(page.File.Data)
		var edits []diag.Edit
		for _, d := range list {
			got = strings.TrimPrefix(fmt.Sprintf("%d %s", len(list), d.Code), "1 ")
			edits = append(edits, d.Fix...)
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q: %v", test.fields, got, test.want, list)
		}
		if len(edits) == 0 {
			continue
		}
		slices.SortStableFunc(edits, func(a, b diag.Edit) int { return b.Start - a.Start })
		for _, e := range edits {
			data = data[:e.Start] + e.New + data[e.End:]
		}
		fields := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(data, "---\n"), "\n---\nText.\n"), "\n", " | ")
		mended, after := readIn(t, test.name, fields, test.tell)
		if len(after) > 0 || said(mended) != said(page) {
			t.Errorf("%s: mended to %s: %v", test.fields, fields, after)
		}
	}
	if page, _ := readIn(t, "de/tipps/a.md", "title: A | titel: B", false); page.Meta.Title.Value != "A" {
		t.Errorf("the page is called %q", page.Meta.Title.Value)
	}
	if page, _ := readIn(t, "de/tipps/a.md", "titel: B | title: A", false); page.Meta.Title.Value != "A" {
		t.Errorf("the page is called %q", page.Meta.Title.Value)
	}
	if page, _ := readIn(t, "de/tipps/a.md", "title: A | publish: 2026-01-01 | erscheint am: 2028-01-01", false); page.Meta.Publish.Year() != 2028 {
		t.Errorf("of two days the earlier counts: %v", page.Meta.Publish)
	}
}
