package diag

import (
	"strings"
	"unicode/utf8"
)

// Near returns the candidate that the writer of word most likely meant, or ""
// where none is near. Case and the difference between "-", "_" and a space do
// not count; of equally near candidates the first wins.
func Near(word string, candidates []string) string {
	folded := []rune(fold(word))
	if len(folded) == 0 || len(folded) > 100 {
		return ""
	}
	limit := max(1, len(folded)/3)
	best, bestDistance := "", limit+1
	for _, candidate := range candidates {
		if n := utf8.RuneCountInString(candidate) - len(folded); n >= bestDistance || -n >= bestDistance {
			continue
		}
		if d := distance(folded, []rune(fold(candidate)), bestDistance); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	if best != "" || len(folded) < 3 {
		return best
	}
	for _, candidate := range candidates {
		if strings.HasPrefix(fold(candidate), string(folded)) {
			return candidate
		}
	}
	return ""
}

// DidYouMean is Near as a hint: `did you mean "tags"?`, or nothing. Where nothing
// else can be meant, what is told with this hint is mended by it.
func DidYouMean(word string, candidates []string) Text {
	return Propose(word, word, candidates, func(near string) string { return near })
}

// Propose is DidYouMean for a word in a reference: write makes a whole reference
// of the word that was meant, or "" where it can't be said.
func Propose(reference, word string, candidates []string, write func(near string) string) Text {
	near := Near(word, candidates)
	if near == "" {
		return Text{}
	}
	meant := write(near)
	if meant == "" {
		return Text{}
	}
	hint := Say("did you mean %q?", meant)
	if alone(word, near, candidates) {
		hint.meant = &correction{reference, meant}
	}
	return hint
}

// alone reports whether the candidate nearest to a word is so near to it, and all
// others so far from it, that nothing else can be meant: a letter apart, in long
// words two, and no other nearly as near.
func alone(word, near string, candidates []string) bool {
	folded := []rune(fold(word))
	most := 0
	switch n := len(folded); {
	case n >= 8:
		most = 2
	case n >= 4:
		most = 1
	}
	d := distance(folded, []rune(fold(near)), most+1)
	if d > most {
		return false
	}
	for _, other := range candidates {
		if other != near && distance(folded, []rune(fold(other)), d+2) < d+2 {
			return false
		}
	}
	return true
}

var separators = strings.NewReplacer("-", "_", " ", "_")

func fold(s string) string { return separators.Replace(strings.ToLower(s)) }

// distance is the optimal string alignment distance (Damerau and Levenshtein):
// how many letters must be put in, left out, changed or swapped with their
// neighbour. It gives up with limit where the distance is at least limit.
func distance(a, b []rune, limit int) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		least := row[0]
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			d := min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			least = min(least, d)
		}
		if least >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
