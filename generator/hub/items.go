package hub

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// Item is one thing of a list that is worked through, and where it leads; not
// OK where it leads nowhere.
type Item struct {
	source.Item
	To Target
}

// Title is what the item is called: as its writer says, else as what it leads
// to is. It is "" of a folder that nobody wrote a text for.
func (i Item) Title() string {
	switch to := i.To; {
	case i.Item.Title != "":
		return i.Item.Title
	case to.Page != nil:
		return to.Page.Title
	case to.Asset != nil:
		return path.Base(to.Asset.Output)
	case to.Folder != nil && to.Folder.Index != nil:
		return to.Folder.Index.Title
	case to.URL != "":
		_, bare, _ := strings.Cut(to.URL, ":")
		return cmp.Or(to.Host(), bare)
	}
	return ""
}

// Host is the name of the machine that a link leads to: "learn.example.org";
// "" of what leads to none.
func (t Target) Host() string {
	u, err := url.Parse(t.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// Minutes are those of the item, else those of the page that it is; 0 if
// nobody says.
func (i Item) Minutes() int {
	if i.Item.Minutes == 0 && i.To.Page != nil {
		return i.To.Page.takes()
	}
	return i.Item.Minutes
}

// Minutes are those of all items.
func Minutes(items []Item) int {
	minutes := 0
	for _, item := range items {
		minutes += item.Minutes()
	}
	return minutes
}

// takes are the minutes that the page itself says, 0 if it does not.
func (p *Page) takes() int {
	if timed, ok := p.Fields.(source.Timed); ok {
		return timed.Takes()
	}
	return 0
}

// Minutes are how long the page takes its reader, with all that it leads
// through; 0 if nobody says.
func (p *Page) Minutes() int { return p.takes() + Minutes(p.Own.Way()) }

// Steps are how many there are to follow: those that the page leads through,
// else those of the longest numbered list in its text.
func (p *Page) Steps() int { return cmp.Or(len(p.Own.Way()), p.Doc.Steps) }

// items finds what the items of a page lead to. Those without words of their own
// that lead nowhere, or to what readers may not see, are left out.
func (l *linker) items(p *Page, items []source.Item) []Item {
	var found []Item
	for _, item := range items {
		if to := l.item(p, item); item.Title != "" || to.OK() {
			found = append(found, Item{item, to})
		}
	}
	return found
}

func (l *linker) item(p *Page, item source.Item) Target {
	switch {
	case item.Page.Value != "":
		return l.pageReference(p, item.Page)
	case item.File.Value != "":
		if asset := l.asset(p, item.File.Value); asset != nil {
			return Target{Asset: asset}
		}
		l.missing(item.File.Span, item.File.Value, filePaths(p.Page, item.File.Value), diag.MissingFile,
			diag.Say("there is no file %s beside the %s", quote(item.File.Value), p.Kind), l.nearAsset(p, item.File.Value))
	case item.Link.Value != "":
		return Target{URL: item.Link.Value}
	}
	return Target{}
}

// linksOf are where items lead.
func linksOf(items []Item) []Target {
	links := make([]Target, len(items))
	for i, item := range items {
		links[i] = item.To
	}
	return links
}

// profilesOf are the profiles of people.
func profilesOf(people []*Person) []Target {
	links := make([]Target, len(people))
	for i, person := range people {
		links[i].Person = person
	}
	return links
}

// items adds what stands in items.
func (t *Texts) items(items []Item) {
	for _, item := range items {
		title := item.Item.Title
		if item.To.Page != nil {
			title = item.Title()
		}
		t.add(title, item.Note)
	}
}
