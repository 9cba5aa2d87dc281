package roster

import (
	"fmt"
	"slices"
	"strings"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

// vocabulary finds the id that a cell means: it may hold the id, or the name
// in any language.
type vocabulary struct {
	thing string // "department"
	where string // where the ids come from, for hints
	ids   []string
	of    map[string][]string // folded name -> ids
	names []string            // as they are written, for near ones
	name  map[string]string   // name -> the id that it is first of
}

func newVocabulary(thing, where string) *vocabulary {
	return &vocabulary{thing: thing, where: where, of: map[string][]string{}, name: map[string]string{}}
}

func (v *vocabulary) add(id string, names ...string) {
	if !slices.Contains(v.ids, id) {
		v.ids = append(v.ids, id)
	}
	for _, name := range append([]string{id}, names...) {
		key := slug.Bare(name)
		if key == "" {
			continue
		}
		if !slices.Contains(v.of[key], id) {
			v.of[key] = append(v.of[key], id)
		}
		if _, known := v.name[name]; !known && !strings.Contains(name, "@") { // addresses are not repeated in messages
			v.name[name] = id
			v.names = append(v.names, name)
		}
	}
}

// find returns the id; what is wrong is said with near ones.
func (v *vocabulary) find(text string) (string, error) {
	found := v.of[slug.Bare(text)]
	switch {
	case len(found) == 1:
		return found[0], nil
	case slices.Contains(found, text):
		return text, nil
	case len(found) > 1:
		return "", fmt.Errorf("%q is the name of several: write %s", shorten(text), strings.Join(found, " or "))
	}
	return "", fmt.Errorf("there is no %s %q%s", v.thing, shorten(text), hint(v.near(text)))
}

// path finds the id of a name that may be written with what it belongs to:
// "Sales/North". The nearest one that there is counts.
func (v *vocabulary) path(text string) (string, error) {
	id, err := v.find(text)
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(`/\>»`, r) })
	for i := len(parts) - 1; i >= 0 && err != nil && len(parts) > 1; i-- {
		if found, wrong := v.find(strings.TrimSpace(parts[i])); wrong == nil {
			return found, nil
		}
	}
	return id, err
}

// near says which one was probably meant, or which there are.
func (v *vocabulary) near(text string) string {
	if name := diag.Near(text, v.names); name != "" {
		if id := v.name[name]; id != name {
			return fmt.Sprintf("did you mean %s (%s)?", id, name)
		}
		return fmt.Sprintf("did you mean %s?", name)
	}
	if len(v.ids) > 0 && len(v.ids) <= 12 {
		return "there are " + strings.Join(v.ids, ", ")
	}
	return v.where
}

// list finds the ids of a cell that holds several. A name may itself have a
// comma or a slash in it.
func (v *vocabulary) list(text string) ([]string, error) {
	var ids []string
	for _, part := range splitList(text, ";|") {
		parts := []string{part}
		if _, err := v.find(part); err != nil {
			parts = splitList(part, ",/")
		}
		for _, part := range parts {
			id, err := v.find(part)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

func splitList(text, separators string) []string {
	var parts []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// vocabularies are all those of a hub.
type vocabularies struct{ departments, locations, apps, roles, languages, statuses *vocabulary }

func newVocabularies(site *config.Site, pages []*source.Page) *vocabularies {
	w := &vocabularies{
		departments: newVocabulary("department", "departments are listed under organisation.departments in site.yaml"),
		locations:   newVocabulary("location", "locations are listed under organisation.locations in site.yaml"),
		apps:        newVocabulary("app", "apps are listed under organisation.apps in site.yaml"),
		roles:       newVocabulary("role", "a role is a page in the folder roles; its id is the name of the file"),
		languages:   newVocabulary("language", "write its code, as in de, nl, da or en"),
		statuses:    newVocabulary("status", "it is active, away or left"),
	}
	for _, d := range site.Organisation.Departments {
		w.departments.add(d.ID.Value, texts(site, d.Name)...)
	}
	for _, l := range site.Organisation.Locations {
		w.locations.add(l.ID.Value, texts(site, l.Name)...)
	}
	for _, a := range site.Organisation.Apps {
		w.apps.add(a.ID.Value, texts(site, a.Name)...)
	}
	for _, p := range pages {
		if _, ok := p.Fields.(*source.Role); ok && !p.Index {
			w.roles.add(p.Name, p.Slug, p.Meta.Title.Value)
		}
	}
	for code, names := range words.Called() {
		w.languages.add(code, names...)
	}
	w.statuses.add("active", "aktiv", "actief", "actif", "ja", "yes", "oui")
	w.statuses.add("away", "abwesend", "afwezig", "fraværende", "Elternzeit", "ouderschapsverlof", "orlov", "on leave", "absent", "absente", "en congé", "congé parental", "frånvarande", "borta", "föräldraledig", "tjänstledig")
	w.statuses.add("left", "ausgeschieden", "ausgetreten", "vertrokken", "uit dienst", "fratrådt", "stoppet", "parti", "partie", "slutat", "har slutat")
	return w
}

// texts are the forms of a text in the hub's languages.
func texts(site *config.Site, text strictyaml.Localized) []string {
	var all []string
	for _, lang := range append([]string{""}, site.LangCodes()...) {
		if t, ok := text[lang]; ok && t != "" {
			all = append(all, t)
		}
	}
	return all
}
