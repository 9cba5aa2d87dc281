package controls

import (
	"testing"
	"unicode"
)

func TestDrop(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Straße, «é» 日本語 👍🏽 tab\there\nline", "Straße, «é» 日本語 👍🏽 tab\there\nline"},
		{"a\x00b\x07c\x1bd\x7fe\u0080f\u009fg", "abcdefg"},
		{"Zeile\veins\fzwei\u0085drei\x1fvier\r\n", "Zeile eins zwei drei vier\n"},
		{"rechnung\u202egpj.exe", "rechnunggpj.exe"},
		{"\u202aa\u202bb\u202cc\u202dd\u202ee", "abcde"},
		{"\u2066a\u2067b\u2068c\u2069", "abc"},
		{"\u200eשלום\u200f \u061c", "\u200eשלום\u200f \u061c"}, // marks, which open nothing
		{"a\xc2", "a\xc2"},
		{"\u2065\u2070\u00a0\u2029", "\u2065\u2070\u00a0\u2029"},
	} {
		if got := Drop(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
		if got := string(Drop([]byte(c.text))); got != c.want {
			t.Errorf("bytes of %q: %q, want %q", c.text, got, c.want)
		}
	}
}

// Every character is looked at, by both functions alike.
func TestAllCharacters(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		if r >= 0xd800 && r <= 0xdfff {
			continue
		}
		dropped := unicode.IsControl(r) && r != '\t' && r != '\n' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
		text := "é" + string(r) + "é"
		if got := Drop(text); (got != text) != dropped {
			t.Errorf("%U: %q", r, got)
		}
		if In(text) != (dropped && r != '\r') {
			t.Errorf("%U is not told rightly", r)
		}
	}
}
