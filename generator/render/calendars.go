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
	"ankerplatz/generator/planned"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

const calendarEnding = ".ics"

// CalendarLink is a calendar to subscribe to.
type CalendarLink struct {
	Title  string
	URL    string       // of the file
	Webcal template.URL // the same, for calendar programs
}

// feedCalendar is a calendar that is kept up to date.
type feedCalendar struct {
	title string
	url   string
	at    diag.Span
	make  func() []byte
}

// calendars are those of the language, all events first.
func (s *site) calendars() []feedCalendar {
	var all []feedCalendar
	add := func(title, url string, at diag.Span, events []*hub.Page) {
		if len(events) > 0 {
			all = append(all, feedCalendar{title, url, at, func() []byte { return s.calendarOf(title+" – "+s.view.Title, events) }})
		}
	}
	add(s.word("event_all"), calendarURL(s.eventsURL()), diag.Span{}, s.lang.Events())
	if hours := s.officeHours(); len(hours) > 0 {
		title := s.word("event_office_hours")
		all = append(all, feedCalendar{title, s.home + "office-hours" + calendarEnding, diag.Span{}, func() []byte {
			return calendar.File{Name: title + " – " + s.view.Title, Language: s.lang.Code, Events: hours}.Bytes()
		}})
	}
	for _, t := range slices.Concat(s.lang.Departments, s.lang.Apps) {
		add(t.Name, calendarURL(t.URL), t.At, hub.EventsOf(t.OfKind(source.EventKind)))
	}
	for _, person := range s.lang.People {
		if page := person.Pages[s.lang.Code]; page != nil && !person.Left {
			add(page.Title, besideURL(page, calendarEnding), page.File.Span(0, 0), s.lang.Hosted(person))
		}
	}
	return all
}

// eventsURL is the address of the list of events, also where there is none.
func (s *site) eventsURL() string {
	if all := s.allOf(source.EventKind); all != nil {
		return all.URL
	}
	return s.home + source.EventKind.Folder + "/"
}

// calendarURL is the address of the calendar of what a page shows.
func calendarURL(page string) string { return strings.TrimSuffix(page, "/") + calendarEnding }

// calendarFiles are the files of calendars that belong to none of the events.
func (s *site) calendarFiles() []planned.File {
	var files []planned.File
	for _, c := range s.calendars() {
		file := planned.Bytes(s.hub.Path(c.url), func() ([]byte, diag.List) { return c.make(), nil })
		file.At = c.at
		files = append(files, file)
	}
	return files
}

// calendarLinks are the calendars as pages offer them.
func (s *site) calendarLinks() []CalendarLink {
	var links []CalendarLink
	for _, c := range s.calendars() {
		links = append(links, s.calendarLink(c.title, c.url))
	}
	return links
}

func (s *site) calendarLink(title, url string) CalendarLink {
	_, rest, _ := strings.Cut(s.hub.Config.Absolute(url), "://")
	return CalendarLink{Title: title, URL: url, Webcal: template.URL("webcal://" + rest)}
}

// calendarOf is a file with events, of one alone without a name.
func (s *site) calendarOf(name string, events []*hub.Page) []byte {
	file := calendar.File{Name: name, Language: s.lang.Code}
	for _, p := range events {
		e, fields := p.Event(), p.Fields.(*source.Event)
		var texts []string
		add := func(key, text string) {
			if text != "" {
				texts = append(texts, s.word(key)+s.word("colon")+" "+text)
			}
		}
		var hosts []string
		for _, host := range e.Hosts {
			hosts = append(hosts, s.people[host].Name)
		}
		add("event_hosts", strings.Join(hosts, ", "))
		add("event_join", string(safeURL(fields.Link.Value)))
		add("event_signup", string(safeURL(fields.Signup.Value)))
		address := s.hub.Config.Absolute(p.URL)
		event := calendar.Event{
			UID: s.hub.Config.Absolute(p.Translations.Main.URL), Series: e.Series, Title: p.Title, Place: cmp.Or(fields.Place, string(safeURL(fields.Link.Value))),
			Text: strings.TrimSpace(p.Summary + "\n\n" + strings.Join(append(texts, address), "\n")), URL: address, Changed: p.Updated,
		}
		if format := e.FormatIn(s.lang); format != "" {
			event.Categories = []string{format}
		}
		file.Events = append(file.Events, event)
	}
	return file.Bytes()
}

// officeHours are those of everybody who is there and agreed that they are
// published.
func (s *site) officeHours() []calendar.Event {
	var events []calendar.Event
	for _, person := range hub.There(s.lang.People) {
		page := person.In(s.lang.Code)
		for i, hours := range page.Profile().Availability.Hours {
			series := s.weekly(hours, page.Updated)
			if series == nil {
				continue
			}
			address := s.hub.Config.Absolute(page.URL)
			events = append(events, calendar.Event{
				UID: s.hub.Config.Absolute(person.Main.URL) + "#hours-" + strconv.Itoa(i+1), Series: series, Place: hours.Where, URL: address, Text: address,
				Title: s.people[person].Name + s.word("colon") + " " + s.word("format_office_hour"), Changed: page.Updated,
			})
		}
	}
	return events
}

// weekly are office hours as dates, from the week on in which they were written;
// nil if they say no day or no time.
func (s *site) weekly(hours source.Hours, written time.Time) *calendar.Series {
	if len(hours.Days) == 0 || hours.From == "" {
		return nil
	}
	if written.IsZero() {
		written = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	var days []string
	for _, day := range hours.Days {
		days = append(days, strings.ToUpper(day[:2]))
	}
	rule, err := calendar.ParseRule("FREQ=WEEKLY;BYDAY=" + strings.Join(days, ","))
	if err != nil {
		return nil
	}
	monday := calendar.Day(written).AddDate(0, 0, -int(written.Weekday()+6)%7)
	on := monday.AddDate(0, 0, slices.Index(words.Days, hours.Days[0]))
	series := &calendar.Series{Start: on.Add(ofDay(hours.From)), Zone: s.hub.Config.Zone(), Rule: rule}
	if hours.To != "" {
		series.End = on.Add(ofDay(hours.To))
	}
	return series
}

// ofDay is how much of a day has passed at a time such as "09:30".
func ofDay(clock string) time.Duration {
	hours, minutes, _ := strings.Cut(clock, ":")
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
}
