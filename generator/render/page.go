package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

const askMost = 3

const contentsFrom = 3 // headings that make a contents list worth its place

// Page is a page with a text.
type Page struct {
	Card
	Content                                template.HTML // headings start at level 2
	TOC                                    []Heading     // empty where there is nothing to list, or toc: false
	Words                                  int
	Date                                   Date
	Moves                                  []Move // when its state changed; empty where it has been the same all the time
	Reviewed                               Date
	ReviewDue                              bool // it should have been looked at again
	Authors                                []Person
	Owner                                  *Person  // nil without one
	Thanks                                 []Person // who helped
	Ask                                    []Asked  // whom to ask about it: at most three, best first
	PeopleURL                              string   // where to find others; "" where the kind of page names nobody, or the hub has no people
	Older                                  *Older   // what it is behind in, as a translation; nil where it is not
	Related                                []Card
	Backlinks                              []Card
	StepOf                                 []Step     // ways that lead through it
	Prev, Next                             *Neighbour // nil at the ends, and where nobody said an order
	EditURL, ImproveURL, ReportURL, AskURL string     // "" where site.yaml has none
	IT                                     Ticket     // the way to IT with it
	Helpful                                *Helpful   // nil where readers have no way to say whether it helped
	Params                                 map[string]any
	Pictures                               bool  // its text has pictures
	Mermaid                                bool  // holds a diagram
	Bands                                  Bands // of other kinds, for this page
	Own                                    any   // what only its kind has, for the kind's layout: *Tip, *Toolkit, *Role, *Profile …; nil for others
}

// Neighbour is the page before or after another.
type Neighbour struct {
	Link
	Says string // what it is: "Previous tip"
}

// Older says what a translation is behind in.
type Older struct {
	URL, Lang, LangName string // of what it is translated from
	Since               Date   // when that was changed
	Sections            []Link // of what was changed there
}

// Heading is an entry of the contents list.
type Heading struct {
	ID, Text string
	Children []Heading
}

// page renders a page with its text.
func (s *site) page(p *hub.Page) ([]byte, diag.List) { return s.pageOf(p, p.Text()) }

// Edited is the page with another text than the one that it was linked with.
// What other pages know of the text is still that of the old one.
func (r *Renderer) Edited(p *hub.Page, text hub.Marked) ([]byte, diag.List) {
	return r.sites[p.Lang].pageOf(p, text)
}

func (s *site) pageOf(p *hub.Page, text hub.Marked) ([]byte, diag.List) {
	v := s.newView(p.Kind.Name, p.Title, p.URL)
	v.Summary = p.Summary
	s.covered(v, s.pageCover(p))
	v.NoIndex = p.Meta.Search != nil && !*p.Meta.Search
	v.Breadcrumbs = s.crumbs(p.InFolder)
	s.languages(v, func(lang *hub.Language) string {
		if q := p.Translations.Pages[lang.Code]; q != nil {
			return q.URL
		}
		return ""
	})
	v.Page = s.newPage(p, text)
	return s.execute(v)
}

func (s *site) newPage(p *hub.Page, text hub.Marked) *Page {
	feedback, about := s.hub.Config.Feedback, s.about(p)
	page := &Page{
		Card: s.card(p), Content: s.text(p, text), Words: text.Doc.Words,
		Date: s.date(p.Created), Moves: s.moves(p), Reviewed: s.date(p.Reviewed), ReviewDue: p.ReviewDue,
		Authors: s.peopleOf(p.Authors), Thanks: s.peopleOf(p.Thanks), Related: s.cardsOf(p.Related), Backlinks: s.cardsOf(p.Backlinks),
		Params: p.Meta.Params, Mermaid: text.Doc.Mermaid, Pictures: hasPictures(text), Own: s.own(p),
		EditURL:    s.editURL(p, about),
		ImproveURL: s.suggest(feedback.Improve, about, text.Doc),
		ReportURL:  s.suggest(feedback.Report, about, nil),
		AskURL:     s.ask(about),
		IT:         s.ticket(about), Helpful: s.helpful(p),
	}
	if p.Owner != nil {
		person := s.people[p.Owner]
		page.Owner = &person
	}
	if who := p.Person(); who != nil {
		page.Bands = s.bands(place{person: who})
	} else {
		page.Bands = s.bands(place{page: p})
	}
	if p.Kind.Asks {
		page.Ask = s.asked(s.hub.Ask(p, askMost))
		page.PeopleURL = s.view.PeopleURL
	}
	if page.TOC = contents(p, text.Doc); page.TOC != nil {
		page.TOC = append(page.TOC, s.wayHeadings(p)...)
	}
	page.Older = s.older(p.Older)
	page.StepOf = s.stepsOf[p]
	page.Prev, page.Next = s.neighbour(p.Prev, "previous_", s.lang.Text("previous")), s.neighbour(p.Next, "next_", s.lang.Text("next"))
	return page
}

