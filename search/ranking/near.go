package ranking

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/search/analysis"
)

// Entry is a word of an index: a term, the word that texts have most often for
// it, none if no text has the term itself, and in how many fields of documents it
// is.
type Entry struct {
	Term, Word string
	Count      int
}

// OtherWays returns ways to words of a question that hardly any document has:
// two words as one, similar words, and the words of which one is made. rare has
// the numbers of those words, like returns the entries of the dictionary that
// may be meant by one. Kept alike with otherWays in search/client/client.js, and
// near, parts and distance with those in dictionary.js (TestParity).
func OtherWays(words []Word, rare []int, l *analysis.Language, like func(word string) ([]Entry, error), rules *Rules) ([]Way, error) {
	var ways []Way
	for i := range words[:len(words)-1] {
		if (words[i].Light || words[i+1].Light) && len(words) > rules.ShortQuestion {
			continue // log in is one word, but not every two of a sentence
		}
		joined := words[i].Raw + words[i+1].Raw
		for _, term := range slices.Compact([]string{l.Term(joined), l.Term(l.Spelling(joined))}) {
			ways = append(ways, Way{Kind: Joined, From: i, To: i + 2, Weight: rules.Joined, Terms: []string{term}})
		}
	}
	for _, i := range rare {
		entries, err := like(words[i].Raw)
		if err != nil {
			return nil, err
		}
		for _, n := range near(words[i], entries, rules) {
			weight := rules.Begun // of an unfinished word
			if n.edits > 0 {
				weight = math.Pow(rules.Typo, float64(n.edits))
			}
			ways = append(ways, Way{Kind: Typo, From: i, To: i + 1, Weight: weight, Terms: []string{n.Term}})
		}
		for _, pair := range parts(words[i].Raw, entries, rules) {
			ways = append(ways, Way{Kind: Divided, From: i, To: i + 1, Weight: rules.Parted, Terms: terms(l, pair)})
		}
	}
	return ways, nil
}

// Suggested returns those of other ways that lead to what may have been meant by
// a word which no document has in any of the ways, and to documents that have as
// many words of the question as the best of the hits.
func Suggested(words []Word, others, ways []Way, hits []Hit, postings func(*Way) ([]Posting, error)) ([]Way, error) {
	has := make(map[uint32]int, len(hits))
	most := 0
	for i := range hits {
		n := bits.OnesCount32((hits[i].own | hits[i].other) &^ light(words))
		has[hits[i].Doc] = n
		most = max(most, n)
	}
	var known uint32 // words that a document has
	for i := range ways {
		if way := &ways[i]; way.Kind != Typo && way.To == way.From+1 {
			found, err := postings(way)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(found, func(p Posting) bool { return len(p.Docs) > 0 }) {
				known |= 1 << way.From
			}
		}
	}
	var meant []Way
	for i := range others {
		way := &others[i]
		if way.Kind != Typo || known&(1<<way.From) != 0 {
			continue
		}
		found, err := postings(way)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(found, func(p Posting) bool {
			return slices.ContainsFunc(p.Docs, func(doc uint32) bool { return has[doc] == most })
		}) {
			meant = append(meant, *way)
		}
	}
	return meant, nil
}

// edits is how many letters of a word may be wrong.
func edits(raw string, rules *Rules) int {
	switch n := utf8.RuneCountInString(raw); {
	case n < rules.ShortestMisspelt, strings.ContainsAny(raw, "0123456789"):
		return 0
	case n < rules.ShortestTwice:
		return 1
	}
	return 2
}

type nearEntry struct {
	Entry
	edits int
}

// near returns the entries that somebody may have meant, those from which the
// word is off by the fewest letters, most frequent ones first. The stems of two
// words are less alike than the words: stems are compared where these are not.
func near(w Word, entries []Entry, rules *Rules) []nearEntry {
	most := edits(w.Raw, rules)
	if most == 0 {
		return nil
	}
	raw, term := []rune(w.Raw), []rune(w.Term)
	var found []nearEntry
	least := 2*most + 1 // twice the letters, and 1 where only the stems are so near
	for _, e := range entries {
		if e.Term == w.Term || e.Count == 0 || strings.ContainsFunc(e.Word, isSign) {
			continue
		}
		off := 2*distance(term, []rune(e.Term), most, false) + 1
		if e.Word != "" {
			off = min(off, 2*distance(raw, []rune(e.Word), most, w.Last))
		}
		if off < least {
			least, found = off, nil
		}
		if off == least {
			found = append(found, nearEntry{e, off / 2})
		}
	}
	slices.SortFunc(found, func(a, b nearEntry) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Term, b.Term))
	})
	return found[:min(len(found), rules.MostNear)]
}

// isSign tells words that may be meant from addresses and the like.
func isSign(r rune) bool { return r != '\'' && !unicode.In(r, unicode.L, unicode.M) }

// parts returns ways to see a word as two, with a word of the index as the
// first, the most even ones first.
func parts(raw string, entries []Entry, rules *Rules) [][]string {
	length := utf8.RuneCountInString(raw)
	var found [][]string
	for _, e := range entries {
		word := cmp.Or(e.Word, e.Term)
		if n := utf8.RuneCountInString(word); n < rules.ShortestHalf || n > length-rules.ShortestHalf {
			continue
		}
		after, ok := strings.CutPrefix(raw, word)
		for _, link := range rules.Links {
			if rest, linked := strings.CutPrefix(after, link); ok && linked && utf8.RuneCountInString(rest) >= rules.ShortestHalf {
				found = append(found, []string{word, rest})
			}
		}
	}
	even := func(pair []string) int { return min(utf8.RuneCountInString(pair[0]), utf8.RuneCountInString(pair[1])) }
	slices.SortStableFunc(found, func(a, b []string) int { return cmp.Compare(even(b), even(a)) })
	return found[:min(len(found), rules.MostPairs)]
}

// distance is how many letters have to be put in, left out, replaced or swapped
// with their neighbour to make b of a, at most most+1 (Damerau and Levenshtein's,
// optimal string alignment). Where begun is set, b may go on.
func distance(a, b []rune, most int, begun bool) int {
	if len(a)-len(b) > most || !begun && len(b)-len(a) > most {
		return most + 1
	}
	if begun {
		b = b[:min(len(b), len(a)+most)]
	}
	width := len(b) + 1
	rows := make([]int, 3*width)
	before, row, next := rows[:width], rows[width:2*width], rows[2*width:]
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		if slices.Min(next) > most {
			return most + 1
		}
		before, row, next = row, next, before
	}
	if begun {
		return slices.Min(row)
	}
	return row[len(b)]
}
