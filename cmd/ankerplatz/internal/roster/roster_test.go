package roster

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
	"ankerplatz/generator"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
)

// siteYAML is the hub of all tests.
const siteYAML = `title: Test
base_url: https://hub.example/
languages: {default: de, list: [de, en]}
organisation:
  departments:
    - {id: procurement, name: {de: Einkauf, en: Procurement}}
    - {id: planning, name: {de: "Planung, Technik", en: Planning}}
    - {id: hr, name: {de: Personal, en: Human resources}}
  locations:
    - {id: kiel, name: Kiel}
    - {id: aarhus, name: {de: Århus, en: Aarhus}}
  apps:
    - {id: excel, name: Excel}
    - {id: sap, name: SAP}
    - {id: csharp, name: "C#"}
    - {id: cpp, name: C++}
checks: {missing-language: off}
`

const jonas = `---
name: Jonas Brandt   # by hand
# the harbour
department: planning
contact:
    email: Jonas.Brandt@example.org
    phone: +49 30 1
competencies:
  - {topic: excel, level: 2, note: Pivot}
  - topic: Radio
    level: 4
availability:
  - {days: [mon], from: "09:00", to: "10:00"}
consent: [contact.email]
---

Written *by hand*.
`

// hub returns the files of the hub, with more of them.
func hub(more map[string]string) fstest.MapFS {
	files := fstest.MapFS{
		"site.yaml":                         {Data: []byte(siteYAML)},
		"content/de/roles/key-user.md":      {Data: []byte("---\ntitle: Key-User\n---\n\nText.\n")},
		"content/de/roles/coordinator.md":   {Data: []byte("---\ntitle: Leitung\n---\n\nText.\n")},
		"content/en/roles/key-user.md":      {Data: []byte("---\ntitle: Super user\n---\n\nText.\n")},
		"content/de/people/jonas-brandt.md": {Data: []byte(jonas)},
	}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func planOf(t *testing.T, files fstest.MapFS, data []byte, opt Options) *Plan {
	t.Helper()
	site, list := config.Load(files)
	if len(list) > 0 {
		t.Fatal(list)
	}
	table, err := Read(data, opt)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := MakePlan(files, site, table, PlanOptions{Lang: "de"})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func (p *Plan) String() string {
	var b strings.Builder
	if err := p.Print(&b, true); err != nil {
		return err.Error()
	}
	return b.String()
}

// apply does what the command does with a plan.
func apply(files fstest.MapFS, plan *Plan) {
	for _, f := range plan.Files() {
		files[f.Path] = &fstest.MapFile{Data: f.Data}
	}
}

// loads builds the hub and fails where anything at all is told of it.
func loads(t *testing.T, files fstest.MapFS) {
	t.Helper()
	dir := t.TempDir()
	for name, file := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	site, err := generator.Load(context.Background(), generator.Options{Dir: dir, NoIndex: true, Now: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	list, err := site.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	if err := list.Text(&told, diag.TextOptions{}); err != nil || len(list) > 0 {
		t.Errorf("%v\n%s", err, &told)
	}
}

// TestByHand imports somebody whose profile was written by hand, twice.
func TestByHand(t *testing.T) {
	list := "Name,Abteilung,Standort,E-Mail,Telefon,Kompetenzen,Sprechzeiten,seit\n" +
		`Jonas Brandt,Einkauf,,jonas.brandt@example.org,+49 30 2,"Excel: 3, SAP: 1, radio: 4",mittags,2024-05-01` + "\n"
	files := hub(nil)
	plan := planOf(t, files, []byte(list), Options{})
	want := `changed    jonas-brandt  Jonas Brandt · department: planning → procurement; competencies.excel: 2 → 3; competencies.sap: 1; contact.phone: +49 30 1 → +49 30 2; since: 2024-05-01
kept       jonas-brandt  availability (office hours written by hand)
note       1 of these profiles had no record of imports: what was deleted there by hand until now can't be known
note       what was changed or deleted by hand stays; --overwrite takes the list's values instead
`
	if diff := cmp.Diff(want, plan.String()); diff != "" {
		t.Error(diff)
	}
	apply(files, plan)
	changed := strings.NewReplacer("planning", "procurement", "+49 30 1", `"+49 30 2"`, "level: 2", "level: 3",
		"    level: 4\n", "    level: 4\n  - {topic: sap, level: 1}\n", "[contact.email]\n", "[contact.email]\nsince: 2024-05-01\n").Replace(jonas)
	if diff := cmp.Diff(changed, string(files["content/de/people/jonas-brandt.md"].Data)); diff != "" {
		t.Error(diff)
	}
	loads(t, files)

	again := planOf(t, files, []byte(list), Options{})
	if _, changed, unchanged := again.Count(); changed != 0 || unchanged != 1 {
		t.Errorf("a second import is not without changes:\n%s", again)
	}
}

// TestOwnWords changes fields that are called by their writer's own words where
// they stand, and under these words.
func TestOwnWords(t *testing.T) {
	const file = "content/de/people/jonas-brandt.md"
	own := "---\nName: Jonas Brandt\nAbteilung: Planung, Technik   # Hafen\nBetreut: [planning]\nStandort: Kiel\nKontakt:\n  E-Mail: jonas.brandt@example.org\n  Durchwahl: +49 30 1\n" +
		"Kompetenzen:\n  - {Thema: excel, Stufe: 2, Bemerkung: Pivot}\nStatus: abwesend\nEinwilligung: [E-Mail]\n---\n\nText.\n"
	list := "Name,Abteilung,Betreut,Standort,E-Mail,Telefon,Mobil,Kompetenzen,Status\n" +
		`Jonas Brandt,Einkauf,"Einkauf; Personal",Kiel,jonas.brandt@example.org,+49 30 2,0170 1,Excel: 3,aktiv` + "\n"
	files := hub(map[string]string{file: own})
	apply(files, planOf(t, files, []byte(list), Options{}))
	changed := strings.NewReplacer("Planung, Technik", "procurement", "[planning]", "[procurement, hr]", "+49 30 1\n", "\"+49 30 2\"\n  mobile: \"0170 1\"\n",
		"Stufe: 2", "Stufe: 3", "abwesend", "active").Replace(own)
	if diff := cmp.Diff(changed, string(files[file].Data)); diff != "" {
		t.Error(diff)
	}
	loads(t, files)
	if again := planOf(t, files, []byte(list), Options{}); len(again.Changes[0].Fields) > 0 {
		t.Errorf("a second import is not without changes:\n%s", again)
	}
}

// TestNew writes a profile with everything in it.
func TestNew(t *testing.T) {
	list := "Profil-ID\tName\tPronomen\tFunktion\tAbteilung\tBetreut\tStandort\tSprachen\tRolle(n)\tKompetenzen\tE-Mail\tTelefon\tMobil\tChat\tRaum\t" +
		"Web\tSprechzeiten\tStunden pro Woche\tStellvertretung\tseit\tbis\tStatus\tEinwilligung\tSchuhgröße\n" +
		"\tAnna \"Anni\" Petersen\tsie/ihr\tLeiterin: Einkauf\tEINKAUF\tEinkauf; Planung, Technik\tAarhus\tDeutsch (Muttersprache), engels, da\tSuper user; Leitung\t" +
		"Excel: 3; C# (4); C++ 1; Fragen – 2\tAnna <anna@example.org>\t030 01–23, App. 4\t'0170 1\thttps://chat.example/anna\t2.14\thttps://example.org/anna\t" +
		"=mittags # fast immer\t2-4,5\tJonas Brandt\t1.5.2024\t31/12/2027\tAktiv\tja\t38\n"
	list = strings.ReplaceAll(list, `Anna "Anni" Petersen`, `"Anna ""Anni"" Petersen"`)
	files := hub(nil)
	plan := planOf(t, files, []byte(list), Options{})
	if len(plan.Changes) != 1 || !plan.Changes[0].New || plan.Consent {
		t.Fatal(plan)
	}
	want := `---
name: "Anna \"Anni\" Petersen"
pronouns: sie/ihr
job: "Leiterin: Einkauf"
department: procurement
serves: [procurement, planning]
location: aarhus
languages: [de, en, da]
roles: [key-user, coordinator]
competencies:
  - {topic: excel, level: 3}
  - {topic: csharp, level: 4}
  - {topic: cpp, level: 1}
  - {topic: Fragen, level: 2}
contact:
  email: anna@example.org
  phone: "030 01-23, App. 4"
  mobile: "0170 1"
  chat: https://chat.example/anna
  desk: "2.14"
  web: https://example.org/anna
availability: "=mittags # fast immer"
time:
  hours_per_week: [2, 4.5]
deputy: jonas-brandt
since: 2024-05-01
until: 2027-12-31
status: active
---
`
	if diff := cmp.Diff(want, string(plan.Changes[0].Files[0].Data)); diff != "" || plan.Changes[0].Files[0].Path != "content/de/people/anna-anni-petersen.md" {
		t.Error(plan.Changes[0].Files[0].Path, diff)
	}
	var outs []string
	for _, out := range plan.LeftOut {
		outs = append(outs, sheet.ColumnName(out.index)+" "+out.Header)
	}
	if diff := cmp.Diff([]string{"W Einwilligung", "X Schuhgröße"}, outs); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"jonas-brandt"}, plan.NotListed); diff != "" {
		t.Error(diff)
	}
	apply(files, plan)
	loads(t, files)
	if again := planOf(t, files, []byte(list), Options{}); len(again.Changes[0].Fields) > 0 {
		t.Errorf("a second import is not without changes:\n%s", again)
	}
}

// TestNames has people with uncommon names. The hub that comes of them has
// nothing to complain about, and a second import finds them again.
func TestNames(t *testing.T) {
	long := strings.Repeat("Maximiliane-", 10)
	names := []string{
		`"Müller, Zoë"`, `<script>alert(1)</script>`, "=cmd|' /C calc'!A0", "+Plus", "@home", `"Anna ""Anni"" Berg"`, "O'Neill: a # b", "王小明", "Ωμέγα Ψ",
		long, strings.Repeat("字", 120), "Index", "Con", "Com1", "Readme", "true", "1984", "\"Two\nLines\"", "- dash", "Jean–Luc", "[x] {y}", "Ünal Çelik \u200b",
	}
	var list strings.Builder
	list.WriteString("\ufeffName,Department,Email\n")
	for i, name := range names {
		fmt.Fprintf(&list, "%s,HR,p%d@example.org\n", name, i)
	}
	files := hub(nil)
	plan := planOf(t, files, []byte(list.String()), Options{})
	if added, _, _ := plan.Count(); added != len(names) {
		t.Fatal(plan)
	}
	apply(files, plan)
	loads(t, files)
	again := planOf(t, files, []byte(list.String()), Options{})
	if _, _, unchanged := again.Count(); unchanged != len(names) {
		t.Errorf("a second import is not without changes:\n%s", again)
	}
	ids := map[string]string{}
	for _, c := range plan.Changes {
		ids[c.Name] = c.ID
	}
	for name, id := range map[string]string{
		"Zoë Müller": "zoe-mueller", "王小明": "王小明", "Index": "index-2", "Con": "con-2", "Com1": "com1-2", "Readme": "readme-2", "Two Lines": "two-lines",
		strings.TrimSpace(long): "maximiliane-maximiliane-maximiliane-maximiliane-maximiliane-maximiliane-maximiliane-maximiliane-maximiliane",
	} {
		if ids[name] != id {
			t.Errorf("%s has the id %q, not %q", name, ids[name], id)
		}
	}
}

// TestProblems has one mistake in each list.
func TestProblems(t *testing.T) {
	head := "Name;Abteilung;E-Mail;"
	for _, test := range []struct{ header, row, want string }{
		{"", ";Einkauf;a@example.org;", "row 2, column A (Name): there is no name in this row"},
		{"", "Anna;;;", "row 2, column B (Abteilung): a new profile needs a department"},
		{"", "Anna;Einkuf;;", `row 2, column B (Abteilung): there is no department "Einkuf"; did you mean procurement (Einkauf)?`},
		{"", "Anna;Vorstand;;", `row 2, column B (Abteilung): there is no department "Vorstand"; there are procurement, planning, hr`},
		{"", "Anna;#NV;;", "row 2, column B (Abteilung): the spreadsheet shows an error (#NV)"},
		{"", "Anna;Einkauf;anna;", "row 2, column C (E-Mail): this is not an e-mail address: write it like name@example.org"},
		{"", "***;Einkauf;a@example.org;", `row 2, column A (Name): no file can be named after this: add a column "Slug" with small letters, digits and hyphens`},
		{"", strings.Repeat("a", 201) + ";Einkauf;;", "row 2, column A (Name): this is too long for one field (201 characters)"},
		{"Standort", "Anna;Einkauf;;Kil", `row 2, column D (Standort): there is no location "Kil"; did you mean kiel?`},
		{"Rolle", "Anna;Einkauf;;Keyusr", `row 2, column D (Rolle): there is no role "Keyusr"; did you mean key-user?`},
		{"Sprachen", "Anna;Einkauf;;Deutsch, Platt", `row 2, column D (Sprachen): there is no language "Platt"; write its code, as in de, nl, da or en`},
		{"Kompetenzen", "Anna;Einkauf;;Excel: 5", `row 2, column D (Kompetenzen): "Excel: 5": a level is a number from 1 to 4: 1 aware, 2 practised, 3 expert, 4 teaches it`},
		{"Kompetenzen", "Anna;Einkauf;;Excel: 3, excel 4", `row 2, column D (Kompetenzen): "excel" is there twice`},
		{"Telefon", "Anna;Einkauf;;intern", "row 2, column D (Telefon): this is not a phone number: write it with digits, for example +49 30 23125 100 or +49 30 23125 ext. 100"},
		{"Web", "Anna;Einkauf;;javascript:x", "row 2, column D (Web): this is not an address: write it with http: or https: in front"},
		{"Stunden pro Woche", "Anna;Einkauf;;viele", "row 2, column D (Stunden pro Woche): this is not a number of hours per week: write it as in 4 or 2-4"},
		{"Stunden pro Woche", "Anna;Einkauf;;4-2", "row 2, column D (Stunden pro Woche): this is not a number of hours per week: write it as in 4 or 2-4"},
		{"seit", "Anna;Einkauf;;3/4/2024", `row 2, column D (seit): "3/4/2024" can be two days: write 2024-04-03 or 2024-03-04`},
		{"seit", "Anna;Einkauf;;31.2.2024", "row 2, column D (seit): this is not a day: write it as in 2026-03-01 or 01.03.2026"},
		{"seit", "Anna;Einkauf;;2024", "row 2, column D (seit): this is not a day: write it as in 2026-03-01 or 01.03.2026"},
		{"seit;bis", "Anna;Einkauf;;2024-05-02;2024-05-01", "row 2, column E (bis): until 2024-05-01 lies before since 2024-05-02"},
		{"Status", "Anna;Einkauf;;müde", `row 2, column D (Status): there is no status "müde"; there are active, away, left`},
		{"Stellvertretung", "Anna;Einkauf;;Jonas Brand", `row 2, column D (Stellvertretung): there is no profile "Jonas Brand"; did you mean jonas-brandt?`},
		{"Stellvertretung", "Anna;Einkauf;;jonas@example.org", "row 2, column D (Stellvertretung): nobody in the hub or in this list has this e-mail address"},
		{"Stellvertretung", "Anna;Einkauf;;Anna", "row 2, column D (Stellvertretung): nobody can be their own deputy"},
		{"Stellvertretung", "Anna;Einkauf;;Bea\nBea;Einkuf;;", `row 2, column D (Stellvertretung): "Bea" has no profile: row 3 can't be used`},
		{"Slug", "Anna;Einkauf;;Anna P", `row 2, column D (Slug): "Anna P" can't be part of an address: write small letters, digits and hyphens`},
	} {
		plan := planOf(t, hub(nil), []byte(head+test.header+"\n"+test.row+"\n"), Options{})
		if len(plan.Changes) != 0 || len(plan.Problems) == 0 {
			t.Errorf("%s: no problem:\n%s", test.row, plan)
			continue
		}
		if got := plan.Problems[0].Where() + ": " + plan.Problems[0].Text; got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.row, got, test.want)
		}
	}
}
