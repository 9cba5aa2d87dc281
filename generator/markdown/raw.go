package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"ankerplatz/generator/diag"
)

// Raw HTML goes tag by tag through a sanitiser, and the tags that pass are
// balanced: within each element that Markdown makes, every end has its start
// and every start gets its end. So no page can break what stands around it.

// rawHTML is what writers may use of HTML.
type rawHTML struct{ policy *bluemonday.Policy }

var languageTag = regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`)

func newRawHTML() rawHTML {
	p := bluemonday.NewPolicy()
	p.AllowElements(
		"kbd", "sub", "sup", "abbr", "mark", "br", "hr", "small", "ins", "del", "s", "u", "q", "cite", "dfn", "var", "samp",
		"time", "ruby", "rt", "rp", "details", "summary", "b", "i", "em", "strong", "span", "p", "figure", "figcaption",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
	)
	p.AllowNoAttrs().OnElements("span")
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("lang").Matching(languageTag).Globally()
	p.AllowAttrs("dir").Matching(bluemonday.Direction).Globally()
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("datetime").OnElements("time", "ins", "del")
	return rawHTML{p}
}

// parents are the elements that raw tags must stand in directly.
var parents = map[string][]string{
	"summary": {"details"}, "figcaption": {"figure"}, "rt": {"ruby"}, "rp": {"ruby"},
	"caption": {"table"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
	"tr": {"table", "thead", "tbody", "tfoot"}, "th": {"tr"}, "td": {"tr"},
}

// blocks are the elements that must not stand in a paragraph.
var blocks = map[string]bool{
	"details": true, "summary": true, "p": true, "hr": true, "figure": true, "figcaption": true, "table": true,
	"caption": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "th": true, "td": true,
}

// frames are the elements that may hold Markdown: they stay open where their
// lines of HTML end.
var frames = map[string]bool{"details": true, "figure": true, "th": true, "td": true}

// opaque are the elements whose content is no text for readers.
var opaque = map[string]bool{
	"script": true, "style": true, "title": true, "textarea": true, "iframe": true, "noscript": true, "noembed": true,
	"noframes": true, "xmp": true, "template": true, "object": true, "svg": true, "math": true, "select": true,
}

// rawTag is a raw tag that waits for its end.
type rawTag struct {
	name       string
	start, end int
}

// enter begins an element that raw tags can't reach out of; leave ends it.
func (r *renderer) enter() (floor int) {
	floor, r.floor = r.floor, len(r.open)
	return floor
}

func (r *renderer) leave(floor int) {
	r.closeRaw(r.floor)
	r.floor = floor
}

// closeRaw ends the tags that are still open above n.
func (r *renderer) closeRaw(n int) {
	for len(r.open) > n {
		t := r.open[len(r.open)-1]
		if t.name != "p" {
			r.report(t.start, t.end, diag.UnsafeHTML, "<"+t.name+"> has no end where it must have one", "write </"+t.name+"> behind it")
		}
		r.pop()
	}
}

func (r *renderer) pop() {
	r.out("</" + r.open[len(r.open)-1].name + ">")
	r.open = r.open[:len(r.open)-1]
}

// htmlBlock writes lines of HTML.
func (r *renderer) htmlBlock(n *ast.HTMLBlock) {
	lines, before := n.Lines(), len(r.html)
	if n.HasClosure() {
		whole := text.NewSegments()
		whole.AppendAll(lines.Sliced(0, lines.Len()))
		whole.Append(n.ClosureLine)
		lines = whole
	}
	r.rawHTML(lines, false, "")
	for len(r.open) > r.floor && !frames[r.open[len(r.open)-1].name] {
		r.closeRaw(len(r.open) - 1)
	}
	if len(r.html) > before {
		r.out("\n")
	}
}

// rawInline writes a tag in the midst of text. Skip is an element whose
// content is left out at the moment; it returns the one that is after it.
func (r *renderer) rawInline(n *ast.RawHTML, skip string) string {
	return r.rawHTML(n.Segments, true, skip)
}

func (r *renderer) rawHTML(segments *text.Segments, inline bool, skip string) string {
	raw := segments.Value(r.source)
	z := html.NewTokenizer(bytes.NewReader(raw))
	done := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := string(z.Raw())
		start := done
		done += len(token)
		switch kind {
		case html.TextToken:
			if skip == "" {
				r.literal(html.UnescapeString(strings.ReplaceAll(token, "\r", "")))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if skip == "" {
				at := sourceOffset(segments, start)
				skip = r.startTag(string(name), token, at, inline)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if skip != "" {
				if string(name) == skip {
					skip = ""
				}
				continue
			}
			r.endTag(string(name), token, sourceOffset(segments, start))
		}
	}
	if rest := bytes.TrimSpace(raw[done:]); len(rest) > 0 && skip == "" && !bytes.HasPrefix(rest, []byte("<!")) {
		at := sourceOffset(segments, done)
		r.report(at, at+len(rest), diag.UnsafeHTML, "this HTML tag has no end", `write ">" behind it, or "&lt;" where no tag is meant`)
	}
	return skip
}

// sourceOffset is where the nth byte of some segments stands in the source.
func sourceOffset(segments *text.Segments, n int) int {
	at := 0
	for i := range segments.Len() {
		s := segments.At(i)
		if n < s.Len() {
			return s.Start + max(n-s.Padding, 0)
		}
		n -= s.Len()
		at = s.Stop
	}
	return at
}

// startTag writes a tag if it may stand there. It returns the tag's name if
// what follows is to be left out with it.
func (r *renderer) startTag(name, token string, at int, inline bool) (skip string) {
	clean := r.p.raw.policy.Sanitize(token)
	end := at + len(token)
	if clean == "" || name == "" {
		r.refuse(name, at, end, "it is left out; the author's guide lists the HTML that may be used")
		if opaque[name] && !strings.HasSuffix(token, "/>") {
			return name
		}
		return ""
	}
	if blocks[name] {
		if inline {
			r.refuse(name, at, end, "it is left out; it has to stand at the beginning of a line, with a blank line before it")
			return ""
		}
		r.endOpen("p")
	}
	switch name {
	case "td", "th":
		r.endOpen("td", "th")
	case "tr":
		r.endOpen("tr")
	case "thead", "tbody", "tfoot":
		r.endOpen("thead", "tbody", "tfoot")
	}
	if want := parents[name]; want != nil && (len(r.open) == r.floor || !slices.Contains(want, r.open[len(r.open)-1].name)) {
		r.refuse(name, at, end, "it is left out; it has to stand in <"+want[0]+">")
		return ""
	}
	if len(r.open) >= r.p.opt.Nesting {
		r.refuse(name, at, end, "it is left out; HTML is nested too deep here")
		return ""
	}
	r.out(strings.Replace(clean, "/>", ">", 1))
	if blocks[name] || name == "br" {
		r.gap = true
	}
	if name != "br" && name != "hr" {
		r.open = append(r.open, rawTag{name, at, end})
	}
	return ""
}

func (r *renderer) refuse(name string, at, end int, hint string) {
	r.report(at, end, diag.UnsafeHTML, "the HTML tag <"+short(name)+"> can't be used here", hint)
	if r.refused == nil {
		r.refused = map[string]int{}
	}
	r.refused[name]++
}

// endOpen ends the innermost of some elements, where HTML lets their end be
// left out, unless it lies in a table.
func (r *renderer) endOpen(names ...string) {
	for i := len(r.open) - 1; i >= r.floor && r.open[i].name != "table"; i-- {
		if slices.Contains(names, r.open[i].name) {
			for len(r.open) > i {
				r.pop()
			}
			return
		}
	}
}

func (r *renderer) endTag(name, token string, at int) {
	for i := len(r.open) - 1; i >= r.floor; i-- {
		if r.open[i].name == name {
			for len(r.open) > i {
				r.pop()
			}
			r.gap = r.gap || blocks[name]
			return
		}
	}
	if r.refused[name] > 0 {
		r.refused[name]--
	} else {
		r.report(at, at+len(token), diag.UnsafeHTML, "</"+name+"> ends nothing that begins in the same place", "leave it out, or write <"+name+"> before it")
	}
}
