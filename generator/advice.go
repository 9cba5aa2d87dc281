package generator

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/alike"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// advice is what those who look after a hub want to know beyond what is wrong
// with a single page. It looks at one site after another: what one of them leads
// to is not told of as left alone.
type advice struct {
	list  diag.List
	links map[string]bool      // files and pages that some site leads to, by path
	alone map[string]diag.List // by the same paths, what is told if none does
}

func newAdvice() *advice { return &advice{links: map[string]bool{}, alone: map[string]diag.List{}} }

// told is what is to be told of all sites, at the levels that the hub asks for.
// Where there are errors, what seems to be left alone may be so because of them: a
// link with a slip leads nowhere.
func (a *advice) told(levels map[diag.Code]diag.Level, errors bool) diag.List {
	for name, list := range a.alone {
		if !a.links[name] && !errors {
			a.list = append(a.list, list...)
		}
	}
	a.list.Sort()
	return a.list.Apply(levels)
}

// look looks at a site.
func (a *advice) look(s *Site) {
	if s.tells(diag.UnlinkedPage) {
		a.pages(s.hub)
	}
	if s.tells(diag.UnlinkedFile) {
		a.files(s)
	}
	for _, lang := range s.hub.Languages {
		lasting := lasting(lang)
		near := map[[2]*hub.Page]bool{}
		if s.tells(diag.AlikePages) {
			near = a.alike(lasting, s.hub.Base)
		}
		if s.tells(diag.DuplicateTitle) {
			a.titles(lasting, near)
		}
	}
}

// tells reports whether a code is told at all.
func (s *Site) tells(code diag.Code) bool {
	level, set := s.config.Checks[code]
	return !set || level != diag.Off
}

// lasting are the pages of a language that say what is to stay true, by ID: two
// of them that are called the same or say the same are in each other's way, as
// two events are not.
func lasting(lang *hub.Language) []*hub.Page {
	return slices.DeleteFunc(slices.Clone(lang.Pages), func(p *hub.Page) bool {
		return !p.Kind.Reviewed || p.Person() != nil || !p.IsFound()
	})
}

// titleAt is where a page says what it is called.
func titleAt(p *hub.Page) diag.Span {
	switch {
	case p.Meta.Title.Span.File != nil:
		return p.Meta.Title.Span
	case p.Doc.TitleSpan.File != nil:
		return p.Doc.TitleSpan
	}
	return p.File.Span(0, 0)
}

// lies is where a page lies, as writers see it.
func lies(p *hub.Page) string { return path.Join(source.Root, p.Path) }

// alike tells of pages that say nearly the same. It returns them.
func (a *advice) alike(pages []*hub.Page, base string) map[[2]*hub.Page]bool {
	texts := make([]string, len(pages))
	for i, p := range pages {
		var b strings.Builder
		for _, section := range p.Doc.Sections {
			b.WriteString(section.Heading + "\n" + section.Text + "\n")
		}
		texts[i] = b.String()
	}
	near, told := map[[2]*hub.Page]bool{}, map[*hub.Page]bool{}
	for _, pair := range alike.Pairs(texts) {
		first, second := pages[pair.A], pages[pair.B]
		near[[2]*hub.Page{first, second}] = true
		if told[second] {
			continue
		}
		told[second] = true
		what := diag.Say("%d %% of the text stand in %s as well", int(100*pair.Share), lies(first))
		if pair.Share == 1 {
			what = diag.Say("the text is that of %s", lies(first))
		}
		a.list.Add(titleAt(second), diag.AlikePages, what,
			diag.Say("make one page of both and give it the address of the other: aliases: [%s]; readers who find two do not know which one holds", "/"+strings.TrimPrefix(second.URL, base)))
	}
	return near
}

// titles tells of pages that are called the same, but for those of which it was
// told that they are near each other.
func (a *advice) titles(pages []*hub.Page, near map[[2]*hub.Page]bool) {
	first := map[string]*hub.Page{}
	for _, p := range pages {
		title := strings.ToLower(strings.Join(strings.Fields(p.Title), " "))
		other := first[title]
		switch {
		case title == "":
		case other == nil:
			first[title] = p
		case other.Translations != p.Translations && !near[[2]*hub.Page{other, p}]:
			a.list.Add(titleAt(p), diag.DuplicateTitle, diag.Say("%s is called the same", lies(other)),
				diag.Say("say in the title what this page alone is about: in the search both look alike"))
		}
	}
}

// pages tells of pages of the default kind that neither menu, list nor link leads
// to; of a folder it tells once.
func (a *advice) pages(h *hub.Hub) {
	reached, folders := h.Reached(), map[*hub.Folder]bool{}
	for _, p := range h.Pages {
		if reached.Pages[p] {
			a.links[p.Path] = true
			continue
		}
		folder := p.InFolder
		if folder == nil || folder.Parent == nil {
			a.leave(p.Path, titleAt(p), diag.UnlinkedPage, diag.Say("neither menu, list nor link leads to this page"),
				diag.Say("link to it from a page where readers need it, name it under menu: in site.yaml, or put it into a folder that is listed"))
			continue
		}
		for folder.Parent.Parent != nil && !reached.Folders[folder.Parent] {
			folder = folder.Parent
		}
		if folders[folder] {
			continue
		}
		folders[folder] = true
		a.leave(p.Path, p.File.Span(0, 0), diag.UnlinkedPage, diag.Say("neither menu, list nor link leads to the folder %q", folder.Path),
			diag.Say("name it under menu: in site.yaml, or link to one of its pages"))
	}
}

// files tells of files that nothing names.
func (a *advice) files(s *Site) {
	linked, addresses := s.hub.Linked(), map[string]bool{}
	for _, p := range s.hub.Pages {
		for _, link := range p.Doc.Web {
			addresses[link.Dest] = true
		}
	}
	for _, asset := range s.hub.Assets {
		if linked[asset] || addresses[s.config.Absolute(asset.URL)] || bytes.Contains(s.config.File.Data, []byte(asset.URL)) {
			a.links[asset.Path] = true
			continue
		}
		at := diag.NewFile(path.Join(source.Root, asset.Path), nil).Span(0, 0)
		if page := source.MeantPage(path.Base(asset.Path)); page != "" {
			a.leave(asset.Path, at, diag.UnlinkedFile, diag.Say("is no page for the end of its name, and nothing links to it: readers do not find it"), diag.Say("call it %s", page))
			continue
		}
		if asset.IsText() {
			a.leave(asset.Path, at, diag.UnlinkedFile, diag.Say("is no page, and nothing links to it: readers do not find it"),
				diag.Say("write what it says into a file whose name ends in .md (ankerplatz new begins one), or link to it"))
			continue
		}
		a.leave(asset.Path, at, diag.UnlinkedFile, diag.Say("is published, and nothing links to it"),
			diag.Say("link to it, as in [%s](%s), or delete it", path.Base(asset.Path), path.Base(asset.Path)))
	}
}

// leave notes what is told of a path if nothing leads there.
func (a *advice) leave(name string, at diag.Span, code diag.Code, message, hint diag.Text) {
	if _, known := a.alone[name]; !known {
		var list diag.List
		list.Add(at, code, message, hint)
		a.alone[name] = list
	}
}
