package roster

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/generator/config"
)

// shown are the cells below the header, with their rows' numbers.
func (t *Table) shown() (rows [][]string, numbers []int) {
	for _, r := range t.rows {
		var cells []string
		for _, c := range t.columns {
			cells = append(cells, r.At(c.index).Text)
		}
		rows, numbers = append(rows, cells), append(numbers, r.Number)
	}
	return rows, numbers
}

// TestHeaders reads the headers of several languages, and those that --map names.
func TestHeaders(t *testing.T) {
	for header, want := range map[string]string{
		"Name;Abteilung;E-Mail;Durchwahl;Handy;Std./Woche;Vertreter/in":                                                          "name department contact.email contact.phone contact.mobile time.hours_per_week deputy",
		"Nom;Prénom;Service;Lieu de travail;Téléphone;Portable;Suppléant;Depuis;Jusqu’au;Heures par semaine;Langues;Compétences": "last_name first_name department location contact.phone contact.mobile deputy since until time.hours_per_week languages competencies",
		"Naam;Afdeling;Locatie;Telefoon;Mobiel;Plaatsvervanger;Sinds;Tot;Uren per week;Talen;Vaardigheden":                       "name department location contact.phone contact.mobile deputy since until time.hours_per_week languages competencies",
		"Efternamn;Förnamn;Avdelning;Arbetsort;E-post;Anknytning;Mobil;Ersättare;Sedan;Till;Timmar per vecka;Språk;Kompetenser":  "last_name first_name department location contact.email contact.phone contact.mobile deputy since until time.hours_per_week languages competencies",
		"NAVN;afdeling;Lokation;rolle;Telefon;mobil;Stedfortræder;siden;Timer pr. uge":                                           "name department location roles contact.phone contact.mobile deputy since time.hours_per_week",
		" full  name:;Department*;E Mail;Office hours;Start date;ID;Consent":                                                     "name department contact.email availability since",
		"Name;Vorname;Abteilung":                 "last_name first_name department",
		"Roepnaam;Tussenvoegsel;Achternaam;Afd.": "first_name infix last_name",
		"Nachname, Vorname;OE":                   "last_first department",
		"Name;Telefon;Tel.;Abteilung":            "name contact.phone department",
	} {
		table, err := Read([]byte(header+"\n"), Options{})
		if err != nil {
			t.Errorf("%s: %v", header, err)
			continue
		}
		var got []string
		for _, c := range table.columns {
			got = append(got, c.field.name)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", header, diff)
		}
	}
	if table, err := Read([]byte("Name;OE;Ort\n"), Options{Map: map[string]string{"location": "-"}}); err != nil || len(table.columns) != 2 || len(table.leftOut) != 1 {
		t.Errorf("a field that is not wanted: %v %v", table, err)
	}
	table, err := Read([]byte("Wer;Name;Wo;Mail\nAnna;x;Einkauf;a@example.org\nWer;Name;Wo;Mail\nBea;;;\n"), Options{Map: map[string]string{"name": "wer", "department": "WO"}})
	if err != nil {
		t.Fatal(err)
	}
	rows, numbers := table.shown()
	if diff := cmp.Diff([][]string{{"Anna", "Einkauf", "a@example.org"}, {"Bea", "", ""}}, rows); diff != "" || numbers[1] != 4 {
		t.Error(numbers, diff)
	}
}

func TestNamesOfParts(t *testing.T) {
	for list, want := range map[string]string{
		"Vorname;Name;OE\nAnna;Berg;hr":                           "Anna Berg",
		"Roepnaam;Tussenvoegsel;Achternaam\nAnna;van der;Berg":    "Anna van der Berg",
		"Nachname, Vorname;OE\nBerg, Anna Maria;hr":               "Anna Maria Berg",
		"Nachname, Vorname;OE\nBerg;hr":                           "Berg",
		"Name;Department\n\"Berg, Anna\";hr":                      "Anna Berg",
		"First name;Last name;Name\nAnna;Berg;Dr. Anna Berg":      "Dr. Anna Berg",
		"Vorname;Nachname;OE\n;Berg;hr":                           "Berg",
		"Name;Vorname;Vollständiger Name;OE\nBerg;Anna;A. Berg;h": "Anna Berg",
	} {
		table, err := Read([]byte(list+"\n"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		site, _ := config.Load(hub(nil))
		if e := table.newEntry(table.rows[0], newVocabularies(site, nil), time.Time{}); e.name != want {
			t.Errorf("%s: %q, want %q", list, e.name, want)
		}
	}
}

// FuzzImport feeds anything: no panic, and what is written can be read again.
func FuzzImport(f *testing.F) {
	f.Add([]byte("Name;Abteilung;E-Mail;seit;Kompetenzen;Sprachen\nAnna;Einkauf;a@example.org;1.2.2024;Excel: 3;de\n"))
	f.Add([]byte("\xff\xfeN\x00a\x00m\x00e\x00,\x00O\x00E\x00\n\x00"))
	f.Add([]byte("sep=,\n\"Name\",Dept\n\"A\n\"\"B\"\"\",hr"))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("displayName,givenName,surname,department,accountEnabled,businessPhones,officeLocation\n\"B, A (X)\",A,B,hr,True,\"[\"\"+1\"\"]\",R 1\n"))
	f.Add([]byte("Name;Abteilung;Kompetenzen;Bürozeiten;Status\n\"Dr. B, A\";hr;Excel, Windows 11;Mo-Do 9-12 Uhr, Raum 2;left\nC D, M.A.;hr;;;aktiv\n"))
	f.Add([]byte("PERNR;NACHN;VORNA;ORGTX;ENDDA\n1;B;A;hr;31.12.9999\n"))
	site, _ := config.Load(hub(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read(data, Options{})
		if err != nil {
			return
		}
		files := hub(nil)
		plan, err := MakePlan(files, site, table, PlanOptions{Lang: "de"})
		if err != nil {
			t.Fatal(err)
		}
		apply(files, plan)
		again, err := MakePlan(files, site, table, PlanOptions{Lang: "de"})
		if err != nil {
			t.Fatalf("what was written can't be read: %v\n%s", err, plan)
		}
		if added, changed, _ := again.Count(); added+changed > 0 {
			t.Errorf("a second import is not without changes:\n%s\n%s", plan, again)
		}
	})
}
