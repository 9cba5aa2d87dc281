package lunr

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

// A shard is a piece of an index: the terms of a range with all of their
// postings, small enough to be fetched for one word of a question. It is JSON:
//
//	{"terms": [[TERM, INDEX, FIELD, [DOC, …], [VALUE, …], FIELD, …], …],
//	 "begun": {PREFIX: [[DOC, …], [VALUE, …]], …}}
//
// TERM and INDEX are as in lunr's invertedIndex. For every field that has the
// term, by number, there are its documents in ascending order, each as the
// difference from the one before, and what lunr's field vectors say of the
// term there, in thousandths. Terms are in the order of UTF-16 units, which is
// JavaScript's.
//
// begun has an answer for beginnings of words that so many shards have that
// nobody would fetch them all: the best documents and the sum of their values
// over all fields, for the best of their terms.
type shard struct {
	first string // the shortest text that tells its first term from the last one before it
	data  []byte
	begun []Beginning
}

// Beginning is the answer for the beginning of a word: documents in ascending
// order, and for each the sum of the values, in thousandths, of the best of the
// terms that begin so.
type Beginning struct {
	Text string
	Docs []uint32
	Sums []uint32
}

const (
	mostShards   = 3  // that a client fetches for the beginning of a word
	mostBegun    = 64 // documents for a beginning that is in more
	longestBegun = 4  // in characters; longer ones have fewer shards
)

// record is a term in the form of a shard.
type record struct {
	term string
	data []byte
}

// shards cuts the index into shards of about size bytes. The refs must be the
// documents' numbers.
func (ix *Index) shards(size int) []shard {
	values := ix.thousandths()
	records := make([]record, len(ix.sorted))
	var g errgroup.Group
	for _, s := range ranges(len(ix.sorted), func(int) int { return 1 }) {
		g.Go(func() error {
			for i := s.from; i < s.to; i++ {
				t := int(ix.sorted[i])
				records[i] = record{ix.terms[t], ix.appendRecord(nil, t, values)}
			}
			return nil
		})
	}
	_ = g.Wait() // the functions return no errors

	var shards []shard
	var starts []int // record that a shard begins with
	for from := 0; from < len(records) || from == 0; {
		data := []byte(`{"terms":[`)
		to := from
		for ; to < len(records) && (to == from || len(data)+len(records[to].data) <= size); to++ {
			data = appendComma(data, to-from)
			data = append(data, records[to].data...)
		}
		first := ""
		if from > 0 {
			first = separator(records[from-1].term, records[from].term)
		}
		shards = append(shards, shard{first: first, data: append(data, ']')})
		starts = append(starts, from)
		if from = to; from == len(records) {
			break
		}
	}

	for _, p := range ix.longPrefixes(starts) {
		s := &shards[locate(shards, p.text)]
		s.begun = append(s.begun, ix.begun(p, values))
	}
	for i := range shards {
		s := &shards[i]
		if s.begun != nil {
			s.data = append(s.data, `,"begun":`...)
			s.data = append(s.data, encodeBegun(s.begun)...)
		}
		s.data = append(s.data, '}')
	}
	return shards
}

// locate returns the shard that a term is in, if any is.
func locate(shards []shard, term string) int {
	at, found := slices.BinarySearchFunc(shards, term, func(s shard, term string) int { return compareUTF16(s.first, term) })
	if !found {
		at--
	}
	return at
}

// thousandths returns the values of the field vectors in the order of the
// postings.
func (ix *Index) thousandths() []uint32 {
	fields := len(ix.fields)
	values := make([]uint32, len(ix.postings))
	next := slices.Clone(ix.starts)
	for _, d := range ix.order {
		for f := range fields {
			for _, e := range ix.vectors[d*fields+f] {
				at := int(e.term())*fields + f
				values[next[at]] = uint32(math.Round(ix.score(d, f, e) * 1000))
				next[at]++
			}
		}
	}
	return values
}

