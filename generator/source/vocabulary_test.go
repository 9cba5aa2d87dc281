package source

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// spoken are the languages in which writers' own words are whole.
var spoken = []string{"de", "nl", "da", "en"}

// TestVocabulary: every field, kind and value has a word in every language, and
// no word leads to what is not there.
func TestVocabulary(t *testing.T) {
	fields := map[string]bool{}
	for _, k := range Kinds {
		namesOf(reflect.TypeFor[Meta](), fields)
		namesOf(reflect.TypeOf(k.Blank()).Elem(), fields)
		if of := k.BlankFolder(); of != nil {
			namesOf(reflect.TypeOf(of).Elem(), fields)
		}
	}
	values := map[string][]string{"level": Levels, "priority": Priorities, "impact": Impacts, "status": Statuses}
	for _, k := range Kinds {
		values["kind"] = append(values["kind"], k.Name)
		values["state"] = append(values["state"], k.stateNames()...)
	}
	for _, lang := range spoken {
		v := vocabularies()[lang]
		for name := range fields {
			if v.first[name] == "" {
				t.Errorf("%s: the field %s has no word", lang, name)
			}
		}
		for word, names := range v.fields {
			for _, name := range names {
				if !fields[name] {
					t.Errorf("%s: %s is for the field %s, which is not there", lang, word, name)
				}
			}
		}
		for field, names := range values {
			for _, name := range names {
				if v.first[field+"="+name] == "" {
					t.Errorf("%s: the value %s of %s has no word", lang, name, field)
				}
			}
			for word, means := range v.values[field] {
				for _, value := range means {
					if !slices.Contains(names, value) {
						t.Errorf("%s: %s is for the value %s of %s, which is not there", lang, word, value, field)
					}
				}
			}
		}
		for field := range v.values {
			if values[field] == nil {
				t.Errorf("%s: the field %s has no values", lang, field)
			}
		}
		if len(v.bools) == 0 {
			t.Errorf("%s has no yes and no", lang)
		}
	}
	for _, lang := range Tongues {
		for word, kind := range vocabularies()[lang].folders {
			if k := KindNamed(kind); k == nil || kindOfFolder(word) != k {
				t.Errorf("%s: the folder %s is not that of %s alone", lang, word, kind)
			}
		}
	}
}

// namesOf gathers the names of all fields of a struct, those within fields too.
func namesOf(t reflect.Type, names map[string]bool) {
	if formed, ok := reflect.New(t).Interface().(strictyaml.Formed); ok {
		t = reflect.TypeOf(formed.Form())
	}
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		namesOf(t.Elem(), names)
		return
	}
	if t.Kind() != reflect.Struct {
		return
	}
	for field := range t.Fields() {
		name, option, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if name != "" && name != "-" {
			names[name] = true
		}
		if name != "" && name != "-" || option == "inline" {
			namesOf(field.Type, names)
		}
	}
}

// TestWord: the first word is what people read, and a language without words
// takes English ones.
func TestWord(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{Word("de", "department"), "Abteilung"},
		{Word("nl", "authors"), "Auteurs"},
		{Word("da", "summary"), "Resumé"},
		{Word("fr", "summary"), "Summary"},
		{Word("de", "nothing"), "nothing"},
		{ValueWord("de", "level", "beginner"), "Anfänger"},
		{ValueWord("da", "kind", "toolkit"), "Værktøjskasse"},
		{ValueWord("de", "level", "nothing"), "nothing"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
	for word, want := range map[string]*Kind{"tipp": TipKind, "Tips": TipKind, "Værktøjskasse": ToolkitKind, "menschen": ProfileKind, "person": ProfileKind, "issue": IssueKind, "nothing": nil} {
		if got := KindCalled(word); got != want {
			t.Errorf("%s is a word of %v", word, got)
		}
	}
	if slices.ContainsFunc(KindWords(), func(word string) bool { return slug.Make(word) != word }) {
		t.Error("a kind has a word that no folder is called by")
	}
}
