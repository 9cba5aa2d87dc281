package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Language finds the words of a text and the terms that an index keeps of
// them, where nothing obliges it to do as lunr does. It is read only and safe
// for concurrent use.
type Language struct {
	code string
	stop map[string]struct{}
	stem func([]uint16) []uint16
}

// NewLanguage returns the rules of a language, given as a BCP 47 tag of which
// the primary language counts. Languages other than English, German, Dutch and
// Danish have neither stop words nor stems.
func NewLanguage(tag string) *Language {
	l := &Language{code: base(tag)}
	l.stop = lunrStopWords(l.code)
	l.stem = stemmerOf(l.code)
	return l
}

// Kind says how a term came from a word.
type Kind uint8

const (
	// Exact is the word's stem, or the word if it has none.
	Exact Kind = iota
	// Folded is the stem of the word in other spellings: with ae or a for ä.
	Folded
	// Whole is a technical name or several words joined by hyphens, beside
	// the terms of their parts.
	Whole
)

// Term is what an index keeps of a word. Start and End are where the word
// stands in the token, in bytes.
type Term struct {
	Text       string
	Kind       Kind
	Stop       bool // a stop word
	Start, End int
}

// longestName is the length in bytes up to which a token is taken for a
// technical name: addresses and paths are found by their parts.
const longestName = 40

// Terms returns the terms of a token, which is what stands between white
// space. It has none if there is no letter and no number in it. Terms of the
// same word follow each other, the exact one first.
func (l *Language) Terms(token string) []Term {
	start, end := wordBounds(token)
	if start == end {
		return nil
	}
	parts := split(token, start, end)
	core := token[start:end]
	if len(parts) == 1 && parts[0] == (span{start, end}) {
		return l.append(nil, token, parts[0])
	}

	var terms []Term
	joined := true // only hyphens between the parts
	for i, p := range parts {
		if i > 0 && !hyphens(token[parts[i-1].end:p.start]) {
			joined = false
		}
		if p.end-p.start > 1 { // the C of C++ and the s of Anna's say nothing
			terms = l.append(terms, token, p)
		}
	}
	switch {
	case joined && parts[0].start == start && parts[len(parts)-1].end == end:
		if len(parts) > 3 {
			break
		}
		var word strings.Builder
		for _, p := range parts {
			word.WriteString(token[p.start:p.end])
		}
		text := l.stemmed(lower(word.String()))
		terms = append(terms, Term{Text: text, Kind: Whole, Start: start, End: end})
	case len(core) <= longestName && !strings.Contains(core, "://"):
		terms = append(terms, Term{Text: lower(core), Kind: Whole, Start: start, End: end})
	}
	return terms
}

// append appends the terms of one word.
func (l *Language) append(terms []Term, token string, p span) []Term {
	word := lower(token[p.start:p.end])
	_, stop := l.stop[word]
	exact := l.stemmed(word)
	t := Term{Text: exact, Stop: stop, Start: p.start, End: p.end}
	terms = append(terms, t)
	if stop || ascii(word) {
		return terms
	}
	t.Kind = Folded
	for _, folded := range [...]string{fold(word, foldSingle), fold(word, l.digraphs())} {
		if t.Text = l.stemmed(folded); t.Text != "" && t.Text != exact && t.Text != terms[len(terms)-1].Text {
			terms = append(terms, t)
		}
	}
	return terms
}

// stemmed returns the stem of a lower-cased word. Words with digits, such as
// the names of transactions, stay as they are.
func (l *Language) stemmed(word string) string {
	if strings.ContainsAny(word, "0123456789") {
		return word
	}
	s := stem(l.stem, word)
	if l.code == "nl" {
		s = strings.ReplaceAll(dutchVoiceless(s), "ij", "y")
	}
	return s
}

// Prefix returns the word that a token ends with as it begins terms of other
// words: lower-cased, but not stemmed. It is empty if the token does not end
// with a word.
func (l *Language) Prefix(token string) string {
	start, end := wordBounds(token)
	parts := split(token, start, end)
	if len(parts) == 0 {
		return ""
	}
	last := parts[len(parts)-1]
	if last.end != len(token) {
		return ""
	}
	word := fold(lower(token[last.start:]), l.prefixFolds())
	if l.code == "nl" {
		word = strings.ReplaceAll(word, "ij", "y")
	}
	return word
}

type span struct{ start, end int }

// wordBounds returns where the words of a token begin and end. A full stop
// before them and plus and number signs behind them belong to names: .NET,
// C++, F#.
func wordBounds(token string) (start, end int) {
	start = strings.IndexFunc(token, inWord)
	if start < 0 {
		return 0, 0
	}
	end = strings.LastIndexFunc(token, inWord)
	_, n := utf8.DecodeRuneInString(token[end:])
	end += n
	if start > 0 && token[start-1] == '.' && (start == 1 || token[start-2] != '.') {
		if r, _ := utf8.DecodeRuneInString(token[start:]); unicode.IsLetter(r) {
			start--
		}
	}
	switch rest := token[end:]; {
	case strings.HasPrefix(rest, "++"):
		end += 2
	case strings.HasPrefix(rest, "#"):
		end++
	}
	return start, end
}

// split returns the runs of letters, marks and digits in token[start:end].
func split(token string, start, end int) []span {
	var parts []span
	from := -1
	for i, r := range token[start:end] {
		switch {
		case inWord(r) && from < 0:
			from = start + i
		case !inWord(r) && from >= 0:
			parts = append(parts, span{from, start + i})
			from = -1
		}
	}
	if from >= 0 {
		parts = append(parts, span{from, end})
	}
	return parts
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return alphanumeric(r)
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// hyphens reports whether s is one of the signs that join words. The soft
// hyphen only says where a word may be broken.
func hyphens(s string) bool {
	switch s {
	case "-", "\u00AD", "\u2010", "\u2011":
		return true
	}
	return false
}

// lower returns a word as terms have it: composed and in lower case.
func lower(word string) string {
	return string(AppendLower(nil, norm.NFC.String(word)))
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
