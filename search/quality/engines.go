package main

import (
	"context"
	"strings"

	"ankerplatz/search"
	"ankerplatz/search/bleveindex"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/da" // the analyzer called da
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de" // the analyzer called de
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en" // the analyzer called en
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl" // the analyzer called nl
	"github.com/blevesearch/bleve/v2/search/query"
)

// limit is how many results are asked for, as in MRR@10.
const limit = 10

// askBleve asks the hub's own index for servers. It returns the results'
// paths.
func askBleve(ctx context.Context, dir string, queries []judged) ([][]string, error) {
	index, err := bleveindex.Open(dir)
	if err != nil {
		return nil, err
	}
	defer index.Close()
	found := make([][]string, len(queries))
	for i, q := range queries {
		results, err := index.Search(ctx, bleveindex.Query{Text: q.Query, Lang: q.Lang, Limit: limit})
		if err != nil {
			return nil, err
		}
		for _, r := range results {
			found[i] = append(found[i], r.Path)
		}
	}
	return found, nil
}

// stockWeights are what fields weigh for bleve's own analyzers.
var stockWeights = []struct {
	field string
	boost float64
}{{"title", 10}, {"summary", 3}, {"body", 1}}

// stock is bleve as it comes, with its analyzers for the languages: an index
// in memory of each.
type stock map[string]bleve.Index

func newStock(docs []search.Document) (stock, error) {
	s := stock{}
	batches := map[string]*bleve.Batch{}
	for _, d := range docs {
		if s[d.Lang] == nil {
			index, err := newStockIndex(d.Lang)
			if err != nil {
				return nil, err
			}
			s[d.Lang], batches[d.Lang] = index, index.NewBatch()
		}
		body := append([]string{d.Problem}, d.Keywords...)
		for _, section := range d.Sections {
			body = append(body, section.Heading, section.Text)
		}
		for _, f := range append(d.Apps, d.Departments...) {
			body = append(body, f.Name)
		}
		body = append(body, d.Tags...)
		fields := map[string]string{"title": d.Title, "summary": d.Summary, "body": strings.Join(body, "\n")}
		if err := batches[d.Lang].Index(d.Ref, fields); err != nil {
			return nil, err
		}
	}
	for lang, batch := range batches {
		if err := s[lang].Batch(batch); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func newStockIndex(lang string) (bleve.Index, error) {
	m := bleve.NewIndexMapping()
	switch lang {
	case "da", "de", "en", "nl":
		m.DefaultAnalyzer = lang
	}
	for _, w := range stockWeights {
		field := bleve.NewTextFieldMapping()
		field.Store, field.IncludeTermVectors, field.IncludeInAll, field.DocValues = false, false, false, false
		m.DefaultMapping.AddFieldMappingsAt(w.field, field)
	}
	return bleve.NewMemOnly(m)
}

// ask looks for any word of the queries; if loose, also for words that differ
// from them by a letter, and for words that begin with the last one.
func (s stock) ask(ctx context.Context, queries []judged, loose bool) ([][]string, error) {
	found := make([][]string, len(queries))
	for i, q := range queries {
		index := s[q.Lang]
		if index == nil {
			continue
		}
		request := bleve.NewSearchRequestOptions(stockQuery(q.Query, loose), limit, 0, false)
		answer, err := index.SearchInContext(ctx, request)
		if err != nil {
			return nil, err
		}
		for _, hit := range answer.Hits {
			found[i] = append(found[i], hit.ID)
		}
	}
	return found, nil
}

func stockQuery(text string, loose bool) query.Query {
	words := strings.Fields(strings.ToLower(text))
	var clauses []query.Query
	for _, w := range stockWeights {
		match := bleve.NewMatchQuery(text)
		match.SetField(w.field)
		match.SetBoost(w.boost)
		clauses = append(clauses, match)
		if !loose || len(words) == 0 {
			continue
		}
		near := bleve.NewMatchQuery(text)
		near.SetField(w.field)
		near.SetBoost(w.boost * 0.2)
		near.SetFuzziness(1)
		begun := bleve.NewPrefixQuery(words[len(words)-1])
		begun.SetField(w.field)
		begun.SetBoost(w.boost * 0.5)
		clauses = append(clauses, near, begun)
	}
	return bleve.NewDisjunctionQuery(clauses...)
}

func (s stock) close() {
	for _, index := range s {
		_ = index.Close() // in memory: there is nothing to lose
	}
}
