package strictyaml

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"ankerplatz/generator/diag"
)

// The library says that a text is broken, but names a line that is often not
// the broken one, in words for programmers. The functions here find the line
// and say what its writer can do.

// explain reports the library's error at its true place.
func (p *parser) explain(err error) {
	lines := splitLines(p.text)
	for _, l := range lines {
		if l.start == l.begin && strings.HasPrefix(l.words, "<<<<<<<") {
			p.add(l.start, l.start+len(l.words), diag.MergeConflict, diag.Say("two versions of this page were not merged: both stand here, between marks of Git"),
				diag.Say("keep what is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"))
			return
		}
	}
	at, top := p.badLine(lines)
	if !top {
		// What precedes is no field at all: the mistake is its missing colon.
		for i, l := range lines[:at] {
			if l.words != "" {
				at = i
				break
			}
		}
	}
	e := explainer{parser: p, lines: lines, at: at, l: lines[at]}
	if !e.explained() {
		problem := yamlPrefix.ReplaceAllString(err.Error(), "")
		e.say(e.l.start, e.l.start+len(e.l.words), diag.Say("this line cannot be read: %s", problem),
			diag.Say("put text that has special characters in quotes, and indent with spaces like the lines around it"))
	}
}

var yamlPrefix = regexp.MustCompile(`^yaml: (line \d+: )?`)

// explainTop reports that the whole text is a list or a single value.
func (p *parser) explainTop(root *Node) {
	if root.kind == Scalar {
		lines := splitLines(p.text)
		for i, l := range lines {
			e := explainer{parser: p, lines: lines, at: i, l: l}
			if l.words != "" && e.noColon(l.start, l.words) {
				return
			}
		}
	}
	at := root.Span()
	at.End = at.Start + len(oneLine(at.Text()))
	p.list.Add(at, diag.YAMLSyntax, diag.Say("there are no fields here"), diag.Say(`write a name, a colon, a space and a value in each line, as in "title: Some words"`))
}

// secondDocument returns where the line "---" stands that starts it.
func (p *parser) secondDocument(doc *yaml.Node) int {
	at := p.place(doc)
	if i := bytes.LastIndex(p.text[:min(at+3, len(p.text))], []byte("---")); i >= 0 {
		return i
	}
	return at
}

// checkProperties reports tags and anchors, which start at start, where they
// are more likely to be the beginning of a text.
func (p *parser) checkProperties(n *Node, start int) {
	if start >= len(p.text) {
		return
	}
	if c := p.text[start]; c == '!' && !bytes.HasPrefix(p.text[start:], []byte("!!")) || c == '&' && n.kind == Null {
		p.cannotBegin(n.name, start, lineEnd(p.text, start))
	}
}

// cannotBegin reports a text from start to end that begins with a character of
// YAML's own.
func (p *parser) cannotBegin(name string, start, end int) {
	raw := withoutComment(string(p.text[start:end]))
	_, width := utf8.DecodeRuneInString(raw)
	p.add(start, start+len(raw), diag.YAMLSyntax, diag.Say("a text cannot begin with %q unless it is in quotes", raw[:width]),
		diag.Say("write %s", named(name, quote(raw))))
}

// badLine returns the index of the first line that can't be read whatever
// follows it: the line behind the longest beginning that is valid. top is
// whether that beginning has fields.
func (p *parser) badLine(lines []line) (at int, top bool) {
	// A beginning may be invalid only because a quote or bracket in it is closed
	// later; the search looks this many lines further before it believes it.
	const patience = 20
	good, bad := 0, len(lines)
	top = true
	for bad-good > 1 {
		middle := (good + bad) / 2
		found := false
		for i := middle; i < min(middle+patience, bad) && !found; i++ {
			var fields bool
			if found, fields = validPrefix(p.text[:lines[i].begin]); found {
				good, top = i, fields
			}
		}
		if !found {
			bad = middle
		}
	}
	return good, top
}

func validPrefix(text []byte) (valid, fields bool) {
	docs, err := library(text)
	if err != nil {
		return false, false
	}
	fields = len(docs) == 0 || len(docs[0].Content) == 0 || docs[0].Content[0].Kind != yaml.ScalarNode ||
		docs[0].Content[0].Tag == "!!null"
	return true, fields
}

// line is a line of the text; offsets are in the whole text.
type line struct {
	begin int    // of the line
	start int    // of its words
	words string // without white space around; empty for a comment
}

func splitLines(text []byte) []line {
	var lines []line
	for begin := 0; begin < len(text); {
		end := lineEnd(text, begin)
		all := string(text[begin:end])
		words := strings.TrimSpace(all)
		start := begin + strings.Index(all, words)
		if strings.HasPrefix(words, "#") {
			words = ""
		}
		lines = append(lines, line{begin: begin, start: start, words: words})
		begin = end + 1
	}
	return append(lines, line{begin: len(text), start: len(text)})
}

func lineEnd(text []byte, i int) int {
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(text)
}
