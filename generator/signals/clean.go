package signals

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostDigits are as many digits as may stand together: "Windows 11" and
// "Office 365" say nothing of anybody, a telephone number does.
const mostDigits = 3

// Clean takes out of words what may be somebody's number or address, as the
// browser does before it sends them (themes/default/assets/js/signals/clean.js;
// testdata/clean.tsv holds both to the same): words with an @ or (at) in them, and
// words with digits that have more than three, alone or with their neighbours.
// It leaves at most LongestWords characters, with single spaces. What is not
// UTF-8 is not kept.
func Clean(words string) string {
	if !utf8.ValidString(words) {
		return ""
	}
	fields := strings.FieldsFunc(words, func(r rune) bool { return unicode.IsSpace(r) || steers(r) })
	var kept []string
	for i := 0; i < len(fields); {
		end, digits := i, 0
		for end < len(fields) && isNumber(fields[end]) {
			digits += countDigits(fields[end])
			end++
		}
		if end == i {
			end++
		}
		if digits <= mostDigits && !address.MatchString(fields[i]) {
			kept = append(kept, fields[i:end]...)
		}
		i = end
	}
	return cut(strings.Join(kept, " "))
}

// address is what mail addresses have.
var address = regexp.MustCompile(`(?i)[@＠]|[([{]at[)\]}]`)

// isNumber reports whether a word may be part of a number: it has a digit, or
// nothing but what people put between digits.
func isNumber(word string) bool {
	return countDigits(word) > 0 && !address.MatchString(word) ||
		!strings.ContainsFunc(word, func(r rune) bool { return !strings.ContainsRune("+-–/().,:*#_", r) })
}

func countDigits(word string) (n int) {
	for _, r := range word {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// steers are characters without a shape, which have no business in words.
func steers(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == utf8.RuneError
}

func cut(text string) string {
	n := 0
	for i := range text {
		if n == LongestWords {
			return strings.TrimSpace(text[:i])
		}
		n++
	}
	return text
}
