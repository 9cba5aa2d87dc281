// Package print makes things to put up and wear of a hub: badges, desk signs,
// stickers and posters that say whom to ask first, as PDF for printers and as
// SVG. Each is laid out once, as shapes on a page in millimetres; two writers
// draw these shapes.
//
// It shows what pages may show: hub.Page.Profile, which consent has gone
// through, and nobody who left.
package print

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"ankerplatz/generator/colour"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/qr"
	"ankerplatz/generator/typeset"
	"ankerplatz/generator/words"
)

// Kinds are what can be printed.
var Kinds = []string{"badge", "sign", "sticker", "poster", "department"}

// Formats are how it can be written.
var Formats = []string{"pdf", "svg"}

// Options say what to print.
type Options struct {
	Kinds       []string // of Kinds
	Languages   []string // codes
	People      []*hub.Person
	Departments []string        // ids
	Forms       []*hub.Versions // learning paths and roles: certificates and agreements, for People or, without any, to be filled in
	Format      string          // of Formats
	Bleed       bool            // each on a page of its own, with bleed and crop marks
	Single      bool            // a file for each person and department; so it is for SVG, sheets aside
	Fonts       []fs.FS         // folders with fonts for letters that the fonts of this package lack
	Breaks      Breaks          // may be nil
}

// Breaks are where a compound is joined: bytes of the word before each of its
// parts but the first. It may be called by any goroutine.
type Breaks func(lang, word string) []int

// Problem is something that could not be printed as it should be.
type Problem struct {
	File          string
	Message, Hint diag.Text
}

func (p Problem) same(as Problem) bool {
	return p.File == as.File && p.Message.String() == as.Message.String() && p.Hint.String() == as.Hint.String()
}

// File is a file to be made, below no folders.
type File struct {
	planned.File
	Pages  int
	People []string // ids of those on it
}

// Printing is what is to be printed.
type Printing struct {
	Files []File
	maker *maker
}

// Parallel calls do for 0 to n-1, several at once.
type Parallel func(ctx context.Context, n int, do func(i int) error) error

// maker lays things out. Once it is made it does not change, but that it notes
// what there was no room for.
type maker struct {
	hub      *hub.Hub
	site     fs.FS
	fonts    *typeset.Fonts
	breaks   Breaks
	colours  palette
	logo     *logo              // nil without one
	photos   map[string]*photo  // by the person's id
	codes    map[string]qr.Code // of profiles, by address; nil where it is too long for one
	problems []Problem
	omitted  omissions
}

// newMaker makes one without the logo and photos, which are read by those who
// need them.
func newMaker(h *hub.Hub, site fs.FS, fonts []fs.FS, breaks Breaks) (*maker, error) {
	set, err := typeset.Open(fonts...)
	if err != nil {
		return nil, err
	}
	return &maker{
		hub: h, site: site, fonts: set, breaks: breaks, photos: map[string]*photo{}, codes: map[string]qr.Code{},
		colours: newPalette(h.Config.Accent.Value),
	}, nil
}

// palette is the hub's colours as they are printed.
type palette struct {
	ground   colour.RGB // the accent itself, where something can be read on it
	onAccent colour.RGB // text on the ground: white, or ink on a light one
	accent   colour.RGB // as text on white and soft
	soft     colour.RGB // behind text
	ink      colour.RGB
	muted    colour.RGB // of what is less important
}

var (
	white = colour.RGB{1, 1, 1}
	black = colour.RGB{}
)

func newPalette(accent string) palette {
	c, ok := colour.Parse(accent)
	if !ok {
		c, _ = colour.Parse(colour.Default)
	}
	o := c.OKLCH()
	shade := func(l, chroma float64) colour.OKLCH { return colour.OKLCH{L: l, C: min(o.C, chroma), H: o.H} }
	p := palette{ground: c, onAccent: white, soft: shade(0.95, 0.025).RGB(), ink: shade(0.24, 0.03).RGB()}
	p.accent, p.muted = o.Readable(p.soft, readable, -0.005), shade(0.5, 0.04).Readable(p.soft, readable, -0.005)
	switch {
	case colour.Contrast(c, white) >= readable:
	case colour.Contrast(c, p.ink) >= readable:
		p.onAccent = p.ink
	default:
		p.ground = o.Readable(white, readable, -0.005)
	}
	return p
}

