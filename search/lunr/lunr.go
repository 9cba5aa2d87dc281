// Package lunr builds search indexes for lunr.js 2.3.9 without JavaScript.
//
// [Build] makes the index that lunr.js, with lunr-languages 1.22.0 for the
// languages of [analysis.ChainLanguages], would make of the same documents: the
// same terms, scores and order, so that its JSON is the same byte for byte and
// lunr.Index.load(JSON.parse(…)) takes it as it is. Tests hold it to the real
// lunr.js. [ParseInput] reads config and documents from JSON, as lunr.js would
// take them. What is in an index can be read, too: [Index.Terms],
// [Index.Documents] and [Index.Vector].
//
// What lunr.js can do and this package leaves out: tokenizers, extractors and
// pipelines of one's own.
package lunr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"ankerplatz/search/analysis"

	"golang.org/x/sync/errgroup"
)

// version is the version of lunr.js that the index is for. It warns when it
// loads the index of another.
const version = "2.3.9"

// Config says what an index is like.
type Config struct {
	Fields []Field
	// Languages are those of the texts, as BCP 47 tags. None is English, as lunr
	// has it without plugins. Those of [analysis.ChainLanguages] have stop words
	// and a stemmer; see [analysis.NewChain] for others. Several, which must be
	// among those, are what lunr.multiLanguage does with them in this order.
	Languages []string
	// B says how much the length of a field counts, from 0 to 1; what is beyond
	// counts as 0 or 1. Nil is lunr's 0.75.
	B *float64
	// K1 says how soon more of the same word in a field stops to count. Nil is
	// lunr's 1.2.
	K1 *float64
	// Metadata are the names of what the index keeps of each occurrence of a
	// term, lunr's metadataWhitelist: "position" is where the token stands in the
	// lower-cased text, start and length in UTF-16 code units, "index" is its
	// number there, "fields" a list with the name of the field. For the tokens
	// of a list, position and index are null, and so is every other name's value.
	Metadata []string
}

// Field is a part of every document. Its name has no slash, is not "_index"
// and none that every JavaScript object has, such as "constructor". A boost of
// 0 counts as 1.
type Field struct {
	Name  string
	Boost float64
	// Of are the names of other fields. lunr.js has no such thing: the field has
	// words that a reader takes for those in the others, and each counts for
	// what it would if it stood there, times the boost. So it does not matter
	// how many of them there are, and the others count as if there were none.
	Of []string
}

// Doc is a document: its values stand in the order of [Config.Fields], and
// fields that are left out at the end are empty. The ref is what a search
// returns; it must be unique. A boost of 0 counts as 1.
type Doc struct {
	Ref    string
	Boost  float64
	Fields []Value
}

// Value is what a document has in a field: a text, which is cut into tokens at
// white space and hyphens, or tokens that are taken as they are, were it with
// spaces or empty. If Tokens is not nil, Text does not count. Terms come on top:
// the index has them just as they are, and they make the value no longer. In a
// field of other fields ([Field.Of]) only Of counts: what it has for each of those.
type Value struct {
	Text   string
	Tokens []string
	Terms  []string
	Of     []Value
}

// Texts returns texts as the values of a document.
func Texts(texts ...string) []Value {
	values := make([]Value, len(texts))
	for i, text := range texts {
		values[i].Text = text
	}
	return values
}

// Index is a built index. It is read only and safe for concurrent use.
type Index struct {
	fields []Field  // in the order of JavaScript's keys
	early  int      // how many of them JavaScript puts before any other key
	keyed  []int    // the number here of each field of the config
	search []string // names of the functions for the terms of a query
	b, k1  float64
	refs   []string
	boosts []float64 // of the documents
	order  []int     // documents as JavaScript orders their refs as keys

	terms  []string  // by number, which is their _index
	sorted []uint32  // their numbers in the order of UTF-16 code units
	idf    []float64 // by term

	// vectors has the terms of every field of every document in ascending order;
	// field f of document d is vectors[d*len(fields)+f].
	vectors  [][]entry
	of       [][]int     // by field: the numbers of those that it is of
	others   [][][]entry // as vectors: what it has for each of those, until it has a vector
	lengths  []uint32    // of the fields, in tokens; as vectors
	averages []float64

	metadata []metadatum
	places   [][]place // by term, where metadata is kept; as vectors

	// postings[starts[i]:starts[i+1]], where i is t*len(fields)+f, are the
	// documents that have term t in field f, in the order of their refs.
	postings []uint32
	starts   []uint32
}

