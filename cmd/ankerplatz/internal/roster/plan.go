package roster

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/cmd/ankerplatz/internal/rewrite"

	"ankerplatz/generator"
	"ankerplatz/generator/config"
	"ankerplatz/generator/personname"
	"ankerplatz/generator/source"
)

// Plan is what a list changes in a hub.
type Plan struct {
	Changes   []Change // one for each row that can be used, in their order
	Problems  []Problem
	Notes     []string // what somebody should know, and need not act on
	LeftOut   []LeftOut
	Export    string // the program that wrote the list, if it is one that is known
	Passed    []Passed
	Leaving   []Change      // people who are marked as left, because the list does not have them any more
	NotListed []string      // ids of people who are in the hub and not in the list
	Record    *rewrite.File // the record of imports, if it changes
	Consent   bool          // personal fields are written that are not published until the people agree

	rowNotes []*rowNote
	noted    map[string]*rowNote // the same, by their texts
}

// PlanOptions say what a list may do.
type PlanOptions struct {
	Lang      string    // of the list and of new profiles
	Overwrite bool      // take values of the list also where somebody changed or deleted them by hand
	Rejoin    []string  // ids of people who left and are back
	Now       time.Time // whose entry ended before is not taken
	Leave     bool      // who was on an earlier list and is not on this one is marked as left
}

// Files are all files that the plan changes. They belong together: if one of
// them can't be written, none may be.
func (p *Plan) Files() []rewrite.File {
	var all []rewrite.File
	for _, c := range slices.Concat(p.Changes, p.Leaving) {
		all = append(all, c.Files...)
	}
	if p.Record != nil {
		all = append(all, *p.Record)
	}
	return all
}

// Passed is a row that is about somebody of whom nothing is written, and
// rightly so.
type Passed struct {
	Row  int
	Name string // the id, or where there is none the name
	Why  string
}

// Problem is a reason why a row can't be used.
type Problem struct {
	Row    int
	Column string // "column F (Abteilung)", or ""
	Text   string
}

// Where names the place as people find it: "row 14, column F (Abteilung)".
func (p Problem) Where() string {
	if p.Column == "" {
		return fmt.Sprintf("row %d", p.Row)
	}
	return fmt.Sprintf("row %d, %s", p.Row, p.Column)
}

// MakePlan holds the table against the hub. The error is a *FlagError, or about
// the hub: content that can't be read.
func MakePlan(hub fs.FS, site *config.Site, t *Table, opt PlanOptions) (*Plan, error) {
	rec, err := readRecord(hub)
	if err != nil {
		return nil, err
	}
	reading := generator.ReadOptions(site)
	pages, err := readPages(hub, reading, rec)
	if err != nil {
		return nil, err
	}
	rec.settle(pages)
	known := newVocabularies(site, pages)
	people := peopleOf(site, pages)
	plan := &Plan{Export: t.Export}
	skillColumns := t.skillColumns(known, plan)
	entries := make([]*entry, len(t.rows))
	for i, r := range t.rows {
		entries[i] = t.newEntry(r, known, opt.Now)
		entries[i].addSkills(r, skillColumns)
		entries[i].noteTopics(known.apps)
	}
	match(entries, people, rec)
	for _, e := range entries {
		e.check()
	}
	m := &merger{folder: peopleFolder(hub, site, opt.Lang), lang: opt.Lang, overwrite: opt.Overwrite, record: rec, reading: reading}
	assignIDs(entries, people, func(id string) bool { return exists(hub, m.folder, id) })
	if err := passLeavers(entries, rec, opt.Rejoin, opt.Now); err != nil {
		return nil, err
	}
	findDeputies(entries, people)
	plan.change(entries, m)
	if err := plan.missing(entries, people, m, opt.Leave); err != nil {
		return nil, err
	}
	plan.Consent = site.Privacy.Consent == "required" && slices.ContainsFunc(plan.Changes, func(c Change) bool {
		return slices.ContainsFunc(c.Fields, needsConsent)
	})
	file, changed, err := rec.file()
	if changed {
		plan.Record = &file
	}
	return plan, err
}

// addNotes joins the notes of rows that say the same.
func (p *Plan) addNotes(e *entry) {
	for _, text := range e.notes {
		if p.noted == nil {
			p.noted = map[string]*rowNote{}
		}
		n := p.noted[text]
		if n == nil {
			n = &rowNote{text: text}
			p.noted[text] = n
			p.rowNotes = append(p.rowNotes, n)
		}
		if len(n.rows) == 0 || n.rows[len(n.rows)-1] != e.row {
			n.rows = append(n.rows, e.row)
		}
	}
}

