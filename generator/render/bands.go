package render

import (
	"cmp"
	"slices"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// Band is what a kind shows of its pages on a page about something else: the
// next events on the home page, what is broken at present on an app's.
type Band struct {
	Kind   Kind
	Title  string        // "Next dates"; the word for the kind's pages where the kind says no other
	Cards  []Card        // in order. Those of departments other than the reader's are left out once the browser knows it
	All    *Link         // to all of them; nil where these are all
	Follow *CalendarLink // the calendar of what they are about, to subscribe to; nil without one
	Notice bool          // who reads the page is to know it first: it stands above the text
}

// Bands are those of a page, in the order of kinds.
type Bands struct {
	Above []Band // notices
	Below []Band // all others
}

// bandMost is how many cards a band has at most, of which the browser shows
// those of the reader's department.
const bandMost = 30

// place is what bands stand on: one of its fields is set.
type place struct {
	home   bool
	term   *hub.Term // an app, a department or a tag
	person *hub.Person
	page   *hub.Page // of any kind but a person's
}

// bands are what the kinds have to say on a place.
func (s *site) bands(at place) Bands {
	var out Bands
	for _, k := range source.Kinds {
		of := views[k].band
		if of == nil {
			continue
		}
		band := of(s, at)
		if band == nil || len(band.Cards) == 0 {
			continue
		}
		band.Cards = band.Cards[:min(bandMost, len(band.Cards))]
		band.Kind, band.Title = s.kinds[k], cmp.Or(band.Title, s.kinds[k].Titles)
		if band.Notice {
			out.Above = append(out.Above, *band)
		} else {
			out.Below = append(out.Below, *band)
		}
	}
	return out
}

// shows reports whether one of the bands shows the page at that address.
func (b Bands) shows(address string) bool {
	return slices.ContainsFunc(slices.Concat(b.Above, b.Below), func(band Band) bool {
		return slices.ContainsFunc(band.Cards, func(c Card) bool { return c.URL == address })
	})
}

// allOf is the link to the list of all pages of a kind, nil where the language
// has none.
func (s *site) allOf(k *source.Kind) *Link {
	f := s.lang.FolderOf(k)
	if f == nil {
		return nil
	}
	return &Link{Title: s.folderTitle(f), URL: f.URL}
}
