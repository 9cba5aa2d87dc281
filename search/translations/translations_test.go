package translations

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/ranking"

	"github.com/google/go-cmp/cmp"
)

// translated returns a page in several languages: each text begins with its
// language, and its first line is the title.
func translated(page string, texts ...string) []search.Document {
	var docs []search.Document
	for _, text := range texts {
		lang, text, _ := strings.Cut(text, ": ")
		title, text, _ := strings.Cut(text, "\n")
		docs = append(docs, search.Document{Ref: lang + "/" + page, Page: page, Lang: lang, Title: title, Sections: []search.Section{{Text: text}}})
	}
	return docs
}

func office() []search.Document {
	return slices.Concat(
		translated("post", "de: Rechnung buchen\nDer Lieferant schickt eine Rechnung.", "en: Post an invoice\nThe vendor sends an invoice.", "da: Bogfør en faktura\nLeverandøren sender en faktura."),
		translated("correct", "de: Rechnung berichtigen\nGutschrift und neue Rechnungen.", "en: Correct an invoice\nCredit memo and new invoices.", "da: Ret en faktura\nKreditnota og nye fakturaer."),
		translated("block", "de: Lieferant sperren\nDer Lieferant bekommt nichts mehr.", "en: Block a vendor\nThe vendor gets no more orders.", "da: Spær en leverandør\nLeverandøren får ikke mere."),
		translated("lock", "de: Datei sperren\nWer sie offen hat, entsperrt sie.", "en: Lock a file\nWhoever has it open unlocks it.", "da: Lås en fil\nDen, der har den åben, låser den op."),
		translated("share", "de: Datei teilen\nMit Kollegen.", "en: Share a file\nWith colleagues.", "da: Del en fil\nMed kolleger."),
	)
}

// asked returns what a word means to readers of a language, the likeliest first.
func asked(learned map[string]ranking.Meanings, lang, word string) string {
	l := analysis.NewLanguage(lang)
	var terms []string
	for _, w := range learned[lang][l.Key(word)] {
		terms = append(terms, w.Terms...)
	}
	return strings.Join(terms, " ")
}

func TestLearn(t *testing.T) {
	learned := Learn(office())
	for _, c := range []struct{ lang, word, want string }{
		{"de", "invoice", "rechnung"},
		{"de", "invoices", "rechnung"}, // as written, whatever German stems of it
		{"en", "Rechnung", "invoic"},
		{"en", "Rechnungen", "invoic"},
		{"en", "leverandør", "vendor"},
		{"en", "leverandor", "vendor"}, // typed on another keyboard
		{"da", "lieferant", "leverandør"},
		{"da", "file", "fil"},
		{"de", "vendor", "lieferant"},
		{"de", "credit", ""},   // on one page alone
		{"de", "an", ""},       // says nothing
		{"en", "invoice", ""},  // its own language
		{"sv", "Rechnung", ""}, // no pages
	} {
		if got := asked(learned, c.lang, strings.ToLower(c.word)); got != c.want {
			t.Errorf("%s to a reader of %s is %q, want %q", c.word, c.lang, got, c.want)
		}
	}
	for _, words := range learned["de"]["vendor"] {
		if words.Weight <= 0 || words.Weight > 1 || !words.Foreign {
			t.Errorf("a meaning is %v", words)
		}
	}
}

// Only what is one page teaches, and only where it does not fit everything.
func TestLearnsNothing(t *testing.T) {
	apart := office()
	for i := range apart {
		apart[i].Page = ""
	}
	var alike []search.Document
	for _, page := range []string{"one", "two"} {
		alike = append(alike, translated(page, "de: Wort\nalpha beta gamma delta", "en: Bird\nearth water fire metal stone")...)
	}
	alone := slices.DeleteFunc(office(), func(d search.Document) bool { return d.Lang != "de" })
	for name, docs := range map[string][]search.Document{"pages apart": apart, "one language": alone, "none": nil} {
		for lang, words := range Learn(docs) {
			if len(words) > 0 {
				t.Errorf("%s: %s learned %v", name, lang, words)
			}
		}
	}
	if got := asked(Learn(alike), "de", "water"); got != "" {
		t.Errorf("of words that stand on the same pages %q was chosen", got)
	}
}

// The order of pages and of languages changes nothing.
func TestLearnOrder(t *testing.T) {
	docs := office()
	want := Learn(docs)
	slices.Reverse(docs)
	if diff := cmp.Diff(want, Learn(docs)); diff != "" {
		t.Error(diff)
	}
}

// A word on many pages is learned from some of them, and as well.
func TestLearnManyPages(t *testing.T) {
	var docs []search.Document
	for i := range 20 * mostPages {
		de, en := fmt.Sprintf("Seite %c\nnummer", 'a'+i%26), fmt.Sprintf("Leaf %c\nfigure", 'a'+i%26)
		if i%2 == 0 {
			de, en = de+" Rechnung", en+" invoice"
		}
		if i%3 == 0 {
			de, en = de+" Lieferant", en+" vendor"
		}
		docs = append(docs, translated(fmt.Sprint(i), "de: "+de, "en: "+en)...)
	}
	learned := Learn(docs)
	for word, want := range map[string]string{"invoice": "rechnung", "vendor": "lieferant"} {
		if got, _, _ := strings.Cut(asked(learned, "de", word), " "); got != want {
			t.Errorf("%s is %q, want %q", word, got, want)
		}
	}
	if got := slices.Sorted(maps.Keys(learned)); !slices.Equal(got, []string{"de", "en"}) {
		t.Errorf("languages %v", got)
	}
}
