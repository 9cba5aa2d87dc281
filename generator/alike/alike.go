// Package alike finds texts that say nearly the same, in time that grows with
// their length and not with their pairs.
//
// A text is the set of its shingles, each a run of five words (Broder, On the
// resemblance and containment of documents, 1997). Of these a quarter is kept,
// that whose hash four divides, which is the same quarter in all texts, and put
// into an inverted index. A shingle that stands in many texts is part of a form
// that all of them fill in, and says nothing; each other one leads to at most
// three other texts. Those that share most of them are compared as wholes.
package alike

import (
	"cmp"
	"slices"
	"unicode"
)

const (
	shingleWords = 5   // in a shingle
	sampled      = 4   // one of so many shingles is in the index
	fewestWords  = 50  // of a text that is compared: short ones say the same by chance
	mostTexts    = 4   // that share a shingle, else it is part of a form
	fewestShared = 6   // shingles in the index that two texts share
	enough       = 0.8 // of the shingles of two texts, those that both have: then they say nearly the same
)

// Pair is two texts by their numbers, the first the smaller one, and the share
// of their shingles that both have: from 0.8 to 1.
type Pair struct {
	A, B  int
	Share float64
}

// Pairs are the texts that say nearly the same, by their numbers. Of many that
// are the same word for word, each is paired with the first.
func Pairs(texts []string) []Pair {
	var pairs []Pair
	type entry struct {
		hash uint64
		text int32
	}
	var index []entry
	shingles := make([][]uint64, len(texts)) // sorted; nil for texts that are not compared
	first := map[uint64]int{}                // by all its words, a text
	for i, text := range texts {
		set, whole, words := shinglesOf(text)
		if words < fewestWords {
			continue
		}
		if same, ok := first[whole]; ok {
			pairs = append(pairs, Pair{same, i, 1})
			continue
		}
		first[whole], shingles[i] = i, set
		for _, hash := range set {
			if hash%sampled == 0 {
				index = append(index, entry{hash, int32(i)})
			}
		}
	}
	slices.SortFunc(index, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.text, b.text)) })

	own, shared := make([]int, len(texts)), map[[2]int32]int{}
	for start := 0; start < len(index); {
		end := start + 1
		for end < len(index) && index[end].hash == index[start].hash {
			end++
		}
		if run := index[start:end]; len(run) <= mostTexts {
			for i, a := range run {
				own[a.text]++
				for _, b := range run[i+1:] {
					shared[[2]int32{a.text, b.text}]++
				}
			}
		}
		start = end
	}
	for pair, n := range shared {
		a, b := int(pair[0]), int(pair[1])
		if n < fewestShared || 2*n < max(own[a], own[b]) {
			continue
		}
		if share := resemblance(shingles[a], shingles[b]); share >= enough {
			pairs = append(pairs, Pair{a, b, share})
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return pairs
}

// shinglesOf are the shingles of a text as hashes, sorted, a hash of all its
// words, and their number. Words are letters and digits, whatever their case.
func shinglesOf(text string) (set []uint64, whole uint64, words int) {
	var last [shingleWords]uint64
	word := uint64(0)
	end := func() {
		if word == 0 {
			return
		}
		last[words%shingleWords] = word
		whole = mix(whole*31 + word)
		words++
		word = 0
		if words >= shingleWords {
			shingle := uint64(0)
			for i := range last {
				shingle = mix(shingle*31 + last[(words+i)%shingleWords])
			}
			set = append(set, shingle)
		}
	}
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			word = mix(word + uint64(unicode.ToLower(c)))
		} else {
			end()
		}
	}
	end()
	slices.Sort(set)
	return slices.Compact(set), whole, words
}

// mix spreads what differs in few bits over all of them (the finalizer of
// SplitMix64: Steele, Lea, Flood, Fast splittable pseudorandom number
// generators, 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// resemblance is the share that two sorted sets have in common.
func resemblance(a, b []uint64) float64 {
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return float64(both) / float64(max(len(a)+len(b)-both, 1))
}
