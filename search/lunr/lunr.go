// Package lunr builds search indexes for lunr.js 2.3.9 without JavaScript.
//
// [Build] makes the index that lunr.js, with lunr-languages 1.22.0 for German,
// Dutch and Danish, would make of the same documents: the same terms, scores
// and order, so that its JSON is the same byte for byte and
// lunr.Index.load(JSON.parse(…)) takes it as it is. Tests hold it to the real
// lunr.js. [Files] is what Ankerplatz publishes of it: the index of the pages
// of one language and the list of those pages.
//
// What lunr.js can do and this package leaves out: metadata of terms such as
// positions, other values of b and k1, and pipelines of one's own.
package lunr

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"
)

// version is the version of lunr.js that the index is for. It warns when it
// loads the index of another.
const version = "2.3.9"

// Config says what an index is like.
type Config struct {
	// Lang is the language of the texts as a BCP 47 tag. English, German, Dutch
	// and Danish have stop words and a stemmer; see [analysis.NewChain] for others.
	Lang   string
	Fields []Field
}

// Field is a part of every document. Its name is made of ASCII letters,
// digits and underscores and begins with a letter. A boost of 0 counts as 1.
type Field struct {
	Name  string
	Boost float64
}

// Doc is a document: its texts stand in the order of [Config.Fields], and
// fields that are left out at the end are empty. The ref is what a search
// returns; it must be unique. A boost of 0 counts as 1.
type Doc struct {
	Ref    string
	Boost  float64
	Fields []string
}

// Index is a built index. It is read only and safe for concurrent use.
type Index struct {
	fields []Field
	search []string // names of the functions for the terms of a query
	refs   []string
	boosts []float64 // of the documents
	order  []int     // documents as JavaScript orders their refs as keys

	terms  []string  // by number, which is their _index
	sorted []uint32  // their numbers in the order of UTF-16 code units
	idf    []float64 // by term

	// vectors has the terms of every field of every document in ascending order;
	// field f of document d is vectors[d*len(fields)+f].
	vectors  [][]entry
	lengths  []uint32 // of the fields, in tokens; as vectors
	averages []float64

	// postings[starts[i]:starts[i+1]], where i is t*len(fields)+f, are the
	// documents that have term t in field f, in the order of their refs.
	postings []uint32
	starts   []uint32
}

// entry is a term and how often a field has it, in one number that sorts by
// term.
type entry uint64

func (e entry) term() uint32  { return uint32(e >> 32) }
func (e entry) count() uint32 { return uint32(e) }

var fieldName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// Names that every JavaScript object has: lunr.js counts wrongly with them.
var reserved = []string{
	"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
	"toLocaleString", "toString", "valueOf",
}

func check(cfg Config, docs []Doc) error {
	seen := make(map[string]bool, len(docs))
	for _, f := range cfg.Fields {
		switch {
		case !fieldName.MatchString(f.Name), slices.Contains(reserved, f.Name):
			return fmt.Errorf("lunr: %q cannot be the name of a field", f.Name)
		case seen[f.Name]:
			return fmt.Errorf("lunr: two fields are named %q", f.Name)
		case math.IsNaN(f.Boost), math.IsInf(f.Boost, 0):
			return fmt.Errorf("lunr: field %q: the boost is not a number", f.Name)
		}
		seen[f.Name] = true
	}
	clear(seen)
	for _, d := range docs {
		switch {
		case seen[d.Ref]:
			return fmt.Errorf("lunr: two documents have the ref %q", d.Ref)
		case len(d.Fields) > len(cfg.Fields):
			return fmt.Errorf("lunr: document %q has %d fields, the index has %d", d.Ref, len(d.Fields), len(cfg.Fields))
		case math.IsNaN(d.Boost), math.IsInf(d.Boost, 0):
			return fmt.Errorf("lunr: document %q: the boost is not a number", d.Ref)
		}
		seen[d.Ref] = true
	}
	return nil
}

// score is lunr's weight of a term in a field of a document. The conversions
// keep processors that can multiply and add in one step from doing so: the
// result would not be JavaScript's.
func (ix *Index) score(doc, field int, e entry) float64 {
	b, k1 := 0.75, 1.2
	at := doc*len(ix.fields) + field
	tf := float64(e.count())
	norm := 1 - b + float64(b*(float64(ix.lengths[at])/ix.averages[field]))
	s := ix.idf[e.term()] * ((k1 + 1) * tf) / (float64(k1*norm) + tf)
	s *= ix.fields[field].Boost
	s *= ix.boosts[doc]
	return round(float64(s*1000)) / 1000
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

// parts returns the JSON in pieces that were made side by side.
func (ix *Index) parts() [][]byte {
	head := append([]byte(`{"version":"`), version...)
	head = append(head, `","fields":[`...)
	for i, f := range ix.fields {
		head = appendComma(head, i)
		head = appendString(head, f.Name)
	}
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
	for d := docs.from; d < docs.to; d++ {
		for f := range ix.fields {
			dst = appendComma(dst, d+f)
			dst = append(dst, `["`...)
			dst = append(dst, ix.fields[f].Name...)
			dst = append(dst, '/')
			dst = append(dst, refs[d][1:]...)
			dst = append(dst, `,[`...)
			for i, e := range ix.vectors[d*len(ix.fields)+f] {
				dst = appendComma(dst, i)
				dst = strconv.AppendUint(dst, uint64(e.term()), 10)
				dst = append(dst, ',')
				dst = appendNumber(dst, ix.score(d, f, e))
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
	for i := sorted.from; i < sorted.to; i++ {
		t := int(ix.sorted[i])
		dst = appendComma(dst, i)
		dst = append(dst, '[')
		dst = appendString(dst, ix.terms[t])
		dst = append(dst, `,{"_index":`...)
		dst = strconv.AppendInt(dst, int64(t), 10)
		for f := range ix.fields {
			dst = append(dst, `,"`...)
			dst = append(dst, ix.fields[f].Name...)
			dst = append(dst, `":{`...)
			at := t*len(ix.fields) + f
			for j, d := range ix.postings[ix.starts[at]:ix.starts[at+1]] {
				dst = appendComma(dst, j)
				dst = append(dst, refs[d]...)
				dst = append(dst, `:{}`...)
			}
			dst = append(dst, '}')
		}
		dst = append(dst, "}]"...)
	}
	return dst
}

// Build makes an index of docs. The texts are taken as they are; whoever wants
// composed and decomposed letters to be the same must normalise them first.
// The only errors are those of cfg and docs themselves and of ctx.
func Build(ctx context.Context, cfg Config, docs []Doc) (*Index, error) {
	if err := check(cfg, docs); err != nil {
		return nil, err
	}
	return build(ctx, cfg, docs)
}
