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

	"ankerplatz/generator/controls"
	"ankerplatz/generator/diag"
)

// Raw HTML goes tag by tag through a sanitiser, and the tags that pass are
// balanced: within each element that Markdown makes, every end has its start
// and every start gets its end. So no page can break what stands around it.

// elements are what writers may use of HTML.
var elements = []string{
	"kbd", "sub", "sup", "abbr", "mark", "br", "hr", "small", "ins", "del", "s", "u", "q", "cite", "dfn", "var", "samp",
	"time", "ruby", "rt", "rp", "details", "summary", "b", "i", "em", "strong", "span", "p", "figure", "figcaption",
	"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "ul", "ol", "li", "code",
}

var languageTag = regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`)

func rawPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(elements...)
	p.AllowNoAttrs().OnElements("span")
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("lang").Matching(languageTag).Globally()
	p.AllowAttrs("dir").Matching(bluemonday.Direction).Globally()
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("datetime").OnElements("time", "ins", "del")
	return p
}

// parents are the elements that raw tags must stand in directly.
var parents = map[string][]string{
	"summary": {"details"}, "figcaption": {"figure"}, "rt": {"ruby"}, "rp": {"ruby"},
	"caption": {"table"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
	"tr": {"table", "thead", "tbody", "tfoot"}, "th": {"tr"}, "td": {"tr"}, "li": {"ul", "ol"},
}

// blocks are the elements that must not stand in a paragraph.
var blocks = map[string]bool{
	"details": true, "summary": true, "p": true, "hr": true, "figure": true, "figcaption": true, "table": true,
	"caption": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "th": true, "td": true,
	"ul": true, "ol": true, "li": true,
}

// inCells are the blocks that the cell of a Markdown table may hold: Markdown
// has no lists in tables, so writers use HTML there.
var inCells = map[string]bool{"ul": true, "ol": true, "li": true, "p": true}

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
			r.report(t.start, t.end, diag.UnsafeHTML, diag.Say("<%s> has no end where it must have one", t.name), diag.Say("write </%s> behind it", t.name))
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
	r.rawLines(lines)
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
	first := n.Segments.At(0)
	token := first.Value(r.source)
	if len(token) < 2 || token[1] == '!' || token[1] == '?' {
		return skip // a comment or the like
	}
	at := first.Start
	tag := string(token)
	if n.Segments.Len() > 1 {
		tag = string(n.Segments.Value(r.source))
	}
	size := len(tag)
	rest, end := strings.CutPrefix(tag[1:], "/")
	name := rest
	if i := strings.IndexFunc(rest, func(c rune) bool { return c != '-' && c < '0' || c == '>' }); i >= 0 {
		name, rest = rest[:i], rest[i:]
	}
	name = strings.ToLower(name)
	switch {
	case end && name == skip:
		return ""
	case skip != "":
		return skip
	case end:
		r.endTag(name, size, at)
		return ""
	}
	return r.startTag(name, tag, rest != ">" && rest != "/>", at, true)
}

func (r *renderer) rawLines(segments *text.Segments) {
	raw := segments.Value(r.source)
	done, skip := 0, ""
	place := places{segments: segments}
	z := html.NewTokenizer(bytes.NewReader(raw))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Raw()
		start := done
		done += len(token)
		switch kind {
		case html.CommentToken, html.DoctypeToken, html.ErrorToken: // vanish
		case html.TextToken:
			if skip == "" {
				r.literal(html.UnescapeString(strings.ReplaceAll(string(token), "\r", "")))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if skip == "" {
				tag := string(token)
				name, attributes := z.TagName()
				skip = r.startTag(string(name), tag, attributes, place.at(start), false)
			}
		case html.EndTagToken:
			size := len(token)
			name, _ := z.TagName()
			switch skip {
			case "":
				r.endTag(string(name), size, place.at(start))
			case string(name):
				skip = ""
			}
		}
	}
	if rest := bytes.TrimSpace(raw[done:]); len(rest) > 0 && skip == "" && !bytes.HasPrefix(rest, []byte("<!")) {
		at := place.at(done)
		r.report(at, at+len(rest), diag.UnsafeHTML, diag.Say("this HTML tag has no end"), diag.Say(`write ">" behind it, or "&lt;" where no tag is meant`))
	}
}

// places tells where ascending offsets in the text of some segments stand in
// the source.
type places struct {
	segments *text.Segments
	i        int // the segment at hand
	before   int // how long the ones before it are
}

func (p *places) at(n int) int {
	for {
		s := p.segments.At(p.i)
		if n-p.before < s.Len() || p.i+1 == p.segments.Len() {
			return s.Start + max(n-p.before-s.Padding, 0)
		}
		p.before += s.Len()
		p.i++
	}
}

// startTag writes a tag if it may stand there. It returns the tag's name if
// what follows is to be left out with it.
func (r *renderer) startTag(name, tag string, attributes bool, at int, inline bool) (skip string) {
	end := at + len(tag)
	if !r.p.elements[name] || !r.meter.spend(20, at) {
		r.refuse(name, at, end, diag.Say(leftOut))
		if opaque[name] && !strings.HasSuffix(tag, "/>") {
			return name
		}
		return ""
	}
	if blocks[name] {
		if inline && (!r.cell || !inCells[name]) {
			r.refuse(name, at, end, diag.Say("it is left out; it has to stand at the beginning of a line, with a blank line before it"))
			return ""
		}
		r.endOpen("p")
	}
	switch name {
	case "td", "th":
		r.endOpen("td", "th")
	case "tr":
		r.endOpen("tr")
	case "li":
		r.endOpen("li")
	case "thead", "tbody", "tfoot":
		r.endOpen("thead", "tbody", "tfoot")
	}
	if want := parents[name]; want != nil && (len(r.open) == r.floor || !slices.Contains(want, r.open[len(r.open)-1].name)) {
		r.refuse(name, at, end, diag.Say("it is left out; it has to stand in <%s>", want[0]))
		return ""
	}
	if len(r.open) >= r.p.opt.Nesting {
		r.refuse(name, at, end, diag.Say("it is left out; HTML is nested too deep here"))
		return ""
	}
	clean := "<" + name + ">"
	if attributes && r.meter.spend(3000, at) {
		clean = controls.Drop(strings.Replace(r.p.policy.Sanitize(tag), "/>", ">", 1))
	}
	r.out(clean)
	if blocks[name] || name == "br" {
		r.gap = true
	}
	if name != "br" && name != "hr" {
		r.open = append(r.open, rawTag{name, at, end})
	}
	return ""
}

const leftOut = "it is left out; the author's guide lists the HTML that may be used"

func (r *renderer) refuse(name string, at, end int, hint diag.Text) {
	r.report(at, end, diag.UnsafeHTML, diag.Say("the HTML tag <%s> can't be used here", short(name)), hint)
	if r.refused == nil {
		r.refused = map[string]int{}
	}
	r.refused[name]++
}

// endOpen ends the innermost of some elements, where HTML lets their end be
// left out, unless it lies in a table.
func (r *renderer) endOpen(names ...string) {
	for i := len(r.open) - 1; i >= r.floor; i-- {
		switch name := r.open[i].name; {
		case slices.Contains(names, name):
			for len(r.open) > i {
				r.pop()
			}
			return
		case name == "table" || name == "ul" || name == "ol":
			return
		}
	}
}

func (r *renderer) endTag(name string, size, at int) {
	for i := len(r.open) - 1; i >= r.floor; i-- {
		if r.open[i].name == name {
			for len(r.open) > i {
				r.pop()
			}
			r.gap = r.gap || blocks[name]
			return
		}
	}
	switch {
	case name == "br": // browsers take </br> for <br>, and so do many writers
		r.out("<br>")
		r.gap = true
	case r.refused[name] > 0:
		r.refused[name]--
	case r.p.elements[name]:
		r.report(at, at+size, diag.UnsafeHTML, diag.Say("</%s> ends nothing that begins in the same place", name), diag.Say("leave it out, or write <%s> before it", name))
	default:
		r.report(at, at+size, diag.UnsafeHTML, diag.Say("the HTML tag </%s> can't be used here", short(name)), diag.Say(leftOut))
	}
}
