package hub

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/source"
)

// Occasion is one date of an event.
type Occasion struct {
	Page *Page
	calendar.Date
	WholeDay bool
}

// Event is what an event's page adds, nil if the page is none, or does not say
// when it takes place.
func (p *Page) Event() *EventPage {
	if own, ok := p.Own.(*EventPage); ok && own.Series != nil {
		return own
	}
	return nil
}

// agenda is when people meet, for readers of a language.
type agenda struct {
	events []*Page
	hosted map[*Person][]*Page
}

// Events are what readers of the language see of events: its own, and those that
// it lacks. They stand by their next date, and behind those that have one by
// their last, latest first. They must not be changed.
func (a *agenda) Events() []*Page { return a.events }

// Hosted are the events of Events that somebody hosts, in their order. They must
// not be changed.
func (a *agenda) Hosted(person *Person) []*Page { return a.hosted[person] }

// Occasions are the dates of events that begin between two moments, the first of
// which counts and the second does not, by their beginning. Series are known for
// about a year before today and after.
func Occasions(events []*Page, from, to time.Time) []Occasion {
	var all []Occasion
	for _, p := range events {
		for _, date := range p.Event().Dates {
			if !date.Start.Before(from) && date.Start.Before(to) {
				all = append(all, Occasion{p, date, p.Event().Series.WholeDay})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Occasion) int {
		return cmp.Or(a.Start.Compare(b.Start), strings.Compare(a.Page.ID, b.Page.ID))
	})
	return all
}

// compareEvents sorts events as Events has them.
func compareEvents(a, b *Page) int {
	one, other := a.Event(), b.Event()
	by := compareBool(one.Over(), other.Over())
	switch {
	case by != 0:
	case one.Over():
		by = other.last().Compare(one.last())
	default:
		by = one.Next()[0].Start.Compare(other.Next()[0].Start)
	}
	return cmp.Or(by, strings.Compare(a.ID, b.ID))
}

// EventsOf are those of the pages that are events, as Events has them.
func EventsOf(pages []*Page) []*Page {
	events := slices.DeleteFunc(slices.Clone(pages), func(p *Page) bool { return p.Event() == nil })
	slices.SortFunc(events, compareEvents)
	return events
}

// last is the beginning of the last date; that of the series where none is known.
func (e *EventPage) last() time.Time {
	if len(e.Dates) == 0 {
		return calendar.At(e.Series.Start, e.Series.Zone)
	}
	return e.Dates[len(e.Dates)-1].Start
}

// gatherEvents makes what Events and Hosted answer.
func (h *Hub) gatherEvents() {
	for _, p := range h.Pages {
		if p.Kind != source.EventKind || p.Index || p.Event() == nil {
			continue
		}
		for _, lang := range h.Languages {
			if p.Lang != lang.Code && (p.Translations.Main != p || p.Translations.Pages[lang.Code] != nil) {
				continue
			}
			lang.events = append(lang.events, p)
		}
	}
	for _, lang := range h.Languages {
		slices.SortFunc(lang.events, compareEvents)
		lang.hosted = map[*Person][]*Page{}
		for _, p := range lang.events {
			for _, host := range p.Event().Hosts {
				lang.hosted[host] = append(lang.hosted[host], p)
			}
		}
	}
}
