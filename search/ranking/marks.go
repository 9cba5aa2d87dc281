package ranking

import (
	"regexp"
	"strings"
	"unicode/utf16"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
)

// markable are words, with what has no width inside.
var markable = regexp.MustCompile(`\.?[\pL\pM\pN][\pL\pM\pN` + analysis.Widthless + `]*(?:\+\+|#)?`)

// Marks returns where the words of a question, and others with the terms of
// its ways, stand in a text. Kept alike with marks in search/client/marks.js
// (TestParity).
func Marks(text string, l *analysis.Language, words []Word, terms map[string]bool, rules *Rules) []search.Mark {
	asked := make(map[string]bool) // light words that are not light in this question
	for _, w := range words {
		asked[w.Raw] = !w.Light
	}
	marks := []search.Mark{}
	at, start := 0, 0 // a place in the text, in bytes and in UTF-16 code units
	for _, place := range markable.FindAllStringIndex(text, -1) {
		start += utf16Len(text[at:place[0]])
		at = place[0]
		token := text[place[0]:place[1]]
		lower := string(analysis.AppendLower(nil, analysis.Composed(token)))
		raw := l.Trim(lower)
		if raw == "" || l.IsLight(raw) && !asked[raw] {
			continue
		}
		if terms[l.Stem(raw)] || asked[raw] || terms[l.Term(l.Spelling(raw))] {
			marks = append(marks, search.Mark{Start: start, Length: utf16Len(token)})
			continue
		}
		for _, w := range words {
			i := strings.Index(lower, w.Raw)
			length := utf16Len(w.Raw)
			if i >= 0 && (length >= rules.ShortestMarked || w.Last && length >= rules.ShortestBegun && i == 0) {
				marks = append(marks, search.Mark{Start: start + utf16Len(lower[:i]), Length: length})
				break
			}
		}
	}
	return marks
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
