package analysis

import (
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
