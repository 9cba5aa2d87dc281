package hub

import (
	"slices"
	"sort"
	"strings"
	"time"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/clock"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// EventKind are dates at which people meet.
var EventKind = kind(source.EventKind, (*linker).event)

// eventWindow is how far the dates of a series are looked at, before today and
// after.
const eventWindow = 400 * 24 * time.Hour

// EventPage is what an event adds.
type EventPage struct {
	Nothing
	fields    *source.Event
	Series    *calendar.Series // nil where it is not known when it begins
	Zone      *time.Location   // that its times are told in; nil: none in particular
	Dates     []calendar.Date  // in order: those around today, the first after it, and the last before it
	Hosts     []*Person        // without those who left
	For       []*Role
	Materials []Item
	Notes     []Target // of each; OK where it is a page
	Format    string   // one of EventFormats; "" for others

	page  *Page
	clock *clock.Clock
}

// EventFormats are ways to meet that are known in all languages of the theme,
// by the words format_<id>.
var EventFormats = []string{"lunch_and_learn", "network_call", "office_hour", "workshop", "training", "webinar", "demo", "meeting"}

func (l *linker) event(p *Page, fields *source.Event) *EventPage {
	e := &EventPage{
		fields: fields, page: p, clock: l.clock, For: l.rolesOf(fields.For), Materials: l.items(p, fields.Materials), Format: l.format(fields.Format.Value),
		Notes: make([]Target, len(fields.Notes)),
	}
	for i, note := range fields.Notes {
		if note.Page.Value != "" {
			e.Notes[i] = l.pageReference(p, note.Page)
		}
	}
	if !fields.Start.IsZero() {
		e.series(l.config.Zone())
		l.leaveOut(e)
		l.unroll(e)
	}
	e.Hosts = l.present("hosts", fields.Hosts, !e.Over())
	return e
}

// series is when the event takes place, in its own zone or that of the site.
func (e *EventPage) series(zone *time.Location) {
	f := e.fields
	if own, ok := calendar.Zone(f.Timezone.Value); ok {
		zone = own
	}
	e.Zone = zone
	if f.Start.Offset && zone == nil {
		e.Zone = f.Start.Location()
	}
	e.Series = &calendar.Series{WholeDay: !f.Start.HasTime, Rule: f.Rule}
	if e.Series.WholeDay {
		e.Zone, e.Series.Start = nil, f.Start.Time
		if !f.End.IsZero() {
			e.Series.End = f.End.End()
		}
		return
	}
	e.Series.Zone = zone
	if f.Start.Offset && (f.Rule == nil || zone == nil) {
		e.Series.Zone = time.UTC // a moment, whatever clocks show then
	}
	e.Series.Start = wallIn(f.Start, zone, e.Series.Zone)
	if !f.End.IsZero() {
		e.Series.End = wallIn(f.End, zone, e.Series.Zone)
		if calendar.At(e.Series.End, e.Series.Zone).Before(calendar.At(e.Series.Start, e.Series.Zone)) {
			e.Series.End = time.Time{}
		}
	}
}

// wallIn is what clocks of a zone show at a moment that was written for those
// of another, unless it has an offset.
func wallIn(d strictyaml.Date, from, to *time.Location) time.Time {
	switch {
	case !d.Offset && from == to, to == nil:
		return calendar.Wall(d.Time)
	case !d.Offset:
		return calendar.Wall(calendar.At(calendar.Wall(d.Time), from).In(to))
	}
	return calendar.Wall(d.In(to))
}

// Shown is a moment as it is told: in the event's zone.
func (e *EventPage) Shown(t time.Time) time.Time {
	if e.Zone == nil {
		return t
	}
	return t.In(e.Zone)
}

// day is the day of a moment, as it is told.
func (e *EventPage) day(t time.Time) time.Time { return calendar.Day(e.Shown(t)) }

// named is a date that the fields name.
type named struct {
	strictyaml.Date
	what  diag.Text
	left  bool // it is left out
	found bool
}

// names are the dates that the fields name, by day.
func (e *EventPage) names() (all []*named, byDay map[time.Time][]*named, last time.Time) {
	for _, d := range e.fields.Except {
		all = append(all, &named{Date: d, what: diag.Say("except leaves out a date on which the event does not take place"), left: true})
	}
	for _, note := range e.fields.Notes {
		if !note.Date.IsZero() {
			all = append(all, &named{Date: note.Date, what: diag.Say("a note tells of a date on which the event does not take place")})
		}
	}
	byDay = map[time.Time][]*named{}
	for _, n := range all {
		day := calendar.Day(n.Time)
		if n.Offset {
			day = e.day(n.Time)
		}
		byDay[day] = append(byDay[day], n)
		if day.After(last) {
			last = day
		}
	}
	return all, byDay, last
}

// leaveOut finds the dates that the fields name: those to be left out, and those
// of notes. It is told where there is none.
func (l *linker) leaveOut(e *EventPage) {
	all, byDay, last := e.names()
	if len(all) == 0 {
		return
	}
	var days []time.Time
	for wall, date := range e.Series.Each() {
		day := e.day(date.Start)
		if days = append(days, day); day.After(last) || len(days) > calendar.MostDates {
			break
		}
		for _, n := range byDay[day] {
			if n.HasTime && !n.Offset && !calendar.Wall(n.Time).Equal(calendar.Wall(e.Shown(date.Start))) || n.Offset && !n.Equal(date.Start) {
				continue
			}
			if n.found = true; n.left && !slices.Contains(e.Series.Left, wall) {
				e.Series.Left = append(e.Series.Left, wall)
			}
		}
	}
	for _, n := range all {
		if n.found || len(days) == 0 {
			continue
		}
		near := days[0]
		for _, day := range days {
			if day.Sub(n.Time).Abs() < near.Sub(n.Time).Abs() {
				near = day
			}
		}
		l.tell(n.Span, diag.NoSuchDate, n.what, diag.Say("the nearest date is %s", near.Format(time.DateOnly)))
	}
}

// unroll fills in the dates.
func (l *linker) unroll(e *EventPage) {
	left := map[int64]bool{}
	for _, wall := range e.Series.Left {
		left[wall.Unix()] = true
	}
	n, first := 0, time.Time{}
	for wall, date := range e.Series.Each() {
		if n++; n == 1 {
			first = wall
		}
		if n > calendar.MostDates {
			l.tell(e.fields.Repeat.Span, diag.BadRepeat, diag.Say("the event has more than %d dates until %s, and is shown until then only", calendar.MostDates, e.day(date.Start).Format(time.DateOnly)),
				diag.Say("write start: with a later day, or let it repeat less often"))
			break
		}
		if left[wall.Unix()] {
			continue
		}
		before := l.clock.Reached(date.End.Add(eventWindow))
		if before && len(e.Dates) == 1 {
			e.Dates = nil // one that lies further back is kept only as long as there is no other
		}
		e.Dates = append(e.Dates, date)
		if !l.clock.Passed(date.Start.Add(-eventWindow)) {
			break
		}
	}
	switch {
	case e.fields.Rule == nil:
	case len(e.Dates) == 0:
		e.Series.Rule, e.Series.Left = nil, nil
		for _, date := range e.Series.Each() {
			e.Dates = append(e.Dates, date)
		}
		l.tell(e.fields.Repeat.Span, diag.BadRepeat, diag.Say("the event never takes place: the rule has no date, or all are left out"),
			diag.Say("a month has no 30th of February, and no fifth Monday every time; %s", calendar.Examples))
	case !first.Equal(e.Series.Start):
		l.tell(e.fields.Start.Span, diag.NoSuchDate, diag.Say("the event does not take place on the day on which it is to start: the rule %s leaves it out", quote(e.fields.Repeat.Value)),
			diag.Say("write start: %s, which is the first date of the rule", e.written(first)))
	}
}

// written is a time on the wall of the series as a writer puts it.
func (e *EventPage) written(wall time.Time) string {
	if e.Series.WholeDay {
		return wall.Format(time.DateOnly)
	}
	return e.Shown(calendar.At(wall, e.Series.Zone)).Format("2006-01-02T15:04")
}

// format is the one of EventFormats that a writer's word means, in any language;
// "" without one.
func (l *linker) format(word string) string {
	if word == "" {
		return ""
	}
	for _, id := range EventFormats {
		if slug.Make(word) == strings.ReplaceAll(id, "_", "-") {
			return id
		}
		for _, lang := range l.langs {
			if known, ok := l.words.In(lang).Lookup("format_" + id); ok && slug.Make(known) == slug.Make(word) {
				return id
			}
		}
	}
	return ""
}

// Next are the dates that are not over, with the one that is on.
func (e *EventPage) Next() []calendar.Date {
	i := sort.Search(len(e.Dates), func(i int) bool { return !e.clock.Reached(e.Dates[i].End) })
	return e.Dates[i:]
}

// Past are the dates that are over, in order.
func (e *EventPage) Past() []calendar.Date { return e.Dates[:len(e.Dates)-len(e.Next())] }

// Over reports whether nothing of the event is to come.
func (e *EventPage) Over() bool { return len(e.Next()) == 0 }

// NotesOf are the notes as they were written.
func (e *EventPage) NotesOf() source.Notes { return e.fields.Notes }

// Done are the dates that ended in the time, however long ago.
func (e *EventPage) Done(_ *Page, in span) Deeds {
	var held Deeds
	if e.Series == nil {
		return held
	}
	n := 0
	for wall, date := range e.Series.Each() {
		if n++; n > calendar.MostDates || !date.Start.Before(in.ends) {
			break
		}
		if in.holds(date.End.Add(-1)) && !slices.ContainsFunc(e.Series.Left, wall.Equal) {
			held.Meetings++
		}
	}
	return held
}

// Links are the hosts, the materials, and the pages of notes.
func (e *EventPage) Links() []Target {
	return slices.Concat(linksOf(e.Materials), e.Notes, profilesOf(e.Hosts))
}

// Texts are the way to meet, the place, the hosts, the materials, and what was
// said. Of what is over, none of it weighs more than the text.
func (e *EventPage) Texts(lang *Language) Texts {
	var texts Texts
	words := []string{e.FormatIn(lang), e.fields.Place}
	for _, host := range e.Hosts {
		words = append(words, host.In(lang.Code).Title)
	}
	if e.Over() {
		texts.add(words...)
	} else {
		texts.Keywords = filled(words)
	}
	texts.items(e.Materials)
	for _, note := range e.page.Marked {
		for _, section := range note.Doc.Sections {
			texts.add(section.Heading, e.page.Named(section.Text))
		}
	}
	return texts
}

// FormatIn is the way to meet in a language, "" without one.
func (e *EventPage) FormatIn(lang *Language) string {
	if word, ok := lang.Lookup("format_" + e.Format); ok && e.Format != "" {
		return word
	}
	return e.fields.Format.Value
}

// Contributors are the hosts.
func (e *EventPage) Contributors() []*Person { return e.Hosts }

// ForRoles are those whom it is for.
func (e *EventPage) ForRoles() []*Role { return e.For }
