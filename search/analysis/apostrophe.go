package analysis

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Elisions returns the pattern of words that lost their last letter to the next
// word and are joined to it by an apostrophe, as in l'imprimante; empty if the
// language has none. Its first group is the sign before such a word, the second
// the word. It means the same in Go and in JavaScript, for words in lower case.
func Elisions(lang string) string {
	if e := knowledgeOf(lang).elisions; e != nil {
		return strings.TrimPrefix(e.String(), "(?i)")
	}
	return ""
}

// Even returns a text as an index reads it: without what nobody sees, composed,
// as people type, with one sign for all apostrophes, and with elided words
// standing alone. Words such as aujourd'hui stay whole.
func Even(lang, text string) string { return even(lang, text, "${1}${2} ") }

// even puts something in the place of elided words: ${1} is the sign before one,
// ${2} the word. Questions leave them out, for they say nothing; even in
// search/client/language.js does the same.
func even(lang, text, elided string) string {
	text = apostrophes.Replace(Composed(text))
	if e := knowledgeOf(lang).elisions; e != nil {
		text = e.ReplaceAllString(text, elided)
	}
	return text
}

// Composed returns a text in NFC, without what nobody sees or types: characters
// of no width, such as soft hyphens, which would part words, and ligatures, both
// of which come with texts from elsewhere.
func Composed(text string) string { return norm.NFC.String(untyped.Replace(text)) }

// Widthless are the characters without width, as the inside of a class in a
// regular expression: soft hyphen, joiners, marks of direction.
const Widthless = "\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF"

var untyped = func() *strings.Replacer {
	pairs := []string{"ĳ", "ij", "Ĳ", "IJ", "ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl"}
	var before rune
	ranged := false
	for _, r := range Widthless {
		if r == '-' {
			ranged = true
			continue
		}
		if !ranged {
			before = r - 1
		}
		for before < r {
			before++
			pairs = append(pairs, string(before), "")
		}
		ranged = false
	}
	return strings.NewReplacer(pairs...)
}()

// apostrophes are what stands for an apostrophe: typeset, typed, or a letter of
// some languages.
var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "´", "'", "`", "'")
