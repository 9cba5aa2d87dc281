package lunr

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/ranking"

	"golang.org/x/sync/errgroup"
)

// File is a file of the published index. Its name is relative to the folder of
// the language.
type File struct {
	Name string
	Data []byte
}

// Options say how the documents of a language are published.
type Options struct {
	ranking.Options
	Lang      string // BCP 47 tag
	ShardSize int    // in bytes; 0 means DefaultShardSize
}

// DefaultShardSize is about how large a shard is, in bytes before it is
// compressed. docs/search.md says how it was chosen.
const DefaultShardSize = 16 << 10

const (
	// formatVersion says how shards, manifest and documents are written. It goes
	// up whenever a client of before would read them wrongly.
	formatVersion = 1

	chunkSize     = 32  // documents in a file
	oneShard      = 10  // an index of fewer shards than this is not cut
)

// fields are the fields of a hub's index.
var fields = func() []Field {
	fields := make([]Field, len(ranking.Fields))
	for i, f := range ranking.Fields {
		fields[i] = Field(f)
	}
	return fields
}()

// result is what is published of a document.
type result struct {
	URL         string   `json:"url"`
	Path        string   `json:"path"`
	Title       string   `json:"title"`
	Kind        string   `json:"kind"`
	Excerpt     string   `json:"excerpt"`
	Apps        []string `json:"apps,omitempty"`
	Departments []string `json:"departments,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	Updated     string   `json:"updated,omitempty"` // 2026-11-21
}

// manifest tells a client what there is, and by which rules.
type manifest struct {
	Version   int                `json:"version"`
	Lang      string             `json:"lang"`
	Folder    string             `json:"folder"` // of all files that follow; named by what is in them
	Documents int                `json:"documents"`
	Chunk     int                `json:"chunk"` // documents in each of docs-0.json, docs-1.json, …
	Fields    []string           `json:"fields"`
	Pipeline  []string           `json:"pipeline"`
	Terms     []string           `json:"terms"`    // where each of terms-0.json, … begins
	Words     []string           `json:"words"`    // where each of words-0.json, … begins
	Begun     int                `json:"begun"`    // beginnings of words that have more shards are answered in one of them
	Spelling  [][2]string        `json:"spelling"` // patterns and their replacements
	Weights   ranking.Weights    `json:"weights"`
	Facets    map[string][]facet `json:"facets"` // by kinds, apps and departments
}

// facet is a value to filter by. Docs are runs of documents: how many have it
// not, how many have it, how many have it not, …
type facet struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Docs []int  `json:"docs"`
}

// Files returns the published index of one language:
//
//	index.json     the whole index for lunr.Index.load; its refs are the numbers
//	               of the documents, "0", "1", …
//	docs.json      an array with what a result shows of each document, by number
//	manifest.json  what the client reads first
//	HASH/terms-N.json, docs-N.json, words-N.json
//	               the same index and documents in pieces, and the dictionary
//
// docs are the documents of that language in the order that they shall be
// numbered.
func Files(ctx context.Context, opt Options, docs []search.Document) ([]File, error) {
	ix, err := hubIndex(ctx, opt, docs)
	if err != nil {
		return nil, err
	}
	results := make([]result, len(docs))
	for i := range docs {
		results[i] = newResult(&docs[i])
	}
	shards := ix.hubShards(opt)

	m := manifest{
		Version:   formatVersion,
		Lang:      opt.Lang,
		Documents: len(docs),
		Chunk:     chunkSize,
		Pipeline:  ix.search,
		Begun:     mostShards,
		Weights:   ranking.Weigh,
		Facets:    facets(docs),
	}
	for _, f := range ranking.Fields {
		m.Fields = append(m.Fields, f.Name)
	}
	for _, r := range analysis.SpellingRules(opt.Lang) {
		m.Spelling = append(m.Spelling, [2]string{r.Pattern, strings.NewReplacer("${1}", "$1", "${2}", "$2").Replace(r.Replacement)})
	}
	var pieces []File
	for i, s := range shards {
		m.Terms = append(m.Terms, s.first)
		pieces = append(pieces, File{fmt.Sprintf("terms-%d.json", i), s.data})
	}
	for i, w := range ix.hubDictionary(opt, docs) {
		m.Words = append(m.Words, w.first)
		pieces = append(pieces, File{fmt.Sprintf("words-%d.json", i), w.data})
	}
	for i := 0; i*chunkSize < len(results); i++ {
		chunk := results[i*chunkSize : min((i+1)*chunkSize, len(results))]
		pieces = append(pieces, File{fmt.Sprintf("docs-%d.json", i), encode(chunk)})
	}
	sum := sha256.New()
	for _, p := range pieces {
		fmt.Fprintf(sum, "%s %d ", p.Name, len(p.Data))
		sum.Write(p.Data)
	}
	m.Folder = strings.ToLower(base32.StdEncoding.EncodeToString(sum.Sum(nil))[:8])
	for i := range pieces {
		pieces[i].Name = m.Folder + "/" + pieces[i].Name
	}
	return append(pieces, File{"index.json", ix.JSON()}, File{"docs.json", encode(results)}, File{"manifest.json", encode(m)}), nil
}

func newResult(d *search.Document) result {
	r := result{
		URL:         d.URL,
		Path:        d.Ref,
		Title:       d.Title,
		Kind:        d.Kind,
		Excerpt:     d.Excerpt(search.ExcerptLength),
		Apps:        ids(d.Apps),
		Departments: ids(d.Departments),
		Tags:        d.Tags,
	}
	if !d.Updated.IsZero() {
		r.Updated = d.Updated.Format("2006-01-02")
	}
	return r
}

func ids(facets []search.Facet) []string {
	var ids []string
	for _, f := range facets {
		ids = append(ids, f.ID)
	}
	return ids
}

// encode returns JSON for plain data, which cannot fail.
func encode(v any) []byte {
	var data bytes.Buffer
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(data.Bytes(), []byte("\n"))
}

// facets finds out which documents have which values, in the order of their
// ids.
func facets(docs []search.Document) map[string][]facet {
	found := map[string]map[string]*facet{"kinds": {}, "apps": {}, "departments": {}}
	last := map[*facet]int{}
	add := func(dimension string, f search.Facet, doc int) {
		of := found[dimension][f.ID]
		if of == nil {
			of = &facet{ID: f.ID, Name: f.Name}
			found[dimension][f.ID] = of
		}
		switch end, has := last[of]; {
		case has && end == doc+1: // named twice
			return
		case has && end == doc:
			of.Docs[len(of.Docs)-1]++
		default:
			of.Docs = append(of.Docs, doc-end, 1)
		}
		last[of] = doc + 1
	}
	for i := range docs {
		add("kinds", search.Facet{ID: docs[i].Kind}, i)
		for _, f := range docs[i].Apps {
			add("apps", f, i)
		}
		for _, f := range docs[i].Departments {
			add("departments", f, i)
		}
	}
	sorted := map[string][]facet{}
	for dimension, values := range found {
		sorted[dimension] = []facet{}
		for _, f := range values {
			sorted[dimension] = append(sorted[dimension], *f)
		}
		slices.SortFunc(sorted[dimension], func(a, b facet) int { return strings.Compare(a.ID, b.ID) })
	}
	return sorted
}

// hubDocs gives the documents the fields of a hub's index.
func hubDocs(language *ranking.Language, docs []search.Document) []Doc {
	out := make([]Doc, len(docs))
	var g errgroup.Group
	for _, s := range ranges(len(docs), func(int) int { return 1 }) {
		g.Go(func() error {
			words := language.Words()
			for i := s.from; i < s.to; i++ {
				out[i] = Doc{Ref: strconv.Itoa(i), Fields: Texts(words.Texts(&docs[i])...)}
			}
			return nil
		})
	}
	_ = g.Wait() // the functions return no errors
	return out
}
