package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"ankerplatz/generator/diag"
)

// goldmark is linear for what people write, but not for what a hostile or
// broken file may hold: some of its loops look at everything before them
// again. A meter counts the steps that such a loop is about to take. Once a
// page has used up its steps, the syntax in question is read as plain text,
// which is fast, and the page gets one too-complex diagnostic at the place
// where that began.

// steps is how many steps a page may cost; more than real pages need by a
// factor of a hundred, and well under a second.
const steps = 40_000_000

// longestRun is the longest run of one emphasis character that still counts
// as emphasis.
const longestRun = 100

var meterKey = parser.NewContextKey()

type meter struct {
	nesting   int
	left      int
	at        int       // offset where a limit was met, or -1
	what      diag.Text // the message for it
	block     ast.Node
	marks     int // emphasis characters in the block so far
	labels    int // open "[" in the block
	skip      int // end of a run that is no emphasis
	footnotes int // definitions so far
	pipes     int // escaped pipes so far
}

func meterOf(pc parser.Context) *meter { return pc.Get(meterKey).(*meter) }

// enter starts counting anew where another block's text begins.
func (m *meter) enter(block ast.Node) {
	if m.block != block {
		m.block, m.marks, m.labels = block, 0, 0
	}
}

// spend takes n steps for what stands at an offset and reports whether the
// page could afford them.
func (m *meter) spend(n, at int) bool {
	m.left -= n
	if m.left < 0 {
		m.stop(at, diag.Say("this text is too complicated to be read as Markdown"))
	}
	return m.left >= 0
}

func (m *meter) stop(at int, what diag.Text) {
	if m.at < 0 {
		m.at, m.what = at, what
	}
}

func (m *meter) report(r *renderer) {
	if m.at >= 0 {
		r.report(m.at, m.at+1, diag.TooComplex, m.what,
			diag.Say("from here on it is shown as plain text; split the page, or put the text into a code block"))
	}
}

// container bounds how deep lists, quotations and the like are nested.
type container struct {
	parser.BlockParser
	footnote bool
}

func (c container) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	m := meterOf(pc)
	_, at := reader.Position()
	deep := len(pc.OpenedBlocks()) >= 2*m.nesting // a list and its item are two blocks
	if deep || m.left < 0 {
		line, position := reader.Position()
		node, _ := c.BlockParser.Open(parent, reader, pc)
		reader.SetPosition(line, position)
		if node != nil && deep {
			m.stop(at.Start, diag.Say("lists and quotations are nested more than %d deep", m.nesting))
		}
		return nil, parser.NoChildren
	}
	node, state := c.BlockParser.Open(parent, reader, pc)
	if node != nil && c.footnote {
		m.footnotes++
		m.spend(m.footnotes, at.Start)
	}
	return node, state
}

func (c container) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, at := reader.Position()
	if !meterOf(pc).spend(100, at.Start) {
		return parser.Close
	}
	return c.BlockParser.Continue(node, reader, pc)
}

// emphasis bounds the number of emphasis characters in a block, as each is
// compared with those before it.
type emphasis struct{ parser.InlineParser }

func (e emphasis) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	m := meterOf(pc)
	line, at := block.PeekLine()
	if at.Start < m.skip {
		return nil
	}
	if run := len(line) - len(bytes.TrimLeft(line, string(line[0]))); run > longestRun {
		m.skip = at.Start + run
		return nil
	}
	m.enter(parent)
	m.marks++
	if !m.spend(m.marks, at.Start) {
		return nil
	}
	return e.InlineParser.Parse(parent, block, pc)
}

// links bounds what nested and unfinished links cost.
type links struct{ parser.InlineParser }

