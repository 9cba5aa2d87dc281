package ranking

import (
	"testing"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
)

func TestAnswer(t *testing.T) {
	passages := []search.Passage{
		{Sentences: []string{"Belege kommen mit der Post.", "Man scannt sie am Drucker."}},
		{ID: "scannen", Heading: "Belege scannen", Sentences: []string{"Legen Sie den Beleg auf das Glas.", "Wählen Sie 300 Punkte."}},
		{ID: "fehler", Heading: "Wenn etwas klemmt", Sentences: []string{"Öffnen Sie die Klappe.", "Ziehen Sie das Papier heraus, bis es frei ist."}},
		{ID: "leer", Heading: "Farbe bestellen"},
	}
	const title, excerpt = "Belege ablegen", "Wie Belege in die Akte kommen."
	for _, c := range []struct{ question, id, text string }{
		{"belege ", "", excerpt},
		{"belege ablegen ", "", excerpt},
		{"belege scannen ", "scannen", "Legen Sie den Beleg auf das Glas."},
		{"papier klemmt ", "fehler", "Ziehen Sie das Papier heraus, bis es frei ist."},
		{"wie bestelle ich farbe ", "leer", excerpt},
		{"beleg klappe öffnen ", "", "Öffnen Sie die Klappe."}, // the title's, which no heading has a word of
		{"post ", "", "Belege kommen mit der Post."},
		{"belege drucker ", "", "Man scannt sie am Drucker."},
		{"urlaub ", "", excerpt},
	} {
		l := analysis.NewLanguage("de")
		words, ways := Parse(c.question, l, &Standard)
		p, text := NewMarker(l, words, ways, &Standard).Answer(title, excerpt, passages)
		id := ""
		if p != nil {
			id = p.ID
		}
		if id != c.id || text != c.text {
			t.Errorf("%q: section %q, %q; want %q, %q", c.question, id, text, c.id, c.text)
		}
	}
}

// What a document was found by is told where nothing that is shown has it.
func TestShow(t *testing.T) {
	l := analysis.NewLanguage("de")
	d := Document{
		Title: "Belege ablegen", Excerpt: "Wie man sie aufhebt.", Words: 0b11,
		Passages: []search.Passage{{Sentences: []string{"Alles kommt mit der Post."}}, {Heading: "Am Drucker"}},
		Told:     []search.Because{{Field: "keyword", Text: "SU53"}, {Field: "app", Text: "SAP Fiori"}},
	}
	rest := &search.Rest{Sentences: [][]string{{"Die Heftklammern bleiben."}, {}}, Pictures: []string{"Ein Locher"}}
	for _, c := range []struct {
		question, text, field, because string
		asked                          bool // for the rest
	}{
		{"belege ", "Wie man sie aufhebt.", "", "", false},
		{"belege su53 ", "Wie man sie aufhebt.", "keyword", "SU53", false},
		{"fiori ", "Wie man sie aufhebt.", "app", "SAP Fiori", false},
		{"drucker ", "Wie man sie aufhebt.", "heading", "Am Drucker", false},
		{"post ", "Alles kommt mit der Post.", "", "", false},
		{"heftklammer ", "Die Heftklammern bleiben.", "", "", true},
		{"locher ", "Wie man sie aufhebt.", "picture", "Ein Locher", true},
		{"belege locher ", "Wie man sie aufhebt.", "", "", false},
	} {
		words, ways := Parse(c.question, l, &Standard)
		asked := false
		shown, err := NewMarker(l, words, ways, &Standard).Show(&d, func() (*search.Rest, error) {
			asked = true
			return rest, nil
		})
		var because search.Because
		if shown.Because != nil {
			because = *shown.Because
		}
		if err != nil || shown.Text != c.text || because.Field != c.field || because.Text != c.because || asked != c.asked {
			t.Errorf("%q: %q because of %q %q, asked for the rest: %v; want %q, %q %q, %v; %v", c.question, shown.Text, because.Field, because.Text, asked, c.text, c.field, c.because, c.asked, err)
		}
		if shown.Because != nil && len(because.Marks) == 0 {
			t.Errorf("%q: no marks in %q", c.question, because.Text)
		}
	}
}
