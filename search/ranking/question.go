package ranking

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/search/analysis"
)

// Word is a word of a question.
type Word struct {
	analysis.AskedWord
	Term  string
	Last  bool // it may be unfinished
	Light bool // it says little: others of the question say more
}

// Gravity is what a word says, beside one that says something.
func (w *Word) Gravity(rules *Rules) float64 {
	if w.Light {
		return rules.Light
	}
	return 1
}

// Kinds of ways, for people who wonder why something is found.
const (
	Exact      = "exact"
	Spelling   = "spelling" // another spelling of the word
	Name       = "name"     // a technical name
	Parts      = "parts"    // the words of which the word is made
	Joined     = "joined"   // several words as one
	Meant      = "meant"    // what everyday words mean
	Begun      = "begun"    // words that begin like the last one
	Typo       = "typo"
	Divided    = "divided"    // words of which it may be made, in whatever place
	Foreign    = "foreign"    // what a word of another language means
	Translated = "translated" // the same, where the question is in that language
	Alike      = "alike"      // synonyms: what has one is found by the word itself, and shows it
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

// Own reports whether what has the way has the words themselves, in whatever
// form, and not only other ones. Of what is meant that are whole phrases: a word
// that somebody typed may mean something else than what it often does.
func (w *Way) Own() bool {
	switch w.Kind {
	case Begun, Typo, Divided, Foreign:
		return false
	case Meant:
		return w.To > w.From+1
	}
	return true
}

// Parse finds the words of a question and the ways in which a document may have
// them. Kept alike with parse in search/client/question.js (TestParity).
func Parse(text string, l *analysis.Language, rules *Rules) ([]Word, []Way) {
	words := readWords(text, l, rules)
	var ways []Way
	add := func(kind string, from, to int, weight float64, terms ...string) {
		ways = append(ways, Way{Kind: kind, From: from, To: to, Weight: weight, Terms: terms})
	}
	for i, w := range words {
		if l.IsLight(w.Raw) {
			add(Exact, i, i+1, 1, analysis.LightTerm(w.Raw))
		}
		if w.Light {
			continue
		}
		own := 1.0
		if w.Name != "" {
			own = rules.Parted // of C++ the C alone says little
		}
		add(Exact, i, i+1, own, w.Term)
		if w.Name != "" {
			add(Name, i, i+1, 1, l.Term(w.Name))
		}
		ways = append(ways, twins(words, i, l, rules)...)
		if w.Last && utf8.RuneCountInString(w.Raw) >= rules.ShortestBegun {
			for _, begin := range slices.Compact([]string{w.Raw, l.Spelling(w.Raw)}) {
				ways = append(ways, Way{Kind: Begun, From: i, To: i + 1, Weight: rules.Begun, Begin: begin})
			}
			for _, term := range l.Finished(w.Raw, rules.ShortestStem) {
				add(Begun, i, i+1, rules.Begun, term)
			}
		}
	}
	return words, append(ways, attached(words, l, rules)...)
}

// attached returns the way to the verb of a sentence that ends with the prefix
// which belongs to it ([analysis.Language.Detached]). The verb stands before
// whatever else says something.
func attached(words []Word, l *analysis.Language, rules *Rules) []Way {
	verb := slices.IndexFunc(words, func(w Word) bool { return !w.Light })
	last := len(words) - 1
	if verb < 0 || verb >= last || !words[last].Light || !slices.Contains(l.Detached(), words[last].Raw) {
		return nil
	}
	return []Way{{Kind: Joined, From: verb, To: verb + 1, Weight: rules.Joined, Terms: []string{l.Term(words[last].Raw + words[verb].Raw)}}}
}

// readWords returns the words of a question. Those that say little are light,
// unless there are no others, and unless they are written as names are: IT, US.
func readWords(text string, l *analysis.Language, rules *Rules) []Word {
	asked := l.Words(text, rules.LongestWord, rules.ShortestInner)
	asked = asked[:min(len(asked), rules.MostWords)]
	words := make([]Word, len(asked))
	names := capitals(text)
	heavy := 0
	for i, w := range asked {
		words[i] = Word{AskedWord: w, Term: l.Stem(w.Raw), Light: l.IsLight(w.Raw) && !names[w.Raw]}
		if !words[i].Light {
			heavy++
		}
	}
	if heavy == 0 {
		for i := range words {
			words[i].Light = false
		}
	}
	if len(words) > 0 {
		last, _ := utf8.DecodeLastRuneInString(text)
		words[len(words)-1].Last = !unicode.IsSpace(last)
	}
	return words
}

var capital = regexp.MustCompile(`[\pL\pM\pN]+`)

// capitals returns the words of a question, in lower case, that are written in
// two capitals or more, where not all words are.
func capitals(text string) map[string]bool {
	if text == strings.ToUpper(text) {
		return nil
	}
	names := make(map[string]bool)
	for _, word := range capital.FindAllString(text, -1) {
		if utf8.RuneCountInString(word) > 1 && word == strings.ToUpper(word) {
			names[strings.ToLower(word)] = true
		}
	}
	return names
}

// WantedKinds returns the kinds of documents that a question asks for: of people
// if it asks who.
func WantedKinds(words []Word, l *analysis.Language, rules *Rules) []string {
	if heavy(words) == len(words) {
		return nil // who is who
	}
	asked := make([]analysis.AskedWord, len(words))
	for i, w := range words {
		asked[i] = w.AskedWord
	}
	return rules.Asked[l.AsksFor(asked)]
}

// heavy counts the words that say something.
func heavy(words []Word) int {
	n := 0
	for _, w := range words {
		if !w.Light {
			n++
		}
	}
	return n
}

// light returns the others, as bits.
func light(words []Word) uint32 {
	bits := uint32(0)
	for i, w := range words {
		if w.Light {
			bits |= 1 << i
		}
	}
	return bits
}

func terms(l *analysis.Language, words []string) []string {
	terms := make([]string, len(words))
	for i, w := range words {
		terms[i] = l.Term(w)
	}
	return terms
}
