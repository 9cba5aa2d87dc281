package diag

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPosition(t *testing.T) {
	f := NewFile("a.md", []byte("\ufeffäb\r\nc\n\n日本\x80x"))
	for _, test := range []struct {
		offset int
		want   Position
		line   string
	}{
		{-1, Position{1, 1}, "äb"},
		{3, Position{1, 1}, "äb"},
		{5, Position{1, 2}, "äb"},
		{6, Position{1, 3}, "äb"},
		{8, Position{2, 1}, "c"},
		{10, Position{3, 1}, ""},
		{14, Position{4, 2}, "日本\x80x"},
		{18, Position{4, 4}, "日本\x80x"},
		{99, Position{4, 5}, "日本\x80x"},
	} {
		got := f.Position(test.offset)
		if got != test.want {
			t.Errorf("Position(%d) = %v, want %v", test.offset, got, test.want)
		}
		if line := f.Line(got.Line); line != test.line {
			t.Errorf("Line(%d) = %q, want %q", got.Line, line, test.line)
		}
	}
}

func FuzzPosition(f *testing.F) {
	f.Add([]byte("\ufeffa\r\nä\x80\n\nb"), 4)
	f.Fuzz(func(t *testing.T, data []byte, offset int) {
		file := NewFile("a.md", data)
		at := file.Position(offset)
		if at.Line < 1 || at.Column < 1 {
			t.Fatalf("Position(%d) = %v", offset, at)
		}
		back := file.Offset(at.Line, at.Column)
		if back < 0 || back > len(data) {
			t.Fatalf("Offset(%v) = %d outside of %d bytes", at, back, len(data))
		}
		if file.Position(back) != at {
			t.Errorf("Position(Offset(%v)) = %v", at, file.Position(back))
		}
		bom := at.Line == 1 && offset < 3
		if offset >= 0 && offset < len(data) && utf8.RuneStart(data[offset]) && utf8.Valid(data) && !bom && back != offset {
			t.Errorf("Offset(Position(%d)) = %d", offset, back)
		}
	})
}

func TestList(t *testing.T) {
	a, b := NewFile("a.md", []byte("one two")), NewFile("b.md", []byte("three"))
	var l List
	l.Add(b.Span(0, 5), BrokenLink, Say("no page"), Text{})
	l.Add(a.Span(4, 7), BrokenAnchor, Say("no heading"), Text{})
	l.Add(a.Span(0, 3), UnknownKind, Say("no title"), Text{})
	l.Add(a.Span(4, 7), BrokenAnchor, Say("no heading"), Text{})
	l.Sort()
	var got []string
	for _, d := range l {
		got = append(got, d.File.Name+" "+d.Text()+" "+d.Level.String())
	}
	if diff := cmp.Diff([]string{"a.md one error", "a.md two warn", "b.md three error"}, got); diff != "" {
		t.Error(diff)
	}
	l = l.Apply(map[Code]Level{BrokenAnchor: Off, BrokenLink: Warn, UnknownKind: Off})
	if len(l) != 2 || l.Count(Warn) != 1 || !l.HasErrors() {
		t.Errorf("after Apply: %v", l)
	}
}

func TestCodes(t *testing.T) {
	for _, code := range Codes() {
		if code.Level() == Off || code.About() == "" {
			t.Errorf("%s has no level or no description", code)
		}
	}
}

func TestNear(t *testing.T) {
	fields := []string{"title", "tags", "departments", "review_every", "apps"}
	for word, want := range map[string]string{
		"titel": "title", "Title": "title", "department": "departments", "dept": "", "dep": "departments",
		"review-every": "review_every", "tgas": "tags", "app": "apps", "xyz": "", "": "", "summary": "",
	} {
		if got := Near(word, fields); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
	if got := DidYouMean("planning", []string{"pflege", "planung"}); got.String() != `did you mean "planung"?` {
		t.Error(got)
	}
	if got := DidYouMean("Buchhaltung", []string{"it"}); !got.Empty() {
		t.Error(got)
	}
}
