package hub

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/slug"
)

// Expert is the level of a competence from which on somebody is one.
const Expert = 3

// Topic is something that people know: an app of site.yaml, or a free word.
type Topic struct {
	App     *Term // nil for free words
	ID      string
	Name    string
	People  []Knows // best first, then by name
	Experts int     // of People
}

// Knows is somebody who knows a topic.
type Knows struct {
	*Person
	Level int // 1 to 4
	Note  string
}

// Topics returns all apps, in site.yaml's order, and then what else people
// know, by name, as the profiles for readers of the language say. Words that
// differ only in case or accents are one topic. Nobody who left counts.
func (h *Hub) Topics(lang *Language) []Topic {
	apps := make([]Topic, len(lang.Apps))
	at := map[string]*Topic{}
	for i, app := range lang.Apps {
		apps[i] = Topic{App: app, ID: app.ID, Name: app.Name}
		at["app "+app.ID] = &apps[i]
	}
	var free []*Topic
	for _, p := range lang.People {
		if p.Left {
			continue
		}
		for _, c := range p.In(lang.Code).Profile().Competencies {
			word := strings.TrimSpace(c.Topic.Value)
			if word == "" || c.Level < 1 {
				continue
			}
			topic := at["app "+word]
			if topic == nil {
				id := cmp.Or(slug.Make(word), strings.ToLower(word))
				if topic = at["word "+id]; topic == nil {
					topic = &Topic{ID: id, Name: word}
					at["word "+id] = topic
					free = append(free, topic)
				}
			}
			topic.add(Knows{Person: p, Level: min(c.Level, 4), Note: c.Note})
		}
	}
	topics := apps
	order := order(lang.Code)
	slices.SortFunc(free, func(a, b *Topic) int {
		return cmp.Or(order.CompareString(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	for _, topic := range free {
		topics = append(topics, *topic)
	}
	for i := range topics {
		slices.SortStableFunc(topics[i].People, func(a, b Knows) int { return cmp.Compare(b.Level, a.Level) })
		for _, p := range topics[i].People {
			if p.Level >= Expert {
				topics[i].Experts++
			}
		}
	}
	return topics
}

// add adds somebody once, with their best level. People come one after the
// other, so that only the last can be the same.
func (t *Topic) add(p Knows) {
	if n := len(t.People); n > 0 && t.People[n-1].Person == p.Person {
		if p.Level > t.People[n-1].Level {
			t.People[n-1] = p
		}
		return
	}
	t.People = append(t.People, p)
}

// HasCompetences reports whether anybody who is there says what they know.
func (h *Hub) HasCompetences() bool {
	return slices.ContainsFunc(h.People, func(p *Person) bool {
		return !p.Left && len(p.Main.Profile().Competencies) > 0
	})
}
