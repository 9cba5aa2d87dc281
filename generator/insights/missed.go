package insights

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	mostLike    = 8 // ways to ask the same that are shown
	mostNear    = 5 // pages
	shortestDif = 5 // letters of a word in which a slip is looked for
)

// missed are the questions that found nothing, and came often enough to be
// named, similar ones together.
func (t *Tally) missed() []Missed {
	var all []Missed
	for _, key := range t.searches.sorted(compareSearches) {
		if n := shown(t.searches.values[key].value.none.sum()); n > 0 {
			all = append(all, Missed{Words: key.words, Lang: key.lang, None: n})
		}
	}
	slices.SortStableFunc(all, func(a, b Missed) int { return cmp.Compare(b.None, a.None) })
	known := languages{}
	// Each joins the first, which came most, with which it has a key in common:
	// the same stems, or the same letters but one.
	var groups []Missed
	first := map[string]int{}
	for _, m := range all {
		keys := known.of(m.Lang).sameQuestion(m.Words)
		at := -1
		for _, key := range keys {
			if group, found := first[m.Lang+" "+key]; found && (at < 0 || group < at) {
				at = group
			}
		}
		if at < 0 {
			at = len(groups)
			groups = append(groups, m)
		} else {
			groups[at].None += m.None
			if len(groups[at].Like) < mostLike {
				groups[at].Like = append(groups[at].Like, Like{m.Words, m.None})
			}
		}
		for _, key := range keys {
			if _, found := first[m.Lang+" "+key]; !found {
				first[m.Lang+" "+key] = at
			}
		}
	}
	slices.SortStableFunc(groups, func(a, b Missed) int { return cmp.Compare(b.None, a.None) })
	return groups[:min(topMissed, len(groups))]
}

// sameQuestion are keys of which similar questions have one in common: the
// stems of the words in the order of letters, the same with a letter of one
// longer word left out, as in search, and both with the words as they were
// typed: a slip can hide an ending.
func (l language) sameQuestion(words string) []string {
	var stems, typed []string
	for _, asked := range l.Words(words, longestWord, shortestPart) {
		if word := l.Trim(asked.Raw); word != "" && !l.IsLight(word) {
			stems = append(stems, l.Stem(l.Spelling(word)))
			typed = append(typed, l.Spelling(word))
		}
	}
	if len(stems) == 0 {
		return []string{words}
	}
	return append(nearlySame(stems), nearlySame(typed)...)
}

// nearlySame are words in the order of letters, and the same with a letter of
// one longer word left out.
func nearlySame(words []string) []string {
	slices.Sort(words)
	keys := []string{strings.Join(words, " ")}
	for i, word := range words {
		letters := []rune(word)
		if len(letters) < shortestDif {
			continue
		}
		for at := range letters {
			other := slices.Clone(words)
			other[i] = string(slices.Delete(slices.Clone(letters), at, at+1))
			slices.Sort(other)
			keys = append(keys, strings.Join(other, " "))
		}
	}
	return keys
}

// nearby asks the hub what it has that is near to questions without an answer:
// a page that has come since; pages about one of the words; words that it
// knows.
func (t *Tally) nearby(ctx context.Context, missed []Missed, index Index) error {
	known := languages{}
	for i := range missed {
		m := &missed[i]
		if t.hub != nil && !t.hub.Languages[m.Lang] {
			continue
		}
		l := known.of(m.Lang)
		questions := []string{m.Words}
		var words []string
		for _, asked := range l.Words(m.Words, longestWord, shortestPart) {
			if word := l.Trim(asked.Raw); utf8.RuneCountInString(word) >= shortestPart && !l.IsLight(word) {
				words = append(words, word)
				questions = append(questions, word)
				for _, part := range l.splitter.Split(word) {
					questions = append(questions, part.Base)
				}
			}
		}
		for _, question := range questions {
			pages, meant, err := index(ctx, m.Lang, question)
			if err != nil {
				return err
			}
			for _, page := range pages {
				if len(m.Near) < mostNear && !slices.Contains(m.Near, page) {
					m.Near = append(m.Near, page)
				}
			}
			m.Synonyms = append(m.Synonyms, meant...)
		}
		for _, group := range t.synonyms(m.Lang) {
			for _, word := range words {
				if slices.ContainsFunc(group, func(other string) bool { return l.Stem(strings.ToLower(other)) == l.Stem(word) }) {
					m.Synonyms = append(m.Synonyms, group...)
				}
			}
		}
		m.Synonyms = slices.DeleteFunc(unique(m.Synonyms), func(word string) bool {
			return slices.Contains(words, strings.ToLower(word)) || word == m.Words || t.hub.names(word)
		})
		m.Synonyms = m.Synonyms[:min(mostLike, len(m.Synonyms))]
	}
	return nil
}

func unique(words []string) (once []string) {
	for _, word := range words {
		if !slices.Contains(once, word) {
			once = append(once, word)
		}
	}
	return once
}
