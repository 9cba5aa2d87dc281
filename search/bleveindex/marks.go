package bleveindex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
)

// marks returns where the words of a question stand in a text.
func (q *question) marks(text string) []search.Mark {
	marks := []search.Mark{}
	units := 0 // UTF-16 code units before the token
	for len(text) > 0 {
		end := strings.IndexFunc(text, unicode.IsSpace)
		if end < 0 {
			end = len(text)
		}
		token := text[:end]
		covered := 0
		for _, t := range q.language.Terms(token) {
			if t.Start < covered || t.Stop || !q.asks(t) {
				continue
			}
			marks = append(marks, search.Mark{
				Start:  units + utf16Len(token[:t.Start]),
				Length: utf16Len(token[t.Start:t.End]),
			})
			covered = t.End
		}
		if end < len(text) {
			_, n := utf8.DecodeRuneInString(text[end:])
			end += n
		}
		units += utf16Len(text[:end])
		text = text[end:]
	}
	return marks
}

// asks reports whether the question asks for a term.
func (q *question) asks(t analysis.Term) bool {
	for _, w := range q.words {
		if w.prefix != "" && strings.HasPrefix(t.Text, w.prefix) {
			return true
		}
		for _, asked := range w.terms {
			if t.Text == asked.Text || w.edits > 0 && near(t.Text, asked.Text, w.edits) {
				return true
			}
		}
	}
	return false
}

// near reports whether a becomes b by at most edits insertions, deletions and
// replacements of characters.
func near(a, b string, edits int) bool {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > edits || len(y)-len(x) > edits {
		return false
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := diagonal
			if r != s {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)] <= edits
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
