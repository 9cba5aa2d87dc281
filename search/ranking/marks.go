package ranking

import (
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
)

// markable are words, with what has no width inside.
var markable = regexp.MustCompile(`\.?[\pL\pM\pN][\pL\pM\pN` + analysis.Widthless + `]*(?:\+\+|#)?`)

// Marker finds the words of a question in texts.
type Marker struct {
	l       *analysis.Language
	terms   map[string]uint32 // the words, as bits, that have ways to a term
	asked   map[string]uint32 // light words that are not light in this question
	inner   []inner
	names   []name // of the words, by number; empty ones of light words
	phrases []Way  // of several terms, all of which a text must have
	heavy   uint32
	known   map[string]part
}

// inner is what may stand within a longer word, spelled as all are.
type inner struct {
	words uint32
	text  string
	begun bool // at its beginning only
	stem  bool // an ending may follow
}

// name is the letters of a word, spelled as all are.
type name struct{ text, term string }

// NewMarker returns the marker of a question with its ways, to which those
// belong that only show ([Alike]).
func NewMarker(l *analysis.Language, words []Word, ways []Way, rules *Rules) *Marker {
	m := &Marker{l: l, terms: make(map[string]uint32), asked: make(map[string]uint32), names: make([]name, len(words)), known: make(map[string]part)}
	for i, w := range words {
		if w.Light {
			continue
		}
		m.heavy |= 1 << i
		m.asked[w.Raw] |= 1 << i
		m.names[i].text = withoutMarks(l.Spelling(w.Raw))
		m.names[i].term = l.Term(m.names[i].text)
		if utf16Len(w.Raw) >= rules.ShortestMarked {
			m.inner = append(m.inner, inner{words: 1 << i, text: l.Spelling(w.Raw)})
		} else if w.Last && utf16Len(w.Raw) >= rules.ShortestBegun {
			m.inner = append(m.inner, inner{words: 1 << i, text: l.Spelling(w.Raw), begun: true})
		}
	}
	for _, w := range ways {
		bits := uint32(1)<<w.To - 1<<w.From
		if w.Kind == Alike && len(w.Terms) > 1 {
			m.phrases = append(m.phrases, w)
			continue
		}
		for _, term := range w.Terms {
			m.terms[term] |= bits
			if text := l.Spelling(term); utf16Len(text) >= rules.ShortestMarked && !analysis.IsLightTerm(term) {
				m.inner = append(m.inner, inner{words: bits, text: text, stem: true})
			}
		}
	}
	return m
}

// placed is a word of a text.
type placed struct {
	text    string
	start   int // in UTF-16 code units
	at, end int // in bytes
	part
}

// Marks returns where words of the question, and others with the terms of its
// ways, stand in a text, and which words these are, as bits. Kept alike with
// Marker in search/client/marks.js (TestParity).
func (m *Marker) Marks(text string) ([]search.Mark, uint32) {
	var tokens []placed
	at, start := 0, 0 // a place in the text, in bytes and in UTF-16 code units
	for _, place := range markable.FindAllStringIndex(text, -1) {
		start += utf16Len(text[at:place[0]])
		at = place[0]
		word := text[place[0]:place[1]]
		part, known := m.known[word]
		if !known {
			part = m.look(word)
			m.known[strings.Clone(word)] = part
		}
		tokens = append(tokens, placed{word, start, place[0], place[1], part})
	}
	for _, p := range m.phrases {
		m.phrase(tokens, &p)
	}
	marks := []search.Mark{}
	var found uint32
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if n, words := m.joined(text, tokens[i:]); words&^t.words != 0 {
			last := tokens[i+n]
			t.words |= words
			t.Mark = search.Mark{Length: last.start + utf16Len(last.text) - t.start}
			i += n
		}
		if t.words != 0 {
			found |= t.words
			marks = append(marks, search.Mark{Start: t.start + t.Start, Length: t.Length})
		}
	}
	return marks, found
}

// part is which words a token is, as bits, and which part of it.
type part struct {
	words   uint32
	letters string
	terms   [2]string // of the token, and of its other spelling
	search.Mark
}

func (m *Marker) look(text string) part {
	lower := string(analysis.AppendLower(nil, analysis.Composed(text)))
	raw := m.l.Trim(lower)
	spelled := m.l.Spelling(lower)
	p := part{letters: withoutMarks(spelled), Mark: search.Mark{Length: utf16Len(text)}}
	if raw == "" || m.l.IsLight(raw) && m.asked[raw] == 0 {
		return p
	}
	p.terms = [2]string{m.l.Stem(raw), m.l.Term(m.l.Spelling(raw))}
	if p.words = m.terms[p.terms[0]] | m.terms[p.terms[1]] | m.asked[raw]; p.words != 0 {
		return p
	}
	for _, in := range m.inner {
		if at := strings.Index(spelled, in.text); at < 0 || in.begun && at > 0 {
			continue
		}
		p.words = in.words
		if utf16Len(lower) == p.Length {
			p.Mark = m.place(lower, in)
		}
		break
	}
	return p
}

// longestEnding is how many letters behind a stem are taken for its ending.
const longestEnding = 2

// place returns where a word in lower case has what stands within it, all of it
// where that can't be told.
func (m *Marker) place(word string, in inner) search.Mark {
	runes := []rune(word)
	has := func(start, end int) bool { return strings.HasPrefix(m.l.Spelling(string(runes[start:end])), in.text) }
	start, end := 0, len(runes)
	for start < end && !has(start, end) {
		start++
	}
	if start == end {
		return search.Mark{Length: utf16Len(word)}
	}
	for n := start + 1; n < end; n++ {
		if has(start, n) {
			end = n
		}
	}
	if in.stem && len(runes)-end <= longestEnding {
		end = len(runes)
	}
	return search.Mark{Start: utf16Len(string(runes[:start])), Length: utf16Len(string(runes[start:end]))}
}

