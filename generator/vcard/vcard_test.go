package vcard

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-vcard"

	"ankerplatz/generator/personname"
)

// read decodes a card as another program does.
func read(t *testing.T, data []byte) vcard.Card {
	t.Helper()
	card, err := vcard.NewDecoder(bytes.NewReader(data)).Decode()
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	return card
}

func TestFile(t *testing.T) {
	card := Card{
		UID: "https://hub.example/de/people/anna/", Name: "Anna von der Heide", Profile: "https://hub.example/en/people/anna/",
		Job: "Planerin; Statik, Vermessung", Department: `Bau\Planung`, Roles: []string{"Key-User", "Anker"},
		Email: "anna@example.org", Phone: "+49 30 1234", Mobile: "+49 170 99", Chat: "https://chat.example/anna", Web: "https://anna.example",
		Desk: "Raum 2.14\nam Fenster", Location: "Kiel", Languages: []string{"de", "tr"}, Changed: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC),
	}
	data := card.File()
	got := read(t, data)
	for field, want := range map[string]string{
		"VERSION": "4.0", "UID": card.UID, "FN": card.Name, "EMAIL": card.Email, "IMPP": card.Chat, "REV": "20260301T090000Z",
	} {
		if is := got.Value(field); is != want {
			t.Errorf("%s is %q, not %q", field, is, want)
		}
	}
	for field, want := range map[string][]string{
		"ROLE": card.Roles, "TEL": {card.Phone, card.Mobile}, "URL": {card.Profile, card.Web}, "LANG": card.Languages,
	} {
		if is := got.Values(field); !slices.Equal(is, want) {
			t.Errorf("%s is %q, not %q", field, is, want)
		}
	}
	if n := got.Name(); n.FamilyName != "von der Heide" || n.GivenName != "Anna" {
		t.Errorf("the name is %+v", n)
	}
	if !got.Get("TEL").Params.HasType("work") || !got["TEL"][1].Params.HasType("cell") || got.Get("TEL").Params.Get("VALUE") != "" {
		t.Error("telephones are not what Outlook reads")
	}
	for _, line := range []string{`ORG:;Bau\\Planung`, `TITLE:Planerin\; Statik\, Vermessung`, `ADR;TYPE=work:;Raum 2.14\nam Fenster;;Kiel;;;`} {
		if !strings.Contains(string(data), "\r\n"+line+"\r\n") {
			t.Errorf("no line %s in\n%s", line, data)
		}
	}
}

// TestHostileNames writes names that could break a card, and reads them again.
func TestHostileNames(t *testing.T) {
	for name, want := range map[string]personname.Name{
		"Anna": {Family: "Anna"},
		"山田太郎": {Family: "山田太郎"},
		"Ольга Петровна Иванова":             {Given: "Ольга", Additional: "Петровна", Family: "Иванова"},
		`O'Neil <script> \n`:                 {Given: "O'Neil", Family: `\n`},
		"Eve\r\nTEL:+1\r\nEND:VCARD":         {Given: "Eve", Additional: "TEL:+1", Family: "END:VCARD"},
		"Eve\x00\x1b[31m Mallory":            {Given: "Eve[31m", Family: "Mallory"},
		strings.Repeat("Jørgen-", 17) + " X": {Given: strings.Repeat("Jørgen-", 17), Family: "X"},
		"Li " + strings.Repeat("名", 118):     {Given: "Li", Family: strings.Repeat("名", 118)},
		"Dr. Eva von der Heide, M.A.":        {Prefix: "Dr.", Given: "Eva", Family: "von der Heide", Suffix: "M.A."},
	} {
		card := Card{UID: "u", Name: name, Profile: "https://hub.example/x/"}
		for _, data := range [][]byte{card.File(), []byte(card.Short())} {
			got := read(t, data)
			if n := got.Name(); n == nil || n.GivenName != want.Given || n.AdditionalName != want.Additional || n.FamilyName != want.Family ||
				n.HonorificPrefix != want.Prefix || n.HonorificSuffix != want.Suffix {
				t.Errorf("%q is read as %+v", name, n)
			}
			if got.Value("TEL") != "" || got.Value("URL") != card.Profile {
				t.Errorf("%q breaks out of its line:\n%s", name, data)
			}
			for line := range strings.SplitSeq(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
				if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
					t.Errorf("a line of %d octets: %q", len(line), line)
				}
			}
		}
	}
}

