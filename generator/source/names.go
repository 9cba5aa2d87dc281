package source

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// Names are the ids of what site.yaml has names for: "app", "department" and
// "location", each by its names as slug.Bare has them.
type Names map[string]map[string]string

// Add notes what has the id, and its names. A name that two have means none of
// them.
func (n Names) Add(of string, id strictyaml.Text, names strictyaml.Localized) {
	if n[of] == nil {
		n[of] = map[string]string{}
	}
	for _, name := range append(slices.Collect(maps.Values(names)), id.Value) {
		word, means := slug.Bare(name), id.Value
		if other, known := n[of][word]; known && other != means {
			means = ""
		}
		n[of][word] = means
	}
}

// isID reports whether a field's values are ids.
func isID(field reflect.StructField) bool {
	return slices.Contains([]string{"app", "department", "location", "profile", "role", "audience"}, refersTo(field))
}

// refersTo is what a field's values are ids of.
func refersTo(field reflect.StructField) string {
	of, _, _ := strings.Cut(field.Tag.Get("field"), ",")
	return of
}

// ids puts ids in the place of names of what site.yaml has. Where words of one's
// own may stand, too, they do.
func (t *translator) ids(field reflect.StructField, n *strictyaml.Node) *strictyaml.Node {
	known := t.names[refersTo(field)]
	if known == nil || strings.Contains(field.Tag.Get("field"), ",open") {
		return n
	}
	if n.Kind() == strictyaml.List {
		items := make([]*strictyaml.Node, len(n.Items()))
		for i, item := range n.Items() {
			items[i] = t.ids(field, item)
		}
		return n.WithItems(items)
	}
	id := known[slug.Bare(n.Value())]
	if n.Kind() != strictyaml.Scalar || id == "" || id == n.Value() {
		return n
	}
	t.tellValue(n, id, t.langs[0])
	return n.WithValue(id)
}
