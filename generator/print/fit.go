package print

import (
	"slices"
	"strings"
	"unicode"

	"ankerplatz/generator/colour"
	"ankerplatz/generator/typeset"
)

type align int

const (
	left align = iota
	centre
	right
)

const (
	regular = typeset.Regular
	bold    = typeset.Bold
)

// style is how a text is set.
type style struct {
	weight typeset.Weight
	size   float64 // of an em, in millimetres, where there is room
	least  float64 // what it may shrink to; 0 means size
	lines  int     // at most; 0 means 1
	align  align
	low    bool    // at the bottom of its box
	middle bool    // in the middle of its box
	height float64 // of a line, in em; 0 means lineHeight
	colour colour.RGB
	name   bool    // no hyphen is put into it
	up     float64 // how far it reaches above and below its baselines, in em; 0 means ascent
	down   float64 // 0 means descent
}

const lineHeight = 1.16 // of text, in em

// typesetter measures text and finds out where its lines end. It is for one
// goroutine.
type typesetter struct{ *typeset.Setter }

// set is a line of text: its glyphs and its width, for letters of 1 mm.
func (t *typesetter) set(line string, w typeset.Weight) ([]typeset.Glyph, float64) {
	return t.Line(written(line), w)
}

// width is that of a line of text, for letters of 1 mm.
func (t *typesetter) width(line string, w typeset.Weight) float64 {
	return t.Width(written(line), w)
}

// write sets a text into a box: as large as it fits, on as many lines as it
// may have. What does not fit at the least size ends in an ellipsis, and where
// not even a line of that size fits there is nothing. It returns where the
// text ends, which is the box's top if there is none.
func (p *page) write(t *typesetter, in box, s style, words string) float64 {
	s = t.suited(s, words)
	if words == "" || in.w <= 0 || s.block(1, s.least) > in.h+1e-6 {
		return in.y
	}
	size, lines, _ := t.fit(words, in, s)
	height := s.block(len(lines), size)
	y := in.y
	switch {
	case s.low:
		y = in.bottom() - height
	case s.middle:
		y = in.y + (in.h-height)/2
	}
	y += s.up * size
	for _, line := range lines {
		glyphs, width := t.set(line, s.weight)
		x := in.x
		switch s.align {
		case left:
		case centre:
			x += (in.w - width*size) / 2
		case right:
			x += in.w - width*size
		}
		p.add(text{x, y, size, width * size, s.up, s.down, written(line), glyphs, s.colour})
		y += s.height * size
	}
	return y - s.height*size + s.down*size
}

// complete is the style without zeros that mean something else.
func (s style) complete() style {
	s.lines = max(s.lines, 1)
	if s.least == 0 {
		s.least = s.size
	}
	if s.height == 0 {
		s.height = lineHeight
	}
	if s.up == 0 {
		s.up, s.down = ascent, descent
	}
	return s
}

// suited is the style for a text: in a font that has all of its letters, with
// as much room as they need.
func (t *typesetter) suited(s style, words string) style {
	s = s.complete()
	s.weight = t.Suited(words, s.weight)
	up, down := t.Reach(written(words), s.weight)
	s.up, s.down = max(s.up, up), max(s.down, down)
	s.height += s.up - ascent + s.down - descent
	return s
}

// block is how high lines are together.
func (s style) block(lines int, size float64) float64 {
	return (float64(lines-1)*s.height + s.up + s.down) * size
}

// little is how much smaller a text may become before its words are broken.
const little = 0.8

// fit finds the largest size at which the words fit, and their lines: first
// with whole words, a little smaller if need be, and then with words that are
// broken where they are joined. They are not whole if they don't fit at the
// least size: a word is broken elsewhere then, or the end is missing.
func (t *typesetter) fit(words string, in box, s style) (size float64, lines []string, whole bool) {
	parts := t.words(words, s.weight)
	largest := min(s.size, in.h/s.block(1, 1))
	least := min(s.least, largest)
	if strings.Contains(words, softHyphen) {
		if size, lines, whole := t.shrink(parts, in, s, largest, max(least, largest*little), false); whole {
			return size, lines, true
		}
		return t.shrink(parts, in, s, largest, least, true)
	}
	return t.shrink(parts, in, s, largest, least, false)
}

// shrink finds the largest size between two at which the words fit.
func (t *typesetter) shrink(parts []part, in box, s style, size, least float64, soft bool) (float64, []string, bool) {
	for ; ; size *= 0.96 {
		size = max(size, least)
		if size > least && !soft && slices.ContainsFunc(parts, func(p part) bool { return p.bare*size > in.w }) {
			continue // a word would be broken
		}
		lines, whole := t.wrap(parts, in.w/size, s, soft)
		room := 1 // lines that the box has room for
		for room < s.lines && s.block(room+1, size) <= in.h+1e-6 {
			room++
		}
		if whole && len(lines) <= room {
			if !soft {
				lines = t.balance(parts, lines, in.w/size, s)
			}
			return size, lines, true
		}
		if size > least {
			continue
		}
		if len(lines) > room {
			lines = lines[:room]
			lines[room-1] = t.shorten(lines[room-1]+" …", in.w/size, s.weight)
		}
		return size, lines, false
	}
}