// entry is a term and how often a field has it, in one number that sorts by
// term. A field of other fields has, in the place of the count, what the term
// counts for there but for its rarity, see [Index.weight], in parts of 1/fine.
type entry uint64

const fine = 1 << 16

func (e entry) term() uint32  { return uint32(e >> 32) }
func (e entry) count() uint32 { return uint32(e) }

// Names that every JavaScript object has: lunr.js counts wrongly with them as
// names of fields. It keeps the number of a term in "_index".
var reserved = []string{
	"_index", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor",
	"hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
}

func checkFields(fields []Field) error {
	seen := make(map[string]bool, len(fields))
	for _, f := range fields {
		for _, name := range f.Of {
			if at := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name }); at < 0 || len(fields[at].Of) > 0 || fields[at].Boost < 0 {
				return fmt.Errorf("field %q cannot be of %q", f.Name, name)
			}
		}
		switch {
		case slices.Contains(reserved, f.Name), strings.Contains(f.Name, "/"), !utf8.ValidString(f.Name):
			return fmt.Errorf("%q cannot be the name of a field", f.Name)
		case seen[f.Name]:
			return fmt.Errorf("two fields are named %q", f.Name)
		case !finite(f.Boost):
			return fmt.Errorf("field %q: the boost is not a number", f.Name)
		}
		seen[f.Name] = true
	}
	return nil
}

