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
	"ankerplatz/generator/strictyaml"
)

// change works out what the row makes of its profile.
func (e *entry) change(folder string, plan *Plan) (Change, error) {
	if len(e.problems) > 0 {
		return Change{}, nil
	}
	c := Change{Row: e.row, ID: e.id, Name: e.name, New: e.person == nil, Path: path.Join(folder, e.id+".md")}
	d := document{}
	if !c.New {
		page := e.person.page
		c.Path = e.person.path()
		d.before, d.text, d.after = cutHead(page.File.Data, page.Head)
		for _, other := range e.person.others {
			plan.Notes = append(plan.Notes, fmt.Sprintf("row %d: %s has another profile, which stays as it is: %s", e.row, e.id, other))
		}
	} else {
		d.before, d.after = []byte("---\n"), []byte("---\n")
	}
	head := d.text
	node, list := strictyaml.Parse(diag.NewFile(c.Path, head), 0, len(head), strictyaml.Limits{})
	if node == nil || list.HasErrors() {
		return Change{}, fmt.Errorf("the front matter of %s can't be read; ankerplatz check says why", c.Path)
	}
	d.node = node
	for _, f := range fields {
		value, ok := e.values[f.name]
		if !ok || slices.Contains([]string{fieldID, fieldFirst, fieldInfix, fieldLast, fieldReversed}, f.name) {
			continue
		}
		if f.name == "availability" && node.Field(f.name).Kind() == strictyaml.List {
			plan.Notes = append(plan.Notes, fmt.Sprintf("row %d: %s has office hours, which stay as they are", e.row, e.id))
			continue
		}
		d.personal = f.personal
		if err := d.put(f.name, value); err != nil {
			return Change{}, fmt.Errorf("%s: %w; change it by hand", c.Path, err)
		}
	}
	c.Fields = d.changes
	c.Data = slices.Concat(d.before, d.text, d.after)
	return c, nil
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
	old := d.node
	for _, step := range steps {
		old = old.Field(step)
	}
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
