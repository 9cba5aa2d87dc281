package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"ankerplatz/generator/diag"
)

// renderer walks over a page's syntax tree once and fills its Doc. It writes
// two texts at a time: the HTML, and the plain text that a reader sees.
type renderer struct {
	p      *Parser
	meter  *meter
	file   *diag.File
	base   int    // offset of source in the file
	source []byte // the page's Markdown
	valid  bool   // it is UTF-8
	doc    *Doc
	diags  diag.List

	html []byte
	text []byte // plain, with single spaces, and a line for each block
	gap  bool   // a space is due before more text
	line bool   // and it is the end of a line

	holes    []hole
	refTexts []stretch // of text, for each reference
	spent    int       // bytes of references, which count as output
	full     bool      // the output's limit was met
	code     int       // bytes of code that may still be highlighted

	mute   int // above 0, only plain text is written
	inLink int
	depth  int // of emphasis and links

	double, single bool // an opening quote waits for its closing one

	ids      ids
	labels   ids // names of tables, which are to differ as well
	sections []section
	notes    []note // texts of footnotes
	noteRefs []int  // section that refers to a footnote first, by number

	told      int        // what stands before it is not looked at for strays any more
	toldLine  int        // likewise, for those at the beginning of a line
	level     int        // of the heading before, 0 if there is none
	conflicts []conflict // of Git, outside of blocks of code

	open    []rawTag       // raw HTML tags that wait for their end
	refused map[string]int // raw HTML tags that were left out and may still have an end
	floor   int            // how many of them were open before the current element
	cell    bool           // the current element is the cell of a Markdown table
}

// stretch is a part of the plain text.
type stretch struct{ start, end int }

type section struct {
	id, heading string
	pictures    []int // see Section
	stretch
}

type note struct {
	section int
	stretch
}

func (r *renderer) document(n ast.Node) {
	r.reserve(n)
	r.beginSection("", "")
	r.children(n)
	r.closeRaw(0)
	r.endSection()
	r.finish()
}

// finish makes the Doc of what the walk has gathered.
func (r *renderer) finish() {
	d, text := r.doc, string(r.text)
	d.html, d.holes = bytes.Clone(r.html), r.holes // without the room that was left: all pages are kept
	d.Empty = len(bytes.TrimSpace(d.html)) == 0 && len(d.holes) == 0
	d.Words = countWords(text)
	notes := map[int][]string{} // by section
	for _, n := range r.notes {
		notes[n.section] = append(notes[n.section], strings.TrimSpace(text[n.start:n.end]))
	}
	for i, s := range r.sections {
		words := strings.TrimSpace(text[s.start:s.end])
		if more := notes[i]; more != nil {
			words = strings.TrimSpace(words + " " + strings.Join(more, " "))
		}
		if i > 0 || words != "" {
			d.Sections = append(d.Sections, Section{ID: s.id, Heading: s.heading, Text: words, Pictures: s.pictures})
		}
	}
	for i, t := range r.refTexts {
		d.Refs[i].Text = strings.TrimSpace(text[t.start:t.end])
	}
}

func countWords(text string) int {
	n, inside := 0, false
	for _, c := range text {
		switch {
		case c == ' ' || c == '\n':
			inside = false
		case !inside && (c >= 'a' && c <= 'z' || unicode.IsLetter(c) || unicode.IsDigit(c)):
			inside = true
			n++
		}
	}
	return n
}

func (r *renderer) beginSection(id, heading string) {
	r.sections = append(r.sections, section{id: id, heading: heading, stretch: stretch{len(r.text), -1}})
	r.gap = true
}

func (r *renderer) endSection() {
	if s := &r.sections[len(r.sections)-1]; s.end < 0 {
		s.end = len(r.text)
	}
	r.gap = true
}

// since is the plain text from an offset on.
func (r *renderer) since(start int) string {
	return string(bytes.TrimSpace(r.text[start:]))
}

func (r *renderer) out(s string) {
	if r.mute == 0 {
		r.html = append(r.html, s...)
	}
}

func (r *renderer) attr(s string) {
	if r.mute == 0 {
		r.html = appendAttr(r.html, s)
	}
}

