package markdown

import (
	"bytes"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"ankerplatz/generator/controls"
)

// CommonMark takes [words](new form.pdf) for text, as an address must not hold
// spaces. Names of files do, so it is read as the link that is meant wherever
// what stands in the brackets can be nothing else than an address.

// parseSpaced lets the parser of links read on from a "]" behind which an
// address with spaces stands, and reports whether one does.
func (l links) parseSpaced(parent ast.Node, block text.Reader, pc parser.Context) (ast.Node, bool) {
	line, at := block.PeekLine()
	from, to, found := spacedAddress(line[1:])
	if !found || at.Padding > 0 || !isAddress(string(line[1+from:1+to])) {
		return nil, false
	}
	from, to = at.Start+1+from, at.Start+1+to
	node := l.InlineParser.Parse(parent, filled{block, from, to}, pc)
	dest := block.Source()[from:to]
	switch n := node.(type) {
	case *ast.Link:
		n.Destination = dest
	case *ast.Image:
		n.Destination = dest
	}
	return node, true
}

// spacedAddress finds what stands in the round brackets with which a line
// begins, if that has spaces and so is no address for CommonMark. A title
// behind it, as in (new form.pdf "Words"), is not part of it.
func spacedAddress(line []byte) (from, to int, found bool) {
	if len(line) == 0 || line[0] != '(' {
		return 0, 0, false
	}
	line = line[:min(len(line), 1000)]
	end, depth := 1, 1
	for ; end < len(line); end++ {
		switch line[end] {
		case '\\':
			end++
			continue
		case '(':
			depth++
		case ')':
			depth--
		case '\n', '<':
			return 0, 0, false
		}
		if depth == 0 {
			break
		}
	}
	if end >= len(line) {
		return 0, 0, false
	}
	inner := bytes.TrimRight(line[1:end], " \t")
	from = end - len(bytes.TrimLeft(line[1:end], " \t"))
	if from >= 1+len(inner) {
		return 0, 0, false
	}
	dest := line[from : 1+len(inner)]
	space := bytes.IndexAny(dest, " \t")
	if space < 0 {
		return 0, 0, false
	}
	if rest := bytes.TrimLeft(dest[space:], " \t"); isTitle(rest) {
		return 0, 0, false // an address of CommonMark
	}
	if last := dest[len(dest)-1]; last == '"' || last == '\'' {
		if open := bytes.LastIndex(dest[:len(dest)-1], []byte{' ', last}); open > 0 {
			dest = bytes.TrimRight(dest[:open], " \t")
		}
	}
	return from, from + len(dest), true
}

// isTitle reports whether text is a link's title and nothing else.
func isTitle(text []byte) bool {
	if len(text) < 2 {
		return false
	}
	closing := text[0]
	switch closing {
	case '(':
		closing = ')'
	case '"', '\'':
	default:
		return false
	}
	return bytes.IndexByte(text[1:], closing) == len(text)-2
}

// isAddress reports whether a text with spaces is an address and not words: it
// has a scheme, begins like a path, or ends like a file.
func isAddress(s string) bool {
	if _, known := schemes[schemeOf(s)]; known || strings.HasPrefix(s, "/") || strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../") {
		return true
	}
	if i := strings.IndexAny(s, "#?"); i >= 0 {
		s = s[:i]
	}
	return isFileName(s)
}

// isFileName reports whether a text ends like the name of a file.
func isFileName(s string) bool {
	ext := path.Ext(s)
	if len(ext) < 2 || len(ext) > 6 || ext == s {
		return false
	}
	letters := 0
	for _, c := range []byte(ext[1:]) {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			letters++
		case c < '0' || c > '9':
			return false
		}
	}
	return letters > 0
}

// filled is a reader whose text has letters in the place of an address.
type filled struct {
	text.Reader
	from, to int // in the source
}

func (f filled) PeekLine() ([]byte, text.Segment) {
	line, at := f.Reader.PeekLine()
	from, to := max(f.from-at.Start, 0), min(f.to-at.Start, len(line))
	if at.Padding > 0 || from >= to {
		return line, at
	}
	line = bytes.Clone(line)
	for i := from; i < to; i++ {
		line[i] = 'a'
	}
	return line, at
}

// unspaced is a telephone number without the spaces that people put into it.
func unspaced(scheme, address string) string {
	if scheme != "tel" && scheme != "sms" {
		return address
	}
	return controls.Drop(strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(address))
}
