package ranking

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/search/analysis"
)

// single is what is known of a token as one of two words that people also write
// as one: Power BI, time sheet, Windows 11.
type single struct {
	word        string // in lower case, empty if it is none to be joined
	term        string
	stop        bool
	short       bool // so much so that people leave out the space
	number      bool
	begins, end bool // no sign stands before it, none behind it
}

func (l *Language) single(text string) single {
	word := strings.TrimFunc(text, isMark)
	if word == "" || strings.ContainsFunc(word, isMark) {
		return single{}
	}
	lower := string(analysis.AppendLower(nil, word))
	s := single{
		word: lower, begins: strings.HasPrefix(text, word), end: strings.HasSuffix(text, word),
		number: !strings.ContainsFunc(word, unicode.IsLetter),
	}
	_, known := l.chain.Term([]byte(lower))
	s.stop = !known
	s.term = l.chain.Stem([]byte(lower))
	s.short = letters(lower) < l.rules.ShortestApart && !strings.ContainsAny(word, "0123456789")
	return s
}

func isMark(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }

// together reports whether people write two words that stand side by side as one,
// too: where the hub has that word, or, in short texts, where one of them is
// short or both make a compound that the language writes apart.
func (w *Words) together(a, b single, short, and bool) bool {
	l := w.language
	switch {
	case a.word == "" || b.word == "" || !a.end || !b.begins || a.stop || a.number && b.number:
		return false
	case and:
		return letters(a.word+b.word) < l.rules.ShortestApart
	case w.isJoined(a.word, b.term):
		return true
	case !short || b.stop:
		return false
	case a.short || b.short:
		return true
	}
	if !analysis.WritesApart(l.lang) || l.splitter == nil {
		return false
	}
	return slices.ContainsFunc(l.splitter.Split(a.word+b.word), func(p analysis.Part) bool { return p.Start == len(a.word) })
}

// isJoined reports whether the hub has a word that begins with another and ends with
// a term.
func (w *Words) isJoined(word, term string) bool {
	w.buffer = append(append(w.buffer[:0], word...), term...)
	return w.language.joined[string(w.buffer)]
}

// twins returns the ways in which a document may have a word of a question
// otherwise written: in another spelling, as one with or without the next one, or
// in several words.
func twins(words []Word, i int, l *analysis.Language, rules *Rules) []Way {
	var ways []Way
	add := func(kind string, to int, weight float64, words ...string) {
		if terms := terms(l, words); !slices.Contains(terms, "") {
			ways = append(ways, Way{Kind: kind, From: i, To: to, Weight: weight, Terms: terms})
		}
	}
	w := words[i]
	if respelt := l.Spelling(w.Raw); l.Term(respelt) != w.Term {
		weight := rules.Spelling
		if w.Name != "" {
			weight *= rules.Parted
		}
		add(Spelling, i+1, weight, respelt)
	}
	if w.Joined != "" {
		add(Joined, i+1, rules.Joined, w.Joined)
	}
	if len(w.Inner) > 1 || len(w.Inner) == 1 && w.Inner[0] != w.Raw {
		weight := rules.Joined
		if strings.Join(w.Inner, "") != cmp.Or(w.Joined, w.Raw) {
			weight = rules.Parted // something is left out
		}
		add(Parts, i+1, weight, w.Inner...)
	}
	if i+1 < len(words) && oneWord(w, words[i+1], rules) {
		add(Joined, i+2, rules.Joined, w.Raw+words[i+1].Raw)
	}
	return ways
}

// oneWord reports whether two words of a question are likely to be one
// elsewhere: where a hyphen joins them or one is short or has digits.
func oneWord(a, b Word, rules *Rules) bool {
	short := func(w Word) bool {
		return letters(w.Raw) < rules.ShortestApart || strings.ContainsAny(w.Raw, "0123456789")
	}
	return a.Hyphen || !a.Light && !b.Light && (short(a) || short(b))
}

func letters(word string) int { return utf8.RuneCountInString(word) }
