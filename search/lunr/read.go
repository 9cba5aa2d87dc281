package lunr

import "iter"

// Terms returns the terms in the order of the inverted index, each with its
// number, which is its _index.
func (ix *Index) Terms() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for _, n := range ix.sorted {
			if !yield(int(n), ix.terms[n]) {
				return
			}
		}
	}
}

// Documents returns the numbers of the documents that have a term in a field,
// which are those of the given order, as the inverted index orders their refs.
// The field has its number in [Config.Fields]. The list must not be changed.
func (ix *Index) Documents(term, field int) []uint32 {
	at := term*len(ix.fields) + ix.keyed[field]
	return ix.postings[ix.starts[at]:ix.starts[at+1]]
}

// Vector returns the vector of a field of a document: numbers of terms,
// ascending, and their scores. Both are given by their numbers.
func (ix *Index) Vector(doc, field int) iter.Seq2[int, float64] {
	field = ix.keyed[field]
	return func(yield func(int, float64) bool) {
		for _, e := range ix.vectors[doc*len(ix.fields)+field] {
			if !yield(int(e.term()), ix.score(doc, field, e)) {
				return
			}
		}
	}
}
