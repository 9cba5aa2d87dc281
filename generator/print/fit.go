package print

import (
	"strings"
	"unicode"

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
	low    bool // at the bottom of its box
	middle bool // in the middle of its box
	colour colour.RGB
}

const lineHeight = 1.16 // in em

// write sets a text into a box: as large as it fits, on as many lines as it
// may have. What does not fit at the least size ends in an ellipsis, and where
// not even a line of that size fits there is nothing. It returns where the
// text ends, which is the box's top if there is none.
func (p *page) write(t *typesetter, in box, s style, words string) float64 {
	if s.least == 0 {
		s.least = s.size
	}
	if words == "" || in.w <= 0 || blockHeight(1, s.least) > in.h+1e-6 {
		return in.y
	}
	s.size = min(s.size, in.h/blockHeight(1, 1))
	size, lines := t.fit(words, in, s)
	height := blockHeight(len(lines), size)
	y := in.y
	switch {
	case s.low:
		y = in.bottom() - height
	case s.middle:
		y = in.y + (in.h-height)/2
	}
	y += ascent * size
	for _, line := range lines {
		pieces, width := t.set(line, s.weight)
		x := in.x
		switch s.align {
		case centre:
			x += (in.w - width*size) / 2
		case right:
			x += in.w - width*size
		}
		p.add(text{x, y, size, width * size, line, pieces, s.colour})
		y += lineHeight * size
	}
	return y - lineHeight*size + descent*size
}

func blockHeight(lines int, size float64) float64 {
	return (float64(lines-1)*lineHeight + ascent + descent) * size
}

// fit finds the largest size at which the words fit, and their lines.
func (t *typesetter) fit(words string, in box, s style) (float64, []string) {
	least, most := min(s.least, s.size), max(s.lines, 1)
	room := func(size float64) int { // lines that the box has room for
		n := 1
		for n < most && blockHeight(n+1, size) <= in.h+1e-6 {
			n++
		}
		return n
	}
	for size := s.size; ; size *= 0.96 {
		size = max(size, least)
		lines, whole := t.wrap(words, in.w/size, s.weight)
		if whole && len(lines) <= room(size) {
			return size, t.balance(words, lines, in.w/size, s.weight)
		}
		if size == least {
			lines, _ = t.wrap(words, in.w/size, s.weight)
			if n := room(size); len(lines) > n {
				lines = lines[:n]
				lines[n-1] = t.shorten(lines[n-1]+" …", in.w/size, s.weight)
			}
			return size, lines
		}
	}
}

// wrap breaks words into lines of a width, in em. It is not whole if a single
// word had to be broken.
func (t *typesetter) wrap(words string, width float64, w weight) (lines []string, whole bool) {
	whole = true
	line := ""
	for _, word := range breakable(words) {
		next := line + word
		if t.width(strings.TrimRight(next, " "), w) <= width {
			line = next
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		for t.width(strings.TrimRight(word, " "), w) > width {
			whole = false
			n := t.breakAt(word, width, w)
			lines = append(lines, word[:n]+"-")
			word = word[n:]
		}
		line = word
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	return lines, whole
}

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
	fits := 0
	for i := range word {
		if i == 0 {
			continue
		}
		if fits > 0 && t.width(word[:i]+"-", w) > width {
			break
		}
		fits = i
	}
	if fits == 0 {
		return len(word)
	}
	return fits
}

// balance makes the lines about equally long, without making more of them.
func (t *typesetter) balance(words string, lines []string, width float64, w weight) []string {
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
