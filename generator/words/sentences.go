package words

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LongSentence is the number of words from which on a sentence of the language
// is so long that readers lose its beginning.
func (l *Language) LongSentence() int { return l.long }

// Sentence is a sentence of a text: the bytes from Start to End, and how many
// words it has.
type Sentence struct{ Start, End, Words int }

// Sentences are those of a text without line breaks, but for those that end a
// sentence. Colons and semicolons end one too: what stands behind them is read by
// itself. A point ends none within a number or a date, behind an ordinal, a
// letter that stands for a name, and the language's abbreviations.
func (l *Language) Sentences(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		s := Sentence{}
		word := 0 // where it began
		for behind := 0; behind <= len(text); {
			at, c, size := behind, ' ', 1
			if at < len(text) {
				c, size = utf8.DecodeRuneInString(text[at:])
			}
			behind += size
			if !unicode.IsSpace(c) {
				continue
			}
			last := text[word:at]
			word = behind
			if last == "" && c != '\n' && at < len(text) {
				continue
			}
			if strings.ContainsFunc(last, unicode.IsLetter) {
				s.Words++
			}
			next := strings.TrimLeftFunc(text[min(behind, len(text)):], unicode.IsSpace)
			if at == len(text) || c == '\n' || l.ends(last, next) {
				s.End = at
				if s.Words > 0 && !yield(s) {
					return
				}
				s = Sentence{Start: len(text) - len(next)}
			}
		}
	}
}

// closing are the signs that may stand behind the end of a sentence.
const closing = "\"'’”“»«)]*_"

// ends reports whether a word is the last one of its sentence.
func (l *Language) ends(word, next string) bool {
	bare := strings.TrimRight(word, closing)
	if bare == "" || !strings.ContainsRune(".!?…:;", lastRune(bare)) {
		return false
	}
	if !strings.HasSuffix(bare, ".") || strings.HasSuffix(bare, "..") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, closing+"„(["))
	if unicode.IsLower(first) {
		return false
	}
	bare = strings.ToLower(strings.TrimLeft(strings.TrimSuffix(bare, "."), closing+"„("))
	switch {
	case strings.Trim(bare, "0123456789") == "":
		return len(bare) > 2 || !strings.HasPrefix(l.date, "d.") // an ordinal where they have points, as in dates
	case utf8.RuneCountInString(bare) == 1:
		return false
	case strings.Contains(bare, ".") && utf8.RuneCountInString(bare) < 8 && !strings.ContainsAny(bare, "0123456789"):
		return false // z.B., d.v.s.
	}
	isNumbered := unicode.IsDigit(first) && len(bare) <= 3 // no. 7, fig. 2
	return !isNumbered && !slices.Contains(l.abbreviations, bare)
}

func lastRune(text string) rune {
	c, _ := utf8.DecodeLastRuneInString(text)
	return c
}
