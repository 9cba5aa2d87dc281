package hub

import (
	"slices"

	"ankerplatz/generator/config"
)

// Reached are the pages and folders that readers come to from the menu or the
// home page by links and lists. What lies in a folder is listed by it; pages of
// all kinds but the default one are, wherever they lie. Whoever comes to a page
// comes to the folders that it lies in and to what it is in other languages.
type Reached struct {
	Pages   map[*Page]bool
	Folders map[*Folder]bool
}

// Reached are the pages and folders that links and lists lead to.
func (h *Hub) Reached() Reached {
	w := walk{Reached{map[*Page]bool{}, map[*Folder]bool{}}, nil, nil}
	for _, lang := range h.Languages {
		links := append([]config.MenuItem{{Page: h.Config.Home.Start}}, h.Config.Footer.Links...)
		for _, entry := range h.Config.Menu {
			links = append(append(links, entry.MenuItem), entry.Items...)
		}
		for _, link := range links {
			if link.Page.Value != "" {
				w.to(h.Setting(lang, link.Page))
			}
		}
		if root := lang.Folder(""); root != nil && len(h.Config.Menu) == 0 {
			for _, f := range root.Folders {
				w.folder(f)
			}
		}
		if lang.Home != nil {
			w.page(lang.Home)
		}
	}
	for _, p := range h.Pages {
		if !p.Kind.Default {
			w.page(p)
		}
	}
	for len(w.pages)+len(w.folders) > 0 {
		if last := len(w.pages) - 1; last >= 0 {
			p := w.pages[last]
			w.pages = w.pages[:last]
			w.from(p)
			continue
		}
		last := len(w.folders) - 1
		f := w.folders[last]
		w.folders = w.folders[:last]
		if f.Index != nil {
			w.page(f.Index)
		}
		if f.Parent == nil {
			continue // the home page stands for a language's list
		}
		for _, p := range f.Pages {
			w.page(p)
		}
		for _, below := range f.Folders {
			w.folder(below)
		}
		w.folder(f.Parent)
	}
	return w.Reached
}

// walk is a way through the hub, with what is still to be looked at.
type walk struct {
	Reached
	pages   []*Page
	folders []*Folder
}

func (w *walk) page(p *Page) {
	if !w.Pages[p] {
		w.Pages[p] = true
		w.pages = append(w.pages, p)
	}
}

func (w *walk) folder(f *Folder) {
	if f != nil && !w.Folders[f] {
		w.Folders[f] = true
		w.folders = append(w.folders, f)
	}
}

func (w *walk) to(t Target) {
	if t.Page != nil {
		w.page(t.Page)
	}
	w.folder(t.Folder)
}

func (w *walk) from(p *Page) {
	for _, t := range p.leads() {
		w.to(t)
	}
	for _, version := range p.Translations.Pages {
		w.page(version)
	}
	w.folder(p.InFolder)
}

// leads is where a page leads to: its text, its fields and what its writer chose
// as related.
func (p *Page) leads() []Target {
	targets := slices.Concat(p.Targets, p.Own.Links())
	for _, field := range p.Marked {
		targets = append(targets, field.Targets...)
	}
	for _, related := range p.Own.Picked() {
		targets = append(targets, Target{Page: related})
	}
	return targets
}

// Linked are the files that pages or site.yaml name.
func (h *Hub) Linked() map[*Asset]bool {
	linked := map[*Asset]bool{}
	for _, p := range h.Pages {
		for _, t := range p.leads() {
			if t.Asset != nil {
				linked[t.Asset] = true
			}
		}
		for _, name := range filesOf(p, p.Fields) {
			if asset := h.assets.at(name); asset != nil {
				linked[asset] = true
			}
		}
	}
	for _, picture := range pictures(h.Config) {
		if asset := h.assets.at(picture.Value); asset != nil {
			linked[asset] = true
		}
	}
	return linked
}
