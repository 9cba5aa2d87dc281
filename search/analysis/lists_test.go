package analysis

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

const (
	longestSaid = 4 // words
	mostTerms   = 4
)

// TestSayings keeps the directed lines of the lists such that each says
// something: none twice, none that is never asked for, and no term that comes to
// another one when its words that say little are left out.
func TestSayings(t *testing.T) {
	for _, lang := range slices.Sorted(maps.Keys(languages)) {
		t.Run(lang, func(t *testing.T) {
			l := NewLanguage(lang)
			known := map[string]string{} // what is said, by its keys
			for _, s := range Sayings(lang) {
				if len(s.Terms) > mostTerms {
					t.Errorf("%q means %q: more than %d", s.Said, s.Terms, mostTerms)
				}
				for _, said := range s.Said {
					words := l.Words(said, longestListed, 1)
					var keys []string
					light := 0
					for _, w := range words {
						keys = append(keys, l.Key(w.Raw))
						if l.IsLight(w.Raw) {
							light++
						}
					}
					key := strings.Join(keys, " ")
					switch other, found := known[key]; {
					case len(words) == 0 || len(words) > longestSaid:
						t.Errorf("%q has %d words", said, len(words))
					case len(words) == 1 && light == 1:
						t.Errorf("%q says little by itself", said)
					case found:
						t.Errorf("%q is there already, as %q", said, other)
					}
					known[key] = said
				}
				for _, term := range s.Terms {
					words := l.Words(term, longestListed, 1)
					telling := 0
					for _, w := range words {
						if !l.IsLight(w.Raw) {
							telling++
						}
					}
					if telling == 0 || len(words) > 1 && telling == 1 {
						t.Errorf("%q means %q, of which %d words say something", s.Said, term, telling)
					}
				}
			}
		})
	}
}

const longestListed = 200 // UTF-16 code units of a word

// TestAskingLists keeps the lists such that a word or phrase asks for one thing
// only.
func TestAskingLists(t *testing.T) {
	for _, lang := range slices.Sorted(maps.Keys(languages)) {
		t.Run(lang, func(t *testing.T) {
			l := NewLanguage(lang)
			known := map[string]string{} // what is asked for, by the keys of a phrase
			asking := AskingOf(lang)
			for _, what := range slices.Sorted(maps.Keys(asking.For)) {
				if !slices.Contains([]string{"who", "where", "when"}, what) {
					t.Errorf("nobody asks for %q", what)
				}
				for _, phrase := range asking.For[what] {
					var words []string
					for _, w := range l.Words(phrase, longestListed, 1) {
						words = append(words, w.Raw)
					}
					key := strings.Join(words, " ")
					if other, found := known[key]; found || len(words) == 0 {
						t.Errorf("%s: %q has no word, or is there already, for %q", what, phrase, other)
					}
					known[key] = what
				}
			}
			for word := range asking.Light {
				if word != strings.ToLower(word) || len(l.Words(word, longestListed, 1)) == 0 {
					t.Errorf("nobody types %q in lower case", word)
				}
			}
		})
	}
}
