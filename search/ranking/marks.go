package ranking

import (
	"math/bits"
	"regexp"
	"strings"
	"unicode/utf16"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
)

// markable are words, with what has no width inside.
var markable = regexp.MustCompile(`\.?[\pL\pM\pN][\pL\pM\pN` + analysis.Widthless + `]*(?:\+\+|#)?`)

// Marker finds the words of a question in texts.
type Marker struct {
	l     *analysis.Language
	words []Word
	rules *Rules
	terms map[string]uint32 // the words, as bits, that have ways to a term
	asked map[string]uint32 // light words that are not light in this question
	heavy uint32
	known map[string]part
}

// NewMarker returns the marker of a question with its ways.
func NewMarker(l *analysis.Language, words []Word, ways []Way, rules *Rules) *Marker {
	m := &Marker{l: l, words: words, rules: rules, terms: make(map[string]uint32), asked: make(map[string]uint32), known: make(map[string]part)}
	for i, w := range words {
		if !w.Light {
			m.heavy |= 1 << i
			m.asked[w.Raw] |= 1 << i
		}
	}
	for _, w := range ways {
		for _, term := range w.Terms {
			m.terms[term] |= 1<<w.To - 1<<w.From
		}
	}
	return m
}

// Marks returns where words of the question, and others with the terms of its
// ways, stand in a text, and which words these are, as bits. Kept alike with
// Marker in search/client/marks.js (TestParity).
func (m *Marker) Marks(text string) ([]search.Mark, uint32) {
	marks := []search.Mark{}
	var found uint32
	at, start := 0, 0 // a place in the text, in bytes and in UTF-16 code units
	for _, place := range markable.FindAllStringIndex(text, -1) {
		start += utf16Len(text[at:place[0]])
		at = place[0]
		token := text[place[0]:place[1]]
		part, known := m.known[token]
		if !known {
			part = m.look(token)
			m.known[strings.Clone(token)] = part
		}
		if part.words != 0 {
			found |= part.words
			marks = append(marks, search.Mark{Start: start + part.Start, Length: part.Length})
		}
	}
	return marks, found
}

// part is which words a token is, as bits, and which part of it.
type part struct {
	words uint32
	search.Mark
}

func (m *Marker) look(token string) part {
	lower := string(analysis.AppendLower(nil, analysis.Composed(token)))
	raw := m.l.Trim(lower)
	if raw == "" || m.l.IsLight(raw) && m.asked[raw] == 0 {
		return part{}
	}
	if words := m.terms[m.l.Stem(raw)] | m.terms[m.l.Term(m.l.Spelling(raw))] | m.asked[raw]; words != 0 {
		return part{words, search.Mark{Length: utf16Len(token)}}
	}
	for w, word := range m.words {
		i := strings.Index(lower, word.Raw)
		length := utf16Len(word.Raw)
		if i >= 0 && !word.Light && (length >= m.rules.ShortestMarked || word.Last && length >= m.rules.ShortestBegun && i == 0) {
			return part{1 << w, search.Mark{Start: utf16Len(lower[:i]), Length: length}}
		}
	}
	return part{}
}

// Answer returns the passage of a document that answers the question best, and
// what to show of it; the former is nil if that is the document as a whole, by its
// title, and the latter its excerpt if no sentence has more of the question. Kept
// alike with answer in search/client/marks.js (TestParity).
func (m *Marker) Answer(title, excerpt string, passages []search.Passage) (*search.Passage, string) {
	heavy := func(text string) uint32 {
		_, found := m.Marks(text)
		return found & m.heavy
	}
	told := heavy(title)
	// worth is how many words there are, those that the title lacks twice.
	worth := func(found uint32) int { return bits.OnesCount32(found) + bits.OnesCount32(found&^told) }
	var best *search.Passage
	most, text := worth(told), excerpt
	shown := worth(heavy(excerpt))
	for i := range passages {
		p := &passages[i]
		above := heavy(p.Heading)
		sentence, has, both := excerpt, -1, worth(above)
		for _, s := range p.Sentences {
			if found := heavy(s); worth(found) > has {
				sentence, has, both = s, worth(found), worth(found|above)
			}
		}
		switch {
		case p.ID != "" && both > most:
			best, most, text = p, both, sentence
		case best == nil && has > shown:
			text, shown = sentence, has
		}
	}
	return best, text
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
