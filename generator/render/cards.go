package render

import (
	"slices"
	"strings"
	"unicode"

	"ankerplatz/generator/personname"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

func (s *site) in(text strictyaml.Localized) string {
	return text.In(s.lang.Code, s.hub.Config.DefaultLang())
}

func (s *site) days(ids []string) string { return Days(ids, s.word) }

// Days names days of the week; three or more in a row become "Mo–Fr". word
// gives the words of the interface.
func Days(ids []string, word func(key string) string) string {
	var parts []string
	for i := 0; i < len(ids); {
		end := i
		for end+1 < len(ids) && slices.Index(source.Days, ids[end+1]) == slices.Index(source.Days, ids[end])+1 {
			end++
		}
		if end-i < 2 {
			end = i
		}
		name := word("day_" + ids[i])
		if end > i {
			name += "–" + word("day_"+ids[end])
		}
		parts = append(parts, name)
		i = end + 1
	}
	return strings.Join(parts, ", ")
}

// Initials are the first letters of the first and the last name, not of titles.
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