// readable is the contrast of text: the 4.5 of WCAG and a little, as ink and
// paper differ.
const readable = 4.8

// Plan works out the files that the options ask for. Photos are read; the files
// are made when each is asked for.
// site is the site's folder.
func Plan(ctx context.Context, h *hub.Hub, site fs.FS, opt Options, parallel Parallel) (*Printing, error) {
	m, err := newMaker(h, site, opt.Fonts, opt.Breaks)
	if err != nil {
		return nil, err
	}
	if u, err := url.Parse(h.Config.Absolute("/")); err != nil || u.Hostname() == "localhost" {
		m.tell(siteFile, diag.Say("the QR codes lead to %s, which no phone can open", h.Config.BaseURL.Value), diag.Say("write the hub's address as base_url, or use --base-url"))
	}
	shown := slices.Clone(opt.People)
	departments := map[string][]*hub.Person{}
	for _, id := range opt.Departments {
		departments[id] = hub.There(h.KeyUsers(id))
		shown = append(shown, departments[id]...)
	}
	slices.SortFunc(shown, func(a, b *hub.Person) int { return strings.Compare(a.ID, b.ID) })
	shown = slices.Compact(shown)
	if len(opt.Kinds) > 0 { // certificates show names only
		if err := m.prepare(ctx, shown, parallel); err != nil {
			return nil, err
		}
	}
	m.readLogo()
	var files []File
	checked := map[*hub.Page]bool{}
	for _, lang := range h.Languages {
		if !slices.Contains(opt.Languages, lang.Code) {
			continue
		}
		t := &typesetter{m.fonts.Setter(lang.Code)}
		for _, p := range shown {
			if page := p.In(lang.Code); !checked[page] {
				checked[page] = true
				m.check(t, lang, p)
			}
		}
		m.title(t, lang, m.notices(siteFile))
		for _, key := range said {
			m.say(t, lang, key, m.notices("i18n/"+lang.Code+".yaml"))
		}
		for _, kind := range Kinds {
			if !slices.Contains(opt.Kinds, kind) {
				continue
			}
			if kind == "department" {
				files = append(files, m.departments(lang, opt, departments)...)
			} else {
				files = append(files, m.people(lang, kind, opt)...)
			}
		}
		for _, p := range opt.Forms {
			if page := p.Pages[lang.Code]; page != nil {
				files = append(files, m.forms(lang, opt, page)...)
			}
		}
	}
	return &Printing{files, m}, nil
}

const siteFile = "site.yaml"

// tell tells of a problem, once.
func (m *maker) tell(file string, message, hint diag.Text) {
	if p := (Problem{file, message, hint}); !slices.ContainsFunc(m.problems, p.same) {
		m.problems = append(m.problems, p)
	}
}

// kind is how a thing for one person is laid out.
type kind struct {
	many  string // in names of files
	draw  func(*layout, person) *page
	sheet func(*layout, []*page) *page // puts several on one; nil where each has its own
	on    int                          // how many are on a sheet
}

var kinds = map[string]kind{
	"badge":   {"badges", (*layout).badge, (*layout).badgeSheet, badgesAcross * badgesDown},
	"sign":    {"signs", (*layout).sign, nil, 1},
	"sticker": {"stickers", (*layout).sticker, (*layout).stickerSheet, stickersAcross * stickersDown},
	"poster":  {"posters", (*layout).poster, nil, 1},
}

// layout draws in one language.
type layout struct {
	*maker
	*typesetter
	lang  *hub.Language
	bleed float64
}

func (m *maker) layout(lang *hub.Language, opt Options) *layout {
	l := &layout{maker: m, typesetter: &typesetter{m.fonts.Setter(lang.Code)}, lang: lang}
	if opt.Bleed {
		l.bleed = bleedWidth
	}
	return l
}

