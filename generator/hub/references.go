package hub

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// resolve finds what a reference in the text leads to.
func (l *linker) resolve(p *Page, ref markdown.Ref) Target {
	switch ref.Kind {
	case markdown.Link: // below
	case markdown.Mention:
		if person := l.called[ref.Dest]; person != nil {
			return Target{Person: person}
		}
		if target, hidden := l.tellHidden(isProfile, ref.Dest, ref.Span); hidden {
			return target
		}
		l.tell(ref.Span, diag.UnknownMention, diag.Say("there is no profile %s", quote(ref.Dest)),
			l.knownHint(ref.Dest, l.personIDs(), diag.Say("if nobody is meant, write it as code: `@%s`", ref.Dest)))
		return Target{}
	case markdown.Image:
		if asset := l.asset(p, ref.Dest); asset != nil {
			l.unseen(ref, asset)
			return Target{Asset: asset}
		}
		return l.missing(ref.Span, ref.Dest, filePaths(p.Page, ref.Dest), diag.MissingFile, diag.Say("there is no file %s", quote(ref.Dest)), l.nearAsset(p, ref.Dest))
	case markdown.Wiki:
		return l.pageReference(p, strictyaml.Text{Value: withFrag(ref.Dest, ref.Frag), Span: ref.Span})
	}
	if ref.Dest == "" {
		return l.anchored(Target{Page: p}, ref.Frag, ref.Span)
	}
	target := l.byPath(p, ref.Dest, ref.Span)
	return l.anchored(target, ref.Frag, ref.Span)
}

func withFrag(dest, frag string) string {
	if frag == "" {
		return dest
	}
	return dest + "#" + frag
}

// byPath finds what a link's path leads to: a page, a folder or a file, as
// seen from the page, from the language's root or from content/.
func (l *linker) byPath(p *Page, dest string, at diag.Span) Target {
	candidates := filePaths(p.Page, dest)
	if candidates == nil {
		l.tell(at, diag.OutsideSite, diag.Say("the link %s leads out of the folder content/", quote(dest)), diag.Say("copy what it leads to into content/, or link to an https:// address"))
		return Target{}
	}
	for _, name := range candidates {
		if page := l.names.at(name); page != nil {
			return Target{Page: page}
		}
		if asset := l.files.at(name); asset != nil {
			return Target{Asset: asset}
		}
		if folder := l.folderAt(name); folder != nil {
			return Target{Folder: folder}
		}
	}
	if page := l.names.formerly(dest); page != nil && strings.HasPrefix(dest, "/") {
		return l.led(p, page, dest, at)
	}
	if target := l.abroad(p, candidates, dest, at); target.OK() {
		return target
	}
	if hidden := l.unpublished.formerly(dest); hidden != nil && strings.HasPrefix(dest, "/") {
		return l.unpublishedLink(hidden, dest, at)
	}
	for _, name := range append(candidates, l.inOthers(p.Lang, candidates)...) {
		if hidden := l.unpublished.at(name); hidden != nil {
			return l.unpublishedLink(hidden, dest, at)
		}
	}
	if address := foreign(dest); address != "" {
		return l.missing(at, dest, candidates, diag.MissingFile, diag.Say("there is no file %s", quote(dest)), diag.Say("write %s", address))
	}
	if !strings.Contains(dest, "/") && path.Ext(dest) == "" {
		return l.byName(p, dest, at)
	}
	if ext := path.Ext(dest); ext != "" && !strings.EqualFold(ext, ".md") && len(ext) <= 6 {
		return l.missing(at, dest, candidates, diag.MissingFile, diag.Say("there is no file %s", quote(dest)), l.nearAsset(p, dest))
	}
	return l.brokenLink(p, dest, at)
}

