package analysis

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Letters are folded in two ways, for people without the right keyboard write
// them so or so. What is in neither table loses its accents.
var (
	foldSingle = map[rune]string{
		'ä': "a", 'ö': "o", 'ü': "u", 'ß': "ss", 'ø': "o", 'å': "a", 'æ': "ae", 'œ': "oe", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i",
	}
	foldDouble = map[rune]string{
		'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss", 'ø': "oe", 'å': "aa", 'æ': "ae", 'œ': "oe", 'ð': "dh", 'þ': "th", 'ł': "l", 'ı': "i",
	}
)

// digraphs returns the folding into two letters. Dutch has none: its two
// points part vowels, as in coördinatie.
func (l *Language) digraphs() map[rune]string {
	if l.code == "nl" {
		return foldSingle
	}
	return foldDouble
}

// prefixFolds returns the folding that the beginning of a word needs to be the
// beginning of its stem: the German and the Dutch stemmer drop the points.
func (l *Language) prefixFolds() map[rune]string {
	if l.code == "de" || l.code == "nl" {
		return foldSingle
	}
	return nil
}

// fold replaces the letters of a lower-cased word that the table has and takes
// the accents off the others. Without a table it returns the word as it is.
func fold(word string, table map[rune]string) string {
	if table == nil || ascii(word) {
		return word
	}
	var b strings.Builder
	for _, r := range word {
		if s, ok := table[r]; ok {
			b.WriteString(s)
			continue
		}
		for _, d := range norm.NFKD.String(string(r)) {
			if !unicode.Is(unicode.Mn, d) {
				b.WriteRune(d)
			}
		}
	}
	return b.String()
}
