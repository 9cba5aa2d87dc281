package roster

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
	"ankerplatz/generator/diag"
)

// leastKnown is how many columns a row must name to be the header.
const leastKnown = 2

// noColumn as a header says that a field shall not be read.
const noColumn = "-"

// field is something that a column can tell of a person.
type field struct {
	name     string   // as in front matter, "contact.email"; in parentheses if it is none
	headers  []string // what its column is called, in German, Dutch, Danish and English
	personal bool     // how to reach the person: shown as little as possible
}

// Fields that are no front matter.
const (
	fieldID       = "slug"
	fieldFirst    = "first_name"
	fieldInfix    = "infix" // Dutch tussenvoegsel: "van der"
	fieldLast     = "last_name"
	fieldReversed = "last_first"
	fieldConsent  = "consent"
)

// fields are all that a column can tell, in the order in which a new profile
// has them. Words that mean something else in many lists are not here: "ID"
// (a number of the personnel office), "hours" (of the contract), "title" (Dr.).
var fields = []field{
	{name: fieldID, headers: []string{"Slug", "Profil-ID", "Profile ID", "Profiel-ID"}},
	{name: fieldFirst, headers: []string{
		"Vorname", "Rufname", "Vornamen", "Voornaam", "Roepnaam", "Fornavn", "First name", "Given name",
	}},
	{name: fieldInfix, headers: []string{"Tussenvoegsel", "Tussenvoegsels", "Voorvoegsel", "Namenszusatz"}},
	{name: fieldLast, headers: []string{
		"Nachname", "Familienname", "Zuname", "Achternaam", "Familienaam", "Efternavn", "Last name", "Surname", "Family name",
	}},
	{name: fieldReversed, headers: []string{
		"Name, Vorname", "Nachname, Vorname", "Naam, voornaam", "Achternaam, voornaam", "Efternavn, fornavn",
		"Last name, first name", "Surname, first name", "Surname, given name",
	}},
	{name: "name", headers: []string{
		"Name", "Vollständiger Name", "Vor- und Nachname", "Vorname Nachname", "Vorname und Nachname", "Mitarbeiter",
		"Mitarbeiterin", "Mitarbeiter/in", "Mitarbeitende", "Mitarbeitername", "Person", "Anzeigename", "Key-User", "Keyuser",
		"Key-User/in", "Naam", "Volledige naam", "Voor- en achternaam", "Medewerker", "Naam medewerker", "Weergavenaam", "Navn",
		"Fulde navn", "For- og efternavn", "Medarbejder", "Medarbejdernavn", "Superbruger", "Full name", "Employee",
		"Employee name", "Display name", "Colleague",
	}},
	{name: "pronouns", headers: []string{"Pronomen", "Pronouns", "Voornaamwoorden", "Pronominer", "Pronomener"}},
	{name: "job", headers: []string{
		"Funktion", "Position", "Stelle", "Stellenbezeichnung", "Beruf", "Tätigkeit", "Jobtitel", "Functie", "Functienaam",
		"Functietitel", "Beroep", "Stilling", "Stillingsbetegnelse", "Job", "Job title", "Function",
	}},
	{name: "department", headers: []string{
		"Abteilung", "Bereich", "Fachbereich", "Organisationseinheit", "OE", "Afdeling", "Organisatieonderdeel", "Enhed",
		"Department", "Dept.", "Dept", "Home department",
	}},
	{name: "serves", headers: []string{
		"Betreut", "Betreute Abteilungen", "Zuständig für", "Ondersteunt", "Ondersteunde afdelingen", "Verantwoordelijk voor",
		"Dækker", "Hjælper", "Ansvarlig for", "Serves", "Looks after", "Responsible for",
	}},
	{name: "location", headers: []string{
		"Standort", "Ort", "Niederlassung", "Arbeitsort", "Dienstort", "Locatie", "Vestiging", "Standplaats", "Werklocatie",
		"Lokation", "Lokalitet", "Sted", "Arbejdssted", "Location", "Site", "Office location",
	}},
	{name: "languages", headers: []string{
		"Sprachen", "Sprache", "Sprachkenntnisse", "Talen", "Taal", "Sprog", "Languages", "Language", "Spoken languages",
	}},
	{name: "roles", headers: []string{"Rolle", "Rollen", "Rolle(n)", "Rol", "Rollen", "Roller", "Rolle(r)", "Role", "Roles", "Role(s)"}},
	{name: "competencies", headers: []string{
		"Kompetenzen", "Kompetenz", "Kenntnisse", "Fähigkeiten", "Competenties", "Vaardigheden", "Kennis", "Kompetencer",
		"Færdigheder", "Competencies", "Competences", "Skills",
	}},
	{name: "contact.email", personal: true, headers: []string{
		"E-Mail", "Mail", "E-Mail-Adresse", "Mailadresse", "E-Mail dienstlich", "E-mailadres", "Mailadres", "E-mailadresse",
		"Email address", "Mail address",
	}},
	{name: "contact.phone", personal: true, headers: []string{
		"Telefon", "Tel.", "Telefonnummer", "Telefon-Nr.", "Festnetz", "Durchwahl", "Rufnummer", "Telefon dienstlich",
		"Telefoon", "Telefoonnummer", "Vast nummer", "Telefonnr.", "Phone", "Phone number", "Telephone", "Landline",
	}},
	{name: "contact.mobile", personal: true, headers: []string{
		"Mobil", "Handy", "Mobiltelefon", "Mobilnummer", "Handynummer", "Diensthandy", "Mobiel", "Mobiele telefoon",
		"Mobiel nummer", "GSM", "Mobilnr.", "Mobile", "Mobile phone", "Mobile number", "Cell phone",
	}},
	{name: "contact.chat", personal: true, headers: []string{"Chat", "Chat-Adresse", "Chatadres", "Chatadresse", "Chat address"}},
	{name: "contact.desk", personal: true, headers: []string{
		"Raum", "Zimmer", "Büro", "Arbeitsplatz", "Raumnummer", "Kamer", "Werkplek", "Kamernummer", "Lokale", "Kontor", "Plads",
		"Room", "Desk", "Room number",
	}},
	{name: "contact.web", personal: true, headers: []string{"Web", "Webseite", "Website", "Homepage", "Hjemmeside"}},
	{name: "availability", headers: []string{
		"Erreichbarkeit", "Sprechzeit", "Sprechzeiten", "Sprechstunde", "Bereikbaarheid", "Beschikbaarheid", "Spreekuur",
		"Træffetid", "Træffetider", "Tilgængelighed", "Availability", "Office hours",
	}},
	{name: "time.hours_per_week", headers: []string{
		"Stunden pro Woche", "Stunden/Woche", "Std./Woche", "Std. pro Woche", "Zeitbudget", "Uren per week", "Uren/week",
		"Timer pr. uge", "Timer per uge", "Timer om ugen", "Timer/uge", "Hours per week", "Hours/week",
	}},
	{name: "deputy", headers: []string{
		"Stellvertretung", "Stellvertreter", "Stellvertreterin", "Stellvertreter/in", "Vertretung", "Vertreter", "Vertreter/in",
		"Plaatsvervanger", "Vervanger", "Vervanging", "Stedfortræder", "Afløser", "Deputy", "Substitute", "Stand-in",
	}},
	{name: "since", headers: []string{
		"seit", "Key-User seit", "In der Rolle seit", "Startdatum", "Sinds", "Keyuser sinds", "In de rol sinds", "Siden",
		"Superbruger siden", "Startdato", "Since", "Start date", "Key user since",
	}},
	{name: "until", headers: []string{
		"bis", "Enddatum", "tot", "t/m", "tot en met", "Einddatum", "til", "til og med", "Slutdato", "Until", "End date",
	}},
	{name: "status", headers: []string{"Status"}},
	{name: fieldConsent, headers: []string{
		"Einwilligung", "Zustimmung", "Einverständnis", "Toestemming", "Instemming", "Samtykke", "Consent",
	}},
}

