package hub

import (
	"path"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// dates fills in when a page was written, changed and reviewed, when its state
// changed, and whether it is due for review again.
func (t *task) dates(p *Page) {
	git := t.git.File(path.Join(source.Root, p.Path))
	date, updated := t.happened(p.Meta.Date), t.past("updated", p.Meta.Updated) // of a date that lies ahead isPublished tells
	p.Created = firstTime(date, git.Created.At)
	p.Updated = firstTime(updated, later(git.Updated.At, date))
	if !p.Created.IsZero() && date.IsZero() { // nobody has seen it before
		p.Created, p.Updated = later(p.Created, p.Meta.Publish.Time), later(p.Updated, p.Meta.Publish.Time)
	}
	p.Moves = t.moves[p.Path]
	p.Reviewed = t.past("reviewed", p.Meta.Reviewed)
	if date.IsZero() {
		t.doubt(p, "date", diag.Say("created"), git.Created)
	}
	if updated.IsZero() && (git.Updated.Doubt != git.Created.Doubt || !date.IsZero()) {
		t.doubt(p, "updated", diag.Say("changed"), git.Updated)
	}
	every := p.Meta.ReviewEvery
	if every.IsZero() {
		every = t.config.Review.Every
	}
	since := later(p.Reviewed, p.Updated)
	if every.IsZero() || since.IsZero() || p.Index || !p.Kind.Reviewed {
		return
	}
	due, warn := every.After(since), t.config.Review.Warn
	p.ReviewBy, p.ReviewDue = due, t.clock.Passed(due)
	if !t.clock.Reached(due.AddDate(-warn.Years, -warn.Months, -warn.Days)) {
		return
	}
	at := p.Meta.Reviewed.Span
	if at.File == nil {
		at = p.Head
	}
	what := diag.Say("the page has to be looked at again by %s", due.Format(time.DateOnly))
	if p.ReviewDue {
		what = diag.Say("the page should have been looked at again by %s", due.Format(time.DateOnly))
	}
	t.tell(at, diag.ReviewDue, what,
		diag.Say("read it, mend what is no longer true, and write reviewed: with today's date"))
}

// happened returns the date of something that has happened; none as long as it
// lies in the future.
func (t *task) happened(d strictyaml.Date) time.Time {
	if !t.clock.Reached(t.begin(d)) {
		return time.Time{}
	}
	return d.Time
}

// past is happened, and tells of what lies in the future, unless it is already
// that day elsewhere on earth.
func (t *task) past(field string, d strictyaml.Date) time.Time {
	if !t.clock.Reached(d.Add(-aheadMost)) {
		t.tell(d.Span, diag.ImpossibleDate, diag.Say("%s lies in the future, so it does not count yet", field),
			diag.Say("write the day on which it happened; publish: holds a page back until a day"))
	}
	return t.happened(d)
}

// stateWait is how long after its time a plan may stand as one.
const stateWait = 4 * 7 * 24 * time.Hour

// planned tells of a plan that time has overtaken, by four weeks, and of
// something that is said to have come about before its time. came is the state
// that says so.
func (t *task) planned(p *Page, when strictyaml.When, came string) {
	state, _ := p.State()
	switch {
	case when.IsZero() || p.Misstated():
	case state.Name == came && !t.clock.Reached(when.From.Add(-aheadMost)):
		t.tell(when.Span, diag.ImpossibleDate, diag.Say("the state is %s, and when lies in the future", quote(came)), diag.Say("write in when: since when it is so"))
	case !state.Closed && t.clock.Passed(when.End().Add(stateWait)):
		t.tell(when.Span, diag.StateDue, diag.Say("this was planned for %s, and its state is %s still", when.String(), quote(state.Name)),
			diag.Say("write state: %s if it came about, or a new time into when:", came))
	}
}

// overdue tells of what was to be done by a day that is over, and is expected
// still. what is a sentence that the day ends: "the task was due on 2026-03-01".
func (t *task) overdue(p *Page, by strictyaml.Date, what, way diag.Text) {
	if state, _ := p.State(); !state.Closed && !p.Misstated() && !by.IsZero() && t.clock.Reached(t.end(by)) {
		t.tell(by.Span, diag.StateDue, diag.Say("%s, and its state is %s still", what, quote(state.Name)), way)
	}
}

// doubt tells of a commit whose date can't be.
func (t *task) doubt(p *Page, field string, what diag.Text, c gitinfo.Change) {
	if c.Doubt != "" {
		t.tell(p.Head, diag.ImpossibleDate, diag.Say("Git says that this page was %s by the commit %s, which can't be: the date is left out", what, c.Doubt),
			diag.Say("write %s: with the right day; a commit takes its date from the clock of the computer", field))
	}
}

func firstTime(times ...time.Time) time.Time {
	for _, at := range times {
		if !at.IsZero() {
			return at
		}
	}
	return time.Time{}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
