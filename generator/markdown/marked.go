package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// marked is ==words==, as many note-taking programs have it. The signs must
// stand at the borders of words: a==b and c==d is text.
type marked struct{ ast.BaseInline }

var kindMarked = ast.NewNodeKind("Marked")

func (n *marked) Kind() ast.NodeKind { return kindMarked }

func (n *marked) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type markedParser struct{}

func (markedParser) Trigger() []byte { return []byte{'='} }

func (markedParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, at := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, markers{})
	if node == nil || node.OriginalLength != 2 || before == '=' {
		return nil
	}
	after, _ := utf8.DecodeRune(line[2:])
	node.CanOpen = node.CanOpen && !unicode.IsLetter(before) && !unicode.IsDigit(before)
	node.CanClose = node.CanClose && !unicode.IsLetter(after) && !unicode.IsDigit(after)
	if !node.CanOpen && !node.CanClose {
		return nil
	}
	node.Segment = at.WithStop(at.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(node)
	return node
}

// markers are the delimiters of marked.
type markers struct{}

func (markers) IsDelimiter(b byte) bool { return b == '=' }

func (markers) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.Length == 2 && closer.Length == 2
}

func (markers) OnMatch(int) ast.Node { return &marked{} }
