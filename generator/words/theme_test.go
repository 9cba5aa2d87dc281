package words

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"ankerplatz/generator/diag"
	"ankerplatz/themes"
)

// shipped reads the i18n files of the shipped theme.
func shipped(t *testing.T) (own, ofKinds map[string]map[string]text) {
	t.Helper()
	var files []*diag.File
	err := fs.WalkDir(themes.FS(), "default/i18n", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(themes.FS(), name)
		files = append(files, diag.NewFile(name, data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	own, ofKinds, list := read(files)
	for _, d := range list {
		t.Errorf("%s: %s", d.Span.File.Name, d.Message)
	}
	return own, ofKinds
}

var place = regexp.MustCompile(`\{\d\}`)

// TestShippedTexts holds every language that the shipped theme has to all
// texts, to the plural forms that the language needs, and to the same places
// for what is put in.
func TestShippedTexts(t *testing.T) {
	own, ofKinds := shipped(t)
	keys := map[string]bool{}
	for _, texts := range slices.Collect(maps.Values(own)) {
		for key := range texts {
			keys[key] = true
		}
	}
	for _, texts := range ofKinds {
		for key := range texts {
			keys[key] = true
		}
	}
	languages := slices.Sorted(maps.Keys(own))
	for lang := range ofKinds {
		if own[lang] == nil {
			t.Errorf("kinds have words in %q, and nothing else has", lang)
		}
	}
	counted := func(key string) bool { // in some language
		return slices.ContainsFunc(languages, func(lang string) bool { return len(own[lang][key].forms) > 1 || len(ofKinds[lang][key].forms) > 1 })
	}
	for _, lang := range languages {
		needed := map[string]bool{"other": true}
		for n := range 200 {
			form := plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0)
			for name, f := range forms {
				needed[name] = needed[name] || f == form
			}
		}
		for key := range keys {
			words, ok := own[lang][key]
			if !ok {
				words, ok = ofKinds[lang][key]
			}
			if !ok {
				t.Errorf("%s: there is no %q", lang, key)
				continue
			}
			english, ok := own[English][key]
			if !ok {
				english = ofKinds[English][key]
			}
			for form, need := range needed {
				if need && words.forms[form] == "" && (counted(key) || form == "other") {
					t.Errorf("%s: %q has no words for %q", lang, key, form)
				}
			}
			want := place.FindAllString(english.forms["other"], -1)
			slices.Sort(want)
			for form, words := range words.forms {
				got := place.FindAllString(words, -1)
				slices.Sort(got)
				if form == "other" && !strings.HasSuffix(key, "_one") && !slices.Equal(slices.Compact(got), slices.Compact(want)) {
					t.Errorf("%s: %q has places for %v, and in English for %v", lang, key, got, want)
				}
			}
		}
	}
}

var (
	quoted = regexp.MustCompile(`"(\w+)"`)
	asked  = map[string]*regexp.Regexp{
		".html": regexp.MustCompile(`\bt "(\w+)"`),
		".go":   regexp.MustCompile(`\b(?:Text|Lookup|Count|word|count)\("(\w*[^_\W])"[,)]`),
	}
)

// TestShippedKeys: every text is asked for somewhere, by its key or by a key
// that is put together ("kind_" and "tip"), and what is asked for is there.
func TestShippedKeys(t *testing.T) {
	own, ofKinds := shipped(t)
	named, direct := map[string]bool{}, map[string]bool{} // what stands in quotes; and what is asked for
	root := os.DirFS("../..")
	for _, dir := range []string{"generator", "themes/default/layouts", "themes/default/partials"} {
		err := fs.WalkDir(root, dir, func(name string, _ fs.DirEntry, err error) error {
			form := asked[path.Ext(name)]
			if err != nil || form == nil || strings.HasSuffix(name, "_test.go") {
				return err
			}
			data, err := fs.ReadFile(root, name)
			for _, m := range quoted.FindAllSubmatch(data, -1) {
				named[string(m[1])] = true
			}
			for _, m := range form.FindAllSubmatch(data, -1) {
				key := string(m[1])
				direct[key] = true
				if own[English][key].forms == nil && ofKinds[English][key].forms == nil {
					t.Errorf("%s asks for %q, which is not there", name, key)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	used := func(key string) bool {
		if direct[key] {
			return true
		}
		for i, c := range key {
			if c != '_' || !named[key[:i+1]] {
				continue
			}
			rest := key[i+1:]
			kind, state, _ := strings.Cut(rest, "_") // "state_" and "issue" and "open"
			if named[rest] || named[kind] && named[state] || strings.Trim(rest, "0123456789") == "" {
				return true
			}
		}
		return false
	}
	for _, texts := range []map[string]text{own[English], ofKinds[English]} {
		for key := range texts {
			if !used(key) {
				t.Errorf("%q is asked for nowhere", key)
			}
		}
	}
}
