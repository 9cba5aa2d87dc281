package render

import (
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/hub"
)

// Download is a file to take along.
type Download struct {
	Name string // "checklist.csv"
	Type string // "CSV"
	Size string // "12 KB", in the reader's number format
}

// download is an asset as something to take along.
func (s *site) download(a *hub.Asset) *Download {
	return &Download{Name: path.Base(a.Output), Type: strings.ToUpper(a.Type), Size: s.lang.Size(a.Size)}
}

// links are targets with what they are called, in the reader's language where
// they are translated.
func (s *site) links(targets []hub.Target) []Link {
	links := make([]Link, 0, len(targets))
	for _, t := range targets {
		frag := fragment(t)
		switch {
		case t.Page != nil:
			page := t.Page
			if own := page.Translations.Pages[s.lang.Code]; own != nil && own != page {
				page, frag = own, "" // headings have other ids there
			}
			links = append(links, Link{Title: page.Title, URL: page.URL + frag, Lang: s.foreign(page.Lang)})
		case t.Folder != nil:
			links = append(links, Link{Title: s.folderTitle(t.Folder), URL: t.Folder.URL, Lang: s.foreign(t.Folder.Lang)})
		case t.Asset != nil:
			links = append(links, Link{Title: s.download(t.Asset).Name, URL: t.Asset.URL})
		case safeURL(t.URL) != "":
			title := t.URL
			if u, err := url.Parse(t.URL); err == nil && u.Host != "" {
				title = u.Hostname()
			}
			links = append(links, Link{Title: title, URL: string(safeURL(t.URL))})
		}
	}
	return links
}

// fragment is the part of a page that a target means: "#heading"; "" for all
// of it.
func fragment(t hub.Target) string {
	if t.Frag == "" {
		return ""
	}
	return "#" + (&url.URL{Path: t.Frag}).EscapedPath()
}

// safeURL lets an address pass only if its scheme cannot run scripts. The
// checks have told the writer; this holds even where they are muted.
func safeURL(address string) template.URL {
	u, err := url.Parse(address)
	if err != nil || !slices.Contains([]string{"http", "https", "mailto", "tel", "msteams", "sip", "xmpp", "matrix", "slack"}, strings.ToLower(u.Scheme)) {
		return ""
	}
	return template.URL(u.String())
}
