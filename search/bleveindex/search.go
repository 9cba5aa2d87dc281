package bleveindex

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"ankerplatz/search"
	"ankerplatz/search/analysis"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// Query is a question. All of its conditions must hold; those that are empty
// ask for nothing.
type Query struct {
	Text       string   // what somebody typed; its last word may be unfinished
	Lang       string   // of the documents
	Kinds      []string // one of these
	App        string   // the facets' ids
	Department string
	Tag        string
	Limit      int // the most results to return; 0 means 10
}

// defaultLimit is how many results there are if the question does not say.
const defaultLimit = 10

// weights says what a word that is found in a field of a document counts for.
var weights = []struct {
	field string
	exact float64
	begun float64 // it only begins with the last word of the question
}{
	{"title", 10, 7},
	{"keywords", 6, 4},
	{"problem", 6, 4},
	{"headings", 3, 2},
	{"summary", 3, 2},
	{"body", 1, 0.6},
}

// Other spellings of a word and words that are misspelt count for less.
const (
	foldedWeight = 0.8
	fuzzyWeight  = 0.4
)

// Search returns the documents that answer q best, best first. A document need
// not have all words of the question, but those that do come first. A word
// that no document has is taken for a typing error: words that differ from it
// by one letter, or by two from eight letters on, are found instead.
//
// Without a text, it returns all documents for which the other conditions
// hold, by their languages and refs.
func (ix *Index) Search(ctx context.Context, q Query) ([]search.Result, error) {
	languages := ix.languages
	if q.Lang != "" {
		languages = []string{q.Lang}
	}
	request := bleve.NewSearchRequest(nil)
	request.Size = q.Limit
	if q.Limit <= 0 {
		request.Size = defaultLimit
	}
	request.Fields = []string{"title", "url", "excerpt", "kind", "lang"}

	filters := q.filters()
	questions := make(map[string]*question)
	if strings.TrimSpace(q.Text) == "" {
		request.Query = query.NewMatchAllQuery()
		request.SortBy([]string{"_id"})
	} else {
		var anyLang []query.Query
		for _, lang := range languages {
			words, ok := ix.words[lang]
			if !ok {
				continue // no document is in that language
			}
			asked := newQuestion(words, q.Text)
			if err := ix.findTypos(ctx, lang, asked); err != nil {
				return nil, err
			}
			questions[lang] = asked
			anyLang = append(anyLang, asked.query(lang))
		}
		if len(anyLang) == 0 {
			return nil, nil
		}
		request.Query = query.NewDisjunctionQuery(anyLang)
	}
	if len(filters) > 0 {
		b := query.NewBooleanQuery([]query.Query{request.Query}, nil, nil)
		b.AddFilter(query.NewConjunctionQuery(filters))
		request.Query = b
	}

	found, err := ix.index.SearchInContext(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("%s: search: %w", ix.dir, err)
	}
	var results []search.Result
	for _, hit := range found.Hits {
		field := func(name string) string {
			s, _ := hit.Fields[name].(string)
			return s
		}
		r := search.Result{
			URL:     field("url"),
			Path:    hit.ID[strings.IndexByte(hit.ID, ':')+1:],
			Title:   field("title"),
			Kind:    field("kind"),
			Lang:    field("lang"),
			Excerpt: field("excerpt"),
			Marks:   []search.Mark{},
			Score:   hit.Score,
		}
		if asked := questions[r.Lang]; asked != nil {
			r.Marks = asked.marks(r.Excerpt)
		}
		results = append(results, r)
	}
	return results, nil
}

// filters returns the conditions that have no part in the score.
func (q Query) filters() []query.Query {
	var filters []query.Query
	is := func(field, value string) query.Query {
		t := query.NewTermQuery(value)
		t.SetField(field)
		return t
	}
	for _, f := range []struct{ field, value string }{
		{"lang", q.Lang},
		{"app", q.App},
		{"department", q.Department},
		{"tag", q.Tag},
	} {
		if f.value != "" {
			filters = append(filters, is(f.field, f.value))
		}
	}
	if len(q.Kinds) > 0 {
		var anyKind []query.Query
		for _, kind := range q.Kinds {
			anyKind = append(anyKind, is("kind", kind))
		}
		filters = append(filters, query.NewDisjunctionQuery(anyKind))
	}
	return filters
}

// question is the text of a query as one language understands it.
type question struct {
	language *analysis.Language
	words    []word
}

// word is a token of a question.
type word struct {
	terms  []analysis.Term
	prefix string // set on a last word that may be unfinished
	edits  int    // how many letters may be wrong
}

func newQuestion(l *analysis.Language, text string) *question {
	q := &question{language: l}
	tokens := strings.Fields(text)
	stops := 0
	for i, token := range tokens {
		w := word{terms: l.Terms(token)}
		if i == len(tokens)-1 && strings.HasSuffix(text, token) {
			if w.prefix = l.Prefix(token); utf8.RuneCountInString(w.prefix) < 2 {
				w.prefix = ""
			}
		}
		if len(w.terms) == 0 {
			continue
		}
		if w.terms[0].Stop {
			stops++
		}
		q.words = append(q.words, w)
	}
	// Stop words are asked for only if there is nothing else.
	if stops < len(q.words) {
		q.words = slices.DeleteFunc(q.words, func(w word) bool { return w.terms[0].Stop })
	}
	return q
}

// findTypos allows for errors in the words that no document has.
func (ix *Index) findTypos(ctx context.Context, lang string, q *question) error {
	for i := range q.words {
		w := &q.words[i]
		n := utf8.RuneCountInString(w.terms[0].Text)
		if n < 4 || strings.ContainsAny(w.terms[0].Text, "0123456789") {
			continue
		}
		request := bleve.NewSearchRequest(w.query(lang))
		request.Size = 0
		request.Score = "none"
		found, err := ix.index.SearchInContext(ctx, request)
		if err != nil {
			return fmt.Errorf("%s: search: %w", ix.dir, err)
		}
		if found.Total > 0 {
			continue
		}
		if w.edits = 1; n >= 8 {
			w.edits = 2
		}
	}
	return nil
}

func (q *question) query(lang string) query.Query {
	words := make([]query.Query, len(q.words))
	for i, w := range q.words {
		words[i] = w.query(lang)
	}
	return query.NewDisjunctionQuery(words)
}

// query asks for the word in all fields.
func (w word) query(lang string) query.Query {
	var forms []query.Query
	for _, f := range weights {
		field := lang + "." + f.field
		for _, t := range w.terms {
			boost := f.exact
			if t.Kind == analysis.Folded {
				boost *= foldedWeight
			}
			exact := query.NewTermQuery(t.Text)
			exact.SetField(field)
			exact.SetBoost(boost)
			forms = append(forms, exact)
			if w.edits > 0 && t.Kind == analysis.Exact {
				near := query.NewFuzzyQuery(t.Text)
				near.SetField(field)
				near.SetFuzziness(w.edits)
				near.SetPrefix(1)
				near.SetBoost(f.exact * fuzzyWeight)
				forms = append(forms, near)
			}
		}
		if w.prefix != "" {
			begun := query.NewPrefixQuery(w.prefix)
			begun.SetField(field)
			begun.SetBoost(f.begun)
			forms = append(forms, begun)
		}
	}
	return query.NewDisjunctionQuery(forms)
}
