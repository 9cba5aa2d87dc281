package words

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Name is what a language is called in its own words: "Dansk", and with its
// code where that says more: "Deutsch (de-AT)". It is the code where nobody
// knows.
func Name(code string) string {
	name := writingOf(code).name
	if tag, err := language.Parse(base(code)); name == "" && err == nil {
		for i, first := range display.Self.Name(tag) {
			if i == 0 {
				name += string(unicode.ToTitle(first))
			} else {
				name += string(first)
			}
		}
	}
	switch {
	case name == "":
		return code
	case base(code) != code:
		return name + " (" + code + ")"
	}
	return name
}

// NameIn is what a language is called in another one: "Dänisch". It is what the
// language is called in its own words where that is not known.
func NameIn(code, in string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return Name(code)
	}
	if namer := display.Languages(language.Make(in)); namer != nil {
		if name := namer.Name(tag); name != "" {
			return name
		}
	}
	return Name(code)
}

// Alike reports whether two codes are of one language: "de" and "de-AT".
func Alike(a, b string) bool { return base(a) == base(b) }

// Locale is a language with the country in which most people speak it, "da_DK";
// with its own where the code names one. It is the code where nobody knows.
func Locale(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	language, _ := tag.Base()
	country, confidence := tag.Region()
	if confidence == 0 {
		return code
	}
	return language.String() + "_" + country.String()
}

// otherNames are what else people write for languages: further names, and the
// codes of countries.
var otherNames = map[string]string{
	"holländisch": "nl", "hollandsk": "nl", "hollandais": "nl", "holländska": "nl",
	"norsk": "nb", "norwegisch": "nb", "noors": "nb", "norwegian": "nb", "norska": "nb", "norvégien": "nb",
	"ger": "de", "at": "de", "ch": "de", "dk": "da", "us": "en", "gb": "en", "se": "sv", "cz": "cs", "jp": "ja",
}

// Called are the languages that have a code of two letters, each with its names
// in itself and in the languages that have a literal. No name is that of two.
// It is much work.
func Called() iter.Seq2[string, []string] {
	namers := []display.Namer{display.Self}
	for _, w := range writings {
		namers = append(namers, display.Languages(language.Make(w.code)))
	}
	return func(yield func(string, []string) bool) {
		for a := 'a'; a <= 'z'; a++ {
			for b := 'a'; b <= 'z'; b++ {
				code := string(a) + string(b)
				tag, err := language.Parse(code)
				if err != nil || tag.String() != code { // no code, or one that is no more
					continue
				}
				var names []string
				for _, namer := range namers {
					if name := namer.Name(tag); name != "" {
						names = append(names, name)
					}
				}
				for name, of := range otherNames {
					if of == code && len(name) > 3 {
						names = append(names, name)
					}
				}
				slices.Sort(names)
				switch {
				case len(names) < 2:
					continue
				case code == "no", code == "tw": // they have the names of nb and ak
					names = nil
				}
				if !yield(code, slices.Compact(names)) {
					return
				}
			}
		}
	}
}

// Meant is the code that people mean who write a text in the place of one: the
// text itself if it is a code in the usual letters; "" if it is none at all.
func Meant(text string) string {
	tag, err := language.Parse(text)
	isCode := err == nil && tag != language.Und
	if isCode && tag.String() == text {
		return text
	}
	if code := Code(text); code != "" || !isCode {
		return code
	}
	return tag.String()
}

// Code is the code of the language that people call so in any language that has
// a literal; "" if there is none.
func Code(name string) string {
	name = strings.ToLower(name)
	if code := otherNames[name]; code != "" {
		return code
	}
	for code, names := range Called() {
		if slices.ContainsFunc(names, func(known string) bool { return strings.ToLower(known) == name }) {
			return code
		}
	}
	return ""
}
