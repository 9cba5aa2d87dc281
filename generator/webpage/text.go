package webpage

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"ankerplatz/search"
)

// mainText returns the elements that have what a page is about: those with
// data-pagefind-body, else <main> or what has its role, else the articles, else
// the body. marked reports whether it is the first.
func mainText(root *html.Node) (nodes []*html.Node, marked bool) {
	var mains, articles, body []*html.Node
	outside := func(all []*html.Node, n *html.Node) bool {
		return len(all) == 0 || !slices.Contains(slices.Collect(n.Ancestors()), all[len(all)-1])
	}
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case has(n, "data-pagefind-body"):
			if outside(nodes, n) {
				nodes = append(nodes, n)
			}
		case n.Data == "main" || attr(n, "role") == "main":
			mains = append(mains, n)
		case n.Data == "article":
			if outside(articles, n) {
				articles = append(articles, n)
			}
		case n.Data == "body":
			body = []*html.Node{n}
		}
	}
	switch {
	case len(nodes) > 0:
		return nodes, true
	case len(mains) > 0:
		return mains[:1], false
	case len(articles) > 0:
		return articles, false
	}
	return body, false
}

// reader gathers the text of a page by its headings.
type reader struct {
	title    string // the first <h1>
	sections []search.Section
	section  search.Section
	text     strings.Builder // of the section
	chrome   bool            // it reads the whole body, with what all pages have
	silent   int             // level of the heading whose section is left out
}

func (r *reader) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		if r.silent == 0 {
			r.text.WriteString(n.Data)
		}
		return
	case n.Type != html.ElementNode:
		return
	case levelOf(n) > 0:
		r.heading(n)
		return
	}
	space := !inline[n.Data]
	if space {
		r.text.WriteByte(' ')
	}
	if isSilent(n) || isAside(n) || r.chrome && (n.Data == "header" || n.Data == "aside" || attr(n, "role") == "banner") {
		return
	}
	if n.Data == "img" && r.silent == 0 {
		r.text.WriteString(" " + attr(n, "alt") + " ")
	}
	for c := range n.ChildNodes() {
		r.walk(c)
	}
	if space {
		r.text.WriteByte(' ')
	}
}

// heading begins a section.
func (r *reader) heading(n *html.Node) {
	level := levelOf(n)
	if r.silent > 0 && level > r.silent {
		return
	}
	r.silent = 0
	text := plain(n)
	switch {
	case has(n, "data-search-exclude"):
		r.silent = level
		r.end()
	case isSilent(n) || text == "":
	case level == 1 && r.title == "":
		r.title = text
	default:
		r.end()
		r.section = search.Section{ID: (&url.URL{Fragment: idOf(n)}).EscapedFragment(), Heading: text}
	}
}

// end ends the section that was begun last.
func (r *reader) end() {
	r.section.Text = line(r.text.String())
	if r.section.Heading != "" || r.section.Text != "" {
		r.sections = append(r.sections, r.section)
	}
	r.section = search.Section{}
	r.text.Reset()
}

// plain is the text of an element.
func plain(n *html.Node) string {
	var r reader
	for c := range n.ChildNodes() {
		r.walk(c)
	}
	return line(r.text.String())
}

func levelOf(n *html.Node) int {
	if d := n.Data; len(d) == 2 && d[0] == 'h' && '1' <= d[1] && d[1] <= '6' {
		return int(d[1] - '0')
	}
	return 0
}

// isSilent reports whether an element has no text for readers.
func isSilent(n *html.Node) bool {
	switch n.Data {
	case "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "audio", "video",
		"button", "select", "textarea", "datalist", "rp", "rt":
		return true
	case "dialog":
		return !has(n, "open")
	case "a":
		if isMark(n) {
			return true
		}
	}
	return has(n, "hidden") && attr(n, "hidden") != "until-found" || attr(n, "aria-hidden") == "true" ||
		has(n, "data-pagefind-ignore") || has(n, "data-search-exclude")
}

// isAside reports whether an element leads to other places, wherever it stands.
func isAside(n *html.Node) bool {
	switch n.Data {
	case "nav", "footer", "search":
		return true
	}
	return slices.Contains([]string{"navigation", "search", "contentinfo"}, attr(n, "role"))
}

// isMark reports whether a link is a sign in the text and no text: the paragraph
// sign at a heading, the number of a footnote.
func isMark(a *html.Node) bool {
	role, class := attr(a, "role"), attr(a, "class")
	if role == "doc-noteref" || role == "doc-backlink" || strings.Contains(class, "footnote") {
		return true
	}
	if !strings.HasPrefix(attr(a, "href"), "#") || a.Parent == nil || levelOf(a.Parent) == 0 {
		return false
	}
	for c := range a.Descendants() {
		if c.Type == html.TextNode && strings.ContainsFunc(c.Data, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return false
		}
	}
	return true
}

// idOf returns the fragment that leads to a heading: its own id, that of an
// anchor in it or before it, or that of what it is the heading of.
func idOf(h *html.Node) string {
	if id := attr(h, "id"); id != "" {
		return id
	}
	for n := range h.Descendants() {
		if id := anchor(n); id != "" {
			return id
		}
	}
	before := h.PrevSibling
	for before != nil && before.Type == html.TextNode && strings.TrimSpace(before.Data) == "" {
		before = before.PrevSibling
	}
	switch {
	case before == nil && h.Parent != nil:
		return attr(h.Parent, "id")
	case before != nil && inline[before.Data] && plain(before) == "":
		return anchor(before)
	}
	return ""
}

// anchor returns the name by which a link leads to an element.
func anchor(n *html.Node) string {
	if id := attr(n, "id"); id != "" || n.Data != "a" {
		return id
	}
	return attr(n, "name")
}

// inline are the elements that stand within a word or a line.
var inline = func() map[string]bool {
	set := map[string]bool{}
	for _, a := range []string{
		"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
		"kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
		"u", "var", "wbr",
	} {
		set[a] = true
	}
	return set
}()
