package roster

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/personname"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// entry is a row on its way.
type entry struct {
	row      int
	columns  map[string]column // by field
	values   map[string]any    // by field, as of words.value
	name     string
	person   *person  // in the hub, nil: new
	id       string   // of the profile
	forced   []string // fields that the row decides, whatever was written by hand
	hidden   bool     // by the spreadsheet
	pass     string   // why nothing is written of this person
	notes    []string // what somebody should know of the row
	problems []Problem
}

func (e *entry) text(field string) string {
	text, _ := e.values[field].(string)
	return text
}

// usable reports whether something is written of the row.
func (e *entry) usable() bool { return e.pass == "" && len(e.problems) == 0 }

// note notes what somebody should know of the row.
func (e *entry) note(format string, args ...any) {
	e.notes = append(e.notes, fmt.Sprintf(format, args...))
}

// fail notes why the row can't be used, at the first of the fields that has a
// column.
func (e *entry) fail(message string, fields ...string) {
	at := ""
	for _, f := range fields {
		if c, ok := e.columns[f]; ok {
			at = c.String()
			break
		}
	}
	e.problems = append(e.problems, Problem{e.row, at, message})
}

// newEntry reads the cells of a row.
func (t *Table) newEntry(r sheet.Row, known *vocabularies, now time.Time) *entry {
	e := &entry{row: r.Number, columns: map[string]column{}, values: map[string]any{}}
	e.readCells(r, t.columns, known)
	e.readNames(t)
	e.closeGates(r, t.gates, now)
	if e.hidden = r.Hidden && e.pass == ""; e.hidden {
		e.pass, e.problems = "is in a row that the spreadsheet hides; show it to take it", nil
	}
	if id := e.text(fieldID); id != "" && (slug.Make(id) != id || len(id) > source.MaxSlug || reserved(id)) {
		e.fail(fmt.Sprintf("%q can't be part of an address: write small letters, digits and hyphens", shorten(id)), fieldID)
	}
	return e
}

// readCells reads the values. Of several columns for one field the first counts
// that has one; what is wrong with a cell matters only if there is none.
func (e *entry) readCells(r sheet.Row, columns []column, known *vocabularies) {
	type fault struct {
		column
		error
	}
	faults := map[string]fault{}
	for _, c := range columns {
		name, cell := c.field.name, r.At(c.index)
		if _, set := e.values[name]; set {
			continue
		}
		if _, there := e.columns[name]; !there {
			e.columns[name] = c
		}
		if cell.Text == "" && cell.Fault == "" || c.alternate && name == "contact.desk" && !e.isRoom(c, cell.Text) {
			continue
		}
		value, err := known.value(c.field, cell)
		if c.alternate && name == "job" && strings.Trim(cell.Text, "0123456789") == "" {
			err = errors.New("it is a number")
		}
		if _, failed := faults[name]; err != nil && !failed {
			faults[name] = fault{c, err}
		}
		if err != nil || value == nil {
			continue
		}
		e.columns[name], e.values[name] = c, value
		if text, _ := value.(string); c.field.isPhone() && lostZero(text, cell) {
			e.note("%s: the number begins with neither 0 nor +; a spreadsheet takes zeros away from numbers", c)
		}
	}
	for _, f := range fields {
		wrong, failed := faults[f.name]
		if _, set := e.values[f.name]; set || !failed {
			continue
		}
		e.columns[f.name] = wrong.column
		switch {
		case !wrong.soft:
			e.fail(wrong.Error(), f.name)
		case f.name != "location" || e.values["contact.desk"] == nil || e.columns["contact.desk"].index != wrong.index: // else it is a room
			e.note("%s left out: %s", f.name, wrong.error)
		}
	}
}

// isRoom reports whether an office is a room, not the place that the hub knows
// or a town.
func (e *entry) isRoom(c column, text string) bool {
	_, located := e.values["location"]
	return (!located || e.columns["location"].index != c.index) && strings.ContainsAny(text, "0123456789")
}

// closeGates finds out whether the list itself says that nothing is to be
// written of this person.
func (e *entry) closeGates(r sheet.Row, gates []gateColumn, now time.Time) {
	for _, g := range gates {
		told := slices.ContainsFunc(g.better, func(i int) bool { return r.At(i).Text != "" })
		if text := r.At(g.index).Text; text != "" && !told && g.closed(text, now) {
			e.pass, e.problems = g.why, nil
			return
		}
	}
}

// readNames makes the name of what the list has of it.
func (e *entry) readNames(t *Table) {
	e.name = e.fullName(t)
	if e.name == "" && len(e.problems) == 0 {
		e.fail("there is no name in this row", "name", fieldReversed, fieldLast, fieldFirst)
	}
	if e.name != "" {
		e.values["name"] = e.name
	}
}

