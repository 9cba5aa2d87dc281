package analysis

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// judged is a word with its right parts: none if it must stay whole, several
// rows if it can be seen in several ways.
type judged struct {
	word string
	rows []string
}

func (j judged) compound() bool { return j.rows[0] != "" }

// splitLanguages are those with compounds.
func splitLanguages() []string {
	return slices.DeleteFunc(ChainLanguages(), func(lang string) bool { return knowledgeOf(lang).vocabulary == nil })
}

func readJudged(t testing.TB, lang string) []judged {
	t.Helper()
	data, err := os.ReadFile("testdata/compounds/compounds-" + lang + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	var words []judged
	for line := range strings.Lines(string(data)) {
		word, parts, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok {
			t.Fatalf("%s: no tab in %q", lang, line)
		}
		words = append(words, judged{lower(word), strings.Split(parts, "|")})
	}
	return words
}

func bases(parts []Part) string {
	var names []string
	for _, p := range parts {
		names = append(names, p.Base)
	}
	return strings.Join(names, " ")
}

// score counts the words that were split, those split rightly, and the
// compounds among all.
type score struct{ split, right, compounds int }

func (s score) String() string {
	return fmt.Sprintf("precision %.3f, recall %.3f of %d compounds", s.precision(), s.recall(), s.compounds)
}

func (s score) precision() float64 { return float64(s.right) / float64(max(1, s.split)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(1, s.compounds)) }

func TestSplitQuality(t *testing.T) {
	for _, lang := range splitLanguages() {
		t.Run(lang, func(t *testing.T) {
			s := NewSplitter(lang, nil)
			var sum score
			for _, w := range readJudged(t, lang) {
				got := bases(s.Split(w.word))
				if w.compound() {
					sum.compounds++
				}
				if got != "" {
					sum.split++
				}
				right := slices.Contains(w.rows, got)
				if got != "" && right {
					sum.right++
				}
				if !right {
					t.Logf("%s: %q, want %q", w.word, got, w.rows)
				}
			}
			t.Logf("%s: %s", lang, sum)
			if sum.precision() < 0.95 || sum.recall() < 0.85 {
				t.Error("precision must be 0.95 and recall 0.85")
			}
		})
	}
}

// A hub's own words are evidence, and less than those that ship.
func TestSplitterKnowsHub(t *testing.T) {
	hub := map[string]int{}
	CountWords(hub, "Der Zwolpex ist da: ZWOLPEX, Murtel und Murtel. Einmal nur Knorfel. Zwolpexe, noch Zwolpexe, oder: wie oder wann.", 1)
	if hub["zwolpex"] != 2 || hub["oder"] != 2 || hub["knorfel"] != 1 {
		t.Fatalf("counted %v", hub)
	}
	alone, with := NewSplitter("de-AT", nil), NewSplitter("de-AT", hub)
	for word, want := range map[string]string{
		"zwolpexnummer":   "zwolpex nummer",
		"murtelsteuerung": "murtel steuerung",
		"kabelzwolpexe":   "kabel zwolpex",
		"knorfelnummer":   "",
		"odernummer":      "",
		"rechnungsnummer": "rechnung nummer",
	} {
		if got := bases(with.Split(word)); got != want {
			t.Errorf("%s with its hub: %q, want %q", word, got, want)
		}
		if got := bases(alone.Split(word)); word != "rechnungsnummer" && got != "" {
			t.Errorf("%s without a hub: %q", word, got)
		}
	}
}

func TestSplitLeavesWhole(t *testing.T) {
	long := strings.Repeat("rechnungsnummer", 1<<16)
	for _, lang := range append(ChainLanguages(), "") {
		s := NewSplitter(lang, nil)
		for _, word := range []string{"", "a", "kb5034441", "rechnungs-nummer", "rechnung\xffnummer", "haus\u200btür", long} {
			if parts := s.Split(word); parts != nil {
				t.Errorf("%s: %.20q is split: %v", lang, word, parts)
			}
		}
	}
	if parts := NewSplitter("fr", map[string]int{"porte": 9, "monnaie": 9}).Split("portemonnaie"); parts != nil {
		t.Errorf("French has no vocabulary, and yet %v", parts)
	}
}

func TestSplitPlaces(t *testing.T) {
	for _, c := range []struct{ lang, word, want string }{
		{"de", "arbeitszeitkonten", "arbeit zeit konten"},
		{"sv", "arbetstidskonton", "arbets tid konton"},
		{"sv", "nattåg", "nat tåg"}, // one t of three is left out
	} {
		var surfaces []string
		for _, p := range NewSplitter(c.lang, nil).Split(c.word) {
			surfaces = append(surfaces, c.word[p.Start:p.End])
		}
		if got := strings.Join(surfaces, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.word, got, c.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, word := range []string{"rechnungsnummer", "überarbeitungszeit", "größenordnung", "wachtwoordherstel", "øl", "nattåg", "glasskål", "\xff\xfe", "ungsungsungs", "abababab"} {
		f.Add(word)
	}
	hub := map[string]int{"abab": 9, "öl": 9, "nummern": 3}
	var splitters []*Splitter
	for _, lang := range splitLanguages() {
		splitters = append(splitters, NewSplitter(lang, nil), NewSplitter(lang, hub))
	}
	f.Fuzz(func(t *testing.T, word string) {
		for _, s := range splitters {
			parts, at := s.Split(word), 0
			if len(parts) == 1 {
				t.Errorf("%q is one part", word)
			}
			for _, p := range parts {
				if p.Start < at || p.End <= p.Start || p.End > len(word) || p.Base == "" ||
					!utf8.ValidString(word[p.Start:p.End]) || !utf8.ValidString(p.Base) {
					t.Errorf("%q: %v", word, parts)
				}
				at = p.End
			}
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	for _, lang := range splitLanguages() {
		b.Run(lang, func(b *testing.B) {
			words, s := readJudged(b, lang), NewSplitter(lang, nil)
			for i := 0; b.Loop(); i++ {
				s.Split(words[i%len(words)].word)
			}
		})
	}
}

func BenchmarkNewSplitter(b *testing.B) {
	hub := map[string]int{}
	for i := range 20000 {
		hub[fmt.Sprintf("wort%c%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)] = 3
	}
	for _, lang := range splitLanguages() {
		b.Run(lang, func(b *testing.B) {
			for b.Loop() {
				newVocabulary(knowledgeOf(lang).vocabulary().grammar)
			}
		})
	}
	b.Run("hub", func(b *testing.B) {
		for b.Loop() {
			NewSplitter("de", hub)
		}
	})
}
