package hub

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

// Parsed is a page that was read and whose text was parsed.
type Parsed struct {
	Source *source.Page
	Doc    *markdown.Doc
}

// Input is what a hub is linked from.
type Input struct {
	Config *config.Site
	Words  *words.Languages // with those of Config
	Pages  []Parsed         // in any order
	Assets []*source.Asset  // in any order
	Git    *gitinfo.Info    // nil knows nothing
	Now    time.Time        // decides what is published and what is due
	Drafts bool             // drafts are published too
}

// linker holds what is needed while a hub is linked.
type linker struct {
	*Hub
	in   Input
	list diag.List

	langs       map[string]*Language
	hidden      []*Page // drafts, and pages outside their window
	unpublished *names  // the same: links to them are told
	people      map[string]*Person
	files       map[*Person]source.Profiles
	roles       map[string]*Role
	near        nearNames
	keys        map[*Page]string          // the titles as readers of each page's language sort them
	anchors     map[*Page]map[string]bool // the ids of headings of pages that anchors were looked for in
}

// Link links a site. The diagnostics say what could not be linked; the hub is
// usable whatever they say.
func Link(in Input) (*Hub, diag.List) {
	l := &linker{
		in:    in,
		Hub:   &Hub{Config: in.Config, Base: in.Config.BasePath(), Words: in.Words, Now: in.Now, assets: map[string]*Asset{}, names: newNames(), above: map[string]string{}},
		langs: map[string]*Language{}, people: map[string]*Person{}, files: map[*Person]source.Profiles{}, roles: map[string]*Role{},
		unpublished: newNames(), anchors: map[*Page]map[string]bool{},
	}
	for _, code := range in.Config.LangCodes() {
		lang := &Language{
			Language: in.Words.In(code), folders: map[string]*Folder{}, tags: map[string]*Term{}, apps: map[string]*Term{}, depts: map[string]*Term{},
			order: collate.New(language.Make(code), collate.IgnoreCase, collate.Numeric),
		}
		l.Languages = append(l.Languages, lang)
		l.langs[code] = lang
	}
	for _, d := range slices.Backward(in.Config.Organisation.Departments) { // of two with one id the first counts
		l.above[d.ID.Value] = d.Parent.Value
	}
	slices.SortFunc(in.Pages, func(a, b Parsed) int { return strings.Compare(a.Source.Path, b.Source.Path) })
	l.addPages()
	l.translations()
	l.addPeopleAndRoles()
	l.addAssets()
	l.addTerms()
	l.addFolders()
	for i, lang := range l.Languages {
		if len(lang.Pages) == 0 && lang.Home == nil && in.Config.Languages.List[i].Span.File != nil {
			l.list.Add(in.Config.Languages.List[i].Span, diag.MissingLanguage, "there is not a single page in content/"+lang.Code,
				"write one, or take the language out of the list")
		}
	}
	for _, p := range l.Pages {
		l.fields(p)
		l.references(p)
	}
	l.contributors()
	l.settings()
	l.settle()
	l.keyUsers = l.allKeyUsers()
	l.relate()
	l.gaps()
	l.nearTopics()
	return l.Hub, l.list
}

// addPages makes the published pages and remembers the others.
func (l *linker) addPages() {
	l.readmes()
	folders, below := l.foldersOfPages(), l.withheldBelow()
	for _, parsed := range l.in.Pages {
		src := handedDown(asFolderText(parsed.Source, folders), below)
		p := &Page{Page: src, Doc: parsed.Doc, URL: l.pageURL(src), Translations: map[string]*Page{}, Own: Nothing{}}
		p.Title, p.Summary = src.Meta.Title.Value, src.Meta.Summary
		if p.Title == "" {
			p.Title = parsed.Doc.Title
		} else if parsed.Doc.Title != "" && parsed.Doc.Title != p.Title {
			l.list.Add(parsed.Doc.TitleSpan, diag.ExtraTitle, "the page has its title in the front matter already",
				"take this level-1 heading away, or begin it with two signs: ##")
		}
		published := l.isPublished(&src.Meta)
		if p.Title == "" && published {
			at := src.Head
			if at.Start == at.End {
				at = src.File.Span(src.Body, src.Body)
			}
			l.list.Add(at, diag.MissingTitle, "the page has no title", "write title: in its front matter")
			continue
		}
		if p.Summary == "" {
			p.Summary = shorten(parsed.Doc.Summary, 300)
		}
		if !published {
			l.hidden = append(l.hidden, p)
			l.unpublished.add(p)
			continue
		}
		if parsed.Doc.Empty && src.Kind.OnlyText && !src.Index {
			l.list.Add(src.File.Span(src.Body, src.Body), diag.EmptyPage, "the page has no text", "write it, or mark the page with draft: true")
		}
		l.dates(p)
		l.Pages = append(l.Pages, p)
		l.names.add(p)
	}
	slices.SortFunc(l.Pages, func(a, b *Page) int { return strings.Compare(a.ID, b.ID) })
	for _, p := range l.Pages {
		lang := l.langs[p.Lang]
		if p.Index && p.Folder == "" {
			lang.Home = p
		}
		if !p.Index {
			lang.Pages = append(lang.Pages, p)
		}
	}
}

