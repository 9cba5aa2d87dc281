package ranking

import (
	"maps"
	"math"
	"math/bits"
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
	All   bool // it has all words but light ones

	// The score, step by step.
	Whole    float64 // what its words count for
	Together float64 // and words together
	Wanted   float64 // and of the sort that is asked for
	words    int     // of the question

	own, other uint32 // the words that it has, in an own form or only as another word, as bits
}

// Has returns the words of the question that the document has, as bits.
func (h *Hit) Has() uint32 { return h.own | h.other }

// Rank returns the documents that have a word, in no order. There are documents
// below the number documents, and postings says where each way leads; of its
// postings the best counts for a document. wanted, which may be nil, says which
// documents are of the sort that is asked for: they count for more.
//
// A word counts for its best way, all words together for what they sum up to,
// less for every one that is missing, and more where they stand together in one
// field. Kept alike with rank in search/client/ranking.js (TestParity).
func Rank(words []Word, documents int, ways []Way, rules *Rules, wanted func(doc uint32) bool, postings func(*Way) ([]Posting, error)) ([]Hit, error) {
	n := len(words)
	best := make([]float64, n*documents)
	fields := make([]uint16, n*documents)
	places := make([]uint32, documents) // in hits, plus 1
	var hits []Hit
	for i := range ways {
		way := &ways[i]
		all, err := postings(way)
		if err != nil {
			return nil, err
		}
		span := uint32(1)<<way.To - uint32(1)<<way.From
		for _, p := range all {
			for j, doc := range p.Docs {
				if places[doc] == 0 {
					hits = append(hits, Hit{Doc: doc, words: n})
					places[doc] = uint32(len(hits))
				}
				if h := &hits[places[doc]-1]; way.Own() {
					h.own |= span
				} else {
					h.other |= span
				}
				for at := int(doc)*n + way.From; at < int(doc)*n+way.To; at++ {
					best[at] = max(best[at], way.Weight*p.Sums[j])
					fields[at] |= p.Fields[j]
				}
			}
		}
	}
	s := newScale(words, rules)
	for i := range hits {
		from := int(hits[i].Doc) * n
		s.weigh(&hits[i], best[from:from+n], fields[from:from+n])
		if wanted != nil && wanted(hits[i].Doc) {
			hits[i].Wanted *= rules.Wanted
		}
		hits[i].Score = hits[i].Wanted
	}
	// Nothing is found by light words alone.
	return slices.DeleteFunc(hits, func(h Hit) bool { return (h.own|h.other)&^s.light == 0 }), nil
}

// scale weighs documents by the words of a question.
type scale struct {
	words   []Word
	groups  []group
	rules   *Rules
	heavy   int     // words
	light   uint32  // the others, as bits
	all     float64 // what all words say
	missing float64
}

func newScale(words []Word, rules *Rules) *scale {
	s := &scale{words: words, groups: together(rules), rules: rules, heavy: heavy(words), light: light(words)}
	s.missing = rules.Missing
	if len(words) > rules.ShortQuestion {
		s.missing = rules.Left
	}
	for i := range words {
		s.all += words[i].Gravity(rules)
	}
	return s
}

// weigh weighs a document by what each word counts for and the fields that it
// is in.
func (s *scale) weigh(h *Hit, best []float64, fields []uint16) {
	sum, had, n := 0.0, 0.0, 0
	for i, value := range best {
		gravity := s.words[i].Gravity(s.rules)
		sum += gravity * value
		if value > 0 {
			had += gravity
			if !s.words[i].Light {
				n++
			}
		}
	}
	near := 0.0
	if s.heavy > 1 {
		for _, g := range s.groups {
			near = max(near, g.weight*s.share(fields, g.bits))
		}
	}
	h.All = n == s.heavy
	h.Whole = sum * math.Pow(had/s.all, s.missing/s.all)
	h.Together = h.Whole * (1 + near)
	h.Wanted = h.Together
}

// share says how many heavy words but one are in some fields, of all but one.
func (s *scale) share(fields []uint16, bits uint16) float64 {
	n := 0
	for i, f := range fields {
		if f&bits != 0 && !s.words[i].Light {
			n++
		}
	}
	return float64(max(0, n-1)) / float64(s.heavy-1)
}

// class is documents that have the same words in own forms, and the same ones
// only as others, of a question of so many words.
type class struct {
	words      int
	own, other uint32
}

// under reports whether documents of a class must come behind those of another
// one, which have at least the same words, and one in an own form of which these
// have only another word.
func (c class) under(above class) bool {
	return above.words == c.words && above.own&c.own == c.own && above.own&c.other != 0 && (above.own|above.other)&c.other == c.other
}

// Apart makes documents that have another word for one of a question count for
// less than all that have that word itself, and whatever else the former have:
// however often and wherever the other word stands, it is not what was typed. A
// word that no document has in an own form is taken for what was meant. The
// documents may be in several languages, each of which was asked. Kept alike with
// apart in search/client/ranking.js (TestParity).
func Apart(rules *Rules, languages ...[]Hit) {
	known := make(map[int]uint32) // by the number of words, which elisions make differ
	others := uint32(0)
	for _, hits := range languages {
		for i := range hits {
			known[hits[i].words] |= hits[i].own
			others |= hits[i].other
		}
	}
	if others == 0 {
		return
	}
	least, most := make(map[class]float64), make(map[class]float64)
	for _, hits := range languages {
		for i := range hits {
			h := &hits[i]
			h.own |= h.other &^ known[h.words]
			h.other &^= h.own
			c := class{h.words, h.own, h.other}
			if score, ok := least[c]; !ok || h.Score < score {
				least[c] = h.Score
			}
			most[c] = max(most[c], h.Score)
		}
	}
	factors := make(map[class]float64)
	classes := slices.SortedFunc(maps.Keys(least), func(a, b class) int { return bits.OnesCount32(b.own) - bits.OnesCount32(a.own) })
	for i, c := range classes {
		ceiling := math.Inf(1)
		for _, above := range classes[:i] {
			if c.under(above) {
				ceiling = min(ceiling, least[above])
			}
		}
		if ceiling *= rules.Below; most[c] > ceiling {
			factors[c] = ceiling / most[c]
			least[c] *= factors[c]
		}
	}
	for _, hits := range languages {
		for i := range hits {
			if factor, ok := factors[class{hits[i].words, hits[i].own, hits[i].other}]; ok {
				hits[i].Score *= factor
			}
		}
	}
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
