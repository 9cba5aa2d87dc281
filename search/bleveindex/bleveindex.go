// Package bleveindex keeps a search index on disk for terminals and servers.
// It is the only package that knows bleve.
//
// [Build] writes a fresh index into a folder, [Open] opens one, [Index.Search]
// asks it. One index holds all languages of a hub: each has fields of its own
// ("de.title", "nl.body", …), whose terms are those of [analysis.Language].
// Terms are weighed when a question is asked, so weights can change without a
// new index.
//
// The index is lean: it keeps no positions of words and, of the texts, only
// title and excerpt. Marks in an excerpt are found by running it through the
// same analysis as the question.
package bleveindex

import (
	"errors"
	"fmt"

	"ankerplatz/search/analysis"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// formatVersion says what is in the index and how it was analysed. It goes up
// whenever an index built before would be asked wrongly.
const formatVersion = 1

// Errors of [Open], to be told apart with [errors.Is]. The error that comes
// says which folder it is about.
var (
	ErrMissing = errors.New("there is no search index; a build makes one")
	ErrDamaged = errors.New("the search index is damaged; a build makes a new one")
	ErrVersion = errors.New("the search index was made by another version of this program; a build makes a new one")
)

// Index is an open index. It is safe for concurrent use.
type Index struct {
	dir       string
	index     bleve.Index
	languages []string
	words     map[string]*analysis.Language
}

// Open opens the index in dir for reading, after it has made sure that its
// files are whole. Other processes may read them, too. The index must be closed
// in the end.
func Open(dir string) (*Index, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	b, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "2s"})
	if err != nil {
		return nil, fmt.Errorf("%s: the search index cannot be opened: %w", dir, err)
	}
	ix := &Index{dir: dir, index: b, languages: m.Languages, words: make(map[string]*analysis.Language)}
	for _, lang := range m.Languages {
		ix.words[lang] = analysis.NewLanguage(lang)
	}
	return ix, nil
}

// Close releases the files of the index.
func (ix *Index) Close() error { return ix.index.Close() }

// Len returns the number of documents.
func (ix *Index) Len() (int, error) {
	n, err := ix.index.DocCount()
	return int(n), err
}

// newMapping returns the mapping of the index. It maps nothing: documents come
// with their fields analysed. bleve stores it for who opens the index.
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	m.ScoringModel = index.BM25Scoring
	return m
}
