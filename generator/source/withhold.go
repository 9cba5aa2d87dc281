package source

import (
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// Held is what front matter withholds in words of other tools.
type Held struct {
	Draft            bool            // the page is not to be published
	Unfound          bool            // it is not to be searched
	Publish, Expires strictyaml.Date // it is to be published from, or until
}

// Onto adds what is withheld to a page's own fields: the stricter counts.
func (h Held) Onto(m *Meta) {
	m.Draft = m.Draft || h.Draft
	if h.Unfound {
		m.Search = new(bool)
	}
	if !h.Publish.IsZero() && h.Publish.After(m.Publish.Time) {
		m.Publish = h.Publish
	}
	if !h.Expires.IsZero() && (m.Expires.IsZero() || h.Expires.Before(m.Expires.Time)) {
		m.Expires = h.Expires
	}
}

// holder reads what is withheld.
type holder struct {
	Held
	list   diag.List
	values map[string][]string // of the kind's own fields that other tools have, too
	below  bool                // of pages below the one that says it
}

// withhold reads the fields of a page by which other tools hold pages back,
// and returns the others. What it finds counts whatever the levels of the
// checks are. Only the text of a folder has pages below it. again are fields
// beside the node's that say what one of these says already.
func withhold(node *strictyaml.Node, again []strictyaml.Field, kind *Kind, folder bool) (rest *strictyaml.Node, page, below Held, list diag.List) {
	here := holder{values: map[string][]string{"status": kind.Statuses, "state": kind.stateNames()}}
	down := holder{below: true}
	rest = node.Without(func(f strictyaml.Field) bool {
		if folder && slug.Bare(f.Name) == "cascade" {
			return down.cascade(f.Value)
		}
		return here.field(f, "", true)
	})
	for _, f := range again {
		here.field(f, "", false)
	}
	return rest, here.Held, down.Held, append(here.list, down.list...)
}

// cascade reads what Hugo hands down from the text of a folder to its pages.
func (h *holder) cascade(n *strictyaml.Node) (told bool) {
	for _, item := range n.Items() {
		told = h.cascade(item) || told
	}
	for _, f := range n.Fields() {
		told = h.field(f, "", false) || told
	}
	return told
}

// field reads one field, and reports whether all has been said of it that is
// to be said. Above are the maps around it; own fields are ours to read in the
// forms that they have here.
func (h *holder) field(f strictyaml.Field, above string, own bool) (told bool) {
	if own && h.isOurs(f) {
		return false
	}
	name := above + slug.Bare(f.Said())
	g, known := guardOf[name]
	if !known && above == "" {
		g, known = guardOf[slug.Bare(f.Name)]
	}
	if meansAudience(slug.Bare(f.Name)) {
		h.misspelledAudience(f)
		return true
	}
	if known {
		if told = h.guarded(g, f, own); told {
			return true
		}
	}
	into := ""
	switch {
	case guardedMaps[name]:
		into = name + "."
	case above != "" || !slices.Contains(containers, name):
		return false
	}
	for _, inner := range f.Value.Fields() {
		told = h.field(inner, into, false) || told
	}
	return told
}

// isOurs reports whether a field is one of this hub's, with a value that it
// can have here.
func (h *holder) isOurs(f strictyaml.Field) bool {
	var mistakes diag.List
	given := f.Value.Kind() != strictyaml.Null
	switch f.Name {
	case "audience":
		return true
	case "draft", "search":
		_, ok := f.Value.Bool(&mistakes)
		return ok || !given
	case "publish", "expires":
		new(strictyaml.Date).DecodeYAML(f.Value, &mistakes)
		return len(mistakes) == 0
	case "status", "state":
		values := h.values[f.Name]
		return values != nil && (!given || slices.Contains(values, f.Value.Value()))
	}
	return false
}

// guarded does as a field of the table says.
func (h *holder) guarded(g guard, f strictyaml.Field, own bool) (told bool) {
	if h.dated(g, f) {
		return true
	}
	said := f.Said()
	if f.Value.Kind() == strictyaml.Scalar {
		said += ": " + strings.TrimSpace(f.Value.Value())
	}
	said = quote(said)
	ours := own && slices.Contains([]string{"draft", "search", "publish", "expires"}, f.Name)
	what, instead := h.effect(g.unfound)
	switch h.verdict(g, f) {
	case unsaid:
		return false
	case passes:
		return h.passes(f, ours)
	case holds:
		if g.whose != "" {
			what = diag.Say("%s, as in %s", what, g.whose)
		}
		h.list.Add(f.Key, diag.Withheld, diag.Say("%s %s", said, what), diag.Say("%s instead", instead))
		told = true
	case unsure:
		if ours && (f.Name == "publish" || f.Name == "expires") {
			break // a date is told when it is decoded, with how to write it
		}
		h.list.Add(f.Key, diag.Withheld, diag.Say("it can't be told what %s means, so it %s", said, what), diag.Say("%s if that is meant, else take the line away", instead))
		told = !ours || g.reads != shows && g.reads != ends // else a better form is told too, when it is decoded
	}
	h.Draft = h.Draft || !g.unfound
	h.Unfound = h.Unfound || g.unfound
	return told
}

// effect is what a field does to pages, and how to say that here.
func (h *holder) effect(unfound bool) (what, instead diag.Text) {
	switch {
	case unfound && h.below:
		return diag.Say("keeps the pages below out of the search"), h.written("search", "false")
	case unfound:
		return diag.Say("keeps the page out of the search"), h.written("search", "false")
	case h.below:
		return diag.Say("holds the pages below back"), h.written("draft", "true")
	}
	return diag.Say("holds the page back"), h.written("draft", "true")
}

// written says which field to write, and where.
func (h *holder) written(field, value string) diag.Text {
	if h.below {
		return diag.Say("write %s: %s into each of them", field, value)
	}
	return diag.Say("write %s: %s", field, value)
}

// dated takes over a date from or until which the page is published.
func (h *holder) dated(g guard, f strictyaml.Field) (ok bool) {
	var day strictyaml.Date
	var mistakes diag.List
	if f.Value.Kind() == strictyaml.Scalar {
		day.DecodeYAML(f.Value, &mistakes)
	}
	if day.IsZero() || g.unfound || g.reads != shows && g.reads != ends {
		return false
	}
	field, held := "publish", Held{Publish: day}
	if g.reads == ends {
		field, held = "expires", Held{Expires: day}
	}
	strictest := Meta{Publish: h.Publish, Expires: h.Expires}
	held.Onto(&strictest)
	h.Publish, h.Expires = strictest.Publish, strictest.Expires
	h.list.Add(f.Key, diag.UnknownField, diag.Say("there is no field %s; it is taken for %s:", quote(f.Said()), field), h.written(field, f.Value.Value()))
	return true
}

// passes tells of a field that lets the page be published, as all are. For
// "publish: true" that is no word too many.
func (h *holder) passes(f strictyaml.Field, ours bool) (told bool) {
	switch {
	case ours && f.Name == "publish":
	case ours:
		return false // when it is decoded
	default:
		h.list.Add(f.Key, diag.UnknownField, diag.Say("there is no field %s", quote(f.Said())), diag.Say("take it away: a page is published, and found, unless draft: or search: say otherwise"))
		h.list[len(h.list)-1].Once = true
	}
	return true
}

// verdict judges a field's value, whatever it is made of.
func (h *holder) verdict(g guard, f strictyaml.Field) verdict {
	if statuses := h.values["status"]; statuses != nil && slug.Bare(f.Name) == "status" && f.Name != "status" {
		// Somebody's status, misspelled: it may be "left".
		if slices.Contains(statuses[:len(statuses)-1], strings.ToLower(f.Value.Value())) {
			return unsaid
		}
		return unsure
	}
	switch {
	case f.Value.Kind() == strictyaml.Null, f.Value.Kind() == strictyaml.List && len(f.Value.Items()) == 0:
		return passes
	case f.Value.Kind() == strictyaml.Scalar:
		return g.judge(f.Value.Value())
	case g.reads == names && slices.ContainsFunc(scalars(f.Value, g.unfound), func(s string) bool { return g.judge(s) == holds }):
		return holds
	case g.reads == names, g.reads == asks, g.reads == yields, g.unfound:
		return unsaid
	}
	return unsure
}

// scalars are the single values in a list; deep also those in maps.
func scalars(n *strictyaml.Node, deep bool) []string {
	if n.Kind() == strictyaml.Scalar {
		return []string{n.Value()}
	}
	var all []string
	for _, item := range n.Items() {
		all = append(all, scalars(item, deep)...)
	}
	if deep {
		for _, f := range n.Fields() {
			all = append(all, scalars(f.Value, deep)...)
		}
	}
	return all
}
