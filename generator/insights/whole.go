package insights

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// topicKey names a topic of words.
type topicKey struct{ lang, stem string }

// candidate is a topic that may be told.
type candidate struct {
	*topicCount
	key   topicKey
	typed []string // stems of words that were typed often enough, sorted
	own   bool     // it is called by one of these
	total int
}

// whole leaves one of the topics that stand for the same: where people typed
// "Reisekosten" and nothing else with "Reise" or "Kosten" in it, these are no
// topics beside it. It returns them by language and stem.
func whole(counted map[topicKey]*topicCount) []*topicCount {
	var all []*candidate
	best := map[string]*candidate{} // of those that the same words were typed for
	for _, key := range slices.SortedFunc(maps.Keys(counted), func(a, b topicKey) int {
		return cmp.Or(strings.Compare(a.lang, b.lang), strings.Compare(a.stem, b.stem))
	}) {
		c := newCandidate(key, counted)
		if c == nil {
			continue
		}
		same := key.lang + " " + strings.Join(c.typed, " ")
		switch other := best[same]; {
		case len(c.typed) == 0:
			all = append(all, c)
		case other == nil:
			best[same] = c
			all = append(all, c)
		case !other.own && c.own || other.own == c.own && c.total > other.total:
			*other = *c
		}
	}
	of := map[topicKey][]*candidate{} // by words that were typed
	for _, c := range all {
		for _, typed := range c.typed {
			of[topicKey{c.lang, typed}] = append(of[topicKey{c.lang, typed}], c)
		}
	}
	// A part that nobody typed gives way to a word that is most of it; then what
	// is all in a wider topic gives way to that.
	gone := map[*candidate]bool{}
	for _, c := range all {
		for _, wide := range c.within(of) {
			if !wide.own && 2*c.total >= wide.total {
				gone[wide] = true
			}
		}
	}
	var kept []*topicCount
	for _, c := range all {
		if !gone[c] && !slices.ContainsFunc(c.within(of), func(wide *candidate) bool { return !gone[wide] }) {
			kept = append(kept, c.topicCount)
		}
	}
	return kept
}

// newCandidate is nil where a topic has no name that may be said.
func newCandidate(key topicKey, counted map[topicKey]*topicCount) *candidate {
	c := &candidate{topicCount: counted[key], key: key}
	if c.name == "" {
		return nil
	}
	for _, w := range c.weeks {
		c.total += w.n
	}
	for _, stem := range slices.Sorted(maps.Keys(c.topicCount.typed)) {
		if c.topicCount.typed[stem] >= K {
			c.typed = append(c.typed, stem)
		}
	}
	if c.own = slices.Contains(c.typed, key.stem); c.own || len(c.typed) == 0 {
		return c
	}
	// A part is called by the word that is in all that were typed, if there is one.
	short := slices.MinFunc(c.typed, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	word := counted[topicKey{key.lang, short}]
	if word != nil && word.name != "" && !slices.ContainsFunc(c.typed, func(stem string) bool { return !strings.Contains(stem, short) }) {
		named := *c.topicCount
		named.name = word.name
		c.topicCount, c.own = &named, true
	}
	return c
}

// within are the topics that all the words of a topic were typed for, and
// others.
func (c *candidate) within(of map[topicKey][]*candidate) (wider []*candidate) {
	if len(c.typed) == 0 {
		return nil
	}
	for _, other := range of[topicKey{c.lang, c.typed[0]}] {
		if len(other.typed) > len(c.typed) && !slices.ContainsFunc(c.typed, func(stem string) bool { return other.topicCount.typed[stem] < K }) {
			wider = append(wider, other)
		}
	}
	return wider
}
