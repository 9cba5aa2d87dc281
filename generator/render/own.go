package render

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
)

// ownPage is a page that the hub makes of its people and roles, or of what its
// readers look for. It lies at the
// address of the folder of its name, and what writers put into that folder
// stands on it. Its name is also that of its layout, and of the word for it.
type ownPage struct {
	name string
	is   func(*hub.Hub) bool // there is something to show
	make func(*site) ([]byte, diag.List)

	inner bool // for those who run the network: one entry leads to all of these
}

var ownPages = []ownPage{
	{"boundaries", (*hub.Hub).HasBoundaries, (*site).boundariesPage, false},
	{"letter", (*hub.Hub).HasNews, (*site).letterPage, false},
	{"network", (*hub.Hub).HasNetwork, (*site).networkPage, true},
	{"competences", (*hub.Hub).HasCompetences, (*site).competencesPage, true},
	{"insights", (*hub.Hub).HasInsights, (*site).insightsPage, true},
}

// coordination are the hub's own pages for those who run the network.
func (s *site) coordination() []Link {
	var links []Link
	for _, page := range ownPages {
		if page.inner && page.is(s.hub) {
			links = append(links, Link{Title: s.word(page.name), URL: s.ownURL(page.name)})
		}
	}
	return links
}

// ownURL is the address of the own page of that name, "" where the hub has
// none.
func (s *site) ownURL(name string) string {
	for _, page := range ownPages {
		if page.name == name && page.is(s.hub) {
			return s.home + name + "/"
		}
	}
	return ""
}

// newOwnView begins an own page. With a folder of its name the folder's text
// and pages are its List.
func (s *site) newOwnView(name string) *View {
	v := s.newView(name, s.word(name), s.home+name+"/")
	v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}}
	s.languages(v, s.sameIn(name+"/"))
	if f := s.lang.Folder(name); f != nil {
		v.List = s.list(f, 1)
		if f.Index != nil {
			v.Title, v.Summary = f.Index.Title, f.Index.Summary
		}
	}
	return v
}
