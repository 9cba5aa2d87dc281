package source

import (
	"embed"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// What writers call things: fields, kinds, folders, values, yes and no. It is
// data: a file for each language, and for kinds that come later one of their
// own with all languages in it.
//
//go:embed words
var wordFiles embed.FS

// Tongues are the languages that there are words of, in the order in which they
// are looked at where no other is said. English has the words of other tools,
// too; Swedish and French have names of folders alone.
var Tongues = []string{"de", "nl", "da", "sv", "fr", "en"}

// vocabulary is what one language calls things. Words are as slug.Bare has
// them, so that "Gültig bis", "gueltig_bis" and "gültig-bis" are one.
type vocabulary struct {
	fields  map[string][]string            // word → names of fields: a kind has at most a few of them
	values  map[string]map[string][]string // field → word → values; "kind" has the kinds
	bools   map[string]string              // word → "true" or "false"
	folders map[string]string              // word → name of the kind
	written map[string][]string            // the same → all words, as people write them
	first   map[string]string              // name, or field=value → the first word, as people read it
	spelled map[string][]string            // name of a kind → its folders' names, as slugs
}

// vocabularies are read once, when the first word is looked up.
var vocabularies = sync.OnceValue(func() map[string]*vocabulary {
	all := map[string]*vocabulary{}
	for _, lang := range Tongues {
		all[lang] = &vocabulary{
			fields: map[string][]string{}, values: map[string]map[string][]string{}, bools: map[string]string{},
			folders: map[string]string{}, written: map[string][]string{}, first: map[string]string{}, spelled: map[string][]string{},
		}
	}
	for _, name := range wordFilesIn("words") {
		lang := strings.TrimSuffix(path.Base(name), ".yaml")
		all[lang].add(readWords(name))
	}
	for _, name := range wordFilesIn("words/kinds") {
		for _, f := range readWords(name).Fields() {
			all[f.Name].add(f.Value)
		}
	}
	return all
})

// wordFilesIn are the files of a folder of words; it need not be there.
func wordFilesIn(dir string) []string {
	entries, _ := wordFiles.ReadDir(dir)
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, path.Join(dir, e.Name()))
		}
	}
	return names
}

// readWords reads a file that is a part of the program.
func readWords(name string) *strictyaml.Node {
	data, err := wordFiles.ReadFile(name)
	if err != nil {
		panic(err)
	}
	node, list := strictyaml.Parse(diag.NewFile(name, data), 0, len(data), strictyaml.Limits{})
	if len(list) > 0 {
		panic(name + ": " + list[0].Text())
	}
	return node
}

func (v *vocabulary) add(n *strictyaml.Node) {
	for _, f := range n.Field("fields").Fields() {
		for _, word := range f.Value.Items() {
			v.note(f.Name, word)
			v.fields[slug.Bare(word.Value())] = append(v.fields[slug.Bare(word.Value())], f.Name)
		}
	}
	of := n.Field("values").Fields()
	if kinds := n.Field("kinds"); kinds != nil {
		of = append(slices.Clone(of), strictyaml.Field{Name: "kind", Value: kinds})
	}
	for _, field := range of {
		if v.values[field.Name] == nil {
			v.values[field.Name] = map[string][]string{}
		}
		for _, value := range field.Value.Fields() {
			for _, word := range value.Value.Items() {
				v.note(field.Name+"="+value.Name, word)
				bare := slug.Bare(word.Value())
				v.values[field.Name][bare] = append(v.values[field.Name][bare], value.Name)
			}
		}
	}
	for name, value := range map[string]string{"yes": "true", "no": "false"} {
		for _, word := range n.Field(name).Items() {
			v.bools[slug.Bare(word.Value())] = value
			v.note(name, word)
		}
	}
	for _, f := range n.Field("folders").Fields() {
		for _, word := range f.Value.Items() {
			v.folders[slug.Make(word.Value())] = f.Name
			v.spelled[f.Name] = append(v.spelled[f.Name], slug.Make(word.Value()))
		}
	}
}

