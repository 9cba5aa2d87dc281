package bleveindex

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/search"
	"ankerplatz/search/ranking"
)

// named is a value of a dimension that can be asked for by name.
type named struct {
	dimension, value int
}

// call gives the apps and departments that have a page the names that they are
// asked for by.
func (l *language) call() {
	l.named = make(map[string][]named)
	for _, d := range []int{1, 2} { // see dimensions
		for n, v := range l.facets[d] {
			if v.URL == "" {
				continue
			}
			before, _, _ := strings.Cut(v.Name, "(")
			names := append(ranking.Names(v.Name, l.words, l.rules), ranking.Names(before, l.words, l.rules)...)
			for _, name := range append(names, v.ID) {
				l.named[name] = append(l.named[name], named{d, n})
			}
		}
	}
}

// asksFor returns what a question names, as far as documents that may be found
// have it. Kept alike with in of search/client/named.js (TestParity).
func (l *language) asksFor(question string) []search.Named {
	var found []named
	for _, name := range ranking.Names(question, l.words, l.rules) {
		found = append(found, l.named[name]...)
	}
	slices.SortFunc(found, func(a, b named) int {
		return cmp.Or(cmp.Compare(a.dimension, b.dimension), cmp.Compare(a.value, b.value))
	})
	var all []search.Named
	for _, f := range slices.Compact(found) {
		if l.isPublished(f) {
			all = append(all, search.Named{Dimension: dimensions[f.dimension], Facet: l.facets[f.dimension][f.value]})
		}
	}
	return all
}

// isPublished reports whether some document that may be found has a value.
func (l *language) isPublished(n named) bool {
	withdrawn := l.withdrawn.Load()
	if withdrawn == nil {
		return true
	}
	for i := range l.docs {
		if !(*withdrawn)[i] && slices.Contains(l.docs[i].values[n.dimension], uint32(n.value)) {
			return true
		}
	}
	return false
}
