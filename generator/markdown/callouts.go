package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/words"
)

// callout is the first line of a quotation that is a callout:
//
//	> [!TIP]- Words of one's own
//
// Its lines are those words. The sign behind the bracket makes the callout
// foldable: closed with "-", open with "+".
type callout struct {
	ast.BaseBlock
	word  string // as written
	start int    // of the word
	fold  byte   // '-', '+' or 0
}

var kindCallout = ast.NewNodeKind("Callout")

func (c *callout) Kind() ast.NodeKind { return kindCallout }

func (c *callout) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"Word": c.word}, nil)
}

type calloutTransformer struct{}

func (calloutTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote := node.Parent()
	if quote.Kind() != ast.KindBlockquote || quote.FirstChild() != node {
		return
	}
	first := node.Lines().At(0)
	first = first.TrimLeftSpace(reader.Source())
	first = first.TrimRightSpace(reader.Source())
	line := first.Value(reader.Source())
	end := bytes.IndexByte(line, ']')
	if !bytes.HasPrefix(line, []byte("[!")) || end < 3 || end > 40 {
		return
	}
	rest := line[end+1:]
	if len(rest) > 0 && rest[0] == '(' || len(rest) > 0 && rest[0] == '[' {
		return // a link
	}
	c := &callout{word: string(line[2:end]), start: first.Start + 2}
	if len(rest) > 0 && (rest[0] == '-' || rest[0] == '+') {
		c.fold, rest = rest[0], rest[1:]
	}
	first.Start = first.Stop - len(bytes.TrimLeft(rest, " \t"))
	if first.Start < first.Stop {
		c.Lines().Append(first)
	}
	quote.InsertBefore(quote, node, c)
	lines := node.Lines()
	if lines.Len() == 1 {
		quote.RemoveChild(quote, node)
		return
	}
	lines.SetSliced(1, lines.Len())
}

// quotation writes a quotation, or the callout that it is.
func (r *renderer) quotation(n ast.Node) {
	c, ok := n.FirstChild().(*callout)
	if !ok {
		r.element(n, "blockquote", "")
		return
	}
	kind, title := r.calloutKind(c)
	floor := r.enter()
	outer, inner := "div", "p"
	if c.fold != 0 {
		outer, inner = "details", "summary"
	}
	r.out("<" + outer + ` class="callout ` + kind + `"`)
	switch c.fold {
	case '+':
		r.out(" open")
	case 0:
		r.out(` role="note"`)
	}
	r.out(">\n<" + inner + ` class="callout-title">`)
	r.gap = true
	if c.HasChildren() {
		r.content(c)
	} else {
		r.literal(title)
	}
	r.out("</" + inner + ">\n")
	r.gap = true
	for child := c.NextSibling(); child != nil; child = child.NextSibling() {
		r.block(child)
	}
	r.leave(floor)
	r.out("</" + outer + ">\n")
}

// calloutKind is a callout's class and its title where it has none of its
// own.
func (r *renderer) calloutKind(c *callout) (kind, title string) {
	if name := strings.ToLower(c.word); slices.Contains(words.Callouts, name) {
		return name, r.p.opt.Language.Text("callout_" + name)
	}
	near := cmp.Or(words.Callout(c.word), diag.Near(strings.ToLower(c.word), words.Callouts))
	hint := diag.Say("there are [!TIP], [!NOTE], [!IMPORTANT], [!WARNING] and [!CAUTION]")
	if near != "" {
		hint = diag.Say("did you mean [!%s]? There are [!TIP], [!NOTE], [!IMPORTANT], [!WARNING] and [!CAUTION]", strings.ToUpper(near))
	}
	r.report(c.start, c.start+len(c.word), diag.BadCallout, diag.Say(`there is no callout "%s"`, c.word), hint)
	if near == "" {
		return "note", c.word
	}
	return near, r.p.opt.Language.Text("callout_" + near)
}
