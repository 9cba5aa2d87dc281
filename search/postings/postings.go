// Package postings makes what the indexes of a hub are made of: the terms of
// the documents of a language, where each stands and what it counts for there,
// answers ready for beginnings that very many terms have, what words of questions
// mean, and a dictionary.
//
// It knows nothing of how an index is kept: package shards writes one for
// browsers, package bleveindex one for servers. Both say what stands here, so
// both give the same answers, however large the files of either are.
package postings

import (
	"context"
	"iter"
	"math"
	"slices"
	"strconv"
	"sync"

	"ankerplatz/search"
	"ankerplatz/search/lunr"
	"ankerplatz/search/ranking"
)

// Options say what is indexed, and how.
type Options struct {
	ranking.Options
	Lang string // BCP 47 tag of the documents
}

// Index is the index of a hub's documents in one language. It is read only and
// safe for concurrent use.
type Index struct {
	Lang      string
	Documents []search.Document // by number
	Rules     *ranking.Rules    // by which it is asked
	Lunr      *lunr.Index       // the same for lunr.js; its refs are the documents' numbers, "0", "1", …

	// Beginnings are those that a question cannot look at term by term.
	Beginnings func() []Beginning
	// Meanings are those of words that documents need not have, by terms that
	// they have.
	Meanings func() ranking.Meanings
	// Dictionary is all words that may be meant by one that is not known, in
	// pieces.
	Dictionary func() []Piece

	sorted  []string // terms in lunr's order
	numbers []int    // lunr's number of each
	places  []int    // where each is in sorted, by that number
	// values[starts[i]:starts[i+1]], where i is t*fields+f, are what the sorted
	// term t counts for in field f of each of its documents.
	values []uint32
	starts []uint32
}

// fields are the fields of an index.
var fields = func() []lunr.Field {
	fields := make([]lunr.Field, len(ranking.Fields))
	for i, f := range ranking.Fields {
		fields[i] = lunr.Field(f)
	}
	return fields
}()

// New indexes the documents of a language. They have the numbers 0, 1, … in
// the order in which they are given.
func New(ctx context.Context, opt Options, docs []search.Document) (*Index, error) {
	language := ranking.NewLanguage(opt.Lang, opt.Options, docs)
	refs := make([]lunr.Doc, len(docs))
	for i := range docs {
		refs[i] = lunr.Doc{Ref: strconv.Itoa(i), Boost: docs[i].Weight}
	}
	whole, err := lunr.BuildNumbered(ctx, lunr.Config{Languages: []string{opt.Lang}, Fields: fields}, refs, func(number func(term string) uint32) func(doc int) []lunr.Numbers {
		words := language.Words(number)
		return func(doc int) []lunr.Numbers {
			values := words.Values(&docs[doc])
			numbers := make([]lunr.Numbers, len(values))
			for i, v := range values {
				numbers[i] = lunr.Numbers(v)
			}
			return numbers
		}
	})
	if err != nil {
		return nil, err
	}
	ix := &Index{Lang: opt.Lang, Documents: docs, Rules: opt.Rules, Lunr: whole}
	if ix.Rules == nil {
		ix.Rules = &ranking.Standard
	}
	ix.weigh()
	ix.Beginnings = sync.OnceValue(ix.beginnings)
	ix.Meanings = sync.OnceValue(func() ranking.Meanings { return ranking.NewMeanings(opt.Lang, opt.Options, ix.documentsOf) })
	ix.Dictionary = sync.OnceValue(func() []Piece { return ix.dictionary(language.Counts) })
	return ix, nil
}

// weigh makes what the terms count for.
func (ix *Index) weigh() {
	ix.starts = []uint32{0}
	size := uint32(0)
	for number, term := range ix.Lunr.Terms() {
		ix.sorted = append(ix.sorted, term)
		ix.numbers = append(ix.numbers, number)
		for f := range fields {
			size += uint32(len(ix.Lunr.Documents(number, f)))
			ix.starts = append(ix.starts, size)
		}
	}
	ix.places = make([]int, len(ix.numbers))
	for t, number := range ix.numbers {
		ix.places[number] = t
	}
	ix.values = make([]uint32, size)
	next := slices.Clone(ix.starts)
	for d := range ix.Documents {
		for f := range fields {
			for number, score := range ix.Lunr.Vector(d, f) {
				at := ix.places[number]*len(fields) + f
				ix.values[next[at]] = thousandths(score)
				next[at]++
			}
		}
	}
}

// Scale is how many of the values of postings are 1 of lunr's.
const Scale = 1000

func thousandths(score float64) uint32 { return uint32(math.Round(score * Scale)) }

// Term is a term with where it stands.
type Term struct {
	Text   string
	Number int // its _index in lunr
	Fields []Field
}

