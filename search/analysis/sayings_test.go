package analysis

import (
	"strings"
	"testing"
)

// TestSayingsAreFound holds the lines in one direction to what questions are
// read by: nothing is said twice by its keys, no light word means something by
// itself, and no term comes to less than it says when its light words are left
// out.
func TestSayingsAreFound(t *testing.T) {
	for _, lang := range ChainLanguages() {
		l := NewLanguage(lang)
		telling := func(words []AskedWord) (n int) {
			for _, w := range words {
				if !l.IsLight(w.Raw) {
					n++
				}
			}
			return n
		}
		known := map[string]string{} // what is said, by its keys
		for _, s := range Sayings(lang) {
			for _, said := range s.Said {
				words := l.Words(said, len(said), 1)
				var keys []string
				for _, w := range words {
					keys = append(keys, l.Key(w.Raw))
				}
				key := strings.Join(keys, " ")
				if other, found := known[key]; found {
					t.Errorf("%s: %q is there already, as %q", lang, said, other)
				}
				if len(words) == 1 && telling(words) == 0 {
					t.Errorf("%s: %q says little by itself", lang, said)
				}
				known[key] = said
			}
			for _, term := range s.Terms {
				words := l.Words(term, len(term), 1)
				if n := telling(words); n == 0 || n == 1 && len(words) > 1 {
					t.Errorf("%s: %q means %q, of which %d words say something", lang, s.Said, term, n)
				}
			}
		}
	}
}
