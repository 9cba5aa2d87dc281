package source

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// EventKind are events: dates at which people meet.
var EventKind = &Kind{
	Name: "event", Folder: "events",
	Icon: "calendar-check", Hue: 120,
	Listed: true, Searched: true, Asks: true, Fed: true,
	decode: decode[Event],
}

// Event is a date at which people meet, or a series of them.
type Event struct {
	Start     strictyaml.Date   `yaml:"start" field:"moment,required"`
	End       strictyaml.Date   `yaml:"end" field:"moment"`
	Timezone  strictyaml.Text   `yaml:"timezone"` // IANA name; "" is that of site.yaml
	Repeat    strictyaml.Text   `yaml:"repeat"`   // RRULE
	Except    []strictyaml.Date `yaml:"except" field:"moment"`
	Format    strictyaml.Text   `yaml:"format"`
	Place     string            `yaml:"place"`
	Link      strictyaml.Text   `yaml:"link" field:"address"`  // URL
	Hosts     []strictyaml.Text `yaml:"hosts" field:"profile"` // profile ids
	For       []strictyaml.Text `yaml:"for" field:"role"`      // role ids
	Capacity  int               `yaml:"capacity" field:"[0..1000000]"`
	Signup    strictyaml.Text   `yaml:"signup" field:"address"` // URL
	Materials []Item            `yaml:"materials"`
	Notes     Notes             `yaml:"notes"`

	Rule *calendar.Rule `yaml:"-"` // of Repeat; nil without one that can be read
}

// Notes are what was said, of each date in the order of the file.
type Notes []Note

// Note is what was said: a text in Markdown, or a page.
type Note struct {
	Date strictyaml.Date // zero: of all dates
	Text strictyaml.Text
	Page strictyaml.Text // page reference
}

// Form implements strictyaml.Formed.
func (*Notes) Form() any { return []rawNote{} }

// rawNote is a Note as it is written.
type rawNote struct {
	Date strictyaml.Date `yaml:"date" field:"required"`
	Text strictyaml.Text `yaml:"text" field:"markdown,one"`
	Page strictyaml.Text `yaml:"page" field:"page,one"`
}

// pageForm is how a page is named in the place of a text.
var pageForm = regexp.MustCompile(`^[\pL\pN][\pL\pN._/#-]*$`)

// DecodeYAML reads a text, a page reference, or a list of them with dates.
func (notes *Notes) DecodeYAML(n *strictyaml.Node, l *diag.List) {
	switch n.Kind() {
	case strictyaml.Null:
	case strictyaml.Scalar:
		note := Note{Text: strictyaml.Text{Value: n.Value(), Span: n.Span()}}
		if pageForm.MatchString(n.Value()) {
			note.Text, note.Page = strictyaml.Text{}, note.Text
		}
		*notes = Notes{note}
	case strictyaml.List:
		for _, item := range n.Items() {
			var raw rawNote
			if item.Kind() != strictyaml.Map {
				l.Add(item.Span(), diag.WrongType, diag.Say("this note does not say of which date it is"), diag.Say("for example {date: 2026-03-03, text: We agreed on …}"))
				continue
			}
			*l = append(*l, item.Decode(&raw, diag.UnknownField)...)
			switch note := Note(raw); {
			case note.Date.IsZero() && item.Field("date").Value() != "": // told as no date
			case note.Date.IsZero():
				l.Add(item.Span(), diag.MissingField, diag.Say("this note does not say of which date it is"), diag.Say("write date: with the day on which people met"))
			case (note.Text.Value == "") == (note.Page.Value == ""):
				l.Add(item.Span(), diag.BadValue, diag.Say("a note is either a text or a page"), diag.Say("write text: with what was said, or page: with the page that tells it"))
			default:
				*notes = append(*notes, note)
			}
		}
	default:
		l.Add(n.Span(), diag.WrongType, diag.Say("notes are a text, the name of a page, or a list with dates"), diag.Say("for example\n  - {date: 2026-03-03, text: We agreed on …}"))
	}
}