// Field is where a term stands in one field: documents in ascending order and,
// for each, what the term counts for there, in thousandths.
type Field struct {
	Number int // in [ranking.Fields]
	Docs   []uint32
	Values []uint32
}

// documentsOf returns in how many documents a term is in the field that has it
// most.
func (ix *Index) documentsOf(term string) int {
	t, found := slices.BinarySearchFunc(ix.sorted, term, lunr.CompareTerms)
	if !found {
		return 0
	}
	most := 0
	for f := range fields {
		at := t*len(fields) + f
		most = max(most, int(ix.starts[at+1]-ix.starts[at]))
	}
	return most
}

// Terms returns all terms, in the order of [lunr.CompareTerms], each with the
// fields that have it.
func (ix *Index) Terms() iter.Seq[Term] {
	return func(yield func(Term) bool) {
		for t := range ix.sorted {
			if !yield(ix.term(t)) {
				return
			}
		}
	}
}

func (ix *Index) term(t int) Term {
	term := Term{Text: ix.sorted[t], Number: ix.numbers[t]}
	for f := range fields {
		at := t*len(fields) + f
		if values := ix.values[ix.starts[at]:ix.starts[at+1]]; len(values) > 0 {
			term.Fields = append(term.Fields, Field{f, ix.Lunr.Documents(term.Number, f), values})
		}
	}
	return term
}

// Weight is what a term counts for in a document: the sum of its values over
// the fields that have it, in thousandths, and these fields as bits, in the
// order of [ranking.Fields].
type Weight struct {
	Term   string
	Sum    uint32
	Fields uint16
}

// Weights returns a function that returns the weights of a document's terms. It
// belongs to one goroutine.
func (ix *Index) Weights() func(doc int) []Weight {
	known := make([]int, len(ix.sorted)) // in the weights at hand, by lunr's number; 0 between two documents
	var numbers []int                    // of the terms of these
	return func(doc int) []Weight {
		var weights []Weight
		numbers = numbers[:0]
		for f := range fields {
			for number, score := range ix.Lunr.Vector(doc, f) {
				if known[number] == 0 {
					weights = append(weights, Weight{Term: ix.sorted[ix.places[number]]})
					numbers = append(numbers, number)
					known[number] = len(weights)
				}
				w := &weights[known[number]-1]
				w.Sum += thousandths(score)
				w.Fields |= 1 << f
			}
		}
		for _, number := range numbers {
			known[number] = 0
		}
		return weights
	}
}

// Shown is what every result shows of its document.
type Shown struct {
	URL     string `json:"url"`
	Path    string `json:"path"` // search.Document.Ref
	Title   string `json:"title"`
	Kind    string `json:"kind"`
	Excerpt string `json:"excerpt"`
	Minutes int    `json:"minutes,omitempty"`
	Steps   int    `json:"steps,omitempty"`
	Side    string `json:"side,omitempty"`
}

// Show returns what results show of a document.
func Show(d *search.Document) Shown {
	return Shown{d.URL, d.Ref, d.Title, d.Kind, d.Excerpt(search.ExcerptLength), d.Minutes, d.Steps, d.Side}
}

// Known is what is known of a document to show where the words of a question stand.
type Known struct {
	Shown
	Passages []search.Passage `json:"passages"`
	Problem  string           `json:"problem,omitempty"` // where the excerpt is another text
	Keywords []string         `json:"keywords,omitempty"`
	Knows    []string         `json:"knows,omitempty"` // topics
	Tags     []string         `json:"tags,omitempty"`
	More     bool             `json:"more,omitempty"` // there is a search.Rest
}

// Know returns what is known of a document, and what it says besides, nil if that
// is nothing.
func Know(d *search.Document) (Known, *search.Rest) {
	passages, rest := d.Passages()
	k := Known{Shown: Show(d), Passages: passages, Problem: d.Problem, Keywords: d.Keywords, Tags: d.Tags, More: rest != nil}
	for _, known := range d.Knows {
		k.Knows = append(k.Knows, known.Topic)
	}
	if k.Problem == k.Excerpt {
		k.Problem = ""
	}
	return k, rest
}

// Told are the texts that results do not show by themselves, with the names of
// the document's apps and departments, sorted by those that say more. Kept alike
// with told in search/client/marks.js (TestParity).
func (k *Known) Told(apps, departments []string) []search.Because {
	var told []search.Because
	add := func(field string, texts ...string) {
		for _, text := range texts {
			told = append(told, search.Because{Field: field, Text: text})
		}
	}
	add("knows", k.Knows...)
	add("keyword", k.Keywords...)
	if k.Problem != "" {
		add("problem", k.Problem)
	}
	add("app", apps...)
	add("department", departments...)
	add("tag", k.Tags...)
	return told
}

// IDs returns the ids of values to filter by.
func IDs(facets []search.Facet) []string {
	var ids []string
	for _, f := range facets {
		ids = append(ids, f.ID)
	}
	return ids
}
