package analysis

import (
	"fmt"
	"strings"
	"testing"
)

func TestAskedWords(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"de", "", ""},
		{"de", " -- ++ … ", ""},
		{"de", "Größe der Rechnung", "größe[] der[] rechnung[]"},
		{"de", "(E-Mail-Adresse)", "e[] mail[] adresse[]"},
		{"de", "Netz\u00ADgerät", "netz[] gerät[]"},
		{"de", "GRO\u0308SSE", "grösse[]"},
		{"en", "C++ or C#, .NET ...and 3.5", "c[cplusplus] or[] c[csharp] net[dotnet] and[] 3.5[]"},
		{"en", "Ctrl+Shift+V", "ctrl+shift+v[](ctrl shift)"},
		{"en", "S/4HANA", "s/4hana[]"},
		{"en", "_private", "private[]"},
		{"de", "_private", "private[]"},
		{"nl", strings.Repeat("a", 50), strings.Repeat("a", 40) + "[]"},
		{"el", "ΟΔΟΣ", "οδος[]"},
		{"en", "one\u0085two\uFEFFthree", "one\u0085two[](one two) three[]"},
	} {
		var got []string
		for _, w := range NewLanguage(c.lang).Words(c.text) {
			one := fmt.Sprintf("%s[%s]", w.Raw, w.Name)
			if len(w.Inner) > 1 {
				one += fmt.Sprint("(", strings.Join(w.Inner, " "), ")")
			}
			got = append(got, one)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}

func TestSpelling(t *testing.T) {
	for _, c := range []struct{ lang, word, want string }{
		{"de", "größe", "grosse"},
		{"de", "groesse", "grosse"},
		{"da", "købsfaktura", "kobsfaktura"},
		{"da", "koebsfaktura", "kobsfaktura"},
		{"da", "århus", "arhus"},
		{"sv", "köpfaktura", "kopfaktura"},
		{"sv", "koepfaktura", "kopfaktura"},
		{"sv", "ängelholm", "angelholm"},
		{"sv", "aengelholm", "angelholm"},
		{"sv", "aatgaerd", "atgard"},
		{"sv", "idé", "ide"},
		{"nl", "huizen", "huisen"},
		{"nl", "coördinatie", "coordinatie"},
		{"nl", "ijs", "ys"},
		{"en", "organisations", "organizations"},
		{"en", "colour", "color"},
		{"en", "travelling", "traveling"},
		{"en", "naïve", "naive"},
		{"fr", "été", "ete"},
	} {
		if got := NewLanguage(c.lang).Spelling(c.word); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.word, got, c.want)
		}
	}
}

// What a question asks for is what an index has.
func TestLanguageMeetsChain(t *testing.T) {
	for lang, words := range map[string]string{
		"de": "Rechnungen entsperrt Größe (gesperrt) Straße",
		"nl": "facturen wachtwoorden geblokkeerde",
		"da": "fakturaer adgangskoder købene",
		"sv": "fakturorna lösenorden köpte (spärrat)",
		"en": "Invoices, locked documents",
		"fr": "l’été factures",
	} {
		l, chain := NewLanguage(lang), NewChain(lang)
		for _, w := range l.Words(words) {
			want, ok := chain.Term([]byte(w.Raw))
			if got := l.Term(w.Raw); got != want || ok == l.IsStop(w.Raw) {
				t.Errorf("%s %q: %q, want %q", lang, w.Raw, got, want)
			}
		}
	}
}

func TestFinished(t *testing.T) {
	for _, c := range []struct{ lang, word, want string }{
		{"de", "freundlichkei", "freundlich freundlichke"},
		{"de", "freundlichk", "freundlich"},
		{"de", "rechnu", ""}, // a stem begins so
		{"en", "acceptanc", "accept"},
		{"en", "ing", ""},
		{"sv", "tillgänglighe", "tillgäng"},
		{"fr", "facturati", ""},
	} {
		if got := strings.Join(NewLanguage(c.lang).Finished(c.word), " "); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.word, got, c.want)
		}
	}
}