// insert puts HTML at an earlier place and moves the holes behind it.
func (r *renderer) insert(at, firstHole int, html []byte) {
	r.html = slices.Insert(r.html, at, html...)
	for i := range r.holes[firstHole:] {
		r.holes[firstHole+i].at += len(html)
	}
}

// enough reports whether the page has become larger than it may.
func (r *renderer) enough(n ast.Node) bool {
	if !r.full && len(r.html)+r.spent > r.p.opt.Output {
		r.full = true
		at := r.position(n)
		r.report(at, at+1, diag.TooComplex, diag.Say("the page becomes too large here"),
			diag.Say("what follows is left out; split the page"))
	}
	return r.full
}

func (r *renderer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.block(c)
	}
}

// element writes a block that is one element.
func (r *renderer) element(n ast.Node, tag, attrs string) {
	floor := r.enter()
	r.out("<" + tag + attrs + ">\n")
	r.children(n)
	r.leave(floor)
	r.out("</" + tag + ">\n")
}

// content writes the text of a block.
func (r *renderer) content(n ast.Node) {
	floor := r.enter()
	r.double, r.single = false, false
	r.inlines(n)
	r.leave(floor)
}

func (r *renderer) block(n ast.Node) {
	if r.enough(n) {
		return
	}
	r.gap, r.line = true, true
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.content(n)
		if n.NextSibling() != nil {
			r.out("\n")
		}
	case *ast.Heading:
		r.heading(n)
	case *ast.Blockquote:
		r.quotation(n)
	case *ast.List:
		r.list(n)
	case *ast.ListItem:
		r.item(n)
	case *ast.CodeBlock:
		r.codeBlock(n, "")
	case *ast.FencedCodeBlock:
		r.checkFence(n)
		r.codeBlock(n, string(n.Language(r.source)))
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *ast.ThematicBreak:
		r.out("<hr>\n")
	case *east.Table:
		r.table(n)
	case *east.DefinitionList:
		r.element(n, "dl", "")
	case *east.DefinitionTerm:
		r.out("<dt>")
		r.content(n)
		r.out("</dt>\n")
	case *east.DefinitionDescription:
		floor := r.enter()
		r.out("<dd>")
		r.children(n)
		r.leave(floor)
		r.out("</dd>\n")
	case *east.FootnoteList:
		r.footnotes(n)
	}
}

func (r *renderer) paragraph(n *ast.Paragraph) {
	if image, ok := n.FirstChild().(*ast.Image); ok && image.NextSibling() == nil && r.figure(image) {
		return
	}
	r.sentences(n)
	start := len(r.text)
	r.out("<p>")
	r.content(n)
	r.out("</p>\n")
	if r.doc.Summary == "" && n.Parent().Kind() == ast.KindDocument && len(r.open) == 0 {
		r.doc.Summary = r.since(start)
	}
}

func (r *renderer) list(n *ast.List) {
	tag, attrs := "ul", ""
	if n.IsOrdered() {
		tag = "ol"
		if n.Start != 1 {
			attrs = ` start="` + strconv.Itoa(n.Start) + `"`
		}
		if steps := n.ChildCount(); steps > 1 && n.Parent().Kind() != ast.KindListItem {
			r.doc.Steps = max(r.doc.Steps, steps)
		}
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if n.IsOrdered() && isStep(item) {
			attrs += ` class="steps"`
			break
		}
		if task(item) != nil {
			attrs += ` class="tasks"`
			break
		}
	}
	r.element(n, tag, attrs)
}

// isStep reports whether an item of a numbered list holds more than text and
// lists.
func isStep(item ast.Node) bool {
	blocks := 0
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindList {
			blocks++
		}
	}
	return blocks > 1
}

// task is the box to tick with which a list's item begins, or nil.
func task(item ast.Node) *east.TaskCheckBox {
	if first := item.FirstChild(); first != nil {
		box, _ := first.FirstChild().(*east.TaskCheckBox)
		return box
	}
	return nil
}

func (r *renderer) item(n *ast.ListItem) {
	floor := r.enter()
	if task(n) != nil {
		r.out(`<li class="task">`)
	} else {
		r.out("<li>")
	}
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		r.out("\n")
	}
	r.children(n)
	r.leave(floor)
	r.out("</li>\n")
}

