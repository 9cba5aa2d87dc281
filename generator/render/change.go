package render

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

var _ = kind(hub.ChangeKind, kindView[*source.Change, *hub.ChangePage]{
	facts:   (*site).changeFacts,
	page:    func(s *site, p changePage) any { return s.change(p) },
	list:    func(s *site, f *hub.Folder, _ []*hub.Page) any { return s.changes(f) },
	band:    (*site).changeBand,
	letter:  (*site).changeTold,
	filters: []filterType{{name: "impact", order: source.Impacts}},
})

type changePage = kindPage[*source.Change, *hub.ChangePage]

// Change is what only a change has.
type Change struct {
	What, Action, ActionKeyUsers string
	TrainedBy                    string   // "Key users trained by 1 March 2026"; "" if it is not said
	Pilots                       []Person // who tries it already
	Source                       *Link    // nil without one
}

// Changes are a folder's, and those of the folders below it, as a calendar.
type Changes struct {
	First       []Card   // what key users do and know before the others, the most urgent first
	Ahead, Past []Period // in the order of time; what is over, or withdrawn, the latest first
}

// Period are the changes of a month or a quarter.
type Period struct {
	Title string // "Mai 2026", "2. Quartal 2026"
	Cards []Card
}

func (s *site) changeFacts(p changePage) []Fact {
	var facts []Fact
	if when := p.Fields.When; !when.IsZero() {
		facts = append(facts, s.changeTime(when))
	}
	if impact := p.Fields.Impact.Value; impact != "" {
		facts = append(facts, Fact{Gauge: impact, Text: s.known("impact_"+impact, impact), Filter: "impact", Value: impact})
	}
	return facts
}

// changeTold tells of changes that come, of those that have come, once their
// page says so, and of those that do not.
func (s *site) changeTold(p changePage, w Window) []told {
	state, at := stateBy(p.Page, w)
	when := p.Fields.When
	lies := when.End().After(w.To) && (!state.Closed || !when.From.Before(w.To))
	out := told{section: s.word("change_next"), weight: weightChanges, at: when.From}
	switch {
	case state.Name == "withdrawn":
		return s.reached(p.Page, w, weightChanges+1)
	case lies && (w.Near(when.From) || w.Holds(p.Created)):
		out.todo, out.first = s.do(s.word("change_action"), p.Fields.Action), s.do(s.word("change_key_users"), p.Fields.ActionKeyUsers)
		if by := s.trainedBy(p.Fields); by != "" {
			out.first = append(out.first, by)
		}
		return []told{out}
	case state.Closed && w.Holds(latest(when.From, at)):
		out.section, out.weight = s.word("change_lately"), weightChanges+1
		return []told{out}
	}
	return nil
}

// changeTime is the fact from when on a change holds.
func (s *site) changeTime(when strictyaml.When) Fact {
	return Fact{Icon: source.ChangeKind.Icon, Text: strings.ReplaceAll(s.word("change_from"), "{0}", s.lang.When(when)), Brief: true}
}

// trainedBy says by when key users know it, "" if it is not said.
func (s *site) trainedBy(c *source.Change) string {
	if c.TrainedBy.IsZero() {
		return ""
	}
	return strings.ReplaceAll(s.word("change_trained_by"), "{0}", s.lang.Date(c.TrainedBy.Time))
}

func (s *site) change(p changePage) *Change {
	change := &Change{
		What: p.Fields.What, Action: p.Fields.Action, ActionKeyUsers: p.Fields.ActionKeyUsers,
		TrainedBy: s.trainedBy(p.Fields), Pilots: s.peopleOf(p.Own.Pilots),
	}
	if links := s.links([]hub.Target{{URL: p.Fields.Source.Value}}); len(links) > 0 {
		change.Source = &links[0]
	}
	return change
}

