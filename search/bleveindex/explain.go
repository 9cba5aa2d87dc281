package bleveindex

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"ankerplatz/search"
	"ankerplatz/search/ranking"
)

// explain says how the document was found, and what that adds to its score.
func (f found) explain() ([]search.Found, error) {
	var all []search.Found
	best := make([]int, len(f.asked.words)) // the best way by word, in all, plus 1
	for i := range f.ways {
		way := &f.ways[i]
		one, err := f.explainWay(way)
		if err != nil {
			return nil, err
		}
		if one.Worth == 0 {
			continue
		}
		all = append(all, one)
		for w := way.From; w < way.To; w++ {
			if best[w] == 0 || all[best[w]-1].Worth < one.Worth {
				best[w] = len(all)
			}
		}
	}
	sum := 0.0
	for w, n := range best {
		if n > 0 {
			worth := f.asked.words[w].Gravity(f.rules) * all[n-1].Worth
			all[n-1].Adds += worth
			sum += worth
		}
	}
	slices.SortStableFunc(all, func(a, b search.Found) int {
		return cmp.Or(cmp.Compare(b.Adds, a.Adds), cmp.Compare(b.Worth, a.Worth))
	})
	for _, step := range []struct {
		how          string
		before, then float64
	}{
		{"missing words", sum, f.Whole},
		{"words together", f.Whole, f.Together},
		{"the kind that is asked for", f.Together, f.Wanted},
		{"other pages have the word itself", f.Wanted, f.Score},
	} {
		if math.Abs(step.then-step.before) > 1e-9*step.before {
			all = append(all, search.Found{How: step.how, Adds: step.then - step.before})
		}
	}
	return all, nil
}

// explainWay says whether a way leads to the document.
func (f found) explainWay(way *ranking.Way) (search.Found, error) {
	var words []string
	for _, w := range f.asked.words[way.From:way.To] {
		words = append(words, w.Raw)
	}
	one := search.Found{Words: strings.Join(words, " "), How: way.Kind, Terms: way.Terms}
	if way.Begin != "" {
		one.Terms = []string{way.Begin + "…"}
	}
	postings, err := f.postings(way)
	var fields uint16
	for _, p := range postings {
		if at := slices.Index(p.Docs, f.Doc); at >= 0 {
			one.Worth = max(one.Worth, way.Weight*p.Sums[at])
			fields |= p.Fields[at]
		}
	}
	for i, field := range ranking.Fields {
		if fields&(1<<i) != 0 {
			one.Fields = append(one.Fields, field.Name)
		}
	}
	return one, err
}
