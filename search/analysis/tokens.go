package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

type span struct{ start, end int }

// wordBounds returns where the words of a token begin and end. A full stop
// before them and plus and number signs behind them belong to names: .NET,
// C++, F#.
func wordBounds(token string) (start, end int) {
	start = strings.IndexFunc(token, inWord)
	if start < 0 {
		return 0, 0
	}
	end = strings.LastIndexFunc(token, inWord)
	_, n := utf8.DecodeRuneInString(token[end:])
	end += n
	if start > 0 && token[start-1] == '.' && (start == 1 || token[start-2] != '.') {
		if r, _ := utf8.DecodeRuneInString(token[start:]); unicode.IsLetter(r) {
			start--
		}
	}
	switch rest := token[end:]; {
	case strings.HasPrefix(rest, "++"):
		end += 2
	case strings.HasPrefix(rest, "#"):
		end++
	}
	return start, end
}

// split returns the runs of letters, marks and digits in token[start:end].
func split(token string, start, end int) []span {
	var parts []span
	from := -1
	for i, r := range token[start:end] {
		switch {
		case inWord(r) && from < 0:
			from = start + i
		case !inWord(r) && from >= 0:
			parts = append(parts, span{from, start + i})
			from = -1
		}
	}
	if from >= 0 {
		parts = append(parts, span{from, end})
	}
	return parts
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return alphanumeric(r)
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// hyphens reports whether s is one of the signs that join words.
func hyphens(s string) bool {
	switch s {
	case "-", "\u2010", "\u2011":
		return true
	}
	return false
}

// lower returns a word as terms have it: composed and in lower case.
func lower(word string) string {
	return string(AppendLower(nil, norm.NFC.String(word)))
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
