package render

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/words"
)

// How much the list of events shows.
const (
	agendaMonths = 3   // this one and the next
	agendaMost   = 400 // dates in the months
	pastMost     = 200 // events and notes
)

// Agenda is what the list of events shows besides their cards.
type Agenda struct {
	Months    []Month // in which there is something
	Coming    []Card  // by their next date
	Past      []PastEvent
	Calendars []CalendarLink // to subscribe to: all first
}

// Month is a month with its dates.
type Month struct {
	ID    string // "2026-03"
	Title string // "März 2026"
	Days  []string
	Weeks [][]MonthDay // from Monday to Sunday
}

// MonthDay is a day of a month.
type MonthDay struct {
	Date    Date   // the zero Date before the first and after the last
	Number  int    // 1 to 31
	Text    string // "Di, 3. März 2026"
	Today   bool
	Gone    bool         // before today
	Entries []MonthEntry // by time of day
}

// MonthEntry is an event on a day.
type MonthEntry struct {
	Title, URL, Lang string
	Time             string // "12:00–12:45"; "" for whole days
	Over             bool
}

// PastEvent is an event that is over, or a date of a series that has notes.
type PastEvent struct {
	Link
	Date Date
	Said string // what was said, shortened
	Page *Link  // that tells it
}

// agenda is the list of events of a folder; the uppermost has all of them.
func (s *site) agenda(f *hub.Folder) *Agenda {
	events := s.lang.Events()
	if f.Parent != nil && f.Parent.Path != "" {
		events = hub.EventsOf(f.Pages)
	}
	a := &Agenda{Months: s.monthsOf(events), Past: s.past(events)}
	if f.Parent == nil || f.Parent.Path == "" {
		a.Calendars = s.calendarLinks()
	}
	for _, p := range events {
		if !p.Event().Over() && len(a.Coming) < cardsPerPage {
			a.Coming = append(a.Coming, s.card(p))
		}
	}
	return a
}

// today is the day on which the site is built, where it is at home.
func (s *site) today() time.Time {
	return s.hub.Clock.Today()
}

// monthsOf are the next months in which there is something.
func (s *site) monthsOf(events []*hub.Page) []Month {
	first := s.today().AddDate(0, 0, 1-s.today().Day())
	last := first.AddDate(0, agendaMonths, 0)
	byDay, n := map[time.Time][]MonthEntry{}, 0
	for _, o := range hub.Occasions(events, first.AddDate(0, 0, -31), last.AddDate(0, 0, 1)) {
		e := o.Page.Event()
		entry := MonthEntry{
			Title: o.Page.Title, URL: o.Page.URL, Lang: s.foreign(o.Page.Lang), Time: s.moment(e, o.Date).Time, Over: s.hub.Clock.Reached(o.End),
		}
		end := calendar.Day(e.Shown(o.End.Add(-time.Second)))
		for day := calendar.Day(e.Shown(o.Start)); !day.After(end) && n < agendaMost; day = day.AddDate(0, 0, 1) {
			if !day.Before(first) && day.Before(last) {
				byDay[day], n = append(byDay[day], entry), n+1
			}
		}
	}
	var months []Month
	for at := first; at.Before(last); at = at.AddDate(0, 1, 0) {
		if month, busy := s.month(at, byDay); busy {
			months = append(months, month)
		}
	}
	return months
}

// month is the month that begins on a day, and whether there is something in it.
func (s *site) month(first time.Time, byDay map[time.Time][]MonthEntry) (month Month, busy bool) {
	month = Month{ID: first.Format("2006-01"), Title: upperFirst(s.lang.Month(first))}
	for _, id := range words.Days {
		month.Days = append(month.Days, s.lang.Day(id))
	}
	before, last := int(first.Weekday()+6)%7, first.AddDate(0, 1, -1).Day()
	for start := -before; start < last; start += 7 {
		week := make([]MonthDay, 7)
		for i := range week {
			if n := start + i; n >= 0 && n < last {
				week[i] = s.monthDay(first.AddDate(0, 0, n), byDay)
				busy = busy || len(week[i].Entries) > 0
			}
		}
		month.Weeks = append(month.Weeks, week)
	}
	return month, busy
}

func (s *site) monthDay(day time.Time, byDay map[time.Time][]MonthEntry) MonthDay {
	entries := byDay[day]
	slices.SortStableFunc(entries, func(a, b MonthEntry) int { return strings.Compare(a.Time, b.Time) })
	return MonthDay{
		Date: s.date(day), Number: day.Day(), Text: s.day(day), Today: day.Equal(s.today()), Gone: day.Before(s.today()), Entries: entries,
	}
}

// upperFirst is a text with a large first letter.
func upperFirst(text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return ""
	}
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}

// past are the events that are over and the dates of series with notes, latest
// first.
func (s *site) past(events []*hub.Page) []PastEvent {
	var all []PastEvent
	for _, p := range events {
		e, noted := p.Event(), false
		entry := PastEvent{Link: Link{Title: p.Title, URL: p.URL, Lang: s.foreign(p.Lang)}}
		for i, note := range e.NotesOf() {
			said := entry
			said.Date, said.Said = s.date(note.Date.Time), p.Named(p.Marked[i].Summary)
			if links := s.links(e.Notes[i : i+1]); len(links) > 0 {
				said.Page = &links[0]
			}
			if note.Date.IsZero() {
				said.Date = s.lastDate(e)
			}
			if !note.Date.IsZero() || e.Over() {
				all, noted = append(all, said), true
			}
		}
		if e.Over() && !noted {
			entry.Date = s.lastDate(e)
			all = append(all, entry)
		}
	}
	slices.SortStableFunc(all, func(a, b PastEvent) int {
		return cmp.Or(strings.Compare(b.Date.ISO, a.Date.ISO), strings.Compare(a.URL, b.URL))
	})
	return all[:min(len(all), pastMost)]
}

// lastDate is the day of an event's last date that is over.
func (s *site) lastDate(e *hub.EventPage) Date {
	past := e.Past()
	if len(past) == 0 {
		return Date{}
	}
	return s.date(e.Shown(past[len(past)-1].Start))
}
