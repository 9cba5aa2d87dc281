package hub

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// names finds pages by the ways in which writers refer to them.
type names struct {
	base   string                        // the hub's, which old addresses may begin with
	byPath map[string]*Page              // "de/tipps/unlock.md"
	byID   map[string]*Page              // "de/tipps/unlock"
	byKind map[string]*Page              // "de/tips/unlock": with the folder of a kind as the kind calls it
	byName map[string]map[string][]*Page // "unlock" or a slug -> language -> pages
	former map[string]*Page              // by aliases: the path of an old address, or another name as a slug
	within map[string]*Page              // "de/tips": the first page of a folder that has no text of its own; only of those that are not published
}

func newNames(base string) *names {
	return &names{base: base, byPath: map[string]*Page{}, byID: map[string]*Page{}, byKind: map[string]*Page{}, byName: map[string]map[string][]*Page{}, former: map[string]*Page{}, within: map[string]*Page{}}
}

func (n *names) add(p *Page) {
	n.byPath[norm.NFC.String(p.Path)] = p
	n.byID[p.ID], n.byKind[canonical(p.ID)] = p, p
	for _, alias := range p.Meta.Aliases {
		if at := n.formerAddress(alias.Value); at != "" && n.former[at] == nil {
			n.former[at] = p
		}
	}
	if p.Index {
		return
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values([]string{p.Name, p.Slug, slug.Make(p.Name)}))) {
		byLang := n.byName[name]
		if byLang == nil {
			byLang = map[string][]*Page{}
			n.byName[name] = byLang
		}
		byLang[p.Lang] = append(byLang[p.Lang], p)
	}
}

// formerAddress is an alias as links are compared with it: an old address
// without what servers add to it, or another name of the page as a slug.
func (n *names) formerAddress(alias string) string {
	if !strings.Contains(alias, "/") {
		return slug.Make(alias)
	}
	at, err := source.AliasPath(alias)
	if err != nil {
		return ""
	}
	at = norm.NFC.String(strings.TrimSuffix(at, "index.html"))
	return "/" + strings.Trim(strings.TrimPrefix("/"+strings.Trim(at, "/")+"/", n.base), "/")
}

// formerly finds the page that has what a link leads to as an alias, nil without
// one.
func (n *names) formerly(dest string) *Page { return n.former[n.formerAddress(dest)] }

// addFolders adds the folders that a page lies in.
func (n *names) addFolders(p *Page) {
	for folder := p.Folder; folder != "" && folder != "."; folder = path.Dir(folder) {
		if key := p.Lang + "/" + canonicalFolder(folder); n.within[key] == nil {
			n.within[key] = p
		}
	}
}

// at finds the page at a path below content/, with or without its ending.
func (n *names) at(name string) *Page {
	name = norm.NFC.String(name)
	id := canonical(strings.TrimSuffix(name, ".md"))
	for _, p := range []*Page{n.byPath[name], n.byID[name], n.byID[name+"/_index"], n.byKind[id], n.byKind[id+"/_index"]} {
		if p != nil {
			return p
		}
	}
	switch strings.ToLower(strings.TrimSuffix(path.Base(name), ".md")) {
	case "index", "_index", "readme": // whichever of them the folder has
		dir := path.Dir(name)
		return cmp.Or(n.byID[dir], n.byID[dir+"/_index"])
	}
	lang, folder, _ := strings.Cut(name, "/")
	return n.within[lang+"/"+canonicalFolder(folder)]
}

// called finds the pages with a name, those of lang before those of the other
// languages, which are given in order. folders, where not "", must be the end
// of the page's folder.
func (n *names) called(name, folders, lang string, others []string) []*Page {
	byLang := n.byName[name]
	if byLang == nil {
		byLang = n.byName[slug.Make(name)]
	}
	in := func(lang string) []*Page {
		var found []*Page
		for _, p := range byLang[lang] {
			if folders == "" || strings.HasSuffix("/"+p.Folder, "/"+folders) || strings.HasSuffix("/"+canonicalFolder(p.Folder), "/"+canonicalFolder(folders)) {
				found = append(found, p)
			}
		}
		return found
	}
	if found := in(lang); len(found) > 0 {
		return found
	}
	for _, other := range others {
		if found := in(other); len(found) > 0 {
			return found
		}
	}
	return nil
}

// nearNames proposes what a writer may have meant. It looks at all names, so
// it only answers for the first mistakes of a build.
type nearNames struct {
	asked  int
	all    map[string][]string // by language
	people []string
}

const nearMost = 100

func (n *nearNames) tooMany() bool {
	n.asked++
	return n.asked > nearMost
}

func (l *published) nearPage(p *Page, dest string) diag.Text {
	if l.near.tooMany() {
		return diag.Text{}
	}
	if l.near.all == nil {
		l.near.all = map[string][]string{}
		for _, q := range l.pages {
			if !q.Index {
				l.near.all[q.Lang] = append(l.near.all[q.Lang], q.Name)
			}
		}
	}
	others := slices.DeleteFunc(slices.Clone(l.near.all[p.Lang]), func(name string) bool { return name == p.Name })
	base := path.Base(dest)
	return diag.Propose(dest, strings.TrimSuffix(base, ".md"), others, func(near string) string {
		found := l.names.called(near, "", p.Lang, nil)
		switch {
		case len(found) == 0:
			return ""
		case strings.HasSuffix(base, ".md"):
			return Relative(p.Dir(), found[0].Path)
		case base == dest && len(found) == 1:
			return near
		case strings.HasPrefix(dest, "/"):
			return "/" + path.Join(found[0].Folder, near)
		}
		return path.Join(found[0].Folder, near)
	})
}

func (l *stored) nearAsset(p *Page, dest string) diag.Text {
	if l.near.tooMany() {
		return diag.Text{}
	}
	slashed := strings.ReplaceAll(dest, `\`, "/")
	if slashed != dest && l.files.at(path.Join(p.Dir(), slashed)) != nil {
		return diag.Say("did you mean %s?", quote(slashed))
	}
	var beside []string
	for _, a := range l.assets {
		if path.Dir(a.Path) == p.Dir() {
			beside = append(beside, path.Base(a.Path))
		}
	}
	if near := diag.DidYouMean(path.Base(slashed), beside); !near.Empty() {
		return near
	}
	return diag.Say("put the file there, or mend the path")
}

// Relative is the path of name as seen from the folder dir; both are paths of one
// folder.
func Relative(dir, name string) string {
	from, to := strings.Split(dir, "/"), strings.Split(name, "/")
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	return strings.Repeat("../", len(from)-same) + strings.Join(to[same:], "/")
}

func quote(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		text = string(runes[:80]) + "…"
	}
	return strconv.Quote(text)
}
