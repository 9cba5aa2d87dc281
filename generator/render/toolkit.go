package render

import (
	"net/url"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

var _ = kind(hub.ToolkitKind, kindView[*source.Toolkit, *hub.ToolkitPage]{
	facts: (*site).toolkitFacts,
	page:  func(s *site, p toolkitPage) any { return s.toolkit(p) },
})

type toolkitPage = kindPage[*source.Toolkit, *hub.ToolkitPage]

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
	Kind                      *Kind  // of the page; nil where it goes without saying, and of what is no page
	Title, URL, Note, Summary string
	Minutes                   int
	File                      *Download // files
	Host                      string    // links: "learn.example.org"
	Lang, LangName            string    // pages in another language
}

func (s *site) toolkitFacts(p toolkitPage) []Fact {
	minutes := 0
	for i, item := range p.Fields.Items {
		minutes += itemMinutes(item, p.Own.Items[i])
	}
	var facts []Fact
	if n := len(p.Fields.Items); n > 0 {
		facts = append(facts, Fact{Icon: "list-checks", Text: s.count("items", n)})
	}
	return append(facts, s.minutes(minutes)...)
}

func (s *site) toolkit(p toolkitPage) *Toolkit {
	kit := &Toolkit{Goals: p.Fields.Goals, Checklist: p.Fields.Checklist, ID: p.ID}
	for _, role := range p.Own.For {
		r := s.role(role)
		kit.For = append(kit.For, Link{Title: r.Name, URL: r.URL})
	}
	for i, raw := range p.Fields.Items {
		t := p.Own.Items[i]
		item := ToolkitItem{Number: len(kit.Items) + 1, Title: raw.Title, Note: raw.Note, Minutes: itemMinutes(raw, t)}
		switch {
		case t.Page != nil:
			card := s.card(t.Page)
			item.Type, item.Kind, item.URL, item.Summary = "page", s.itemKind(t.Page.Kind), card.URL+fragment(t), card.Summary
			item.Lang, item.LangName = card.Lang, card.LangName
			if item.Title == "" {
				item.Title = card.Title
			}
		case t.Asset != nil:
			item.Type, item.URL, item.File = "file", t.Asset.URL, s.download(t.Asset)
			if item.Title == "" {
				item.Title = item.File.Name
			}
		case t.Folder != nil:
			item.Type, item.Kind, item.URL = "page", s.itemKind(t.Folder.Kind), t.Folder.URL
			if item.Lang = s.foreign(t.Folder.Lang); item.Lang != "" {
				item.LangName = words.Name(item.Lang)
			}
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

// itemKind is the kind of a toolkit's item, nil where it goes without saying.
func (s *site) itemKind(k *source.Kind) *Kind {
	if views[k].usual {
		return nil
	}
	kind := s.kinds[k]
	return &kind
}

// itemMinutes are those of a toolkit's item, else those of the page that it is.
func itemMinutes(item source.Item, t hub.Target) int {
	if item.Minutes == 0 && t.Page != nil {
		if timed, ok := t.Page.Fields.(source.Timed); ok {
			return timed.Takes()
		}
	}
	return item.Minutes
}
