// Package controls knows the characters without a shape that steer what shows a
// text: the control characters of Unicode (U+0000 to U+001F and U+007F to
// U+009F), except tabs and new lines, and those that turn the direction of
// writing until another one ends them (U+202A to U+202E, U+2066 to U+2069).
// None of them belongs into a text of a hub: where it comes in, it loses them,
// so that no page, feed, index, contact, table or print has any.
//
// The marks of a direction (U+200E, U+200F, U+061C) are not among them: they say
// something of their own place only. Letters bring their direction themselves.
package controls

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// Drop returns a text without them. Those that stand for the end of a line or
// of a part, such as the U+000B of word processors, become blanks.
func Drop[T string | []byte](text T) T {
	if at, _ := find(text, true); at < 0 {
		return text
	}
	return T(strings.Map(func(r rune) rune {
		switch {
		case r == '\v', r == '\f', 0x1c <= r && r <= 0x1f, r == '\u0085':
			return ' '
		case is(r):
			return -1
		}
		return r
	}, string(text)))
}

// Tell adds to list that the text of a file between two offsets has such a
// character: where the first of them stands, or that the whole writes one by
// its number. The carriage returns of Windows are not worth a word.
func Tell(list *diag.List, file *diag.File, start, end int) {
	what := diag.Say("an invisible character is written here, which steers how text is shown")
	if at, r := find(file.Data[start:end], false); at >= 0 {
		start += at
		end = start + utf8.RuneLen(r)
		what = diag.Say("there is an invisible character (U+%04X) here, which steers how text is shown", r)
	}
	list.Add(file.Span(start, end), diag.InvisibleCharacter, what, diag.Say("it is left out; delete it, or write the words around it anew"))
}

// In reports whether there is one to tell of.
func In[T string | []byte](text T) bool {
	at, _ := find(text, false)
	return at >= 0
}

func find[T string | []byte](text T, returns bool) (at int, r rune) {
	for i := range len(text) {
		switch c := text[i]; {
		case c >= ' ' && c < 0x7f, c == '\t', c == '\n', c == '\r' && !returns:
		case c < utf8.RuneSelf:
			return i, rune(c)
		case c == 0xc2 || c == 0xe2: // how those beyond ASCII begin
			if r, _ := utf8.DecodeRuneInString(string(text[i:min(len(text), i+3)])); is(r) {
				return i, r
			}
		}
	}
	return -1, 0
}

func is(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}
