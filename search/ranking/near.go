package ranking

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/search/analysis"
)

const (
	shortestMisspelt = 4 // letters of a word that may be misspelt
	mostNear         = 6 // words instead of one
	mostParts        = 6 // ways to see a word as two
)

// compoundLinks may stand between the two words of a compound.
var compoundLinks = []string{"", "s"}

// Entry is a word of an index: a term, the word that texts have most often for
// it, and in how many fields of documents it is.
type Entry struct {
	Term, Word string
	Count      int
}

// Dictionary knows the words of an index.
type Dictionary interface {
	// Beside returns entries around a term, with the terms as words.
	Beside(term string) ([]Entry, error)
	// Like returns entries that begin like a word.
	Like(word string) ([]Entry, error)
}

// OtherWays returns ways to words of a question that hardly any document has:
// two words as one, similar words, and the words of which one is made. rare has
// the numbers of those words. Entries beside a word are asked first, for
// browsers have them already; search/client/client.js and dictionary.js are the
// same there, and must stay alike.
func OtherWays(words []Word, rare []int, l *analysis.Language, dictionary Dictionary, weigh Weights) ([]Way, error) {
	var ways []Way
	for i := range words[:len(words)-1] {
		joined := words[i].Raw + words[i+1].Raw
		for _, term := range slices.Compact([]string{l.Term(joined), l.Term(l.Spelling(joined))}) {
			ways = append(ways, Way{Kind: Joined, From: i, To: i + 2, Weight: weigh.Joined, Terms: []string{term}})
		}
	}
	for _, i := range rare {
		beside, err := dictionary.Beside(words[i].Term)
		if err != nil {
			return nil, err
		}
		similar := near(words[i], beside)
		var pairs [][]string
		if len(similar) == 0 {
			like, err := dictionary.Like(words[i].Raw)
			if err != nil {
				return nil, err
			}
			similar, pairs = near(words[i], like), inTwo(words[i].Raw, like)
		}
		for _, n := range similar {
			weight := weigh.Begun // of an unfinished word
			if n.edits > 0 {
				weight = math.Pow(weigh.Typo, float64(n.edits))
			}
			ways = append(ways, Way{Kind: Typo, From: i, To: i + 1, Weight: weight, Terms: []string{n.Term}})
		}
		for _, pair := range pairs {
			ways = append(ways, Way{Kind: Parts, From: i, To: i + 1, Weight: weigh.Parted, Terms: terms(l, pair)})
		}
	}
	return ways, nil
}

// edits is how many letters of a word may be wrong.
func edits(raw string) int {
	switch n := utf8.RuneCountInString(raw); {
	case n < shortestMisspelt, strings.ContainsAny(raw, "0123456789"):
		return 0
	case n < 8:
		return 1
	}
	return 2
}

type nearEntry struct {
	Entry
	edits int
}

// near returns the entries that somebody may have meant, nearest first.
func near(w Word, entries []Entry) []nearEntry {
	most := edits(w.Raw)
	if most == 0 {
		return nil
	}
	raw, term := []rune(w.Raw), []rune(w.Term)
	var found []nearEntry
	for _, e := range entries {
		if e.Term == w.Term || e.Count == 0 || strings.ContainsFunc(e.Word, isSign) {
			continue
		}
		n := distance(raw, []rune(e.Word), most, w.Last)
		if n = min(n, distance(term, []rune(e.Term), most, false)); n <= most {
			found = append(found, nearEntry{e, n})
		}
	}
	slices.SortFunc(found, func(a, b nearEntry) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Term, b.Term))
	})
	return found[:min(len(found), mostNear)]
}

// isSign tells words that may be meant from addresses and the like.
func isSign(r rune) bool { return r != '\'' && !unicode.In(r, unicode.L, unicode.M) }

// inTwo returns ways to see a word as two, with a word of the index as the
// first, the most even ones first.
func inTwo(raw string, entries []Entry) [][]string {
	length := utf8.RuneCountInString(raw)
	var found [][]string
	for _, e := range entries {
		if n := utf8.RuneCountInString(e.Word); n < 3 || n > length-3 {
			continue
		}
		after, ok := strings.CutPrefix(raw, e.Word)
		for _, link := range compoundLinks {
			if rest, linked := strings.CutPrefix(after, link); ok && linked && utf8.RuneCountInString(rest) >= 3 {
				found = append(found, []string{e.Word, rest})
			}
		}
	}
	even := func(pair []string) int { return min(utf8.RuneCountInString(pair[0]), utf8.RuneCountInString(pair[1])) }
	slices.SortStableFunc(found, func(a, b []string) int { return cmp.Compare(even(b), even(a)) })
	return found[:min(len(found), mostParts)]
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
