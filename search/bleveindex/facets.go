package bleveindex

import (
	"cmp"
	"slices"

	"ankerplatz/search"
	"ankerplatz/search/ranking"
)

// counts are how many documents were found of each value, by dimension and id.
type counts [len(dimensions)]map[string]*search.FacetCount

func newCounts() *counts {
	c := new(counts)
	for d := range c {
		c[d] = make(map[string]*search.FacetCount)
	}
	return c
}

// filter returns the hits that a question leaves over and counts the values
// that they have. A dimension counts also those that only its own filter leaves
// out. Kept alike with filter in search/client/facets.js (TestParity).
func (l *language) filter(hits []ranking.Hit, q Query, all *counts) []ranking.Hit {
	var wanted [len(dimensions)][]bool // by value; nil: whatever it is
	var found [len(dimensions)][]int
	for d, ids := range [...][]string{q.Kinds, q.Apps, q.Departments, q.Tags} {
		found[d] = make([]int, len(l.facets[d]))
		if len(ids) == 0 {
			continue
		}
		wanted[d] = make([]bool, len(l.facets[d]))
		for n, v := range l.facets[d] {
			wanted[d][n] = slices.Contains(ids, v.ID)
		}
	}
	var rest []ranking.Hit
	for _, h := range hits {
		values := &l.docs[h.Doc].values
		out, missing := -1, 0
		for d := range dimensions {
			if wanted[d] != nil && !slices.ContainsFunc(values[d], func(n uint32) bool { return wanted[d][n] }) {
				out = d
				missing++
			}
		}
		if missing == 0 {
			rest = append(rest, h)
		}
		for d := range dimensions {
			if missing == 0 || missing == 1 && out == d {
				for _, n := range values[d] {
					found[d][n]++
				}
			}
		}
	}
	for d := range dimensions {
		for n, count := range found[d] {
			if count == 0 {
				continue
			}
			v := l.facets[d][n]
			if all[d][v.ID] == nil {
				all[d][v.ID] = &search.FacetCount{ID: v.ID, Name: v.Name}
			}
			all[d][v.ID].Count += count
		}
	}
	return rest
}

// facets returns the counts, the highest first.
func (c *counts) facets() search.Facets {
	list := func(d int) []search.FacetCount {
		list := []search.FacetCount{}
		for _, f := range c[d] {
			list = append(list, *f)
		}
		slices.SortFunc(list, func(a, b search.FacetCount) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.ID, b.ID))
		})
		return list
	}
	return search.Facets{Kinds: list(0), Apps: list(1), Departments: list(2)}
}
