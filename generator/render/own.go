package render

import "ankerplatz/generator/diag"

// ownPages are the pages that the hub makes of its people and roles: the
// folder at whose address each lies. What writers put into that folder stands
// on the page.
func (s *site) ownPages() map[string]func() ([]byte, diag.List) {
	pages := map[string]func() ([]byte, diag.List){}
	if s.view.BoundariesURL != "" {
		pages["boundaries"] = s.boundariesPage
	}
	if s.view.CompetencesURL != "" {
		pages["competences"] = s.competencesPage
	}
	if s.view.NetworkURL != "" {
		pages["network"] = s.networkPage
	}
	return pages
}

// ownPage begins such a page. With a folder of its name the folder's text and
// pages are its List.
func (s *site) ownPage(folder, title, address string) *View {
	v := s.newView(folder, title, address)
	v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}}
	s.languages(v, s.sameIn(folder+"/"))
	if f := s.lang.Folder(folder); f != nil {
		v.List = s.list(f, 1)
		if f.Index != nil {
			v.Title, v.Summary = f.Index.Title, f.Index.Summary
		}
	}
	return v
}
