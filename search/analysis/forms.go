package analysis

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Forms finds the other words by which a token is to be found. They are words,
// not terms: a [Chain] makes terms of them as of any text. Whoever asks a
// question looks for the forms of its words, too.
//
// A Forms is read only and safe for concurrent use.
type Forms struct {
	chain    *Chain
	splitter *Splitter
	rules    []spelling
	counts   map[string]int
	apart    bool // see knowledge
}

// NewForms returns the forms of a language, given as a BCP 47 tag of which the
// primary language counts. Without a splitter compounds stay whole. counts are
// the words of the texts.
func NewForms(lang string, splitter *Splitter, counts map[string]int) *Forms {
	return &Forms{chain: NewChain(lang), splitter: splitter, rules: spellings(lang), counts: counts, apart: knowledgeOf(lang).apart}
}

// longestWord is the length in bytes from which on a word has no forms.
const longestWord = 80

// Of returns the forms of a token, which is what stands between white space.
// Twins are what a reader takes for the same word: other spellings, technical
// names, names that signs join or that are written in one. Others have something
// of its meaning: the parts of compounds. What the chain makes of the token
// itself is not among them.
func (f *Forms) Of(token string) (twins, others []string) {
	token = norm.NFC.String(token)
	word := string(AppendLower(nil, token))
	start, end := wordBounds(word)
	if start == end {
		return nil, nil
	}
	var known []string // terms
	for t, rest := NextToken([]byte(word)); len(t) > 0; t, rest = NextToken(rest) {
		if term, ok := f.chain.Term(t); ok {
			known = append(known, term)
		}
	}
	add := func(to *[]string, word string) {
		term, ok := f.chain.Term([]byte(word))
		if ok && len(word) <= longestWord && utf8.RuneCountInString(term) > 1 && !slices.Contains(known, term) {
			*to = append(*to, word)
			known = append(known, term)
		}
	}
	respelt := func(to *[]string, word string) {
		folded := respell(f.rules, word)
		if !ascii(word) && f.counts[folded] > 0 {
			to = &others // it is another word, too: fördern, fordern
		}
		add(to, folded)
	}
	if name := TechnicalName(word[start:end]); name != "" {
		add(&twins, name)
	}
	parts := split(word, start, end)
	inner := &twins
	if isAddress(word) || strings.Contains(word[start:end], "'") {
		inner = &others
	} else {
		add(inner, joined(word, parts))
	}
	for _, p := range parts {
		part := word[p.start:p.end]
		if !tells(part) || len(part) > longestWord {
			continue
		}
		add(inner, part)
		respelt(inner, part)
		compounds := &others
		if f.apart {
			compounds = inner
		}
		for _, c := range f.compound(part) {
			add(compounds, c)
			respelt(compounds, c)
		}
	}
	if words, capitals := cut(token); len(words) > 1 && !isAddress(word) {
		if capitals {
			inner = &others
		}
		for _, w := range words {
			if tells(w) && (capitals || len(w) > 2 || strings.ContainsAny(w, "0123456789")) {
				add(inner, w)
			}
		}
	}
	return twins, others
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

// SpellingRule replaces what a pattern matches in a lower-cased word. Patterns
// and replacements mean the same in Go and in JavaScript.
type SpellingRule struct{ Pattern, Replacement string }

// SpellingRules returns the rules that make the spellings of a word equal which
// people use for one another: without the right keyboard (groesse, grosse), in
// other countries (colour), and where an inflection changes a letter that the
// stemmer does not know of (Dutch huizen, huis), with those letters first that
// names bring from other languages. Afterwards accents are dropped.
func SpellingRules(lang string) []SpellingRule {
	return slices.Concat(lettersOfNames, knowledgeOf(lang).spelling)
}

// lettersOfNames are written as who has no key for them does. They are no letters
// with accents to Unicode.
var lettersOfNames = []SpellingRule{{"ø", "o"}, {"æ", "ae"}, {"ł", "l"}, {"đ", "d"}, {"ı", "i"}}

// Endings returns endings of words that the language's stemmer takes off. Who
// has typed a part of one has typed more than the stem of the word.
func Endings(lang string) []string { return knowledgeOf(lang).endings }

// WritesApart reports whether people write the compounds of a language in two
// words as well: time sheet, timesheet.
func WritesApart(lang string) bool { return knowledgeOf(lang).apart }
