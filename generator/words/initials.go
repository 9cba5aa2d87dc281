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

// Monogram is one or two letters that stand for a thing, such as a program, by
// its name: what its first two words or the parts of its first word begin with
// (PP for PowerPoint), else its first two. A name without letters has none.
func Monogram(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) == 0 {
		return ""
	}
	first := []rune(words[0])
	second := append(first[1:], ' ')[0]
	for i, r := range first[1:] {
		if unicode.IsUpper(r) && unicode.IsLower(first[i]) { // PowerPoint
			second = r
			break
		}
	}
	if len(words) > 1 {
		if before, _, _ := strings.Cut(name, words[1]); !strings.ContainsAny(before, "([") { // a remark is no second word
			second = unicode.ToUpper([]rune(words[1])[0])
		}
	}
	return strings.TrimSpace(string([]rune{unicode.ToUpper(first[0]), second}))
}