func (ix *Index) appendRecord(dst []byte, t int, values []uint32) []byte {
	dst = append(dst, '[')
	dst = appendString(dst, ix.terms[t])
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, int64(t), 10)
	for f := range ix.fields {
		at := t*len(ix.fields) + f
		from, to := ix.starts[at], ix.starts[at+1]
		if from == to {
			continue
		}
		dst = append(dst, ',')
		dst = strconv.AppendInt(dst, int64(f), 10)
		dst = append(dst, ",["...)
		dst = appendDeltas(dst, ix.postings[from:to])
		dst = append(dst, "],["...)
		for i, v := range values[from:to] {
			dst = appendComma(dst, i)
			dst = strconv.AppendUint(dst, uint64(v), 10)
		}
		dst = append(dst, ']')
	}
	return append(dst, ']')
}

func appendDeltas(dst []byte, ascending []uint32) []byte {
	var last uint32
	for i, n := range ascending {
		dst = appendComma(dst, i)
		dst = strconv.AppendUint(dst, uint64(n-last), 10)
		last = n
	}
	return dst
}

// separator returns the shortest beginning of term that comes after before.
func separator(before, term string) string {
	for i, r := range term {
		if end := i + utf8.RuneLen(r); compareUTF16(term[:end], before) > 0 {
			return term[:end]
		}
	}
	return term
}

// prefix is a beginning of terms: sorted[from:to] have it.
type prefix struct {
	text string
	span
}

// longPrefixes returns the beginnings that more than mostShards shards have.
func (ix *Index) longPrefixes(starts []int) []prefix {
	var prefixes []prefix
	for length := 2; length <= longestBegun; length++ {
		for from := 0; from < len(ix.sorted); {
			text, ok := beginning(ix.terms[ix.sorted[from]], length)
			to := from + 1
			for ; ok && to < len(ix.sorted); to++ {
				if next, ok := beginning(ix.terms[ix.sorted[to]], length); !ok || next != text {
					break
				}
			}
			first, _ := slices.BinarySearch(starts, from+1)
			last, _ := slices.BinarySearch(starts, to)
			if ok && last-first+1 > mostShards {
				prefixes = append(prefixes, prefix{text, span{from, to}})
			}
			from = to
		}
	}
	return prefixes
}

// beginning returns the first n characters of a term, if it has so many.
func beginning(term string, n int) (string, bool) {
	for i := range term {
		if n == 0 {
			return term[:i], true
		}
		n--
	}
	return term, n == 0
}

// begun returns the best documents for a beginning.
func (ix *Index) begun(p prefix, values []uint32) Beginning {
	type sum struct{ doc, value uint32 }
	best := map[uint32]uint32{}
	of := map[uint32]uint32{}
	for _, t := range ix.sorted[p.from:p.to] {
		clear(of)
		at := int(t) * len(ix.fields)
		for i := ix.starts[at]; i < ix.starts[at+len(ix.fields)]; i++ {
			of[ix.postings[i]] += values[i]
		}
		for doc, value := range of {
			best[doc] = max(best[doc], value)
		}
	}
	sums := make([]sum, 0, len(best))
	for doc, value := range best {
		sums = append(sums, sum{doc, value})
	}
	slices.SortFunc(sums, func(a, b sum) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.doc, b.doc)) })
	sums = sums[:min(len(sums), mostBegun)]
	slices.SortFunc(sums, func(a, b sum) int { return cmp.Compare(a.doc, b.doc) })
	b := Beginning{Text: p.text}
	for _, s := range sums {
		b.Docs = append(b.Docs, s.doc)
		b.Sums = append(b.Sums, s.value)
	}
	return b
}

func encodeBegun(begun []Beginning) []byte {
	answers := map[string]json.RawMessage{}
	for _, b := range begun {
		data := append(appendDeltas([]byte("[["), b.Docs), "],["...)
		for i, sum := range b.Sums {
			data = appendComma(data, i)
			data = strconv.AppendUint(data, uint64(sum), 10)
		}
		answers[b.Text] = append(data, "]]"...)
	}
	return encode(answers)
}
