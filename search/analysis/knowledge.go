package analysis

import (
	"regexp"
	"strings"
)

// knowledge is what the package knows of a language. Each language has a file
// with its own; what is left out, nobody does for it.
type knowledge struct {
	// stem takes a lower-cased word as UTF-16 code units, may overwrite it, and
	// returns its stem.
	stem func([]uint16) []uint16
	// fold is likewise what lunr-languages does to a word before it stems it, in
	// an index of this language alone.
	fold       func([]uint16) []uint16
	characters wordCharacters
	// stopWords are the words that say nothing about what a text is about: for
	// English those of lunr 2.3.9, else those of lunr-languages 1.22.0, which
	// has them from Snowball.
	stopWords string
	stopEmpty bool           // lunr's list has the empty word
	spelling  []SpellingRule // see SpellingRules
	endings   []string       // see Endings
	elisions  *regexp.Regexp // see Elisions
	detached  string         // see Detached
	apart     bool           // see WritesApart
	// vocabulary, thesaurus and asking read the lists that ship, once.
	vocabulary func() *vocabulary
	thesaurus  func() *thesaurus
	asking     func() *Asking
}

// languages are those that lunr has a stemmer for and that this package knows.
var languages = map[string]*knowledge{
	"da": &danish,
	"de": &german,
	"en": &english,
	"fr": &french,
	"nl": &dutch,
	"sv": &swedish,
}

var unknown = knowledge{
	characters: anyCharacters,
	thesaurus:  func() *thesaurus { return new(thesaurus) },
	asking:     func() *Asking { return new(Asking) },
}

// knowledgeOf returns what is known of a language, given as a BCP 47 tag of
// which the primary language counts.
func knowledgeOf(tag string) *knowledge {
	if k := languages[base(tag)]; k != nil {
		return k
	}
	return &unknown
}

// lunrStopWords returns the words that lunr leaves out of an index.
func (k *knowledge) lunrStopWords() map[string]struct{} {
	words := strings.Fields(k.stopWords)
	set := make(map[string]struct{}, len(words)+1)
	for _, w := range words {
		set[w] = struct{}{}
	}
	if k.stopEmpty {
		set[""] = struct{}{}
	}
	return set
}
