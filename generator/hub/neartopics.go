package hub

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// A topic that only few people have is told as a slip where an app is called
// nearly like it, or a topic that so many times as many people have.
const (
	fewPeople   = 2
	manyTimes   = 5
	leastSlip   = 5 // letters of the longer word; shorter ones are near each other by chance
	longestSlip = 60
)

// topicWord is a topic as people write it, or an app as it is called.
type topicWord struct {
	write  string // what to write for it: the app's id, else the topic
	slug   string
	app    bool
	people int               // who has the topic, or the app
	at     []strictyaml.Text // where a topic stands
}

// nearTopics tells of competences whose topic was most likely meant to be an
// app, or a topic that others have. Each word is compared only with the best of
// those with which it shares all but a letter, so this grows with the words.
func (h *Hub) nearTopics() (list diag.List) {
	topics := h.topicWords()
	best := map[string]*topicWord{}
	for _, t := range topics {
		for _, key := range allButOne(t.slug) {
			if other := best[key]; other == nil || t.before(other) {
				best[key] = t
			}
		}
	}
	for _, t := range topics {
		var meant *topicWord
		for _, key := range allButOne(t.slug) {
			if other := best[key]; t.slipOf(other) && (meant == nil || other.before(meant)) {
				meant = other
			}
		}
		if meant == nil {
			continue
		}
		hint := diag.Say("did you mean %s?", quote(meant.write))
		if meant.app {
			hint = diag.Say("did you mean %s? It is an app of site.yaml", quote(meant.write))
		} else {
			hint = diag.Say("%s %s", hint, diag.Count(meant.people, "%d colleague has that topic", "%d colleagues have that topic"))
		}
		for _, text := range t.at {
			list.Add(text.Span, diag.NearTopic, diag.Say("the topic %s stands for itself, beside one that is called nearly the same", quote(text.Value)), hint)
		}
	}
	return list
}

// topicWords are all apps, by id and by name, and then the other topics of
// people who are there, as they come.
func (h *Hub) topicWords() []*topicWord {
	var words []*topicWord
	apps := map[string]bool{}
	people := map[string]int{} // who have a topic, as it is written
	for _, p := range h.People {
		if p.Left {
			continue
		}
		for _, c := range p.Main.Profile().Competencies {
			people[c.Topic.Value]++
		}
	}
	for _, app := range h.Config.Organisation.Apps {
		apps[app.ID.Value] = true
		for _, name := range append([]string{app.ID.Value}, sortedValues(app.Name)...) {
			words = append(words, &topicWord{write: app.ID.Value, slug: slug.Make(name), app: true, people: people[app.ID.Value]})
		}
	}
	free := map[string]*topicWord{}
	for _, p := range h.People {
		if p.Left {
			continue
		}
		seen := map[*topicWord]bool{}
		told := map[diag.Span]bool{} // a translation has the topics of the first, if it has none of its own
		for _, lang := range h.Languages {
			page := p.Pages[lang.Code]
			if page == nil {
				continue
			}
			for _, c := range page.Profile().Competencies {
				id := slug.Make(c.Topic.Value)
				if apps[c.Topic.Value] || id == "" || told[c.Topic.Span] {
					continue
				}
				told[c.Topic.Span] = true
				word := free[id]
				if word == nil {
					word = &topicWord{write: strings.TrimSpace(c.Topic.Value), slug: id}
					free[id] = word
					words = append(words, word)
				}
				word.at = append(word.at, c.Topic)
				if !seen[word] {
					seen[word] = true
					word.people++
				}
			}
		}
	}
	return words
}

func sortedValues(texts map[string]string) []string {
	var all []string
	for _, text := range texts {
		all = append(all, text)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// before reports whether t is rather meant than other.
func (t *topicWord) before(other *topicWord) bool {
	if t.app != other.app {
		return t.app
	}
	return cmp.Or(cmp.Compare(other.people, t.people), strings.Compare(t.write, other.write), strings.Compare(t.slug, other.slug)) < 0
}

// slipOf reports whether t, which shares all but a letter with other, is most
// likely a slip of it.
func (t *topicWord) slipOf(other *topicWord) bool {
	if t.app || other == t {
		return false
	}
	if slug.Bare(t.slug) == slug.Bare(other.slug) { // "Excel", "Power Point"
		return other.app || other.people > t.people
	}
	if other.app && t.people > max(fewPeople, other.people/manyTimes) || !other.app && (t.people > fewPeople || other.people < manyTimes*t.people) {
		return false
	}
	mine, others := strings.Split(t.slug, "-"), strings.Split(other.slug, "-")
	if len(mine) != len(others) || []rune(t.slug)[0] != []rune(other.slug)[0] {
		return false
	}
	for i := range mine { // "Part A" is no slip of "Part B"
		if mine[i] != others[i] && max(utf8.RuneCountInString(mine[i]), utf8.RuneCountInString(others[i])) < leastSlip {
			return false
		}
	}
	return true
}

// allButOne are the word itself and the word without each of its letters, with
// its digits in front: words with other digits are others. Two words of which
// one letter was left out, added, changed or swapped have one of these in
// common.
func allButOne(id string) []string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, id)
	letters := []rune(slug.Bare(id))
	if len(letters) == 0 || len(letters) > longestSlip {
		return nil
	}
	keys := []string{digits + " " + string(letters)}
	for i := range letters {
		keys = append(keys, digits+" "+string(slices.Delete(slices.Clone(letters), i, i+1)))
	}
	return keys
}
