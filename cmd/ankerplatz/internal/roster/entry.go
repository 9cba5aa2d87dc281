package roster

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
	"ankerplatz/generator/diag"
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

// fail notes why the row can't be used, at the first of the fields that has a
// column.
func (e *entry) fail(message string, fields ...string) {
	where := fmt.Sprintf("row %d", e.row)
	for _, f := range fields {
		if c, ok := e.columns[f]; ok {
			where = c.where(e.row)
			break
		}
	}
	e.problems = append(e.problems, Problem{e.row, where, message})
}

// newEntry reads the cells of a row.
func newEntry(r sheet.Row, columns []column, known *words) *entry {
	e := &entry{row: r.Number, columns: map[string]column{}, values: map[string]any{}}
	for _, c := range columns {
		e.columns[c.field.name] = c
		content := r.At(c.index)
		if content.Text == "" && content.Fault == "" {
			continue
		}
		value, err := known.value(c.field, content)
		if err != nil {
			e.fail(err.Error(), c.field.name)
			continue
		}
		e.values[c.field.name] = value
	}
	e.name = e.fullName()
	if e.name == "" && len(e.problems) == 0 {
		e.fail("there is no name in this row", "name", fieldReversed, fieldLast, fieldFirst)
	}
	if e.name != "" {
		e.values["name"] = e.name
	}
	if id := e.text(fieldID); id != "" && (slug.Make(id) != id || len(id) > maxSlug || reserved(id)) {
		e.fail(fmt.Sprintf("%q can't be part of an address: write small letters, digits and hyphens", shorten(id)), fieldID)
	}
	return e
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

func (e *entry) fullName() string {
	if name := e.text("name"); name != "" {
		return name
	}
	if last, first, ok := strings.Cut(e.text(fieldReversed), ","); ok {
		return strings.TrimSpace(strings.TrimSpace(first) + " " + strings.TrimSpace(last))
	}
	parts := []string{e.text(fieldReversed), e.text(fieldFirst), e.text(fieldInfix), e.text(fieldLast)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// skillColumns are the columns that are called like an app and hold nothing
// but levels: a matrix of competences.
func (t *Table) skillColumns(known *words, plan *Plan) map[int]string {
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
			all = append(all, skill{app, digits(level)})
		}
	}
	if len(all) > 0 {
		e.values["competencies"] = all
	}
}

// noteTopics tells of topics that may be apps, misspelled. They are kept: a
// topic can be any word.
func (p *Plan) noteTopics(e *entry, apps *vocabulary) {
	skills, _ := e.values["competencies"].([]skill)
	for _, s := range skills {
		if slices.Contains(apps.ids, s.topic) {
			continue
		}
		if name := diag.Near(s.topic, apps.names); name != "" {
			p.Notes = append(p.Notes, fmt.Sprintf("row %d: %q is no app of site.yaml and is taken as a topic of its own; did you mean %s?",
				e.row, shorten(s.topic), apps.name[name]))
		}
	}
}
