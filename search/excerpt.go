package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ExcerptLength is how long the text of a result is at most, in characters.
const ExcerptLength = 160

// Excerpt returns a text of at most limit characters that says what the
// document is about: its summary, else its problem, else how its text begins.
// White space is made single where a line may break; a text that is too long ends between two words
// and with an ellipsis.
func (d *Document) Excerpt(limit int) string {
	text := begin(d.Summary, limit)
	if text == "" {
		text = begin(d.Problem, limit)
	}
	for i := 0; text == "" && i < len(d.Sections); i++ {
		text = begin(d.Sections[i].withoutPictures(), limit)
	}
	return cut(text, limit)
}

// cut returns a text of at most limit characters. One that is too long ends
// between two words and with an ellipsis.
func cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	runes := []rune(text)
	end := limit - 1
	for end > 0 && runes[end] != ' ' {
		end--
	}
	if end == 0 { // one endless word
		end = limit - 1
	}
	return strings.TrimRightFunc(string(runes[:end]), func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) }) + "…"
}

// breaks reports whether a line may end at a character: not at the spaces that
// French has before its marks, and that stand between numbers and units.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

// begin returns the first words of a text, of more than limit characters if
// there are so many.
func begin(text string, limit int) string {
	var b strings.Builder
	n := 0
	for word := range strings.FieldsFuncSeq(strings.TrimSpace(text), breaks) {
		if n > limit {
			break
		}
		if n > 0 {
			b.WriteByte(' ')
			n++
		}
		for _, r := range word {
			b.WriteRune(r)
			if n++; n > limit {
				break
			}
		}
	}
	return b.String()
}
