// Package export makes from a hub what is not a page: feeds, tables, the
// sitemap and robots.txt.
package export

import (
	"bytes"
	"encoding/xml"
	"slices"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
)

// Files are all exports of a hub.
func Files(h *hub.Hub) []planned.File {
	var files []planned.File
	add := func(path string, produce func() []byte) {
		files = append(files, planned.Bytes(path, func() ([]byte, diag.List) { return produce(), nil }))
	}
	add("sitemap.xml", func() []byte { return sitemap(h) })
	add("robots.txt", func() []byte { return robots(h) })
	for _, lang := range h.Languages {
		if *h.Config.Output.Feeds {
			add(lang.Code+"/feed.xml", func() []byte { return feed(h, lang) })
		}
		if h.HasCompetences() {
			add(lang.Code+"/competences.csv", func() []byte { return competences(h, lang) })
		}
		if h.HasNetwork() {
			add(lang.Code+"/network.csv", func() []byte { return network(h, lang) })
		}
	}
	return files
}

// document writes XML with its declaration. The types below always encode.
func document(v any) []byte {
	b := bytes.NewBufferString(xml.Header)
	e := xml.NewEncoder(b)
	e.Indent("", " ")
	_ = e.Encode(v)
	b.WriteByte('\n')
	return b.Bytes()
}

// feedMost is how many entries a feed has.
const feedMost = 30

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Link       atomLink       `xml:"link"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Summary    string         `xml:"summary,omitempty"`
	Authors    []atomAuthor   `xml:"author"`
	Categories []atomCategory `xml:"category"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// feed is the language's newest pages as Atom (RFC 4287). Profiles are not
// news, and pages without a date can't be.
func feed(h *hub.Hub, lang *hub.Language) []byte {
	pages := slices.DeleteFunc(slices.Clone(lang.Pages), func(p *hub.Page) bool {
		return !p.Kind.Fed || p.Created.IsZero()
	})
	slices.SortFunc(pages, hub.CompareAge)
	title := h.Config.Title.In(lang.Code, h.Config.DefaultLang())
	home := h.Config.Absolute(h.Base + lang.Code + "/")
	f := atomFeed{
		Lang: lang.Code, ID: home, Title: title,
		Links: []atomLink{{Rel: "self", Href: home + "feed.xml"}, {Href: home}},
	}
	var newest time.Time
	for _, p := range pages[:min(feedMost, len(pages))] {
		updated := p.Updated
		if updated.Before(p.Created) {
			updated = p.Created
		}
		if updated.After(newest) {
			newest = updated
		}
		address := h.Config.Absolute(p.URL)
		e := atomEntry{
			ID: address, Title: p.Title, Link: atomLink{Href: address}, Summary: p.Summary,
			Published: p.Created.UTC().Format(time.RFC3339), Updated: updated.UTC().Format(time.RFC3339),
		}
		for _, author := range p.Authors {
			e.Authors = append(e.Authors, atomAuthor{author.In(lang.Code).Title})
		}
		if len(e.Authors) == 0 {
			e.Authors = []atomAuthor{{title}}
		}
		for _, tag := range p.Tags {
			e.Categories = append(e.Categories, atomCategory{tag.ID, tag.Name})
		}
		f.Entries = append(f.Entries, e)
	}
	if newest.IsZero() {
		newest = time.Unix(0, 0) // an empty feed; readers stumble over the year 1
	}
	f.Updated = newest.UTC().Format(time.RFC3339)
	return document(f)
}

type urlSet struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc        string      `xml:"loc"`
	LastMod    string      `xml:"lastmod,omitempty"`
	Alternates []alternate `xml:"xhtml:link"`
}

type alternate struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// sitemap lists all pages with their translations (sitemaps.org, and Google's
// extension for languages).
func sitemap(h *hub.Hub) []byte {
	set := urlSet{XHTML: "http://www.w3.org/1999/xhtml"}
	for _, lang := range h.Languages {
		set.URLs = append(set.URLs, sitemapURL{Loc: h.Config.Absolute(h.Base + lang.Code + "/")})
	}
	for _, p := range h.Pages {
		if p.Index || p.Meta.Search != nil && !*p.Meta.Search {
			continue
		}
		u := sitemapURL{Loc: h.Config.Absolute(p.URL)}
		if !p.Updated.IsZero() {
			u.LastMod = p.Updated.UTC().Format(time.DateOnly)
		}
		if len(p.Translations.Pages) > 1 {
			for _, lang := range h.Languages {
				if q := p.Translations.Pages[lang.Code]; q != nil {
					u.Alternates = append(u.Alternates, alternate{"alternate", lang.Code, h.Config.Absolute(q.URL)})
				}
			}
		}
		set.URLs = append(set.URLs, u)
	}
	return document(set)
}

func robots(h *hub.Hub) []byte {
	return []byte("User-agent: *\nAllow: " + h.Base + "\n\nSitemap: " + h.Config.Absolute(h.Base+"sitemap.xml") + "\n")
}
