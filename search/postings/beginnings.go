package postings

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/search/analysis"
)

// Beginning is the answer for the beginning of words: the best documents in
// ascending order, and for each the sum of the values of the best of the terms
// that begin so, in thousandths.
type Beginning struct {
	Text string
	Docs []uint32
	Sums []uint32
}

// A beginning has an answer where it stands for more than one question can
// look at: several terms that weigh more than heaviest. A term weighs what it
// takes to read it, in values: those that it has, and its own text.
const (
	heaviest     = 6_000
	weightOfText = 4
	mostReady    = 64 // documents in an answer
	longestReady = 40 // characters of a beginning that has an answer; few have more
)

// stretch is terms that begin alike: those from ≤ i < to.
type stretch struct{ from, to int }

func (ix *Index) weight(s stretch) int {
	return int(ix.starts[s.to*len(fields)]-ix.starts[s.from*len(fields)]) + weightOfText*(s.to-s.from)
}

// beginnings returns those that have an answer, the shorter ones first.
func (ix *Index) beginnings() []Beginning {
	var all []Beginning
	sum := summer{ix: ix, best: make([]uint32, len(ix.Documents)), of: make([]uint32, len(ix.Documents))}
	heavy := []stretch{{0, len(ix.sorted)}}
	for length := 1; length <= longestReady && len(heavy) > 0; length++ {
		var longer []stretch
		for _, parent := range heavy {
			for from := parent.from; from < parent.to; {
				text := begin(ix.sorted[from], length)
				s := stretch{from, from + 1}
				for text != "" && s.to < parent.to && strings.HasPrefix(ix.sorted[s.to], text) {
					s.to++
				}
				if from = s.to; !analysis.IsLightTerm(text) && s.to-s.from > 1 && ix.weight(s) > heaviest {
					longer = append(longer, s)
					all = append(all, sum.answer(text, s))
				}
			}
		}
		heavy = longer
	}
	return all
}

// begin returns the first n characters of a term, nothing if it has fewer.
func begin(term string, n int) string {
	for i := range term {
		if n == 0 {
			return term[:i]
		}
		n--
	}
	if n > 0 {
		return ""
	}
	return term
}

// summer finds the best documents of stretches.
type summer struct {
	ix       *Index
	best, of []uint32 // by document, zero between two calls
}

func (s *summer) answer(text string, terms stretch) Beginning {
	var found, some []uint32
	for t := terms.from; t < terms.to; t++ {
		some = some[:0]
		for _, f := range s.ix.term(t).Fields {
			for i, doc := range f.Docs {
				if s.of[doc] == 0 {
					some = append(some, doc)
				}
				s.of[doc] += f.Values[i]
			}
		}
		for _, doc := range some {
			if s.best[doc] == 0 {
				found = append(found, doc)
			}
			s.best[doc] = max(s.best[doc], s.of[doc])
			s.of[doc] = 0
		}
	}
	slices.SortFunc(found, func(a, b uint32) int { return cmp.Or(cmp.Compare(s.best[b], s.best[a]), cmp.Compare(a, b)) })
	answer := Beginning{Text: text, Docs: slices.Sorted(slices.Values(found[:min(len(found), mostReady)]))}
	for _, doc := range answer.Docs {
		answer.Sums = append(answer.Sums, s.best[doc])
	}
	for _, doc := range found {
		s.best[doc] = 0
	}
	return answer
}
