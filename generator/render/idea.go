package render

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.IdeaKind, kindView[*source.Idea, *hub.IdeaPage]{
	facts: (*site).ideaFacts,
	page:  func(s *site, p ideaPage) any { return s.idea(p.Page) },
	list:  func(s *site, _ *hub.Folder, pages []*hub.Page) any { return s.ideaBoard(pages) },
	band:  (*site).ideaBand,
})

type ideaPage = kindPage[*source.Idea, *hub.IdeaPage]

// Idea is what only an idea has.
type Idea struct {
	Priority, Value, Effort int      // 5 to 1, and 1 to 3; 0 if they are not estimated
	AskedBy                 []Person // without those who left
	VoteURL                 string   // "" without
	Created                 Date
}

// IdeaBoard is what the list of ideas needs besides its cards.
type IdeaBoard struct {
	Of map[string]*Idea // of each page, by its URL
}

func (s *site) ideaFacts(p ideaPage) []Fact {
	var facts []Fact
	if n := p.Fields.Value; n != nil {
		facts = append(facts, Fact{Text: s.known("idea_value_"+strconv.Itoa(*n), "")})
	}
	if n := p.Fields.Effort; n != nil {
		facts = append(facts, Fact{Text: s.known("idea_effort_"+strconv.Itoa(*n), "")})
	}
	if release := s.release(p.Page); release != "" {
		facts = append(facts, Fact{Icon: "rocket", Text: release, Brief: true})
	}
	if since := s.date(p.InState()).Text; p.Closed() && since != "" && !strings.HasSuffix(s.release(p.Page), since) {
		facts = append(facts, Fact{Icon: "circle-check", Text: since})
	}
	return facts
}

// release says what brings an idea, or brought it; a day as readers write it.
func (s *site) release(p *hub.Page) string {
	by := p.Fields.(*source.Idea).Release.Value
	if by == "" {
		return ""
	}
	if day, err := time.Parse(time.DateOnly, by); err == nil {
		by = s.date(day).Text
	}
	text := s.word("idea_due")
	if p.Closed() {
		text = s.word("idea_out")
	}
	return strings.ReplaceAll(text, "{0}", by)
}

func (s *site) idea(p *hub.Page) *Idea {
	fields := p.Fields.(*source.Idea)
	idea := &Idea{Priority: fields.Priority(), AskedBy: s.peopleOf(p.Own.(*hub.IdeaPage).AskedBy), Created: s.date(p.Created)}
	if fields.Vote.Value != "" {
		idea.VoteURL = string(safeURL(fields.Vote.Value))
	}
	if fields.Value != nil {
		idea.Value = *fields.Value
	}
	if fields.Effort != nil {
		idea.Effort = *fields.Effort
	}
	return idea
}

func (s *site) ideaBoard(pages []*hub.Page) *IdeaBoard {
	board := &IdeaBoard{Of: map[string]*Idea{}}
	for _, p := range pages {
		if p.Kind == source.IdeaKind {
			board.Of[p.URL] = s.idea(p)
		}
	}
	return board
}

// ideaBand are the ideas of a place that are worth most; somebody's are those
// that they asked for.
func (s *site) ideaBand(at place) *Band {
	band := &Band{All: s.allOf(source.IdeaKind)}
	var ideas []*hub.Page
	switch {
	case at.home:
		ideas = openOf(s.lang.OfKind(source.IdeaKind))
	case at.term != nil:
		ideas = openOf(at.term.OfKind(source.IdeaKind))
	case at.person != nil:
		band.Title = s.word("idea_wishes")
		ideas = slices.DeleteFunc(slices.Clone(s.lang.Naming(at.person, source.IdeaKind)), func(p *hub.Page) bool {
			return !slices.Contains(p.Own.(*hub.IdeaPage).AskedBy, at.person)
		})
		ideas = hub.InOrder(source.IdeaKind, ideas)
	}
	band.Cards = s.cardsOf(ideas)
	return band
}
