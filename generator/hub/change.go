package hub

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/source"
)

// ChangeKind are changes of what colleagues work with.
var ChangeKind = kind(source.ChangeKind, (*linker).change)

// ChangePage is what a change adds.
type ChangePage struct {
	Nothing
	fields *source.Change
	app    *Term     // nil without one
	Pilots []*Person // who tries it already, without those who left
}

func (l *linker) change(p *Page, fields *source.Change) *ChangePage {
	change := &ChangePage{fields: fields, Pilots: l.present("pilot", fields.Pilot, !p.Closed())}
	if fields.App.Value != "" {
		change.app = l.app(p.Lang, fields.App)
	}
	l.planned(p, fields.When, "live")
	return change
}

// Links are the profiles of those who try it.
func (c *ChangePage) Links() []Target { return profilesOf(c.Pilots) }

// Texts are what changes and what is to be done.
func (c *ChangePage) Texts(*Language) Texts {
	var texts Texts
	texts.add(c.fields.What, c.fields.Action, c.fields.ActionKeyUsers)
	return texts
}

// Terms is the app that changes.
func (c *ChangePage) Terms() []*Term {
	if c.app == nil {
		return nil
	}
	return []*Term{c.app}
}

// Change is a page that is a change.
type Change struct {
	*Page
	Fields *source.Change
	Pilots []*Person // who tries it already
}

// Changes are those of the pages that are changes, in the order of their times.
func Changes(pages []*Page) []Change {
	var changes []Change
	for _, p := range pages {
		if own, ok := p.Own.(*ChangePage); ok {
			changes = append(changes, Change{p, own.fields, own.Pilots})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(a.Fields.When.Compare(b.Fields.When), strings.Compare(a.ID, b.ID))
	})
	return changes
}

// OpenChanges are those that are still to come, or that nobody has said to have
// come.
func OpenChanges(pages []*Page) []Change {
	return slices.DeleteFunc(Changes(pages), func(c Change) bool { return c.Closed() })
}

// Within reports whether its time and that between two moments have one in
// common.
func (c Change) Within(from, until time.Time) bool {
	return c.Fields.When.From.Before(until) && c.Fields.When.End().After(from)
}

// Concerns reports whether it is one for a department: it names that, one above
// it, or none, which is for all.
func (c Change) Concerns(department *Term) bool {
	if len(c.Departments) == 0 {
		return true
	}
	for ; department != nil; department = department.Above {
		if slices.ContainsFunc(c.Departments, func(d *Term) bool { return d.ID == department.ID }) {
			return true
		}
	}
	return false
}