// valuesOf are the values of a field that a word stands for. What people agree
// to are fields.
func (v *vocabulary) valuesOf(field, word string) []string {
	if field != "consent" {
		return v.values[field][word]
	}
	var agreed []string
	for _, name := range v.fields[word] {
		for _, path := range []string{name, "contact." + name} {
			if slices.Contains(consentFields, path) {
				agreed = append(agreed, path)
			}
		}
	}
	return agreed
}

// note keeps the first word.
func (v *vocabulary) note(key string, word *strictyaml.Node) {
	v.written[key] = append(v.written[key], word.Value())
	if v.first[key] == "" {
		v.first[key] = word.Value()
	}
}

// WordsOf are all words that a field is called by, in all languages, or one of
// its values: of level, of level=beginner. Those of yes and no are theirs.
func WordsOf(key string) []string {
	var all []string
	for _, lang := range Tongues {
		all = append(all, vocabularies()[lang].written[key]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Word is what people call a field in a language: "Abteilung" for department.
// In a language without words, and for a field without one, it is the English
// word, else the name.
func Word(lang, field string) string { return firstWord(lang, field, field) }

// ValueWord is what people call one of a field's values: "Anfänger" for the
// value beginner of level. The values of kind are the names of the kinds.
func ValueWord(lang, field, value string) string { return firstWord(lang, field+"="+value, value) }

func firstWord(lang, key, name string) string {
	for _, lang := range []string{lang, "en"} {
		if v := vocabularies()[lang]; v != nil && v.first[key] != "" {
			return v.first[key]
		}
	}
	return name
}

// Folders are how else the kind's folder may be called, as slugs, in any
// language: "tipps".
func (k *Kind) Folders() []string {
	var all []string
	for _, lang := range Tongues {
		for _, name := range vocabularies()[lang].spelled[k.Name] {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

// kindOfFolder finds the kind whose folder is called so in some language; nil
// without one.
func kindOfFolder(name string) *Kind {
	if name == "" {
		return nil
	}
	if k := first(func(k *Kind) bool { return k.Folder == name }); k != nil {
		return k
	}
	for _, lang := range Tongues {
		if kind := vocabularies()[lang].folders[name]; kind != "" {
			return KindNamed(kind)
		}
	}
	return nil
}

// Spoken is what one language calls things, for those who read pages in another
// language than Go. Words are as slug.Bare has them.
type Spoken struct {
	Fields map[string][]string            `json:"fields"` // word → names of fields, in the order in which they are tried
	Values map[string]map[string][]string `json:"values"` // field → word → values
	Bools  map[string]string              `json:"bools"`  // word → "true" or "false"
	Says   map[string]string              `json:"says"`   // field=value, "yes" and "no" → the word for it, as people read it
}

// Vocabulary is all that ownwords.go reads words with, by language.
func Vocabulary() map[string]Spoken {
	all := map[string]Spoken{}
	for lang, v := range vocabularies() {
		s := Spoken{Fields: v.fields, Values: map[string]map[string][]string{"consent": {}}, Bools: v.bools, Says: map[string]string{}}
		maps.Copy(s.Values, v.values)
		for word := range v.fields {
			if agreed := v.valuesOf("consent", word); len(agreed) > 0 {
				s.Values["consent"][word] = agreed
			}
		}
		for key, word := range v.first {
			if strings.Contains(key, "=") || key == "yes" || key == "no" {
				s.Says[key] = word
			}
		}
		all[lang] = s
	}
	return all
}

// KindCalled finds the kind that is called so, or whose folder is, in any
// language; nil without one.
func KindCalled(word string) *Kind {
	if k := KindNamed(word); k != nil {
		return k
	}
	if k := kindOfFolder(slug.Make(word)); k != nil {
		return k
	}
	for _, lang := range Tongues {
		if names := vocabularies()[lang].values["kind"][slug.Bare(word)]; len(names) > 0 {
			return KindNamed(names[0])
		}
	}
	return nil
}

// KindWords are all words that kinds and their folders are called by.
func KindWords() []string {
	var all []string
	for _, k := range Kinds {
		all = append(append(all, k.Name, k.Folder), k.Folders()...)
	}
	return slices.DeleteFunc(all, func(word string) bool { return word == "" })
}