// foreign is the address of another site, or of mail, that a link's path is
// without its beginning; "" for others.
func foreign(dest string) string {
	name, at, mail := strings.Cut(dest, "@")
	switch {
	case strings.HasPrefix(strings.ToLower(dest), "www."):
		return "https://" + dest
	case mail && name != "" && path.Ext(at) != "" && !strings.ContainsAny(dest, "/ "):
		return "mailto:" + dest
	}
	return ""
}

// abroad finds in the other languages what a path leads to in none of the own.
func (l *linker) abroad(p *Page, candidates []string, dest string, at diag.Span) Target {
	for _, name := range l.inOthers(p.Lang, candidates) {
		lang, _, _ := strings.Cut(name, "/")
		if page := l.names.at(name); page != nil {
			return l.led(p, page, dest, at)
		}
		if asset := l.files.at(name); asset != nil {
			l.tellLanguage(diag.Say("file"), p.Lang, lang, dest, at)
			return Target{Asset: asset}
		}
		if folder := l.folderAt(name); folder != nil {
			l.tellLanguage(diag.Say("page"), p.Lang, lang, dest, at)
			return Target{Folder: folder}
		}
	}
	return Target{}
}

// inOthers are paths below a language as they are below the others.
func (l *linker) inOthers(lang string, paths []string) []string {
	var others []string
	for _, other := range l.standIns {
		for _, name := range paths {
			if rest, ok := strings.CutPrefix(name, lang+"/"); ok && other != lang {
				others = append(others, other+"/"+rest)
			}
		}
	}
	return others
}

// led is a page that was found for a reference of another. Where it is there in
// the other's language, that version is meant; where it is not, the writer is
// told. Everybody's profile is there for all languages.
func (l *linker) led(p, found *Page, dest string, at diag.Span) Target {
	if person := l.whose[found]; person != nil {
		return Target{Page: person.In(p.Lang)}
	}
	page := cmp.Or(l.versions[found].Pages[p.Lang], found)
	if page.Lang != p.Lang {
		l.tellLanguage(diag.Say("page"), p.Lang, page.Lang, dest, at)
	}
	return Target{Page: page}
}

// tellLanguage tells of a reference to what its own language lacks.
func (t *task) tellLanguage(what diag.Text, own, lang, dest string, at diag.Span) {
	t.tell(at, diag.OtherLanguage, diag.Say("there is no %s %s in content/%s, so readers are led to the one in content/%s", what, quote(dest), own, lang),
		diag.Say("translate it; until then the link is marked with its language"))
}

// folderAt finds a folder by its path below content/, the language included.
func (l *placed) folderAt(name string) *Folder {
	code, rest, _ := strings.Cut(norm.NFC.String(name), "/")
	if tree := l.trees[code]; tree != nil {
		return tree.Folder(rest)
	}
	if len(l.langs) == 1 {
		return l.trees[l.langs[0]].Folder(name)
	}
	return nil
}

func (l *published) unpublishedLink(hidden *Page, dest string, at diag.Span) Target {
	if !l.maySee(hidden) {
		return l.audienceLink(diag.Say("page"), dest, hidden.audience, at)
	}
	what := diag.Say("the page %s is outside its window of publication", quote(dest))
	if hidden.Meta.Draft {
		what = diag.Say("the page %s is a draft", quote(dest))
	}
	l.tell(at, diag.UnpublishedLink, what, diag.Say("publish it, or take the link away"))
	return Target{}
}

func (l *published) brokenLink(p *Page, dest string, at diag.Span) Target {
	hint := l.nearPage(p, dest).Or(diag.Say("mend the path, or take the link away"))
	var paths []string
	for _, name := range append(filePaths(p.Page, dest), path.Join(p.Lang, dest)) {
		paths = append(paths, name, name+".md")
	}
	paths = append(paths, l.lostNamed[dest]...)
	return l.missing(at, dest, paths, diag.BrokenLink, diag.Say("there is no page %s", quote(dest)), hint)
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
		return l.anchored(l.byPath(p, dest, text.Span), frag, text.Span)
	}
	return l.anchored(l.byName(p, dest, text.Span), frag, text.Span)
}