// column is a column of the table that tells a field.
type column struct {
	index  int
	header string
	field  field
}

// where names a place as people find it: "row 14, column F (Abteilung)".
func (c column) where(row int) string {
	return fmt.Sprintf("row %d, column %s (%s)", row, sheet.ColumnName(c.index), shorten(c.header))
}

// headers knows what columns are called.
type headers struct {
	known  map[string]field // by folded header
	mapped map[string]string
}

// newHeaders adds the headers of a mapping to the known ones. A field that is
// mapped has no other column.
func newHeaders(mapping map[string]string) (*headers, error) {
	h := &headers{known: map[string]field{}, mapped: map[string]string{}}
	names := make([]string, 0, len(fields))
	for _, f := range fields {
		names = append(names, f.name[strings.LastIndexByte(f.name, '.')+1:])
	}
	for _, name := range slices.Sorted(maps.Keys(mapping)) {
		i := slices.IndexFunc(fields, func(f field) bool {
			return f.name == name || strings.HasSuffix(f.name, "."+name)
		})
		if i < 0 || fields[i].name == fieldConsent {
			help := diag.DidYouMean(name, names)
			if help == "" {
				help = "fields are " + strings.Join(slices.DeleteFunc(names, func(n string) bool { return n == fieldConsent }), ", ")
			}
			return nil, &FlagError{"map", fmt.Sprintf("there is no field %q: %s", name, help)}
		}
		h.mapped[fields[i].name] = mapping[name]
	}
	for _, f := range fields {
		if header, ok := h.mapped[f.name]; ok {
			if header == noColumn {
				delete(h.mapped, f.name)
			} else {
				h.known[fold(header)] = f
			}
			continue
		}
		for _, header := range f.headers {
			if key := fold(header); h.known[key].name == "" {
				h.known[key] = f
			}
		}
	}
	return h, nil
}

