package hub

import (
	"slices"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

const (
	feedMost   = 30  // entries of a feed, so that pages are what feeds grow with
	feedPeople = 500 // people of a language who have a feed: who wrote last
)

// Feed is what was written about something, newest first. It has a place
// beside the page of what it is about.
type Feed struct {
	Title string    // of what it is about; "" for the whole language
	URL   string    // of the page that it lies beside, with a slash at its end
	At    diag.Span // what names that page; the zero Span where nobody does
	Pages []*Page   // at most feedMost

	Letters bool // it is of the letters, instead of pages
}

// Atom is the address of the feed as Atom.
func (f *Feed) Atom() string { return f.URL + "feed.xml" }

// JSON is the address of the feed as JSON Feed.
func (f *Feed) JSON() string { return f.URL + "feed.json" }

// feeds are those of a language, in the order in which they were found.
type feeds struct {
	all []*Feed
	at  map[string]*Feed // by URL
}

// Feeds are all of the language: its own, those of kinds, apps and departments,
// and of people who wrote. None, if site.yaml wants none.
func (l *Language) Feeds() []*Feed { return l.feeds.all }

// Feed is the one beside the page at an address, nil if there is none.
func (l *Language) Feed(address string) *Feed { return l.feeds.at[address] }

func (f *feeds) add(title, address string, at diag.Span) *Feed {
	feed := f.at[address]
	if feed == nil {
		feed = &Feed{Title: title, URL: address, At: at}
		f.at[address] = feed
		f.all = append(f.all, feed)
	}
	return feed
}

func (f *Feed) take(p *Page) {
	if f != nil && len(f.Pages) < feedMost {
		f.Pages = append(f.Pages, p)
	}
}

// News are the pages that count as news when they are written, newest first.
// One without a date can't be any.
func (l *Language) News() []*Page {
	pages := slices.DeleteFunc(slices.Clone(l.Pages), func(p *Page) bool { return !p.Kind.Fed || p.Created.IsZero() })
	slices.SortFunc(pages, CompareAge)
	return pages
}

// HasNews reports whether any page is news.
func (h *Hub) HasNews() bool {
	return slices.ContainsFunc(h.Pages, func(p *Page) bool { return p.Kind.Fed && !p.Created.IsZero() })
}

// feed makes a language's feeds, each page taken by those that it belongs to.
func (h *Hub) feed(lang *Language) {
	lang.feeds.at = map[string]*Feed{}
	if !*h.Config.Output.Feeds {
		return
	}
	all := lang.feeds.add("", h.Base+lang.Code+"/", diag.Span{})
	ofKind, people := map[*source.Kind]*Feed{}, map[*Person]*Feed{}
	for _, k := range source.Kinds {
		if f := lang.FolderOf(k); f != nil && k.Fed {
			ofKind[k] = lang.feeds.add(f.title(lang), f.URL, diag.Span{})
		}
	}
	for _, t := range slices.Concat(lang.Apps, lang.Departments) {
		lang.feeds.add(t.Name, t.URL, t.At)
	}
	if h.HasNews() {
		lang.feeds.add(lang.Text("letter"), all.URL+"letter/", diag.Span{}).Letters = true
	}
	for _, p := range lang.News() {
		all.take(p)
		ofKind[p.Kind].take(p)
		for _, t := range slices.Concat(p.Apps, p.Departments) {
			lang.Feed(t.URL).take(p)
		}
		for _, person := range once(slices.Concat(p.Authors, p.Own.Contributors())) {
			if person == nil || person.Left || person.Pages[lang.Code] == nil || people[person] == nil && len(people) == feedPeople {
				continue
			}
			profile := person.Pages[lang.Code]
			people[person] = lang.feeds.add(profile.Title, profile.URL, profile.File.Span(0, 0))
			people[person].take(p)
		}
	}
}

// title is what the folder of a kind is called.
func (f *Folder) title(lang *Language) string {
	if f.Index != nil {
		return f.Index.Title
	}
	title, ok := lang.Lookup("kinds_" + f.Kind.Name)
	if !ok {
		return f.Kind.Name
	}
	return title
}
