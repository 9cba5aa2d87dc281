package diag

import (
	"strings"
	"testing"
)

// TestCorrected: a hint mends where nothing else can be meant, and only there.
func TestCorrected(t *testing.T) {
	fields := []string{"title", "tags", "date", "departments", "summary", "weight", "height"}
	for _, test := range []struct{ text, word, want string }{
		{"departements: [x]", "departements", "departments: [x]"},
		{"Tags: [x]", "Tags", "tags: [x]"},
		{"tag: x", "tag", ""},         // too short to be sure of a letter
		{"dept: x", "dept", ""},       // a beginning
		{"eight: 3", "eight", ""},     // weight or height
		{"heigt: heigt", "heigt", ""}, // which of them?
		{"weigth: 3", "weigth", ""},   // height is as near as that
		{"depatrmnets: x", "depatrmnets", "departments: x"},
	} {
		file := NewFile("content/de/a.md", []byte(test.text))
		var list List
		list.Add(file.Span(0, len(test.text)), UnknownField, Say("there is no field %q", test.word), Say("%s (%s)", DidYouMean(test.word, fields), "here"))
		got := ""
		if mended := list.Mend(); len(mended) > 0 {
			got = string(mended[0].Data)
		}
		if got != test.want {
			t.Errorf("%s becomes %q, want %q", test.text, got, test.want)
		}
	}
}

// TestMend makes each fix whole or not at all, and keeps all other bytes.
func TestMend(t *testing.T) {
	text := "\ufeffeins\r\n zwei\x00 drei vier\r\n"
	file := NewFile("content/de/a.md", []byte(text))
	at := func(word string) Span {
		i := strings.Index(text, word)
		return file.Span(i, i+len(word))
	}
	var list List
	list.AddFix(at("vier"), BadValue, Say("a"), Text{}, Edit{at("vier"), "4"}, Edit{at("eins"), ""})
	list.AddFix(at("zwei"), BadValue, Say("b"), Text{}, Edit{at("zwei"), "2"}, Edit{at("eins"), "1"}) // of eins another one has disposed
	list.AddFix(at("drei"), BadValue, Say("c"), Text{}, Edit{at("drei"), "3"})
	list.AddFix(at("drei"), BadValue, Say("c"), Text{}, Edit{at("drei"), "3"}) // told twice
	list.Add(at("zwei"), BadValue, Say("d"), Text{})
	mended := list.Mend()
	if len(mended) != 1 || string(mended[0].Data) != "\ufeff\r\n zwei\x00 3 4\r\n" || string(file.Data) != text {
		t.Errorf("%q", mended[0].Data)
	}
}
