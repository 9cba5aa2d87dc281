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
