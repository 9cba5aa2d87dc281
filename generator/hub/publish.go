package hub

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// published are the pages, with what each says by itself: address, title,
// summary, dates.
type published struct {
	*task
	pages       []*Page // by ID
	hidden      []*Page // drafts, and pages outside their window
	names       *names  // of pages
	unpublished *names  // of those that are hidden: links to them are told
}

// publish makes the pages, and remembers those that are not published.
func (t *task) publish(parsed []Parsed) *published {
	all, shadowed := t.readmes(parsed)
	seenBy, below := t.audiences(all), withheldBelow(all)
	folders := foldersOf(slices.DeleteFunc(slices.Clone(all), func(parsed Parsed) bool { return !t.among(seenBy[parsed.Source]) }))
	p := &published{task: t, hidden: shadowed, names: newNames(t.base), unpublished: newNames(t.base)}
	for _, parsed := range all {
		src := handedDown(asFolderText(parsed.Source, folders), below)
		page := &Page{Page: src, Doc: parsed.Doc, URL: t.pageURL(src), Own: Nothing{}, audience: seenBy[parsed.Source]}
		for _, doc := range parsed.Marked {
			page.Marked = append(page.Marked, Marked{Doc: doc})
		}
		page.Title, page.Summary = src.Meta.Title.Value, src.Meta.Summary
		if page.Title == "" {
			page.Title = parsed.Doc.Title
		} else if parsed.Doc.Title != "" && parsed.Doc.Title != page.Title {
			t.tell(parsed.Doc.TitleSpan, diag.ExtraTitle, diag.Say("the page has its title in the front matter already"),
				diag.Say("take this level-1 heading away, or begin it with two signs: ##"))
		}
		isPublished := t.maySee(page) && t.isPublished(&src.Meta)
		if page.Title == "" {
			page.Title = t.titleOf(src, isPublished)
		}
		if page.Summary == "" {
			page.Summary = Shorten(parsed.Doc.Summary, 300)
		}
		if !isPublished {
			p.hidden = append(p.hidden, page)
			p.unpublished.add(page)
			t.bar(page, p.unpublished)
			continue
		}
		if parsed.Doc.Empty && src.Kind.OnlyText && !src.Index {
			t.tell(src.File.Span(src.Body, src.Body), diag.EmptyPage, diag.Say("the page has no text"), diag.Say("write it, or mark the page with draft: true"))
		}
		t.dates(page)
		p.pages = append(p.pages, page)
		p.names.add(page)
	}
	slices.SortFunc(p.pages, func(a, b *Page) int { return strings.Compare(a.ID, b.ID) })
	return p
}

// titleOf makes a title of what the file is called, or the folder whose text it
// is, and tells of it.
func (t *task) titleOf(p *source.Page, told bool) string {
	name := p.Name
	if p.Index {
		name = cmp.Or(path.Base(p.Folder), p.Lang)
	}
	if p.Folder == "" && p.Index {
		name = t.config.Title.In(p.Lang, t.config.DefaultLang())
	}
	title := inWords(name)
	at := p.Head
	if at.Start == at.End {
		at = p.File.Span(p.Body, p.Body)
	}
	if told {
		t.tell(at, diag.MissingTitle, diag.Say("the page has no title"), diag.Say("it is called %s, as its file is: write title: in its front matter for other words", quote(title)))
	}
	return title
}

// inWords makes words of a name of a file: "unlock-a-document" is "Unlock a
// document". A name with blanks is as its writer wants it.
func inWords(name string) string {
	if !strings.Contains(name, " ") {
		name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }), " ")
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// foldersOf are the folders that pages lie in, with those above, each
// with its language before it; true where the folder has an _index.md.
func foldersOf(all []Parsed) map[string]bool {
	folders := map[string]bool{}
	for _, parsed := range all {
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
	text.Index, text.Bundle, text.Slug = true, false, ""
	text.Folder = path.Join(src.Folder, src.Name)
	folders[folder] = true
	return &text
}

// pageURL is the address of a page: the language, the folders and the slug.
func (t *task) pageURL(p *source.Page) string {
	return t.base + escape(path.Join(p.Lang, address(p.Folder), p.Slug)) + "/"
}

// escape percent-encodes a path for use in a URL.
func escape(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// Path is a site-absolute address as a path below the output folder.
func (h *Hub) Path(address string) string {
	p := strings.TrimPrefix(address, h.Base)
	if plain, err := url.PathUnescape(p); err == nil {
		return plain
	}
	return p
}

// aheadMost is how much earlier a day begins on earth than in UTC.
const aheadMost = 14 * time.Hour

func (t *task) isPublished(m *source.Meta) bool {
	if t.drafts {
		return t.inWindow(m)
	}
	if m.Draft || !t.inWindow(m) {
		return false
	}
	written := t.begin(m.Date)
	if !m.Date.HasTime {
		written = written.Add(-aheadMost)
	}
	if !t.clock.Reached(written) {
		t.tell(m.Date.Span, diag.Withheld, diag.Say("the date on which the page was first published lies ahead, so it is held back until then"),
			diag.Say("write the day on which it was written; from when on it is to be seen stands in publish:"))
		return false
	}
	return true
}

// inWindow reports whether the page is on the site at present, were it none
// of the drafts.
func (t *task) inWindow(m *source.Meta) bool {
	if !m.Publish.IsZero() && !t.clock.Reached(t.begin(m.Publish)) {
		if !m.Draft || t.drafts {
			t.tell(m.Publish.Span, diag.HeldBack, diag.Say("the page is held back until %s", t.shown(m.Publish)),
				diag.Say("the first build after that shows it; without publish: the next one does"))
		}
		return false
	}
	return m.Expires.IsZero() || !t.clock.Reached(t.end(m.Expires))
}

// begin is the moment at which a date begins, by the hub's clocks.
func (t *task) begin(d strictyaml.Date) time.Time { return moment(d, d.Time, t.zone) }

// end is the moment from which on a date is over, by the hub's clocks.
func (t *task) end(d strictyaml.Date) time.Time { return moment(d, d.End(), t.zone) }

// End is the moment from which on a date is over, by the hub's clocks.
func (h *Hub) End(d strictyaml.Date) time.Time { return moment(d, d.End(), h.zone) }

// moment is when a zone's clocks show a time of a date, unless the date says how
// far its own are from UTC.
func moment(d strictyaml.Date, wall time.Time, zone *time.Location) time.Time {
	if d.Offset {
		return wall
	}
	return calendar.At(wall, zone)
}

// Shorten cuts a text of more than most characters at a word's end.
func Shorten(text string, most int) string {
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
