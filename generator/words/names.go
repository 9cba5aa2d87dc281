package words

import (
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
