package shards

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"
)

// shard is a piece of an index: the terms of a range with all of their
// postings, small enough to be fetched for one word of a question.
type shard struct {
	// Terms are in the order of UTF-16 units, which is JavaScript's.
	Terms []string `json:"terms"`
	// Postings say of each term where it is found, in numbers (see number):
	//
	//	INDEX, then for every field that has the term
	//	FIELD, COUNT, COUNT documents, COUNT values
	//
	// INDEX is as in lunr's invertedIndex. Documents are in ascending order, each
	// as the difference from the one before. Values are what lunr's field vectors
	// say of the term there, in thousandths.
	Postings []string `json:"postings"`
	// Begun are the answers for beginnings that are in the range, see
	// [postings.Beginning]: as many documents and sums, as in Postings.
	Begun map[string]string `json:"begun"`
	// Means are the meanings of words that are in the range, see encodeMeanings.
	Means map[string]json.RawMessage `json:"means"`
}

// lighter is how much fewer bytes a meaning takes than as many of postings, when
// both are compressed: meanings are much alike.
const lighter = 4

// usualSize returns how large shards are where nothing else is said, of an index
// that has so many bytes in all: the larger it is, the more it costs to have many
// of them, for a question needs to know where each of them begins.
func usualSize(all int) int { return max(smallest, 2*int(math.Sqrt(float64(all)))) }

// cut cuts an index into shards of about size bytes, or of the usual size where
// that is 0; one at least. It returns them, for each the shortest text that tells
// its first term from the last one of the shard before, and their size.
func cut(ix *postings.Index, size int) (shards []shard, firsts []string, _ int) {
	terms, found := []string{}, []string{} // clients go through all lists: none may be null
	var sizes []int                        // of the terms, each with the meanings of words from the one before on
	means := make(map[string]json.RawMessage)
	for key, meanings := range ix.Meanings() {
		means[key] = encodeMeanings(meanings)
	}
	keys := slices.SortedFunc(maps.Keys(means), postings.Compare)
	all := 0
	for term := range ix.Terms() {
		text := encodeTerm(term)
		size := len(term.Text) + len(text)
		for ; len(keys) > 0 && postings.Compare(keys[0], term.Text) <= 0; keys = keys[1:] {
			size += (len(keys[0]) + len(means[keys[0]])) / lighter
		}
		terms, found, sizes = append(terms, term.Text), append(found, text), append(sizes, size)
		all += size
	}
	if size <= 0 {
		size = usualSize(all)
	}
	if all/size < oneShard {
		size = all + 1
	}
	from, bytes := 0, 0 // of the shard at hand
	add := func(to int) {
		shards = append(shards, shard{terms[from:to], found[from:to], map[string]string{}, map[string]json.RawMessage{}})
		from, bytes = to, 0
	}
	firsts = []string{""}
	for i, term := range terms {
		if bytes > 0 && bytes+sizes[i] > size {
			add(i)
			firsts = append(firsts, postings.Between(terms[i-1], term))
		}
		bytes += sizes[i]
	}
	add(len(terms))
	for _, b := range ix.Beginnings() {
		begun := numbers(numbers(nil, deltas(b.Docs)), b.Sums)
		shards[postings.Locate(firsts, b.Text)].Begun[b.Text] = string(begun)
	}
	for key, meanings := range means {
		shards[postings.Locate(firsts, key)].Means[key] = meanings
	}
	return shards, firsts, size
}

// encodeMeanings writes what a word means: as [ranking.Meaning] does, or, of a
// foreign word that means single terms, as a text: "TERM WEIGHT TERM WEIGHT…" with
// weights in thousandths, where "=" as a term is that the word says little.
func encodeMeanings(all []ranking.Meaning) json.RawMessage {
	var pairs []string
	for _, m := range all {
		term := "="
		switch {
		case !m.Foreign || len(m.Phrase) > 0 || len(m.Terms) > 1:
			return encode(all)
		case len(m.Terms) == 1:
			term = m.Terms[0]
		}
		pairs = append(pairs, fmt.Sprintf("%s %d", term, int(math.Round(m.Weight*postings.Scale))))
	}
	return encode(strings.Join(pairs, " "))
}

func encodeTerm(term postings.Term) string {
	text := number(nil, uint32(term.Number))
	for _, f := range term.Fields {
		text = number(number(text, uint32(f.Number)), uint32(len(f.Docs)))
		text = numbers(numbers(text, deltas(f.Docs)), f.Values)
	}
	return string(text)
}

// deltas returns ascending numbers as differences, each from the one before.
func deltas(ascending []uint32) []uint32 {
	deltas := make([]uint32, len(ascending))
	last := uint32(0)
	for i, n := range ascending {
		deltas[i] = n - last
		last = n
	}
	return deltas
}

// number writes a number: digits of base 32, the lowest first, of which all but
// the last are 32 higher.
func number(text []byte, n uint32) []byte {
	const base = uint32(len(postings.Digits) / 2)
	for ; n >= base; n /= base {
		text = append(text, postings.Digits[base+n%base])
	}
	return append(text, postings.Digits[n])
}

func numbers(text []byte, all []uint32) []byte {
	for _, n := range all {
		text = number(text, n)
	}
	return text
}
