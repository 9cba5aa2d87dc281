package bleveindex

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/ranking"

	index "github.com/blevesearch/bleve_index_api"
)

// language is one language of an open index. It is read only but for the
// dictionary's memory and what Publish sets.
type language struct {
	code    string
	words   *analysis.Language
	rules   *ranking.Rules
	reader  index.IndexReader
	numbers []uint32 // ours by bleve's number
	docs    []doc    // by our number
	sums    []string // likewise, see search.Document
	// withdrawn says of each document whether it may not be found; nil: all may.
	withdrawn atomic.Pointer[[]bool]
	facets    [len(dimensions)][]search.Facet
	named     map[string][]named // what can be asked for by a name, see [ranking.Names]
	dictionary
	meanings func(key string) ([]ranking.Meaning, error)
}

// doc is what is known of a document without reading it.
type doc struct {
	updated int32                     // in days, 0 if nobody knows
	page    int32                     // of several documents, 0 if it is of this one alone
	values  [len(dimensions)][]uint32 // of facets
}

func openLanguage(dir string, reader index.IndexReader, rules *ranking.Rules, s *section) (*language, error) {
	documents, err := reader.DocCount()
	if err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(dir, wordsName(s.Code)))
	if err != nil {
		return nil, err
	}
	l := &language{
		code: s.Code, words: analysis.NewLanguage(s.Code), rules: rules, reader: reader,
		numbers: make([]uint32, documents), docs: make([]doc, s.Documents), sums: s.Sums,
		dictionary: dictionary{file: file, pieces: s.Words, known: make(map[int][]ranking.Entry)},
	}
	l.meanings = readMeanings(filepath.Join(dir, meansName(s.Code)))
	for _, p := range s.Words {
		l.firsts = append(l.firsts, p.First)
	}
	if err := l.load(s); err != nil {
		_ = file.Close() // the other error says more
		return nil, err
	}
	l.call()
	return l, nil
}

// load reads the documents' numbers and what can be filtered by.
func (l *language) load(s *section) error {
	ctx := context.Background()
	found := 0
	err := l.each(ctx, "numbers", numberTerm, func(id, value uint64) {
		l.numbers[id] = uint32(value - 1)
		found++
	})
	if err != nil {
		return err
	}
	if found != len(l.docs) {
		return fmt.Errorf("%w (%d of %d documents in %s)", ErrDamaged, found, len(l.docs), l.code)
	}
	err = l.each(ctx, "updated", numberTerm, func(id, value uint64) { l.docs[l.numbers[id]].updated = int32(value) })
	if err != nil {
		return err
	}
	err = l.each(ctx, "pages", numberTerm, func(id, value uint64) { l.docs[l.numbers[id]].page = int32(value) })
	if err != nil {
		return err
	}
	for d, name := range dimensions {
		ids, err := l.terms(name, "")
		if err != nil {
			return err
		}
		for n, id := range ids {
			value := search.Facet{ID: id, Name: id}
			if known, ok := s.Names[name][id]; ok {
				value = known
			}
			l.facets[d] = append(l.facets[d], value)
			err := l.each(ctx, name, id, func(doc, _ uint64) {
				values := &l.docs[l.numbers[doc]].values[d]
				*values = append(*values, uint32(n))
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// ofKinds returns which documents are of some kinds, nil if there are no kinds.
func (l *language) ofKinds(ids []string) func(doc uint32) bool {
	wanted := make([]bool, len(l.facets[0]))
	for n, v := range l.facets[0] {
		wanted[n] = slices.Contains(ids, v.ID)
	}
	if !slices.Contains(wanted, true) {
		return nil
	}
	return func(doc uint32) bool {
		return slices.ContainsFunc(l.docs[doc].values[0], func(n uint32) bool { return wanted[n] })
	}
}

// each calls what for the documents with a term, given by bleve's number, and
// with the term's frequency.
func (l *language) each(ctx context.Context, field, term string, what func(id, frequency uint64)) (err error) {
	r, err := l.reader.TermFieldReader(ctx, []byte(term), l.code+"."+field, true, false, false)
	if err != nil {
		return err
	}
	defer func() {
		if e := r.Close(); err == nil {
			err = e
		}
	}()
	var memory index.TermFieldDoc
	for {
		d, err := r.Next(&memory)
		if err != nil || d == nil {
			return err
		}
		what(d.ID.Value(), d.Freq)
	}
}

// terms returns the terms of a field that begin so.
func (l *language) terms(field, beginning string) (terms []string, err error) {
	dict, err := l.reader.FieldDictPrefix(l.code+"."+field, []byte(beginning))
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := dict.Close(); err == nil {
			err = e
		}
	}()
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return terms, err
		}
		terms = append(terms, strings.Clone(entry.Term))
	}
}

// lookup reads postings for one question and remembers them.
type lookup struct {
	*language
	ctx   context.Context
	known map[string]ranking.Posting
}

func (l *lookup) posting(field, term string) (ranking.Posting, error) {
	key := field + " " + term
	p, ok := l.known[key]
	if ok {
		return p, nil
	}
	if err := l.ctx.Err(); err != nil {
		return p, err
	}
	err := l.each(l.ctx, field, term, func(id, frequency uint64) {
		sum, fields := unpack(frequency)
		p.Docs = append(p.Docs, l.numbers[id])
		p.Sums = append(p.Sums, sum)
		p.Fields = append(p.Fields, fields)
	})
	l.known[key] = p
	return p, err
}

// postings says where a way leads.
func (l *lookup) postings(way *ranking.Way) ([]ranking.Posting, error) {
	if way.Begin != "" {
		return l.begun(way.Begin)
	}
	all := make([]ranking.Posting, len(way.Terms))
	for i, term := range way.Terms {
		var err error
		if all[i], err = l.posting("terms", term); err != nil {
			return nil, err
		}
	}
	if len(all) == 1 {
		return all, nil
	}
	return []ranking.Posting{ranking.Merge(all)}, nil
}

// begun returns the postings of all terms that begin so, or one for all of them
// where an answer is ready. Kept alike with begun in search/client/terms.js
// (TestShardSizes).
func (l *lookup) begun(beginning string) ([]ranking.Posting, error) {
	if ready, err := l.posting("begun", beginning); err != nil || len(ready.Docs) > 0 {
		return []ranking.Posting{ready}, err
	}
	terms, err := l.terms("terms", beginning)
	if err != nil {
		return nil, err
	}
	postings := make([]ranking.Posting, len(terms))
	for i, term := range terms {
		if postings[i], err = l.posting("terms", term); err != nil {
			return nil, err
		}
	}
	return postings, nil
}
