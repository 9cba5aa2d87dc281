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
		{"Donau\u00addampf\u00adschifffahrt", box{0, 0, 33, 20}, style{size: 5, lines: 2}, "Donaudampf-|schifffahrt"},
		{"Donau\u00addampf\u00adschifffahrt", box{0, 0, 58, 20}, style{size: 5, least: 4, lines: 2}, "Donaudampfschifffahrt"},
		{"Die Donau\u00addampf\u00adschifffahrts\u00adgesellschaft", box{0, 0, 45, 20}, style{size: 5, least: 3, lines: 3}, "Die Donaudampf-|schifffahrts-|gesellschaft"},
		{"Donaudampfschifffahrt", box{0, 0, 30, 20}, style{size: 5, lines: 2, name: true}, "Donaudampf|schifffahrt"},
		{"e\u0301e\u0301e\u0301e\u0301", box{0, 0, 6, 30}, style{size: 5, lines: 4}, "e\u0301-|e\u0301-|e\u0301e\u0301"},
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
	long := []string{"Genehmigungs\u00adverfahren für Investitionsanträge im Auslandsgeschäft", "Excel", "SAP"}
	for _, tt := range []struct {
		width float64
		items []string
		want  string
		shown int
	}{
		{90, items, "Excel · Lunch and Learn · SAP · Word · PowerPoint · +3", 5},
		{50, items, "Excel · Lunch and Learn · SAP · +5", 3},
		{15, items, "Excel · +7", 1},
		{60, long, "Genehmigungsverfahren für… · Excel · SAP · +3", 3},
		{30, long, "Genehmigungs… · Excel · +4", 2},
		{3, items, "", 0},
	} {
		p := &page{}
		_, shown := p.list(l.typesetter, box{0, 0, tt.width, 4}, style{size: 3.2, least: 2.4}, tt.items, len(tt.items)+3)
		var got string
		for _, s := range p.shapes {
			got += s.(text).words
		}
		if got != tt.want || shown != tt.shown {
			t.Errorf("%v mm: %q with %d, want %q with %d", tt.width, got, shown, tt.want, tt.shown)
		}
	}
}

// FuzzWrite holds texts to their boxes.
func FuzzWrite(f *testing.F) {
	f.Add("Anna Petersen", 30.0, 10.0, 2)
	f.Add("Donaudampfschifffahrtsgesellschaftskapitän", 12.0, 30.0, 3)
	f.Add("· · · - - / –", 5.0, 5.0, 1)
	f.Add("Rechnungs\u00adprüfungs\u00adausschuss \u00ad", 9.0, 50.0, 5)
	f.Add("Ḝ\u0301\u0302\u0301\u0302\u0323\u0323", 30.0, 10.0, 1)
	f.Add("\u00a0\u2011a\u00a0", 5.0, 50.0, 9)
	l := newTestLayout(f, "", 0)
	f.Fuzz(func(t *testing.T, words string, w, h float64, lines int) {
		if !(w > 4 && w < 1000 && h > 1 && h < 1000) || lines < 0 || lines > 100 || len(words) > 1000 || !utf8.ValidString(words) {
			return
		}
		words, _, _ = l.printable(words)
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
