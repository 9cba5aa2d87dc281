package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
)

// decode turns a file into UTF-8 and says what it was.
func decode(data []byte) (text, name string, err error) {
	data = bytes.TrimRight(data, "\x1a") // the end of a file, to DOS
	if from := wide(data); from != nil {
		text, err = from.NewDecoder().String(string(data))
		if err != nil || strings.ContainsAny(text, "\x00\ufffd") {
			return "", "", errors.New("it is not UTF-16 throughout: save the list as CSV UTF-8")
		}
		return text, "UTF-16", nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", "", errors.New("it is neither an Excel workbook nor text: " + wayOut)
	}
	if utf8.Valid(data) {
		return strings.TrimPrefix(string(data), "\ufeff"), "UTF-8", nil
	}
	return recognise(data)
}

// wide returns the encoding of a text with two bytes for a letter, else nil.
func wide(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf.UTF16(utf.LittleEndian, utf.UseBOM)
	case zeros(data, 1):
		return utf.UTF16(utf.LittleEndian, utf.IgnoreBOM)
	case zeros(data, 0):
		return utf.UTF16(utf.BigEndian, utf.IgnoreBOM)
	}
	return nil
}

// zeros reports whether most of every second byte, from the first or second
// on, is zero: Latin letters in UTF-16.
func zeros(data []byte, from int) bool {
	found, all := 0, 0
	for i := from; i < min(len(data), 4096); i += 2 {
		if all++; data[i] == 0 {
			found++
		}
	}
	return all > 1 && found > all*3/4
}

// pages are the encodings with one byte for a letter in which spreadsheets and
// other programs write CSV, the usual ones first; rare says how much evidence
// the others need.
var pages = []struct {
	charmap *charmap.Charmap
	name    string
	rare    int
}{
	{charmap.Windows1252, "Windows-1252", 0},
	{charmap.ISO8859_15, "ISO-8859-15", 0},
	{charmap.CodePage850, "code page 850 (DOS)", 2},
	{charmap.CodePage437, "code page 437 (DOS)", 2},
	{charmap.CodePage865, "code page 865 (DOS)", 2},
	{charmap.Macintosh, "Mac Roman", 3},
}

// reading is a text in one of the pages, with what speaks against it.
type reading struct {
	page       int
	words      []string // those with letters beyond ASCII
	impossible int      // letters and signs that can't stand where they do
	odd        int
}

func (r reading) before(other reading) bool {
	return r.impossible < other.impossible || r.impossible == other.impossible && r.odd < other.odd
}

// oddEnough is how much odder another reading must be for one to be believed.
const oddEnough = 2

// recognise reads a text in the page in which its words look like words: every
// page makes something of every byte, but J”rgen and m³ller are no words. If
// none does or more than one do, the error says so; nothing is guessed.
func recognise(data []byte) (text, name string, err error) {
	found := rareWords(data)
	var best, second reading
	for i := range pages {
		r := read(i, found)
		switch {
		case i == 0:
			best, second = r, reading{impossible: len(data)}
		case slices.Equal(r.words, best.words):
		case r.before(best):
			best, second = r, best
		case r.before(second):
			second = r
		}
	}
	if best.impossible > 0 {
		return "", "", fmt.Errorf("its letters are in no encoding that is known here, as in %q: save the list as CSV UTF-8", oddest(best.words))
	}
	if second.impossible == 0 && second.odd < best.odd+oddEnough {
		for i, word := range best.words {
			if other := second.words[i]; other != word {
				return "", "", fmt.Errorf("its letters may be %s (%s) or %s (%s): save the list as CSV UTF-8",
					pages[best.page].name, word, pages[second.page].name, other)
			}
		}
	}
	text, err = pages[best.page].charmap.NewDecoder().String(string(data))
	return text, pages[best.page].name, err
}

// read reads words in a page. What is odd counts once: more of it is no
// further evidence.
func read(page int, words []string) reading {
	r := reading{page: page, words: make([]string, len(words)), odd: pages[page].rare}
	odd := map[int]bool{}
	for i, word := range words {
		r.words[i], _ = pages[page].charmap.NewDecoder().String(word)
		r.impossible += judge(r.words[i], odd)
	}
	for weight := range odd {
		r.odd += weight
	}
	return r
}

// oddest is the first word that can't be one.
func oddest(words []string) string {
	for _, word := range words {
		if judge(word, map[int]bool{}) > 0 {
			return word
		}
	}
	return ""
}

// What is looked at as evidence: so many words, of so many bytes.
const (
	maxWords = 20_000
	longest  = 100
)

