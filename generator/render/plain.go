package render

import "ankerplatz/generator/diag"

// plain renders a layout that needs hardly anything of the hub's pages.
func (s *site) plain(layout, address, titleKey string) ([]byte, diag.List) {
	v := s.newView(layout, s.known(titleKey, s.view.Title), address)
	v.NoIndex = true
	switch layout {
	case "404":
		v.Canonical = "" // it stands for every address that is none
	case "search":
		v.Home = s.offers()
	}
	s.languages(v, s.sameIn(map[string]string{"search": "search/", "offline": "offline/"}[layout]))
	if layout == "languages" { // it is in no language: each entry leads to another page
		v.NoIndex = false
		for i := range v.Languages {
			v.Languages[i].Current, v.Languages[i].URL = false, s.hub.Base+v.Languages[i].Lang+"/"
		}
	}
	return s.execute(v)
}

// redirect renders a page that leads somewhere else.
func (s *site) redirect(to, title string) ([]byte, diag.List) {
	v := s.newView("redirect", title, to)
	v.Redirect, v.NoIndex = to, true
	return s.execute(v)
}
