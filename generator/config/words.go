package config

import (
	"embed"
	"reflect"
	"slices"
	"strings"
	"sync"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

//go:embed words.yaml
var wordsFile embed.FS

// ownWords are the words for each key, as people write them.
var ownWords = sync.OnceValue(func() map[string][]string {
	words := map[string][]string{}
	strictyaml.Embedded(wordsFile, "words.yaml", &words)
	return words
})

// keysCalled are the keys that a word is taken for, as slug.Bare has it.
var keysCalled = sync.OnceValue(func() map[string][]string {
	called := map[string][]string{}
	for key, words := range ownWords() {
		for _, word := range append([]string{key}, words...) {
			if word = slug.Bare(word); !slices.Contains(called[word], key) {
				called[word] = append(called[word], key)
			}
		}
	}
	for _, keys := range called {
		slices.Sort(keys)
	}
	return called
})

// WordsOf are all words that a key is taken by, in all languages.
func WordsOf(key string) []string { return ownWords()[key] }

// homes are the keys below which others stand that people put at the top.
var homes = map[string]string{
	"departments": "organisation", "locations": "organisation", "apps": "organisation",
	"default": "languages", "list": "languages", "consent": "privacy", "contributors": "privacy", "synonyms": "search",
}

// translator puts our keys in the place of writers' own words for them.
type translator struct {
	taken  []strictyaml.Field      // under our names
	better map[diag.Span]diag.Text // what to say of keys that do not exist
}

// translate is a node that is decoded into the type, with our keys. A word for a
// key that is there already stays, and so does one that belongs elsewhere.
func (t *translator) translate(n *strictyaml.Node, typ reflect.Type) *strictyaml.Node {
	switch {
	case n.Kind() == strictyaml.List && typ.Kind() == reflect.Slice:
		items := make([]*strictyaml.Node, len(n.Items()))
		for i, item := range n.Items() {
			items[i] = t.translate(item, typ.Elem())
		}
		return n.WithItems(items)
	case n.Kind() != strictyaml.Map || typ.Kind() != reflect.Struct:
		return n
	}
	given := map[string]bool{}
	for _, f := range n.Fields() {
		given[f.Name] = true
	}
	fields := make([]strictyaml.Field, len(n.Fields()))
	for i, f := range n.Fields() {
		name := t.meant(f, typ, given)
		field, ok := strictyaml.FieldOf(typ, name)
		if !ok {
			fields[i] = f
			continue
		}
		given[name] = true
		fields[i] = f.As(name, t.translate(f.Value, field.Type))
		if name != f.Name {
			t.taken = append(t.taken, fields[i])
		}
	}
	return n.WithFields(fields)
}

// meant is our name for a key, or the key's own.
func (t *translator) meant(f strictyaml.Field, typ reflect.Type, given map[string]bool) string {
	if _, ours := strictyaml.FieldOf(typ, f.Name); ours {
		return f.Name
	}
	for _, name := range append(slices.Clone(keysCalled()[slug.Bare(f.Name)]), f.Name) {
		_, ours := strictyaml.FieldOf(typ, name)
		switch home := homes[name]; {
		case ours && given[name]:
			t.better[f.Key] = diag.Say("it means %s:, which is there already: take it away", name)
		case ours:
			return name
		case typ != reflect.TypeFor[Site]() || home == "":
			continue
		case name == f.Name:
			t.better[f.Key] = diag.Say("it belongs below %q, indented", home+":")
		default:
			t.better[f.Key] = diag.Say("write %s: in its place, below %q, indented", name, home+":")
		}
		return f.Name
	}
	names := strictyaml.Names(typ)
	for _, name := range slices.Clone(names) {
		for _, word := range ownWords()[name] {
			if f.Name == strings.ToLower(f.Name) {
				word = strings.ToLower(word)
			}
			names = append(names, word)
		}
	}
	t.better[f.Key] = diag.DidYouMean(f.Name, names)
	return f.Name
}

// tell says of keys that do not exist what is known of them and, where the site
// wants it, of those that are called otherwise.
func (t *translator) tell(site *Site, list diag.List) diag.List {
	for i, d := range list {
		if better := t.better[d.Span]; !better.Empty() && d.Code == diag.UnknownKey {
			list[i].Propose(better)
		}
	}
	if site.OwnWords == "tell" {
		for _, f := range t.taken {
			list.AddFix(f.Key, diag.OwnWord, diag.Say("%q is called %s: here", f.Said(), f.Name), diag.Say("write %s: in its place", f.Name), diag.Edit{Span: f.Key, New: f.Name})
		}
	}
	return list
}