// Files are those of the materials.
func (e *Event) Files() []strictyaml.Text { return filesOf(e.Materials) }

// Marked are the texts of the notes, in their order; "" for those that are pages.
func (e *Event) Marked() []strictyaml.Text {
	texts := make([]strictyaml.Text, len(e.Notes))
	for i, note := range e.Notes {
		texts[i] = note.Text
	}
	return texts
}

func (e *Event) check(c *checker) {
	c.endOfDay(e)
	switch {
	case e.Start.IsZero():
		if len(c.node.Field("start").Value()) == 0 { // else it was told that it is no date
			c.list.Add(c.at("start"), diag.MissingField, diag.Say("an event needs the day on which it begins"), diag.Say("write start: with day and time, for example 2026-04-20T14:00"))
		}
	case !e.End.IsZero() && e.Start.HasTime != e.End.HasTime:
		c.list.Add(e.End.Span, diag.BadValue, diag.Say("one of start and end has a time of day, the other has none"), diag.Say("write both with a time, or both without one for whole days"))
		e.End = strictyaml.Date{}
	case !e.End.IsZero() && e.Start.HasTime && e.Start.Offset == e.End.Offset && e.End.Before(e.Start.Time):
		c.list.Add(e.End.Span, diag.DateOrder, diag.Say("the event ends before it begins"), diag.Say("one of start and end is wrong; one that goes on past midnight ends on the next day"))
		e.End = strictyaml.Date{}
	case !e.Start.HasTime:
		c.order("start", e.Start, "end", e.End)
	}
	if zone := e.Timezone; zone.Value != "" {
		if _, ok := calendar.Zone(zone.Value); !ok {
			c.list.Add(zone.Span, diag.UnknownTimezone, diag.Say("there is no time zone %s", quote(zone.Value)), calendar.ZoneHint(zone.Value))
			e.Timezone = strictyaml.Text{}
		}
	}
	e.checkRule(c)
	c.url(e.Link, "http", "https", "msteams", "sip", "tel", "mailto")
	c.url(e.Signup, "http", "https", "mailto")
	c.count(c.at("capacity"), "capacity", &e.Capacity)
	c.items("materials", e.Materials)
}

// endOfDay says of an end that is a time alone when that is: on the day on which
// the event begins, if it lies behind the beginning.
func (c *checker) endOfDay(e *Event) {
	hour, minute, ok := strictyaml.Clock(strings.TrimSpace(c.node.Field("end").Value()))
	if !ok || !e.Start.HasTime {
		return
	}
	year, month, day := e.Start.Date()
	end := time.Date(year, month, day, hour, minute, 0, 0, e.Start.Location())
	at, form := c.node.At("end"), "2006-01-02T15:04"
	if e.Start.Offset {
		form += "Z07:00"
	}
	for i, d := range c.list {
		if d.Code == diag.BadDate && d.Span == at && end.After(e.Start.Time) {
			c.list[i].Hint = diag.Say("write %s", end.Format(form))
			c.list[i].Fix = []diag.Edit{{Span: at, New: end.Format(form)}}
		}
	}
}

func (e *Event) checkRule(c *checker) {
	at := c.at("except")
	if e.Repeat.Value == "" {
		if len(e.Except) > 0 {
			c.list.Add(at, diag.NoSuchDate, diag.Say("except leaves out dates of an event that does not repeat"), diag.Say("write repeat: with the rule, or take except away"))
			e.Except = nil
		}
		return
	}
	rule, err := calendar.ParseRule(e.Repeat.Value)
	var mistake *calendar.Mistake
	switch {
	case errors.As(err, &mistake):
		c.list.Add(e.Repeat.Span, diag.BadRepeat, mistake.What, mistake.Hint)
	case rule.HasTimes() && !e.Start.HasTime:
		c.list.Add(e.Repeat.Span, diag.BadRepeat, diag.Say("the rule has times of day, and start is a whole day"), diag.Say("write start: with a time, or take BYHOUR and BYMINUTE away"))
	default:
		e.Rule = rule
	}
	if e.Rule == nil {
		e.Except = nil
	}
}