func check(cfg Config, docs []Doc) error {
	if err := checkFields(cfg.Fields); err != nil {
		return fmt.Errorf("lunr: %w", err)
	}
	known := analysis.ChainLanguages()
	for _, lang := range cfg.Languages {
		primary, _, _ := strings.Cut(lang, "-")
		if len(cfg.Languages) > 1 && !slices.Contains(known, primary) {
			return fmt.Errorf("lunr: %q cannot be one of several languages; those that can are %s", lang, strings.Join(known, ", "))
		}
	}
	if cfg.B != nil && !finite(*cfg.B) || cfg.K1 != nil && !finite(*cfg.K1) {
		return errors.New("lunr: b or k1 is not a number")
	}
	seen := make(map[string]bool, len(docs))
	for _, d := range docs {
		switch {
		case !utf8.ValidString(d.Ref):
			return fmt.Errorf("lunr: the ref %q is not UTF-8", d.Ref)
		case seen[d.Ref]:
			return fmt.Errorf("lunr: two documents have the ref %q", d.Ref)
		case len(d.Fields) > len(cfg.Fields):
			return fmt.Errorf("lunr: document %q has %d fields, the index has %d", d.Ref, len(d.Fields), len(cfg.Fields))
		case !finite(d.Boost):
			return fmt.Errorf("lunr: document %q: the boost is not a number", d.Ref)
		}
		seen[d.Ref] = true
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// score is lunr's weight of a term in a field of a document. The conversions
// keep processors that can multiply and add in one step from doing so: the
// result would not be JavaScript's.
func (ix *Index) score(doc, field int, e entry) float64 {
	var s float64
	if len(ix.of[field]) > 0 {
		s = ix.idf[e.term()] * (float64(e.count()) / fine)
	} else {
		s = ix.weight(doc, field, e, ix.idf[e.term()])
	}
	s *= ix.fields[field].Boost
	s *= ix.boosts[doc]
	return round(float64(s*1000)) / 1000
}

// weight is what a term of a rarity counts for in a field without its boost.
func (ix *Index) weight(doc, field int, e entry, idf float64) float64 {
	at := doc*len(ix.fields) + field
	tf := float64(e.count())
	norm := 1 - ix.b + float64(ix.b*(float64(ix.lengths[at])/ix.averages[field]))
	return idf * ((ix.k1 + 1) * tf) / (float64(ix.k1*norm) + tf)
}

// round is JavaScript's Math.round: halves go up.
func round(x float64) float64 {
	floor := math.Floor(x)
	if x-floor >= 0.5 {
		return floor + 1
	}
	return floor
}

// WriteTo writes the index as JSON, as JSON.stringify writes lunr's.
func (ix *Index) WriteTo(w io.Writer) (int64, error) {
	var n int64
	for _, part := range ix.parts() {
		m, err := w.Write(part)
		n += int64(m)
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// JSON returns what [Index.WriteTo] writes.
func (ix *Index) JSON() []byte { return bytes.Join(ix.parts(), nil) }

// JSONWithin returns what [Index.WriteTo] writes where that has most bytes at most.
func (ix *Index) JSONWithin(most int) (data []byte, ok bool) {
	least := 0 // a term names all fields, and each of its postings is in a vector, too
	for _, name := range ix.names() {
		least += len(ix.terms) * len(name)
	}
	if least+len(ix.postings)*len(`"0":{},0,0,`) > most {
		return nil, false
	}
	data = ix.JSON()
	return data, len(data) <= most
}

// parts returns the JSON in pieces that were made side by side.
func (ix *Index) parts() [][]byte {
	head := append([]byte(`{"version":"`), version...)
	head = append(head, `","fields":[`...)
	head = append(head, bytes.Join(ix.names(), []byte{','})...)
	head = append(head, `],"fieldVectors":[`...)

	tail := []byte(`],"pipeline":[`)
	for i, name := range ix.search {
		tail = appendComma(tail, i)
		tail = appendString(tail, name)
	}
	tail = append(tail, "]}"...)

	refs := make([][]byte, len(ix.refs))
	for i, ref := range ix.refs {
		refs[i] = appendString(nil, ref)
	}
	vectors := ranges(len(ix.refs), func(i int) int {
		n := 1
		for _, v := range ix.vectors[i*len(ix.fields) : (i+1)*len(ix.fields)] {
			n += len(v)
		}
		return n
	})
	terms := ranges(len(ix.sorted), func(i int) int {
		at := int(ix.sorted[i]) * len(ix.fields)
		return 10 + int(ix.starts[at+len(ix.fields)]-ix.starts[at])
	})

	parts := make([][]byte, len(vectors)+len(terms)+3)
	var g errgroup.Group
	for i, r := range vectors {
		g.Go(func() error {
			parts[1+i] = ix.appendVectors(r, refs)
			return nil
		})
	}
	for i, r := range terms {
		g.Go(func() error {
			parts[2+len(vectors)+i] = ix.appendTerms(r, refs)
			return nil
		})
	}
	_ = g.Wait() // the functions return no errors
	parts[0] = head
	parts[1+len(vectors)] = []byte(`],"invertedIndex":[`)
	parts[len(parts)-1] = tail
	return parts
}

// appendVectors encodes the field vectors of some documents.
func (ix *Index) appendVectors(docs span, refs [][]byte) []byte {
	size := 0 // some bytes more than it will be: copies cost more
	for _, v := range ix.vectors[docs.from*len(ix.fields) : docs.to*len(ix.fields)] {
		size += 24 + 13*len(v)
	}
	dst := make([]byte, 0, size)
	names := ix.names()
	for d := docs.from; d < docs.to; d++ {
		for f, name := range names {
			dst = appendComma(dst, d+f)
			dst = append(dst, '[')
			dst = append(dst, name[:len(name)-1]...)
			dst = append(dst, '/')
			dst = append(dst, refs[d][1:]...)
			dst = append(dst, `,[`...)
			for i, e := range ix.vectors[d*len(ix.fields)+f] {
				dst = appendComma(dst, i)
				dst = strconv.AppendUint(dst, uint64(e.term()), 10)
				dst = append(dst, ',')
				dst = appendScore(dst, ix.score(d, f, e))
			}
			dst = append(dst, "]]"...)
		}
	}
	return dst
}

// appendTerms encodes the postings of some of the sorted terms.
func (ix *Index) appendTerms(sorted span, refs [][]byte) []byte {
	size := 0
	for _, t := range ix.sorted[sorted.from:sorted.to] {
		at := int(t) * len(ix.fields)
		size += 32 + len(ix.terms[t]) + 14*len(ix.fields) + 10*int(ix.starts[at+len(ix.fields)]-ix.starts[at])
	}
	dst := make([]byte, 0, size)
	names := ix.names()
	for i := sorted.from; i < sorted.to; i++ {
		t := int(ix.sorted[i])
		dst = appendComma(dst, i)
		dst = append(dst, '[')
		dst = appendString(dst, ix.terms[t])
		dst = append(dst, `,{`...)
		for f := range ix.early {
			dst = ix.appendPostings(dst, t, f, names[f], refs)
			dst = append(dst, ',')
		}
		dst = append(dst, `"_index":`...)
		dst = strconv.AppendInt(dst, int64(t), 10)
		for f := ix.early; f < len(names); f++ {
			dst = append(dst, ',')
			dst = ix.appendPostings(dst, t, f, names[f], refs)
		}
		dst = append(dst, "}]"...)
	}
	return dst
}

// appendPostings encodes the documents that have a term in a field.
func (ix *Index) appendPostings(dst []byte, term, field int, name []byte, refs [][]byte) []byte {
	dst = append(dst, name...)
	dst = append(dst, `:{`...)
	at := term*len(ix.fields) + field
	for j, d := range ix.postings[ix.starts[at]:ix.starts[at+1]] {
		dst = appendComma(dst, j)
		dst = append(dst, refs[d]...)
		dst = append(dst, `:{`...)
		if ix.places != nil {
			dst = ix.appendMetadata(dst, uint32(term), field, int(d))
		}
		dst = append(dst, '}')
	}
	return append(dst, '}')
}

// names returns the names of the fields as JSON.
func (ix *Index) names() [][]byte {
	names := make([][]byte, len(ix.fields))
	for i, f := range ix.fields {
		names[i] = appendString(nil, f.Name)
	}
	return names
}

// Build makes an index of docs. The texts are taken as they are; whoever wants
// composed and decomposed letters to be the same must normalise them first.
// The only errors are those of cfg and docs themselves and of ctx.
func Build(ctx context.Context, cfg Config, docs []Doc) (*Index, error) {
	if err := check(cfg, docs); err != nil {
		return nil, err
	}
	return build(ctx, cfg, docs, nil)
}

// Numbering returns the values of documents, by number and in the order of
// [Config.Fields], as numbers of terms that number gives. Several goroutines call
// it, each for functions of its own; a value counts until the next one.
type Numbering func(number func(term string) uint32) func(doc int) []Numbers

// Numbers is what a document has in a field, for who knows the terms of texts
// already: a term was trimmed and stemmed as [analysis.Chain] does, and stop
// words are left out.
type Numbers struct {
	Terms  []uint32   // of its tokens, in their order
	Beside []uint32   // on top: they make the value no longer
	Of     [][]uint32 // of a field of other fields: for each of those
}

// BuildNumbered makes an index of docs, of which only refs and boosts count, with
// the values that numbering has.
func BuildNumbered(ctx context.Context, cfg Config, docs []Doc, numbering Numbering) (*Index, error) {
	if err := check(cfg, docs); err != nil {
		return nil, err
	}
	return build(ctx, cfg, docs, numbering)
}
