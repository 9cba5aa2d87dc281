package theme

import (
	"path"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// words are the words of the interface in one language: a text, or one for
// each plural form.
type words map[string]map[string]string

func (t *Theme) readWords(file *diag.File, list *diag.List) {
	lang := strings.TrimSuffix(path.Base(file.Name), ".yaml")
	node, problems := strictyaml.Parse(file, 0, len(file.Data), strictyaml.Limits{})
	*list = append(*list, problems...)
	of := words{}
	for _, field := range node.Fields() {
		forms := map[string]string{}
		switch field.Value.Kind() {
		case strictyaml.Scalar:
			forms["other"] = field.Value.Value()
		case strictyaml.Map:
			for _, form := range field.Value.Fields() {
				forms[form.Name] = form.Value.Value()
			}
		default:
			list.Add(field.Key, diag.WrongType, "words are a text, or a text for each plural form", "for example {one: \"{0} tip\", other: \"{0} tips\"}")
		}
		of[field.Name] = forms
	}
	t.words[lang] = of
}

// Text is the word or sentence with that key, in lang or else in English; the
// key itself where the theme has neither. n chooses the plural form.
func (t *Theme) Text(lang, key string, n int) string {
	text, _ := t.Lookup(lang, key, n)
	return text
}

// Lookup is Text, and whether the theme has it.
func (t *Theme) Lookup(lang, key string, n int) (string, bool) {
	base, _, _ := strings.Cut(lang, "-")
	for _, l := range []string{lang, base, "en"} {
		forms, ok := t.words[l][key]
		if !ok {
			continue
		}
		// The four languages of the hub have two forms, and one is for 1.
		if one, ok := forms["one"]; ok && n == 1 {
			return one, true
		}
		return forms["other"], true
	}
	return key, false
}
