package search

import (
	"strings"
	"unicode"
)

// Excerpt returns a text of at most limit characters that says what the
// document is about: its summary, else its problem, else how its text begins.
// White space is made single; a text that is too long ends between two words
// and with an ellipsis.
func (d *Document) Excerpt(limit int) string {
	text := join(d.Summary)
	if text == "" {
		text = join(d.Problem)
	}
	for i := 0; text == "" && i < len(d.Sections); i++ {
		text = join(d.Sections[i].Text)
	}
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	end := limit - 1
	for end > 0 && runes[end] != ' ' {
		end--
	}
	if end == 0 { // one endless word
		end = limit - 1
	}
	return strings.TrimRightFunc(string(runes[:end]), unicode.IsPunct) + "…"
}

func join(text string) string { return strings.Join(strings.Fields(text), " ") }
