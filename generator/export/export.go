// Package export makes from a hub what is not a page: feeds, tables, the
// sitemap, robots.txt and what browsers need to search the hub.
package export

import (
	"bytes"
	"encoding/xml"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/digest"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
)

// Files are all exports of a hub. letters are those of a language that have
// pages, the latest first.
func Files(h *hub.Hub, letters func(lang string) []*digest.Letter) []planned.File {
	var files []planned.File
	add := func(path string, produce func() []byte) {
		files = append(files, planned.Bytes(path, func() ([]byte, diag.List) { return produce(), nil }))
	}
	add("sitemap.xml", func() []byte { return sitemap(h) })
	add("robots.txt", func() []byte { return robots(h) })
	for _, lang := range h.Languages {
		add(lang.Code+"/"+openSearchName, func() []byte { return openSearchOf(h, lang) })
		for _, f := range lang.Feeds() {
			files = append(files, feedFiles(h, f, func() feed {
				if f.Letters {
					return lettersFeed(h, lang, f, letters(lang.Code))
				}
				return pagesFeed(h, lang, f)
			})...)
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
