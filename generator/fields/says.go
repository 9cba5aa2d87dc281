package fields

import (
	"embed"
	"path"
	"strings"
	"sync"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

//go:embed says
var says embed.FS

// sentences is language → key → what is said of the field.
var sentences = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, lang := range diag.Languages {
		name := path.Join("says", lang+".yaml")
		data, err := says.ReadFile(name)
		if err != nil {
			continue // TestSays misses it
		}
		file := diag.NewFile(name, data)
		node, _ := strictyaml.Parse(file, 0, len(data), strictyaml.Limits{})
		told := map[string]string{}
		node.Decode(&told, diag.UnknownKey)
		all[lang] = told
	}
	return all
})

// Says is a sentence about the field for its writer, in a language that
// diag.Speaks, else in English.
func (f Field) Says(lang string) string {
	for _, lang := range []string{lang, diag.English} {
		for _, key := range f.keys() {
			if told := sentences()[lang][key]; told != "" {
				return told
			}
		}
	}
	return ""
}

// keys are those under which a sentence about the field may stand, the most
// exact first: of a key of site.yaml those of the site alone.
func (f Field) keys() []string {
	last := f.Path[strings.LastIndexByte(f.Path, '.')+1:]
	keys := []string{f.kind + "." + f.Path, f.kind + "." + last}
	if f.kind != "site" {
		keys = append(keys, f.Path, last)
	}
	return keys
}

// Label is what a form calls the field, in a language.
func (f Field) Label(lang string) string {
	return strings.ReplaceAll(f.Name, "_", " ")
}
