package search

import (
	"encoding/json"
	"errors"
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
	mostSentences  = 64  // of a section in a passage
	sentenceLength = 200 // characters of a sentence, of which the rest is left out
)

// Rest is what the sections of a document say besides their passages.
type Rest struct {
	Sentences [][]string `json:"sentences"` // of each section, behind those of its passage
	Pictures  []string   `json:"pictures"`  // what the pictures show
}

// Passages returns how the sections of the document begin: the first sentence of
// each, then the second of each, and so on, as long as they are few characters
// together; and the rest, nil if that is nothing. What stands in the summary is
// left out, and so is what pictures show.
func (d *Document) Passages() ([]Passage, *Rest) {
	passages := make([]Passage, len(d.Sections))
	rest := Rest{make([][]string, len(d.Sections)), []string{}}
	left := passagesLength
	for i := range d.Sections {
		s := &d.Sections[i]
		passages[i].ID, passages[i].Heading = s.ID, s.Heading
		left -= utf8.RuneCountInString(s.Heading)
		rest.Sentences[i] = sentences(s.withoutPictures())
		rest.Pictures = append(rest.Pictures, s.Pictures...)
	}
	inPassage := make([]int, len(d.Sections)) // sentences
	for n, more := 0, true; more && n < mostSentences; n++ {
		more = false
		for i, all := range rest.Sentences {
			if n >= len(all) {
				continue
			}
			if left -= utf8.RuneCountInString(all[n]); left <= 0 {
				more = false
				break
			}
			more = true
			inPassage[i] = n + 1
		}
	}
	some := len(rest.Pictures) > 0
	for i, all := range rest.Sentences {
		begin, end := all[:inPassage[i]:inPassage[i]], all[inPassage[i]:]
		isSummary := func(s string) bool { return s == d.Summary }
		passages[i].Sentences, rest.Sentences[i] = slices.DeleteFunc(begin, isSummary), slices.DeleteFunc(end, isSummary)
		some = some || len(rest.Sentences[i]) > 0
	}
	if !some {
		return passages, nil
	}
	return passages, &rest
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

// sentences returns the sentences of a text. A line ends a sentence, and so does a
// mark before a space and no small letter.
func sentences(text string) []string {
	all := []string{}
	for line := range strings.Lines(text) {
		for line = strings.TrimSpace(line); line != ""; {
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
		short := r == '.' && (utf8.RuneCountInString(word) < 3 || strings.Contains(word, ".")) // z.B., Dr., 1.
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
