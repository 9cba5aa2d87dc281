package render

import (
	"cmp"
	"slices"

	"ankerplatz/generator/source"
)

// filterValues is how many values a filter of a list has.
const filterValues = 60

// filteredFrom is how many things a list has that is narrowed down: fewer are
// seen at a glance.
const filteredFrom = 10

// Filter is a set of values that a list can be narrowed down by. A card
// carries a value if the value's ID is among the card's terms of that type, or
// among its facts.
type Filter struct {
	Type   string // "app", "department", "tag", or as a kind's facts have it: "level"
	Name   string // in the reader's language
	Values []Term // with counts, most frequent first; departments as site.tree puts them
}

// filterType is what things are told apart by.
type filterType struct {
	name  string   // its name for readers is the word filter_<name>
	order []string // of its values, by id; nil: most frequent first
	all   bool     // however many values there are
}

// listFilters are those of lists of pages of a kind.
func listFilters(of *source.Kind) []filterType {
	types := []filterType{{name: "app"}, {name: "department"}}
	for _, k := range source.Kinds {
		types = append(types, views[k].filters...)
	}
	var states []string
	for _, state := range of.States {
		states = append(states, state.Name)
	}
	return append(types, filterType{name: "state", order: states}, filterType{name: "tag"})
}

// counter counts values for filters.
type counter struct {
	n   map[string]int
	all []Term
}

func (c *counter) terms(terms []Term) {
	for _, t := range terms {
		c.add(t)
	}
}

func (c *counter) add(t Term) {
	if t.ID == "" {
		return
	}
	if c.n == nil {
		c.n = map[string]int{}
	}
	key := t.Type + ":" + t.ID
	if c.n[key]++; c.n[key] == 1 {
		c.all = append(c.all, t)
	}
}

// filters are those that tell things apart: values that all or hardly any of
// the n things carry do not help, a filter with one value even less.
func (c *counter) filters(s *site, n int, types ...filterType) []Filter {
	if n < filteredFrom {
		return nil
	}
	var filters []Filter
	for _, by := range types {
		f := Filter{Type: by.name, Name: s.word("filter_" + by.name)}
		for _, t := range c.all {
			if t.Type == by.name {
				t.Count = c.n[by.name+":"+t.ID]
				f.Values = append(f.Values, t)
			}
		}
		slices.SortStableFunc(f.Values, func(a, b Term) int {
			if by.order != nil {
				return slices.Index(by.order, a.ID) - slices.Index(by.order, b.ID)
			}
			return cmp.Compare(b.Count, a.Count)
		})
		if !by.all {
			f.Values = f.Values[:min(filterValues, len(f.Values))]
		}
		if by.name == "department" {
			f.Values = s.tree(f.Values)
		}
		if len(f.Values) > 1 || len(f.Values) == 1 && f.Values[0].Count < n {
			filters = append(filters, f)
		}
	}
	return filters
}

// tree puts departments into the hub's order: by name, and each followed by
// those that belong to it. Their depth is that among them.
func (s *site) tree(departments []Term) []Term {
	given := map[string]Term{}
	for _, d := range departments {
		given[d.ID] = d
	}
	sorted := make([]Term, 0, len(departments))
	for _, t := range s.lang.Departments {
		if d, ok := given[t.ID]; ok {
			d.Depth = 0
			for up := t.Above; up != nil; up = up.Above {
				if _, ok := given[up.ID]; ok && d.Depth < deepest {
					d.Depth++
				}
			}
			sorted = append(sorted, d)
		}
	}
	return sorted
}