// fullName prefers given name and surname to a name that is written as
// directories show it, "Weiß, Maria (ACC)"; but titles are only there.
func (e *entry) fullName(t *Table) string {
	whole, reversed := e.text("name"), e.text(fieldReversed)
	parts := []string{e.text(fieldFirst), e.text(fieldInfix), e.text(fieldLast)}
	joined := strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
	if name := personname.Parse(joined); t.Export != "" && name.Note != "" {
		joined = name.Full()
	}
	switch {
	case whole == "" && reversed != "":
		last, first, ok := strings.Cut(reversed, ",")
		if !ok {
			return reversed
		}
		return strings.TrimSpace(strings.TrimSpace(first) + " " + strings.TrimSpace(last))
	case whole == "":
		return joined
	}
	name := personname.Parse(whole)
	if e.text(fieldFirst) != "" && e.text(fieldLast) != "" && (name.Note != "" || name.Key() != personname.Parse(joined).Key()) {
		return joined
	}
	switch {
	case isReversed(whole, name):
		if !t.reversed && joined == "" {
			e.note("%q is taken for %s", shorten(whole), shorten(name.Full()))
		}
		return name.Full()
	case t.reversed && strings.Contains(whole, " "):
		e.note("%q has no comma as the others have, and is taken as it stands", shorten(whole))
	}
	if t.Export != "" {
		return name.Full()
	}
	return whole
}

// isReversed reports whether the surname stands in front, before a comma.
func isReversed(written string, name personname.Name) bool {
	front, _, ok := strings.Cut(written, ",")
	return ok && name.Given != "" && name.Family != "" && !slices.Contains(strings.Fields(front), name.Given)
}

// findOrder finds out whether most names of the column "Name" are written with
// the surname in front.
func (t *Table) findOrder() {
	for _, c := range t.columns {
		if c.field.name != "name" {
			continue
		}
		front, all := 0, 0
		for _, r := range t.rows {
			if text := r.At(c.index).Text; text != "" {
				all++
				if isReversed(text, personname.Parse(text)) {
					front++
				}
			}
		}
		t.reversed = t.reversed || front*2 > all
	}
}

// check looks at what needs more than one cell: those of the list and those of
// the profile that the row changes.
func (e *entry) check() {
	if e.person == nil && e.text("department") == "" && len(e.problems) == 0 {
		e.fail("a new profile needs a department", "department")
	}
	day := func(field string, of func(*source.Profile) strictyaml.Date) time.Time {
		t, _ := e.values[field].(time.Time)
		if t.IsZero() && e.person != nil {
			t = of(e.person.profile()).Time
		}
		return t
	}
	since := day("since", func(p *source.Profile) strictyaml.Date { return p.Since })
	until := day("until", func(p *source.Profile) strictyaml.Date { return p.Until })
	if !until.IsZero() && until.Before(since) {
		e.fail(fmt.Sprintf("until %s lies before since %s", until.Format(time.DateOnly), since.Format(time.DateOnly)), "until", "since")
	}
}

// skillColumns are the columns that are called like an app and hold nothing
// but levels: a matrix of competences.
func (t *Table) skillColumns(known *vocabularies, plan *Plan) map[int]string {
	columns := map[int]string{}
	for _, out := range t.leftOut {
		app, err := known.apps.find(out.Header)
		if err != nil || !t.onlyLevels(out.index) {
			plan.LeftOut = append(plan.LeftOut, out)
			continue
		}
		columns[out.index] = app
	}
	return columns
}

func (t *Table) onlyLevels(column int) bool {
	some := false
	for _, r := range t.rows {
		text := r.At(column).Text
		if text != "" && !slices.Contains([]string{"0", "1", "2", "3", "4"}, text) {
			return false
		}
		some = some || text != ""
	}
	return some
}

func (e *entry) addSkills(r sheet.Row, columns map[int]string) {
	all, _ := e.values["competencies"].([]skill)
	for i := range r.Cells {
		level := r.At(i).Text
		if app, ok := columns[i]; ok && level != "" && level != "0" &&
			!slices.ContainsFunc(all, func(s skill) bool { return s.topic == app }) {
			all = append(all, skill{topic: app, level: digits(level)})
		}
	}
	if len(all) > 0 {
		e.values["competencies"] = all
	}
}

// noteTopics tells of topics that may be apps, misspelled, which are kept, since
// a topic can be any word; and of those that have no level.
func (e *entry) noteTopics(apps *vocabulary) {
	skills, _ := e.values["competencies"].([]skill)
	for _, s := range skills {
		if s.assumed {
			e.note("%s has no level; %d is taken where the profile has none", shorten(s.topic), s.level)
		}
		if slices.Contains(apps.ids, s.topic) {
			continue
		}
		if name := diag.Near(s.topic, apps.names); name != "" {
			e.note("%q is no app of site.yaml and is taken as a topic of its own; did you mean %s?", shorten(s.topic), apps.name[name])
		}
	}
}
