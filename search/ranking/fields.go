// Package ranking is what all indexes of a hub have in common: the fields that
// a document has in them, the words that it is found by, and how much each
// counts. The lunr index, its shards and the bleve index are containers of the
// same terms; the client in the browser and the search on servers rank what
// they find there in the same way and with the numbers of this package.
package ranking

import (
	"strings"

	"ankerplatz/search"
	"ankerplatz/search/analysis"

	"golang.org/x/text/unicode/norm"
)

// Field is a part of a document. A word counts for more in a field with a
// higher boost.
type Field struct {
	Name  string
	Boost float64
}

// Fields are the fields of an index. What a writer put where it counts weighs
// more than what stands somewhere in the text. The last two hold no text of
// the document but other forms of its words ([analysis.Forms]): titleForms of
// those in title, problem, keywords and tags, textForms of the others.
var Fields = []Field{
	{"title", 10},
	{"problem", 6},
	{"keywords", 6},
	{"headings", 3},
	{"tags", 3},
	{"summary", 3},
	{"body", 1},
	{"titleForms", 5},
	{"textForms", 0.7},
}

// Words finds the texts of documents of one language. It remembers the forms
// of every token that it has met, so it belongs to one goroutine.
type Words struct {
	forms *analysis.Forms
	known map[string]string // the forms of a token, each with a space before it
}

// NewWords returns the words of a language with the given forms.
func NewWords(forms *analysis.Forms) *Words {
	return &Words{forms: forms, known: make(map[string]string)}
}

// Texts returns the texts of a document in the order of [Fields], in Unicode's
// composed form, which is how people type.
func (w *Words) Texts(d *search.Document) []string {
	var headings, body strings.Builder
	for _, s := range d.Sections {
		line(&headings, s.Heading)
		line(&body, s.Text)
	}
	for _, f := range d.Apps {
		line(&body, f.Name)
	}
	for _, f := range d.Departments {
		line(&body, f.Name)
	}
	texts := []string{
		d.Title,
		d.Problem,
		strings.Join(d.Keywords, "\n"),
		headings.String(),
		strings.Join(d.Tags, "\n"),
		d.Summary,
		body.String(),
	}
	for i, text := range texts {
		texts[i] = norm.NFC.String(text)
	}
	return append(texts,
		w.formsOf(texts[0], texts[1], texts[2], texts[4]),
		w.formsOf(texts[3], texts[5], texts[6]))
}

func (w *Words) formsOf(texts ...string) string {
	var all strings.Builder
	for _, text := range texts {
		for token := range strings.FieldsSeq(text) {
			forms, ok := w.known[token]
			if !ok {
				for _, form := range w.forms.Of(token) {
					forms += " " + form
				}
				w.known[strings.Clone(token)] = forms
			}
			all.WriteString(forms)
		}
	}
	return all.String()
}

func line(b *strings.Builder, s string) {
	if s != "" {
		b.WriteString(s)
		b.WriteByte('\n')
	}
}
