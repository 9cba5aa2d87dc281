package webpage

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"ankerplatz/generator/slug"
	"ankerplatz/search"
)

// metadata is what a page says about itself.
type metadata struct {
	named      map[string][]string // by name; what is for Pagefind as "pagefind:NAME" and "filter:NAME"
	times      []string            // of <time>, those of a change first
	alternates []string
	redirect   bool
	noIndex    bool
}

func (m *metadata) add(name, value string) {
	if value = line(value); value != "" {
		name = strings.ToLower(strings.TrimSpace(name))
		m.named[name] = append(m.named[name], value)
	}
}

func (m *metadata) read(root *html.Node) {
	m.named = map[string][]string{}
	var published []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "title":
			if n.Parent.Data == "head" { // drawings have titles, too
				m.add("title", plain(n))
			}
		case "meta":
			m.meta(n)
		case "link":
			if strings.EqualFold(attr(n, "rel"), "alternate") && Lang(attr(n, "hreflang")) != "" {
				m.alternates = append(m.alternates, attr(n, "href"))
			}
		case "time":
			if strings.Contains(attr(n, "itemprop"), "dateModified") {
				m.times = append(m.times, attr(n, "datetime"))
			} else {
				published = append(published, attr(n, "datetime"))
			}
		case "html", "body", "main", "article":
			m.add("kind", attr(n, "data-kind"))
			m.noIndex = m.noIndex || has(n, "data-pagefind-ignore") && n.Data != "article"
		}
		m.captured(n, "data-pagefind-meta", "pagefind:")
		m.captured(n, "data-pagefind-filter", "filter:")
	}
	m.times = append(m.times, published...)
}

func (m *metadata) meta(n *html.Node) {
	name, content := strings.ToLower(firstOf(attr(n, "name"), attr(n, "property"))), attr(n, "content")
	said := strings.ToLower(content)
	switch {
	case strings.EqualFold(attr(n, "http-equiv"), "refresh"):
		m.redirect = m.redirect || strings.Contains(said, "url")
	case name == "robots":
		for word := range strings.FieldsFuncSeq(said, func(r rune) bool { return r == ',' || r == ' ' }) {
			m.noIndex = m.noIndex || word == "noindex" || word == "none"
		}
	case name == "search" || name == "pagefind":
		m.noIndex = m.noIndex || slices.Contains([]string{"false", "no", "exclude", "noindex", "ignore"}, strings.TrimSpace(said))
	case name != "":
		m.add(name, content)
	}
}

// captured adds what an attribute for Pagefind says: a list of NAME, whose value
// is the element's text, NAME[ATTRIBUTE], and at its end NAME:VALUE.
func (m *metadata) captured(n *html.Node, key, prefix string) {
	for rest := attr(n, key); rest != ""; {
		one, after, _ := strings.Cut(rest, ",")
		name, from, inside := strings.Cut(strings.TrimSuffix(strings.TrimSpace(one), "]"), "[")
		switch {
		case strings.Contains(one, ":"):
			name, value, _ := strings.Cut(rest, ":")
			m.add(prefix+strings.TrimSpace(name), value)
			return
		case inside:
			m.add(prefix+name, attr(n, from))
		default:
			m.add(prefix+name, plain(n))
		}
		rest = after
	}
}

func (m *metadata) first(names ...string) string {
	for _, name := range names {
		if values := m.named[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

func (m *metadata) keywords() []string {
	var words []string
	for _, list := range slices.Concat(m.named["keywords"], m.named["pagefind:keywords"]) {
		for word := range strings.SplitSeq(list, ",") {
			if word = line(word); word != "" && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	return words
}

// updated is the day of the last change, or else of publication.
func (m *metadata) updated() time.Time {
	told := []string{m.first("pagefind:updated", "pagefind:modified", "pagefind:date"), m.first("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "revised")}
	told = append(append(told, m.times...), m.first("article:published_time", "date", "dcterms.date"))
	for _, text := range told {
		if t := date(text); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// facets are the values of the filter of a name.
func (m *metadata) facets(name string) []search.Facet {
	var facets []search.Facet
	for _, value := range slices.Concat(m.named["filter:"+name], m.named["filter:"+name+"s"]) {
		facet := search.Facet{ID: slug.Make(value), Name: value}
		if facet.ID != "" && !slices.ContainsFunc(facets, func(f search.Facet) bool { return f.ID == facet.ID }) {
			facets = append(facets, facet)
		}
	}
	return facets
}

// tags are the values of all other filters, and what articles are tagged with.
func (m *metadata) tags() []string {
	tags := slices.Clone(m.named["article:tag"])
	for name, values := range m.named {
		filter, ok := strings.CutPrefix(name, "filter:")
		if ok && !slices.Contains([]string{"kind", "app", "apps", "department", "departments"}, filter) {
			tags = append(tags, values...)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}
