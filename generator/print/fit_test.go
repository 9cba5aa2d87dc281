package print

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFit(t *testing.T) {
	l := newTestLayout(t, "", 0)
	for _, tt := range []struct {
		words string
		in    box
		s     style
		want  string // lines, with | between them
	}{
		{"Anna Petersen", box{0, 0, 100, 10}, style{size: 5}, "Anna Petersen"},
		{"Anna Petersen", box{0, 0, 25, 20}, style{size: 5, lines: 2}, "Anna|Petersen"},
		{"Sachbearbeiterin der Hauptbuchhaltung", box{0, 0, 30, 20}, style{size: 5, least: 3, lines: 2}, "Sachbearbeiterin der|Hauptbuchhaltung"},
		{"Donaudampfschifffahrt", box{0, 0, 30, 20}, style{size: 5, lines: 2}, "Donaudamp-|fschifffahrt"},
		{"one two three four five", box{0, 0, 20, 6}, style{size: 5}, "one tw…"},
		{"Müller-Lüdenscheidt", box{0, 0, 35, 20}, style{size: 5, lines: 2}, "Müller-|Lüdenscheidt"},
	} {
		p := &page{}
		tt.s.weight = bold
		p.write(l.typesetter, tt.in, tt.s, tt.words)
		var lines []string
		for _, s := range p.shapes {
			lines = append(lines, s.(text).words)
		}
		if got := strings.Join(lines, "|"); got != tt.want {
			t.Errorf("%q became %s, want %s", tt.words, got, tt.want)
		}
	}
}

func TestList(t *testing.T) {
	l := newTestLayout(t, "", 0)
	items := []string{"Excel", "Lunch and Learn", "SAP", "Word", "PowerPoint"}
	for width, want := range map[float64]string{90: "Excel · Lunch and Learn · SAP · Word · PowerPoint", 45: "Excel · Lunch and Learn", 9: "Excel"} {
		p := &page{}
		p.list(l.typesetter, box{0, 0, width, 4}, style{size: 3.2, least: 2.4}, items)
		if got := p.shapes[0].(text).words; !strings.HasPrefix(got, want) {
			t.Errorf("%v mm: %q, want %q", width, got, want)
		}
	}
	p := &page{}
	p.list(l.typesetter, box{0, 0, 3, 4}, style{size: 3.2, least: 2.4, whole: true}, items)
	if len(p.shapes) > 0 {
		t.Errorf("%+v: nothing fits as a whole", p.shapes)
	}
}

// FuzzWrite holds texts to their boxes.
func FuzzWrite(f *testing.F) {
	f.Add("Anna Petersen", 30.0, 10.0, 2)
	f.Add("Donaudampfschifffahrtsgesellschaftskapitän", 12.0, 30.0, 3)
	f.Add("· · · - - / –", 5.0, 5.0, 1)
	f.Add("\u00a0\u2011a\u00a0", 5.0, 50.0, 9)
	l := newTestLayout(f, "", 0)
	f.Fuzz(func(t *testing.T, words string, w, h float64, lines int) {
		if !(w > 4 && w < 1000 && h > 1 && h < 1000) || lines < 0 || lines > 100 || len(words) > 1000 || !utf8.ValidString(words) {
			return
		}
		words, _ = l.printable(words)
		in := box{10, 10, w, h}
		p := &page{}
		p.write(l.typesetter, in, style{size: 5, least: 2, lines: lines}, words)
		for _, s := range p.shapes {
			if !inside(s.bounds(), in) {
				t.Errorf("%q leaves its box %v: %v", words, in, s.bounds())
			}
		}
		if len(p.shapes) > max(lines, 1) {
			t.Errorf("%d lines, want at most %d", len(p.shapes), lines)
		}
	})
}
