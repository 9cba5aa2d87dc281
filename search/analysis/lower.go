package analysis

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AppendLower appends s to dst in lower case as JavaScript's toLowerCase gives
// it, which is Unicode's full mapping without regard to the language: İ becomes
// two characters and a sigma at the end of a word the final sigma. Bytes that
// are not UTF-8 become U+FFFD.
func AppendLower(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == 'İ':
			dst = append(dst, "i\u0307"...)
		case r == 'Σ' && finalSigma(s[:i], s[i+n:]):
			dst = append(dst, "ς"...)
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
		i += n
	}
	return dst
}

// finalSigma reports whether a sigma between these texts ends a word: Unicode's
// condition Final_Sigma, table 3-17 of its core specification.
func finalSigma(before, after string) bool {
	cased := false
	for len(before) > 0 {
		r, n := utf8.DecodeLastRuneInString(before)
		if !caseIgnorable(r) {
			cased = isCased(r)
			break
		}
		before = before[:len(before)-n]
	}
	if !cased {
		return false
	}
	for _, r := range after {
		if !caseIgnorable(r) {
			return !isCased(r)
		}
	}
	return true
}

func isCased(r rune) bool {
	return unicode.In(r, unicode.Lower, unicode.Upper, unicode.Title, unicode.Other_Lowercase, unicode.Other_Uppercase)
}

func caseIgnorable(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) ||
		strings.ContainsRune("'.:·\u0387\u055F\u05F4‘’․‧\uFE13﹒﹕＇．：", r) // what may stand within a word
}

// NextToken cuts the first token off text as lunr's tokenizer does: tokens
// are what stands between white space and hyphens. The token is empty when
// there is none left.
func NextToken(text []byte) (token, rest []byte) {
	for len(text) > 0 {
		n := separator(text)
		if n == 0 {
			break
		}
		text = text[n:]
	}
	for i := 0; i < len(text); {
		c := text[i]
		if c > '-' && c < utf8.RuneSelf {
			i++
			continue
		}
		if n := separator(text[i:]); n > 0 {
			return text[:i], text[i+n:]
		}
		if c < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(text[i:])
		i += n
	}
	return text, nil
}

// separator returns the length of the character that text begins with if it
// separates tokens, and 0 if not. JavaScript's \s has U+FEFF, which is not
// white space in Unicode, and lacks U+0085, which is.
func separator(text []byte) int {
	switch c := text[0]; {
	case c == '-' || c == ' ' || '\t' <= c && c <= '\r':
		return 1
	case c < 0xC2: // other ASCII, or not the start of a character
		return 0
	}
	r, n := utf8.DecodeRune(text)
	switch {
	case r == 0xA0, r == 0x1680, 0x2000 <= r && r <= 0x200A, r == 0x2028, r == 0x2029,
		r == 0x202F, r == 0x205F, r == 0x3000, r == 0xFEFF:
		return n
	}
	return 0
}

// wordCharacters says what, beside ASCII letters and digits, is part of a word.
type wordCharacters uint8

const (
	underscores   wordCharacters = 1 << iota // lunr trims English with JavaScript's \w
	latinLetters                             // the list that lunr-languages has for all languages in Latin script
	anyCharacters                            // letters, marks and numbers of all scripts
)

// trim cuts everything off both ends of a token that is not part of a word.
func (w wordCharacters) trim(token []byte) []byte {
	return bytes.TrimFunc(token, func(r rune) bool {
		switch {
		case alphanumeric(r),
			r == '_' && w&underscores != 0,
			r >= utf8.RuneSelf && w&latinLetters != 0 && unicode.Is(latin, r),
			r >= utf8.RuneSelf && w&anyCharacters != 0 && unicode.In(r, unicode.L, unicode.M, unicode.N):
			return false
		}
		return true
	})
}

func alphanumeric(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

var latin = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0xAA, 0xAA, 1},
		{0xBA, 0xBA, 1},
		{0xC0, 0xD6, 1},
		{0xD8, 0xF6, 1},
		{0xF8, 0x2B8, 1},
		{0x2E0, 0x2E4, 1},
		{0x1D00, 0x1D25, 1},
		{0x1D2C, 0x1D5C, 1},
		{0x1D62, 0x1D65, 1},
		{0x1D6B, 0x1D77, 1},
		{0x1D79, 0x1DBE, 1},
		{0x1E00, 0x1EFF, 1},
		{0x2071, 0x2071, 1},
		{0x207F, 0x207F, 1},
		{0x2090, 0x209C, 1},
		{0x212A, 0x212B, 1},
		{0x2132, 0x2132, 1},
		{0x214E, 0x214E, 1},
		{0x2160, 0x2188, 1},
		{0x2C60, 0x2C7F, 1},
		{0xA722, 0xA787, 1},
		{0xA78B, 0xA7AD, 1},
		{0xA7B0, 0xA7B7, 1},
		{0xA7F7, 0xA7FF, 1},
		{0xAB30, 0xAB5A, 1},
		{0xAB5C, 0xAB64, 1},
		{0xFB00, 0xFB06, 1},
		{0xFF21, 0xFF3A, 1},
		{0xFF41, 0xFF5A, 1},
	},
	LatinOffset: 4,
}
