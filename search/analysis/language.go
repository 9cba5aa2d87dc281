package analysis

import (
	"maps"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Language knows the words of questions: how each is cut, trimmed, respelt and
// stemmed, so that it meets the terms that a [Chain] made of the same word in a
// text. Kept alike with Language in search/client/language.js (TestParity).
//
// A Language is read only and safe for concurrent use.
type Language struct {
	lang     string
	chain    *Chain
	rules    []spelling
	endings  []string
	asking   *Asking
	detached []string
}

// NewLanguage returns the rules of a language, given as a BCP 47 tag of which
// the primary language counts.
func NewLanguage(tag string) *Language {
	return &Language{lang: tag, chain: NewChain(tag), rules: spellings(tag), endings: Endings(tag), asking: AskingOf(tag), detached: strings.Fields(knowledgeOf(tag).detached)}
}

// AskedWord is a word of a question.
type AskedWord struct {
	Raw    string   // lower-cased and trimmed
	Name   string   // the word for a technical name, else empty ([TechnicalName])
	Joined string   // the word without the signs in it, empty where there are none
	Inner  []string // the words that it is made of, between signs, digits and capitals; itself where there is one
	Hyphen bool     // a hyphen joins the next word to it
}

// Words returns the words of a question, without elided ones. longest is how
// many UTF-16 code units of each are looked at, shortestInner how many letters a
// word in one has at least.
func (l *Language) Words(text string, longest, shortestInner int) []AskedWord {
	var words []AskedWord
	for _, token := range strings.FieldsFunc(even(l.lang, text, "${1}"), isSpace) {
		start, end := wordBounds(token)
		core := token[start:end]
		name := TechnicalName(lower(core))
		parts := strings.FieldsFunc(core, func(r rune) bool { return hyphens(string(r)) })
		for i, part := range parts {
			part = cutUTF16(part, longest*longest) // of what is pasted: no word is so long, whatever signs it has
			raw := cutUTF16(l.Trim(lower(part)), longest)
			if raw == "" {
				continue
			}
			word := AskedWord{Raw: raw, Name: name, Hyphen: i < len(parts)-1, Inner: inner(part, shortestInner)}
			word.Joined = withoutSigns(raw, split(raw, 0, len(raw)))
			words = append(words, word)
		}
	}
	return words
}

// Trim cuts off what is no part of a lower-cased word.
func (l *Language) Trim(word string) string { return string(l.chain.trim([]byte(word))) }

// Stem returns the stem of a trimmed word.
func (l *Language) Stem(word string) string {
	for _, s := range l.chain.stems {
		word = stem(s, word)
	}
	return word
}

// IsLight reports whether a trimmed word says little in a question: an index
// leaves it out of texts, or questions are asked with it.
func (l *Language) IsLight(word string) bool {
	_, stop := l.chain.stop[word]
	return stop || l.asking.Light[word]
}

// Little returns all words that say little, sorted.
func (l *Language) Little() []string {
	words := l.LightWords()
	for word := range l.chain.stop {
		words = append(words, word)
	}
	slices.Sort(words)
	return words
}

// LightWords returns the words that say little and are no stop words of lunr's,
// sorted.
func (l *Language) LightWords() []string {
	var words []string
	for word := range l.asking.Light {
		if _, stop := l.chain.stop[word]; !stop {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	return words
}

// AsksFor returns what a question asks for, a person, a place or a time, by the
// phrases of [Asking], of which the longest in it counts; empty if nothing.
func (l *Language) AsksFor(words []AskedWord) string {
	said := " "
	for _, w := range words {
		said += w.Raw + " "
	}
	what, longest := "", 0
	for _, key := range slices.Sorted(maps.Keys(l.asking.For)) {
		for _, phrase := range l.asking.For[key] {
			if len(phrase) > longest && strings.Contains(said, " "+phrase+" ") {
				what, longest = key, len(phrase)
			}
		}
	}
	return what
}

// LightTerm returns the term that an index has for a light word where a
// document is named by it: in titles, and whatever else is short and telling.
// No text makes such a term, so it is no stem of another word.
func LightTerm(word string) string { return light + word }

// IsLightTerm reports whether a term is one of these.
func IsLightTerm(term string) bool { return strings.HasPrefix(term, light) }

const light = "="

// Key returns what the meanings of a trimmed word are kept by: the same for all
// its spellings and inflections.
func (l *Language) Key(word string) string {
	if l.IsLight(word) {
		return LightTerm(word)
	}
	return l.Term(l.Spelling(word))
}

// Detached returns the prefixes of verbs that stand at the end of a sentence:
// ein, of einrichten, in "wie richte ich das Telefon ein?". Nobody may change
// them.
func (l *Language) Detached() []string { return l.detached }

// Term returns what an index has for a lower-cased word.
func (l *Language) Term(word string) string { return l.Stem(l.Trim(word)) }

// Spelling returns a lower-cased word as it would be if everybody spelled
// alike.
func (l *Language) Spelling(word string) string { return respell(l.rules, word) }

// Finished returns the terms of a word that may end in the middle of an ending:
// those of rechnung for rechnu, which is not how its stem begins. So many letters
// must stand before the ending.
func (l *Language) Finished(word string, before int) []string {
	var terms []string
	for _, ending := range l.endings {
		for n := len(ending) - 1; n > 0; n-- {
			if !strings.HasSuffix(word, ending[:n]) || utf8.RuneCountInString(word)-n < before {
				continue
			}
			term := l.Stem(word + ending[n:])
			if !strings.HasPrefix(term, word) && term != l.Stem(word) && !slices.Contains(terms, term) {
				terms = append(terms, term)
			}
		}
	}
	return terms
}

// spelling is a rule made ready. Most rules name letters only, which needs no
// regular expression.
type spelling struct {
	letters     *strings.Replacer
	ending      string
	pattern     *regexp.Regexp
	literal     string // that stands in what the pattern matches
	replacement string
}

func spellings(lang string) []spelling {
	var rules []spelling
	for _, s := range SpellingRules(lang) {
		ending, atEnd := strings.CutSuffix(s.Pattern, "$")
		rule := spelling{replacement: s.Replacement}
		switch letters := strings.Split(s.Pattern, "|"); {
		case regexp.QuoteMeta(strings.Join(letters, "")) == strings.Join(letters, ""):
			var pairs []string
			for _, l := range letters {
				pairs = append(pairs, l, s.Replacement)
			}
			rule.letters = strings.NewReplacer(pairs...)
		case atEnd && regexp.QuoteMeta(ending) == ending:
			rule.ending = ending
		default:
			rule.pattern, rule.literal = regexp.MustCompile(s.Pattern), literalIn(s.Pattern)
		}
		rules = append(rules, rule)
	}
	return rules
}

// literalIn returns the longest letters that all have in common what a pattern
// matches, one after the other: to look for these first takes a tenth of the time.
func literalIn(pattern string) string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err) // rules are part of the program
	}
	longest := ""
	for _, part := range re.Sub {
		if literal := string(part.Rune); re.Op == syntax.OpConcat && part.Op == syntax.OpLiteral && len(literal) > len(longest) {
			longest = literal
		}
	}
	return longest
}

func (s *spelling) apply(word string) string {
	switch {
	case s.letters != nil:
		return s.letters.Replace(word)
	case s.ending != "":
		if stem, ok := strings.CutSuffix(word, s.ending); ok {
			return stem + s.replacement
		}
		return word
	case !strings.Contains(word, s.literal):
		return word
	}
	return s.pattern.ReplaceAllString(word, s.replacement)
}

// respell applies spelling rules to a word and drops its accents.
func respell(rules []spelling, word string) string {
	for i := range rules {
		word = rules[i].apply(word)
	}
	if ascii(word) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(word))
}

// isSpace reports whether r is white space to JavaScript.
func isSpace(r rune) bool {
	var b [utf8.UTFMax]byte
	return r != '-' && separator(b[:utf8.EncodeRune(b[:], r)]) > 0
}

// cutUTF16 returns the first n UTF-16 code units of s.
func cutUTF16(s string, n int) string {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return s[:i]
		}
	}
	return s
}