// joined returns how many tokens follow the first one that are one word of the
// question with it, and which word: Power BI of PowerBI.
func (m *Marker) joined(text string, tokens []placed) (n int, words uint32) {
	for w, name := range m.names {
		whole := ""
		for i, t := range tokens {
			if i > 0 && !isJoint(text[tokens[i-1].end:t.at]) {
				break
			}
			whole += t.letters
			if name.text == "" || t.letters == "" || !strings.HasPrefix(name.text, whole) && !strings.HasPrefix(whole, name.text) {
				break
			}
			if i > 0 && (whole == name.text || m.l.Term(whole) == name.term) {
				n, words = max(n, i), words|1<<w
			}
		}
	}
	return n, words
}

// withoutMarks is a word without signs.
func withoutMarks(word string) string { return strings.Join(strings.FieldsFunc(word, isMark), "") }

// longestJoint is the longest text between two tokens that may be one name.
const longestJoint = 3

// isJoint reports whether two tokens with a text in between may be one name.
func isJoint(between string) bool {
	return utf16Len(between) <= longestJoint && !strings.ContainsAny(between, "\n,;:!?()") && !strings.Contains(between, ". ")
}

// phrase marks the tokens with the terms of a way if a text has all of them.
func (m *Marker) phrase(tokens []placed, w *Way) {
	is := func(t *placed, term string) bool { return t.terms[0] == term || t.terms[1] == term }
	for _, term := range w.Terms {
		if !slices.ContainsFunc(tokens, func(t placed) bool { return is(&t, term) }) {
			return
		}
	}
	for i := range tokens {
		if slices.ContainsFunc(w.Terms, func(term string) bool { return is(&tokens[i], term) }) {
			tokens[i].words |= 1<<w.To - 1<<w.From
			tokens[i].Mark = search.Mark{Length: utf16Len(tokens[i].text)}
		}
	}
}

// Document is what is known of one that a result shows.
type Document struct {
	Title, Excerpt string
	Passages       []search.Passage
	Told           []search.Because // texts without marks, the best first
	Words          uint32           // of the question, as bits, that it is found by
}

// Shown is what a result shows of a document.
type Shown struct {
	Passage *search.Passage // that answers best, nil if that is the document as a whole
	Text    string
	Because *search.Because // nil where the others have all that anything has
}

// Show returns what to show of a document. rest returns what else it says, nil if
// that is nothing: it is asked for only where no word that the document is found
// by stands in what is known of it. Kept alike with show in search/client/marks.js
// (TestParity).
func (m *Marker) Show(d *Document, rest func() (*search.Rest, error)) (Shown, error) {
	shown, none := m.show(d)
	if !none {
		return shown, nil
	}
	more, err := rest()
	if more == nil || err != nil {
		return shown, err
	}
	whole := *d
	whole.Passages = slices.Clone(d.Passages)
	for i, sentences := range more.Sentences {
		p := &whole.Passages[i]
		p.Sentences = slices.Concat(p.Sentences, sentences)
	}
	whole.Told = slices.Clone(d.Told)
	for _, text := range more.Pictures {
		whole.Told = append(whole.Told, search.Because{Field: "picture", Text: text})
	}
	shown, _ = m.show(&whole)
	return shown, nil
}

// show also reports whether nothing shown has a word that the document is found by.
func (m *Marker) show(d *Document) (s Shown, none bool) {
	s.Passage, s.Text = m.Answer(d.Title, d.Excerpt, d.Passages)
	all := d.Words & m.heavy
	left := all &^ (m.heavyIn(d.Title) | m.heavyIn(s.Text))
	if s.Passage != nil {
		left &^= m.heavyIn(s.Passage.Heading)
	}
	told := slices.Clone(d.Told)
	for _, p := range d.Passages {
		told = append(told, search.Because{Field: "heading", Text: p.Heading})
	}
	most := uint32(0)
	for i := range told {
		marks, found := m.Marks(told[i].Text)
		if found &= left; bits.OnesCount32(found) > bits.OnesCount32(most) {
			most = found
			s.Because = &search.Because{Field: told[i].Field, Text: told[i].Text, Marks: marks}
		}
	}
	return s, left == all && s.Because == nil
}

// heavyIn returns the words that say something of those in a text, as bits.
func (m *Marker) heavyIn(text string) uint32 {
	_, found := m.Marks(text)
	return found & m.heavy
}

// Answer returns the passage of a document that answers the question best, and
// what to show of it; the former is nil if that is the document as a whole, by its
// title, and the latter its excerpt if no sentence has more of the question. Who
// asks for what the title says begins at the top, unless the question has a word of
// the passage's own heading: a page answers above its details. Kept alike with
// answer in search/client/marks.js (TestParity).
func (m *Marker) Answer(title, excerpt string, passages []search.Passage) (*search.Passage, string) {
	told := m.heavyIn(title)
	// worth is how many words there are, those that the title lacks twice.
	worth := func(found uint32) int { return bits.OnesCount32(found) + bits.OnesCount32(found&^told) }
	var best *search.Passage
	most, text := worth(told), excerpt
	shown := worth(m.heavyIn(excerpt))
	for i := range passages {
		p := &passages[i]
		above := m.heavyIn(p.Heading)
		sentence, has, both := excerpt, -1, worth(above)
		for _, s := range p.Sentences {
			if found := m.heavyIn(s); worth(found) > has {
				sentence, has, both = s, worth(found), worth(found|above)
			}
		}
		switch {
		case p.ID != "" && both > most && (above != 0 || told == 0):
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