// foldersOfPages are the folders that pages lie in, with those above, each
// with its language before it; true where the folder has an _index.md.
func (l *linker) foldersOfPages() map[string]bool {
	folders := map[string]bool{}
	for _, parsed := range l.in.Pages {
		src := parsed.Source
		folder := path.Join(src.Lang, src.Folder)
		folders[folder] = folders[folder] || src.Index
		for up := path.Dir(folder); up != "."; up = path.Dir(up) {
			if _, ok := folders[up]; ok {
				break
			}
			folders[up] = false
		}
	}
	return folders
}

// asFolderText returns the page, or where it has the address of a folder
// without a text of its own (x/index.md or x.md beside pages in x/), the same
// page as that folder's text.
func asFolderText(src *source.Page, folders map[string]bool) *source.Page {
	folder := path.Join(src.Lang, src.Folder, src.Name)
	if hasText, ok := folders[folder]; src.Index || !ok || hasText {
		return src
	}
	text := *src
	text.Index, text.Bundle, text.Kind, text.Slug = true, false, source.DefaultKind(), ""
	text.Folder = path.Join(src.Folder, src.Name)
	folders[folder] = true
	return &text
}

// pageURL is the address of a page: the language, the folders and the slug.
func (l *linker) pageURL(p *source.Page) string {
	parts := []string{p.Lang}
	for _, folder := range strings.Split(p.Folder, "/") {
		parts = append(parts, slug.Make(folder))
	}
	parts = slices.DeleteFunc(append(parts, p.Slug), func(s string) bool { return s == "" })
	return l.Base + escape(strings.Join(parts, "/")) + "/"
}

