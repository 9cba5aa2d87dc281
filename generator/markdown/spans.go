package markdown

import (
	"github.com/yuin/goldmark/ast"

	"ankerplatz/generator/diag"
)

// offset returns where a slice of the source begins, and whether it is one.
func (r *renderer) offset(part []byte) (int, bool) {
	at := cap(r.source) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(r.source) || &r.source[at] != &part[0] {
		return 0, false
	}
	return at, true
}

// mostTold is how many diagnostics a page has at most.
const mostTold = 200

// report adds a diagnostic for a stretch of the source. A page that is
// mistaken in hundreds of places is not helped by hearing of all of them.
func (r *renderer) report(start, end int, code diag.Code, message, hint diag.Text, fix ...diag.Edit) {
	if len(r.diags) < mostTold {
		end = min(max(end, start), len(r.source))
		r.diags.AddFix(r.file.Span(r.base+start, r.base+end), code, message, hint, fix...)
	}
}

// position is where a node begins in the source.
func (r *renderer) position(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
		if n.Pos() >= 0 {
			return n.Pos()
		}
	}
	return 0
}
