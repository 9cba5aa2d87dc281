package analysis

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func texts(terms []Term) string {
	var out []string
	for _, t := range terms {
		s := t.Text
		if t.Stop {
			s += "(stop)"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestTerms(t *testing.T) {
	for _, c := range []struct{ lang, token, want string }{
		{"de", "Größe", "gross groess"},
		{"de", "gro\u0308ße", "gross groess"},
		{"de", "»Straßen«,", "strass"},
		{"de", "Überweisungen", "uberweis ueberweis"},
		{"de", "und", "und(stop)"},
		{"de", "für", "fur(stop)"},
		{"da", "Årsagen", "årsag arsag aarsag"},
		{"da", "køb", "køb kob koeb"},
		{"nl", "huis", "huis"},
		{"nl", "huizen", "huis"},
		{"nl", "brieven.", "brief"},
		{"nl", "bijlagen", "bylag"},
		{"nl", "coördinatie", "coordinatie"},
		{"en", "accounts", "account"},
		{"en", "naïve", "naïv naiv"},
		{"en", "Anna's", "anna anna's"},
		{"en", "C++", "c++"},
		{"en", "(C#)", "c#"},
		{"en", ".NET", "net .net"},
		{"en", "“.NET”.", "net .net"},
		{"en", "...and", "and(stop)"},
		{"en", "Notepad++,", "notepad notepad++"},
		{"en", "SU01", "su01"},
		{"en", "0x8004010F", "0x8004010f"},
		{"en", "Ctrl+Shift+V", "ctrl shift ctrl+shift+v"},
		{"de", "E-Mail", "mail email"},
		{"de", "S/4HANA", "4hana s/4hana"},
		{"en", "https://example.org/a/printers", "http exampl org printer"},
		{"en", "--", ""},
		{"en", "", ""},
		{"en", "\xff", ""},
		{"fr", "Élèves", "élèves eleves"},
	} {
		if got := texts(NewLanguage(c.lang).Terms(c.token)); got != c.want {
			t.Errorf("%s: terms of %q are %q, want %q", c.lang, c.token, got, c.want)
		}
	}
}

// However a word is written, a term of it must be a term of the right form.
func TestFoldingsMeet(t *testing.T) {
	for _, c := range []struct{ lang, right, others string }{
		{"de", "Rückgabegrößen", "Rueckgabegroessen Ruckgabegrossen rückgabegrössen"},
		{"de", "Passwörter", "Passwoerter Passworter"},
		{"da", "ændringsønsker", "aendringsoensker aendringsonsker"},
		{"da", "årsløn", "aarsloen arslon"},
		{"nl", "bijwerken", "bywerken"},
		{"nl", "reünie", "reunie"},
		{"en", "résumé", "resume"},
	} {
		l := NewLanguage(c.lang)
		indexed := l.Terms(c.right)
		for _, other := range strings.Fields(c.others) {
			asked := l.Terms(other)
			if !slices.ContainsFunc(indexed, func(i Term) bool {
				return slices.ContainsFunc(asked, func(a Term) bool { return a.Text == i.Text })
			}) {
				t.Errorf("%s: %q has %q, %q has %q", c.lang, c.right, texts(indexed), other, texts(asked))
			}
		}
	}
}

func TestPrefix(t *testing.T) {
	for _, c := range []struct{ lang, token, want string }{
		{"de", "Überw", "uberw"},
		{"da", "Årsa", "årsa"},
		{"nl", "bijl", "byl"},
		{"en", "e-ma", "ma"},
		{"en", "ma.", ""},
		{"en", "", ""},
	} {
		if got := NewLanguage(c.lang).Prefix(c.token); got != c.want {
			t.Errorf("%s: prefix of %q is %q, want %q", c.lang, c.token, got, c.want)
		}
	}
}

func TestTermPlaces(t *testing.T) {
	token := "(E-Mail-Größe)"
	var got []string
	for _, term := range NewLanguage("de").Terms(token) {
		got = append(got, token[term.Start:term.End])
	}
	want := []string{"Mail", "Größe", "Größe", "E-Mail-Größe"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzTerms(f *testing.F) {
	for _, token := range strings.Fields(hardText) {
		f.Add(token)
	}
	f.Fuzz(func(t *testing.T, token string) {
		for _, lang := range []string{"en", "de", "nl", "da", "fr"} {
			l := NewLanguage(lang)
			for _, term := range l.Terms(token) {
				if term.Text == "" || !utf8.ValidString(term.Text) {
					t.Errorf("%s: %q has the term %q", lang, token, term.Text)
				}
				if term.Start < 0 || term.Start >= term.End || term.End > len(token) {
					t.Errorf("%s: %q has a term from %d to %d", lang, token, term.Start, term.End)
				}
			}
			l.Prefix(token)
		}
	})
}
