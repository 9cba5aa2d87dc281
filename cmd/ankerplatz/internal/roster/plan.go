package roster

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// Plan is what a list changes in a hub.
type Plan struct {
	Changes   []Change // one for each row that can be used, in their order
	Problems  []Problem
	Notes     []string // what somebody should know, and need not act on
	LeftOut   []LeftOut
	NotListed []string // ids of people who are in the hub and not in the list
	Consent   bool     // personal fields are written that are not published until the people agree
}

// Change is what becomes of a profile.
type Change struct {
	Row      int
	ID, Name string
	New      bool
	Fields   []FieldChange // none: nothing changes
	Files    []File        // those that change: the profile, and its translations
}

// File is a file as it shall be.
type File struct {
	Path string // below the hub's folder
	Data []byte
}

// FieldChange is a field that gets another value. Old is empty where it had none.
type FieldChange struct {
	Name, Old, New string
	Personal       bool // how to reach the person
}

// Problem is a reason why a row can't be used.
type Problem struct {
	Row   int
	Where string // "row 14, column F (Abteilung)"
	Text  string
}

// entry is a row on its way.
type entry struct {
	row      int
	columns  map[string]column // by field
	values   map[string]any    // by field, as of words.value
	name     string
	person   *person // in the hub, nil: new
	id       string  // of the profile
	problems []Problem
}

func (e *entry) text(field string) string {
	text, _ := e.values[field].(string)
	return text
}

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

// MakePlan holds the table against the hub. The table is in lang, and so are
// new profiles. The error is about the hub: content that can't be read.
func MakePlan(hub fs.FS, site *config.Site, t *Table, lang string) (*Plan, error) {
	pages, err := readPages(hub, site)
	if err != nil {
		return nil, err
	}
	known := newWords(site, pages)
	people := peopleOf(site, pages)
	plan := &Plan{}
	skillColumns := t.skillColumns(known, plan)
	entries := make([]*entry, len(t.rows))
	for i, r := range t.rows {
		entries[i] = newEntry(r, t.columns, known)
		entries[i].addSkills(r, skillColumns)
		plan.noteTopics(entries[i], known.apps)
	}
	match(entries, people)
	for _, e := range entries {
		e.check()
	}
	folder := peopleFolder(hub, site, lang)
	assignIDs(entries, people, func(id string) bool { return exists(hub, folder, id) })
	findDeputies(entries, people)
	for _, e := range entries {
		change, err := e.change(folder, lang, plan)
		if err != nil {
			e.fail(err.Error())
		}
		if len(e.problems) > 0 {
			plan.Problems = append(plan.Problems, e.problems...)
			continue
		}
		plan.Changes = append(plan.Changes, change)
		plan.Consent = plan.Consent || site.Privacy.Consent == "required" && slices.ContainsFunc(change.Fields, needsConsent)
	}
	for _, p := range people {
		if !slices.ContainsFunc(entries, func(e *entry) bool { return e.person == p }) && !p.profile().Left() {
			plan.NotListed = append(plan.NotListed, p.id)
		}
	}
	return plan, nil
}

func needsConsent(f FieldChange) bool {
	return f.Personal || slices.Contains([]string{"pronouns", "languages", "availability", "time.hours_per_week", "since", "until"}, f.Name)
}

// readPages reads the hub's pages. What is wrong with them is for the build to
// say, but a person whose profile can't be read would be written anew.
func readPages(hub fs.FS, site *config.Site) ([]*source.Page, error) {
	opt := source.Options{
		Languages: site.LangCodes(), Ignore: site.Ignore,
		PageBytes: int64(site.Limits.PageBytes), FileBytes: int64(site.Limits.FileBytes), FrontMatterBytes: site.Limits.FrontMatterBytes,
	}
	found, _, _, err := source.Walk(hub, opt)
	if err != nil {
		return nil, err
	}
	var pages []*source.Page
	for _, file := range found {
		page, list := source.Read(hub, file, opt)
		if page != nil {
			pages = append(pages, page)
			continue
		}
		if slices.Contains(strings.Split(path.Dir(file.Path), "/"), "people") {
			list.Sort()
			why := ""
			if len(list) > 0 {
				why = ": " + list[0].Message
			}
			return nil, fmt.Errorf("%s can't be read%s; mend it first, ankerplatz check says how", path.Join(source.Root, file.Path), why)
		}
	}
	return pages, nil
}

// newEntry reads the cells of a row.
func newEntry(r sheet.Row, columns []column, known *words) *entry {
	e := &entry{row: r.Number, columns: map[string]column{}, values: map[string]any{}}
	for _, c := range columns {
		e.columns[c.field.name] = c
		content := r.At(c.index)
		if content.Text == "" {
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

// findDeputies turns names into ids. Of people whose own row can't be used
// there is no profile, so this goes on until no row drops out.
func findDeputies(entries []*entry, people []*person) {
	for changed := true; changed; {
		changed = false
		known := newVocabulary("profile", "a deputy is somebody in the hub or in this list: write the name as it stands there")
		for _, p := range people {
			known.add(p.id, append([]string{p.name}, p.emails...)...)
		}
		for _, e := range entries {
			if len(e.problems) == 0 {
				known.add(e.id, e.name, e.text("contact.email"))
			}
		}
		for _, e := range entries {
			text := e.text("deputy")
			if text == "" || len(e.problems) > 0 {
				continue
			}
			id, err := known.find(text)
			if err != nil && strings.Contains(text, "@") { // addresses are not repeated in messages
				err = errors.New("nobody in the hub or in this list has this e-mail address")
			}
			if err == nil && id == e.id {
				err = errors.New("nobody can be their own deputy")
			}
			if err != nil {
				for _, other := range entries {
					if len(other.problems) > 0 && fold(other.name) == fold(text) {
						err = fmt.Errorf("%q has no profile: row %d can't be used", shorten(text), other.row)
					}
				}
				e.fail(err.Error(), "deputy")
				changed = true
				continue
			}
			e.values["deputy"] = id
		}
	}
}
