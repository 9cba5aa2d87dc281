package render

import (
	"cmp"
	"strconv"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// Item is one thing of a list that is worked through: of a toolkit, or a step
// of a learning path.
type Item struct {
	Number                    int
	Type                      string // "page", "file", "link", "text" (title only)
	Kind                      *Kind  // of the page; nil where it goes without saying, and of what is no page
	Title, URL, Note, Summary string
	Minutes                   int
	File                      *Download // files
	Host                      string    // links: "learn.example.org"
	Lang, LangName            string    // pages in another language
	Tick                      string    // what its tick is kept by in the browser; "" where none can be set

	page    *hub.Page
	section string // the id of its heading that is meant
}

// ID is the id of the item in its list.
func (i Item) ID() string { return "_step-" + strconv.Itoa(i.Number) }

// items are those that have a title.
func (s *site) items(all []hub.Item) []Item {
	var items []Item
	for _, raw := range all {
		item := Item{Number: len(items) + 1, Type: "text", Title: raw.Title(), Note: raw.Note, Minutes: raw.Minutes()}
		switch to := raw.To; {
		case to.Page != nil:
			// Not its card, which would count the steps of a way that is a step.
			item.Type, item.Kind, item.URL, item.Summary = "page", s.itemKind(to.Page.Kind), to.Page.URL+fragment(to), to.Page.Summary
			item.Lang = s.foreign(to.Page.Lang)
			item.page, item.section = to.Page, strings.TrimPrefix(fragment(to), "#")
		case to.Asset != nil:
			item.Type, item.URL, item.File = "file", to.Asset.URL, s.download(to.Asset)
		case to.Folder != nil:
			item.Type, item.Kind, item.URL = "page", s.itemKind(to.Folder.Kind), to.Folder.URL
			item.Lang = s.foreign(to.Folder.Lang)
			item.Title = cmp.Or(item.Title, s.folderTitle(to.Folder))
		case to.URL != "":
			item.Type, item.URL, item.Host = "link", string(safeURL(to.URL)), to.Host()
		}
		if item.Lang != "" {
			item.LangName = words.Name(item.Lang)
		}
		if item.Title != "" { // else it is told to the writer as a broken reference
			items = append(items, item)
		}
	}
	return items
}

// itemKind is the kind of an item, nil where it goes without saying.
func (s *site) itemKind(k *source.Kind) *Kind {
	if views[k].usual {
		return nil
	}
	kind := s.kinds[k]
	return &kind
}

// wayFacts are how many steps a way has, how long they take, and where to keep
// how far one is.
func (s *site) wayFacts(way *hub.Page) []Fact {
	var facts []Fact
	if own := s.way(way); own != nil && len(own.Steps) > 0 {
		facts = append(facts, Fact{Icon: "list-checks", Text: s.count("items", len(own.Steps)), Ticks: own.ID, Of: own.Of})
	}
	return append(facts, s.minutes(hub.Minutes(way.Own.Way()))...)
}

// roleLinks are roles by name.
func (s *site) roleLinks(roles []*hub.Role) []Link {
	var links []Link
	for _, role := range roles {
		r := s.role(role)
		links = append(links, Link{Title: r.Name, URL: r.URL, Lang: r.Lang})
	}
	return links
}