// escape percent-encodes a path for use in a URL.
func escape(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// aheadMost is how much earlier a day begins on earth than in UTC.
const aheadMost = 14 * time.Hour

func (l *linker) isPublished(m *source.Meta) bool {
	if l.in.Drafts {
		return l.inWindow(m)
	}
	if m.Draft || !l.inWindow(m) {
		return false
	}
	written := m.Date.Time
	if !m.Date.HasTime {
		written = written.Add(-aheadMost)
	}
	if l.Now.Before(written) {
		l.list.Add(m.Date.Span, diag.Withheld, "the date on which the page was first published lies ahead, so it is held back until then",
			"write the day on which it was written; from when on it is to be seen stands in publish:")
		return false
	}
	return true
}

// inWindow reports whether the page is on the site at present, were it none
// of the drafts.
func (l *linker) inWindow(m *source.Meta) bool {
	if !m.Publish.IsZero() && l.Now.Before(m.Publish.Time) {
		return false
	}
	return m.Expires.IsZero() || l.Now.Before(m.Expires.End())
}

func (l *linker) dates(p *Page) {
	git := l.in.Git.File(path.Join(source.Root, p.Path))
	date, updated := l.happened(p.Meta.Date), l.past("updated", p.Meta.Updated) // of a date that lies ahead isPublished tells
	p.Created = firstTime(date, git.Created.At)
	p.Updated = firstTime(updated, later(git.Updated.At, date))
	p.Reviewed = l.past("reviewed", p.Meta.Reviewed)
	if date.IsZero() {
		l.doubt(p, "date", "created", git.Created)
	}
	if updated.IsZero() && (git.Updated.Doubt != git.Created.Doubt || !date.IsZero()) {
		l.doubt(p, "updated", "changed", git.Updated)
	}
	every := p.Meta.ReviewEvery
	if every.IsZero() {
		every = l.Config.Review.Every
	}
	since := later(p.Reviewed, p.Updated)
	if every.IsZero() || since.IsZero() || p.Index || !p.Kind.Reviewed {
		return
	}
	due, warn := every.After(since), l.Config.Review.Warn
	p.ReviewDue = due.Before(l.Now)
	if l.Now.Before(due.AddDate(-warn.Years, -warn.Months, -warn.Days)) {
		return
	}
	at := p.Meta.Reviewed.Span
	if at.File == nil {
		at = p.Head
	}
	what := "the page has to be looked at again by "
	if p.ReviewDue {
		what = "the page should have been looked at again by "
	}
	l.list.Add(at, diag.ReviewDue, what+due.Format(time.DateOnly),
		"read it, mend what is no longer true, and write reviewed: with today's date")
}

// happened returns the date of something that has happened; none as long as it
// lies in the future.
func (l *linker) happened(d strictyaml.Date) time.Time {
	if d.After(l.Now) {
		return time.Time{}
	}
	return d.Time
}

// past is happened, and tells of what lies in the future, unless it is already
// that day elsewhere on earth.
func (l *linker) past(field string, d strictyaml.Date) time.Time {
	if d.After(l.Now.Add(aheadMost)) {
		l.list.Add(d.Span, diag.ImpossibleDate, field+" lies in the future, so it does not count yet",
			"write the day on which it happened; publish: holds a page back until a day")
	}
	return l.happened(d)
}

// doubt tells of a commit whose date can't be.
func (l *linker) doubt(p *Page, field, what string, c gitinfo.Change) {
	if c.Doubt != "" {
		l.list.Add(p.Head, diag.ImpossibleDate, "Git says that this page was "+what+" by the commit "+c.Doubt+", which can't be: the date is left out",
			"write "+field+": with the right day; a commit takes its date from the clock of the computer")
	}
}

func firstTime(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// shorten cuts a text at a word's end.
func shorten(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	cut := string(runes[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,.;:–-") + " …"
}

// translations ties the pages that are one page in several languages: those
// of the same path, and those of the same key.
func (l *linker) translations() {
	parent := map[string]string{}
	var find func(key string) string
	find = func(key string) string {
		above, ok := parent[key]
		if !ok || above == key {
			parent[key] = key
			return key
		}
		root := find(above)
		parent[key] = root
		return root
	}
	pathKey := func(p *Page) string { return "path:" + strings.TrimPrefix(p.ID, p.Lang+"/") }
	for _, p := range l.Pages {
		if key := p.Meta.Translation.Value; key != "" {
			parent[find(pathKey(p))] = find("key:" + key)
		}
	}
	groups := map[string]map[string]*Page{}
	for _, p := range l.Pages {
		root := find(pathKey(p))
		if groups[root] == nil {
			groups[root] = map[string]*Page{}
		}
		if twin := groups[root][p.Lang]; twin != nil {
			at := p.Meta.Translation.Span
			if at.File == nil {
				at = p.File.Span(0, 0)
			}
			l.list.Add(at, diag.DuplicateTranslation, "two pages in one language are tied as translations: this one and "+twin.Path,
				"give one of them another translation: key")
			p.Translations[p.Lang] = p
			continue
		}
		groups[root][p.Lang] = p
		p.Translations = groups[root]
	}
}

// settle brings into their final order what was collected while linking.
func (l *linker) settle() {
	byID := func(a, b *Page) int { return strings.Compare(a.ID, b.ID) }
	for _, p := range l.Pages {
		slices.SortFunc(p.Backlinks, byID)
		p.Backlinks = slices.Compact(p.Backlinks)
	}
	for _, person := range l.People {
		person.Wrote, person.Thanked, person.Improved = newestFirst(person.Wrote), newestFirst(person.Thanked), newestFirst(person.Improved)
	}
	for _, lang := range l.Languages {
		slices.SortFunc(lang.Tags, func(a, b *Term) int {
			return cmp.Or(lang.order.CompareString(a.Name, b.Name), strings.Compare(a.ID, b.ID))
		})
		for _, t := range slices.Concat(lang.Apps, lang.Departments, lang.Tags) {
			slices.SortFunc(t.Pages, l.readingOrder)
		}
		lang.Coverage = l.roles[l.Config.Roles.Coverage.Value]
	}
	l.termsOfUntranslated()
	taken := map[string]bool{}
	for _, p := range l.Pages {
		for _, a := range p.Meta.Aliases {
			to, err := source.AliasPath(a.Value)
			if err != nil {
				continue
			}
			if l.Base != "/" {
				to = strings.TrimPrefix(to, strings.Trim(l.Base, "/")+"/")
			}
			if taken[to] {
				l.list.Add(a.Span, diag.DuplicateURL, "two pages name the old address "+quote(a.Value), "take it away from one of them")
				continue
			}
			taken[to] = true
			l.Aliases = append(l.Aliases, Alias{Path: to, To: p, At: a.Span})
		}
	}
	slices.SortFunc(l.Aliases, func(a, b Alias) int { return strings.Compare(a.Path, b.Path) })
}
