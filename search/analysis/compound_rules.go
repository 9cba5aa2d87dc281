package analysis

import "strings"

// grammar is what a language does to the words of a compound.
type grammar struct {
	lang      string
	rules     []rule
	prefixes  []string            // make new words, but are none
	particles []string            // the same before words that are never parts
	suffixes  []string            // of nouns, with the linking element that they always have
	spellings []*strings.Replacer // of people without the letters of the language
	endings   []string            // of inflection, for words of a hub
	elides    bool                // of three equal consonants in a row one is left out
}

// rule gives forms to the words of a class.
type rule struct {
	class   string
	ends    string                     // the word ends with one of these; with anything if empty
	not     string                     // and with none of these
	cut     string                     // taken off the end
	respell func(stem string) []string // how the stem is spelled before the endings; nil: as it is
	add     string                     // endings; "-" is none
	role    role
	cost    int
	derived bool // the first ending makes a word of its own, the others inflect it
	derives bool // prefixes may stand before it
}

type role uint8

const (
	first role = 1 << iota // before others
	last                   // behind others, or the whole word
	alone                  // the whole word, with particles before it
	both  = first | last
)
