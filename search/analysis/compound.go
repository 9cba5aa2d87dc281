package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Part is a word in a compound.
type Part struct {
	Base       string // lower case, without linking element
	Start, End int    // byte offsets of its surface in the compound, the linking element left out
}

// Splitter finds the words that a compound is made of. It is read only and
// safe for concurrent use.
//
// A compound is a row of known words, each in a form that may stand there, and
// of all such rows the cheapest counts: every word has a price, rare ways of
// linking and short words cost more, and a word that is known itself or comes
// from one by prefix and suffix is cheaper than any row. The search is dynamic
// programming over the places where a word may end, as in Koehn and Knight,
// Empirical Methods for Compound Splitting (2003).
type Splitter struct {
	vocabulary *vocabulary // nil: nothing is split
}

const (
	longestCompound  = 96 // bytes; what is longer is no word
	shortestCompound = 5  // bytes
)

// NewSplitter returns the splitter of a language, given as a BCP 47 tag of
// which the primary language counts. hub says how often each word, lower-cased
// and in NFC, stands in the texts to be searched: words that are often enough
// there may be parts, although less readily than those of the vocabulary that
// ships with the package. It may be nil. Words
// of languages that have no vocabulary stay whole.
func NewSplitter(lang string, hub map[string]int) *Splitter {
	k := knowledgeOf(lang)
	if k.vocabulary == nil {
		return &Splitter{}
	}
	v := k.vocabulary()
	if len(hub) > 0 {
		v = v.with(hub)
	}
	return &Splitter{vocabulary: v}
}

// place is how a row of parts reaches a place in the word most cheaply.
type place struct {
	cost  int
	most  int // that the row may cost, to be believed
	parts int
	from  int    // where the last part begins
	link  int    // bytes of the linking element at its end
	head  int    // bytes of a prefix before the form that is known
	base  uint32 // of the form; noBase if the part is known by its suffix only
}

const (
	unreached = 1 << 30
	noBase    = 1<<32 - 1
)

// Split returns the parts of a compound in their order, as fine as makes
// sense, and nil for a word that stays whole. The word must be lower-cased and
// in NFC.
func (s *Splitter) Split(word string) []Part {
	if s.vocabulary == nil || len(word) < shortestCompound || len(word) > longestCompound || !letters(word) {
		return nil
	}
	var places [longestCompound + 1]place
	s.vocabulary.read(word, &places)
	last := places[len(word)]
	if last.parts < 2 || last.cost > last.most {
		return nil
	}
	parts := make([]Part, last.parts)
	for end := len(word); end > 0; {
		p := places[end]
		parts[p.parts-1] = s.vocabulary.part(word, p, end)
		end = p.from
	}
	return parts
}

// read fills in how each place of a word is reached, which is no longer than
// longestCompound.
func (v *vocabulary) read(word string, places *[longestCompound + 1]place) {
	for i := range places[:len(word)+1] {
		places[i].cost = unreached
	}
	places[0].cost = 0
	for i := range len(word) {
		if places[i].cost < unreached {
			v.extend(word, i, places)
		}
	}
}

// knows reports whether a word can be read, as one word or as several.
func (v *vocabulary) knows(word string) bool {
	var places [longestCompound + 1]place
	v.read(word, &places)
	return places[len(word)].cost < unreached
}

// extend reaches the places where a part that begins at i may end.
func (v *vocabulary) extend(word string, i int, places *[longestCompound + 1]place) {
	from := places[i]
	reach := func(end int, p place) {
		p.most = from.most + max(dearest, p.cost)
		p.cost += from.cost
		p.parts, p.from = from.parts+1, i
		if p.cost <= places[end].cost { // Einkaufs|konto rather than Einkauf|skonto
			places[end] = p
		}
	}
	known := func(head int) {
		v.each(word, i+head, func(end int, f form) {
			r, link := f.first, int(f.link)
			if end == len(word) {
				r, link = f.last, 0
				if f.alone && i == 0 && head == 0 {
					r.cost = plain
				}
			}
			if r.cost == never || head > 0 && !f.derives {
				return
			}
			p := place{cost: int(r.cost), base: r.base, link: link, head: head}
			if head > 0 {
				p.cost += prefixed
			}
			reach(end, p)
			if v.grammar.elides && link == 0 && end < len(word) && word[end-1] == word[end-2] {
				p.cost++
				reach(end-1, p) // natt|tåg is nattåg
			}
		})
	}
	known(0)
	for _, prefix := range v.grammar.prefixes {
		if strings.HasPrefix(word[i:], prefix) {
			known(len(prefix))
		}
	}
	if i == 0 && v.derived(word, 2) {
		reach(len(word), place{cost: plain + prefixed})
	}
	for _, suffix := range v.grammar.suffixes {
		for end := i; ; {
			at := strings.Index(word[end:], suffix)
			if at < 0 {
				break
			}
			end += at + len(suffix)
			if end < len(word) && end-i >= shortestDerived {
				reach(end, place{cost: unknownPart + end - i, base: noBase, link: 1})
			}
		}
	}
}

// derived reports whether a word that is never a part, such as a form of a
// verb, makes the whole word with some prefixes.
func (v *vocabulary) derived(word string, prefixes int) bool {
	for _, prefix := range v.grammar.particles {
		rest, ok := strings.CutPrefix(word, prefix)
		if ok && (v.forms[rest].alone || prefixes > 1 && v.derived(rest, prefixes-1)) {
			return true
		}
	}
	return false
}

// each calls found for the forms that begin at i.
func (v *vocabulary) each(word string, i int, found func(end int, f form)) {
	for end := i + 2; end <= min(len(word), i+v.longest); end++ {
		if f, ok := v.forms[word[i:end]]; ok {
			found(end, f)
		}
	}
}

func (v *vocabulary) part(word string, p place, end int) Part {
	part := Part{Start: p.from, End: end - p.link}
	if p.base == noBase {
		part.Base = word[part.Start:part.End]
	} else {
		part.Base = word[p.from:p.from+p.head] + v.bases[p.base]
	}
	return part
}

// letters reports whether a word has nothing but letters.
func letters(word string) bool {
	for _, r := range word {
		if r == utf8.RuneError || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// CountWords adds the words of a text that stands there so many times to counts,
// lower-cased and [Composed]: what NewSplitter wants to know of a hub.
func CountWords(counts map[string]int, text string, times int) {
	text = Composed(text)
	var buf []byte
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !inWord(r) }) {
		buf = AppendLower(buf[:0], word)
		counts[string(buf)] += times
	}
}
