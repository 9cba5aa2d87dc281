package markdown

import (
	"bytes"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"ankerplatz/generator/diag"
)

// A stray is a mark that did not become what was meant by it, so that readers
// see it. Strays are looked for where the syntax tree has text: what it has
// understood, and what is code, HTML or escaped, is not asked.

// strayBytes are those at which a stray may begin within a line.
var strayBytes = [256]bool{
	'[': true, '(': true, '!': true, '{': true, '%': true, '$': true, '+': true, '^': true, '=': true, '*': true, ':': true, '`': true,
}

// strayReach is how far a stray's end is looked for, so that a long line costs
// no more than its length.
const strayReach = 1000

// strays tells of the strays in a node of text.
func (r *renderer) strays(n *ast.Text) {
	if len(r.diags) >= mostTold || r.mute > 0 || r.inLink > 0 || n.Segment.Padding > 0 || r.inCode() {
		return
	}
	value, start := n.Segment.Value(r.source), n.Segment.Start
	if beginsLine(n) {
		r.strayLine(n, start)
	}
	for i, c := range value {
		if !strayBytes[c] || start+i < r.told || r.escaped(start+i) {
			continue
		}
		at := start + i
		s := stray{r: r, node: n, at: at, rest: r.source[at:r.lineStop(n, at)]}
		s.find(c)
	}
}

// stray is where one may begin.
type stray struct {
	r    *renderer
	node *ast.Text
	at   int
	rest []byte // of the line, or of the table's cell
}

func (s stray) find(c byte) {
	switch c {
	case '[':
		_ = s.task() || s.footnote() || s.wikiLink() || s.contents() || s.linkLike()
	case '(':
		s.reversed()
	case '!':
		s.pictureLike()
	case '{':
		_ = s.shortcode() || s.attributes()
	case '%':
		s.comment()
	case '$':
		s.math()
	case '+':
		s.unknownKeys()
	case '^':
		s.blockID()
	case '=':
		s.formula()
	case '*':
		_ = s.emphasis() || s.unclosedBold()
	case '`':
		s.unclosedCode()
	case ':':
		s.icon()
	}
}

// tell reports size bytes of the stray; what follows is looked at again behind
// them.
func (s stray) tell(size int, code diag.Code, message, hint diag.Text, fix ...diag.Edit) bool {
	s.r.told = s.at + size
	s.r.report(s.at, s.at+size, code, message, hint, fix...)
	return true
}

// edit puts text in the place of a stretch of the stray.
func (s stray) edit(from, to int, text string) diag.Edit { return s.r.edit(s.at+from, s.at+to, text) }

// before is the character before the stray, a space at the beginning of a line.
func (s stray) before() rune {
	c, size := utf8.DecodeLastRune(s.r.source[:s.at])
	if size == 0 {
		return ' '
	}
	return c
}

// bordered reports whether no word ends where the stray begins.
func (s stray) bordered() bool {
	c := s.before()
	return !unicode.IsLetter(c) && !unicode.IsDigit(c)
}

// edit puts text in the place of what stands between two offsets.
func (r *renderer) edit(start, end int, text string) diag.Edit {
	return diag.Edit{Span: r.file.Span(r.base+start, r.base+end), New: text}
}

// escaped reports whether an odd number of backslashes stands before an offset.
func (r *renderer) escaped(at int) bool {
	n := 0
	for n < at && r.source[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// inCode reports whether raw HTML says that text is no prose.
func (r *renderer) inCode() bool {
	for _, tag := range r.open[r.floor:] {
		switch tag.name {
		case "code", "kbd", "samp", "var":
			return true
		}
	}
	return false
}

// beginsLine reports whether a text is the first of a line in a paragraph or
// list.
func beginsLine(n *ast.Text) bool {
	if kind := n.Parent().Kind(); kind != ast.KindParagraph && kind != ast.KindTextBlock {
		return false
	}
	before := n.PreviousSibling()
	if before == nil {
		return true
	}
	text, ok := before.(*ast.Text)
	return ok && (text.SoftLineBreak() || text.HardLineBreak())
}

// block is the block whose text a node belongs to.
func block(n ast.Node) ast.Node {
	for n.Type() != ast.TypeBlock {
		n = n.Parent()
	}
	return n
}

// lineStop is where the line ends on which an offset of a node's text stands, or
// the table's cell; further away than strayReach is not looked.
func (r *renderer) lineStop(n ast.Node, at int) int {
	far := min(at+strayReach, len(r.source))
	if b := block(n); b.Kind() == east.KindTableCell && b.Lines().Len() > 0 {
		return min(max(b.Lines().At(0).Stop, at), far)
	}
	if end := bytes.IndexByte(r.source[at:far], '\n'); end >= 0 {
		return at + len(bytes.TrimRight(r.source[at:at+end], "\r"))
	}
	return far
}

// lineOf is the number of the line in a block on which an offset stands.
func lineOf(b ast.Node, at int) int {
	lines := b.Lines()
	return max(sort.Search(lines.Len(), func(i int) bool { return lines.At(i).Start > at })-1, 0)
}

// lineText is a block's line from an offset on, without its break.
func (r *renderer) lineText(b ast.Node, i int) (start int, text []byte) {
	line := b.Lines().At(i)
	line = line.TrimLeftSpace(r.source)
	line = line.TrimRightSpace(r.source)
	return line.Start, line.Value(r.source)
}
