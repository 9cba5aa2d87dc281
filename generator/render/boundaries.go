package render

import (
	"net/url"
	"slices"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// roleBoundaries are those of one role's page.
func (s *site) roleBoundaries(p *hub.Page) []Boundary {
	var sides []Boundary
	for _, who := range source.Sides {
		side := Boundary{Who: who, Name: s.sideName(who, p)}
		for _, b := range p.Boundaries {
			if b.Side == who {
				side.Items = append(side.Items, BoundaryItem{Text: b.Text, See: s.links(b.See)})
			}
		}
		if len(side.Items) > 0 {
			sides = append(sides, side)
		}
	}
	return sides
}

// sideName is who stands on a side of "who solves what"; role is the page of
// the role whose side it is.
func (s *site) sideName(who string, role *hub.Page) string {
	if who == "role" {
		return role.Title
	}
	return s.word("boundary_" + who)
}

// links are targets with what they are called, in the reader's language where
// they are translated.
func (s *site) links(targets []hub.Target) []Link {
	links := make([]Link, 0, len(targets))
	for _, t := range targets {
		frag := ""
		if t.Frag != "" {
			frag = "#" + (&url.URL{Path: t.Frag}).EscapedPath()
		}
		switch {
		case t.Page != nil:
			page := t.Page
			if own := page.Translations[s.lang.Code]; own != nil && own != page {
				page, frag = own, "" // headings have other ids there
			}
			links = append(links, Link{Title: page.Title, URL: page.URL + frag})
		case t.Folder != nil:
			links = append(links, Link{Title: s.folderTitle(t.Folder), URL: t.Folder.URL})
		case t.Asset != nil:
			links = append(links, Link{Title: s.download(t.Asset).Name, URL: t.Asset.URL})
		case safeURL(t.URL) != "":
			title := t.URL
			if u, err := url.Parse(t.URL); err == nil && u.Host != "" {
				title = u.Hostname()
			}
			links = append(links, Link{Title: title, URL: string(safeURL(t.URL))})
		}
	}
	return links
}

// boundariesPage renders who solves what, as all roles say.
func (s *site) boundariesPage() ([]byte, diag.List) {
	v := s.ownPage("boundaries", s.word("boundaries"), s.view.BoundariesURL)
	page := &WhoSolves{}
	var c counter
	n := 0
	for _, group := range s.hub.Boundaries(s.lang) {
		side := BoundarySide{ID: "_" + group.Side, Who: group.Side}
		if group.Role != nil {
			side.ID += "-" + group.Role.ID
			side.URL = group.Role.In(s.lang.Code).URL
			side.Name = s.sideName(group.Side, group.Role.In(s.lang.Code))
		} else {
			side.Name = s.sideName(group.Side, nil)
		}
		for _, entry := range group.Entries {
			out := BoundaryItem{Text: entry.Text, See: s.links(entry.See)}
			if entry.Lang != s.lang.Code {
				out.Lang = entry.Lang
			}
			side.Entries = append(side.Entries, out)
			c.add(Term{Type: "who", ID: group.Side, Name: s.word("boundary_" + group.Side)})
			n++
		}
		page.Sides = append(page.Sides, side)
	}
	page.Filters = c.filters(s, n, "who")
	for _, f := range page.Filters {
		if f.Type == "who" {
			slices.SortFunc(f.Values, func(a, b Term) int {
				return slices.Index(source.Sides, a.ID) - slices.Index(source.Sides, b.ID)
			})
		}
	}
	v.Who = page
	return s.execute(v)
}
