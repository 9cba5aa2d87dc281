package roster

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// passLeavers lets nobody come back by a list: of people who left, and of
// those whose profile somebody deleted, nothing is written unless they are
// named in rejoin.
func passLeavers(entries []*entry, rec *record, rejoin []string, now time.Time) error {
	var away []string
	by := rec.goneBy()
	for _, e := range entries {
		if e.pass != "" {
			if e.person != nil && !e.person.left() {
				e.pass += "; the profile stays as it is"
			}
			continue
		}
		back := slices.Contains(rejoin, e.id)
		gone, deleted := rec.gone(e, by)
		switch {
		case e.person != nil && e.person.left():
			away = append(away, e.id)
			if back {
				e.rejoin(now)
				continue
			}
			e.pass = "has left, so nothing is written; " + comeBack(e.id)
		case e.person == nil && deleted && e.id != "":
			away = append(away, e.id)
			if back {
				delete(rec.Gone, gone)
				continue
			}
			e.pass = "was imported before, and somebody deleted the profile; " + comeBack(e.id)
		}
		if e.pass != "" {
			e.problems = nil
		}
	}
	for _, id := range rejoin {
		if !slices.Contains(away, id) {
			return &FlagError{"rejoin", fmt.Sprintf("nobody in this list with the id %q has left%s", id, hint(diag.DidYouMean(id, away).String()))}
		}
	}
	return nil
}

func comeBack(id string) string { return "--rejoin " + id + " takes them back" }

// rejoin makes somebody active again, unless the list says otherwise.
func (e *entry) rejoin(now time.Time) {
	if until := e.person.profile().Until; !until.IsZero() && until.Before(now) && e.values["until"] == nil {
		e.note("until %s is still in the profile of %s: take it out by hand", until.Format(time.DateOnly), e.id)
	}
	e.forced = append(e.forced, "status")
	if e.values["status"] == nil {
		e.values["status"] = source.Statuses[0]
	}
}

// left reports whether the person has left, by any of the profiles.
func (p *person) left() bool {
	return slices.ContainsFunc(p.pages, func(page *source.Page) bool { return page.Fields.(*source.Profile).Left() })
}

// missing finds out who is in the hub and not in the list. With leave, those
// who were on an earlier list are marked as left. Profiles that no list ever
// had are somebody's own.
func (p *Plan) missing(entries []*entry, people []*person, m *merger, leave bool) error {
	listed := map[*person]bool{}
	for _, e := range entries {
		listed[e.person] = true
	}
	var gone []*person
	known := 0
	for _, person := range people {
		if person.left() {
			continue
		}
		recorded := m.record.knows(person)
		if recorded {
			known++
		}
		switch {
		case listed[person]:
		case leave && recorded:
			gone = append(gone, person)
		default:
			p.NotListed = append(p.NotListed, person.id)
		}
	}
	switch {
	case len(gone) == 0:
		return nil
	case slices.ContainsFunc(entries, func(e *entry) bool { return e.person == nil && e.pass == "" && len(e.problems) > 0 }):
		p.Notes = append(p.Notes, "nobody is marked as left: rows that can't be used may be about them ("+ids(gone)+")")
		return nil
	case len(gone) > 1 && len(gone)*3 > known:
		return &FlagError{"missing left", fmt.Sprintf("%d of the %d people who were on lists before would be marked as left, which looks like another list or a part of one: %s; "+
			"if it is right, write status: left into their rows or profiles", len(gone), known, strings.ReplaceAll(ids(gone), " and ", ", "))}
	}
	for _, person := range gone {
		change, err := m.leave(person)
		if err != nil {
			return err
		}
		for path, fields := range change.written {
			m.record.Profiles[path] = fields
		}
		p.Leaving = append(p.Leaving, change)
	}
	return nil
}
