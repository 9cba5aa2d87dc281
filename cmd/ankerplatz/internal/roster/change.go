package roster

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"

	"ankerplatz/cmd/ankerplatz/internal/rewrite"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// Change is what becomes of a profile.
type Change struct {
	Row      int // 0: the list does not have the person
	ID, Name string
	New      bool
	Fields   []FieldChange  // none: nothing changes
	Kept     []Kept         // fields in which the file has its way
	Same     []string       // fields that have the list's value already
	Files    []rewrite.File // those that change: the profile, and its translations

	written map[string]map[string]string // for the record
}

// FieldChange is a field that gets another value. Old is empty where it had none.
type FieldChange struct {
	Name, Old, New string
	Personal       bool // how to reach the person
}

// Kept is a field that stays as the file has it, though the list has another
// value.
type Kept struct{ Name, Why string }

// merger writes what rows say into profiles.
type merger struct {
	folder    string // of new profiles
	lang      string // of the list
	overwrite bool   // the list has its way also where somebody changed a file by hand
	record    *record
	reading   source.Options // of the hub's pages
}

// change works out what the row makes of its profile, or of a new one.
//
// Of somebody's profiles in several languages, the first gets all values, the
// others those that they repeat: a number that changes must change in all of
// them. Words go into the profile of their language, if there is one.
func (m *merger) change(e *entry) (Change, error) {
	c := Change{Row: e.row, ID: e.id, Name: e.name, New: e.person == nil, written: map[string]map[string]string{}}
	if c.New {
		d := document{before: []byte("---\n"), after: []byte("---\n")}
		return c, m.fill(e, &c, &d, path.Join(m.folder, e.id+".md"), fields)
	}
	worded := max(0, slices.IndexFunc(e.person.pages, func(p *source.Page) bool { return p.Lang == m.lang }))
	for i, page := range e.person.pages {
		d := open(page, m.reading)
		known := slices.DeleteFunc(slices.Clone(fields), func(f field) bool {
			if slices.Contains([]string{"job", "pronouns", "availability"}, f.name) {
				return i != worded
			}
			return i > 0 && child(d.node, f.name).Kind() == strictyaml.Null
		})
		if err := m.fill(e, &c, d, path.Join(source.Root, page.Path), known); err != nil {
			return c, err
		}
	}
	return c, nil
}

// leave marks somebody as left whom the list does not have any more.
func (m *merger) leave(p *person) (Change, error) {
	e := &entry{person: p, id: p.id, name: p.name, values: map[string]any{"status": "left"}, forced: []string{"status"}}
	return m.change(e)
}

// fill puts the row's values for the fields into a file.
func (m *merger) fill(e *entry, c *Change, d *document, file string, known []field) error {
	key := file[len(source.Root)+1:]
	recorded := m.record.Profiles[key]
	wrote := maps.Clone(recorded)
	if wrote == nil {
		wrote = map[string]string{}
	}
	for _, f := range known {
		value, ok := e.values[f.name]
		if !ok || slices.Contains([]string{fieldID, fieldFirst, fieldInfix, fieldLast, fieldReversed}, f.name) {
			continue
		}
		all, err := edits(d.node, f.name, value)
		if err != nil {
			return err
		}
		for _, edit := range all {
			why := ""
			switch {
			case edit.old == edit.new:
				wrote[edit.name] = hash(edit.name, edit.old)
				c.Same = add(c.Same, edit.name)
				continue
			case slices.Contains(e.forced, f.name) || m.overwrite || c.New:
			case recorded != nil:
				why = edit.keep(recorded[edit.name])
			case f.name == "availability" && child(d.node, f.name).Kind() == strictyaml.List:
				why = "office hours written by hand"
			}
			if why != "" {
				c.Kept = add(c.Kept, Kept{edit.name, why})
				continue
			}
			if d.text, err = strictyaml.Set(d.text, said(d.node, edit.path), edit.value); err != nil {
				return fmt.Errorf("%s: %w; change it by hand", file, err)
			}
			d.changed = true
			wrote[edit.name] = hash(edit.name, edit.new)
			if !slices.ContainsFunc(c.Fields, func(f FieldChange) bool { return f.Name == edit.name }) {
				c.Fields = append(c.Fields, FieldChange{Name: edit.name, Old: edit.old, New: edit.new, Personal: f.personal})
			}
		}
	}
	c.written[key] = wrote
	if d.changed {
		c.Files = append(c.Files, rewrite.File{Path: file, Old: d.old, Data: slices.Concat(d.before, d.text, d.after)})
	}
	return nil
}

// add appends what is not there yet.
func add[T comparable](all []T, one T) []T {
	if slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}

// document is front matter that is being changed.
type document struct {
	old                 []byte // the whole file
	before, text, after []byte
	node                *strictyaml.Node // as it was, by our names
	changed             bool
}

// open takes the front matter out of a page; a page without any gets its
// fences.
func open(page *source.Page, opt source.Options) *document {
	data, head := page.File.Data, page.Head
	d := &document{old: data}
	node, _ := strictyaml.Parse(page.File, head.Start, head.End, strictyaml.Limits{}) // it has been read before
	d.node = page.Ours(node, opt)
	d.before, d.text, d.after = cutHead(data, head)
	return d
}

func cutHead(data []byte, head diag.Span) (before, text, after []byte) {
	if head.Start == head.End && !bytes.HasPrefix(data[head.End:], []byte("---")) {
		return slices.Concat(data[:head.Start], []byte("---\n")), nil, slices.Concat([]byte("---\n\n"), data[head.End:])
	}
	return data[:head.Start], data[head.Start:head.End], data[head.End:]
}
