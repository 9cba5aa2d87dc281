package source

import (
	"fmt"
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

// TestOwnWords: what a page says in words of its writer is what one says that
// is written in ours, and nobody hears of it.
func TestOwnWords(t *testing.T) {
	for _, test := range []struct{ name, own, ours string }{
		{"de/tipps/a.md", "Titel: A | Kurzbeschreibung: S | Schlagwörter: [x, y] | Abteilung: lab | Autorin: ann", "title: A | summary: S | tags: [x, y] | departments: [lab] | authors: [ann]"},
		{"de/tipps/a.md", "titel: A | stufe: Fortgeschrittene | minuten: 3 | siehe-auch: [b] | suchwörter: [k]", "title: A | level: intermediate | minutes: 3 | related: [b] | keywords: [k]"},
		{"de/tipps/a.md", "TITEL: A | ÜBERPRÜFT AM: 2026-01-02 | pruefen_alle: 6 Monate | Reihenfolge: 3", "title: A | reviewed: 2026-01-02 | review_every: 6 Monate | weight: 3"},
		{"da/tips/a.md", "titel: A | resumé: S | forfatter: [bo] | niveau: øvet | kladde: ja | søgning: nej | målgruppe: [x]", "title: A | summary: S | authors: [bo] | level: intermediate | draft: true | search: false | audience: [x]"},
		{"nl/tips/a.md", "titel: A | samenvatting: S | afdeling: lab | niveau: gevorderd | trefwoorden: [x] | concept: nee", "title: A | summary: S | departments: [lab] | level: advanced | tags: [x] | draft: false"},
		{"nl/tips/a.md", "Titel: A | Stufe: Profi | Entwurf: ja", "title: A | level: advanced | draft: true"}, // the hub's default
		{"de/tipps/a.md", "title: A | description: S | categories: [x] | sidebar_position: 4 | redirect_from: /old/ | last_modified_at: 2026-01-02", "title: A | summary: S | tags: [x] | weight: 4 | aliases: [/old/] | updated: 2026-01-02"},
		{"de/tipps/a.md", "title: A | permalink: /alt/ | created: 2026-01-02 | nav_order: 2 | Tags: [x] | keyword: [y]", "title: A | aliases: [/alt/] | date: 2026-01-02 | weight: 2 | tags: [x] | keywords: [y]"},
		{"de/tipps/a.md", "title: A | alias: Other name | slug: /whole/address", "title: A | aliases: [Other name, /whole/address]"},
		{"de/tipps/a.md", "title: A | tags: [x] | category: y | aliases: [/a/] | redirect_from: [/b/]", "title: A | tags: [x, y] | aliases: [/a/, /b/]"},
		{"de/seiten/a.md", "Titel: A | Art: Tipp | Level: Leicht", "title: A | kind: tip | level: beginner"},
		{"de/fragen/a.md", "Frage: Wie? | Stand: Beantwortet | Beantwortet von: [ann]", "asked: Wie? | state: answered | answered_by: [ann]"},
		{"de/fragen/a.md", "Frage: Wie? | Stand: 2026-01-02", "asked: Wie? | updated: 2026-01-02"},
		{"de/aenderungen/a.md", "Titel: A | Was: W | Wann: 2027-05 | Status: In Erprobung | Pilot: ann | Auswirkung: groß", "title: A | what: W | when: 2027-05 | state: pilot | pilot: [ann] | impact: large"},
		{"de/geschichte/a.md", "Titel: A | Wann: 2027-05 | was: 2026-Q4 | Stand: Verschoben", "title: A | when: 2027-05 | was: 2026-Q4 | state: moved"},
		{"de/aufgaben/a.md", "Titel: A | Status: erledigt | Aufwand: 3 | Fällig am: 2026-01-02", "title: A | state: done | hours: 3 | due: 2026-01-02"},
		{"de/stoerungen/a.md", "Titel: A | Status: erledigt | Priorität: dringend | Seit: 2026-01-02", "title: A | state: fixed | priority: high | since: 2026-01-02"},
		{"de/werkzeugkaesten/a.md", "Titel: A | Für: [r] | Inhalt: [{Seite: b, Bemerkung: x}, {Datei: c.pdf, Titel: C}]", "title: A | for: [r] | items: [{page: b, note: x}, {file: c.pdf, title: C}]"},
		{"de/termine/a.md", "Titel: A | Beginn: 2026-04-20T14:00 | Ort: Elbe | Notizen: [{Datum: 2026-04-20, Text: x y}]", "title: A | start: 2026-04-20T14:00 | place: Elbe | notes: [{date: 2026-04-20, text: x y}]"},
		{"de/termine/a.md", "Titel: A | Beginn: 2026-04-20 | URL: https://example.org/", "title: A | start: 2026-04-20 | link: https://example.org/"},
		{"de/neuigkeiten/a.md", "Titel: A | Bis: 2026-05-01 | Angeheftet: ja", "title: A | until: 2026-05-01 | pin: true"},
		{
			"de/menschen/a.md", "Name: A B | Abteilung: lab | Funktion: J | Standort: hq | Status: abwesend | Kontakt: {E-Mail: a@example.org, Durchwahl: 030 123456} | Kompetenzen: [{Thema: x, Stufe: 3}] | Einwilligung: [Foto, E-Mail, Kontakt]",
			"name: A B | department: lab | job: J | location: hq | status: away | contact: {email: a@example.org, phone: 030 123456} | competencies: [{topic: x, level: 3}] | consent: [photo, contact.email, contact]",
		},
		{"de/menschen/a.md", "Name: A | Abteilung: lab | Sprechzeiten: [{Tage: Mo–Mi, Von: '9:00', Bis: '10:00', Wo: R}, {tage: [Freitag, sa.], ab: 9, bis: 10}]", "name: A | department: lab | availability: [{days: [mon, tue, wed], from: '9:00', to: '10:00', where: R}, {days: [fri, sat], from: 9, to: 10}]"},
		{"da/personer/a.md", "navn: A | afdeling: lab | træffetid: [{dage: [man, tirsdag], fra: 9, til: 10}]", "name: A | department: lab | availability: [{days: [mon, tue], from: 9, to: 10}]"},
		{"nl/mensen/a.md", "naam: A | afdeling: lab | spreekuur: [{dagen: ma en do, van: 9, tot: 10}]", "name: A | department: lab | availability: [{days: [mon, thu], from: 9, to: 10}]"},
		{"de/rollen/a.md", "Titel: A | Abgrenzung: {Mitarbeitende: [x], EDV: [{Text: y, Siehe: [b]}]}", "title: A | boundaries: {employee: [x], it: [{text: y, see: [b]}]}"},
		{"de/tipps/a.md", "title: A | params: {Titel: B, Entwurf: ja}", "title: A | params: {Titel: B, Entwurf: ja}"},
		{"de/tipps/a.md", "title: A | gültig bis: 2030-01-01 | Erscheint am: 2026-01-02", "title: A | expires: 2030-01-01 | publish: 2026-01-02"},
	} {
		own, told := readIn(t, test.name, test.own, false)
		if len(told) > 0 {
			t.Errorf("%s: %s: told %v", test.name, test.own, told)
		}
		ours, mistakes := readIn(t, test.name, test.ours, false)
		if len(mistakes) > 0 {
			t.Errorf("%s: %s: told %v", test.name, test.ours, mistakes)
		}
		if got, want := said(own), said(ours); got != want {
			t.Errorf("%s: %s:\n%s\nwant\n%s", test.name, test.own, got, want)
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
