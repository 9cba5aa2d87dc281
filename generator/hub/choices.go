package hub

import (
	"cmp"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Choice is something that fields refer to.
type Choice struct {
	ID   string // as fields write it
	Name string // for people
	Page *Page  // that tells of it, nil without one
}

// Choices are what fields may refer to: each "app", "department", "location",
// "audience", "language", "role", "profile" or "page", with names for readers of a
// language. Ids of site.yaml stand in its order, the others by id; those who
// left come last. A page's id is the shortest that means no other page of the
// language.
func (h *Hub) Choices(of, lang string) []Choice {
	var all []Choice
	fallback := h.Config.DefaultLang()
	switch of {
	case "app":
		for _, a := range h.Config.Organisation.Apps {
			all = append(all, Choice{ID: a.ID.Value, Name: a.Name.In(lang, fallback)})
		}
	case "department":
		for _, d := range h.Config.Organisation.Departments {
			all = append(all, Choice{ID: d.ID.Value, Name: d.Name.In(lang, fallback)})
		}
	case "location":
		for _, l := range h.Config.Organisation.Locations {
			all = append(all, Choice{ID: l.ID.Value, Name: l.Name.In(lang, fallback)})
		}
	case "audience":
		for _, a := range h.Config.Audiences {
			all = append(all, Choice{ID: a.ID.Value, Name: a.Name.In(lang, fallback)})
		}
	case "language":
		for _, l := range h.Languages {
			all = append(all, Choice{ID: l.Code, Name: l.Name})
		}
	case "role":
		for _, r := range h.Roles {
			all = append(all, Choice{ID: r.ID, Name: r.In(lang).Title, Page: r.In(lang)})
		}
	case "profile":
		var left []Choice
		for _, p := range h.People {
			choice := Choice{ID: p.ID, Name: p.In(lang).Title, Page: p.In(lang)}
			if p.Left {
				left = append(left, choice)
				continue
			}
			all = append(all, choice)
		}
		all = append(all, left...)
	case "page":
		for _, p := range h.Pages {
			if p.Lang == lang {
				all = append(all, Choice{ID: h.reference(p), Name: p.Title, Page: p})
			}
		}
	}
	for i := range all {
		all[i].Name = cmp.Or(all[i].Name, all[i].ID)
	}
	return all
}

// reference is how a page of the same language is referred to: by its name, or
// by its path where several have that.
func (h *Hub) reference(p *Page) string {
	if !p.Index && len(h.names.called(p.Name, "", p.Lang, nil)) == 1 {
		return p.Name
	}
	return strings.TrimSuffix(strings.TrimPrefix(p.ID, p.Lang+"/"), "/_index")
}

// Meant is the page that a field of a page refers to, nil without one: of a
// name that several pages have, the one in the page's own folder.
func (h *Hub) Meant(p *Page, ref string) *Page {
	dest, _, _ := strings.Cut(norm.NFC.String(ref), "#")
	dest = strings.TrimSpace(dest)
	var found *Page
	switch {
	case dest == "":
		return nil
	case strings.HasPrefix(dest, "/"), strings.HasPrefix(dest, "."), strings.HasSuffix(dest, ".md"):
		for _, name := range filePaths(p.Page, dest) {
			found = cmp.Or(found, h.names.at(name))
		}
	default:
		folders, name := path.Split(dest)
		called := h.names.called(name, strings.TrimSuffix(folders, "/"), p.Lang, h.Config.StandIns())
		for _, q := range called {
			if len(called) == 1 || q.Folder == p.Folder {
				found = cmp.Or(found, q)
			}
		}
		found = cmp.Or(found, h.names.at(path.Join(p.Dir(), dest)), h.names.at(path.Join(p.Lang, dest)))
	}
	if found == nil {
		return nil
	}
	return cmp.Or(found.Translations.Pages[p.Lang], found)
}
