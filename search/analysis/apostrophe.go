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

// Even returns a text as an index reads it: composed, as people type, with one
// sign for all apostrophes, and with elided words standing alone. Words such as
// aujourd'hui stay whole. search/client/language.js does the same to questions;
// both must stay alike.
func Even(lang, text string) string {
	text = apostrophes.Replace(norm.NFC.String(text))
	if e := knowledgeOf(lang).elisions; e != nil {
		text = e.ReplaceAllString(text, "${1}${2} ")
	}
	return text
}

// apostrophes are what stands for an apostrophe: typeset, typed, or a letter of
// some languages.
var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "´", "'", "`", "'")
