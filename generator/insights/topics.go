package insights

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"ankerplatz/search/analysis"
)

// How the words of questions are looked at.
const (
	longestWord  = 60 // UTF-16 code units
	shortestPart = 3  // letters
)

// language knows the words of a language.
type language struct {
	*analysis.Language
	splitter *analysis.Splitter
}

// languages are those that were asked for, each made when it is first needed.
// Signals can name any: those beyond mostLanguages are one without a name.
type languages map[string]language

const mostLanguages = 50

func (all languages) of(lang string) language {
	code, _, _ := strings.Cut(lang, "-")
	if _, known := all[code]; !known && len(all) >= mostLanguages {
		code = ""
	}
	l, known := all[code]
	if !known {
		l = language{analysis.NewLanguage(code), analysis.NewSplitter(code, nil)}
		all[code] = l
	}
	return l
}

// topicsOf are what a question is about, by stems: its words, and of compounds
// also their parts.
func (l language) topicsOf(words string) map[string]*aspect {
	of := map[string]*aspect{}
	add := func(word, typed string) {
		if word = l.Trim(word); utf8.RuneCountInString(word) < shortestPart || l.IsLight(word) {
			return
		}
		stem := l.Stem(word)
		if of[stem] == nil {
			of[stem] = &aspect{word: word}
		}
		of[stem].typed = append(of[stem].typed, l.Stem(l.Trim(typed)))
	}
	for _, asked := range l.Words(words, longestWord, shortestPart) {
		for _, word := range asked.Inner {
			add(word, word)
			for _, part := range l.splitter.Split(word) {
				add(part.Base, word)
			}
		}
	}
	return of
}

// aspect is one of the things that a question is about.
type aspect struct {
	word  string
	typed []string // stems of the words of the question that it is or that it is a part of
}

// topicCount is how often a topic came.
type topicCount struct {
	lang, name string
	words      map[string]int // forms of it
	typed      map[string]int // stems of the words that it is or that it is a part of
	weeks      weekly
}

// topics are the words that are searched for and the apps of the pages that
// are opened, by week.
func (t *Tally) topics(first, last int32) []Topic {
	if last < first {
		return nil
	}
	counted, all := map[topicKey]*topicCount{}, weekly{}
	known := languages{}
	for _, key := range t.searches.sorted(compareSearches) {
		c := t.searches.values[key].value
		lang := known.of(key.lang)
		of := lang.topicsOf(key.words)
		for _, weeks := range []weekly{c.none, c.opened} {
			for _, w := range weeks {
				all.add(w.week, w.n)
			}
			for stem, aspect := range of {
				topic := counted[topicKey{key.lang, stem}]
				if topic == nil {
					topic = &topicCount{lang: key.lang, words: map[string]int{}, typed: map[string]int{}}
					counted[topicKey{key.lang, stem}] = topic
				}
				for _, w := range weeks {
					topic.weeks.add(w.week, w.n)
					topic.words[aspect.word] += w.n
					for _, typed := range aspect.typed {
						topic.typed[typed] += w.n
					}
				}
			}
		}
	}
	for _, c := range counted {
		for _, word := range slices.Sorted(maps.Keys(c.words)) { // the most frequent form, if it may be said
			if n := c.words[word]; n >= K && n > c.words[c.name] {
				c.name = word
			}
		}
	}
	var topics []Topic
	for _, c := range whole(counted) {
		topics = append(topics, c.topic(first, last, all))
	}
	topics = append(chosen(topics), chosen(t.appTopics(first, last))...)
	slices.SortStableFunc(topics, func(a, b Topic) int {
		order := []string{Rising, Steady, Falling}
		return cmp.Or(cmp.Compare(slices.Index(order, a.Trend), slices.Index(order, b.Trend)), cmp.Compare(total(b.Count), total(a.Count)))
	})
	return topics
}

// chosen are the topics that come most, half of them those that change most.
func chosen(topics []Topic) []Topic {
	topics = slices.DeleteFunc(topics, func(t Topic) bool { return total(t.Count) == 0 })
	slices.SortStableFunc(topics, func(a, b Topic) int { return cmp.Compare(total(b.Count), total(a.Count)) })
	slices.SortStableFunc(topics[min(mostTopics/2, len(topics)):], func(a, b Topic) int {
		return cmp.Compare(boolean(a.Trend == Steady), boolean(b.Trend == Steady))
	})
	return topics[:min(mostTopics, len(topics))]
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

func total(counts []int) (sum int) {
	for _, n := range counts {
		sum += n
	}
	return sum
}

// appTopics are the apps of the pages that were opened.
func (t *Tally) appTopics(first, last int32) []Topic {
	if t.hub == nil {
		return nil
	}
	counted, all := map[string]*topicCount{}, weekly{}
	for _, page := range t.pages.sorted(strings.Compare) {
		p := t.hub.Pages[page]
		if p == nil {
			continue
		}
		for _, w := range t.pages.values[page].value.views {
			all.add(w.week, w.n)
			for _, app := range p.Apps {
				if counted[app] == nil {
					counted[app] = &topicCount{name: app}
				}
				counted[app].weeks.add(w.week, w.n)
			}
		}
	}
	var topics []Topic
	for _, app := range slices.Sorted(maps.Keys(counted)) {
		topics = append(topics, counted[app].topic(first, last, all))
	}
	return topics
}

// topic is what may be said of a topic. The trend is worked out from the true
// counts.
func (c *topicCount) topic(first, last int32, all weekly) Topic {
	out := Topic{Name: c.name, Lang: c.lang, Count: make([]int, last-first+1)}
	var recent, allRecent, earlier, allEarlier int
	for _, w := range c.weeks {
		if w.week >= first {
			out.Count[w.week-first] = shown(w.n)
		}
		addTo(w, last, &recent, &earlier)
	}
	for _, w := range all {
		addTo(w, last, &allRecent, &allEarlier)
	}
	out.Trend = trend(recent, allRecent, earlier, allEarlier)
	return out
}

// addTo adds a week's count where it belongs, if anywhere.
func addTo(w inWeek, last int32, recent, earlier *int) {
	switch age := last - w.week; {
	case age < recentWeeks:
		*recent += w.n
	case age < recentWeeks+earlierWeeks:
		*earlier += w.n
	}
}
