package analysis

import (
	"slices"
	"strings"
	"testing"
)

// TestAskingLists holds the lists to what is compared with questions: words as
// [Language.Words] has them.
func TestAskingLists(t *testing.T) {
	for _, lang := range ChainLanguages() {
		language := NewLanguage(lang)
		met := func(text string) bool {
			var words []string
			for _, w := range language.Words(text, len(text), 1) {
				words = append(words, w.Raw)
			}
			return strings.Join(words, " ") == text
		}
		asking := AskingOf(lang)
		if len(asking.Light) < 300 {
			t.Errorf("%s has %d light words", lang, len(asking.Light))
		}
		for word := range asking.Light {
			if strings.Contains(word, " ") || !met(word) {
				t.Errorf("%s: no question has the light word %q", lang, word)
			}
		}
		for _, what := range []string{"who", "where", "when"} {
			if len(asking.For[what]) == 0 {
				t.Errorf("%s does not ask %s", lang, what)
			}
		}
		for what, phrases := range asking.For {
			if !slices.Contains([]string{"who", "where", "when"}, what) {
				t.Errorf("%s asks for %q", lang, what)
			}
			for _, phrase := range phrases {
				if !met(phrase) {
					t.Errorf("%s: no question has %q: write words as they are without signs", lang, phrase)
				}
			}
		}
	}
}
