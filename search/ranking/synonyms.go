package ranking

import (
	"slices"
	"strings"

	"ankerplatz/search/analysis"
)

// thesaurus knows which words mean the same: by the last term of a phrase, the
// phrases that end so.
type thesaurus map[string][]phrase

type phrase struct {
	terms  []string
	others string // the words that mean the same, each with a space before it
}

// newThesaurus makes one of several lists of groups.
func newThesaurus(lang string, chain *analysis.Chain, lists ...[][]string) thesaurus {
	t := make(thesaurus)
	for _, group := range slices.Concat(lists...) {
		for i, member := range group {
			terms := chainTerms(chain, analysis.Even(lang, member))
			if len(terms) == 0 {
				continue
			}
			var others strings.Builder
			for j, other := range group {
				if j != i {
					others.WriteString(" " + analysis.Even(lang, other))
				}
			}
			last := terms[len(terms)-1]
			t[last] = append(t[last], phrase{terms, others.String()})
		}
	}
	return t
}

// synonyms returns what else there is for those of some phrases that a text
// ends with.
func synonyms(phrases []phrase, text []string) string {
	var words string
	for _, p := range phrases {
		if from := len(text) - len(p.terms); from >= 0 && slices.Equal(text[from:], p.terms) {
			words += p.others
		}
	}
	return words
}
