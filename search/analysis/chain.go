package analysis

import (
	"maps"
	"slices"
	"unicode/utf16"
)

// Chain is what lunr does to a token of one language, or of several at once.
// It matches lunr.js 2.3.9 with lunr-languages 1.22.0 exactly for the
// languages of [ChainLanguages], and lunr.multiLanguage for several of these.
//
// A Chain is read only and safe for concurrent use.
type Chain struct {
	trim   func([]byte) []byte
	stop   map[string]struct{}
	stems  []func([]uint16) []uint16
	search []string
}

// ChainLanguages returns the languages whose chains are lunr's, sorted.
func ChainLanguages() []string { return slices.Sorted(maps.Keys(languages)) }

// NewChain returns the chain of languages that are given as BCP 47 tags, of
// which the primary language counts. Of one language it is that language's
// own; for several the stop words of all of them are left out, and each word
// goes through their stemmers one after the other, in the order given.
//
// A language that lunr and we don't know has a chain without stop words and
// stems that trims what is no letter, mark or number; an index built with it
// loads in any lunr client, for it asks for no pipeline functions.
func NewChain(langs ...string) *Chain {
	c := &Chain{stop: make(map[string]struct{}), search: []string{}}
	var word wordCharacters
	for _, lang := range langs {
		k := knowledgeOf(lang)
		word |= k.characters
		maps.Copy(c.stop, k.lunrStopWords())
		if k.stem == nil {
			continue
		}
		if k.fold != nil && len(langs) == 1 {
			c.stems = append(c.stems, k.fold)
		}
		c.stems = append(c.stems, k.stem)
		switch lang = base(lang); {
		case lang == "en":
			c.search = append(c.search, "stemmer")
		case len(langs) == 1 && k.fold != nil:
			c.search = append(c.search, "trimmer-"+lang, "accentFold-"+lang, "stemmer-"+lang)
		case len(langs) == 1:
			c.search = append(c.search, "trimmer-"+lang, "stemmer-"+lang)
		default: // lunr.multiLanguage does not trim the words of a query
			c.search = append(c.search, "stemmer-"+lang)
		}
	}
	c.trim = word.trim
	return c
}

// Term turns a token, which must be lower-cased already, into the term that is
// indexed for it; ok is false for a stop word. The term may be empty: lunr
// indexes a token of which nothing is left after trimming.
func (c *Chain) Term(token []byte) (term string, ok bool) {
	if _, drop := c.stop[string(c.trim(token))]; drop {
		return "", false
	}
	return c.Stem(token), true
}

// Stem returns what Term makes of a token, also where it is a stop word.
func (c *Chain) Stem(token []byte) string {
	term := string(c.trim(token))
	for _, s := range c.stems {
		term = stem(s, term)
	}
	return term
}

// SearchPipeline returns the names of the functions that lunr.js runs over the
// terms of a query, as the index must name them.
func (c *Chain) SearchPipeline() []string { return c.search }

func stem(stemmer func([]uint16) []uint16, word string) string {
	if stemmer == nil || word == "" {
		return word
	}
	return string(utf16.Decode(stemmer(utf16.Encode([]rune(word)))))
}
