package postings

import (
	"cmp"
	"slices"
	"sync"

	"ankerplatz/search/analysis"
	"ankerplatz/search/lunr"
	"ankerplatz/search/ranking"
)

// Asker asks an index in memory. It is safe for concurrent use.
type Asker struct {
	ix       *Index
	language *analysis.Language
	known    sync.Map // ranking.Posting by term
}

// Asker returns one for the index.
func (ix *Index) Asker() *Asker { return &Asker{ix: ix, language: analysis.NewLanguage(ix.Lang)} }

// Before returns the documents that come before one for a question, best first,
// but no more than most: those that have its words in any of their forms. The
// question is finished and spelled well: nothing is looked for by beginnings or
// by words that are spelled alike, nor by what words mean.
func (a *Asker) Before(doc int, question string, most int) ([]int, error) {
	rules := a.ix.Rules
	words, ways := ranking.Parse(question+" ", a.language, rules)
	kinds := ranking.WantedKinds(words, a.language, rules)
	wanted := func(doc uint32) bool { return slices.Contains(kinds, a.ix.Documents[doc].Kind) }
	hits, err := ranking.Rank(words, len(a.ix.Documents), ways, rules, wanted, func(way *ranking.Way) ([]ranking.Posting, error) {
		return []ranking.Posting{a.posting(way)}, nil
	})
	if err != nil {
		return nil, err
	}
	compare := func(x, y ranking.Hit) int {
		return cmp.Or(
			cmp.Compare(y.Score, x.Score),
			a.ix.Documents[y.Doc].Updated.Compare(a.ix.Documents[x.Doc].Updated),
			cmp.Compare(x.Doc, y.Doc),
		)
	}
	own := ranking.Hit{Doc: uint32(doc)}
	if i := slices.IndexFunc(hits, func(h ranking.Hit) bool { return h.Doc == own.Doc }); i >= 0 {
		own = hits[i]
	}
	hits = slices.DeleteFunc(hits, func(h ranking.Hit) bool { return compare(h, own) >= 0 })
	slices.SortFunc(hits, compare)
	docs := make([]int, min(most, len(hits)))
	for i := range docs {
		docs[i] = int(hits[i].Doc)
	}
	return docs, nil
}

// Lacking returns the words of a text that say something and that a document
// has in none of some fields ([ranking.Fields]; nil: of all), as they were typed.
func (a *Asker) Lacking(doc int, text string, fields []string) []string {
	var of uint16
	for i, f := range ranking.Fields {
		if fields == nil || slices.Contains(fields, f.Name) {
			of |= 1 << i
		}
	}
	words, ways := ranking.Parse(text+" ", a.language, a.ix.Rules)
	having := make([]bool, len(words))
	for i := range ways {
		p := a.posting(&ways[i])
		if at, found := slices.BinarySearch(p.Docs, uint32(doc)); found && p.Fields[at]&of != 0 {
			for word := ways[i].From; word < ways[i].To; word++ {
				having[word] = true
			}
		}
	}
	var lacking []string
	for i, w := range words {
		if !having[i] && !w.Light && !slices.Contains(lacking, w.Raw) {
			lacking = append(lacking, w.Raw)
		}
	}
	return lacking
}

// posting says where a way leads; its documents are in ascending order.
func (a *Asker) posting(way *ranking.Way) ranking.Posting {
	all := make([]ranking.Posting, len(way.Terms))
	for i, term := range way.Terms {
		all[i] = a.of(term)
	}
	if len(all) == 1 {
		return all[0]
	}
	return ranking.Merge(all)
}

// of returns the posting of a term: its values in all fields, put together.
func (a *Asker) of(term string) ranking.Posting {
	if known, ok := a.known.Load(term); ok {
		return known.(ranking.Posting)
	}
	var p ranking.Posting
	if t, found := slices.BinarySearchFunc(a.ix.sorted, term, lunr.CompareTerms); found {
		p = together(a.ix.term(t).Fields)
	}
	a.known.Store(term, p)
	return p
}

// together puts fields together, document by document.
func together(fields []Field) (p ranking.Posting) {
	next := make([]int, len(fields))
	for {
		doc, left := uint32(0), false
		for i, f := range fields {
			if next[i] < len(f.Docs) && (!left || f.Docs[next[i]] < doc) {
				doc, left = f.Docs[next[i]], true
			}
		}
		if !left {
			return p
		}
		sum, having := uint32(0), uint16(0)
		for i, f := range fields {
			if next[i] < len(f.Docs) && f.Docs[next[i]] == doc {
				sum, having = sum+f.Values[next[i]], having|1<<f.Number
				next[i]++
			}
		}
		p.Docs, p.Sums, p.Fields = append(p.Docs, doc), append(p.Sums, float64(sum)/Scale), append(p.Fields, having)
	}
}
