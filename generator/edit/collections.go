package edit

import (
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// collection is a folder of pages that are edited with one form.
type collection struct {
	name   string // "tip-de", of a further folder "page-de-handbuch"
	lang   string
	kind   *source.Kind
	dir    string // "content/de/tips"
	title  string // the last part of a further folder; "" for the kind's own
	nested bool   // it has what lies deeper, too
}

// collections are all folders of a hub: for each language that of each kind, be
// there pages in it or not, those that are called otherwise, and the language
// itself.
func collections(h *hub.Hub, site fs.FS) []collection {
	var all []collection
	for _, lang := range h.Languages {
		base := source.LangFolder(site, h.Config.LangCodes(), lang.Code)
		first := len(all)
		for _, kind := range source.Kinds {
			c := collection{name: kind.Name + "-" + lang.Code, lang: lang.Code, kind: kind, dir: base}
			if kind.Folder != "" {
				c.dir, c.nested = path.Join(base, kind.FolderIn(site, base)), true
			}
			all = append(all, c)
		}
		for _, folder := range below(h, base) {
			dir := path.Join(base, folder)
			if slices.ContainsFunc(all[first:], func(c collection) bool { return c.dir == dir }) {
				continue
			}
			kind := source.KindOf(folder)
			all = append(all, collection{name: kind.Name + "-" + lang.Code + "-" + slug.Make(folder), lang: lang.Code, kind: kind, dir: dir, title: folder, nested: true})
		}
	}
	return all
}

// below are the folders in a folder that have pages.
func below(h *hub.Hub, dir string) []string {
	var folders []string
	for _, p := range h.Pages {
		rest, ok := strings.CutPrefix(path.Join(source.Root, p.Path), dir+"/")
		if folder, _, deeper := strings.Cut(rest, "/"); ok && deeper {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}

// Places says where pages are edited.
type Places struct {
	base string
	all  []collection
}

// PlacesOf are those of a hub; nil where it has no editor (On).
func PlacesOf(h *hub.Hub, site fs.FS, live bool) *Places {
	if !On(h.Config, live) {
		return nil
	}
	return &Places{h.Base, collections(h, site)}
}

// Address is where a page is edited, in the interface of a language; "" if the
// editor can't: it knows files by the ending .md alone.
func (p *Places) Address(page *hub.Page, lang string) string {
	file := path.Join(source.Root, page.Path)
	name, ok := strings.CutSuffix(file, ".md")
	if !ok {
		return ""
	}
	best := -1
	for i, c := range p.all {
		rest, in := strings.CutPrefix(name, c.dir+"/")
		if in && (c.nested || !strings.Contains(rest, "/")) && (best < 0 || len(c.dir) > len(p.all[best].dir)) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	parts := strings.Split(strings.TrimPrefix(name, p.all[best].dir+"/"), "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return p.form(p.all[best], "entries/"+strings.Join(parts, "/"), lang)
}

// Begin is where a page of a folder ("content/de/tips") is begun; "" if the
// editor does not have the folder.
func (p *Places) Begin(dir, lang string) string {
	for _, c := range p.all {
		if c.dir == dir {
			return p.form(c, "new", lang)
		}
	}
	return ""
}

func (p *Places) form(c collection, which, lang string) string {
	return p.base + Folder + "?lang=" + url.QueryEscape(lang) + "#/collections/" + url.PathEscape(c.name) + "/" + which
}
