package cover

import (
	"slices"
	"sort"
	"strings"

	"ankerplatz/generator/typeset"
)

// text is words in a size, in pixels.
type text struct {
	in    *typeset.Setter
	words string
	size  float64
}

// The sizes of titles, in pixels, and how far lines are from each other, in em.
const (
	largest   = 88.0
	medium    = 48.0
	smallest  = 36.0
	leading   = 1.14
	ascent    = 0.86 // from a line's top to its baseline
	mostLines = 5
)

// mostLetters is more than there ever is room for.
const mostLetters = 1000

// block is a title in lines.
type block struct {
	lines []string
	size  float64
}

func (b block) height() float64 { return float64(len(b.lines)) * b.size * leading }

// wrap breaks a title into lines, as large as there is room for it. What has no
// room in the smallest size ends in an ellipsis.
func wrap(in *typeset.Setter, title string, width, height float64) block {
	words := written(in, title)
	for _, broken := range []bool{false, true} { // rather small than with a word in two, but not tiny
		from, to := largest, medium
		if broken {
			from, to = medium, smallest
		}
		for size := from; size >= to; size -= 4 {
			lines, whole := fill(in, words, width/size)
			if b := (block{lines, size}); (whole || broken) && len(lines) <= mostLines && b.height() <= height {
				b.lines = balanced(in, words, lines, width/size)
				return b
			}
		}
	}
	lines, _ := fill(in, words, width/smallest)
	if most := int(height / (smallest * leading)); len(lines) > most {
		lines = lines[:most]
		lines[most-1] = fit(in, lines[most-1]+"…", smallest, width).words
	}
	return block{lines, smallest}
}

// written are the words of a text, as far as there are letters for them.
func written(in *typeset.Setter, text string) []string {
	var words []string
	left := mostLetters
	for word := range strings.FieldsSeq(text) {
		letters := typeset.Letters(word[:min(len(word), 4*left)])
		letters = slices.DeleteFunc(letters[:min(len(letters), left)], func(letter string) bool { return len(in.Lacks(letter)) > 0 })
		if word = strings.Join(letters, ""); in.Width(word, typeset.Bold) > 0 {
			words = append(words, word)
		}
		if left -= len(letters) + 1; left <= 0 {
			break
		}
	}
	return words
}

// fill fills lines of a width, in em, with words. It is not whole where a word
// had to be broken.
func fill(in *typeset.Setter, words []string, width float64) (lines []string, whole bool) {
	whole = true
	line := ""
	for _, word := range words {
		longer := strings.TrimSpace(line + " " + word)
		if in.Width(longer, typeset.Bold) <= width {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for line = word; in.Width(line, typeset.Bold) > width; {
			first := cut(in, line, width-in.Width("-", typeset.Bold))
			lines, line, whole = append(lines, first+"-"), line[len(first):], false
		}
	}
	return append(lines, line), whole
}

// cut is as much of a word's beginning as there is room for, one letter at
// least.
func cut(in *typeset.Setter, word string, width float64) string {
	letters := typeset.Letters(word)
	n := max(1, sort.Search(len(letters), func(i int) bool {
		return in.Width(strings.Join(letters[:i+1], ""), typeset.Bold) > width
	}))
	for i := n; i > max(1, n-8) && i+1 < len(letters); i-- { // where a syllable begins, in most languages
		if !strings.ContainsAny(letters[i], vowels+"hlrHLR") && strings.ContainsAny(letters[i+1], vowels) {
			return strings.Join(letters[:i], "")
		}
	}
	return strings.Join(letters[:n], "")
}

const vowels = "aeiouyäöüåøæéèêAEIOUYÄÖÜÅØÆÉÈÊ"

// balanced are the same words in as many lines, of which none is much longer
// than the others.
func balanced(in *typeset.Setter, words, lines []string, width float64) []string {
	for narrower := width * 0.97; narrower > width/2; narrower *= 0.97 {
		next, whole := fill(in, words, narrower)
		if !whole || len(next) > len(lines) {
			break
		}
		lines = next
	}
	return lines
}

// fit is a text of one line, shortened where it is longer than so many pixels.
func fit(in *typeset.Setter, words string, size, width float64) text {
	if in.Width(words, typeset.Bold)*size > width {
		words = strings.TrimRight(cut(in, words, width/size-1), " …") + "…"
	}
	return text{in, words, size}
}