// say is a word of the interface, or else the English one.
func (l *layout) say(key string) string { return l.maker.say(l.typesetter, l.lang, key, nil) }

func (m *maker) say(t *typesetter, lang *hub.Language, key string, tell notice) string {
	return t.legible(tell, lang.Text("print_"+key), m.hub.Words.In(words.English).Text("print_"+key))
}

// said are the words that are on printed things.
var said = []string{
	"ask", "ask_us", "topics", "hours", "profile", "more", "hours_elsewhere",
	"agreement", "agreed_name", "agreed_department", "agreed_manager", "agreed_from", "agreed_here", "agreed_tasks", "agreed_text",
	"agreed_hours", "agreed_percent", "agreed_users",
	"certificate", "completed_by", "date", "signed_network", "signed_manager", "path",
}

func (l *layout) title() string { return l.maker.title(l.typesetter, l.lang, nil) }

// title is the hub's, or else its address.
func (m *maker) title(t *typesetter, lang *hub.Language, tell notice) string {
	titles := []string{m.hub.Config.Title.In(lang.Code, m.hub.Config.DefaultLang())}
	for _, other := range m.hub.Languages {
		titles = append(titles, m.hub.Config.Title.In(other.Code, m.hub.Config.DefaultLang()))
	}
	_, host, _ := strings.Cut(m.hub.Config.Absolute(""), "://")
	return t.legible(tell, append(titles, host)...)
}

// page is an empty page, white also where it bleeds, and the name of what is
// on it.
func (l *layout) page(width, height float64, name string) *page {
	p := &page{width: width, height: height, bleed: l.bleed, name: name}
	p.add(rect{box: l.out(box{0, 0, width, height}, p), fill: white})
	return p
}

// out is the box, reaching into the bleed where it touches the page's edge.
func (l *layout) out(b box, p *page) box {
	right, bottom := b.right(), b.bottom()
	if b.x <= 0 {
		b.x -= l.bleed
	}
	if b.y <= 0 {
		b.y -= l.bleed
	}
	if right >= p.width {
		right += l.bleed
	}
	if bottom >= p.height {
		bottom += l.bleed
	}
	return box{b.x, b.y, right - b.x, bottom - b.y}
}

// people are the files of a kind for single persons.
func (m *maker) people(lang *hub.Language, name string, opt Options) []File {
	k := kinds[name]
	one := func(l *layout, i int) *page { return k.draw(l, m.person(l.typesetter, lang, opt.People[i], nil)) }
	whole := k.sheet == nil || opt.Bleed // each has a page of its own
	if opt.Single || whole && opt.Format == "svg" {
		var files []File
		for i, p := range opt.People {
			files = append(files, m.files(lang, opt, fileName{name, name + "-" + lang.Code + "-" + p.ID}, opt.People[i:i+1], 1, func(l *layout, _ int) *page { return one(l, i) })...)
		}
		return files
	}
	if whole {
		return m.files(lang, opt, fileName{k.many, k.many + "-" + lang.Code}, opt.People, 1, one)
	}
	return m.files(lang, opt, fileName{k.many, k.many + "-" + lang.Code}, opt.People, k.on, func(l *layout, sheet int) *page {
		var pages []*page
		for i := sheet * k.on; i < min((sheet+1)*k.on, len(opt.People)); i++ {
			pages = append(pages, one(l, i))
		}
		return k.sheet(l, pages)
	})
}

