// Package phone reads telephone numbers as people write them.
package phone

import (
	"regexp"
	"strings"
	"unicode"
)

// Number is a telephone number.
type Number struct {
	Digits    string // what is dialled, with a leading plus if it has the country's code
	Extension string // what is asked for or dialled when somebody has answered
}

// extension is how German, Dutch, Danish, Swedish, French and English writers
// say that a number has one, and how URIs do.
var extension = regexp.MustCompile(`(?i)[\s,;/(–-]*(?:(?:^|[^\pL])(?:app(?:arat)?|durchwahl|dw|nst|nebenstelle|extension|ext|tst|toestel|doorkies(?:nummer)?|lok(?:al(?:nummer|nr)?)?|` +
	`intern(?:t)?|klappe|kl|ankn(?:ytning)?|poste)[\s.:=-]*|\s*[x#][\s.]*)([0-9][0-9 ]*)\)?$`)

// written are the signs of a number without an extension.
const written = "0123456789+-/(). "

// Parse reads a number. Its digits are empty where there is none, or more than
// one.
func Parse(text string) Number {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Pd, r), r == '−': // what programs make of a hyphen
			return '-'
		}
		return r
	}, strings.TrimPrefix(strings.TrimSpace(text), "tel:"))
	var n Number
	if m := extension.FindStringSubmatchIndex(text); m != nil && m[0] > 0 {
		n.Extension = strings.ReplaceAll(text[m[2]:m[3]], " ", "")
		text = text[:m[0]]
	}
	if strings.Trim(text, written) != "" || !strings.ContainsAny(text, "0123456789") {
		return Number{}
	}
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune("()0123456789+", r) {
			return r
		}
		return -1
	}, text)
	international := strings.HasPrefix(strings.TrimLeft(digits, "("), "+")
	if !international && strings.HasPrefix(digits, "00") && !strings.HasPrefix(digits, "000") {
		digits, international = digits[2:], true
	}
	if international {
		digits = strings.ReplaceAll(digits, "(0)", "") // +49 (0)30: only who calls from within the country dials it
	}
	n.Digits = strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, digits)
	if international {
		n.Digits = "+" + n.Digits
	}
	return n
}

// URI is the number as an address (RFC 3966), "" where there is none. A number
// without the country's code has no context, which telephones take for where
// they are.
func (n Number) URI() string {
	switch {
	case n.Digits == "":
		return ""
	case n.Extension == "":
		return "tel:" + n.Digits
	}
	return "tel:" + n.Digits + ";ext=" + n.Extension
}
