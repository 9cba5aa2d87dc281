package analysis

import (
	"embed"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// The lists of words, read when a language is first asked for.
//
//go:embed words/*.txt
var wordLists embed.FS

// vocabulary knows every form in which a word may stand in a compound.
type vocabulary struct {
	grammar *grammar
	forms   map[string]form
	bases   []string
	longest int // bytes of the longest form
}

// form is what a row of letters may be: a part with others behind it, a part
// at the end, or both.
type form struct {
	first, last reading
	link        uint8 // bytes of the linking element, of a first part
	derives     bool  // may follow a prefix
	alone       bool  // may be the whole word only
}

type reading struct {
	base uint32 // index in bases
	cost uint8
}

// unreadable is how a form stands where it may not.
var unreadable = reading{cost: never}

// Prices. A long word that stands as it is costs plain.
const (
	never           = 255
	plain           = 10
	prefixed        = 4
	ofHub           = 4
	longestOfHub    = 20 // letters of a hub's word that may be a part
	dearest         = 17 // that a part may cost on average
	unknownPart     = 12 // a part known by its suffix only, and one for each of its bytes
	shortestDerived = 9  // bytes of such a part
	shortestStem    = 3  // bytes that are left of a word without its end
)

// short is the extra price of a part with few letters.
func short(s string) int {
	switch utf8.RuneCountInString(s) {
	case 1, 2:
		return 6
	case 3:
		return 3
	case 4:
		return 1
	}
	return 0
}

// newVocabulary reads the list of a language: words in classes, as
// words/README.md tells.
func newVocabulary(g *grammar) *vocabulary {
	data, err := wordLists.ReadFile("words/" + g.lang + ".txt")
	if err != nil {
		panic(err) // the list is part of the program
	}
	v := &vocabulary{grammar: g, forms: map[string]form{}}
	class := ""
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			class = strings.Trim(line, "[]")
			continue
		}
		for entry := range strings.FieldsSeq(line) {
			word, own, _ := strings.Cut(entry, "/")
			v.add(class, word, strings.FieldsFunc(own, func(r rune) bool { return r == '/' }))
		}
	}
	return v
}

// add adds a word with the forms that the rules of its class give it, and with
// those of its own, which stand where words of the class may.
func (v *vocabulary) add(class, word string, own []string) {
	base := v.base(word)
	for _, surface := range own {
		r := reading{base, uint8(plain + 1 + short(surface))}
		if surface == word+"s" {
			r.cost--
		}
		f := form{first: r, last: unreadable}
		switch class {
		case "nouns":
			f.last, f.derives = r, true
		case "whole":
			f = form{first: unreadable, last: unreadable, alone: true}
		}
		if link, ok := strings.CutPrefix(surface, word); ok {
			f.link = uint8(len(link))
		}
		v.put(surface, f)
	}
	v.expand(class, word, base, 0)
}

func (v *vocabulary) base(word string) uint32 {
	v.bases = append(v.bases, word)
	return uint32(len(v.bases) - 1)
}

// expand adds the forms of a word by the rules of its class.
func (v *vocabulary) expand(class, word string, base uint32, extra int) {
	for _, r := range v.grammar.rules {
		if r.class != class || r.ends != "" && !endsWith(word, r.ends) || endsWith(word, r.not) {
			continue
		}
		stem := strings.TrimSuffix(word, r.cut)
		if len(stem) < len(word) && len(stem) < shortestStem {
			continue
		}
		spellings := []string{stem}
		if r.respell != nil {
			spellings = r.respell(stem)
		}
		for _, stem := range spellings {
			v.addEndings(r, word, stem, base, extra)
		}
	}
}

// addEndings adds a stem with the endings of a rule.
func (v *vocabulary) addEndings(r rule, word, stem string, base uint32, extra int) {
	of := reading{base, uint8(min(plain+r.cost+extra+short(stem), never-1))}
	for i, ending := range strings.Fields(r.add) {
		ending = strings.Trim(ending, "-")
		surface := stem + ending
		if r.derived && i == 0 {
			of.base = v.base(surface)
		}
		if surface != word && slices.Contains(v.grammar.prefixes, surface) {
			continue
		}
		f := form{first: unreadable, last: unreadable, derives: r.derives, alone: r.role == alone}
		if r.role&first != 0 {
			f.first = of
			if stem == word {
				f.link = uint8(len(ending))
			}
		}
		if r.role&last != 0 {
			f.last = of
		}
		v.put(surface, f)
	}
}

// put adds a form; of two readings of the same letters the cheaper stays.
func (v *vocabulary) put(surface string, f form) {
	old, ok := v.forms[surface]
	if ok {
		if old.first.cost <= f.first.cost {
			f.first, f.link = old.first, old.link
		}
		if old.last.cost <= f.last.cost {
			f.last = old.last
		}
		f.derives = f.derives || old.derives
		f.alone = f.alone || old.alone
	}
	v.forms[surface] = f
	v.longest = max(v.longest, len(surface))
	if ascii(surface) {
		return
	}
	for _, spelling := range v.grammar.spellings {
		if other := spelling.Replace(surface); other != surface {
			v.put(other, f)
		}
	}
}

// endsWith reports whether a word ends with one of several endings.
func endsWith(word, endings string) bool {
	for e := range strings.FieldsSeq(endings) {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

// with returns the vocabulary together with the words of a hub. They need
// evidence: a word of some length that stands there more than once, is no part
// of grammar and can't be read otherwise.
func (v *vocabulary) with(hub map[string]int) *vocabulary {
	all := &vocabulary{grammar: v.grammar, forms: maps.Clone(v.forms), bases: slices.Clone(v.bases), longest: v.longest}
	stop := knowledgeOf(v.grammar.lang).lunrStopWords()
	for _, word := range slices.Sorted(maps.Keys(hub)) {
		n, count := utf8.RuneCountInString(word), hub[word]
		if n < 4 || n > longestOfHub || count < 2 || n == 4 && count < 5 || !letters(word) {
			continue
		}
		base := v.dictionaryForm(word, hub)
		if _, ok := stop[word]; ok || v.knows(word) || base != word && v.knows(base) {
			continue
		}
		all.expand("hub", word, all.base(base), ofHub)
	}
	return all
}

// dictionaryForm returns the shorter word of the hub that a word is an
// inflected form of, or the word.
func (v *vocabulary) dictionaryForm(word string, hub map[string]int) string {
	for _, ending := range v.grammar.endings {
		if shorter, ok := strings.CutSuffix(word, ending); ok && len(shorter) >= 4 && hub[shorter] >= 2 {
			return shorter
		}
	}
	return word
}
