package markdown

import (
	"bytes"
	"cmp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"ankerplatz/generator/diag"
)

// attributed reads the {#id .class} behind a heading. goldmark's own reading
// takes quadratic time and lets every attribute through.
type attributed struct{ parser.BlockParser }

func (a attributed) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	a.BlockParser.Close(node, reader, pc)
	lines := node.Lines()
	if node.Parent() == nil || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	line := bytes.TrimRight(last.Value(reader.Source()), " \t\r\n")
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || line[len(line)-1] != '}' || last.Padding > 0 {
		return
	}
	var classes []string
	id := ""
	for _, word := range strings.Fields(string(line[open+1 : len(line)-1])) {
		name, value, assigned := strings.Cut(word, "=")
		switch {
		case word[0] == '#' && len(word) > 1:
			id = name
		case word[0] == '.' && len(word) > 1:
			classes = append(classes, name[1:])
		case assigned && name == "id":
			id = "#" + strings.Trim(value, `"'`)
		case assigned && name == "class":
			classes = append(classes, strings.Trim(value, `"'`))
		case assigned: // style, onclick and the like are dropped
		default:
			return // no attributes but text
		}
	}
	if id == "" && classes == nil {
		return
	}
	if id != "" {
		node.SetAttributeString("id", idWord(id[1:]))
		node.SetAttributeString("id-at", last.Start+open)
	}
	if classes != nil {
		node.SetAttributeString("class", strings.Join(classes, " "))
	}
	last.Stop = last.Start + open
	lines.Set(lines.Len()-1, last.TrimRightSpace(reader.Source()))
}

// idWord is a hand-written id without what an id or an address must not hold.
// Colons are left to the ids of footnotes.
func idWord(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsDigit(c) || strings.ContainsRune("-_.", c) {
			return c
		}
		return -1
	}, s)
}

// reserve takes the ids that the writer has chosen before any is made of a
// heading's words.
func (r *renderer) reserve(parent ast.Node) {
	for n := parent.FirstChild(); n != nil && n.Type() == ast.TypeBlock; n = n.NextSibling() {
		if n.Kind() != ast.KindHeading {
			r.reserve(n)
			continue
		}
		own, ok := n.AttributeString("id")
		if !ok {
			continue
		}
		want := own.(string)
		if want == "" {
			n.SetAttributeString("id", nil)
			continue
		}
		id := r.ids.take(want)
		n.SetAttributeString("id", id)
		if id != want {
			at, _ := n.AttributeString("id-at")
			r.report(at.(int), at.(int)+len(want)+3, diag.DuplicateID,
				diag.Say(`the id "%s" is given to two headings of this page`, want),
				diag.Say("give one of them another id; links to #%s lead to the first", want))
		}
	}
}

// heading writes a heading, and begins the section below it.
func (r *renderer) heading(n *ast.Heading) {
	if n.Level == 1 && r.pageTitle(n) {
		return
	}
	level := max(n.Level, 2)
	html, hole, start := len(r.html), len(r.holes), len(r.text)
	r.endSection()
	r.content(n)
	words := r.since(start)
	r.checkLevel(n, level, words)
	r.checkUnderline(n, words)
	id := slug(words)
	if own, ok := n.AttributeString("id"); ok && own != nil {
		id = own.(string)
	} else {
		id = r.ids.take(cmp.Or(id, "section"))
	}
	// The id is made of the words, so the tag is put before them only now.
	open := []byte(`<div class="heading"><h`)
	open = append(open, byte('0'+level))
	open = append(open, ` id="`...)
	open = appendAttr(open, id)
	open = append(open, '"')
	if class, ok := n.AttributeString("class"); ok {
		open = append(open, ` class="`...)
		open = appendAttr(open, class.(string))
		open = append(open, '"')
	}
	open = append(open, '>')
	r.insert(html, hole, open)
	r.out(`</h`)
	r.html = append(r.html, byte('0'+level))
	r.out(`><a class="anchor" href="#`)
	r.attr(id)
	r.out(`" aria-label="`)
	lang := r.p.opt.Language
	r.attr(strings.TrimPrefix(lang.Text("heading_link")+lang.Text("colon")+" "+words, ": "))
	r.out("\"><span aria-hidden=\"true\">#</span></a></div>\n")
	if n.Level == 1 {
		start, end := r.position(n), 0
		if lines := n.Lines(); lines.Len() > 0 {
			end = lines.At(lines.Len() - 1).Stop
		}
		r.report(start, end, diag.ExtraTitle,
			diag.Say(`"%s" is a heading of level 1, which only the page's title is`, short(words)),
			diag.Say(`write "## %s"; it is shown that way`, short(words)))
	}
	r.doc.Headings = append(r.doc.Headings, Heading{Level: level, ID: id, Text: words})
	r.beginSection(id, words)
}

// pageTitle takes a level-1 heading that opens the page as the page's title.
func (r *renderer) pageTitle(n *ast.Heading) bool {
	if n.Parent().Kind() != ast.KindDocument {
		return false
	}
	for p := n.PreviousSibling(); p != nil; p = p.PreviousSibling() {
		if p.Kind() != ast.KindLinkReferenceDefinition {
			return false
		}
	}
	r.mute++
	start := len(r.text)
	r.content(n)
	r.doc.Title = r.since(start)
	r.mute--
	r.text = r.text[:start]
	if r.doc.Title == "" {
		return true
	}
	lines := n.Lines()
	r.doc.TitleSpan = r.file.Span(r.base+lines.At(0).Start, r.base+lines.At(lines.Len()-1).Stop)
	return true
}

// short is a heading's text for a message.
func short(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return s
}
