// Package webpage reads the pages of sites that other programs made: what
// stands in a file of HTML becomes a document for the search.
package webpage

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/language"

	"ankerplatz/generator/controls"
	"ankerplatz/generator/slug"
	"ankerplatz/search"
	"ankerplatz/search/analysis"
)

// Largest is how many bytes a file may have.
const Largest = 32 << 20

// usualKind is the kind of pages that don't say theirs.
const usualKind = "page"

// Page is what a file says by itself. What takes the other files, too, is
// [NewSite]'s to find out.
type Page struct {
	Path string // in the folder, with slashes
	// Left says why the page is not for the search; "" if it is.
	Left Reason

	doc        search.Document // without Ref, URL and Page
	kind       string          // as it is written; "" if it is not
	windowed   string          // the title of the window
	site       string          // the name of the site
	alternates []string        // where it says that it is in other languages
	marked     bool            // it has data-pagefind-body
}

// Reason is why a page is left out.
type Reason string

// The reasons.
const (
	Redirect Reason = "redirect"
	NotFound Reason = "for addresses that are not there"
	NoIndex  Reason = "noindex"
	Unmarked Reason = "without data-pagefind-body, which others have"
)

// ErrNoPage says that a file is no page of HTML.
var ErrNoPage = errors.New("the file is no page of HTML")

// Read reads a file. It is called by its path in the site.
func Read(name string, data []byte) (*Page, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	if !isPage(text) {
		return nil, ErrNoPage
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("the file can't be understood: %w", err)
	}
	p := &Page{Path: name, doc: search.Document{Lang: langOf(root)}}
	var m metadata
	m.read(root)
	p.alternates = m.alternates
	p.windowed, p.site = m.first("title"), m.first("og:site_name")
	switch {
	case m.redirect:
		p.Left = Redirect
	case isNotFound(name):
		p.Left = NotFound
	case m.noIndex:
		p.Left = NoIndex
	}
	if p.Left != "" {
		return p, nil
	}
	r := reader{}
	var main []*html.Node
	main, p.marked = mainText(root)
	for _, n := range main {
		r.chrome = n.Data == "body"
		r.walk(n)
	}
	r.end()
	d := &p.doc
	d.Sections = r.sections
	d.Title = firstOf(m.first("pagefind:title"), r.title, m.first("og:title"))
	d.Summary = m.first("pagefind:description", "pagefind:summary", "description", "og:description")
	d.Keywords = m.keywords()
	d.Updated = m.updated()
	d.Apps, d.Departments, d.Tags = m.facets("app"), m.facets("department"), m.tags()
	p.kind = m.first("filter:kind", "kind")
	d.Kind = firstOf(slug.Make(p.kind), usualKind)
	return p, nil
}

// isNotFound reports whether a file is what servers show for addresses that are
// not there: of the site, or of a language.
func isNotFound(name string) bool {
	if first, rest, ok := strings.Cut(name, "/"); ok && Lang(first) != "" {
		name = rest
	}
	name = strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	return name == "404" || name == "404/index"
}

// decode returns the text of a file, whose encoding it may tell itself.
func decode(data []byte) (string, error) {
	encoding, name, certain := charset.DetermineEncoding(data[:min(len(data), 1<<10)], "")
	if name == "utf-8" || !certain && utf8.Valid(data) { // what is not told is looked for in all of the file
		return withoutMark(strings.ToValidUTF8(string(data), "\ufffd")), nil
	}
	text, err := encoding.NewDecoder().String(string(data))
	if err != nil {
		return "", fmt.Errorf("the file is not written in %s: %w", name, err)
	}
	return withoutMark(text), nil
}

func withoutMark(text string) string { return strings.TrimPrefix(text, "\ufeff") }

// isPage reports whether a text is a whole page, and no part of one.
func isPage(text string) bool {
	if strings.Contains(text, "\x00") {
		return false
	}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken || kind == html.DoctypeToken {
			return kind == html.DoctypeToken
		}
		name, _ := z.TagName()
		if kind == html.StartTagToken && slices.Contains([]string{"html", "head", "title", "body"}, string(name)) {
			return true
		}
	}
}

// langOf returns the language that a page names.
func langOf(root *html.Node) string {
	var own, body, meta string
	for n := range root.Descendants() {
		switch n.Data {
		case "html":
			own = firstOf(attr(n, "lang"), attr(n, "xml:lang"))
		case "body":
			body = attr(n, "lang")
		case "meta":
			if strings.EqualFold(attr(n, "http-equiv"), "content-language") {
				meta = attr(n, "content")
			}
		}
	}
	return Lang(firstOf(own, body, meta))
}

// Lang returns the index that a BCP 47 tag belongs to, "" if it is none. The
// regions of a language whose words we know are one.
func Lang(tag string) string {
	parsed, err := language.Parse(strings.TrimSpace(tag))
	if parsed == language.Und {
		return ""
	}
	if base, _ := parsed.Base(); slices.Contains(analysis.ChainLanguages(), base.String()) {
		return base.String()
	}
	if err != nil {
		return ""
	}
	return parsed.String()
}

// attr returns the value of an attribute.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text = line(text); text != "" {
			return text
		}
	}
	return ""
}

// line is a text on one line.
func line(text string) string { return strings.Join(strings.Fields(controls.Drop(text)), " ") }

// date reads a date as pages write it for machines.
func date(text string) time.Time {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(form, strings.TrimSpace(text)); err == nil {
			return t
		}
	}
	return time.Time{}
}
