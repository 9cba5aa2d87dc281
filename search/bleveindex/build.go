package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync/atomic"

	"ankerplatz/search"
	"ankerplatz/search/analysis"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"
)

// batchSize is the number of documents that are indexed at a time. Each batch
// becomes a segment, which is held in memory until it is on disk.
const batchSize = 2_000

// excerptLength is the length in characters of the text that is stored of a
// document.
const excerptLength = 300

// Build writes an index of docs into dir, which must be empty or not exist.
// Refs must be unique within their language and not empty. When Build returns
// without an error the index is complete, on disk and closed; after an error
// what is in dir is of no use.
func Build(ctx context.Context, dir string, docs []search.Document) error {
	err := check(dir, docs)
	if err == nil {
		err = fill(ctx, dir, docs)
	}
	if err == nil {
		err = writeManifest(dir, docs)
	}
	if err != nil {
		return fmt.Errorf("search index in %s: %w", dir, err)
	}
	return nil
}

// docID tells documents apart: a ref is unique among those of its language.
func docID(d *search.Document) string { return d.Lang + ":" + d.Ref }

// check makes sure that bleve can make the folder, which must not exist then.
func check(dir string, docs []search.Document) error {
	seen := make(map[string]bool, len(docs))
	for i := range docs {
		id := docID(&docs[i])
		if docs[i].Ref == "" || seen[id] {
			return fmt.Errorf("document %d has the ref %q, which is empty or taken", i, docs[i].Ref)
		}
		seen[id] = true
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err // it is not empty
	}
	return nil
}

// fill makes an index of docs and closes it.
func fill(ctx context.Context, dir string, docs []search.Document) (err error) {
	ix, err := bleve.NewUsing(dir, newMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return err
	}
	defer func() {
		if e := ix.Close(); err == nil {
			err = e
		}
	}()

	// Each worker takes the next batch of documents and remembers what it
	// learned of the words in those before. A batch returns when it is on disk.
	var next atomic.Int64
	g, gctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			w := writer{ix: ix, languages: make(map[string]*terms)}
			for {
				from := int(next.Add(batchSize)) - batchSize
				if from >= len(docs) {
					return nil
				}
				if err := w.write(gctx, docs[from:min(from+batchSize, len(docs))]); err != nil {
					return err
				}
			}
		})
	}
	return g.Wait()
}

// writer turns documents into batches. It belongs to one goroutine.
type writer struct {
	ix        bleve.Index
	languages map[string]*terms
}

func (w *writer) write(ctx context.Context, docs []search.Document) error {
	batch := w.ix.NewBatch()
	for i := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := batch.IndexAdvanced(w.document(&docs[i])); err != nil {
			return err
		}
	}
	return w.ix.Batch(batch)
}

func (w *writer) document(d *search.Document) *document.Document {
	lang, ok := w.languages[d.Lang]
	if !ok {
		lang = newTerms(d.Lang)
		w.languages[d.Lang] = lang
	}
	doc := document.NewDocument(docID(d))
	text := func(name string, keepStops bool, texts ...string) {
		if freqs, length := lang.count(keepStops, texts...); len(freqs) > 0 {
			doc.AddField(&field{name: d.Lang + "." + name, options: index.IndexField, freqs: freqs, length: length})
		}
	}
	text("title", true, d.Title)
	text("problem", true, d.Problem)
	text("keywords", true, d.Keywords...)
	text("summary", false, d.Summary)
	var headings, body []string
	for _, s := range d.Sections {
		headings = append(headings, s.Heading)
		body = append(body, s.Text)
	}
	text("headings", false, append(headings, d.Tags...)...)
	for _, f := range d.Apps {
		body = append(body, f.Name)
	}
	for _, f := range d.Departments {
		body = append(body, f.Name)
	}
	text("body", false, body...)

	doc.AddField(keyword("kind", index.IndexField|index.StoreField, d.Kind))
	doc.AddField(keyword("lang", index.IndexField|index.StoreField, d.Lang))
	for _, f := range d.Apps {
		doc.AddField(keyword("app", index.IndexField, f.ID))
	}
	for _, f := range d.Departments {
		doc.AddField(keyword("department", index.IndexField, f.ID))
	}
	for _, tag := range d.Tags {
		doc.AddField(keyword("tag", index.IndexField, tag))
	}
	doc.AddField(keyword("title", index.StoreField, d.Title))
	doc.AddField(keyword("url", index.StoreField, d.URL))
	doc.AddField(keyword("excerpt", index.StoreField, d.Excerpt(excerptLength)))
	return doc
}

// terms knows the terms of the tokens of one language that it has met, and
// counts them by number.
type terms struct {
	language *analysis.Language
	tokens   map[string][]term
	numbers  map[string]uint32 // by term
	texts    []string          // by number
	counts   []int             // by number, in the field at hand
	counted  []uint32          // the terms with a count
}

type term struct {
	number uint32
	more   bool // another term of the word before: it does not make the field longer
	stop   bool
}

func newTerms(lang string) *terms {
	return &terms{
		language: analysis.NewLanguage(lang),
		tokens:   make(map[string][]term),
		numbers:  make(map[string]uint32),
	}
}

func (t *terms) of(token string) []term {
	known, ok := t.tokens[token]
	if ok {
		return known
	}
	for _, a := range t.language.Terms(token) {
		n, ok := t.numbers[a.Text]
		if !ok {
			n = uint32(len(t.texts))
			t.numbers[a.Text] = n
			t.texts = append(t.texts, a.Text)
			t.counts = append(t.counts, 0)
		}
		known = append(known, term{n, a.Kind != analysis.Exact, a.Stop})
	}
	t.tokens[strings.Clone(token)] = known
	return known
}

// count returns the terms of some texts with their frequencies, and how many
// words there are.
func (t *terms) count(keepStops bool, texts ...string) (index.TokenFrequencies, int) {
	length := 0
	for _, text := range texts {
		for token := range strings.FieldsSeq(text) {
			for _, term := range t.of(token) {
				if term.stop && !keepStops {
					continue
				}
				if !term.more {
					length++
				}
				if t.counts[term.number] == 0 {
					t.counted = append(t.counted, term.number)
				}
				t.counts[term.number]++
			}
		}
	}
	freqs := make(index.TokenFrequencies, len(t.counted))
	entries := make([]index.TokenFreq, len(t.counted))
	for i, n := range t.counted {
		entries[i].SetFrequency(t.counts[n])
		freqs[t.texts[n]] = &entries[i]
		t.counts[n] = 0
	}
	t.counted = t.counted[:0]
	return freqs, length
}
