package print

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/colour"
)

type align int

const (
	left align = iota
	centre
	right
)

// style is how a text is set.
type style struct {
	weight weight
	size   float64 // of an em, in millimetres, where there is room
	least  float64 // what it may shrink to; 0 means size
	lines  int     // at most; 0 means 1
	align  align
	low    bool    // at the bottom of its box
	middle bool    // in the middle of its box
	height float64 // of a line, in em; 0 means lineHeight
	colour colour.RGB
	whole  bool // nothing at all rather than a part, in lists
}

const lineHeight = 1.16 // of text, in em

// write sets a text into a box: as large as it fits, on as many lines as it
// may have. What does not fit at the least size ends in an ellipsis, and where
// not even a line of that size fits there is nothing. It returns where the
// text ends, which is the box's top if there is none.
func (p *page) write(t *typesetter, in box, s style, words string) float64 {
	s = s.complete()
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
	y += ascent * size
	for _, line := range lines {
		line = breaking.Replace(line)
		pieces, width := t.set(line, s.weight)
		x := in.x
		switch s.align {
		case left:
		case centre:
			x += (in.w - width*size) / 2
		case right:
			x += in.w - width*size
		}
		p.add(text{x, y, size, width * size, line, pieces, s.colour})
		y += s.height * size
	}
	return y - s.height*size + descent*size
}

// list sets as many of the items as fit, in their order: rather two of them
// large than all of them small. Lines end between items where that is possible.
func (p *page) list(t *typesetter, in box, s style, items []string) float64 {
	s = s.complete()
	large := s
	large.least = max(s.least, s.size*0.88)
	for _, try := range []struct {
		style
		fewest int
	}{{large, 2}, {s, 1}} {
		for n := len(items); n >= try.fewest; n-- {
			parts := make([]string, n)
			for i, item := range items[:n] {
				parts[i] = strings.ReplaceAll(item, " ", noBreakSpace)
			}
			words := strings.Join(parts, noBreakSpace+"· ")
			if _, _, whole := t.fit(words, in, try.style); whole {
				return p.write(t, in, try.style, words)
			}
		}
	}
	if s.whole {
		return in.y
	}
	return p.write(t, in, s, strings.Join(items, " · "))
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
	return s
}

// block is how high lines are together.
func (s style) block(lines int, size float64) float64 {
	return (float64(lines-1)*s.height + ascent + descent) * size
}

// fit finds the largest size at which the words fit, and their lines. They are
// not whole if they don't fit at the least size: a word is broken then, or
// the end is missing.
func (t *typesetter) fit(words string, in box, s style) (size float64, lines []string, whole bool) {
	room := func(size float64) int { // lines that the box has room for
		n := 1
		for n < s.lines && s.block(n+1, size) <= in.h+1e-6 {
			n++
		}
		return n
	}
	parts := t.words(words, s.weight)
	least := min(s.least, in.h/s.block(1, 1))
	for size := min(s.size, in.h/s.block(1, 1)); ; size *= 0.96 {
		size = max(size, least)
		if size > least && slices.ContainsFunc(parts, func(p word) bool { return p.bare*size > in.w }) {
			continue // a word would be broken
		}
		lines, whole := t.wrap(parts, in.w/size, s.weight)
		n := room(size)
		if whole && len(lines) <= n {
			return size, t.balance(parts, lines, in.w/size, s.weight), true
		}
		if size > least {
			continue
		}
		if len(lines) > n {
			lines = lines[:n]
			lines[n-1] = t.shorten(lines[n-1]+" …", in.w/size, s.weight)
		}
		return size, lines, false
	}
}

// wrap breaks words into lines of a width, in em. It is not whole if a single
// word had to be broken.
func (t *typesetter) wrap(words []word, width float64, w weight) (lines []string, whole bool) {
	whole = true
	line, used := "", 0.0
	for _, word := range words {
		if used+word.bare <= width {
			line, used = line+word.text, used+word.width
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, hanging))
		}
		line, used = word.text, word.width
		for used > width && t.width(strings.TrimRight(line, hanging), w) > width {
			whole = false
			n := t.breakAt(line, width, w)
			lines = append(lines, line[:n]+"-")
			line = line[n:]
			used = t.width(line, w)
		}
	}
	if line = strings.TrimRight(line, hanging); line != "" {
		lines = append(lines, line)
	}
	return lines, whole
}

// word is what stays on one line, with the spaces after it.
type word struct {
	text  string
	width float64 // in em
	bare  float64 // without what hangs at its end
}

func (t *typesetter) words(text string, w weight) []word {
	var words []word
	for _, part := range breakable(text) {
		words = append(words, word{part, t.width(part, w), t.width(strings.TrimRight(part, hanging), w)})
	}
	return words
}

// Where a line must not end. They are written as the plain ones.
const noBreakSpace, noBreakHyphen = "\u00a0", "\u2011"

var breaking = strings.NewReplacer(noBreakSpace, " ", noBreakHyphen, "-")

// hanging is what a line loses at its end: spaces, and the dot between items.
const hanging = " ·" + noBreakSpace

// breakable are the parts between which a line may end: after spaces, and
// after hyphens and slashes inside words.
func breakable(words string) []string {
	var parts []string
	from := 0
	var before rune
	for i, r := range words {
		if i > from && (before == ' ' || (before == '-' || before == '/' || before == '–') && unicode.IsLetter(r)) {
			parts = append(parts, words[from:i])
			from = i
		}
		before = r
	}
	return append(parts, words[from:])
}

// breakAt is how many bytes of a word fit with a hyphen after them; at least
// one letter.
func (t *typesetter) breakAt(word string, width float64, w weight) int {
	hyphen := t.width("-", w)
	at := 0
	used := 0.0
	var last glyph
	for i, r := range word {
		if g := t.glyph(r, w); g.face != nil {
			used += t.kern(last, g) + g.advance
			last = g
		}
		if at > 0 && used+hyphen > width {
			return at
		}
		at = i + utf8.RuneLen(r)
	}
	return at
}

// balance makes the lines about equally long, without making more of them.
func (t *typesetter) balance(words []word, lines []string, width float64, w weight) []string {
	if len(lines) < 2 {
		return lines
	}
	low, high := width*0.5, width
	for range 8 {
		middle := (low + high) / 2
		if tried, whole := t.wrap(words, middle, w); whole && len(tried) == len(lines) {
			high, lines = middle, tried
		} else {
			low = middle
		}
	}
	return lines
}

// shorten takes letters away before the ellipsis until the line fits.
func (t *typesetter) shorten(line string, width float64, w weight) string {
	kept := []rune(strings.TrimSuffix(line, " …"))
	for len(kept) > 0 {
		line = strings.TrimRight(string(kept), " -,;·") + "…"
		if t.width(line, w) <= width {
			return line
		}
		kept = kept[:len(kept)-1]
	}
	return "…"
}
