package search

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode"
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

// Passages returns how the sections of the document begin: the first sentence of
// each, then the second of each, and so on, as long as they are few characters
// together. What stands in the summary is left out.
func (d *Document) Passages() []Passage {
	passages := make([]Passage, len(d.Sections))
	rest := make([][]string, len(d.Sections))
	left := passagesLength
	for i, s := range d.Sections {
		passages[i].ID, passages[i].Heading = s.ID, s.Heading
		left -= len([]rune(s.Heading))
		rest[i] = sentences(s.Text)
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

// sentences returns the sentences of a text, each as a line, at most a few more
// than are ever shown. A line ends a sentence, and so does a mark before a space
// and no small letter.
func sentences(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		for line = strings.TrimSpace(line); line != "" && len(all) < passagesLength/10; {
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
		word := line[strings.LastIndexAny(line[:i], " (")+1 : i]
		short := r == '.' && (len([]rune(word)) < 3 || strings.Contains(word, ".")) // z.B., Dr., 1.
		if len(words) < len(after) && words != "" && !short && !unicode.IsLower([]rune(words)[0]) {
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
