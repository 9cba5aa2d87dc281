package bleveindex

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"ankerplatz/search"
	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"
)

// batchSize is the number of documents that are indexed at a time. Each batch
// becomes a segment, which is held in memory until it is on disk.
const batchSize = 2_000

// Options are those of the postings; with the same ones browsers get the same
// answers.
type Options struct {
	ranking.Options

	// Postings returns those of a language's documents where somebody has made
	// them already, with the same other options. If it is nil, Build makes them.
	Postings func(ctx context.Context, lang string) (*postings.Index, error)
}

// Build writes an index of docs into dir, which must be empty or not exist.
// Refs must be unique within their language and not empty. When Build returns
// without an error the index is complete, on disk and closed; after an error
// what is in dir is of no use.
func Build(ctx context.Context, dir string, docs []search.Document, opt Options) error {
	err := check(dir, docs)
	c := contents{Rules: ranking.Standard, Languages: []section{}}
	if err == nil {
		err = c.fill(ctx, dir, docs, opt)
	}
	if err == nil {
		err = writeJSON(filepath.Join(dir, contentsName), c)
	}
	if err == nil {
		err = writeManifest(dir)
	}
	if err != nil {
		return fmt.Errorf("search index in %s: %w", dir, err)
	}
	return nil
}

// check makes sure that bleve can make the folder, which must not exist then.
func check(dir string, docs []search.Document) error {
	seen := make(map[[2]string]bool, len(docs))
	for i := range docs {
		id := [2]string{docs[i].Lang, docs[i].Ref}
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
func (c *contents) fill(ctx context.Context, dir string, docs []search.Document, opt Options) (err error) {
	ix, err := bleve.NewUsing(dir, newMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return err
	}
	defer func() {
		if e := ix.Close(); err == nil {
			err = e
		}
	}()
	languages := make(map[string][]search.Document)
	for i := range docs {
		languages[docs[i].Lang] = append(languages[docs[i].Lang], docs[i])
	}
	made := opt.Postings
	if made == nil {
		made = func(ctx context.Context, lang string) (*postings.Index, error) {
			return postings.New(ctx, postings.Options{Options: opt.Options, Lang: lang}, languages[lang])
		}
	}
	pages := sharedPages(docs)
	for _, code := range slices.Sorted(maps.Keys(languages)) {
		p, err := made(ctx, code)
		if err != nil {
			return err
		}
		c.Rules = *p.Rules
		if err := newWriter(ix, p, pages).writeAll(ctx); err != nil {
			return err
		}
		s := section{Code: code, Documents: len(p.Documents), Names: names(p.Documents)}
		for i := range p.Documents {
			s.Sums = append(s.Sums, p.Documents[i].Sum())
		}
		if s.Words, err = writeWords(filepath.Join(dir, wordsName(code)), p.Dictionary()); err != nil {
			return err
		}
		if err := writeMeanings(filepath.Join(dir, meansName(code)), p.Meanings()); err != nil {
			return err
		}
		c.Languages = append(c.Languages, s)
	}
	return nil
}

// sharedPages numbers the refs that documents of several languages have, from 1:
// those of pages that are in all of them, such as people's.
func sharedPages(docs []search.Document) map[string]int {
	seen, shared := make(map[string]bool), make(map[string]int)
	for i := range docs {
		ref := docs[i].Ref
		if seen[ref] && shared[ref] == 0 {
			shared[ref] = len(shared) + 1
		}
		seen[ref] = true
	}
	return shared
}

// names returns what can be filtered by, by dimension and id.
func names(docs []search.Document) map[string]map[string]search.Facet {
	all := map[string]map[string]search.Facet{"apps": {}, "departments": {}}
	for i := range docs {
		for dimension, facets := range map[string][]search.Facet{"apps": docs[i].Apps, "departments": docs[i].Departments} {
			for _, f := range facets {
				if _, known := all[dimension][f.ID]; !known {
					all[dimension][f.ID] = f
				}
			}
		}
	}
	return all
}

// writer turns the documents of one language into batches.
type writer struct {
	ix       bleve.Index
	postings *postings.Index
	begun    [][]impact     // by document
	pages    map[string]int // see sharedPages
}

// impact is what a term counts for in a document.
type impact struct {
	term  string
	value int
}

// fieldBits are enough for the fields of a posting.
const fieldBits = 12

// pack makes one number of what a posting holds; it is never 0.
func pack(sum uint32, fields uint16) int { return (int(sum)<<fieldBits | int(fields)) + 1 }

// unpack takes it apart again.
func unpack(value uint64) (sum float64, fields uint16) {
	value--
	return float64(value>>fieldBits) / postings.Scale, uint16(value & (1<<fieldBits - 1))
}

func newWriter(ix bleve.Index, p *postings.Index, pages map[string]int) *writer {
	w := &writer{ix: ix, postings: p, begun: make([][]impact, len(p.Documents)), pages: pages}
	for _, b := range p.Beginnings() {
		for i, doc := range b.Docs {
			w.begun[doc] = append(w.begun[doc], impact{b.Text, pack(b.Sums[i], 0)})
		}
	}
	return w
}

// writeAll writes the documents by several workers, of which each takes the
// next batch. A batch returns when it is on disk.
func (w *writer) writeAll(ctx context.Context) error {
	var next atomic.Int64
	g, gctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			for {
				from := int(next.Add(batchSize)) - batchSize
				if from >= len(w.postings.Documents) {
					return nil
				}
				if err := w.write(gctx, from, min(from+batchSize, len(w.postings.Documents))); err != nil {
					return err
				}
			}
		})
	}
	return g.Wait()
}

