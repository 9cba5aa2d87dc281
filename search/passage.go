package search

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Passage is how a section of a document begins, for an answer to show.
type Passage struct {
	ID        string // as of [Section]
	Heading   string
	Sentences []string
}

const (
	passagesLength = 640 // characters of all passages of a document
	sentenceLength = 200 // characters of a sentence, of which the rest is left out
)

// Rest is what the sections of a document say besides their passages.
type Rest struct {
	Sentences [][]string `json:"sentences"` // of each section, behind those of its passage
	Pictures  []string   `json:"pictures"`  // what the pictures show
}

// Passages returns how the sections of the document begin: the first sentence of
// each, then the second of each, and so on, as long as they are few characters
// together. What stands in the summary is left out, and so is what pictures show.
func (d *Document) Passages() []Passage { return d.passages(passagesLength) }

// Rest returns what the sections say besides, nil if that is nothing.
func (d *Document) Rest() *Rest {
	rest := &Rest{[][]string{}, []string{}}
	some := false
	begun := d.Passages()
	for i, whole := range d.passages(math.MaxInt) {
		rest.Sentences = append(rest.Sentences, append([]string{}, whole.Sentences[len(begun[i].Sentences):]...))
		rest.Pictures = append(rest.Pictures, d.Sections[i].Pictures...)
		some = some || len(rest.Sentences[i]) > 0
	}
	if !some && len(rest.Pictures) == 0 {
		return nil
	}
	return rest
}

// passages returns the beginnings of sections, so many characters of all together.
func (d *Document) passages(left int) []Passage {
	passages := make([]Passage, len(d.Sections))
	rest := make([][]string, len(d.Sections))
	most := left / 10 // sentences of a section, a few more than there is room for
	for i, s := range d.Sections {
		passages[i].ID, passages[i].Heading = s.ID, s.Heading
		left -= len([]rune(s.Heading))
		rest[i] = sentences(s.withoutPictures(), most)
	}
	for more := true; more && left > 0; {
		more = false
		for i, r := range rest {
			if len(r) == 0 {
				continue
			}
			more = true
			rest[i] = r[1:]
			if left -= len([]rune(r[0])); left <= 0 {
				break
			}
			if r[0] != d.Summary {
				passages[i].Sentences = append(passages[i].Sentences, r[0])
			}
		}
	}
	return passages
}

// withoutPictures is the section's text without what its pictures show.
func (s *Section) withoutPictures() string {
	if len(s.Pictures) == 0 {
		return s.Text
	}
	var text strings.Builder
	for line := range strings.Lines(s.Text) {
		if !slices.Contains(s.Pictures, strings.TrimSpace(line)) {
			text.WriteString(line)
		}
	}
	return text.String()
}

// sentences returns the first sentences of a text, so many at most. A line ends a
// sentence, and so does a mark before a space and no small letter.
func sentences(text string, most int) []string {
	var all []string
	for line := range strings.Lines(text) {
		for line = strings.TrimSpace(line); line != "" && len(all) < most; {
			end := sentenceEnd(line)
			all = append(all, cut(strings.TrimSpace(line[:end]), sentenceLength))
			line = strings.TrimSpace(line[end:])
		}
	}
	return all
}

func sentenceEnd(line string) int {
	for i, r := range line {
		if r != '.' && r != '!' && r != '?' {
			continue
		}
		after, words := line[i+1:], strings.TrimLeftFunc(line[i+1:], unicode.IsSpace)
		if words == after || words == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(words)
		word := line[strings.LastIndexAny(line[:i], " (")+1 : i]
		short := r == '.' && (len([]rune(word)) < 3 || strings.Contains(word, ".")) // z.B., Dr., 1.
		if !short && !unicode.IsLower(first) {
			return i + 1
		}
	}
	return len(line)
}

// MarshalJSON returns a list, [ID, HEADING, SENTENCE, …].
func (p Passage) MarshalJSON() ([]byte, error) {
	return json.Marshal(append([]string{p.ID, p.Heading}, p.Sentences...))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Passage) UnmarshalJSON(data []byte) error {
	var texts []string
	if err := json.Unmarshal(data, &texts); err != nil {
		return err
	}
	if len(texts) < 2 {
		return errors.New("a passage has an id and a heading")
	}
	p.ID, p.Heading, p.Sentences = texts[0], texts[1], texts[2:]
	return nil
}
