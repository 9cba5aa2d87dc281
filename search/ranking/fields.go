// Package ranking is what all indexes of a hub have in common: the fields that
// a document has in them, the words that it is found by, and how much each
// counts. The shards of browsers and the bleve index are containers of the same
// terms; the client in the browser and the search on servers rank what they
// find there in the same way and by the [Rules] of this package.
package ranking

import (
	"strings"
	"sync"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
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

// Options say by which words documents are found besides their own, and how an
// index is asked.
type Options struct {
	Compounds bool              // by the parts of compounds
	Synonyms  [][]string        // groups of words, or of several words, that mean the same
	Sayings   []analysis.Saying // what words and phrases mean, besides what ships
	Rules     *Rules            // nil: [Standard]
}

// Language knows the other words of a language, and those of a hub. It is safe
// for concurrent use.
type Language struct {
	Counts   map[string]int // how often the hub has each word
	lang     string
	chain    *analysis.Chain
	asked    *analysis.Language
	forms    *analysis.Forms
	synonyms thesaurus
	known    sync.Map // token by text
}

// NewLanguage returns what is known of a language, given as a BCP 47 tag, in
// which a hub has docs: its words tell which compounds can be split.
func NewLanguage(lang string, opt Options, docs []search.Document) *Language {
	counts := CountWords(docs)
	var splitter *analysis.Splitter
	if opt.Compounds {
		splitter = analysis.NewSplitter(lang, counts)
	}
	chain := analysis.NewChain(lang)
	return &Language{
		Counts:   counts,
		lang:     lang,
		chain:    chain,
		asked:    analysis.NewLanguage(lang),
		forms:    analysis.NewForms(lang, splitter),
		synonyms: newThesaurus(lang, chain, opt.Synonyms, analysis.Synonyms(lang)),
	}
}

// CountWords returns how often the documents have each word.
func CountWords(docs []search.Document) map[string]int {
	counts := make(map[string]int)
	for i := range docs {
		d := &docs[i]
		for _, text := range append([]string{d.Title, d.Problem, d.Summary}, d.Keywords...) {
			analysis.CountWords(counts, text)
		}
		for _, s := range d.Sections {
			analysis.CountWords(counts, s.Heading)
			analysis.CountWords(counts, s.Text)
		}
	}
	return counts
}

// Words finds the texts of documents of one language. It belongs to one
// goroutine; with others it shares what the language has learned.
type Words struct {
	language *Language
	known    map[string]token
	terms    []string // of the text at hand
}

type token struct {
	terms []string   // as chainTerms has them
	ends  [][]phrase // those that end with each of the terms
	forms string     // each with a space before it
}

// Words returns a Words of the language.
func (l *Language) Words() *Words { return &Words{language: l, known: make(map[string]token)} }

// Texts returns the texts of a document in the order of [Fields], made even
// ([analysis.Even]).
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
		texts[i] = analysis.Even(w.language.lang, text)
	}
	return append(texts,
		w.formsOf(texts[0], texts[1], texts[2], texts[4]),
		w.formsOf(texts[3], texts[5], texts[6]))
}

// LightTerms returns the terms ([analysis.LightTerm]) of the words that say
// little in a text, but of which a document's name consists: a page that is
// called Soll und Haben. They are for the field titleForms, which lunr's chain
// would keep them out of.
func (w *Words) LightTerms(d *search.Document) []string {
	names := append([]string{d.Title, d.Problem}, append(d.Keywords, d.Tags...)...)
	for _, app := range d.Apps {
		names = append(names, app.Name)
	}
	var terms []string
	for _, word := range w.language.asked.Words(strings.Join(names, "\n"), longestLight, 1) {
		if w.language.asked.IsLight(word.Raw) {
			terms = append(terms, analysis.LightTerm(word.Raw))
		}
	}
	return terms
}

// longestLight is more UTF-16 code units than a light word has.
const longestLight = 40

// formsOf returns the other words by which texts are found.
func (w *Words) formsOf(texts ...string) string {
	var all strings.Builder
	for _, text := range texts {
		w.terms = w.terms[:0]
		for t := range strings.FieldsSeq(text) {
			known, ok := w.known[t]
			if !ok {
				t = strings.Clone(t)
				known = w.language.token(t)
				w.known[t] = known
			}
			all.WriteString(known.forms)
			for i, term := range known.terms {
				w.terms = append(w.terms, term)
				if known.ends[i] != nil {
					all.WriteString(synonyms(known.ends[i], w.terms))
				}
			}
		}
	}
	return all.String()
}

// token returns what is known of a token by itself.
func (l *Language) token(text string) token {
	if known, ok := l.known.Load(text); ok {
		return known.(token)
	}
	t := token{terms: chainTerms(l.chain, text)}
	for _, term := range t.terms {
		t.ends = append(t.ends, l.synonyms[term])
	}
	for _, form := range l.forms.Of(text) {
		t.forms += " " + form
		for _, term := range chainTerms(l.chain, form) {
			t.forms += synonyms(l.synonyms[term], []string{term})
		}
	}
	l.known.Store(text, t)
	return t
}

// chainTerms returns the terms of a text. Stop words are among them, told from
// terms by a space: to log in is not a log.
func chainTerms(chain *analysis.Chain, text string) []string {
	var terms []string
	for token, rest := analysis.NextToken(analysis.AppendLower(nil, text)); len(token) > 0; token, rest = analysis.NextToken(rest) {
		term, ok := chain.Term(token)
		switch {
		case !ok:
			terms = append(terms, " "+string(token))
		case term != "":
			terms = append(terms, term)
		}
	}
	return terms
}

func line(b *strings.Builder, s string) {
	if s != "" {
		b.WriteString(s)
		b.WriteByte('\n')
	}
}
