package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/digest"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
)

// feed is what is new of something, for feed readers: one model, written as
// Atom (RFC 4287) and as JSON Feed 1.1 (jsonfeed.org). Addresses are whole.
type feed struct {
	lang    string
	title   string
	about   string // one sentence; "" without
	page    string // what it is a feed of
	at      *hub.Feed
	author  string // of entries that name nobody
	entries []entry
}

// entry is something new.
type entry struct {
	page               string
	title, summary     string
	html               string // its whole text; "" where the page has to be opened for that
	published, updated time.Time
	authors            []author
	tags               []tag
}

type author struct{ name, page string }

type tag struct{ id, name string }

// feedFiles are both forms of a feed.
func feedFiles(h *hub.Hub, at *hub.Feed, produce func() feed) []planned.File {
	files := []planned.File{
		planned.Bytes(h.Path(at.Atom()), func() ([]byte, diag.List) { return produce().atom(h), nil }),
		planned.Bytes(h.Path(at.JSON()), func() ([]byte, diag.List) { return produce().json(h), nil }),
	}
	for i := range files {
		files[i].At = at.At
	}
	return files
}

// pagesFeed is the feed of pages that were written.
func pagesFeed(h *hub.Hub, lang *hub.Language, of *hub.Feed) feed {
	f := newFeed(h, lang, of)
	for _, p := range of.Pages {
		e := entry{page: h.Config.Absolute(p.URL), title: p.Title, summary: p.Summary, published: p.Created, updated: p.Updated}
		for _, person := range p.Authors {
			profile := person.In(lang.Code)
			e.authors = append(e.authors, author{profile.Title, h.Config.Absolute(profile.URL)})
		}
		for _, t := range p.Tags {
			e.tags = append(e.tags, tag{t.ID, t.Name})
		}
		f.entries = append(f.entries, e)
	}
	return f
}

// lettersFeed is the feed of letters, each with its whole text.
func lettersFeed(h *hub.Hub, lang *hub.Language, of *hub.Feed, letters []*digest.Letter) feed {
	f := newFeed(h, lang, of)
	for _, letter := range letters {
		f.entries = append(f.entries, entry{page: letter.Page, title: letter.Title, summary: letter.Period, html: letter.Fragment(), published: letter.Until})
	}
	return f
}

// newFeed is a feed without entries.
func newFeed(h *hub.Hub, lang *hub.Language, at *hub.Feed) feed {
	site := h.Config.Title.In(lang.Code, h.Config.DefaultLang())
	f := feed{lang: lang.Code, title: site, page: h.Config.Absolute(at.URL), at: at, author: site}
	if at.Title == "" {
		f.about = h.Config.Description.In(lang.Code, h.Config.DefaultLang())
	} else {
		f.title = at.Title + " – " + site
	}
	return f
}

// changed is when the entry was changed last.
func (e entry) changed() time.Time {
	if e.updated.Before(e.published) {
		return e.published
	}
	return e.updated
}

// changed is when the newest entry was changed; 1970 of an empty feed, as
// readers stumble over the year 1.
func (f feed) changed() time.Time {
	newest := time.Unix(0, 0)
	for _, e := range f.entries {
		if at := e.changed(); at.After(newest) {
			newest = at
		}
	}
	return newest
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   atomAuthor  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Link       atomLink       `xml:"link"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Summary    string         `xml:"summary,omitempty"`
	Content    *atomContent   `xml:"content"`
	Authors    []atomAuthor   `xml:"author"`
	Categories []atomCategory `xml:"category"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomAuthor struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

func (f feed) atom(h *hub.Hub) []byte {
	const html = "text/html"
	out := atomFeed{
		Lang: f.lang, ID: f.page, Title: f.title, Subtitle: f.about, Updated: stamp(f.changed()), Author: atomAuthor{Name: f.author},
		Links: []atomLink{{"self", "application/atom+xml", h.Config.Absolute(f.at.Atom())}, {"alternate", html, f.page}},
	}
	for _, e := range f.entries {
		entry := atomEntry{
			ID: e.page, Title: e.title, Link: atomLink{"alternate", html, e.page}, Summary: e.summary,
			Published: stamp(e.published), Updated: stamp(e.changed()),
		}
		if e.html != "" {
			entry.Content = &atomContent{"html", e.html}
		}
		for _, a := range e.authors {
			entry.Authors = append(entry.Authors, atomAuthor{a.name, a.page})
		}
		for _, t := range e.tags {
			entry.Categories = append(entry.Categories, atomCategory{t.id, t.name})
		}
		out.Entries = append(out.Entries, entry)
	}
	return document(out)
}

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Home        string       `json:"home_page_url"`
	Self        string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Language    string       `json:"language"`
	Authors     []jsonAuthor `json:"authors"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// jsonItem has one of HTML and Text.
type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html,omitempty"`
	Text      string       `json:"content_text,omitempty"`
	Summary   string       `json:"summary,omitempty"`
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
}

func (f feed) json(h *hub.Hub) []byte {
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.title, Home: f.page, Self: h.Config.Absolute(f.at.JSON()), Description: f.about,
		Language: f.lang, Authors: []jsonAuthor{{Name: f.author}}, Items: []jsonItem{},
	}
	for _, e := range f.entries {
		item := jsonItem{
			ID: e.page, URL: e.page, Title: e.title, HTML: e.html,
			Published: stamp(e.published), Modified: stamp(e.changed()),
		}
		switch {
		case e.html != "":
			item.Summary = e.summary
		case e.summary != "":
			item.Text = e.summary
		default:
			item.Text = e.title // an item has to have a text
		}
		for _, a := range e.authors {
			item.Authors = append(item.Authors, jsonAuthor{a.name, a.page})
		}
		for _, t := range e.tags {
			item.Tags = append(item.Tags, t.name)
		}
		out.Items = append(out.Items, item)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	_ = e.Encode(out) // strings and lists of them always encode
	return b.Bytes()
}
