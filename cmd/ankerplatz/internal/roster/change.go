package roster

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// change works out what the row makes of its profile, or of a new one in the
// folder. The list is in lang.
//
// Of somebody's profiles in several languages, the first gets all values, the
// others those that they repeat: a number that changes must change in all of
// them. Words go into the profile of their language, if there is one.
func (e *entry) change(folder, lang string, plan *Plan) (Change, error) {
	c := Change{Row: e.row, ID: e.id, Name: e.name, New: e.person == nil}
	if len(e.problems) > 0 {
		return c, nil
	}
	if c.New {
		d := document{before: []byte("---\n"), after: []byte("---\n")}
		return c, e.fill(&c, &d, path.Join(folder, e.id+".md"), fields)
	}
	worded := max(0, slices.IndexFunc(e.person.pages, func(p *source.Page) bool { return p.Lang == lang }))
	for i, page := range e.person.pages {
		d := document{}
		d.before, d.text, d.after = cutHead(page.File.Data, page.Head)
		d.node, _ = strictyaml.Parse(page.File, page.Head.Start, page.Head.End, strictyaml.Limits{}) // it has been read before
		known := slices.DeleteFunc(slices.Clone(fields), func(f field) bool {
			if slices.Contains([]string{"job", "pronouns", "availability"}, f.name) {
				return i != worded
			}
			return i > 0 && child(d.node, f.name).Kind() == strictyaml.Null
		})
		if err := e.fill(&c, &d, path.Join(source.Root, page.Path), known); err != nil {
			return c, err
		}
	}
	if hours := e.person.pages[worded].Fields.(*source.Profile).Availability.Hours; len(hours) > 0 && e.text("availability") != "" {
		plan.Notes = append(plan.Notes, fmt.Sprintf("row %d: %s has office hours, which stay as they are", e.row, e.id))
	}
	return c, nil
}

// fill puts the row's values for the fields into a file.
func (e *entry) fill(c *Change, d *document, file string, known []field) error {
	for _, f := range known {
		value, ok := e.values[f.name]
		office := f.name == "availability" && d.node.Field(f.name).Kind() == strictyaml.List
		if !ok || office || slices.Contains([]string{fieldID, fieldFirst, fieldInfix, fieldLast, fieldReversed}, f.name) {
			continue
		}
		d.personal = f.personal
		if err := d.put(f.name, value); err != nil {
			return fmt.Errorf("%s: %w; change it by hand", file, err)
		}
	}
	if len(d.changes) > 0 {
		c.Files = append(c.Files, File{Path: file, Data: slices.Concat(d.before, d.text, d.after)})
	}
	for _, change := range d.changes {
		if !slices.ContainsFunc(c.Fields, func(f FieldChange) bool { return f.Name == change.Name }) {
			c.Fields = append(c.Fields, change)
		}
	}
	return nil
}

// child follows the steps of a field's name.
func child(n *strictyaml.Node, name string) *strictyaml.Node {
	for step := range strings.SplitSeq(name, ".") {
		n = n.Field(step)
	}
	return n
}

// cutHead takes the front matter out of a page; a page without any gets its
// fences.
func cutHead(data []byte, head diag.Span) (before, text, after []byte) {
	if head.Start == head.End && !bytes.HasPrefix(data[head.End:], []byte("---")) {
		return slices.Concat(data[:head.Start], []byte("---\n")), nil, slices.Concat([]byte("---\n\n"), data[head.End:])
	}
	return data[:head.Start], data[head.Start:head.End], data[head.End:]
}

// document is front matter that is being changed.
type document struct {
	before, text, after []byte
	node                *strictyaml.Node // as it was
	changes             []FieldChange
	personal            bool // the field at hand
}

// put sets a field unless it has the value already.
func (d *document) put(name string, value any) error {
	steps := strings.Split(name, ".")
	old := child(d.node, name)
	switch value := value.(type) {
	case []skill:
		return d.putSkills(value)
	case []string:
		kept, added := merge(items(old), value)
		if len(added) == 0 && len(kept) == len(items(old)) {
			return nil
		}
		all := slices.Concat(kept, added)
		return d.set(name, strings.Join(items(old), ", "), strings.Join(all, ", "), steps, all)
	case []float64:
		shown := numbers(value)
		if was := items(old); strings.Join(was, " – ") == shown || len(was) == 1 && same(was[0], value) {
			return nil
		}
		written := make([]any, len(value))
		for i, n := range value {
			written[i] = n
		}
		if len(value) == 1 {
			return d.set(name, strings.Join(items(old), " – "), shown, steps, value[0])
		}
		return d.set(name, strings.Join(items(old), " – "), shown, steps, written)
	case time.Time:
		day := value.Format(time.DateOnly)
		if old.Value() == day {
			return nil
		}
		return d.set(name, old.Value(), day, steps, value)
	case string:
		was := strings.TrimSpace(old.Value())
		if name == "name" && was == "" {
			was = strings.TrimSpace(d.node.Field("title").Value())
		}
		if strings.Join(strings.Fields(was), " ") == value || name == "contact.email" && strings.EqualFold(was, value) {
			return nil
		}
		return d.set(name, was, value, steps, value)
	}
	return fmt.Errorf("%s: there is no way to write a %T", name, value)
}

func (d *document) set(name, old, shown string, path []string, value any) error {
	text, err := strictyaml.Set(d.text, path, value)
	if err != nil {
		return err
	}
	d.text = text
	d.changes = append(d.changes, FieldChange{Name: name, Old: old, New: shown, Personal: d.personal})
	return nil
}

// putSkills changes levels and adds topics. Topics that the list does not have
// stay, and so do notes: somebody wrote them by hand.
func (d *document) putSkills(skills []skill) error {
	known := d.node.Field("competencies").Items()
	for _, s := range skills {
		name := "competencies." + s.topic
		level := strconv.Itoa(s.level)
		i := slices.IndexFunc(known, func(n *strictyaml.Node) bool { return fold(n.Field("topic").Value()) == fold(s.topic) })
		if i < 0 {
			item := []strictyaml.Entry{{Name: "topic", Value: s.topic}, {Name: "level", Value: s.level}}
			if err := d.set(name, "", level, []string{"competencies", "-"}, item); err != nil {
				return err
			}
			continue
		}
		old := known[i].Field("level").Value()
		if old == level {
			continue
		}
		if err := d.set(name, old, level, []string{"competencies", strconv.Itoa(i), "level"}, s.level); err != nil {
			return err
		}
	}
	return nil
}

// items are the texts of a list, or the one text.
func items(n *strictyaml.Node) []string {
	if n.Kind() == strictyaml.Scalar {
		return []string{n.Value()}
	}
	var all []string
	for _, item := range n.Items() {
		all = append(all, item.Value())
	}
	return all
}

// merge splits what a list shall hold into what it has, in its order, and what
// it has not.
func merge(old, want []string) (kept, added []string) {
	for _, s := range old {
		if slices.Contains(want, s) {
			kept = append(kept, s)
		}
	}
	for _, s := range want {
		if !slices.Contains(old, s) {
			added = append(added, s)
		}
	}
	return kept, added
}

func numbers(values []float64) string {
	texts := make([]string, len(values))
	for i, n := range values {
		texts[i] = strconv.FormatFloat(n, 'f', -1, 64)
	}
	return strings.Join(texts, " – ")
}

// same reports whether a number is written in another way.
func same(text string, values []float64) bool {
	n, err := strconv.ParseFloat(text, 64)
	return err == nil && len(values) == 1 && n == values[0]
}
