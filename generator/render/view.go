package render

import "ankerplatz/generator/theme"

// View is what every layout is executed with. The parts that a layout has no
// use for are nil: doc.go says which layout gets which.
type View struct {
	Site        *Site
	Layout      string      // name of the layout: "tip", "list", "home", …
	LayoutCSS   theme.Asset // the styles of assets/css/layouts that only this layout has; the zero Asset without
	Title       string      // of this page; the document's title is Title – Site.Title
	Summary     string      // plain text, for the description
	URL         string      // this page, site-absolute ("/hub/de/tips/x/")
	Canonical   string      // the same with scheme and host
	Languages   []Language  // all languages of the hub, in order
	Menu        []MenuItem
	Breadcrumbs []Link // from the home page down to the parent, without this page
	Feed        *Feed  // of what the page is about: a kind, an app, a department, a person; nil without one
	Cover       *Image // what chats show beside a link to the page, by its whole address; nil in a hub without an address that others reach
	NoIndex     bool   // not for search engines: 404, search, and pages with search: false

	Page        *Page
	Home        *Home
	List        *List
	People      *People
	Terms       *Terms
	Term        *TermPage
	Who         *WhoSolves // "boundaries"
	Network     *Network
	Insights    *Insights
	Competences *Competences
	Letter      *LetterPage
	Redirect    string // layout "redirect": where to
}

// Link is a text that leads somewhere.
type Link struct {
	Title, URL string
	Lang       string // of what it leads to, where that is not the site's
}

// Feed is what feed readers subscribe to, by URL.
type Feed struct{ Atom, JSON string }

// Date is a day. The zero Date is absent.
type Date struct {
	ISO  string // 2026-03-01, for <time datetime>
	Text string // "1. März 2026"
}

// Image is a picture with its size, where it is known.
type Image struct {
	URL, Alt      string
	Width, Height int
	Srcset, Sizes string // forms of other widths; "" where there is but one
}

// Term is an app, department, location or tag.
type Term struct {
	Type         string // "app", "department", "location", "tag"
	ID           string // for filters: unique among its type, no spaces
	Name         string
	URL          string // its page; "" for locations
	Lang         string // of the name, where that is not the site's
	Icon         *Image
	Monogram     string // apps without an icon: one or two letters of the name; "" of a name without letters
	Hue          int    // apps: 0 to 359, from the id: the monogram's colour
	Count        int    // pages that carry it, in lists of terms
	Users        int    // departments: people who work there
	Depth        int    // departments: how many are above it, 6 if it is more
	Vendor, Help string // apps
}