// table writes a table in a frame of its own, which narrow screens can
// scroll, with the keyboard as well.
func (r *renderer) table(n *east.Table) {
	html, hole := len(r.html), len(r.holes)
	r.out("<table>\n")
	label := r.sections[len(r.sections)-1].heading
	for row := n.FirstChild(); row != nil && !r.enough(row); row = row.NextSibling() {
		cell, end := "td", ""
		if row.Kind() == east.KindTableHeader {
			cell, end = "th", "</thead>\n"
			r.out("<thead>\n")
		} else if row.PreviousSibling().Kind() == east.KindTableHeader {
			r.out("<tbody>\n")
		}
		r.out("<tr>")
		r.line = true
		start := len(r.text)
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			r.out("<" + cell)
			if cell == "th" {
				r.out(` scope="col"`)
			}
			r.out(alignment(c.(*east.TableCell).Alignment) + ">")
			r.gap, r.cell = true, true
			r.content(c)
			r.cell = false
			r.out("</" + cell + ">")
		}
		r.out("</tr>\n" + end)
		if label == "" {
			label = r.since(start)
		}
		if cell == "td" && row.NextSibling() == nil {
			r.out("</tbody>\n")
		}
	}
	r.out("</table></div>\n")
	open := append([]byte(`<div class="table" tabindex="0" role="region" aria-label="`), appendAttr(nil, r.labels.take(label))...)
	r.insert(html, hole, append(open, '"', '>'))
}

func alignment(a east.Alignment) string {
	switch a {
	case east.AlignLeft:
		return ` class="align-left"`
	case east.AlignCenter:
		return ` class="align-center"`
	case east.AlignRight:
		return ` class="align-right"`
	case east.AlignNone:
	}
	return ""
}

// footnotes writes the notes at the end. Their text belongs to the section
// that refers to them first.
func (r *renderer) footnotes(n *east.FootnoteList) {
	r.endSection()
	r.out("<section class=\"footnotes\" role=\"doc-endnotes\">\n<h2 class=\"visually-hidden\">")
	r.html = appendText(r.html, r.p.opt.Language.Text("footnotes"))
	r.out("</h2>\n<ol>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f := c.(*east.Footnote)
		start := len(r.text)
		floor := r.enter()
		r.out(`<li id="fn:` + strconv.Itoa(f.Index) + "\">\n")
		r.children(f)
		for b := f.FirstChild(); b != nil; b = b.NextSibling() {
			if back, ok := b.(*east.FootnoteBacklink); ok { // the note ends with a list or the like
				r.backlink(back)
			}
		}
		r.leave(floor)
		r.out("</li>\n")
		if f.Index < len(r.noteRefs) {
			r.notes = append(r.notes, note{r.noteRefs[f.Index], stretch{start, len(r.text)}})
		}
	}
	r.out("</ol>\n</section>\n")
}

// footnoteID is the id of the place where a footnote is referred to.
func footnoteID(index, use int) string {
	id := "fnref:" + strconv.Itoa(index)
	if use > 0 {
		id += "-" + strconv.Itoa(use+1)
	}
	return id
}

func (r *renderer) footnoteMark(n *east.FootnoteLink) {
	if r.mute > 0 || r.inLink > 0 {
		return
	}
	for len(r.noteRefs) <= n.Index {
		r.noteRefs = append(r.noteRefs, len(r.sections)-1)
	}
	number := strconv.Itoa(n.Index)
	r.out(`<sup class="footnote-ref"><a id="` + footnoteID(n.Index, n.RefIndex) +
		`" href="#fn:` + number + `" role="doc-noteref">` + number + `</a></sup>`)
}

func (r *renderer) backlink(n *east.FootnoteBacklink) {
	r.out(` <a class="footnote-back" href="#` + footnoteID(n.Index, n.RefIndex) + `" role="doc-backlink" aria-label="`)
	r.attr(r.p.opt.Language.Text("footnote_back") + " " + strconv.Itoa(n.Index))
	if n.RefIndex > 0 {
		r.out("-" + strconv.Itoa(n.RefIndex+1))
	}
	r.out(`">↩︎</a>`)
}
