package analysis

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Forms finds the other words by which a token is to be found: other
// spellings, the parts of compounds, words that are joined or parted by signs,
// technical names. They are words, not terms: a [Chain] makes terms of them as
// of any text. Whoever asks a question looks for the forms of its words, too.
//
// A Forms is read only and safe for concurrent use.
type Forms struct {
	chain    *Chain
	splitter *Splitter
	rules    []spelling
}

// NewForms returns the forms of a language, given as a BCP 47 tag of which the
// primary language counts. Without a splitter compounds stay whole.
func NewForms(lang string, splitter *Splitter) *Forms {
	return &Forms{chain: NewChain(lang), splitter: splitter, rules: spellings(lang)}
}

// longestWord is the length in bytes from which on a word has no forms.
const longestWord = 80

// Of returns the forms of a token, which is what stands between white space.
// What the chain makes of the token itself is not among them.
func (f *Forms) Of(token string) []string {
	token = lower(token)
	start, end := wordBounds(token)
	if start == end {
		return nil
	}
	var forms []string
	var known []string // terms
	for t, rest := NextToken([]byte(token)); len(t) > 0; t, rest = NextToken(rest) {
		if term, ok := f.chain.Term(t); ok {
			known = append(known, term)
		}
	}
	add := func(word string) {
		term, ok := f.chain.Term([]byte(word))
		if ok && utf8.RuneCountInString(term) > 1 && !slices.Contains(known, term) {
			forms = append(forms, word)
			known = append(known, term)
		}
	}
	if name := TechnicalName(token[start:end]); name != "" {
		add(name)
	}
	parts := split(token, start, end)
	if len(parts) > 1 && !strings.Contains(token, "://") {
		if word := joined(token, parts); len(word) <= longestWord {
			add(word)
		}
	}
	for _, p := range parts {
		word := token[p.start:p.end]
		if len(word) > longestWord {
			continue
		}
		add(word)
		add(respell(f.rules, word))
		for _, part := range f.compound(word) {
			add(part)
			add(respell(f.rules, part))
		}
	}
	return forms
}

// compound returns the base words of a compound and, where there are more than
// two, the shorter compounds in it: Netzgerät in Hochspannungsnetzgerät.
func (f *Forms) compound(word string) []string {
	if f.splitter == nil || strings.ContainsAny(word, "0123456789") {
		return nil
	}
	parts := f.splitter.Split(word)
	var words []string
	for i, p := range parts {
		words = append(words, p.Base)
		if i > 0 && i < len(parts)-1 {
			words = append(words, word[p.Start:], word[:p.End])
		}
	}
	return words
}

// TechnicalName returns the word for a name that chains take apart: cplusplus
// for c++, csharp for c#, dotnet for .net. It is empty for other words.
func TechnicalName(word string) string {
	switch {
	case strings.HasPrefix(word, "."):
		return "dot" + word[1:]
	case strings.HasSuffix(word, "++"):
		return strings.TrimSuffix(word, "++") + "plusplus"
	case strings.HasSuffix(word, "#"):
		return strings.TrimSuffix(word, "#") + "sharp"
	}
	return ""
}

// joined returns the words between the first and the last part as one.
func joined(token string, parts []span) string {
	var word strings.Builder
	for i, p := range parts {
		if i > 0 && !hyphens(token[parts[i-1].end:p.start]) {
			return ""
		}
		word.WriteString(token[p.start:p.end])
	}
	return word.String()
}

// SpellingRule replaces what a pattern matches in a lower-cased word. Patterns
// and replacements mean the same in Go and in JavaScript.
type SpellingRule struct{ Pattern, Replacement string }

// SpellingRules returns the rules that make the spellings of a word equal which
// people use for one another: without the right keyboard (groesse, grosse), in
// other countries (colour), and where an inflection changes a letter that the
// stemmer does not know of (Dutch huizen, huis). Afterwards accents are dropped.
// That other words become equal as well does little harm, because such a form
// counts for less than the word itself.
func SpellingRules(lang string) []SpellingRule { return knowledgeOf(lang).spelling }

// Endings returns endings of words that the language's stemmer takes off. Who
// has typed a part of one has typed more than the stem of the word.
func Endings(lang string) []string { return knowledgeOf(lang).endings }
