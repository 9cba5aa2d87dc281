package hub

import (
	"cmp"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// IssueKind are known issues.
var IssueKind = ordered(kind(source.IssueKind, (*linker).issue), compareIssues)

// IssuePage is what an issue adds.
type IssuePage struct {
	Nothing
	fields *source.Issue
	marked []Marked
}

func (l *linker) issue(p *Page, fields *source.Issue) *IssuePage {
	l.overdue(p, fields.Until, diag.Say("the issue was to be mended by %s", fields.Until.Format(time.DateOnly)), diag.Say("write state: fixed, or a later day into until:"))
	return &IssuePage{fields: fields, marked: p.Marked}
}

// Texts are the workaround, whom the issue affects, and the ticket.
func (i *IssuePage) Texts(*Language) Texts {
	texts := Texts{Keywords: filled([]string{i.fields.Ticket.Value})}
	texts.add(i.fields.Affects)
	for _, field := range i.marked {
		for _, section := range field.Sections {
			texts.add(section.Text)
		}
	}
	return texts
}

// Span is from when to when an issue was there: as the page says it, else as
// git knows it. A time that is not known is zero; an issue that is still there
// has no end.
func (i *IssuePage) Span(p *Page) (since, until time.Time) {
	since = firstTime(i.fields.Since.Time, p.Created)
	if p.Closed() {
		until = firstTime(i.fields.Until.Time, p.InState())
	}
	return since, until
}

// compareIssues sorts issues: open ones first, of these the urgent ones, of
// these the newest; of closed ones those that ended last.
func compareIssues(a, b *Page) int {
	urgency := func(p *Page) int {
		if p.Closed() {
			return 0
		}
		return p.Fields.(*source.Issue).Urgency()
	}
	last := func(p *Page) time.Time {
		since, until := p.Own.(*IssuePage).Span(p)
		return firstTime(until, since)
	}
	return cmp.Or(
		CompareStates(a, b), cmp.Compare(urgency(a), urgency(b)),
		last(b).Compare(last(a)), cmp.Compare(a.ID, b.ID),
	)
}
