package ranking

import (
	"slices"
	"strings"
	"unicode"

	"ankerplatz/search/analysis"
)

// Names returns what a text is called by, so that two texts that have one of them
// in common name the same: the keys of its telling words, and their letters as
// one word (Power BI, PowerBI). Kept alike with names in search/client/named.js
// (TestParity).
func Names(text string, l *analysis.Language, rules *Rules) []string {
	var keys []string
	var letters strings.Builder
	for _, w := range readWords(text, l, rules) {
		if w.Light {
			continue
		}
		raw := w.Raw
		if w.Name != "" {
			raw = w.Name
		}
		keys = append(keys, l.Key(raw))
		letters.WriteString(l.Spelling(raw))
	}
	names := []string{strings.Join(keys, " "), strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, letters.String())}
	return slices.Compact(slices.DeleteFunc(names, func(name string) bool { return name == "" }))
}
