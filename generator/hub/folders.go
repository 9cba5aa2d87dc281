package hub

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/collate"

	"ankerplatz/generator/personname"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// addFolders makes the lists of pages. A page without a translation is listed
// in the other languages too, behind their own pages.
func (l *linker) addFolders() {
	for _, p := range l.Pages {
		if p.Index {
			folder := l.folder(l.langs[p.Lang], p.Folder)
			folder.Index, p.InFolder = p, folder
			continue
		}
		p.InFolder = l.folder(l.langs[p.Lang], p.Folder)
	}
	l.keys = l.sortKeys()
	for _, p := range l.Pages {
		if !p.Index && !p.left() {
			p.InFolder.Pages = append(p.InFolder.Pages, p)
		}
	}
	for _, lang := range l.Languages {
		for _, folder := range lang.Folders {
			slices.SortFunc(folder.Pages, l.readingOrder)
			for i, p := range folder.Pages {
				if i > 0 {
					p.Prev = folder.Pages[i-1]
				}
				if i+1 < len(folder.Pages) {
					p.Next = folder.Pages[i+1]
				}
			}
		}
	}
	l.listUntranslated()
	for _, lang := range l.Languages {
		slices.SortFunc(lang.Folders, func(a, b *Folder) int { return strings.Compare(a.Path, b.Path) })
		for _, folder := range lang.Folders {
			if folder.Parent != nil {
				folder.Parent.Folders = append(folder.Parent.Folders, folder)
			}
		}
		for _, folder := range lang.Folders {
			slices.SortStableFunc(folder.Folders, func(a, b *Folder) int { return CompareWeights(a.Weight(), b.Weight()) })
		}
	}
}

// left reports whether the page is the profile of somebody who left: it stays
// for the links that lead to it, and is listed nowhere.
func (p *Page) left() bool { return p.Person() != nil && p.Person().Left }

// readingOrder is that of a folder's pages: by weight those that have one,
// then by title.
func (l *linker) readingOrder(a, b *Page) int {
	return cmp.Or(CompareWeights(a.Meta.Weight, b.Meta.Weight), strings.Compare(l.keys[a], l.keys[b]), strings.Compare(a.ID, b.ID))
}

// CompareWeights puts what has a weight, lightest first, before what has none.
func CompareWeights(a, b int) int {
	return cmp.Or(compareBool(a == 0, b == 0), cmp.Compare(a, b))
}

// Weight is that of the folder's own text, 0 without one.
func (f *Folder) Weight() int {
	if f.Index == nil {
		return 0
	}
	return f.Index.Meta.Weight
}

// sortKeys are the titles as readers of each page's language sort them, those
// of people without Dr. and the like, computed once per title.
func (l *linker) sortKeys() map[*Page]string {
	keys := make(map[*Page]string, len(l.Pages))
	for _, p := range l.Pages {
		var buf collate.Buffer
		title := p.Title
		if p.Person() != nil {
			title = personname.Parse(title).Plain()
		}
		keys[p] = string(l.langs[p.Lang].order.KeyFromString(&buf, title))
	}
	return keys
}

// listUntranslated adds to each folder the pages that its language lacks: of
// each page one, in the default language if there is one.
func (l *linker) listUntranslated() {
	own := map[*Folder]int{}
	for _, lang := range l.Languages {
		for _, folder := range lang.Folders {
			own[folder] = len(folder.Pages)
		}
	}
	for _, from := range l.Languages {
		for _, folder := range slices.Clone(from.Folders) {
			for _, p := range folder.Pages[:own[folder]] {
				if l.standIn(p) != p || !p.Kind.Listed {
					continue
				}
				for _, to := range l.Languages {
					if p.Translations[to.Code] == nil {
						other := l.folder(to, folder.Path)
						other.Pages = append(other.Pages, p)
					}
				}
			}
		}
	}
}

// standIn is the page that stands for p where a language has none.
func (l *linker) standIn(p *Page) *Page {
	if q := p.Translations[l.Config.DefaultLang()]; q != nil {
		return q
	}
	for _, lang := range l.Languages {
		if q := p.Translations[lang.Code]; q != nil {
			return q
		}
	}
	return p
}

// folder returns a language's folder and makes it, and those above it, where
// they are not there yet.
func (l *linker) folder(lang *Language, name string) *Folder {
	if folder := lang.folders[name]; folder != nil {
		return folder
	}
	var parts []string
	for _, part := range strings.Split(name, "/") {
		if s := slug.Make(part); s != "" {
			parts = append(parts, s)
		}
	}
	folder := &Folder{
		Lang: lang.Code, Path: name,
		URL:  l.Base + escape(strings.Join(append([]string{lang.Code}, parts...), "/")) + "/",
		Kind: source.KindOf(name),
	}
	lang.folders[name] = folder
	lang.Folders = append(lang.Folders, folder)
	if name != "" {
		up := path.Dir(name)
		if up == "." {
			up = ""
		}
		folder.Parent = l.folder(lang, up)
	}
	return folder
}

// Folder returns the language's folder with that path, nil without one.
func (l *Language) Folder(name string) *Folder { return l.folders[name] }

// Name is the last part of the folder's path.
func (f *Folder) Name() string { return path.Base(f.Path) }
