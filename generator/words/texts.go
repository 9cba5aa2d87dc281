package words

import (
	"path"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// text is a text of the interface, as it was written in a language: one, or
// one for each of the plural forms that CLDR has for it.
type text struct {
	lang  string
	forms map[string]string // by form; "other" is there
}

// forms are the plural forms by their names in files.
var forms = map[string]plural.Form{
	"other": plural.Other, "zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many,
}

// Text is the interface's word or sentence with that key; the key itself where
// neither the language nor English has it.
func (l *Language) Text(key string) string {
	text, ok := l.Lookup(key)
	if !ok {
		return key
	}
	return text
}

// Lookup is the text with that key, and whether there is one.
func (l *Language) Lookup(key string) (string, bool) {
	t, ok := l.texts[key]
	return t.forms["other"], ok
}

// Count is the text with that key in the plural form for n things, and whether
// there is one.
func (l *Language) Count(key string, n int) (string, bool) {
	t, ok := l.texts[key]
	form := plural.Cardinal.MatchPlural(language.Make(t.lang), max(n, -n, 0), 0, 0, 0, 0)
	for name, text := range t.forms {
		if forms[name] == form {
			return text, ok
		}
	}
	return t.forms["other"], ok
}

// read reads i18n files: the texts by language and key of the files of
// languages, and of those of kinds.
func read(files []*diag.File) (own, ofKinds map[string]map[string]text, list diag.List) {
	own, ofKinds = map[string]map[string]text{}, map[string]map[string]text{}
	in := map[string]string{} // the kind's file that a key is in
	for _, file := range files {
		node, problems := strictyaml.Parse(file, 0, len(file.Data), strictyaml.Limits{})
		list = append(list, problems...)
		if path.Base(path.Dir(file.Name)) != "kinds" {
			lang := strings.TrimSuffix(path.Base(file.Name), ".yaml")
			checkCode(lang, file.Span(0, 0), &list)
			for _, field := range node.Fields() {
				add(own, lang, field.Name, field, &list)
			}
			continue
		}
		for _, field := range node.Fields() {
			if other := in[field.Name]; other != "" {
				list.Add(field.Key, diag.DuplicateField, diag.Say("%q is in %s already", field.Name, other), diag.Say("keep it in one of the two files"))
				continue
			}
			in[field.Name] = file.Name
			if field.Value.Kind() != strictyaml.Map {
				list.Add(field.Key, diag.WrongType, diag.Say("the words of a kind are given by language"), diag.Say(`for example {en: "Event", de: "Termin"}`))
			}
			for _, translation := range field.Value.Fields() {
				checkCode(translation.Name, translation.Key, &list)
				add(ofKinds, translation.Name, field.Name, translation, &list)
			}
		}
	}
	return own, ofKinds, list
}

// checkCode tells of a language that no hub can have, so that nobody sees its
// words.
func checkCode(lang string, at diag.Span, list *diag.List) {
	meant := Meant(lang)
	if meant == lang && lang != "" {
		return
	}
	hint := diag.Text{}
	if meant != "" {
		hint = diag.Say("did you mean %q?", meant)
	}
	list.Add(at, diag.UnknownLanguage, diag.Say("%q is not the code of a language, so that nobody sees these words", lang), hint)
}

// add adds the text that stands in a field, if it is one.
func add(to map[string]map[string]text, lang, key string, field strictyaml.Field, list *diag.List) {
	t := text{lang: lang, forms: map[string]string{}}
	switch field.Value.Kind() {
	case strictyaml.Scalar:
		t.forms["other"] = field.Value.Value()
	case strictyaml.Map:
		for _, form := range field.Value.Fields() {
			if _, known := forms[form.Name]; !known || form.Value.Kind() != strictyaml.Scalar {
				wrong(form.Key, list)
				return
			}
			t.forms[form.Name] = form.Value.Value()
		}
	default: // neither a text nor texts
	}
	if _, ok := t.forms["other"]; !ok {
		wrong(field.Key, list)
		return
	}
	if to[lang] == nil {
		to[lang] = map[string]text{}
	}
	to[lang][key] = t
}

func wrong(at diag.Span, list *diag.List) {
	list.Add(at, diag.WrongType, diag.Say("words are a text, or a text for each plural form"), diag.Say(`for example {one: "{0} tip", other: "{0} tips"}`))
}
