package render

import (
	"net/url"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// Toolkit is what only a toolkit has.
type Toolkit struct {
	For       []Link // roles
	Goals     []string
	Items     []ToolkitItem
	Checklist []string
	ID        string // stable key for ticks kept in the browser
}

// ToolkitItem is one thing of a toolkit.
type ToolkitItem struct {
	Number                    int
	Type                      string // "page", "file", "link", "text" (title only)
	Kind                      string // kind of the page
	Title, URL, Note, Summary string
	Minutes                   int
	File                      *Download // files
	Host                      string    // links: "learn.example.org"
	Lang, LangName            string    // pages in another language
}

func (s *site) toolkit(p *hub.Page, fields *source.Toolkit) *Toolkit {
	kit := &Toolkit{Goals: fields.Goals, Checklist: fields.Checklist, ID: p.ID}
	own := p.Own.(*hub.ToolkitPage)
	for _, role := range own.For {
		r := s.role(role)
		kit.For = append(kit.For, Link{Title: r.Name, URL: r.URL})
	}
	for i, raw := range fields.Items {
		item := ToolkitItem{Number: len(kit.Items) + 1, Title: raw.Title, Note: raw.Note, Minutes: itemMinutes(raw, own.Items[i])}
		t := own.Items[i]
		switch {
		case t.Page != nil:
			card := s.card(t.Page)
			item.Type, item.Kind, item.URL, item.Summary = "page", card.Kind, card.URL, card.Summary
			item.Lang, item.LangName = card.Lang, card.LangName
			if item.Title == "" {
				item.Title = card.Title
			}
			if t.Frag != "" {
				item.URL += "#" + (&url.URL{Path: t.Frag}).EscapedPath()
			}
		case t.Asset != nil:
			item.Type, item.URL, item.File = "file", t.Asset.URL, s.download(t.Asset)
			if item.Title == "" {
				item.Title = item.File.Name
			}
		case t.Folder != nil:
			item.Type, item.Kind, item.URL = "page", t.Folder.Kind.Name, t.Folder.URL
			if item.Title == "" {
				item.Title = s.folderTitle(t.Folder)
			}
		case t.URL != "":
			item.Type, item.URL = "link", string(safeURL(t.URL))
			if u, err := url.Parse(t.URL); err == nil {
				item.Host = u.Hostname()
			}
			if item.Title == "" {
				item.Title = item.Host
			}
		default: // told to the writer as a broken reference
			item.Type = "text"
			if item.Title == "" {
				continue
			}
		}
		kit.Items = append(kit.Items, item)
	}
	return kit
}

// itemMinutes are those of a toolkit's item, else those of the tip that it is.
func itemMinutes(item source.Item, t hub.Target) int {
	if item.Minutes == 0 && t.Page != nil {
		if tip, ok := t.Page.Fields.(*source.Tip); ok {
			return tip.Minutes
		}
	}
	return item.Minutes
}
