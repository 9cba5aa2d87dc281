package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"ankerplatz/search"
	"ankerplatz/search/lunr"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/da" // the analyzer called da
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de" // the analyzer called de
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en" // the analyzer called en
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr" // the analyzer called fr
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl" // the analyzer called nl
	_ "github.com/blevesearch/bleve/v2/analysis/lang/sv" // the analyzer called sv
	"github.com/blevesearch/bleve/v2/search/query"
)

// plainFields are the fields that lunr and bleve as they come have of the
// hub's documents.
var plainFields = []lunr.Field{{Name: "title", Boost: 10}, {Name: "summary", Boost: 3}, {Name: "body", Boost: 1}}

// plainTexts are a document's texts for plainFields. What has no field of its
// own is in the body.
func plainTexts(d *search.Document) []string {
	body := append([]string{d.Problem}, d.Keywords...)
	for _, known := range d.Knows {
		body = append(body, known.Topic)
	}
	for _, section := range d.Sections {
		body = append(body, section.Heading, section.Text)
	}
	for _, facets := range [][]search.Facet{d.Apps, d.Departments} {
		for _, f := range facets {
			body = append(body, f.Name)
		}
	}
	body = append(body, d.Tags...)
	return []string{d.Title, d.Summary, strings.Join(body, "\n")}
}

// writeLunr writes a lunr index of the documents of each language into dir,
// whose refs are the documents'. It returns the names of the files.
func writeLunr(ctx context.Context, dir string, docs []search.Document) (map[string]string, error) {
	byLang := map[string][]lunr.Doc{}
	for i := range docs {
		d := &docs[i]
		byLang[d.Lang] = append(byLang[d.Lang], lunr.Doc{Ref: d.Ref, Fields: lunr.Texts(plainTexts(d)...)})
	}
	names := map[string]string{}
	for lang, docs := range byLang {
		index, err := lunr.Build(ctx, lunr.Config{Languages: []string{lang}, Fields: plainFields}, docs)
		if err != nil {
			return nil, err
		}
		names[lang] = filepath.Join(dir, lang+".json")
		if err := os.WriteFile(names[lang], index.JSON(), 0o600); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// stock is bleve as it comes, with its analyzers for the languages: an index
// in memory of each.
type stock map[string]bleve.Index

func newStock(docs []search.Document) (stock, error) {
	s := stock{}
	batches := map[string]*bleve.Batch{}
	for i := range docs {
		d := &docs[i]
		if s[d.Lang] == nil {
			index, err := newStockIndex(d.Lang)
			if err != nil {
				return nil, err
			}
			s[d.Lang], batches[d.Lang] = index, index.NewBatch()
		}
		texts := map[string]string{}
		for i, text := range plainTexts(d) {
			texts[plainFields[i].Name] = text
		}
		if err := batches[d.Lang].Index(d.Ref, texts); err != nil {
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
	case "da", "de", "en", "fr", "nl", "sv":
		m.DefaultAnalyzer = lang
	}
	for _, f := range plainFields {
		field := bleve.NewTextFieldMapping()
		field.Store, field.IncludeTermVectors, field.IncludeInAll, field.DocValues = false, false, false, false
		m.DefaultMapping.AddFieldMappingsAt(f.Name, field)
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
	for _, f := range plainFields {
		match := bleve.NewMatchQuery(text)
		match.SetField(f.Name)
		match.SetBoost(f.Boost)
		clauses = append(clauses, match)
		if !loose || len(words) == 0 {
			continue
		}
		near := bleve.NewMatchQuery(text)
		near.SetField(f.Name)
		near.SetBoost(f.Boost * 0.2)
		near.SetFuzziness(1)
		begun := bleve.NewPrefixQuery(words[len(words)-1])
		begun.SetField(f.Name)
		begun.SetBoost(f.Boost * 0.5)
		clauses = append(clauses, near, begun)
	}
	return bleve.NewDisjunctionQuery(clauses...)
}

func (s stock) close() {
	for _, index := range s {
		_ = index.Close() // in memory: there is nothing to lose
	}
}
