package hub

import (
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// OwnPages are the folders that every language has, whatever its content.
var OwnPages = []string{"people", "apps", "departments", "tags", "boundaries", "network", "competences"}

// Setting finds what site.yaml names for a language: a folder, or a page by
// its slug or path, without language; those that the language lacks are taken
// from another. It is not OK if there is none, or more than one.
func (h *Hub) Setting(lang *Language, ref strictyaml.Text) Target {
	if name := settingPath(ref); lang.folders[name] != nil {
		return Target{Folder: lang.folders[name]}
	}
	if found := h.settingPages(lang.Code, ref); len(found) == 1 {
		return Target{Page: found[0]}
	}
	return Target{}
}

func (h *Hub) settingPages(lang string, ref strictyaml.Text) []*Page {
	folders, name := path.Split(settingPath(ref))
	if name == "" {
		return nil
	}
	return h.names.called(name, strings.TrimSuffix(folders, "/"), lang, h.Languages)
}

// settingPath is a reference without slashes at its ends and without ".md".
func settingPath(ref strictyaml.Text) string {
	return strings.TrimSuffix(strings.Trim(ref.Value, "/"), ".md")
}

// settings checks what site.yaml refers to.
func (l *linker) settings() {
	c := l.Config
	for _, item := range slices.Concat(c.Menu, c.Footer.Links) {
		if !slices.Contains(OwnPages, settingPath(item.Page)) {
			l.setting(item.Page, true)
		}
	}
	l.setting(c.Home.Start, false)
	if coverage := c.Roles.Coverage; coverage.Value != "" {
		l.role(coverage)
	}
	for _, picture := range l.pictures() {
		if a := l.AssetAt(picture.Value); picture.Value != "" && (a == nil || !a.IsImage()) {
			l.list.Add(picture.Span, diag.MissingFile, "there is no picture "+quote(picture.Value)+" below content/", "put it there, or mend the path: it begins below content/")
		}
	}
}

// pictures are those that site.yaml names.
func (l *linker) pictures() []strictyaml.Text {
	pictures := []strictyaml.Text{l.Config.Logo}
	for _, app := range l.Config.Organisation.Apps {
		pictures = append(pictures, app.Icon)
	}
	return pictures
}

// setting tells of a reference that leads nowhere.
func (l *linker) setting(ref strictyaml.Text, folders bool) {
	if ref.Value == "" {
		return
	}
	found := l.settingPages(l.Config.DefaultLang(), ref)
	if len(found) == 1 {
		return
	}
	var known []string
	for _, lang := range l.Languages {
		if folders && lang.folders[settingPath(ref)] != nil {
			return
		}
		for _, p := range lang.Pages {
			known = append(known, strings.TrimPrefix(p.ID, p.Lang+"/"))
		}
		for _, folder := range lang.Folders {
			if folders && folder.Path != "" {
				known = append(known, folder.Path)
			}
		}
	}
	if len(found) > 1 {
		l.list.Add(ref.Span, diag.AmbiguousReference, quote(ref.Value)+" is the name of several pages", "write its folder in front: "+strings.TrimPrefix(found[0].ID, found[0].Lang+"/"))
		return
	}
	folder, name := path.Split(settingPath(ref))
	if hidden := l.unpublished.called(name, strings.TrimSuffix(folder, "/"), l.Config.DefaultLang(), l.Languages); len(hidden) > 0 {
		l.unpublishedLink(hidden[0], ref.Value, ref.Span)
		return
	}
	hint := "write its path below the language's folder, for example tips/unlock"
	if near := diag.DidYouMean(settingPath(ref), known); near != "" {
		hint = near
	}
	l.list.Add(ref.Span, diag.BrokenLink, "there is no page "+quote(ref.Value), hint)
}
