package cover

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

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

// writer breaks texts of one language into lines. It is for one goroutine.
type writer struct {
	*typeset.Setter
	space, hyphen float64         // their widths, in em
	known         map[string]word // as they are written
}

// word is a word with its width in em.
type word struct {
	text  string
	width float64
}

func newWriter(in *typeset.Setter) *writer {
	w := &writer{Setter: in, known: map[string]word{}}
	w.space, w.hyphen = w.measured(" ").width, w.measured("-").width
	return w
}

func (w *writer) measured(text string) word { return word{text, w.Width(text, typeset.Bold)} }

// wrap breaks a title into lines, as large as there is room for it. What has no
// room in the smallest size ends in an ellipsis.
func (w *writer) wrap(words []word, width, height float64) block {
	for _, broken := range []bool{false, true} { // rather small than with a word in two, but not tiny
		from, to := largest, medium
		if broken {
			from, to = medium, smallest
		}
		for size := from; size >= to; size -= 4 {
			lines, whole := w.fill(words, width/size)
			if b := (block{size: size}); (whole || broken) && len(lines) <= mostLines && float64(len(lines))*size*leading <= height {
				b.lines = joined(w.balanced(words, lines, width/size))
				return b
			}
		}
	}
	filled, _ := w.fill(words, width/smallest)
	lines := joined(filled)
	if most := int(height / (smallest * leading)); len(lines) > most {
		lines = lines[:most]
		lines[most-1] = fit(w.Setter, lines[most-1]+"…", smallest, width).words
	}
	return block{lines, smallest}
}

func joined(lines [][]word) []string {
	texts := make([]string, len(lines))
	for i, line := range lines {
		words := make([]string, len(line))
		for j, word := range line {
			words[j] = word.text
		}
		texts[i] = strings.Join(words, " ")
	}
	return texts
}

const (
	mostKnown  = 1 << 13 // words of a language
	knownBytes = 64      // of one at most
)

// written are the words of a text, as far as there are letters for them.
func (w *writer) written(text string) []word {
	var words []word
	left := mostLetters
	for long := range strings.FieldsSeq(text) {
		next, ok := w.known[long]
		if !ok {
			next = w.legible(long, left)
			if len(w.known) >= mostKnown {
				clear(w.known)
			}
			if len(long) <= min(knownBytes, left) {
				w.known[strings.Clone(long)] = next
			}
		}
		if next.width > 0 {
			words = append(words, next)
		}
		if left -= utf8.RuneCountInString(next.text) + 1; left <= 0 {
			break
		}
	}
	return words
}

// legible is a word with the letters that there are, so many at most.
func (w *writer) legible(text string, most int) word {
	if utf8.RuneCountInString(text) <= most && len(w.Lacks(text)) == 0 {
		return w.measured(text)
	}
	letters := typeset.Letters(text[:min(len(text), 4*most)])
	letters = slices.DeleteFunc(letters[:min(len(letters), most)], func(letter string) bool { return len(w.Lacks(letter)) > 0 })
	return w.measured(strings.Join(letters, ""))
}

// fill fills lines of a width, in em, with words. It is not whole where a word
// had to be broken.
func (w *writer) fill(words []word, width float64) (lines [][]word, whole bool) {
	whole = true
	from, used := 0, 0.0
	for i := 0; i < len(words); i++ {
		if i > from && used+w.space+words[i].width <= width {
			used += w.space + words[i].width
			continue
		}
		if i > from {
			lines = append(lines, words[from:i])
		}
		if words[i].width > width {
			first := cut(w.Setter, words[i].text, width-w.hyphen)
			rest := words[i].text[len(first):]
			words = slices.Concat(words[:i], []word{w.measured(first + "-"), w.measured(rest)}, words[i+1:])
			whole = false
		}
		from, used = i, words[i].width
	}
	return append(lines, words[from:]), whole
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
func (w *writer) balanced(words []word, lines [][]word, width float64) [][]word {
	for narrower := width * 0.97; narrower > width/2; narrower *= 0.97 {
		next, whole := w.fill(words, narrower)
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
