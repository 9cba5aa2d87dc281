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
