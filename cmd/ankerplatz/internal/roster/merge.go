package roster

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"ankerplatz/generator/personname"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// edit is one place in front matter, with what stands there and what the list
// has for it. Both are texts as the record hashes them; equal ones mean that
// nothing needs to be written.
type edit struct {
	name     string // "contact.phone", "competencies.excel"
	old, new string
	path     []string // for strictyaml.Set
	value    any
}

// edits are the places that a value of the list is about: one, or of
// competences one for each topic.
func edits(node *strictyaml.Node, name string, value any) ([]edit, error) {
	at := child(node, name)
	e := edit{name: name, path: strings.Split(name, "."), value: value}
	switch value := value.(type) {
	case []skill:
		return skillEdits(node, value), nil
	case []string:
		was := items(at)
		all := merged(was, value)
		e.old, e.new, e.value = strings.Join(was, ", "), strings.Join(all, ", "), all
	case []float64:
		was := items(at)
		e.old, e.new = strings.Join(was, " – "), numbers(value)
		if len(was) == 1 && same(was[0], value) {
			e.new = e.old
		}
		e.value = value[0]
		if len(value) > 1 {
			e.value = []any{value[0], value[1]}
		}
	case []officeHours:
		texts, written := make([]string, len(value)), make([]any, len(value))
		for i, h := range value {
			texts[i], written[i] = h.String(), h.entries()
		}
		e.old, e.new, e.value = strings.Join(strings.Fields(at.Value()), " "), strings.Join(texts, "; "), written
		if at.Kind() == strictyaml.List {
			e.old = listed(at)
		}
	case time.Time:
		e.old, e.new = at.Value(), value.Format(time.DateOnly)
	case string:
		e.old, e.new = strings.Join(strings.Fields(at.Value()), " "), value
		switch {
		case name == "name" && e.old == "":
			e.old = strings.Join(strings.Fields(node.Field("title").Value()), " ")
		case name == "name" && sameName(e.old, value):
			e.new = e.old
		case name == "status" && e.old == "" && node != nil:
			e.old = "active"
		case name == "contact.email" && strings.EqualFold(e.old, value):
			e.new = e.old
		case at.Kind() == strictyaml.List: // office hours
			e.old = listed(at)
		}
	default:
		return nil, fmt.Errorf("%s: there is no way to write a %T", name, value)
	}
	return []edit{e}, nil
}

// sameName reports whether a list's name tells nothing new. It does by titles
// that the profile has not, and by letters that the profile writes in ASCII:
// Müller for Mueller, and not the other way round.
func sameName(written, listed string) bool {
	was, is := personname.Parse(written), personname.Parse(listed)
	return was.Key() != "" && was.Key() == is.Key() && (is.Prefix == "" || was.Prefix != "") && (is.Suffix == "" || was.Suffix != "") &&
		(isASCII(is.Plain()) || !isASCII(was.Plain()) || strings.EqualFold(was.Plain(), is.Plain()))
}

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// skillEdits change levels and add topics. Topics that the list does not have
// stay, and so do notes: somebody wrote them by hand.
func skillEdits(node *strictyaml.Node, skills []skill) []edit {
	known := node.Field("competencies").Items()
	var all []edit
	for _, s := range skills {
		e := edit{name: "competencies." + slug.Bare(s.topic), new: strconv.Itoa(s.level), path: []string{"competencies", "-"}}
		e.value = []strictyaml.Entry{{Name: "topic", Value: s.topic}, {Name: "level", Value: s.level}}
		i := slices.IndexFunc(known, func(n *strictyaml.Node) bool { return slug.Bare(n.Field("topic").Value()) == slug.Bare(s.topic) })
		if i >= 0 && s.assumed {
			e.new = known[i].Field("level").Value() // no level is no reason to change one
		}
		if i >= 0 {
			e.old, e.value = known[i].Field("level").Value(), s.level
			e.path = []string{"competencies", strconv.Itoa(i), "level"}
		}
		all = append(all, e)
	}
	return all
}

// keep is the merge of three: what the last import wrote (base, a hash of the
// record), what the file has, and what the list has. It returns why the file
// stays as it is, or "" if the list may have its way.
func (e edit) keep(base string) string {
	if e.name == "status" && base == "" {
		base = hash("status", "active")
	}
	switch {
	case base == "" && e.old == "":
		return ""
	case base == "":
		return "written by hand"
	case e.old == "":
		return "deleted by hand"
	case base == hash(e.name, e.old):
		return ""
	case base == hash(e.name, e.new):
		return "changed by hand"
	}
	return "changed by hand, and in the list too"
}

// child follows the steps of a field's name.
func child(n *strictyaml.Node, name string) *strictyaml.Node {
	for step := range strings.SplitSeq(name, ".") {
		n = n.Field(step)
	}
	return n
}

// said is a path by our names as the file has it: in its writer's own words.
func said(n *strictyaml.Node, path []string) []string {
	words := slices.Clone(path)
	for i, step := range path {
		var next *strictyaml.Node
		for _, f := range n.Fields() {
			if f.Name == step {
				words[i], next = f.Said(), f.Value
			}
		}
		if item, err := strconv.Atoi(step); err == nil && item < len(n.Items()) {
			next = n.Items()[item]
		}
		n = next
	}
	return words
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

// listed is a list of mappings as one text.
func listed(n *strictyaml.Node) string {
	var all []string
	for _, item := range n.Items() {
		var parts []string
		for _, f := range item.Fields() {
			parts = append(parts, strings.Join(items(f.Value), " "))
		}
		all = append(all, strings.Join(parts, " "))
	}
	return strings.Join(all, "; ")
}

// merged is what a list shall hold: what it has already in its own order, then
// the rest.
func merged(old, want []string) []string {
	all := slices.DeleteFunc(slices.Clone(old), func(s string) bool { return !slices.Contains(want, s) })
	for _, s := range want {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
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