// changes is the calendar of a folder.
func (s *site) changes(f *hub.Folder) *Changes {
	var ahead, past []hub.Change
	all := hub.Changes(f.Pages)
	for _, c := range all {
		state, _ := c.State()
		if state.Closed && (state.Name == "withdrawn" || s.hub.Clock.Reached(c.Fields.When.End())) {
			past = append(past, c)
		} else {
			ahead = append(ahead, c)
		}
	}
	slices.Reverse(past)
	return &Changes{
		First: s.knowFirst(slices.DeleteFunc(all, func(c hub.Change) bool { return c.Closed() })),
		Ahead: s.periods(ahead), Past: s.periods(past[:min(cardsPerPage, len(past))]),
	}
}

// periods puts changes that are in order into their months and quarters.
func (s *site) periods(changes []hub.Change) []Period {
	var periods []Period
	for _, c := range changes {
		title := s.lang.Month(c.Fields.When.From)
		if c.Fields.When.Exact == strictyaml.ToQuarter {
			title = s.lang.When(c.Fields.When)
		}
		if len(periods) == 0 || periods[len(periods)-1].Title != title {
			periods = append(periods, Period{Title: title})
		}
		last := &periods[len(periods)-1]
		last.Cards = append(last.Cards, s.card(c.Page))
	}
	return periods
}

// knowFirst are those of the open changes that key users prepare, by the day
// until which they do: cards that say what and until when.
func (s *site) knowFirst(open []hub.Change) []Card {
	open = slices.DeleteFunc(slices.Clone(open), func(c hub.Change) bool { return c.Fields.ActionKeyUsers == "" && c.Fields.TrainedBy.IsZero() })
	until := func(c hub.Change) time.Time {
		if c.Fields.TrainedBy.IsZero() {
			return c.Fields.When.From
		}
		return c.Fields.TrainedBy.Time
	}
	slices.SortStableFunc(open, func(a, b hub.Change) int { return until(a).Compare(until(b)) })
	cards := make([]Card, len(open))
	for i, c := range open {
		card := s.card(c.Page)
		card.Summary, card.Facts = cmp.Or(c.Fields.ActionKeyUsers, card.Summary), nil
		if by := s.trainedBy(c.Fields); by != "" {
			card.Facts = append(card.Facts, Fact{Icon: "calendar-check", Text: by, Short: by, Brief: true})
		}
		when := s.changeTime(c.Fields.When)
		when.Short = when.Text
		card.Facts = append(card.Facts, when)
		cards[i] = card
	}
	return cards
}

// changesMost is how many changes a band has: those of departments that are not
// the reader's go.
const changesMost = 12

// changeBand is what changes next: on the home page, for an app or a
// department. Somebody's profile has what they try, and the page of the role
// that key users have what they know first.
func (s *site) changeBand(at place) *Band {
	band := &Band{All: s.allOf(source.ChangeKind)}
	var open []hub.Change
	switch {
	case at.page != nil && at.page.Role() != nil && at.page.Role().ID == s.hub.Config.Roles.Coverage.Value:
		band.Title, band.Cards = s.word("change_first"), s.knowFirst(hub.OpenChanges(s.lang.OfKind(source.ChangeKind)))
		return band
	case at.home:
		band.Title, open = s.word("change_next"), hub.OpenChanges(s.lang.OfKind(source.ChangeKind))
	case at.term != nil && at.term.Type == "department":
		band.Title, open = s.word("change_next"), hub.OpenChanges(s.lang.OfKind(source.ChangeKind))
		open = slices.DeleteFunc(open, func(c hub.Change) bool { return !c.Concerns(at.term) })
	case at.term != nil:
		band.Title, open = s.word("change_next"), hub.OpenChanges(at.term.OfKind(source.ChangeKind))
	case at.person != nil:
		band.Title, open = s.word("change_tries"), hub.OpenChanges(s.lang.Naming(at.person, source.ChangeKind))
		open = slices.DeleteFunc(open, func(c hub.Change) bool { return !slices.Contains(c.Pilots, at.person) })
	}
	for _, c := range open[:min(changesMost, len(open))] {
		band.Cards = append(band.Cards, s.card(c.Page))
	}
	return band
}
