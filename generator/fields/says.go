package fields

import (
	"embed"
	"io/fs"
	"path"
	"strings"
	"sync"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// says has a file for each language; a kind may have one of its own with all
// languages in it, kinds/<kind>.yaml.
//
//go:embed says
var says embed.FS

// sentences is language → key → what is said of the field.
var sentences = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, lang := range diag.Languages {
		told := map[string]string{}
		strictyaml.Embedded(says, "says/"+lang+".yaml", &told)
		all[lang] = told
	}
	files, _ := fs.Glob(says, "says/kinds/*.yaml") // the pattern is one
	for _, name := range files {
		kind := strings.TrimSuffix(path.Base(name), ".yaml")
		var own map[string]strictyaml.Localized
		strictyaml.Embedded(says, name, &own)
		for field, told := range own {
			for _, lang := range diag.Languages {
				all[lang][kind+"."+field] = told[lang]
			}
		}
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
	if f.kind == "site" {
		return strings.ReplaceAll(f.Name, "_", " ")
	}
	return source.Word(lang, f.Name)
}

// LabelOf is what a form calls one of the field's Choices, in a language.
func (f Field) LabelOf(lang, choice string) string {
	if f.kind == "site" {
		return choice
	}
	return source.ValueWord(lang, f.Name, choice)
}