// rareWords are the words with bytes beyond ASCII, each once: the same word
// again is no further evidence.
func rareWords(data []byte) []string {
	var words []string
	seen := map[string]bool{}
	isEnd := func(b byte) bool { return b < utf8.RuneSelf && !isAlnum(rune(b)) }
	for i := 0; i < len(data) && len(words) < maxWords; i++ {
		if data[i] < utf8.RuneSelf {
			continue
		}
		from, to := i, i
		for from > 0 && !isEnd(data[from-1]) && i-from < longest {
			from--
		}
		for to < len(data) && !isEnd(data[to]) && to-i < longest {
			to++
		}
		if word := string(data[from:to]); !seen[word] {
			seen[word] = true
			words = append(words, word)
		}
		i = to
	}
	return words
}

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

const (
	// usual letters are in German, Dutch, Danish and English words, the others
	// in names that people there have.
	usual  = "äöüßÄÖÜæøåÆØÅéë"
	others = "ÉèêïçñáíóúàâîôûšžŠŽÇÁÈÊËÀÂÍÎÏÓÔÒÚÙÛÑãõìòùýÿŸÝÃÕÌœŒðÐþÞ"
	// opening signs stand before a word, closing ones behind, measures beside
	// numbers. All may stand alone.
	opening  = "„“‚‘’«»‹›–—•·¿¡§©\u00a0"
	closing  = "“”’‘´«»‹›–—…®™©²³°€·\u00a0"
	measures = "°²³€£§½¼¾±×µ%–—·…"
	alone    = opening + closing + measures + "†÷¤¢¥¶"
	vowels   = "aeiouyäöüAEIOUYÄÖÜ"
)

// judge counts what can't be in a word, and notes how odd the rest is.
func judge(word string, odd map[int]bool) (impossible int) {
	letters := []rune(word)
	lower, upper := 0, 0
	for _, r := range letters {
		if unicode.IsLower(r) {
			lower++
		} else if unicode.IsUpper(r) {
			upper++
		}
	}
	at := func(i int) rune {
		if i < 0 || i >= len(letters) {
			return ' '
		}
		return letters[i]
	}
	for i, r := range letters {
		if r < utf8.RuneSelf {
			continue
		}
		before, behind := at(i-1), at(i+1)
		var fits bool
		weight := 0
		switch {
		case strings.ContainsRune(usual+others, r):
			fits = !(unicode.IsUpper(r) && unicode.IsLetter(before) && lower > 0 || // jÖrgen
				unicode.IsLower(r) && r != 'ß' && lower == 1 && upper > 1 || // JöRGEN
				unicode.IsLower(r) && unicode.IsUpper(behind) || // AnnaáBerg
				r == 'ß' && !strings.ContainsRune(vowels, before) || // Jßnos
				isForeign(before) && isForeign(at(i-2))) // Èìÿ
			switch rare := strings.ContainsRune(others, r); {
			case rare && unicode.IsLower(r) && !unicode.IsLetter(before), strings.ContainsRune("šžŠŽ", r): // ôzdemir, Kšln
				weight = 4
			case rare, unicode.IsDigit(before), strings.ContainsRune("äöüå", r) && strings.ContainsRune(vowels, before): // Benoöt
				weight = 2
			}
		case unicode.IsLetter(before) && unicode.IsLetter(behind):
			fits, weight = joins(r, behind, i, len(letters)-i-1)
		case unicode.IsDigit(before) || unicode.IsDigit(behind):
			fits = strings.ContainsRune(measures+closing, r)
		case unicode.IsLetter(behind):
			fits, weight = strings.ContainsRune(opening, r), btoi(r != '’')*(1+btoi(r == '¡' || r == '‚'))
		case unicode.IsLetter(before):
			fits, weight = strings.ContainsRune(closing, r), 1
		default:
			fits, weight = strings.ContainsRune(alone, r), 1
		}
		if !fits {
			impossible++
		}
		if weight > 0 {
			odd[weight] = true
		}
	}
	return impossible
}

// isForeign: a letter beyond ASCII.
func isForeign(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }

// joins reports whether a sign stands between two letters, and how oddly: as in
// O’Neil, foto’s, Müller–Schmidt, but not in Garc’a and Mu–oz.
func joins(sign, behind rune, lettersBefore, lettersBehind int) (fits bool, weight int) {
	switch sign {
	case '\u00ad', '·':
		return true, 0
	case '’':
		if unicode.IsUpper(behind) || lettersBefore < 3 || lettersBehind == 1 && behind != 'a' {
			return true, 0
		}
		return true, 4
	case '–', '—', '\u00a0':
		return true, 4 * btoi(!unicode.IsUpper(behind))
	case '‘', '´', '`':
		return true, 4
	}
	return false, 0
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
