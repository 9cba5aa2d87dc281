package markdown

import (
	"sort"

	"github.com/yuin/goldmark/ast"

	"ankerplatz/generator/diag"
)

// prose is the running text of a paragraph, and where its parts stand in the
// source.
type prose struct {
	text  []byte
	parts []part
}

type part struct{ text, source int } // offsets

// sentences tells of those in a paragraph that are very long. Lists, tables and
// quotations have no running text of the writer's own.
func (r *renderer) sentences(n *ast.Paragraph) {
	switch parent := n.Parent(); {
	case parent.Kind() == ast.KindDocument:
	case parent.Kind() == ast.KindBlockquote && isCallout(parent):
	default:
		return
	}
	long := r.p.opt.Language.LongSentence()
	if n.Lines().Len() == 0 || len(n.Lines().Value(r.source)) < 4*long {
		return
	}
	var p prose
	p.add(n, r.source)
	for s := range r.p.opt.Language.Sentences(string(p.text)) {
		if s.Words >= long {
			r.report(p.at(s.Start), p.at(s.End-1)+1, diag.LongSentence, diag.Say("this sentence has %d words", s.Words),
				diag.Say("make two or three of it, each with one thought; of what it counts up make a list"))
		}
	}
}

func isCallout(quote ast.Node) bool {
	_, ok := quote.FirstChild().(*callout)
	return ok
}

// add adds the text below a node. Code, keys and pictures are each one word,
// whatever is in them.
func (p *prose) add(parent ast.Node, source []byte) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			p.parts = append(p.parts, part{len(p.text), n.Segment.Start})
			p.text = append(p.text, n.Segment.Value(source)...)
			switch {
			case n.HardLineBreak():
				p.text = append(p.text, '\n')
			case n.SoftLineBreak():
				p.text = append(p.text, ' ')
			}
		case *ast.Emphasis, *ast.Link:
			p.add(n, source)
		case *ast.RawHTML:
			if tag := n.Segments.Value(source); len(tag) > 3 && string(tag[:3]) == "<br" {
				p.text = append(p.text, '\n')
			}
		default:
			p.text = append(p.text, 'x')
		}
	}
}

// at is where a byte of the text stands in the source.
func (p *prose) at(offset int) int {
	i := sort.Search(len(p.parts), func(i int) bool { return p.parts[i].text > offset }) - 1
	if i < 0 {
		return p.parts[0].source
	}
	return p.parts[i].source + offset - p.parts[i].text
}
