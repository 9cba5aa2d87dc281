// Package archetype is what a new page of each kind begins with: a file with
// every field in it, commented out and explained.
package archetype

import (
	"bytes"
	"embed"
	"slices"
	"strings"
	"text/template"
	"time"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/config"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

//go:embed *.md
var files embed.FS

// Extent is how much of an archetype there is.
type Extent int

// Full has every field, Brief only those of the kind.
const (
	Full Extent = iota
	Brief
)

var extents = func() [2]*template.Template {
	full := template.Must(template.New("").Funcs(template.FuncMap{"yaml": quoteYAML}).ParseFS(files, "*.md"))
	brief := template.Must(full.Clone())
	template.Must(brief.New("common.md").Parse(`{{""}}`)) // an empty one would not replace it
	return [...]*template.Template{Full: full, Brief: brief}
}()

// ids is how many of a list of site.yaml a comment names.
const ids = 30

// Text is the archetype of a kind, with a title, the day and the ids of a hub.
func Text(site *config.Site, kind *source.Kind, extent Extent, title string, today time.Time) ([]byte, error) {
	page := struct{ Title, Today, App, Location, Apps, Departments, Department, Locations, Audiences, Languages, Days string }{
		Title: title, Today: today.Format(time.DateOnly), Languages: strings.Join(site.LangCodes(), ", "),
		App: "excel", Department: "sales", Location: "headquarters", Days: strings.Join(words.Days, ", "),
	}
	var apps, departments, locations, audiences []string
	for _, a := range site.Organisation.Apps {
		apps = append(apps, a.ID.Value)
	}
	for _, d := range site.Organisation.Departments {
		departments = append(departments, d.ID.Value)
	}
	for _, l := range site.Organisation.Locations {
		locations = append(locations, l.ID.Value)
	}
	for _, a := range site.Audiences {
		audiences = append(audiences, a.ID.Value)
	}
	for example, known := range map[*string][]string{&page.App: apps, &page.Department: departments, &page.Location: locations} {
		if len(known) > 0 {
			*example = known[0]
		}
	}
	page.Apps, page.Departments, page.Locations, page.Audiences = oneOf(apps), oneOf(departments), oneOf(locations), oneOf(audiences)
	var buf bytes.Buffer
	err := extents[extent].ExecuteTemplate(&buf, kind.Name+".md", page)
	return buf.Bytes(), err
}

// oneOf lists ids of site.yaml for a comment.
func oneOf(known []string) string {
	if len(known) == 0 {
		return "none are in site.yaml yet"
	}
	if len(known) > ids {
		return strings.Join(known[:ids], ", ") + ", …"
	}
	return strings.Join(known, ", ")
}

// quoteYAML writes a text as YAML, in quotes where it would be read as
// something else without them.
func quoteYAML(s string) string {
	plain := s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r != ' ' && !unicode.IsLetter(r) && !strings.ContainsRune("-–().", r)
	})
	reserved := []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
	first, _ := utf8.DecodeRuneInString(s)
	if plain && unicode.IsLetter(first) && strings.TrimSpace(s) == s && !slices.Contains(reserved, strings.ToLower(s)) {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + `"`
}
