package hub

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
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
func (l *linker) uses() *uses {
	u := &uses{bundles: map[string]bundle{}, published: map[string]bool{}, hidden: map[string]bool{}}
	for _, p := range l.hidden {
		for _, name := range filesOf(p) {
			u.hidden[slug.Fold(name)] = true
		}
		dir := norm.NFC.String(p.Dir())
		if p.IsIndexFile() && (!p.Index || p.Folder != "") { // a language's folder is no bundle
			u.bundles[dir] = closed
		}
	}
	for _, p := range l.Pages {
		for _, name := range filesOf(p) {
			u.published[norm.NFC.String(name)] = true
		}
		switch dir := norm.NFC.String(p.Dir()); {
		case p.IsIndexFile() && p.Index:
			u.bundles[dir] = listed
		case p.IsIndexFile():
			u.bundles[dir] = open
		}
	}
	for _, picture := range l.pictures() {
		u.published[norm.NFC.String(path.Clean(picture.Value))] = true
	}
	return u
}

// filesOf are the paths below content/ of the files that a page may link to.
func filesOf(p *Page) []string {
	var names []string
	for _, ref := range p.Doc.Refs {
		if ref.Dest != "" && ref.Kind != markdown.Mention {
			names = append(names, filePaths(p.Page, ref.Dest)...)
		}
	}
	switch fields := p.Fields.(type) {
	case *source.Toolkit:
		for _, item := range fields.Items {
			if item.File.Value != "" {
				names = append(names, filePaths(p.Page, item.File.Value)...)
			}
		}
	case *source.Profile:
		if p.Profile() != nil { // a published one: what of it may be
			fields = p.Profile()
		}
		if fields.Photo.Value != "" {
			names = append(names, filePaths(p.Page, fields.Photo.Value)...)
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

// addAssets publishes the images and downloads, but for those that belong to
// what is not published: photos without consent, everything beside a profile
// of somebody who left, and what only drafts use.
func (l *linker) addAssets() {
	left := map[string]bool{}
	for _, p := range l.Pages {
		if p.left() && p.IsIndexFile() {
			left[norm.NFC.String(p.Dir())] = true
		}
	}
	private, uses, told := l.privatePhotos(), l.uses(), map[string]bool{}
	slices.SortFunc(l.in.Assets, func(a, b *source.Asset) int { return strings.Compare(a.Path, b.Path) })
	for _, a := range l.in.Assets {
		name := norm.NFC.String(a.Path)
		if private[slug.Fold(name)] || below(name, left) {
			continue
		}
		if !uses.publishes(name) {
			if part := source.Underscored(name); part != "" && !told[path.Dir(name)] && !uses.hidden[slug.Fold(name)] {
				told[path.Dir(name)] = true
				l.list.Add(diag.NewFile(path.Join(source.Root, a.Path), nil).Span(0, 0), diag.Withheld,
					"is held back with what lies beside it, as nothing links to it: names that begin with _, such as "+quote(part)+", are not published, as in Jekyll", "link to it, or give it another name")
			}
			continue
		}
		asset := &Asset{Asset: a, Output: name, URL: l.Base + escape(name)}
		if twin := l.assets[name]; twin != nil {
			l.list.Add(diag.NewFile(path.Join(source.Root, a.Path), nil).Span(0, 0), diag.DuplicateURL,
				"has the same name as "+twin.Path+" but for the way its accents are written", "rename one of them")
			continue
		}
		l.assets[name] = asset
		l.Assets = append(l.Assets, asset)
	}
	for _, p := range l.Pages {
		if p.Profile() == nil || p.Profile().Photo.Value == "" {
			continue
		}
		photo := p.Profile().Photo
		asset := l.asset(p, photo.Value)
		switch {
		case asset != nil && asset.IsImage():
			asset.Portrait = true
			if l.photo(photo, asset) && (p.Person().Photo == nil || p == p.Person().Main) {
				p.Person().Photo = asset
			}
		case private[slug.Fold(path.Join(p.Dir(), photo.Value))]:
			l.list.Add(photo.Span, diag.MissingFile, "the picture "+quote(photo.Value)+" is kept back, because another profile names it without consent",
				"write photo under consent: in all of them, or take photo: out there")
		default:
			l.list.Add(photo.Span, diag.MissingFile, "there is no picture "+quote(photo.Value)+" beside the profile", l.nearAsset(p, photo.Value))
		}
	}
}

// What a photo may have at most before it is told: everybody who looks for a
// colleague loads it.
const (
	photoPixels = 25_000_000
	photoBytes  = 2 << 20
)

// photo reports whether a profile's picture can be shown, and tells of one
// that had better be another.
func (l *linker) photo(at strictyaml.Text, a *Asset) bool {
	switch {
	case a.Type == "svg":
	case a.Type == "avif":
		l.list.Add(at.Span, diag.BadPhoto, quote(at.Value)+" may say where and by whom it was taken: AVIF pictures are published as they are",
			"save it as JPEG, PNG or WebP; of these nothing but the picture is published")
	case a.Width == 0:
		l.list.Add(at.Span, diag.BadPhoto, quote(at.Value)+" is no picture, whatever its name says", "save the photo as JPEG, PNG or WebP; until then the initials are shown")
		return false
	case a.Width > photoPixels/max(a.Height, 1), a.Size > photoBytes:
		l.list.Add(at.Span, diag.BadPhoto, fmt.Sprintf("%s is very large: %d × %d pixels, %d KB", quote(at.Value), a.Width, a.Height, a.Size>>10),
			"make it smaller; 800 × 800 pixels are enough")
	}
	return true
}

// privatePhotos are the pictures that profiles name but may not show, folded:
// on some disks the photo of a profile is found however its name is written.
func (l *linker) privatePhotos() map[string]bool {
	there := map[string]bool{}
	for _, a := range l.in.Assets {
		there[slug.Fold(a.Path)] = true
	}
	private, shown := map[string]bool{}, map[string]bool{}
	for _, p := range l.Pages {
		raw, ok := p.Fields.(*source.Profile)
		if !ok || raw.Photo.Value == "" {
			continue
		}
		found := false
		for _, name := range filePaths(p.Page, raw.Photo.Value) {
			name = slug.Fold(name)
			found = found || there[name]
			if p.Profile().Photo.Value == "" {
				private[name] = true
			} else {
				shown[name] = true
			}
		}
		if !found && p.Profile().Photo.Value == "" {
			// Nobody would notice otherwise, and the photo itself, whatever
			// its name, would be published like any other picture.
			l.list.Add(raw.Photo.Span, diag.MissingFile, "there is no picture "+quote(raw.Photo.Value)+" beside the profile", "write the file's name as it is")
		}
	}
	for _, p := range l.hidden {
		raw, ok := p.Fields.(*source.Profile)
		if !ok || raw.Photo.Value == "" {
			continue
		}
		for _, name := range filePaths(p.Page, raw.Photo.Value) {
			if name = slug.Fold(name); !shown[name] {
				private[name] = true // of a draft
			}
		}
	}
	return private
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
func (h *Hub) AssetAt(name string) *Asset {
	return h.assets[norm.NFC.String(strings.TrimPrefix(path.Clean("/"+name), "/"))]
}
