package markdown

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"ankerplatz/generator/diag"
)

// Blocks that became something else than was meant.

// checkFence tells of a block of code that never ends, or that ends only because
// another one was to begin.
func (r *renderer) checkFence(n *ast.FencedCodeBlock) {
	open := r.position(n)
	if n.Pos() >= 0 {
		open = n.Pos()
	}
	if open >= len(r.source) || r.source[open] != '`' && r.source[open] != '~' {
		return
	}
	run := len(r.source[open:]) - len(bytes.TrimLeft(r.source[open:], string(r.source[open])))
	fence := string(r.source[open : open+run])
	told := func() {
		r.report(open, r.lineEnd(open), diag.UnclosedCode, diag.Say("the block of code that begins here has no end"),
			diag.Say("write %s in a line of its own below its last line", fence))
	}
	after := r.nextLine(open)
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		value := bytes.TrimSpace(line.Value(r.source))
		if rest, again := bytes.CutPrefix(value, []byte(fence)); again && len(rest) > 0 && notInfo(rest) < 0 && fence[0] == '`' {
			told()
			return
		}
		after = max(after, r.nextLine(max(line.Start, line.Stop-1)))
	}
	if after < len(r.source) || n.Lines().Len() == 0 {
		closing := strings.TrimLeft(string(r.source[after:r.lineEnd(after)]), " \t>")
		if strings.HasPrefix(closing, fence) && strings.Trim(closing, fence[:1]+" \t") == "" {
			return
		}
	}
	told()
}

// notInfo is where a text stops being the name of a code's language.
func notInfo(rest []byte) int {
	return strings.IndexFunc(strings.ToLower(string(rest)), notLanguage)
}

// checkLevel tells of a heading that lies deeper below the one before it than one
// level.
func (r *renderer) checkLevel(n *ast.Heading, level int, words string) {
	if n.Parent().Kind() != ast.KindDocument {
		return
	}
	above := cmp.Or(r.level, 1)
	if level > above+1 {
		at, end := r.position(n), 0
		if lines := n.Lines(); lines.Len() > 0 {
			end = lines.At(lines.Len() - 1).Stop
		}
		r.report(at, end, diag.HeadingSkipped, diag.Say("this heading is of level %d, and the one above it of level %d", level, above),
			diag.Say(`write "%s %s"`, strings.Repeat("#", above+1), short(words)))
	}
	r.level = level
}

// checkUnderline tells of a paragraph that became a heading by the line of
// hyphens below it.
func (r *renderer) checkUnderline(n *ast.Heading, words string) {
	lines := n.Lines()
	if n.Level != 2 || lines.Len() == 0 || n.Parent().Kind() != ast.KindDocument {
		return
	}
	at := r.nextLine(lines.At(lines.Len() - 1).Start)
	under := strings.TrimSpace(string(r.source[at:r.lineEnd(at)]))
	begin := bytes.LastIndexByte(r.source[:lines.At(0).Start], '\n') + 1
	if under == "" || strings.Trim(under, "-") != "" || bytes.HasPrefix(bytes.TrimLeft(r.source[begin:], " "), []byte("#")) {
		return
	}
	if last := words[max(len(words)-1, 0):]; lines.Len() == 1 && len(words) <= 100 && last != "." && last != ";" {
		return
	}
	r.report(at, at+len(under), diag.AccidentalHeading, diag.Say("this line makes a heading of the text above it"),
		diag.Say("put a blank line between them"), r.edit(at, at, "\n"))
}

// unusedNotes keeps the footnotes that nothing refers to, which goldmark drops.
type unusedNotes struct{}

var unusedNotesKey = parser.NewContextKey()

func (unusedNotes) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	var unused []*east.Footnote
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != east.KindFootnoteList {
			continue
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if note, ok := c.(*east.Footnote); ok && note.Index < 0 {
				unused = append(unused, note)
			}
		}
	}
	if unused != nil {
		pc.Set(unusedNotesKey, unused)
	}
}

// checkNotes tells of footnotes that nothing refers to: readers do not see them.
func (r *renderer) checkNotes(pc parser.Context) {
	unused, _ := pc.Get(unusedNotesKey).([]*east.Footnote)
	for _, note := range unused {
		start, ok := r.offset(note.Ref)
		if !ok {
			continue
		}
		r.report(start-2, start+len(note.Ref)+1, diag.MissingDefinition, diag.Say("nothing in the text leads to the footnote [^%s], so that nobody sees it", string(note.Ref)),
			diag.Say("write [^%s] behind the words that it belongs to", string(note.Ref)))
	}
}

// A conflict is a place where Git could not merge two versions of a page, from
// its first mark to the end of its last.
type conflict struct{ start, end int }

// conflicts finds them.
func conflicts(source []byte) (all []conflict) {
	line := func(mark string, from int) int {
		for at := from; ; {
			i := bytes.Index(source[at:], []byte(mark))
			if i < 0 {
				return -1
			}
			at += i
			end := at + len(mark)
			if (at == 0 || source[at-1] == '\n') && (end == len(source) || source[end] == ' ' || source[end] == '\n' || source[end] == '\r') {
				return at
			}
			at = end
		}
	}
	for at := 0; ; {
		start := line("<<<<<<<", at)
		if start < 0 {
			return all
		}
		middle := line("=======", start)
		if middle < 0 {
			return all
		}
		end := line(">>>>>>>", middle)
		if end < 0 {
			return all
		}
		if i := bytes.IndexByte(source[end:], '\n'); i >= 0 {
			end += i
		} else {
			end = len(source)
		}
		all = append(all, conflict{start, end})
		at = end
	}
}

// checkConflicts tells of conflicts outside of blocks of code, and of nothing
// else that is in them.
func (r *renderer) checkConflicts() {
	for _, c := range r.conflicts {
		if at := r.doc.TitleSpan.Start; r.doc.Title != "" && r.base+c.start <= at && at < r.base+c.end {
			r.doc.Title, r.doc.TitleSpan = "", diag.Span{}
		}
		kept := r.diags[:0]
		for _, d := range r.diags {
			if d.Start < r.base+c.start || d.Start >= r.base+c.end {
				kept = append(kept, d)
			}
		}
		r.diags = kept
		r.report(c.start, r.lineEnd(c.start), diag.MergeConflict, diag.Say("two versions of this page were not merged: both stand here, between marks of Git"),
			diag.Say("keep what is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"))
	}
}
