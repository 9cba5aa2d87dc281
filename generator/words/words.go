// Package words is everything that a language needs to be written and read in
// the interface: the interface's texts, dates, days of the week, numbers,
// names of languages, quotation marks, names of keys.
//
// The texts come from a theme's i18n files (Load). What no theme says stands
// in one literal for each language, in a file of its own; a language without
// one is written plainly (see plain).
package words

import (
	"reflect"
	"strings"

	"ankerplatz/generator/diag"
)

// Languages are the languages of a hub. They do not change after Load, and are
// safe for use by several goroutines.
type Languages struct{ by map[string]*Language }

// Language is one of them.
type Language struct {
	Code string
	Name string // in its own words

	writing
	texts map[string]text
}

// English is what is said where a language lacks words.
const English = "en"

// Load makes the languages with the given codes, and English, of a theme's
// i18n files: those by language ("…/i18n/de.yaml"), and those by kind
// ("…/i18n/kinds/event.yaml"). The list tells what is wrong with the files.
func Load(files []*diag.File, codes []string) (*Languages, diag.List) {
	own, ofKinds, list := read(files)
	set := &Languages{by: map[string]*Language{}}
	for _, code := range append([]string{English}, codes...) {
		l := &Language{Code: code, Name: Name(code), writing: writingOf(code), texts: map[string]text{}}
		for _, from := range []string{English, base(code), code} {
			for _, texts := range []map[string]text{ofKinds[from], own[from]} {
				for key, t := range texts {
					l.texts[key] = t
				}
			}
		}
		set.by[code] = l
	}
	return set, list
}

// In is the language with that code, English if Load was not asked for it.
func (ls *Languages) In(code string) *Language {
	if l := ls.by[code]; l != nil {
		return l
	}
	return ls.by[English]
}

// Equal reports whether both say the same.
func (ls *Languages) Equal(other *Languages) bool { return reflect.DeepEqual(ls, other) }

// base is a code without script and region: "de" of "de-AT".
func base(code string) string {
	code, _, _ = strings.Cut(code, "-")
	return code
}
