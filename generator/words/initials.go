package words

import (
	"strings"
	"unicode"

	"ankerplatz/generator/personname"
)

// Initials are the first letters of a person's first and last name, not of
// titles; at most two.
func Initials(name string) string {
	name = personname.Parse(name).Plain()
	var letters []rune
	for _, part := range strings.Fields(name) {
		r := []rune(part)[0]
		if unicode.IsLetter(r) && (unicode.IsUpper(r) || !unicode.IsLower(r)) {
			letters = append(letters, r)
		}
	}
	if len(letters) == 0 {
		for _, r := range name {
			if unicode.IsLetter(r) {
				letters = append(letters, unicode.ToUpper(r))
				break
			}
		}
	}
	if len(letters) > 2 {
		letters = []rune{letters[0], letters[len(letters)-1]}
	}
	return string(letters)
}