func (l links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	m := meterOf(pc)
	line, at := block.PeekLine()
	m.enter(parent)
	if m.left < 0 {
		return nil
	}
	if line[0] != ']' {
		if m.labels >= m.nesting {
			m.stop(at.Start, diag.Say("brackets are nested more than %d deep", m.nesting))
			return nil
		}
		node := l.InlineParser.Parse(parent, block, pc)
		if node != nil {
			m.labels++
		}
		return node
	}
	if m.labels == 0 {
		return l.InlineParser.Parse(parent, block, pc)
	}
	m.labels--
	// Labels are looked up by walking over the block's lines from its end.
	cost := parent.Lines().Len()
	if m.labels > 0 {
		// Everything since the outermost bracket is searched for links.
		cost += (at.Start - parent.Lines().At(0).Start) / 4
	}
	if !m.spend(cost, at.Start) {
		return nil
	}
	if node, spaced := l.parseSpaced(parent, block, pc); spaced {
		return node
	}
	node := l.InlineParser.Parse(parent, block, pc)
	if node == nil && len(line) > 1 && line[1] == '(' {
		m.spend(len(line), at.Start)
	}
	return node
}

func (l links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// codeSpans bounds the search for the end of code spans that have none.
type codeSpans struct{ parser.InlineParser }

func (c codeSpans) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	m := meterOf(pc)
	if m.left < 0 {
		return nil
	}
	_, at := block.PeekLine()
	node := c.InlineParser.Parse(parent, block, pc)
	if _, unclosed := node.(*ast.Text); unclosed {
		lines := parent.Lines()
		m.spend(lines.At(lines.Len()-1).Stop-at.Start+16*lines.Len(), at.Start)
	}
	return node
}

// footnoteMarks bounds the search for a footnote's definition.
type footnoteMarks struct{ parser.InlineParser }

func (f footnoteMarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[^")) && !bytes.HasPrefix(line, []byte("![^")) {
		return nil
	}
	m := meterOf(pc)
	if !m.spend(m.footnotes+parent.Lines().Len(), at.Start) {
		return nil
	}
	return f.InlineParser.Parse(parent, block, pc)
}

// bareLinks lets only text through to goldmark's parser of bare addresses
// that may be one: it is asked at every space.
type bareLinks struct{ parser.InlineParser }

func (b bareLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	word := line
	switch line[0] {
	case ' ', '*', '_', '~', '(':
		word = line[1:]
	}
	switch {
	case bytes.HasPrefix(word, []byte("http")), bytes.HasPrefix(word, []byte("www.")), bytes.HasPrefix(word, []byte("ftp:")):
		if !meterOf(pc).spend(len(line)/16, at.Start) {
			return nil
		}
	default:
		if !mailbox(word) {
			return nil
		}
	}
	return b.InlineParser.Parse(parent, block, pc)
}

// mailbox reports whether a line begins with what stands before an e-mail
// address's "@", which has at most 64 characters.
func mailbox(line []byte) bool {
	for i, c := range line[:min(len(line), 65)] {
		if c == '@' {
			return i > 0
		}
		if c <= ' ' || c == '<' || c == '(' || c == '[' || c >= 0x80 {
			return false
		}
	}
	return false
}

// definitions bounds paragraphs that hold many link definitions.
type definitions struct{ parser.ParagraphTransformer }

func (d definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source, n := node.Lines(), reader.Source(), 0
	for i := range lines.Len() {
		line := lines.At(i)
		line = line.TrimLeftSpace(source)
		if line.Len() == 0 || source[line.Start] != '[' {
			if i == 0 {
				return
			}
			continue
		}
		n++
	}
	if n < 100 || meterOf(pc).spend(n*lines.Len()/4, node.Pos()) {
		d.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// tables bounds tables that are filled up with empty cells.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := node.Lines(), reader.Source()
	m := meterOf(pc)
	columns, pipes := 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		line := segment.Value(source)
		if i > 0 && columns == 0 && len(bytes.Trim(line, "|-: \t\r\n")) == 0 {
			columns = bytes.Count(line, []byte("|")) + 1
		}
		pipes += bytes.Count(line, []byte(`\|`))
	}
	if columns == 0 {
		return
	}
	m.pipes += pipes
	if m.spend(128*columns*lines.Len()+pipes*m.pipes, node.Pos()) {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}
