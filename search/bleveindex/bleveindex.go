// Package bleveindex keeps a search index on disk for terminals and servers.
// It is the only package that knows bleve.
//
// [Build] writes a fresh index into a folder, [Open] opens one, [Index.Search]
// asks it. One index holds all languages of a hub.
//
// Browsers and servers shall give the same answers. So the index says what
// package postings says, as the shards of browsers do: a term has one posting
// for a document, and in the place of a term's frequency bleve keeps what the
// term counts for there, made when the index is built. Such values are known as impacts (Anh
// and Moffat, Impact Transformation, 2002). Questions are read and documents
// ranked by package ranking, which is the client's way in Go. bleve's own
// queries can't say it: a word that counts for its best way only, less for
// words that are missing, more for words together in a field. And a term costs
// one list of postings instead of one for each field.
//
// Fields of a language are
//
//	de.terms        the terms of its documents, their impacts as frequencies
//	de.begun        beginnings that very many terms have, likewise
//	de.numbers, de.updated, de.pages
//	                one term, whose frequency is the document's number, plus 1,
//	                the day of its last change, or the number of a ref that
//	                documents of several languages have
//	de.kinds, de.apps, de.departments, de.tags
//	                what can be filtered by
//
// and what a result shows is stored. Beside bleve's files lie
//
//	contents.json   the rules, and what is needed of each language
//	words-de.json   the dictionary, in pieces
//	means-de.json   the meanings
//	ankerplatz.json all of these files with their checksums
package bleveindex

import (
	"errors"
	"fmt"

	"ankerplatz/search/ranking"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// formatVersion says what is in the index and how it was analysed. It goes up
// whenever an index built before would be asked wrongly.
const formatVersion = 8

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
	reader    index.IndexReader
	rules     *ranking.Rules
	languages []*language
}

// Open opens the index in dir for reading, after it has made sure that its
// files are whole. Other processes may read them, too. The index must be closed
// in the end.
func Open(dir string) (*Index, error) {
	c, err := readContents(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	b, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "2s"})
	if err != nil {
		return nil, fmt.Errorf("%s: the search index cannot be opened: %w", dir, err)
	}
	ix := &Index{dir: dir, index: b, rules: &c.Rules}
	if err := ix.load(c.Languages); err != nil {
		_ = ix.Close() // the other error says more
		return nil, fmt.Errorf("%s: the search index cannot be read: %w", dir, err)
	}
	return ix, nil
}

// load reads what every question needs.
func (ix *Index) load(languages []section) error {
	advanced, err := ix.index.Advanced()
	if err != nil {
		return err
	}
	if ix.reader, err = advanced.Reader(); err != nil {
		return err
	}
	for i := range languages {
		l, err := openLanguage(ix.dir, ix.reader, ix.rules, &languages[i])
		if err != nil {
			return err
		}
		ix.languages = append(ix.languages, l)
	}
	return nil
}

// Close releases the files of the index.
func (ix *Index) Close() error {
	var errs []error
	for _, l := range ix.languages {
		errs = append(errs, l.file.Close())
	}
	if ix.reader != nil {
		errs = append(errs, ix.reader.Close())
	}
	return errors.Join(append(errs, ix.index.Close())...)
}

// Publish lets only documents be found that have one of these sums, see
// search.Document: a site that is newer than its index must not give away
// what it withdrew. It reports whether these are just the index's documents.
func (ix *Index) Publish(sums map[string]bool) (same bool) {
	known := map[string]bool{}
	same = true
	for _, l := range ix.languages {
		withdrawn, some := make([]bool, len(l.sums)), false
		for i, sum := range l.sums {
			known[sum] = true
			withdrawn[i] = !sums[sum]
			some = some || withdrawn[i]
		}
		if some {
			same = false
			l.withdrawn.Store(&withdrawn)
		} else {
			l.withdrawn.Store(nil)
		}
	}
	return same && len(known) == len(sums)
}

// Len returns the number of documents.
func (ix *Index) Len() int {
	n := 0
	for _, l := range ix.languages {
		n += len(l.docs)
	}
	return n
}

// Languages returns the languages that the index has documents in.
func (ix *Index) Languages() []string {
	codes := make([]string, len(ix.languages))
	for i, l := range ix.languages {
		codes[i] = l.code
	}
	return codes
}

// newMapping returns the mapping of the index. It maps nothing: documents come
// with their fields analysed. bleve stores it for who opens the index.
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	return m
}
