package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ids makes the ids of a page's headings.
type ids struct {
	used map[string]bool
	last map[string]int // the number last put behind an id that was taken
}

// take returns want, or want with the first free number behind it, and keeps
// it from being given to another.
func (s *ids) take(want string) string {
	if s.used == nil {
		s.used, s.last = map[string]bool{}, map[string]int{}
	}
	id := want
	for n := max(s.last[want], 1); s.used[id]; {
		n++
		s.last[want] = n
		id = want + "-" + strconv.Itoa(n)
	}
	s.used[id] = true
	return id
}

// letters are written in the way that their languages write them without
// their own keyboard; NFD does the others.
var letters = map[rune]string{
	'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss", 'æ': "ae", 'ø': "oe", 'å': "aa",
	'œ': "oe", 'ð': "d", 'đ': "d", 'þ': "th", 'ł': "l", 'ı': "i",
}

// slug makes an id of a heading's words: lower case, hyphens for spaces,
// Latin letters without their accents, letters of other scripts as they are.
// The slug of a slug is itself.
func slug(words string) string {
	var b strings.Builder
	b.Grow(len(words))
	hyphen := false
	latin := false
	for _, c := range norm.NFC.String(words) {
		c = unicode.ToLower(c)
		var s string
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			s, latin = string(c), true
		case letters[c] != "":
			s, latin = letters[c], true
		case unicode.Is(unicode.Latin, c):
			s, latin = base(c), true
		case unicode.IsMark(c):
			if latin {
				continue
			}
			s = string(c)
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			s, latin = string(c), false
		case unicode.IsSpace(c) || c == '-' || c == '_' || c == '/' || c == '–' || c == '—':
			hyphen = true
			continue
		default:
			continue
		}
		if s == "" {
			continue
		}
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteString(s)
	}
	return b.String()
}

// base is a Latin letter without its marks.
func base(c rune) string {
	var b strings.Builder
	for _, d := range norm.NFD.String(string(c)) {
		d = unicode.ToLower(d)
		if s := letters[d]; s != "" {
			b.WriteString(s)
		} else if !unicode.IsMark(d) {
			b.WriteRune(d)
		}
	}
	return b.String()
}
