// Package translations learns from pages that are in several languages which
// words of one language mean which of another: what stands on the same pages in
// both is likely to mean the same.
package translations

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"ankerplatz/search"
	"ankerplatz/search/ranking"
)

// What is learned. The numbers were chosen by looking for pages by their titles
// in another language, with words that were learned from the other half of the
// pages; near them hardly anything changes.
const (
	fewestPages = 2   // that have both words
	mostPages   = 96  // of a word that are looked at, so that time grows as the pages do
	likeliest   = 0.3 // the cosine that a word has at least
	onFew       = 0.6 // the same for words that are on fewestPages only
	besides     = 0.5 // and of the best one's
	mostTerms   = 3   // that one may mean
)

// Learn returns what words of other languages mean to readers of each: terms of
// their own language, of which each has as its weight the cosine of the pages that
// have it and of those that have the word, in thousandths. Documents of several
// languages with the same Page are one page.
func Learn(docs []search.Document) map[string]ranking.Meanings {
	texts := read(docs)
	learned := make(map[string]ranking.Meanings, len(texts))
	var g sync.WaitGroup
	for _, reader := range texts {
		meanings := make(ranking.Meanings)
		learned[reader.lang] = meanings
		g.Go(func() {
			for _, other := range texts {
				if other != reader {
					learn(meanings, other, reader)
				}
			}
		})
	}
	g.Wait()
	return learned
}

// learn adds what words of other mean to readers of another language.
func learn(meanings ranking.Meanings, other, reader *texts) {
	from, to := sharedPages(other, reader)
	pages := make([][]place, from.pages) // terms of the reader's, those on few pages first
	for t, all := range to.places {
		if len(all) >= fewestPages {
			for _, at := range all {
				pages[at.number] = append(pages[at.number], place{uint32(t), at.weight})
			}
		}
	}
	for _, terms := range pages {
		slices.SortFunc(terms, func(a, b place) int {
			return cmp.Or(cmp.Compare(to.norms[a.number], to.norms[b.number]), cmp.Compare(a.number, b.number))
		})
	}
	found := make([]both, len(to.places)) // by term of the reader's
	var touched []uint32
	for f, all := range from.places {
		if len(all) < fewestPages {
			continue
		}
		some := sample(all)
		highest := math.Sqrt(float64(len(all))) * inTitle / likeliest // norm of a term that can be meant
		for _, at := range some {
			for _, w := range pages[at.number] {
				if to.norms[w.number] > highest {
					break
				}
				if found[w.number].pages == 0 {
					touched = append(touched, w.number)
				}
				found[w.number].pages++
				found[w.number].product += uint32(at.weight) * uint32(w.weight)
			}
		}
		scale := float64(len(all)) / float64(len(some)) / from.norms[f]
		var likely []ranking.Meaning
		for _, t := range touched {
			cosine := min(1, math.Round(1000*float64(found[t].product)*scale/to.norms[t])/1000)
			least := likeliest
			if len(all) == fewestPages {
				least = onFew
			}
			if int(found[t].pages) >= fewestPages && cosine >= least {
				likely = append(likely, ranking.Meaning{Terms: reader.terms[t : t+1 : t+1], Weight: cosine, Foreign: true})
			}
			found[t] = both{}
		}
		touched = touched[:0]
		if len(likely) > 0 && !anyOf(likely) {
			other.name(meanings, reader, uint32(f), best(likely))
		}
	}
}

// both is where two terms are together.
type both struct {
	pages   uint32
	product uint32 // of what they count for there, summed up
}

// anyOf reports whether too many terms are just as likely as the likeliest one.
func anyOf(terms []ranking.Meaning) bool {
	most, n := 0.0, 0
	for _, t := range terms {
		if t.Weight > most {
			most, n = t.Weight, 0
		}
		if t.Weight == most {
			n++
		}
	}
	return n > mostTerms
}

// best returns the terms that are likeliest meant, the likeliest first.
func best(terms []ranking.Meaning) []ranking.Meaning {
	slices.SortFunc(terms, func(a, b ranking.Meaning) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Terms[0], b.Terms[0]))
	})
	terms = slices.Clone(terms[:min(len(terms), mostTerms)])
	return slices.DeleteFunc(terms, func(t ranking.Meaning) bool { return t.Weight < terms[0].Weight*besides })
}

// sample returns the pages of a word that are looked at: all where it is on few,
// else some at even distances.
func sample(all []place) []place {
	if len(all) <= mostPages {
		return all
	}
	some := make([]place, mostPages)
	for i := range some {
		some[i] = all[i*len(all)/mostPages]
	}
	return some
}

// standing says where the terms of a language stand, by their numbers, on pages
// that are numbered, too.
type standing struct {
	pages  int
	places [][]place
	norms  []float64
}

// place is a page of several, or a term of a page, with what it counts for there.
type place struct {
	number uint32
	weight uint8
}

// sharedPages says where the terms of two languages stand on pages that are in
// both.
func sharedPages(a, b *texts) (standing, standing) {
	var pages []string
	for page := range a.pages {
		if b.pages[page] != nil {
			pages = append(pages, page)
		}
	}
	slices.Sort(pages)
	return a.stand(pages), b.stand(pages)
}

func (t *texts) stand(pages []string) standing {
	s := standing{len(pages), make([][]place, len(t.terms)), make([]float64, len(t.terms))}
	counts, total := make([]int, len(t.terms)), 0
	for _, page := range pages {
		for _, w := range t.pages[page] {
			counts[w.number]++
			total++
		}
	}
	room := make([]place, total)
	for number, n := range counts {
		s.places[number], room = room[:0:n], room[n:]
	}
	for i, page := range pages {
		for _, w := range t.pages[page] {
			s.places[w.number] = append(s.places[w.number], place{uint32(i), w.weight})
			s.norms[w.number] += float64(w.weight) * float64(w.weight)
		}
	}
	for i := range s.norms {
		s.norms[i] = math.Sqrt(s.norms[i])
	}
	return s
}