// TestSemicolons: a semicolon in a name is none between its parts. (The reader
// above does not know of these.)
func TestSemicolons(t *testing.T) {
	got := Card{Name: "Jo; Li;Mu"}.Short()
	if want := "\r\nN:Li\\;Mu;Jo\\;;;;\r\nFN:Jo\\; Li\\;Mu\r\n"; !strings.Contains(got, want) {
		t.Errorf("the name is not escaped:\n%s", got)
	}
}

func TestOnlyAName(t *testing.T) {
	got := string(Card{UID: "https://hub.example/de/x/", Name: "Zoë X", Profile: "https://hub.example/de/x/"}.File())
	want := "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:https://hub.example/de/x/\r\nN;CHARSET=UTF-8:X;Zoë;;;\r\nFN;CHARSET=UTF-8:Zoë X\r\n" +
		"URL;TYPE=work:https://hub.example/de/x/\r\nEND:VCARD\r\n"
	if got != want {
		t.Errorf("the card is\n%s", got)
	}
}

// TestAddresses: what stands in an address for something is not escaped as in
// texts, and nothing in it ends its line.
func TestAddresses(t *testing.T) {
	card := Card{
		UID: "https://hub.example/x/", Name: "Bo", Web: "https://bo.example/?a=1;b=2,3",
		Chat: "https://chat.example/l/0?users=a,b;c@example.org&m=a\\b c\r\nTEL:1\u2028\u202eü", Profile: "https://hub.example/bo/",
	}
	data := strings.ReplaceAll(string(card.File()), "\r\n ", "")
	for _, line := range []string{
		"URL:https://bo.example/?a=1;b=2,3", "UID:https://hub.example/x/",
		"IMPP:https://chat.example/l/0?users=a,b;c@example.org&m=a%5Cb%20c%0D%0ATEL:1%E2%80%A8%E2%80%AE%C3%BC",
	} {
		if !strings.Contains(data, "\r\n"+line+"\r\n") {
			t.Errorf("no line %s in\n%s", line, data)
		}
	}
}

// TestExtension: nobody is called at a number that has an extension's digits
// at its end.
func TestExtension(t *testing.T) {
	card := Card{Name: "Bo", Phone: "+49 221 12, App. 3", Mobile: "0170 99"}
	file := string(card.File())
	for _, line := range []string{"TEL;VALUE=uri;TYPE=work,voice:tel:+4922112;ext=3", "TEL;TYPE=cell,voice:0170 99"} {
		if !strings.Contains(file, "\r\n"+line+"\r\n") {
			t.Errorf("no line %s in\n%s", line, file)
		}
	}
	short := card.Short()
	for _, line := range []string{"TEL;TYPE=work,voice:+4922112", "TEL;TYPE=cell,voice:0170 99", `NOTE:+49 221 12\, App. 3`} {
		if !strings.Contains(short, "\r\n"+line+"\r\n") {
			t.Errorf("no line %s in\n%s", line, short)
		}
	}
}

// TestParts: what a person has several of are several values.
func TestParts(t *testing.T) {
	got := Card{Name: "Mr Jo A. Li, MBA, PhD"}.Short()
	if want := "\r\nN:Li;Jo;A.;Mr;MBA,PhD\r\nFN:Mr Jo A. Li\\, MBA\\, PhD\r\n"; !strings.Contains(got, want) {
		t.Errorf("the name is\n%s", got)
	}
}

// TestHiddenSigns: what turns letters around, or ends a line for some programs,
// is not in a card.
func TestHiddenSigns(t *testing.T) {
	got := string(Card{Name: "Bo", Job: "Plan\u202eung\ufeff", Desk: "links\u2028oben\x07"}.File())
	for _, line := range []string{"TITLE:Planung", `ADR;TYPE=work:;links\noben;;;;;`} {
		if !strings.Contains(got, "\r\n"+line+"\r\n") {
			t.Errorf("no line %s in\n%q", line, got)
		}
	}
}
