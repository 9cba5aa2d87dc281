package render

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// datesMost is how many dates of a series its page names, before today and
// after.
const datesMost = 6

var _ = kind(hub.EventKind, kindView[*source.Event, *hub.EventPage]{
	facts: (*site).eventFacts,
	page:  func(s *site, p eventPage) any { return s.event(p) },
	files: func(s *site, p eventPage) []beside {
		if p.Own.Series == nil {
			return nil
		}
		return []beside{{calendarEnding, func() ([]byte, diag.List) { return s.calendarOf("", []*hub.Page{p.Page}), nil }}}
	},
	list:    func(s *site, f *hub.Folder, _ []*hub.Page) any { return s.agenda(f) },
	band:    (*site).eventBand,
	more:    (*site).calendarFiles,
	letter:  (*site).eventTold,
	filters: []filterType{{name: "format"}},
})

type eventPage = kindPage[*source.Event, *hub.EventPage]

// Event is what only an event has.
type Event struct {
	Next      []Moment // the next dates, the one that is on included
	Past      []Moment // the last dates of a series that are over, latest first
	More      bool     // the series goes on behind Next
	Clock     string   // whose clocks are meant: "London"; "" where that goes without saying
	Place     string
	Link      template.URL // where to take part from afar; "" without
	Signup    template.URL
	Capacity  int // 0: not said
	Hosts     []Person
	For       []Link // roles
	Materials []Item
	Notes     []Note // what was said, latest first
	File      string // URL of the event for calendar programs; "" where it is not known when it begins
}

// Moment is when something takes place.
type Moment struct {
	ISO  string // of the beginning, for <time datetime>
	Text string // "Di, 3. März 2026, 12:00–12:45"
	Time string // of day: "12:00–12:45"; "" for whole days
}

// Note is what was said at an event.
type Note struct {
	Date    Date          // of a series; the zero Date: of all of it
	Content template.HTML // headings start at level 2
	Page    *Link         // that tells it instead
}

func (s *site) eventFacts(p eventPage) []Fact {
	var facts []Fact
	if next := p.Own.Next(); len(next) > 0 {
		day := p.Own.Shown(next[0].Start)
		leaf := &Leaf{Day: strconv.Itoa(day.Day()), Month: s.lang.MonthName(day)}
		facts = append(facts, Fact{Icon: "clock", Text: s.moment(p.Own, next[0]).Text, Brief: true, Leaf: leaf})
	} else if past := p.Own.Past(); len(past) > 0 {
		facts = append(facts, Fact{Icon: "history", Text: strings.ReplaceAll(s.word("event_was"), "{0}", s.moment(p.Own, past[len(past)-1]).Text), Brief: true})
	}
	if rule := p.Fields.Rule; rule != nil && !p.Own.Over() {
		unit, n := rule.Every()
		facts = append(facts, Fact{Icon: "rotate-ccw", Text: s.count("event_every_"+unit, n)})
	}
	if p.Fields.Place != "" {
		facts = append(facts, Fact{Icon: "map-pin", Text: p.Fields.Place})
	}
	if format := p.Own.FormatIn(s.lang); format != "" {
		facts = append(facts, Fact{Icon: "users-round", Text: format, Filter: "format", Value: cmp.Or(p.Own.Format, slug.Make(format))})
	}
	return facts
}

// eventTold tells of the next date, and of what was said on the last ones.
func (s *site) eventTold(p eventPage, w Window) []told {
	var all []told
	tell := func(section string, weight int, d calendar.Date, text string) {
		facts := []string{s.moment(p.Own, d).Text}
		for _, more := range []string{p.Fields.Place, p.Own.FormatIn(s.lang)} {
			if more != "" {
				facts = append(facts, more)
			}
		}
		all = append(all, told{section: section, weight: weight, at: d.Start, facts: facts, text: text})
	}
	next := slices.IndexFunc(p.Own.Dates, func(d calendar.Date) bool { return w.Ahead(d.Start) })
	if next >= 0 {
		tell(s.word("event_next"), weightDates, p.Own.Dates[next], "")
	}
	for _, d := range slices.Backward(p.Own.Dates) {
		noted := func(n source.Note) bool {
			return n.Date.IsZero() || calendar.Day(p.Own.Shown(d.Start)).Equal(calendar.Day(n.Date.Time))
		}
		if i := slices.IndexFunc(p.Fields.Notes, noted); i >= 0 && w.Holds(d.Start) {
			tell(s.word("event_said"), weightDates+1, d, p.Named(p.Marked[i].Summary))
			break
		}
	}
	return all
}

