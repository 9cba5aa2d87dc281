package hub

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

const (
	relatedMost = 4  // pages shown
	wordsMost   = 16 // rare words that a page is compared by
	// postingsMost bounds how many pages a shared feature is followed to, so
	// that the work grows with the pages and not with their square. Features
	// of more pages tell little; of these the neighbours in the list are taken.
	postingsMost = 48
)

type feature struct {
	weight   float64
	postings []int32 // pages, ascending
}

// relate finds for each page without hand-picked related pages those that
// share the most: tags, apps, departments and rare words, each weighted by how
// few pages have it (the inverse document frequency). The same hub gives the
// same pages.
func relate(lang *Language) {
	pages := slices.DeleteFunc(slices.Clone(lang.Pages), func(p *Page) bool { return !p.Kind.Listed })
	ids := map[string]int32{}
	var features []feature
	of := make([][]int32, len(pages))
	for i, p := range pages {
		add := func(kind, name string, weight float64) {
			key := kind + name
			id, ok := ids[key]
			if !ok {
				id = int32(len(features))
				ids[key] = id
				features = append(features, feature{weight: weight})
			}
			f := &features[id]
			if n := len(f.postings); n > 0 && f.postings[n-1] == int32(i) {
				return
			}
			f.postings = append(f.postings, int32(i))
			of[i] = append(of[i], id)
		}
		for _, t := range p.Tags {
			add("t:", t.ID, 3)
		}
		for _, t := range p.Apps {
			add("a:", t.ID, 2)
		}
		for _, t := range p.Departments {
			add("d:", t.ID, 1)
		}
		for _, word := range telling(p, lang) {
			add("w:", word, 1)
		}
	}
	idf := func(id int32) float64 {
		return features[id].weight * math.Log(1+float64(len(pages))/float64(len(features[id].postings)))
	}
	scores := make([]float64, len(pages))
	var touched []int32
	for i, p := range pages {
		if len(p.Related) > 0 {
			continue
		}
		mine := rarest(of[i], features)
		touched = touched[:0]
		for _, id := range mine {
			weight := idf(id)
			for _, j := range around(features[id].postings, int32(i)) {
				if j == int32(i) {
					continue
				}
				if scores[j] == 0 {
					touched = append(touched, j)
				}
				scores[j] += weight
			}
		}
		slices.SortFunc(touched, func(a, b int32) int {
			return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
		})
		best := 0.0
		for _, j := range touched {
			if len(p.Related) == relatedMost || scores[j] < best/4 {
				break
			}
			best = max(best, scores[j])
			p.Related = append(p.Related, pages[j])
		}
		for _, j := range touched {
			scores[j] = 0
		}
	}
}

// rarest drops features that no other page has, and keeps all tags, apps and
// departments and the rarest words.
func rarest(ids []int32, features []feature) []int32 {
	kept := ids[:0]
	for _, id := range ids {
		if len(features[id].postings) > 1 {
			kept = append(kept, id)
		}
	}
	slices.SortStableFunc(kept, func(a, b int32) int {
		return cmp.Compare(len(features[a].postings), len(features[b].postings))
	})
	words := 0
	return slices.DeleteFunc(kept, func(id int32) bool {
		if features[id].weight > 1 {
			return false
		}
		words++
		return words > wordsMost
	})
}

// around returns at most postingsMost postings: the nearest to page i.
func around(postings []int32, i int32) []int32 {
	if len(postings) <= postingsMost {
		return postings
	}
	at, _ := slices.BinarySearch(postings, i)
	start := min(max(0, at-postingsMost/2), len(postings)-postingsMost)
	return postings[start : start+postingsMost]
}

// telling are the words that say what a page is about: of its title, its question,
// its keywords, what a person knows, its headings and its summary.
func telling(p *Page, lang *Language) []string {
	own := p.Own.Texts(lang)
	texts := append([]string{p.Title, p.Summary, own.Question.Value}, own.Keywords...)
	for _, known := range own.Knows {
		texts = append(texts, known.Topic)
	}
	for _, h := range p.Doc.Headings {
		texts = append(texts, h.Text)
	}
	found := strings.FieldsFunc(strings.ToLower(strings.Join(texts, " ")), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(found, func(w string) bool { return len(w) < 4 })
}
