// Package archetype is what a new page of each kind begins with: a file with
// the fields that matter, explained in the writer's language.
package archetype

import (
	"embed"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/fields"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

//go:embed kinds.yaml texts
var files embed.FS

// Extent is how much of an archetype there is.
type Extent int

// Full has the fields that matter, Brief only those that a page must have.
const (
	Full Extent = iota
	Brief
)

// Begun is what is known of a page before anybody wrote it.
type Begun struct {
	Kind              *source.Kind
	Lang              string // of the text and of what explains it: one that diag.Speaks, else it is in English
	Title             string
	Today             time.Time
	Apps, Departments []string // ids
}

// beginning is what kinds.yaml says of a kind.
type beginning struct {
	Fields   []string          `yaml:"fields"`
	Examples map[string]string `yaml:"examples"`
}

// data is what the embedded files say.
var data = sync.OnceValue(func() (all struct {
	kinds map[string]beginning
	texts map[string]map[string]string // by language, then by kind
},
) {
	strictyaml.Embedded(files, "kinds.yaml", &all.kinds)
	all.texts = map[string]map[string]string{}
	for _, lang := range diag.Languages {
		var texts map[string]string
		strictyaml.Embedded(files, path.Join("texts", lang+".yaml"), &texts)
		all.texts[lang] = texts
	}
	return all
})

// Text is the file that a page begins with, in a hub.
func Text(site *config.Site, page Begun, extent Extent) []byte {
	if !diag.Speaks(page.Lang) {
		page.Lang, _, _ = strings.Cut(page.Lang, "-")
	}
	if !diag.Speaks(page.Lang) {
		page.Lang = diag.English
	}
	w := writer{site: site, Begun: page, examples: data().kinds[page.Kind.Name].Examples}
	w.WriteString("---\n")
	matter := w.matter()
	for i, f := range matter {
		switch value := w.given(f); {
		case i == 0:
			w.WriteString(f.Name + ": " + quoteYAML(page.Title) + "\n")
		case value != "":
			w.field(f, value, "", extent)
		case f.Required:
			w.field(f, w.example(f), "", extent)
		case extent == Full:
			w.field(f, w.example(f), "# ", extent)
		}
	}
	w.WriteString("---\n\n")
	texts := data().texts[page.Lang]
	text := texts[page.Kind.Name]
	if text == "" {
		text = texts[source.DefaultKind().Name]
	}
	w.WriteString(strings.TrimSpace(text) + "\n")
	return []byte(w.String())
}

// writer writes the file.
type writer struct {
	strings.Builder
	Begun
	site     *config.Site
	examples map[string]string
}

// matter are the fields that the page begins with: that of its title, those
// that it must have, then those that matter.
func (w *writer) matter() []fields.Field {
	all := fields.OfKind(w.Kind)
	names := data().kinds[w.Kind.Name].Fields
	if names == nil {
		for _, f := range all[1:] {
			if f.Own() && !f.Rare {
				names = append(names, f.Name)
			}
		}
		names = append(names, "summary", "apps", "departments", "authors")
	}
	matter := all[:1:1]
	for _, f := range all[1:] {
		if f.Required {
			matter = append(matter, f)
		}
	}
	for _, name := range names {
		if f, ok := fields.Find(all, name); ok && !f.Required {
			matter = append(matter, f)
		}
	}
	for _, name := range []string{"apps", "departments"} { // also where the kind has other matters, if they are known
		f, ok := fields.Find(all, name)
		if ok && w.given(f) != "" && !slices.ContainsFunc(matter, func(m fields.Field) bool { return m.Name == name }) {
			matter = append(matter, f)
		}
	}
	return matter
}

// given is a field's value where that is known already; "" where it is not.
func (w *writer) given(f fields.Field) string {
	var ids []string
	switch {
	case f.Shape != fields.Reference:
	case f.Of == "app" && (f.Name == "apps" || f.Name == "app"):
		ids = w.Apps
	case f.Of == "department" && (f.Name == "departments" || f.Name == "department"):
		ids = w.Departments
	}
	switch {
	case len(ids) == 0:
		return ""
	case !f.Many:
		return quoteID(ids[0])
	}
	quoted := make([]string, len(ids))
	for i, id := range ids {
		quoted[i] = quoteID(id)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// field writes a field with its explanation above it.
func (w *writer) field(f fields.Field, value, sign string, extent Extent) {
	if extent == Full {
		w.WriteString("\n")
		told := f.Says(w.Lang)
		if among := w.among(f); len(among) > 0 {
			told = strings.TrimSuffix(told, ".") + ": " + strings.Join(among, ", ")
		}
		w.comment(told)
	}
	w.WriteString(sign + f.Name + ": " + value + "\n")
}

// width is how long a line of a comment is at most.
const width = 100

func (w *writer) comment(text string) {
	line := "#"
	for word := range strings.FieldsSeq(text) {
		if utf8.RuneCountInString(line+word) >= width {
			w.WriteString(line + "\n")
			line = "#"
		}
		line += " " + word
	}
	w.WriteString(line + "\n")
}

// mostNamed is how many values a comment names at most.
const mostNamed = 30

// among are the values that a field may have, as far as they are few.
func (w *writer) among(f fields.Field) []string {
	known := f.Choices
	if f.Shape == fields.Reference {
		known = w.ids(f.Of)
	}
	if len(known) > mostNamed {
		return append(slices.Clone(known[:mostNamed]), "…")
	}
	return known
}

// ids are those of site.yaml that a reference may name.
func (w *writer) ids(of string) (ids []string) {
	switch of {
	case "app":
		for _, a := range w.site.Organisation.Apps {
			ids = append(ids, a.ID.Value)
		}
	case "department":
		for _, d := range w.site.Organisation.Departments {
			ids = append(ids, d.ID.Value)
		}
	case "location":
		for _, l := range w.site.Organisation.Locations {
			ids = append(ids, l.ID.Value)
		}
	case "audience":
		ids = w.site.AudienceIDs()
	case "language":
		ids = w.site.LangCodes()
	}
	return ids
}

// example is what may stand in a field.
func (w *writer) example(f fields.Field) string {
	if text := w.examples[f.Path]; text != "" {
		return text
	}
	one := "…"
	switch f.Shape {
	case fields.Choice:
		one = quoteID(f.Choices[0])
	case fields.Reference:
		if known := w.ids(f.Of); len(known) > 0 {
			one = quoteID(known[0])
		} else if f.Required {
			one = f.Of // which is told, with where such ids stand
		}
	case fields.Number, fields.Range:
		one = "2"
	case fields.YesNo:
		one = "true"
	case fields.Day, fields.Period:
		one = w.Today.Format(time.DateOnly)
	case fields.Moment:
		one = w.Today.Format(time.DateOnly) + "T12:00"
	case fields.Span:
		one = "12 months"
	case fields.Clock:
		one = `"09:00"`
	case fields.Address:
		one = "https://example.org/"
	case fields.Mail:
		one = "name@example.org"
	case fields.Group:
		one = "{" + f.Fields[0].Name + ": " + w.example(f.Fields[0]) + "}"
	default: // words
	}
	if f.Many {
		return "[" + one + "]"
	}
	return one
}

// quoteID writes an id as YAML.
func quoteID(id string) string {
	if first, _ := utf8.DecodeRuneInString(id); unicode.IsLetter(first) && !slices.Contains(reserved, strings.ToLower(id)) {
		return id
	}
	return `"` + id + `"`
}

// reserved are the words that YAML reads as something else than a text.
var reserved = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}

// quoteYAML writes a text as YAML, in quotes where it would be read as
// something else without them.
func quoteYAML(s string) string {
	plain := s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r != ' ' && !unicode.IsLetter(r) && !strings.ContainsRune("-–().", r)
	})
	first, _ := utf8.DecodeRuneInString(s)
	if plain && unicode.IsLetter(first) && strings.TrimSpace(s) == s && !slices.Contains(reserved, strings.ToLower(s)) {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + `"`
}
