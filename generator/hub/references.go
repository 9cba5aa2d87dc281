package hub

import (
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// references resolves everything that a page refers to.
func (l *linker) references(p *Page) {
	p.Targets = make([]Target, len(p.Doc.Refs))
	for i, ref := range p.Doc.Refs {
		p.Targets[i] = l.resolve(p, ref)
	}
	switch fields := p.Fields.(type) {
	case *source.Tip:
		own := &TipPage{}
		p.Own = own
		for _, text := range fields.Related {
			if target := l.pageReference(p, text); target.Page != nil && target.Page != p && !slices.Contains(own.Related, target.Page) {
				own.Related = append(own.Related, target.Page)
			}
		}
	case *source.Toolkit:
		own := p.Own.(*ToolkitPage)
		for _, item := range fields.Items {
			own.Items = append(own.Items, l.item(p, item))
		}
	case *source.Role:
		l.boundaries(p, &fields.Boundaries)
	}
	if p.Meta.Summary == "" {
		p.Summary = p.Named(p.Summary)
	}
	for _, t := range p.Targets {
		l.backlink(t, p)
	}
	for _, t := range p.Own.Links() {
		l.backlink(t, p)
	}
	p.Related = p.Own.Picked()
	for _, related := range p.Related {
		l.backlink(Target{Page: related}, p)
	}
}

// Named puts the people's names for the @slugs in a piece of the page's text.
func (p *Page) Named(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	names := map[string]string{}
	for i, ref := range p.Doc.Refs {
		if person := p.Targets[i].Person; ref.Kind == markdown.Mention && person != nil {
			names["@"+ref.Dest] = person.In(p.Lang).Title
		}
	}
	// Longer slugs first: one may begin with another.
	slugs := slices.Sorted(maps.Keys(names))
	slices.Reverse(slugs)
	pairs := make([]string, 0, 2*len(slugs))
	for _, slug := range slugs {
		pairs = append(pairs, slug, names[slug])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func (l *linker) backlink(t Target, from *Page) {
	to := t.Page
	if t.Person != nil {
		to = t.Person.In(from.Lang)
	}
	if to != nil && to != from && !from.left() {
		to.Backlinks = append(to.Backlinks, from)
	}
}

func (l *linker) item(p *Page, item source.Item) Target {
	switch {
	case item.Page.Value != "":
		return l.pageReference(p, item.Page)
	case item.File.Value != "":
		if asset := l.asset(p, item.File.Value); asset != nil {
			return Target{Asset: asset}
		}
		l.list.Add(item.File.Span, diag.MissingFile, "there is no file "+quote(item.File.Value)+" beside the toolkit", l.nearAsset(p, item.File.Value))
	case item.Link.Value != "":
		return Target{URL: item.Link.Value}
	}
	return Target{}
}

// resolve finds what a reference in the text leads to.
func (l *linker) resolve(p *Page, ref markdown.Ref) Target {
	switch ref.Kind {
	case markdown.Link: // below
	case markdown.Mention:
		if person := l.people[ref.Dest]; person != nil {
			return Target{Person: person}
		}
		if l.tellHidden(source.ProfileKind, ref.Dest, ref.Span) {
			return Target{}
		}
		l.list.Add(ref.Span, diag.UnknownMention, "there is no profile "+quote(ref.Dest),
			l.knownHint(ref.Dest, l.personIDs(), "if nobody is meant, write it as code: `@"+ref.Dest+"`"))
		return Target{}
	case markdown.Image:
		if asset := l.asset(p, ref.Dest); asset != nil {
			return Target{Asset: asset}
		}
		l.list.Add(ref.Span, diag.MissingFile, "there is no file "+quote(ref.Dest), l.nearAsset(p, ref.Dest))
		return Target{}
	case markdown.Wiki:
		return l.pageReference(p, strictyaml.Text{Value: withFrag(ref.Dest, ref.Frag), Span: ref.Span})
	}
	if ref.Dest == "" {
		return l.anchored(Target{Page: p}, ref.Frag, ref.Span)
	}
	target := l.linked(p, ref.Dest, ref.Span)
	return l.anchored(target, ref.Frag, ref.Span)
}

func withFrag(dest, frag string) string {
	if frag == "" {
		return dest
	}
	return dest + "#" + frag
}

// linked finds what a link's path leads to: a page, a folder or a file, as
// seen from the page, from the language's root or from content/.
func (l *linker) linked(p *Page, dest string, at diag.Span) Target {
	candidates := filePaths(p.Page, dest)
	if candidates == nil {
		l.list.Add(at, diag.OutsideSite, "the link "+quote(dest)+" leads out of the folder content/", "copy what it leads to into content/, or link to an https:// address")
		return Target{}
	}
	for _, name := range candidates {
		if page := l.names.at(name); page != nil {
			return Target{Page: page}
		}
		if asset := l.AssetAt(name); asset != nil {
			return Target{Asset: asset}
		}
		if folder := l.folderAt(name); folder != nil {
			return Target{Folder: folder}
		}
	}
	for _, name := range candidates {
		if hidden := l.unpublished.at(name); hidden != nil {
			l.unpublishedLink(hidden, dest, at)
			return Target{}
		}
	}
	if !strings.Contains(dest, "/") && path.Ext(dest) == "" {
		return l.named(p, dest, at)
	}
	if ext := path.Ext(dest); ext != "" && !strings.EqualFold(ext, ".md") && len(ext) <= 6 {
		l.list.Add(at, diag.MissingFile, "there is no file "+quote(dest), l.nearAsset(p, dest))
	} else {
		l.brokenLink(p, dest, at)
	}
	return Target{}
}

// folderAt finds a folder by its path below content/, the language included.
func (l *linker) folderAt(name string) *Folder {
	code, rest, _ := strings.Cut(norm.NFC.String(name), "/")
	if lang := l.langs[code]; lang != nil {
		return lang.folders[rest]
	}
	if len(l.Languages) == 1 {
		return l.Languages[0].folders[name]
	}
	return nil
}

func (l *linker) unpublishedLink(hidden *Page, dest string, at diag.Span) {
	why := "is outside its window of publication"
	if hidden.Meta.Draft {
		why = "is a draft"
	}
	l.list.Add(at, diag.UnpublishedLink, "the page "+quote(dest)+" "+why, "publish it, or take the link away")
}

func (l *linker) brokenLink(p *Page, dest string, at diag.Span) {
	hint := l.nearPage(p, dest)
	if hint == "" {
		hint = "mend the path, or take the link away"
	}
	l.list.Add(at, diag.BrokenLink, "there is no page "+quote(dest), hint)
}

// pageReference resolves a reference as front matter and wiki links have it: a
// relative path, a slug, or a path from the language's root.
func (l *linker) pageReference(p *Page, text strictyaml.Text) Target {
	dest, frag, _ := strings.Cut(text.Value, "#")
	dest = strings.TrimSpace(dest)
	switch {
	case dest == "":
		return l.anchored(Target{Page: p}, frag, text.Span)
	case strings.HasPrefix(dest, "/"), strings.HasPrefix(dest, "."), strings.HasSuffix(dest, ".md"):
		return l.anchored(l.linked(p, dest, text.Span), frag, text.Span)
	}
	return l.anchored(l.named(p, dest, text.Span), frag, text.Span)
}

// named finds a page by its slug or name, with folders before it where the
// name alone is not unique.
func (l *linker) named(p *Page, dest string, at diag.Span) Target {
	dest = norm.NFC.String(dest)
	folders, name := path.Split(dest)
	folders = strings.TrimSuffix(folders, "/")
	found := l.names.called(name, folders, p.Lang, l.Languages)
	if len(found) == 0 && folders != "" {
		// A relative path without its ending.
		if page := l.names.at(path.Join(p.Dir(), dest)); page != nil {
			found = []*Page{page}
		} else if page := l.names.at(path.Join(p.Lang, dest)); page != nil {
			found = []*Page{page}
		}
	}
	switch len(found) {
	case 1:
		if found[0].Person() != nil {
			return Target{Page: found[0].Person().In(p.Lang)}
		}
		return Target{Page: found[0]}
	case 0:
		if hidden := l.unpublished.called(name, folders, p.Lang, l.Languages); len(hidden) > 0 {
			l.unpublishedLink(hidden[0], dest, at)
			return Target{}
		}
		if folder := l.langs[p.Lang].folders[dest]; folder != nil && dest != "" {
			return Target{Folder: folder}
		}
		l.brokenLink(p, dest, at)
		return Target{}
	}
	var ways []string
	for _, page := range found[:min(4, len(found))] {
		ways = append(ways, strings.TrimPrefix(page.ID, page.Lang+"/"))
	}
	l.list.Add(at, diag.AmbiguousReference, quote(dest)+" is the name of several pages", "write "+strings.Join(ways, " or "))
	return Target{}
}

// anchored checks the part behind the "#".
func (l *linker) anchored(t Target, frag string, at diag.Span) Target {
	t.Frag = frag
	if frag == "" || t.Page == nil {
		return t
	}
	ids := l.anchors[t.Page]
	if ids == nil {
		ids = make(map[string]bool, len(t.Page.Doc.Headings))
		for _, h := range t.Page.Doc.Headings {
			ids[h.ID] = true
		}
		l.anchors[t.Page] = ids
	}
	if ids[frag] {
		return t
	}
	hint := "the page has no headings"
	if len(ids) > 0 {
		hint = l.headingHint(t.Page, frag)
	}
	l.list.Add(at, diag.BrokenAnchor, "the page "+quote(t.Page.Title)+" has no heading "+quote("#"+frag), hint)
	t.Frag = ""
	return t
}

func (l *linker) headingHint(p *Page, frag string) string {
	var ids []string
	for _, h := range p.Doc.Headings {
		if ids = append(ids, h.ID); len(ids) == 1000 {
			break
		}
	}
	if !l.near.tooMany() {
		if near := diag.DidYouMean(frag, ids); near != "" {
			return near
		}
	}
	return "its headings are " + strings.Join(ids[:min(5, len(ids))], ", ")
}

// asset finds a published file by a path as seen from the page, from the
// language's folder or from content/.
func (l *linker) asset(p *Page, dest string) *Asset {
	for _, name := range filePaths(p.Page, dest) {
		if a := l.AssetAt(name); a != nil {
			return a
		}
	}
	return nil
}
