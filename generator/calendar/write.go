package calendar

import (
	"bytes"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// File is what a calendar program reads.
type File struct {
	Name     string // what the calendar is called; "" for a single event
	Language string // code, of its texts
	Events   []Event
}

// Event is an event in a file.
type Event struct {
	UID string // the same as long as there is the event
	*Series
	Title, Text, Place string    // plain
	URL                string    // whole address of its page
	Categories         []string  // plain
	Changed            time.Time // zero if not known
}

// refresh is how often calendar programs should look for a new version.
const refresh = "PT12H"

// Bytes writes the file as RFC 5545 has it. It has the zones of its events
// since the year before the first.
func (f File) Bytes() []byte {
	cal := ics.NewCalendarFor("Ankerplatz")
	cal.SetProductId("-//Ankerplatz//Ankerplatz//" + strings.ToUpper(f.Language))
	cal.SetCalscale("GREGORIAN")
	cal.SetMethod(ics.MethodPublish)
	if f.Name != "" {
		cal.SetName(plain(f.Name))
		cal.SetRefreshInterval(refresh)
		cal.SetXPublishedTTL(refresh)
	}
	for _, zone := range f.zones() {
		cal.AddVTimezone(zone)
	}
	for _, e := range f.Events {
		cal.AddVEvent(e.component())
	}
	var b bytes.Buffer
	_ = cal.SerializeTo(&b, ics.WithNewLine("\r\n")) // a buffer takes everything
	return b.Bytes()
}

// zones are those of the events, by name.
func (f File) zones() []*ics.VTimezone {
	since := map[string]*Series{}
	for _, e := range f.Events {
		if e.zoned() == "" {
			continue
		}
		if first := since[e.zoned()]; first == nil || e.Start.Before(first.Start) {
			since[e.zoned()] = e.Series
		}
	}
	var names []string
	for name := range since {
		names = append(names, name)
	}
	slices.Sort(names)
	var all []*ics.VTimezone
	for _, name := range names {
		all = append(all, zoneSince(since[name].Zone, since[name].Start.Year()-1))
	}
	return all
}

// zoned is the name of the series' zone, "" where its times need none.
func (s *Series) zoned() string {
	if s.Zone == nil || s.Zone == time.UTC {
		return ""
	}
	return s.Zone.String()
}

func (e Event) component() *ics.VEvent {
	v := ics.NewEvent(e.UID)
	changed := e.Changed
	if changed.IsZero() {
		changed = time.Unix(0, 0)
	} else {
		v.SetProperty(ics.ComponentPropertyLastModified, changed.UTC().Format(stampUTC))
	}
	v.SetProperty(ics.ComponentPropertyDtstamp, changed.UTC().Format(stampUTC))
	start := e.Start
	for wall := range e.walls() {
		start = wall // the rule's first: programs differ in what they make of another beginning
		break
	}
	e.at(v, ics.ComponentPropertyDtStart, start)
	e.at(v, ics.ComponentPropertyDtEnd, Wall(At(start, e.Zone).Add(e.lasts())))
	if e.Rule != nil {
		v.SetProperty(ics.ComponentPropertyRrule, e.rule())
	}
	for _, left := range e.Left {
		e.at(v, ics.ComponentPropertyExdate, left)
	}
	v.SetSummary(plain(e.Title))
	for _, text := range []struct {
		property ics.ComponentProperty
		value    string
	}{
		{ics.ComponentPropertyDescription, e.Text}, {ics.ComponentPropertyLocation, e.Place},
	} {
		if text.value != "" {
			v.SetProperty(text.property, plain(text.value))
		}
	}
	if e.URL != "" {
		v.SetURL(e.URL)
	}
	for _, category := range e.Categories {
		v.AddCategory(plain(category))
	}
	if e.WholeDay {
		v.SetTimeTransparency(ics.TransparencyTransparent) // nobody is busy all day
	}
	return v
}

// at adds a moment that is given on the wall.
func (s *Series) at(v *ics.VEvent, property ics.ComponentProperty, wall time.Time) {
	switch {
	case s.WholeDay:
		v.AddProperty(property, wall.Format(stampDay), ics.WithValue("DATE"))
	case s.Zone == nil:
		v.AddProperty(property, wall.Format(stampWall))
	case s.Zone == time.UTC:
		v.AddProperty(property, wall.Format(stampUTC))
	default:
		v.AddProperty(property, wall.Format(stampWall), ics.WithTZID(s.Zone.String()))
	}
}

// plain is a text of lines that end as the library knows it.
func plain(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}
