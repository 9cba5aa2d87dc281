package lunr

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendComma appends a comma before every item of a list but the first.
func appendComma(dst []byte, i int) []byte {
	if i > 0 {
		dst = append(dst, ',')
	}
	return dst
}

// appendString appends s as JSON.stringify writes it, which is with fewer
// escapes than encoding/json's.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	dst = append(dst, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, `\u00`...)
			dst = append(dst, hex[c>>4], hex[c&15])
		}
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}

// appendScore appends x, a multiple of 1/1000, as JSON.stringify writes it.
func appendScore(dst []byte, x float64) []byte {
	switch abs := math.Abs(x); {
	case math.IsNaN(x), math.IsInf(x, 0):
		return append(dst, "null"...)
	case abs < 1e12: // all digits are right, so this needs no search for the shortest
		n := int64(math.Round(x * 1000))
		if n < 0 {
			dst = append(dst, '-')
			n = -n
		}
		dst = strconv.AppendInt(dst, n/1000, 10)
		if n %= 1000; n == 0 {
			return dst
		}
		dst = append(dst, '.', byte('0'+n/100))
		if n %= 100; n == 0 {
			return dst
		}
		dst = append(dst, byte('0'+n/10))
		if n %= 10; n == 0 {
			return dst
		}
		return append(dst, byte('0'+n))
	}
	return append(dst, numberText(x)...)
}

// numberText returns x as JavaScript's toString gives it.
func numberText(x float64) string {
	switch abs := math.Abs(x); {
	case x == 0:
		return "0"
	case math.IsInf(x, 1):
		return "Infinity"
	case math.IsInf(x, -1):
		return "-Infinity"
	case 1e-6 <= abs && abs < 1e21:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	return digits + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0") // Go writes two digits at least
}
