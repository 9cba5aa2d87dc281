// Package slug makes the last parts of addresses out of words, and tells which
// names are one.
package slug

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters are written out as readers of their languages do it. The signs keep
// C, C++ and C# apart.
var letters = map[rune]string{
	'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss",
	'æ': "ae", 'ø': "oe", 'å': "aa", 'œ': "oe", 'ĳ': "ij",
	'đ': "d", 'ł': "l", 'þ': "th", 'ð': "d", 'ı': "i",
	'+': "plus", '#': "sharp", '&': "-",
}

// Letters are what letters become, for scripts that make slugs in browsers.
func Letters() map[string]string {
	written := map[string]string{}
	for letter, as := range letters {
		written[string(letter)] = as
	}
	return written
}

// Make returns the slug of a text: lower case, letters and digits joined by
// single hyphens, accents dropped, other scripts kept. It is idempotent. A
// text without a letter or digit has the slug "".
func Make(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	gap := false
	put := func(s string) {
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(s)
	}
	for _, r := range norm.NFC.String(strings.ToLower(text)) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			put(string(r))
		case letters[r] == "-", (r == '+' || r == '#') && (gap || b.Len() == 0):
			gap = true // "a + b" and "#5" have no C++ in them
		case letters[r] != "":
			put(letters[r])
		case r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			put(base(r))
		case unicode.IsMark(r):
			// A sign that belongs to the letter before it in scripts that
			// have no letters of their own for the two.
			if b.Len() > 0 && !gap && r >= 0x900 {
				b.WriteRune(r)
			}
		default:
			gap = true
		}
	}
	return b.String()
}

// base is a Latin, Greek or Cyrillic letter without its accents.
func base(r rune) string {
	if r >= 0x530 && (r < 0x1e00 || r > 0x1fff) {
		return string(r)
	}
	first, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	if written := letters[first]; written != "" {
		return written
	}
	return string(first)
}

// Bare is the slug of a text without hyphens. It makes names and words equal
// that people take for the same: "E-Mail", "e mail".
func Bare(text string) string { return strings.ReplaceAll(Make(text), "-", "") }

// Fold makes texts equal that differ in case only, or in the way accents are
// written: some file systems take such names for one.
func Fold(text string) string {
	return strings.ToLower(strings.ToUpper(norm.NFC.String(text))) // both: ſ, ς and K are other letters' forms
}
