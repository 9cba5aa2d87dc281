// Package thesaurus reads lists of synonyms that others have made, in the form
// of MyThes, which office programs have: in the first line the encoding, then for
// each word
//
//	WORD|N
//	(part of speech)|SYNONYM|SYNONYM…
//
// with N lines of synonyms, one for each sense of the word.
package thesaurus

import (
	"regexp"
	"strconv"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/search/analysis"

	"golang.org/x/text/encoding/htmlindex"
)

// Largest is how many bytes a file may have.
const Largest = 64 << 20

// Read returns what the words of a file may mean. What cannot be understood is
// left out, from the first mistake on, which is told.
func Read(name string, data []byte) ([]analysis.Saying, diag.List) {
	charset, rest, _ := strings.Cut(string(data), "\n")
	charset = strings.TrimSpace(strings.TrimPrefix(charset, "\uFEFF"))
	r := &reader{file: diag.NewFile(name, data)}
	encoding, err := htmlindex.Get(charset)
	if err != nil {
		r.wrong(0, strings.IndexByte(string(data)+"\n", '\n'), diag.Say("%q is no encoding", charset), diag.Say(`the first line of a MyThes file names its encoding, as in "UTF-8"; files of other programs can't be used`))
		return nil, r.list
	}
	head := len(data) - len(rest)
	if rest, err = encoding.NewDecoder().String(rest); err != nil {
		r.wrong(0, head-1, diag.Say("the file is not written in %s: %v", charset, err), diag.Say("write its encoding into the first line"))
		return nil, r.list
	}
	text := string(data[:head]) + rest
	r.file = diag.NewFile(name, []byte(text))
	r.text, r.at = text, head
	return r.read(), r.list
}

type reader struct {
	file *diag.File
	text string
	at   int // in text
	list diag.List
}

func (r *reader) wrong(from, to int, message, hint diag.Text) {
	r.list.Add(r.file.Span(from, to), diag.BadThesaurus, message, hint)
}

// line returns the next line and where it begins.
func (r *reader) line() (line string, from int, ok bool) {
	if r.at >= len(r.text) {
		return "", r.at, false
	}
	from = r.at
	line, _, _ = strings.Cut(r.text[from:], "\n")
	r.at += len(line) + 1
	return strings.TrimSuffix(line, "\r"), from, true
}

func (r *reader) read() []analysis.Saying {
	var all []analysis.Saying
	for {
		line, from, ok := r.line()
		switch {
		case !ok:
			return all
		case strings.TrimSpace(line) == "":
			continue
		}
		word, count, _ := strings.Cut(line, "|")
		n, err := strconv.Atoi(strings.TrimSpace(count))
		if err != nil || n < 0 {
			r.wrong(from, from+len(line), diag.Say("here a word should begin, with how many senses it has"), diag.Say(`write "word|2", and its synonyms in the two lines that follow; or leave the file out`))
			return all
		}
		said := analysis.Saying{Said: []string{plain(word)}, Weak: true}
		for i := range n {
			line, at, ok := r.line()
			_, synonyms, bar := strings.Cut(line, "|")
			if !ok || !bar {
				r.wrong(at, at+len(line), diag.Say("%q should have %d lines of synonyms, and has %d", word, n, i), diag.Say(`write each as "-|synonym|synonym", or a smaller number behind the word`))
				return all
			}
			for synonym := range strings.SplitSeq(synonyms, "|") {
				if synonym = meant(synonym); synonym != "" {
					said.Terms = append(said.Terms, synonym)
				}
			}
		}
		if said.Said[0] != "" && len(said.Terms) > 0 {
			all = append(all, said)
		}
	}
}

var (
	remark   = regexp.MustCompile(`\s*\([^()]*\)\s*`)
	opposite = regexp.MustCompile(`(?i)\((antonym|generic term|related term|oberbegriff|unterbegriff)`)
)

// meant returns a synonym without remarks; none if it is said to be no synonym.
func meant(synonym string) string {
	if opposite.MatchString(synonym) {
		return ""
	}
	return plain(synonym)
}

func plain(text string) string {
	if strings.Contains(text, "(") {
		text = remark.ReplaceAllString(text, " ")
	}
	if strings.Contains(text, "...") {
		return "" // a phrase with a gap
	}
	return strings.TrimSpace(text)
}
