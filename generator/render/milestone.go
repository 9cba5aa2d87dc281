package render

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.MilestoneKind, kindView[*source.Milestone, *hub.MilestonePage]{
	facts: (*site).milestoneFacts,
	list:  func(s *site, f *hub.Folder, _ []*hub.Page) any { return s.story(f) },
	band:  (*site).milestoneBand,
	letter: func(s *site, p milestonePage, w Window) []told {
		when := p.Fields.When
		state, at := stateBy(p.Page, w)
		switch last := when.End().AddDate(0, 0, -1); {
		case !state.Closed && w.Ahead(last):
			return []told{{section: s.word("milestone_next"), weight: weightStory, at: when.From}}
		case state.Closed && w.Holds(cmp.Or(at, last)):
			return []told{{section: s.word("milestone_last"), weight: weightStory, at: when.From}}
		case state.Closed:
			return nil
		}
		return s.reached(p.Page, w, weightStory+1)
	},
})

type milestonePage = kindPage[*source.Milestone, *hub.MilestonePage]

// Story is the programme that a folder of milestones tells of. Its name, claim
// and text are those of the folder.
type Story struct {
	Goals []string
	Start bool      // nothing is reached yet
	Way   []Station // in the order of time
}

// Station is a milestone as a place on the way, which winds from side to side.
type Station struct {
	Card
	Right   bool // it lies on the right side, and the way goes on to the left
	Reached bool
	Sailed  bool // it is reached, or one behind it is
	Here    bool // the way is sailed as far as this one
	Last    bool // the way ends here
}

func (s *site) milestoneFacts(p milestonePage) []Fact {
	var facts []Fact
	if when := p.Fields.When; !when.IsZero() {
		facts = append(facts, Fact{Icon: source.MilestoneKind.Icon, Text: s.lang.When(when), Brief: true})
	}
	if was := s.milestoneWas(p.Fields); was != "" {
		facts = append(facts, Fact{Icon: "history", Text: was})
	}
	return facts
}

// milestoneWas says when a milestone was to be reached before it was moved.
func (s *site) milestoneWas(m *source.Milestone) string {
	if m.Was.IsZero() {
		return ""
	}
	return strings.ReplaceAll(s.word("milestone_was"), "{0}", s.lang.When(m.Was))
}

// story is the programme of a folder, with the milestones below it.
func (s *site) story(f *hub.Folder) *Story {
	story := &Story{}
	if f.Index != nil {
		if programme, ok := f.Index.Fields.(*source.Programme); ok {
			story.Goals = programme.Goals
		}
	}
	milestones := hub.Milestones(f.Pages)
	here := -1
	for i, m := range milestones {
		if m.Closed() {
			here = i
		}
	}
	story.Start = here < 0
	for i, m := range milestones {
		station := Station{Card: s.card(m.Page), Right: i%2 == 1, Reached: m.Closed(), Sailed: i <= here, Here: i == here, Last: i == len(milestones)-1 && i != here}
		story.Way = append(story.Way, station)
	}
	return story
}

// milestoneBand is the milestone that comes next on the home page; where none
// is left, the last that was reached.
func (s *site) milestoneBand(at place) *Band {
	milestones := hub.Milestones(s.lang.OfKind(source.MilestoneKind))
	if !at.home || len(milestones) == 0 {
		return nil
	}
	band := &Band{Title: s.word("milestone_next"), All: s.allOf(source.MilestoneKind)}
	next := slices.IndexFunc(milestones, func(m hub.Milestone) bool { return !m.Closed() })
	if next < 0 {
		band.Title, next = s.word("milestone_last"), len(milestones)-1
	}
	band.Cards = s.cardsOf([]*hub.Page{milestones[next].Page})
	return band
}
