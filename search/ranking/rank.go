package ranking

import (
	"math"
	"slices"
)

// Posting says where a term is: documents with the sum of its values over all
// fields, and these fields as bits, in the order of [Fields].
type Posting struct {
	Docs   []uint32
	Sums   []float64
	Fields []uint16
}

// Hit is a document that has a word of a question.
type Hit struct {
	Doc   uint32
	Score float64
	Words int     // how many of the words it has
	Whole float64 // the score without what words together add
}

// Rank returns the documents that have a word, in no order. There are documents
// below the number documents, and postings says where each way leads; of its
// postings the best counts for a document.
//
// A word counts for its best way, all words together for what they sum up to,
// less for every one that is missing, and more where they stand together in one
// field. Kept alike with rank in search/client/ranking.js (TestParity).
func Rank(words, documents int, ways []Way, rules *Rules, postings func(*Way) ([]Posting, error)) ([]Hit, error) {
	n := words
	best := make([]float64, n*documents)
	fields := make([]uint16, n*documents)
	seen := make([]bool, documents)
	var found []uint32
	for i := range ways {
		way := &ways[i]
		all, err := postings(way)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			for j, doc := range p.Docs {
				if !seen[doc] {
					seen[doc] = true
					found = append(found, doc)
				}
				for at := int(doc)*n + way.From; at < int(doc)*n+way.To; at++ {
					best[at] = max(best[at], way.Weight*p.Sums[j])
					fields[at] |= p.Fields[j]
				}
			}
		}
	}
	groups := together(rules)
	hits := make([]Hit, len(found))
	for i, doc := range found {
		from := int(doc) * n
		hits[i] = hit(doc, best[from:from+n], fields[from:from+n], groups, rules)
	}
	return hits, nil
}

// hit weighs a document by what each word counts for and the fields that it is
// in.
func hit(doc uint32, best []float64, fields []uint16, groups []group, rules *Rules) Hit {
	h := Hit{Doc: doc}
	sum := 0.0
	for _, score := range best {
		sum += score
		if score > 0 {
			h.Words++
		}
	}
	near := 0.0
	if len(best) > 1 {
		for _, g := range groups {
			near = max(near, g.weight*share(fields, g.bits))
		}
	}
	h.Whole = sum * math.Pow(float64(h.Words)/float64(len(best)), rules.Missing/float64(len(best)))
	h.Score = h.Whole * (1 + near)
	return h
}

// group is fields in which words are near each other, as bits, and what it
// counts for.
type group struct {
	bits   uint16
	weight float64
}

func together(rules *Rules) []group {
	groups := make([]group, len(rules.Together))
	for n, g := range rules.Together {
		groups[n].weight = g.Weight
		for i, f := range Fields {
			if slices.Contains(g.Fields, f.Name) {
				groups[n].bits |= 1 << i
			}
		}
	}
	return groups
}

// share says how many words but one are in some fields, of all but one.
func share(fields []uint16, bits uint16) float64 {
	n := 0
	for _, f := range fields {
		if f&bits != 0 {
			n++
		}
	}
	return float64(max(0, n-1)) / float64(len(fields)-1)
}

// Merge returns the documents that have all of several terms: with the mean of
// their sums. Kept alike with merge in search/client/ranking.js (TestParity).
func Merge(all []Posting) Posting {
	type both struct {
		n      int
		sum    float64
		fields uint16
	}
	counts := make(map[uint32]both)
	for i, p := range all {
		for j, doc := range p.Docs {
			switch b, ok := counts[doc]; {
			case i == 0 && !ok:
				counts[doc] = both{1, p.Sums[j], p.Fields[j]}
			case b.n == i:
				counts[doc] = both{i + 1, b.sum + p.Sums[j], b.fields & p.Fields[j]}
			}
		}
	}
	var merged Posting
	for _, doc := range all[0].Docs {
		if b := counts[doc]; b.n == len(all) {
			merged.Docs = append(merged.Docs, doc)
			merged.Sums = append(merged.Sums, b.sum/float64(len(all)))
			merged.Fields = append(merged.Fields, b.fields)
		}
	}
	return merged
}
