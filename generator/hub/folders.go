package hub

import (
	"cmp"
	"iter"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/collate"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/personname"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// tree is a language's folders.
type tree struct {
	Folders []*Folder // those with pages, parents first

	at    map[string]*Folder      // by address
	kinds map[*source.Kind]string // how the language calls the folder of a kind's pages
}

// Folder returns the language's folder with that path, nil without one. The
// folder of a kind may be called as in any language.
func (t *tree) Folder(name string) *Folder {
	if folder := t.at[address(name)]; folder != nil {
		return folder
	}
	return t.at[address(t.own(name))]
}

// FolderOf is the language's folder for pages of a kind, nil without one and for
// the default kind, which may lie anywhere.
func (t *tree) FolderOf(k *source.Kind) *Folder {
	if k.Default {
		return nil
	}
	return t.Folder(k.Folder)
}

// own is the path of a folder as the language calls it.
func (t *tree) own(name string) string {
	top, below, ok := strings.Cut(name, "/")
	kind := source.KindOf(top)
	top = cmp.Or(t.kinds[kind], kind.Folder, top)
	if ok {
		return top + "/" + below
	}
	return top
}

// canonical is the path of a page below content/, that begins with the
// language, with the folder of a kind's pages called as the kind says.
func canonical(name string) string {
	lang, rest, _ := strings.Cut(name, "/")
	if folder, page := path.Split(rest); folder != "" {
		return lang + "/" + canonicalFolder(strings.TrimSuffix(folder, "/")) + "/" + page
	}
	return name
}

// canonicalFolder is the path of a folder below the language, called as the
// kind of its pages says.
func canonicalFolder(name string) string {
	top, below, ok := strings.Cut(name, "/")
	top = cmp.Or(source.KindOf(top).Folder, top)
	if ok {
		return top + "/" + below
	}
	return top
}

// placed also knows the lists that pages stand in.
type placed struct {
	*stored
	trees map[string]*tree // by language
	keys  map[*Page]string // the titles as readers of each page's language sort them
}

// place makes the lists of pages. A page without a translation is listed in
// the other languages too, behind their own pages.
func (l *stored) place() *placed {
	p := &placed{stored: l, trees: map[string]*tree{}, keys: l.sortKeys()}
	for _, lang := range l.langs {
		p.trees[lang] = &tree{at: map[string]*Folder{}, kinds: map[*source.Kind]string{}}
	}
	p.callKinds()
	p.tellAlike()
	p.tellMeant()
	for _, page := range l.pages {
		folder := p.folder(page.Lang, page.Folder)
		switch {
		case page.Index && folder.Index != nil:
			l.tell(page.File.Span(0, 0), diag.DuplicateURL, diag.Say("the folder has a text already: %s", folder.Index.Path), diag.Say("join the two"))
		case page.Index:
			folder.Index = page
		case !l.left(page):
			folder.take(page)
		}
	}
	for _, tree := range p.trees {
		for _, folder := range tree.Folders {
			slices.SortFunc(folder.Pages, p.readingOrder)
			folder.own = len(folder.Pages)
		}
	}
	p.listUntranslated()
	if len(l.people) > 0 { // all languages list everybody
		for lang, tree := range p.trees {
			p.folder(lang, tree.own(source.ProfileKind.Folder))
		}
	}
	for _, tree := range p.trees {
		slices.SortFunc(tree.Folders, func(a, b *Folder) int { return strings.Compare(a.Path, b.Path) })
		for _, folder := range tree.Folders {
			if folder.Parent != nil {
				folder.Parent.Folders = append(folder.Parent.Folders, folder)
			}
		}
		for _, folder := range tree.Folders {
			slices.SortStableFunc(folder.Folders, func(a, b *Folder) int { return CompareWeights(a.Weight(), b.Weight()) })
		}
	}
	return p
}

// take lists a page in its folder, and in those above it that are for the same
// kind: whoever looks for tips finds those in tips/erp.
func (f *Folder) take(p *Page) {
	for ; ; f = f.Parent {
		f.Pages = append(f.Pages, p)
		if f.Kind.Default || f.Parent == nil || f.Parent.Kind != f.Kind {
			return
		}
	}
}

// callKinds finds out how each language calls the folders of kinds: as the
// kind says where that folder is there, else as the first is called. Of others
// it tells, for their pages stand in two lists side by side.
func (l *placed) callKinds() {
	first := map[string]*Page{} // by language and address of the folder
	for _, p := range l.pages {
		top, _, _ := strings.Cut(p.Folder, "/")
		kind, at := source.KindOf(top), p.Lang+"/"+address(top)
		if first[at] != nil || kind.Folder == "" {
			continue
		}
		first[at] = p
		if called := l.trees[p.Lang].kinds[kind]; called == "" || top == kind.Folder {
			l.trees[p.Lang].kinds[kind] = top
		}
	}
	for _, p := range l.pages {
		top, _, _ := strings.Cut(p.Folder, "/")
		called := l.trees[p.Lang].kinds[source.KindOf(top)]
		if first[p.Lang+"/"+address(top)] == p && address(called) != address(top) {
			l.tell(p.File.Span(0, 0), diag.TwoFolders, diag.Say("lies in the folder %s, and other pages of its kind in %s: they are two lists", quote(top), quote(called)),
				diag.Say("move the pages of both into one of the folders"))
		}
	}
}

// tellMeant tells of folders that are called like that of a kind, and are that
// of none: "tipp", "sap/tipps".
func (l *placed) tellMeant() {
	told := map[string]bool{}
	for _, p := range l.pages {
		kind, to := p.MeantFolder()
		if at := p.Lang + "/" + p.Folder; kind != nil && !told[at] {
			told[at] = true
			l.tell(p.File.Span(0, 0), diag.MisplacedPage, diag.Say("lies in the folder %s, which is no folder for pages of the kind %s: it is a plain page", quote(p.Folder), kind),
				diag.Say("move the folder to %s, or write kind: %s into its pages", path.Join("content", p.Lang, l.trees[p.Lang].own(to)), kind.Name))
		}
	}
}

// tellAlike tells of folders whose names say the same, such as Tips beside
// tips: they are one list, and on some disks one folder.
func (l *placed) tellAlike() {
	first, told := map[string]string{}, map[string]bool{} // by language and address; by path
	for _, p := range l.pages {
		for folder := range upwards(p.Folder) {
			at, name := p.Lang+"/"+address(folder), p.Lang+"/"+folder
			if other, ok := first[at]; !ok {
				first[at] = folder
			} else if other != folder && path.Dir(other) == path.Dir(folder) && !told[name] {
				told[name] = true
				l.tell(p.File.Span(0, 0), diag.TwoFolders, diag.Say("lies in the folder %s, and other pages in %s, which have one address: they are one list", quote(folder), quote(other)),
					diag.Say("give both folders one name"))
			}
		}
	}
}

// upwards are a folder below the language and those above it.
func upwards(folder string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for folder != "" && folder != "." && yield(folder) {
			folder = path.Dir(folder)
		}
	}
}