func (w *writer) write(ctx context.Context, from, to int) error {
	batch := w.ix.NewBatch()
	weights := w.postings.Weights()
	for i := from; i < to; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc, err := w.document(i, weights(i))
		if err != nil {
			return err
		}
		if err := batch.IndexAdvanced(doc); err != nil {
			return err
		}
	}
	return w.ix.Batch(batch)
}

// docID is a document's id in bleve.
func docID(lang string, number int) string { return lang + ":" + strconv.Itoa(number) }

// numberTerm is the only term of fields that hold a number.
const numberTerm = "number"

func (w *writer) document(number int, weights []postings.Weight) (*document.Document, error) {
	d, lang := &w.postings.Documents[number], w.postings.Lang
	terms := make([]impact, len(weights))
	for i, weight := range weights {
		terms[i] = impact{weight.Term, pack(weight.Sum, weight.Fields)}
	}
	doc := document.NewDocument(docID(lang, number))
	add := func(name string, impacts []impact) {
		if len(impacts) > 0 {
			doc.AddField(newField(lang+"."+name, impacts))
		}
	}
	add("terms", terms)
	add("begun", w.begun[number])
	add("numbers", []impact{{numberTerm, number + 1}})
	for i, values := range facetsOf(d) {
		var impacts []impact
		for _, v := range values {
			impacts = append(impacts, impact{v, 1})
		}
		add(dimensions[i], impacts)
	}
	known, rest := postings.Know(d)
	data, err := json.Marshal(known)
	if err != nil {
		return nil, err
	}
	doc.AddField(&field{name: "result", options: index.StoreField, value: data})
	if rest != nil {
		if data, err = json.Marshal(rest); err != nil {
			return nil, err
		}
		doc.AddField(&field{name: "rest", options: index.StoreField, value: data})
	}
	if days := dayOf(d.Updated); days > 0 {
		add("updated", []impact{{numberTerm, days}})
	}
	if page := w.pages[d.Ref]; page > 0 {
		add("pages", []impact{{numberTerm, page}})
	}
	return doc, nil
}

// dayOf numbers the days since 1970, as calendars at the time's place have them.
func dayOf(t time.Time) int {
	year, month, day := t.Date()
	return int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// dimensions are what can be filtered by, in the order of [facetsOf].
var dimensions = [...]string{"kinds", "apps", "departments", "tags"}

func facetsOf(d *search.Document) [len(dimensions)][]string {
	return [...][]string{{d.Kind}, postings.IDs(d.Apps), postings.IDs(d.Departments), d.Tags}
}
