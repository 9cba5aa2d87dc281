package analysis

import (
	"strings"
	"unicode/utf16"
)

// Chain is what lunr does to a token of one language. It matches lunr.js 2.3.9
// with lunr-languages 1.22.0 exactly for English, German, Dutch and Danish.
// Every other language gets a chain without stop words and stems that trims
// what is no letter, mark or number; an index built with it loads in any lunr
// client, for it asks for no pipeline functions.
//
// A Chain is read only and safe for concurrent use.
type Chain struct {
	trim   func([]byte) []byte
	stop   map[string]struct{}
	stem   func([]uint16) []uint16
	search []string
}

// NewChain returns the chain of a language, given as a BCP 47 tag of which the
// primary language counts.
func NewChain(lang string) *Chain {
	lang = base(lang)
	c := &Chain{stop: lunrStopWords(lang), stem: stemmerOf(lang)}
	switch lang {
	case "en":
		c.trim = trimWord
		c.search = []string{"stemmer"}
	case "de", "nl", "da":
		c.trim = trimLatin
		c.search = []string{"trimmer-" + lang, "stemmer-" + lang}
	default:
		c.trim = trimAny
		c.search = []string{}
	}
	return c
}

// Term turns a token, which must be lower-cased already, into the term that is
// indexed for it; ok is false for a stop word. The term may be empty: lunr
// indexes a token of which nothing is left after trimming.
func (c *Chain) Term(token []byte) (term string, ok bool) {
	term = string(c.trim(token))
	if _, drop := c.stop[term]; drop {
		return "", false
	}
	return stem(c.stem, term), true
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

// lunrStopWords returns the words that lunr (English) and lunr-languages leave
// out of an index. The Dutch list has the empty word, as theirs has.
func lunrStopWords(lang string) map[string]struct{} {
	words := strings.Fields(stopWords[lang])
	set := make(map[string]struct{}, len(words)+1)
	for _, w := range words {
		set[w] = struct{}{}
	}
	if lang == "nl" {
		set[""] = struct{}{}
	}
	return set
}