// byName finds a page by its slug or name, with folders before it where the
// name alone is not unique.
func (l *linker) byName(p *Page, dest string, at diag.Span) Target {
	dest = norm.NFC.String(dest)
	folders, name := path.Split(dest)
	folders = strings.TrimSuffix(folders, "/")
	found := l.names.called(name, folders, p.Lang, l.standIns)
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
		return l.led(p, found[0], dest, at)
	case 0:
		if page := l.names.formerly(dest); page != nil {
			return l.led(p, page, dest, at)
		}
		if hidden := l.unpublished.called(name, folders, p.Lang, l.standIns); len(hidden) > 0 {
			return l.unpublishedLink(hidden[0], dest, at)
		}
		if folder := l.trees[p.Lang].Folder(dest); folder != nil && dest != "" {
			return Target{Folder: folder}
		}
		if target := l.abroad(p, []string{path.Join(p.Lang, dest)}, dest, at); target.OK() {
			return target
		}
		if hidden := l.unpublished.at(path.Join(p.Lang, dest)); hidden != nil && dest != "" {
			return l.unpublishedLink(hidden, dest, at)
		}
		return l.brokenLink(p, dest, at)
	}
	if own := slices.IndexFunc(found, func(q *Page) bool { return q.Lang == p.Lang && q.Folder == p.Folder }); own >= 0 {
		return l.led(p, found[own], dest, at)
	}
	var ways []string
	for _, page := range found[:min(4, len(found))] {
		ways = append(ways, strings.TrimPrefix(page.ID, page.Lang+"/"))
	}
	l.tell(at, diag.AmbiguousReference, diag.Say("%s is the name of several pages", quote(dest)), diag.Say("write %s", diag.Or(ways)))
	return Target{}
}

// anchored checks the part behind the "#".
func (l *linker) anchored(t Target, frag string, at diag.Span) Target {
	t.Frag = frag
	if frag == "" || t.Page == nil {
		return t
	}
	ids := l.anchorsOf(t.Page)
	if ids[frag] != "" {
		t.Frag = ids[frag]
		return t
	}
	// As other tools name it: by the heading's words, behind those of the ones above it.
	for words, deeper := frag, true; deeper; _, words, deeper = strings.Cut(words, "#") {
		if id := ids[slug.Make(words)]; id != "" {
			t.Frag = id
			return t
		}
	}
	hint := diag.Say("the page has no headings")
	if len(ids) > 0 {
		hint = l.headingHint(t.Page, frag)
	}
	l.tell(at, diag.BrokenAnchor, diag.Say("the page %s has no heading %s", quote(t.Page.Title), quote("#"+frag)), hint)
	t.Frag = ""
	return t
}

// anchorsOf are the ids of a page's headings, as anchors has them.
func (l *linker) anchorsOf(p *Page) map[string]string {
	ids := l.anchors[p]
	if ids == nil {
		ids = anchors(p.Doc)
		l.anchors[p] = ids
	}
	return ids
}

// anchors are the ids of a text's headings by themselves, and by the headings'
// words as a slug.
func anchors(doc *markdown.Doc) map[string]string {
	ids := make(map[string]string, len(doc.Headings))
	for _, h := range doc.Headings {
		ids[h.ID] = h.ID
	}
	for _, h := range doc.Headings {
		if words := slug.Make(h.Text); words != "" && ids[words] == "" {
			ids[words] = h.ID
		}
	}
	return ids
}

func (t *task) headingHint(p *Page, frag string) diag.Text {
	var ids []string
	for _, h := range p.Doc.Headings {
		if ids = append(ids, h.ID); len(ids) == 1000 {
			break
		}
	}
	if !t.near.tooMany() {
		if near := diag.DidYouMean(frag, ids); !near.Empty() {
			return near
		}
	}
	return diag.Say("its headings are %s", strings.Join(ids[:min(5, len(ids))], ", "))
}
