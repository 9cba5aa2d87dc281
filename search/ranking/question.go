package ranking

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"ankerplatz/search/analysis"
)

// Word is a word of a question that says something.
type Word struct {
	analysis.AskedWord
	Term string
	Last bool // it may be unfinished
}

// Kinds of ways, for people who wonder why something is found.
const (
	Exact    = "exact"
	Spelling = "spelling" // another spelling of the word
	Name     = "name"     // a technical name
	Parts    = "parts"    // the words of which the word is made
	Joined   = "joined"   // several words as one
	Begun    = "begun"    // words that begin like the last one
	Typo     = "typo"
)

// Way is a way in which a document may have the words From … To-1 of a
// question: it has all of the Terms, or a term that begins with Begin.
type Way struct {
	Kind     string
	From, To int
	Weight   float64
	Terms    []string
	Begin    string
}

// Parse finds the words of a question and the ways in which a document may have
// them. Kept alike with parse in search/client/question.js (TestParity).
func Parse(text string, l *analysis.Language, rules *Rules) ([]Word, []Way) {
	words := telling(text, l, rules)
	var ways []Way
	add := func(kind string, from, to int, weight float64, terms ...string) {
		ways = append(ways, Way{Kind: kind, From: from, To: to, Weight: weight, Terms: terms})
	}
	for i, w := range words {
		own := 1.0
		if w.Name != "" {
			own = rules.Parted // of C++ the C alone says little
		}
		add(Exact, i, i+1, own, w.Term)
		if respelt := l.Term(l.Spelling(w.Raw)); respelt != w.Term {
			add(Spelling, i, i+1, own*rules.Spelling, respelt)
		}
		if w.Name != "" {
			add(Name, i, i+1, 1, l.Term(w.Name))
		}
		if len(w.Inner) > 1 || len(w.Inner) == 1 && w.Inner[0] != w.Raw {
			add(Parts, i, i+1, rules.Parted, terms(l, w.Inner)...)
		}
		if w.Last && utf8.RuneCountInString(w.Raw) >= rules.ShortestBegun {
			for _, begin := range slices.Compact([]string{w.Raw, l.Spelling(w.Raw)}) {
				ways = append(ways, Way{Kind: Begun, From: i, To: i + 1, Weight: rules.Begun, Begin: begin})
			}
			for _, term := range l.Finished(w.Raw, rules.ShortestStem) {
				add(Begun, i, i+1, rules.Begun, term)
			}
		}
	}
	return words, ways
}

// telling returns the words of a question without stop words, unless there is
// nothing else.
func telling(text string, l *analysis.Language, rules *Rules) []Word {
	asked := l.Words(text, rules.LongestWord, rules.ShortestInner)
	asked = asked[:min(len(asked), rules.MostWords)]
	isStop := func(w analysis.AskedWord) bool { return l.IsStop(w.Raw) }
	var words []Word
	none := !slices.ContainsFunc(asked, func(w analysis.AskedWord) bool { return !isStop(w) })
	for _, w := range asked {
		if none || !isStop(w) {
			words = append(words, Word{AskedWord: w, Term: l.Stem(w.Raw)})
		}
	}
	if len(words) > 0 {
		last, _ := utf8.DecodeLastRuneInString(text)
		words[len(words)-1].Last = !unicode.IsSpace(last)
	}
	return words
}

func terms(l *analysis.Language, words []string) []string {
	terms := make([]string, len(words))
	for i, w := range words {
		terms[i] = l.Term(w)
	}
	return terms
}