// neighbour says what a page is by its kind's words, else by those for all.
func (s *site) neighbour(p *hub.Page, ofKind, ofAll string) *Neighbour {
	if p == nil {
		return nil
	}
	return &Neighbour{Link{Title: p.Title, URL: p.URL}, s.known(ofKind+p.Kind.Name, ofAll)}
}

func hasPictures(text hub.Marked) bool {
	for i, ref := range text.Doc.Refs {
		if a := text.Targets[i].Asset; ref.Kind == markdown.Image && a != nil && a.IsImage() {
			return true
		}
	}
	return false
}

func (s *site) older(o *hub.Older) *Older {
	if o == nil {
		return nil
	}
	view := &Older{URL: o.Than.URL, Lang: o.Than.Lang, LangName: words.Name(o.Than.Lang), Since: s.date(o.Since)}
	for _, h := range o.Sections {
		view.Sections = append(view.Sections, Link{Title: h.Text, URL: o.Than.URL + "#" + h.ID, Lang: o.Than.Lang})
	}
	return view
}

// text is the HTML of one of the page's texts, with its references filled in.
func (s *site) text(p *hub.Page, text hub.Marked) template.HTML {
	var b strings.Builder
	b.Grow(text.Doc.Size() + 100*len(text.Doc.Refs))
	// A builder cannot fail.
	s.prepare(text)
	first := !slices.ContainsFunc(p.Marked, func(field hub.Marked) bool { return field.Doc == text.Doc })
	_ = text.Doc.Write(&b, func(i int) markdown.Target {
		target := s.target(p, text.Doc.Refs[i], text.Targets[i])
		if text.Doc.Refs[i].Kind == markdown.Image && first {
			target.First, first = true, false
		}
		return target
	})
	return template.HTML(b.String())
}

// target is what the text shows of a reference.
func (s *site) target(p *hub.Page, ref markdown.Ref, t hub.Target) markdown.Target {
	switch {
	case t.Person != nil:
		q := t.Person.In(s.lang.Code)
		return markdown.Target{URL: q.URL, Text: q.Title, Class: "person"}
	case t.Page == p:
		return markdown.Target{URL: fragment(t), Text: p.Title}
	case t.Page != nil:
		out := markdown.Target{URL: t.Page.URL + fragment(t), Text: t.Page.Title}
		if t.Page.Person() != nil {
			out.Class = "person"
		}
		if t.Page.Lang != s.lang.Code {
			out.Class, out.Lang = "other-language", t.Page.Lang
		}
		return out
	case t.Folder != nil:
		out := markdown.Target{URL: t.Folder.URL, Text: s.folderTitle(t.Folder)}
		if t.Folder.Lang != s.lang.Code {
			out.Class, out.Lang = "other-language", t.Folder.Lang
		}
		return out
	case t.Asset != nil && ref.Kind == markdown.Link:
		d := s.download(t.Asset)
		out := markdown.Target{URL: t.Asset.URL, Text: d.Name, Class: "download", Note: d.Type + ", " + d.Size}
		if lang, _, _ := strings.Cut(t.Asset.Path, "/"); s.sites[lang] != nil {
			out.Lang = s.foreign(lang)
		}
		return out
	case t.Asset != nil && !t.Asset.Seen() && !markdown.Plays(ref.Dest):
		out := markdown.Target{Class: "missing"}
		if t.Asset.Flaw == source.NoFlaw && !t.Asset.IsImage() { // whose program shows it
			d := s.download(t.Asset)
			out = markdown.Target{URL: t.Asset.URL, Text: cmp.Or(ref.Text, d.Name), Class: "download", Note: d.Type + ", " + d.Size}
		}
		return out
	case t.Asset != nil:
		out := markdown.Target{URL: t.Asset.URL, Width: t.Asset.Width, Height: t.Asset.Height}
		out.Srcset, out.Sizes = s.offered(t.Asset, column)
		return out
	}
	text := ref.Text
	switch {
	case text != "":
	case ref.Kind == markdown.Mention:
		text = "@" + ref.Dest
	default:
		text = ref.Dest
	}
	if t.Withheld {
		return markdown.Target{Text: text}
	}
	return markdown.Target{Text: text, Class: "broken"}
}

// contents nests headings of level 3 below those of level 2.
func contents(p *hub.Page, doc *markdown.Doc) []Heading {
	if p.Meta.TOC != nil && !*p.Meta.TOC {
		return nil
	}
	var toc []Heading
	for _, h := range doc.Headings {
		switch {
		case h.Level == 2:
			toc = append(toc, Heading{ID: h.ID, Text: h.Text})
		case h.Level == 3 && len(toc) > 0:
			last := &toc[len(toc)-1]
			last.Children = append(last.Children, Heading{ID: h.ID, Text: h.Text})
		}
	}
	if len(toc) < contentsFrom {
		return nil
	}
	return toc
}

func (s *site) indexText(p *hub.Page) template.HTML {
	if p == nil || p.Doc.Empty {
		return ""
	}
	return s.text(p, p.Text())
}
