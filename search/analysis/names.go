package analysis

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names are written in one, with signs, or apart: S/4HANA, S4 HANA, PowerBI,
// Windows 11, R&D. What is here does the same to those of texts and of
// questions, and search/client/language.js does it in browsers (TestParity).

// pieces are numbers, and letters as far as no capital follows a small one.
var pieces = regexp.MustCompile(`\pN[\pN\pM]*|(?:\p{Lu}\pM*)*(?:[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]\pM*)+|(?:\p{Lu}\pM*)+`)

// cut returns the words that a name is made of, in lower case. Single letters
// and digits stay with single ones, as in S4 HANA. capitals says that nothing
// but a capital letter tells where some of them begin.
func cut(name string) (words []string, capitals bool) {
	single := false // the last word consists of single ones
	for i, at := range pieces.FindAllStringIndex(name, -1) {
		piece := lower(name[at[0]:at[1]])
		one := utf8.RuneCountInString(piece) == 1
		if one && single && (!isNumber(piece) || !isNumber(words[len(words)-1])) {
			words[len(words)-1] += piece
		} else {
			words = append(words, piece)
		}
		single = one
		if before, _ := utf8.DecodeLastRuneInString(name[:at[0]]); i > 0 && unicode.IsLetter(before) && !isNumber(piece) {
			capitals = true
		}
	}
	return words, capitals
}

// isNumber reports whether a word has no letters.
func isNumber(word string) bool { return !strings.ContainsFunc(word, unicode.IsLetter) }

// tells reports whether a piece of a name is worth to be found by: not a single
// letter, and not the 10 of version 2.10.
func tells(word string) bool {
	if isNumber(word) {
		return len(word) > 2
	}
	return utf8.RuneCountInString(word) > 1
}

// longestName is the length in bytes of names that are also written without
// their signs, other than hyphens; longestDotted of those with full stops.
const (
	longestName   = 12
	longestDotted = 8
)

// joined returns a lower-cased token without the signs between its parts, where
// texts are found by that, too: e-mail, s/4hana, r&d, tcp/ip, node.js, but not
// kunden/lieferanten, 2.10 or report.pdf.
func joined(token string, parts []span) string {
	name := withoutSigns(token, parts)
	short := func(p span) bool { return p.end-p.start <= 3 }
	signs := token[parts[0].start:parts[len(parts)-1].end]
	switch {
	case !strings.ContainsAny(signs, joiners):
		return name
	case len(name) > longestName, !slices.ContainsFunc(parts, short):
		return ""
	case strings.Contains(signs, ".") && (len(name) > longestDotted || strings.ContainsFunc(name, unicode.IsNumber)):
		return ""
	}
	return name
}

// joiners are signs that names are made with, other than hyphens.
const joiners = "/&_+."

// withoutSigns returns a token without the signs between its parts; empty where
// it has none, other ones than names have, or no letters.
func withoutSigns(token string, parts []span) string {
	var word strings.Builder
	for i, p := range parts {
		if i > 0 {
			if sign := token[parts[i-1].end:p.start]; !hyphens(sign) && (len(sign) != 1 || !strings.Contains(joiners, sign)) {
				return ""
			}
		}
		word.WriteString(token[p.start:p.end])
	}
	if name := word.String(); len(parts) > 1 && !isNumber(name) {
		return name
	}
	return ""
}

// isAddress tells addresses from names.
func isAddress(token string) bool {
	return strings.Contains(token, "://") || strings.Contains(token, "@") || strings.HasPrefix(token, "www.")
}

// inner returns the words that a name of a question is made of, each with
// shortest letters at least; none of a number. Where no sign divides it, all must
// be so long, and one twice as long: M365 and SU01 are one word.
func inner(name string, shortest int) []string {
	words, _ := cut(name)
	atLeast := func(n int) func(string) bool {
		return func(w string) bool { return utf8.RuneCountInString(w) >= n }
	}
	long := atLeast(shortest)
	short := func(w string) bool { return !long(w) }
	parts := split(name, 0, len(name))
	if len(parts) > 1 {
		if isNumber(name) {
			return nil
		}
		return slices.DeleteFunc(words, short)
	}
	if slices.ContainsFunc(words, short) || !slices.ContainsFunc(words, atLeast(2*shortest)) {
		return []string{lower(name[parts[0].start:parts[0].end])}
	}
	return words
}