// readingOrder is that of a folder's pages: by weight those that have one,
// then the newest of kinds that are read so, then by title.
func (l *placed) readingOrder(a, b *Page) int {
	byAge := 0
	if a.Kind.Newest && b.Kind.Newest {
		byAge = b.Created.Compare(a.Created)
	}
	return cmp.Or(CompareWeights(a.Meta.Weight, b.Meta.Weight), compareBool(!a.Kind.Newest, !b.Kind.Newest), byAge, strings.Compare(l.keys[a], l.keys[b]), strings.Compare(a.ID, b.ID))
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
func (l *peopled) sortKeys() map[*Page]string {
	keys := make(map[*Page]string, len(l.pages))
	var buf collate.Buffer // 4 KB
	for _, p := range l.pages {
		buf.Reset()
		title := p.Title
		if l.whose[p] != nil {
			title = personname.Parse(title).Plain()
		}
		keys[p] = string(l.orders[p.Lang].KeyFromString(&buf, title))
	}
	return keys
}

// listUntranslated adds to each folder the pages that its language lacks: of
// each page the version that stands in.
func (l *placed) listUntranslated() {
	for _, from := range l.langs {
		for _, folder := range slices.Clone(l.trees[from].Folders) {
			for _, p := range folder.Pages[:folder.own] {
				if !p.Kind.Listed || l.versions[p].Main != p {
					continue
				}
				for _, to := range l.langs {
					if l.versions[p].Pages[to] == nil {
						other := l.folder(to, l.trees[to].own(folder.Path))
						other.Pages = append(other.Pages, p)
					}
				}
			}
		}
	}
}

// folder returns a language's folder and makes it, and those above it, where
// they are not there yet.
func (l *placed) folder(lang, name string) *Folder {
	tree, at := l.trees[lang], address(name)
	if folder := tree.at[at]; folder != nil {
		return folder
	}
	folder := &Folder{Lang: lang, Path: name, URL: l.base + escape(path.Join(lang, at)) + "/", Kind: source.KindOf(name)}
	tree.at[at] = folder
	tree.Folders = append(tree.Folders, folder)
	if name != "" {
		up := path.Dir(name)
		if up == "." {
			up = ""
		}
		folder.Parent = l.folder(lang, up)
	}
	return folder
}

// address is the path of a folder as it stands in addresses.
func address(folder string) string {
	parts := strings.Split(folder, "/")
	for i, part := range parts {
		parts[i] = slug.Make(part)
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "/")
}

// Name is the last part of the folder's path.
func (f *Folder) Name() string { return path.Base(f.Path) }