func (s *site) event(p eventPage) *Event {
	own, fields := p.Own, p.Fields
	event := &Event{
		Place: fields.Place, Link: safeURL(fields.Link.Value), Signup: safeURL(fields.Signup.Value), Capacity: fields.Capacity,
		Hosts: s.peopleOf(own.Hosts), For: s.roleLinks(own.For), Materials: s.items(own.Materials), Clock: s.clock(own),
	}
	next, past := own.Next(), own.Past()
	for _, date := range next[:min(datesMost, len(next))] {
		event.Next = append(event.Next, s.moment(own, date))
	}
	event.More = len(next) > datesMost
	if fields.Rule != nil {
		for _, date := range slices.Backward(past[max(0, len(past)-datesMost):]) {
			event.Past = append(event.Past, s.moment(own, date))
		}
	}
	for i, note := range fields.Notes {
		shown := Note{Date: s.date(note.Date.Time)}
		if links := s.links(own.Notes[i : i+1]); len(links) > 0 {
			shown.Page = &links[0]
		} else if text := p.Marked[i]; !text.Empty {
			shown.Content = s.text(p.Page, text)
		} else {
			continue
		}
		event.Notes = append(event.Notes, shown)
	}
	slices.SortStableFunc(event.Notes, func(a, b Note) int { return strings.Compare(b.Date.ISO, a.Date.ISO) })
	if own.Series != nil {
		event.File = besideURL(p.Page, calendarEnding)
	}
	return event
}

// clock is whose clocks an event's times are of, where they are not the site's.
func (s *site) clock(e *hub.EventPage) string {
	if e.Zone == nil || e.Zone == s.hub.Config.Zone() {
		return ""
	}
	name := e.Zone.String()
	return strings.ReplaceAll(name[strings.LastIndex(name, "/")+1:], "_", " ")
}

// moment is a date as readers of the language write it.
func (s *site) moment(e *hub.EventPage, d calendar.Date) Moment {
	start, end := e.Shown(d.Start), e.Shown(d.End)
	if e.Series.WholeDay {
		end = end.AddDate(0, 0, -1)
		m := Moment{ISO: start.Format(time.DateOnly), Text: s.day(start)}
		if end.After(start) {
			m.Text += " – " + s.day(end)
		}
		return m
	}
	form := "2006-01-02T15:04"
	if e.Zone != nil {
		form += "Z07:00"
	}
	m := Moment{ISO: start.Format(form), Time: start.Format("15:04")}
	switch {
	case e.Series.End.IsZero(): // an hour is taken for calendars; nobody said so
	case calendar.Day(start).Equal(calendar.Day(end)):
		m.Time += "–" + end.Format("15:04")
	default:
		m.Text = " – " + s.day(end) + ", " + end.Format("15:04")
	}
	m.Text = s.day(start) + ", " + m.Time + m.Text
	if clock := s.clock(e); clock != "" {
		m.Text += " (" + clock + ")"
	}
	return m
}

// day is a day with that of the week: "Di, 3. März 2026".
func (s *site) day(t time.Time) string {
	return s.lang.Day(words.Days[(t.Weekday()+6)%7]) + ", " + s.lang.Date(t)
}

// eventBand are the next events of a place.
func (s *site) eventBand(at place) *Band {
	var events []*hub.Page
	follow := "" // the address of their calendar
	switch {
	case at.home:
		events, follow = s.lang.Events(), s.eventsURL()
	case at.term != nil:
		events = hub.EventsOf(at.term.OfKind(source.EventKind))
		if at.term.Type != "tag" {
			follow = at.term.URL
		}
	case at.person != nil:
		events = s.lang.Hosted(at.person)
		if page := at.person.Pages[s.lang.Code]; page != nil {
			follow = page.URL
		}
	}
	coming := slices.IndexFunc(events, func(p *hub.Page) bool { return p.Event().Over() })
	if coming < 0 {
		coming = len(events)
	}
	band := &Band{Title: s.word("event_next"), Cards: s.cardsOf(events[:min(coming, datesMost)]), All: s.allOf(source.EventKind)}
	if follow != "" {
		link := s.calendarLink(band.Title, calendarURL(follow))
		band.Follow = &link
	}
	return band
}