// wrap breaks words into lines of a width, in em: soft also where words are
// joined, if they are longer than a line. It is not whole if a word had to be
// broken elsewhere.
func (t *typesetter) wrap(parts []part, width float64, s style, soft bool) (lines []string, whole bool) {
	whole = true
	line, used := "", 0.0
	end := func() {
		if kept := strings.TrimRight(line, hanging); kept != "" {
			lines = append(lines, kept)
		}
		line, used = "", 0
	}
	for _, rest := range parts {
		for used+rest.bare > width {
			if soft && rest.bare > width {
				if n := t.jointAt(rest.text, width-used, s.weight); n > 0 {
					line += rest.text[:n] + "-"
					end()
					rest = t.part(rest.text[n:], s.weight)
					continue
				}
			}
			if line != "" {
				end()
				continue
			}
			whole = false
			n, hyphen := t.breakAt(rest.text, width, s)
			if n >= len(rest.text) {
				break // a single letter that is wider than the line
			}
			line = rest.text[:n] + hyphen
			end()
			rest = t.part(rest.text[n:], s.weight)
		}
		line, used = line+rest.text, used+rest.width
	}
	end()
	return lines, whole
}

// part is what stays on one line, with the spaces after it.
type part struct {
	text  string
	width float64 // in em
	bare  float64 // without what hangs at its end
}

func (t *typesetter) part(text string, w typeset.Weight) part {
	return part{text, t.width(text, w), t.width(strings.TrimRight(text, hanging), w)}
}

func (t *typesetter) words(text string, w typeset.Weight) []part {
	var parts []part
	for _, words := range breakable(text) {
		parts = append(parts, t.part(words, w))
	}
	return parts
}

// Where a line must not end, which are written as the plain ones, and where it
// may end inside a word.
const noBreakSpace, noBreakHyphen, softHyphen = "\u00a0", "\u2011", "\u00ad"

var writing = strings.NewReplacer(noBreakSpace, " ", noBreakHyphen, "-", softHyphen, "")

// written is a text as it is seen.
func written(text string) string { return writing.Replace(text) }

// hanging is what a line loses at its end: spaces, and the dot between items.
const hanging = " ·" + noBreakSpace

// breakable are the parts between which a line may end: after spaces, after
// hyphens and slashes inside words, and between the letters of East Asia.
func breakable(words string) []string {
	var parts []string
	from := 0
	var before rune
	for i, r := range words {
		joined := (before == '-' || before == '/' || before == '–') && unicode.IsLetter(r)
		if i > from && (before == ' ' || joined || eastAsian(before) && eastAsian(r)) {
			parts = append(parts, words[from:i])
			from = i
		}
		before = r
	}
	return append(parts, words[from:])
}

func eastAsian(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// jointAt is how many bytes of a word fit with a hyphen after them, up to the
// last place where it is joined; 0 if there is none.
func (t *typesetter) jointAt(word string, width float64, w typeset.Weight) int {
	for n := len(word); ; {
		n = strings.LastIndex(word[:n], softHyphen)
		if n <= 0 || t.width(word[:n]+"-", w) <= width {
			return max(0, n)
		}
	}
}

// breakAt is how many bytes of a word fit with a hyphen after them, at least
// one letter, and that hyphen: names have none, nor have scripts without it.
func (t *typesetter) breakAt(word string, width float64, s style) (n int, hyphen string) {
	hyphen = "-"
	if s.name || !strings.ContainsFunc(word, func(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }) {
		hyphen = ""
	}
	for i, letter := range typeset.Letters(word) {
		if i > 0 && t.width(word[:n+len(letter)]+hyphen, s.weight) > width {
			break
		}
		n += len(letter)
	}
	return n, hyphen
}

// balance makes the lines about equally long, without making more of them.
func (t *typesetter) balance(parts []part, lines []string, width float64, s style) []string {
	if len(lines) < 2 {
		return lines
	}
	low, high := width*0.5, width
	for range 8 {
		middle := (low + high) / 2
		if tried, whole := t.wrap(parts, middle, s, false); whole && len(tried) == len(lines) {
			high, lines = middle, tried
		} else {
			low = middle
		}
	}
	return lines
}

// shorten takes letters away before the ellipsis until the line fits.
func (t *typesetter) shorten(line string, width float64, w typeset.Weight) string {
	kept := typeset.Letters(strings.TrimSuffix(line, " …"))
	for len(kept) > 0 {
		line = strings.TrimRight(strings.Join(kept, ""), " -,;·"+softHyphen) + "…"
		if t.width(line, w) <= width {
			return line
		}
		kept = kept[:len(kept)-1]
	}
	return "…"
}
