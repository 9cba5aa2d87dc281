package hub

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// bundle is the page of a folder, as far as the files below it go: down to the
// next folder that has a page of its own.
type bundle uint8

const (
	noBundle bundle = iota
	listed          // published, above the pages of its folder
	open            // published, with the folder for itself
	closed          // not published
)

// uses tells which files are to be published.
type uses struct {
	bundles   map[string]bundle // by folder
	published map[string]bool   // files that published pages link to
	hidden    map[string]bool   // files that other pages link to, folded
}

// publishes reports whether a file is: not if it lies beside a page that is
// not published, or if only such pages link to it, nor where other tools keep
// what they don't publish.
func (u *uses) publishes(name string) bool {
	if u.published[name] {
		return true
	}
	if source.Underscored(name) != "" {
		return false
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if b := u.bundles[dir]; b == open || b == closed {
			return b == open
		} else if b == listed {
			break
		}
	}
	return !u.hidden[slug.Fold(name)]
}

// uses looks through all pages, whether they are published or not.
func (l *peopled) uses() *uses {
	u := &uses{bundles: map[string]bundle{}, published: map[string]bool{}, hidden: map[string]bool{}}
	for _, p := range l.hidden {
		for _, name := range filesOf(p, p.Fields) {
			u.hidden[slug.Fold(name)] = true
		}
		dir := norm.NFC.String(p.Dir())
		if p.IsIndexFile() && (!p.Index || p.Folder != "") { // a language's folder is no bundle
			u.bundles[dir] = closed
		}
	}
	for _, p := range l.pages {
		fields := p.Fields
		if public := l.public[p]; public != nil {
			fields = public
		}
		for _, name := range filesOf(p, fields) {
			u.published[norm.NFC.String(name)] = true
		}
		switch dir := norm.NFC.String(p.Dir()); {
		case p.IsIndexFile() && p.Index:
			u.bundles[dir] = listed
		case p.IsIndexFile():
			u.bundles[dir] = open
		}
	}
	for _, picture := range pictures(l.config) {
		u.published[norm.NFC.String(path.Clean(picture.Value))] = true
	}
	return u
}

// filesOf are the paths below content/ of the files that a page may link to,
// in its text or in its fields.
func filesOf(p *Page, fields source.Fields) []string {
	var names []string
	for _, ref := range p.Doc.Refs {
		if ref.Dest != "" && ref.Kind != markdown.Mention {
			names = append(names, filePaths(p.Page, ref.Dest)...)
		}
	}
	if filed, ok := fields.(source.Filed); ok {
		for _, file := range filed.Files() {
			if file.Value != "" {
				names = append(names, filePaths(p.Page, file.Value)...)
			}
		}
	}
	return names
}

// filePaths are the paths below content/ that a page may mean by one: as seen
// from the page, or from the language's folder or content/. There is none for
// a path that leads out.
func filePaths(p *source.Page, dest string) []string {
	if strings.HasPrefix(dest, "/") {
		return []string{path.Join(p.Lang, dest), strings.TrimPrefix(path.Clean(dest), "/")}
	}
	name := path.Join(p.Dir(), dest)
	if name == ".." || strings.HasPrefix(name, "../") {
		return nil
	}
	return []string{name}
}

// assets are published files by their path below content/, in NFC.
type assets map[string]*Asset

// at returns the file at a path below content/, nil without one.
func (a assets) at(name string) *Asset {
	return a[norm.NFC.String(strings.TrimPrefix(path.Clean("/"+name), "/"))]
}

// stored also knows which files are published.
type stored struct {
	*peopled
	assets []*Asset // by path
	files  assets
	photos map[*Person]*Asset
}

// store publishes the images and downloads, but for those that belong to what
// is not published: photos without consent, everything beside a profile of
// somebody who left, and what only drafts use.
func (l *peopled) store(all []*source.Asset) *stored {
	left := map[string]bool{}
	for _, p := range l.pages {
		if l.left(p) && p.IsIndexFile() {
			left[norm.NFC.String(p.Dir())] = true
		}
	}
	s := &stored{peopled: l, files: assets{}, photos: map[*Person]*Asset{}}
	private, uses, told := l.privatePhotos(all), l.uses(), map[string]bool{}
	for _, a := range slices.SortedFunc(slices.Values(all), func(a, b *source.Asset) int { return strings.Compare(a.Path, b.Path) }) {
		name := norm.NFC.String(a.Path)
		if _, barred := l.barredAt(name); barred || private[slug.Fold(name)] || below(name, left) {
			continue
		}
		if !uses.publishes(name) {
			if part := source.Underscored(name); part != "" && !told[path.Dir(name)] && !uses.hidden[slug.Fold(name)] {
				told[path.Dir(name)] = true
				l.tell(diag.NewFile(path.Join(source.Root, a.Path), nil).Span(0, 0), diag.Withheld,
					diag.Say("is held back with what lies beside it, as nothing links to it: names that begin with _, such as %s, are not published, as in Jekyll", quote(part)), diag.Say("link to it, or give it another name"))
			}
			continue
		}
		asset := &Asset{Asset: a, Output: name, URL: l.base + escape(name)}
		if twin := s.files[name]; twin != nil {
			l.tell(diag.NewFile(path.Join(source.Root, a.Path), nil).Span(0, 0), diag.DuplicateURL,
				diag.Say("has the same name as %s but for the way its accents are written", twin.Path), diag.Say("rename one of them"))
			continue
		}
		s.files[name] = asset
		s.assets = append(s.assets, asset)
	}
	s.addPhotos(private)
	return s
}

func below(name string, folders map[string]bool) bool {
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if folders[dir] {
			return true
		}
	}
	return false
}

// AssetAt returns the published asset at a path below content/, nil if there
// is none.
func (h *Hub) AssetAt(name string) *Asset { return h.assets.at(name) }

// asset finds a published file by a path as seen from the page, from the
// language's folder or from content/.
func (l *stored) asset(p *Page, dest string) *Asset {
	for _, name := range filePaths(p.Page, dest) {
		if a := l.files.at(name); a != nil {
			return a
		}
	}
	return nil
}