// FlagError is a mistake in what somebody asked for.
type FlagError struct{ Flag, message string }

func (e *FlagError) Error() string { return "--" + e.Flag + ": " + e.message }

func (h *headers) isKnown(text string) bool {
	_, ok := h.known[fold(text)]
	return ok
}

// findColumns takes the header off the rows, and the rows that say nothing.
func (t *Table) findColumns(rows []sheet.Row, h *headers) error {
	index, known := sheet.HeaderRow(rows, h.isKnown)
	if err := h.missing(rows[index:min(index+1, len(rows))]); err != nil {
		return err
	}
	if known < leastKnown {
		return fmt.Errorf(`%s: no row names at least two columns that are known, such as Name and Abteilung, naam and afdeling, `+
			`navn and afdeling, name and department: say what they are called with --map, as in --map "name=Who,department=Where"`, t.How)
	}
	head := rows[index]
	t.Header = head.Number
	taken := map[string]string{}
	for i, c := range head.Cells {
		f, ok := h.known[fold(c.Text)]
		var why string
		switch {
		case c.Text == "":
			continue
		case !ok:
			why = "it is no field's; --map can say which one it is"
		case f.name == fieldConsent:
			why = "consent is given by the people themselves, in their profiles"
		case taken[f.name] != "":
			why = "column " + taken[f.name] + " tells the same"
		default:
			taken[f.name] = sheet.ColumnName(i)
			t.columns = append(t.columns, column{i, c.Text, f})
			continue
		}
		t.leftOut = append(t.leftOut, LeftOut{i, c.Text, why})
	}
	t.splitNames()
	t.rows = slices.DeleteFunc(rows[index+1:], func(r sheet.Row) bool {
		empty, repeated := true, true
		for _, c := range t.columns {
			content := r.At(c.index)
			empty = empty && (content.Text == "" && content.Fault == "" || content.Above)
			repeated = repeated && content.Text == c.header // the header again, at the top of a printed page
		}
		return empty || repeated
	})
	return nil
}

// missing reports a header of --map that the header row does not have.
func (h *headers) missing(head []sheet.Row) error {
	var texts []string
	for _, r := range head {
		for _, c := range r.Cells {
			texts = append(texts, c.Text)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(h.mapped)) {
		header := h.mapped[name]
		if !slices.ContainsFunc(texts, func(text string) bool { return fold(text) == fold(header) }) {
			return &FlagError{"map", fmt.Sprintf("there is no column %q%s", header, hint(diag.DidYouMean(header, texts)))}
		}
	}
	return nil
}

// splitNames takes a column "Name" beside one of first names for last names.
func (t *Table) splitNames() {
	has := func(name string) int {
		return slices.IndexFunc(t.columns, func(c column) bool { return c.field.name == name })
	}
	if name := has("name"); name >= 0 && has(fieldFirst) >= 0 && has(fieldLast) < 0 {
		t.columns[name].field.name = fieldLast
	}
}

// hint is what to do, behind what is wrong.
func hint(text string) string {
	if text == "" {
		return ""
	}
	return "; " + text
}

// shorten keeps a text from filling the screen.
func shorten(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}