// departments are the posters of departments' key users.
func (m *maker) departments(lang *hub.Language, opt Options, people map[string][]*hub.Person) []File {
	type part struct {
		department *hub.Term
		people     []*hub.Person
		at         series
	}
	draw := func(l *layout, p part) *page {
		shown := make([]person, len(p.people))
		for i, who := range p.people {
			shown[i] = m.person(l.typesetter, lang, who, nil)
		}
		return l.department(p.department, shown, p.at)
	}
	var files []File
	var all []part
	var everybody []*hub.Person
	for _, id := range opt.Departments {
		d := lang.Department(id)
		if d == nil {
			continue
		}
		n := len(people[id])
		pages := max(1, (n+departmentCards-1)/departmentCards)
		on := max(1, (n+pages-1)/pages) // about as many on each
		var parts []part
		for some := range slices.Chunk(people[id], on) {
			parts = append(parts, part{d, some, series{len(parts) + 1, (n + on - 1) / on, on}})
		}
		all, everybody = append(all, parts...), append(everybody, people[id]...)
		if opt.Single || opt.Format == "svg" {
			files = append(files, m.files(lang, opt, fileName{"department", "department-" + lang.Code + "-" + id}, people[id], on, func(l *layout, i int) *page { return draw(l, parts[i]) })...)
		}
	}
	if opt.Single || opt.Format == "svg" || len(all) == 0 {
		return files
	}
	f := m.pdf(lang, opt, fileName{"departments", "departments-" + lang.Code}, len(all), func(l *layout, i int) *page { return draw(l, all[i]) })
	f.People = ids(everybody)
	return []File{f}
}

// fileName is how a file is called: what is in it, as a key of the interface's
// words, and its name without the format.
type fileName struct{ what, base string }

// files are one PDF file of people, so many on a page, or an SVG file of each
// page.
func (m *maker) files(lang *hub.Language, opt Options, name fileName, people []*hub.Person, on int, draw func(l *layout, i int) *page) []File {
	files := m.pages(lang, opt, name, (len(people)+on-1)/on, draw)
	for i := range files {
		shown := people
		if opt.Format != "pdf" {
			shown = people[i*on : min((i+1)*on, len(people))]
		}
		files[i].People = ids(shown)
	}
	return files
}

// pages are one PDF file of n pages, or an SVG file of each.
func (m *maker) pages(lang *hub.Language, opt Options, name fileName, n int, draw func(l *layout, i int) *page) []File {
	if n == 0 {
		return nil
	}
	if opt.Format == "pdf" {
		return []File{m.pdf(lang, opt, name, n, draw)}
	}
	var files []File
	for i := range n {
		one := name.base
		if n > 1 {
			one = fmt.Sprintf("%s-%d", name.base, i+1)
		}
		files = append(files, File{Pages: 1, File: planned.Bytes(one+".svg", func() ([]byte, diag.List) {
			l := m.layout(lang, opt)
			p := l.finish(draw(l, i))
			return writeSVG(p, l.about(name, []*page{p})), nil
		})})
	}
	return files
}

// pdf is a file of n pages.
func (m *maker) pdf(lang *hub.Language, opt Options, name fileName, n int, draw func(l *layout, i int) *page) File {
	path := name.base + ".pdf"
	return File{Pages: n, File: planned.File{Path: path, Make: func(_ context.Context, to planned.Sink) (diag.List, error) {
		l := m.layout(lang, opt)
		pages := make([]*page, n)
		for i := range pages {
			pages[i] = l.finish(draw(l, i))
		}
		data, err := writePDF(pages, l.about(name, pages))
		if err != nil {
			return nil, err
		}
		return nil, to.Write(path, data)
	}}}
}

// about is what a file of pages says of itself: "Tischschild Anna Schmidt" of
// one page, "Tischschilder – Ankerplatz" of several.
func (l *layout) about(name fileName, pages []*page) about {
	title := l.say(name.what) + " – " + l.title()
	if single := name.what == "department" || isForm(name.what) || kinds[name.what].many != ""; single {
		title = l.say(name.what) + " " + written(pages[0].name)
		if len(pages) == 1 && pages[0].part != "" {
			title += " " + pages[0].part
		}
	}
	return about{title, l.title(), l.lang.Code}
}

// finish is the page as it is written.
func (l *layout) finish(p *page) *page {
	if l.bleed > 0 {
		return p.withMarks()
	}
	return p
}

func ids(people []*hub.Person) []string {
	var all []string
	for _, p := range people {
		all = append(all, p.ID)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
