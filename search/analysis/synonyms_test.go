package analysis

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSynonyms(t *testing.T) {
	for _, lang := range ChainLanguages() {
		t.Run(lang, func(t *testing.T) {
			groups := Synonyms(lang)
			if len(groups) < 150 {
				t.Errorf("only %d groups", len(groups))
			}
			chain := NewChain(lang)
			seen := map[string]string{} // members by their terms
			for _, group := range groups {
				if len(group) < 2 {
					t.Errorf("%q: a word alone has no synonym", group)
				}
				for _, member := range group {
					key, telling := synonymTerms(chain, member)
					if !telling {
						t.Errorf("%q in %q says nothing", member, group)
					}
					if !norm.NFC.IsNormalString(member) {
						t.Errorf("%q is not in NFC", member)
					}
					if strings.Join(strings.Fields(member), " ") != member {
						t.Errorf("%q has spaces too many", member)
					}
					if other, ok := seen[key]; ok {
						t.Errorf("%q in %q is there already as %q", member, group, other)
					}
					seen[key] = member
				}
			}
		})
	}
}

// TestSayings holds the lines in one direction to their form: short ways to say
// something, each on one line only, for few terms.
func TestSayings(t *testing.T) {
	const most = 4 // words that are said, and terms that are meant
	for _, lang := range ChainLanguages() {
		seen := map[string]bool{}
		for _, s := range Sayings(lang) {
			if len(s.Terms) > most {
				t.Errorf("%s: %q means %d terms", lang, s.Said, len(s.Terms))
			}
			for _, said := range s.Said {
				if len(strings.Fields(said)) > most {
					t.Errorf("%s: %q has more than %d words", lang, said, most)
				}
				if seen[strings.ToLower(said)] {
					t.Errorf("%s: %q stands twice", lang, said)
				}
				seen[strings.ToLower(said)] = true
			}
			for _, text := range append(slices.Clone(s.Said), s.Terms...) {
				if text == "" || !norm.NFC.IsNormalString(text) || strings.Join(strings.Fields(text), " ") != text || strings.ContainsAny(text, "<>~") {
					t.Errorf("%s: %q in %q is no word or phrase", lang, text, s.Said)
				}
			}
		}
	}
}

// synonymTerms returns the terms of a member with its stop words, and whether
// there is any other word in it.
func synonymTerms(chain *Chain, member string) (key string, telling bool) {
	var terms []string
	for token, rest := NextToken(AppendLower(nil, member)); len(token) > 0; token, rest = NextToken(rest) {
		term, ok := chain.Term(token)
		if !ok {
			term = string(token)
		}
		terms = append(terms, term)
		telling = telling || ok && term != ""
	}
	return strings.Join(terms, " "), telling
}

func TestSynonymsOfALanguage(t *testing.T) {
	for lang, want := range map[string]string{"de-AT": "Kennwort", "nl-BE": "paswoord", "DA": "kodeord", "sv-FI": "kodord", "en_GB": "passcode"} {
		found := false
		for _, group := range Synonyms(lang) {
			for _, member := range group {
				found = found || member == want
			}
		}
		if !found {
			t.Errorf("%s has no %q", lang, want)
		}
	}
	if groups := Synonyms("is"); groups != nil {
		t.Errorf("is has %q", groups)
	}
}