// rowNote is what somebody should know of some rows.
type rowNote struct {
	rows []int
	text string
}

func (n *rowNote) String() string {
	rows := make([]string, 0, maxListed)
	for _, row := range n.rows[:min(len(n.rows), maxListed)] {
		rows = append(rows, strconv.Itoa(row))
	}
	switch more := len(n.rows) - len(rows); {
	case more > 0:
		return fmt.Sprintf("rows %s and %d more: %s", strings.Join(rows, ", "), more, n.text)
	case len(rows) > 1:
		return fmt.Sprintf("rows %s: %s", strings.Join(rows, ", "), n.text)
	}
	return fmt.Sprintf("row %s: %s", rows[0], n.text)
}

// maxListed is how many of something are named in a line.
const maxListed = 8

// change adds what becomes of each row.
func (p *Plan) change(entries []*entry, m *merger) {
	before := 0
	for _, e := range entries {
		if e.hidden { // who shows the row shall know the rest
			p.addNotes(e)
		}
		if e.pass != "" {
			p.Passed = append(p.Passed, Passed{e.row, cmp.Or(e.id, e.name), e.pass})
			continue
		}
		var change Change
		if len(e.problems) == 0 {
			var err error
			if change, err = m.change(e); err != nil {
				e.fail(err.Error())
			}
		}
		if len(e.problems) > 0 {
			p.Problems = append(p.Problems, e.problems...)
			continue
		}
		p.addNotes(e)
		if e.person != nil && !m.record.knows(e.person) {
			before++
		}
		p.Changes = append(p.Changes, change)
		maps.Copy(m.record.Profiles, change.written)
	}
	if before > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("%d of these profiles had no record of imports: what was deleted there by hand until now can't be known", before))
	}
}

func needsConsent(f FieldChange) bool {
	return f.Personal || slices.Contains([]string{"pronouns", "languages", "availability", "time.hours_per_week", "since", "until"}, f.Name)
}

// readPages reads the hub's pages. What is wrong with them is for the build to
// say, but a person whose profile can't be read would be written anew, or taken
// for one whose profile was deleted.
func readPages(hub fs.FS, opt source.Options, rec *record) ([]*source.Page, error) {
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
		if rec.Profiles[file.Path] != nil || slices.ContainsFunc(strings.Split(path.Dir(file.Path), "/"), isPeople) {
			list.Sort()
			why := ""
			if len(list) > 0 {
				why = ": " + list[0].Message.String()
			}
			return nil, fmt.Errorf("%s can't be read%s; mend it first, ankerplatz check says how", path.Join(source.Root, file.Path), why)
		}
	}
	return pages, nil
}

// findDeputies turns names into ids. Of people whose own row can't be used
// there is no profile, so this goes on until no row drops out.
func findDeputies(entries []*entry, people []*person) {
	for changed := true; changed; {
		changed = false
		known := newVocabulary("profile", "a deputy is somebody in the hub or in this list: write the name as it stands there")
		for _, p := range people {
			known.add(p.id, append([]string{p.name, personname.Parse(p.name).Plain()}, p.emails...)...)
		}
		for _, e := range entries {
			if e.usable() {
				known.add(e.id, e.name, personname.Parse(e.name).Plain(), e.text("contact.email"))
			}
		}
		for _, e := range entries {
			text := e.text("deputy")
			if text == "" || !e.usable() {
				continue
			}
			id, err := known.find(text)
			if plain, perr := known.find(personname.Parse(text).Plain()); err != nil && perr == nil {
				id, err = plain, nil
			}
			if err != nil && strings.Contains(text, "@") { // addresses are not repeated in messages
				err = errors.New("nobody in the hub or in this list has this e-mail address")
			}
			if err == nil && id == e.id {
				err = errors.New("nobody can be their own deputy")
			}
			passed := 0
			if err != nil {
				for _, other := range entries {
					switch {
					case other.usable() || identity(other.name) != identity(text):
					case other.pass != "":
						passed = other.row
					default:
						err = fmt.Errorf("%q has no profile: row %d can't be used", shorten(text), other.row)
					}
				}
			}
			if passed > 0 {
				e.note("the deputy %q is not taken, since row %d is left out", shorten(text), passed)
				delete(e.values, "deputy")
				continue
			}
			if err != nil {
				e.fail(err.Error(), "deputy")
				changed = true
				continue
			}
			e.values["deputy"] = id
		}
	}
}
