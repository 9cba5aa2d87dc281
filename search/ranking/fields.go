// Package ranking is what all indexes of a hub have in common: the fields that
// a document has in them, the words that it is found by, how much each counts,
// and what words of questions mean ([Meanings]). The shards of browsers and the
// bleve index are containers of the same terms; the client in the browser and the
// search on servers read a question ([Parse], [MeantWays], [OtherWays]), rank what
// they find ([Rank], [Apart]) and choose what to show of it ([Marker]) in the same
// way and by the [Rules] of this package.
package ranking

import (
	"slices"
	"strings"
	"sync"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
)

// Field is a part of a document. A word counts for more in a field with a
// higher boost. In a field that is of others (see lunr.Field), a word counts for
// what it would count for in those, times the boost.
type Field struct {
	Name  string
	Boost float64
	Of    []string
}

// Fields are the fields of an index. What a writer put where it counts weighs
// more than what stands somewhere in the text. The last four hold no text of the
// document but other forms of its words ([analysis.Forms]): titleTwins and
// titleForms of those in title, problem, keywords and tags, textTwins and
// textForms of the others. A twin counts for nearly as much as the word itself.
var Fields = []Field{
	{Name: "title", Boost: 10},
	{Name: "problem", Boost: 6},
	{Name: "keywords", Boost: 6},
	{Name: "headings", Boost: 3},
	{Name: "tags", Boost: 3},
	{Name: "summary", Boost: 3},
	{Name: "body", Boost: 1},
	{Name: "titleTwins", Boost: 0.97, Of: []string{"title", "problem", "keywords", "tags"}},
	{Name: "textTwins", Boost: 0.97, Of: []string{"headings", "summary", "body"}},
	{Name: "titleForms", Boost: 5},
	{Name: "textForms", Boost: 0.7},
}

// Options say by which words documents are found besides their own, and how an
// index is asked.
type Options struct {
	Compounds bool                         // by the parts of compounds
	Synonyms  [][]string                   // groups of words, or of several words, that mean the same
	Sayings   map[string][]analysis.Saying // what words and phrases mean, by language, besides what ships
	Foreign   []string                     // languages in which questions may be asked, too
	// Learned returns what foreign words mean to readers of a language, each with
	// how likely it is as its weight; nil: nobody has learned any.
	Learned func(lang string) Meanings
	Rules   *Rules // nil: [Standard]
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
	splitter *analysis.Splitter
	rules    *Rules
	joined   map[string]bool // the terms of the hub's words
	known    sync.Map        // token by text
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
	joined := make(map[string]bool, len(counts))
	for word := range counts {
		joined[chain.Stem([]byte(word))] = true
	}
	return &Language{
		Counts:   counts,
		lang:     lang,
		chain:    chain,
		asked:    analysis.NewLanguage(lang),
		forms:    analysis.NewForms(lang, splitter, counts),
		synonyms: newThesaurus(lang, chain, opt.Synonyms, analysis.Synonyms(lang)),
		splitter: splitter,
		rules:    opt.rules(),
		joined:   joined,
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
		for _, known := range d.Knows {
			analysis.CountWords(counts, known.Topic)
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
	twins string     // each with a space before it
	forms string     // likewise
	single
}

// Words returns a Words of the language.
func (l *Language) Words() *Words { return &Words{language: l, known: make(map[string]token)} }

// Texts returns the texts of a document in the order of [Fields], made even
// ([analysis.Even]): of a field that is of others, what it has for each.
func (w *Words) Texts(d *search.Document) [][]string {
	var headings, body, names strings.Builder
	for _, s := range d.Sections {
		line(&headings, s.Heading)
		line(&body, s.Text)
	}
	for _, f := range d.Apps {
		line(&names, f.Name)
	}
	for _, f := range d.Departments {
		line(&names, f.Name)
	}
	even := func(text string) string { return analysis.Even(w.language.lang, text) }
	title, problem, keywords, tags := even(d.Title), even(d.Problem), even(keywords(d)), even(strings.Join(d.Tags, "\n"))
	heads, summary, text, facets := even(headings.String()), even(d.Summary), even(body.String()), even(names.String())
	titleTwins := []string{w.twinsOf(title, true), w.twinsOf(problem, true), w.twinsOf(keywords, true), w.twinsOf(tags, true)}
	textTwins := []string{w.twinsOf(heads, false), w.twinsOf(summary, false), w.twinsOf(text, false) + w.twinsOf(facets, true)}
	return [][]string{
		{title},
		{problem},
		{keywords},
		{heads},
		{tags},
		{summary},
		{text + facets},
		titleTwins,
		textTwins,
		{without(w.formsOf(title, problem, keywords, tags), titleTwins)},
		{without(w.formsOf(heads, summary, text, facets), textTwins)},
	}
}

// keywords are those of a document, with what a person knows: as often as the
// level says, so that a question leads to who knows most.
func keywords(d *search.Document) string {
	var text strings.Builder
	for _, word := range d.Keywords {
		line(&text, word)
	}
	for _, known := range d.Knows {
		for range max(1, known.Level) {
			line(&text, known.Topic)
		}
	}
	return text.String()
}

// without returns words without those that texts have. Synonyms may be twins.
func without(words string, texts []string) string {
	known := make(map[string]bool)
	for _, text := range texts {
		for word := range strings.FieldsSeq(text) {
			known[strings.ToLower(word)] = true
		}
	}
	if len(known) == 0 {
		return words
	}
	var left strings.Builder
	for word := range strings.FieldsSeq(words) {
		if !known[strings.ToLower(word)] {
			left.WriteString(" " + word)
		}
	}
	return left.String()
}

// LightTerms returns the terms ([analysis.LightTerm]) of the words that say
// little in a text, but of which a document's name consists: a page that is
// called Soll und Haben. They are for the field titleForms, which lunr's chain
// would keep them out of.
func (w *Words) LightTerms(d *search.Document) []string {
	names := append([]string{d.Title, d.Problem, keywords(d)}, d.Tags...)
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
			known := w.token(t)
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

// token returns what is known of a token of a text.
func (w *Words) token(text string) token {
	known, ok := w.known[text]
	if !ok {
		text = strings.Clone(text)
		known = w.language.token(text)
		w.known[text] = known
	}
	return known
}

// token returns what is known of a token by itself.
func (l *Language) token(text string) token {
	if known, ok := l.known.Load(text); ok {
		return known.(token)
	}
	t := token{terms: chainTerms(l.chain, text), single: l.single(text)}
	for _, term := range t.terms {
		t.ends = append(t.ends, l.synonyms[term])
	}
	twins, forms := l.forms.Of(text)
	for _, twin := range twins {
		t.twins += " " + twin
	}
	for _, form := range forms {
		t.forms += " " + form
	}
	for _, form := range slices.Concat(twins, forms) {
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
