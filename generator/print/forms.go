package print

import (
	"context"
	"io/fs"
	"strings"
	"sync"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/source"
)

// form is a page to be signed, about a page of the hub. It is made out to
// somebody or, to nil, left to be filled in.
type form struct {
	kind *source.Kind
	what string // a key of the interface's words, which begins the names of files
	draw func(l *layout, p *hub.Page, who *hub.Person, tell notice) *page
}

var forms = []form{
	{source.PathKind, "certificate", (*layout).certificateFor},
	{source.RoleKind, "agreement", (*layout).agreementWith},
}

// isForm reports whether a file of that name has forms.
func isForm(what string) bool {
	for _, f := range forms {
		if f.what == what {
			return true
		}
	}
	return false
}

// forms are those about a page in a language, for people or, with none, to be
// filled in.
func (m *maker) forms(lang *hub.Language, opt Options, p *hub.Page) []File {
	var files []File
	for _, f := range forms {
		if f.kind != p.Kind {
			continue
		}
		f.draw(m.layout(lang, opt), p, nil, m.notices(p.File.Name))
		base := f.what + "-" + lang.Code + "-" + p.Slug
		one := func(l *layout, i int) *page { return f.draw(l, p, opt.People[i], nil) }
		switch {
		case len(opt.People) == 0:
			files = append(files, m.pages(lang, opt, fileName{f.what, base}, 1, func(l *layout, _ int) *page { return f.draw(l, p, nil, nil) })...)
		case !opt.Single && opt.Format == "pdf":
			files = append(files, m.files(lang, opt, fileName{f.what, base}, opt.People, 1, one)...)
		default:
			for i, who := range opt.People {
				name := fileName{f.what, base + "-" + who.ID}
				files = append(files, m.files(lang, opt, name, opt.People[i:i+1], 1, func(l *layout, _ int) *page { return one(l, i) })...)
			}
		}
	}
	return files
}

// Forms are those to be filled in that lie beside pages of the site, each at
// the page's address with .pdf in place of the last slash: certificates of
// learning paths, and agreements about roles. site is the site's folder; fonts
// are folders with fonts for letters that those of this package lack. Texts that
// can't be printed are told at the page.
func Forms(h *hub.Hub, site fs.FS, fonts []fs.FS, breaks Breaks) []planned.File {
	ready := sync.OnceValues(func() (*maker, error) {
		m, err := newMaker(h, site, fonts, breaks)
		if err == nil {
			m.readLogo()
		}
		return m, err
	})
	var files []planned.File
	for _, lang := range h.Languages {
		for _, f := range forms {
			for _, p := range lang.OfKind(f.kind) {
				to := strings.TrimSuffix(strings.TrimPrefix(p.URL, h.Base), "/") + ".pdf"
				files = append(files, planned.File{Path: to, Of: p.File.Name, At: p.File.Span(0, 0), Make: func(_ context.Context, sink planned.Sink) (list diag.List, err error) {
					m, err := ready()
					if err != nil {
						return nil, err
					}
					l := m.layout(lang, Options{})
					made := f.draw(l, p, nil, notices(fontsOfHub, func(message, hint diag.Text) { list.Add(p.Head, diag.Unprintable, message, hint) }))
					data, err := writePDF([]*page{made}, l.about(fileName{what: f.what}, []*page{made}))
					if err != nil {
						return nil, err
					}
					return list, sink.Write(to, data)
				}})
			}
		}
	}
	return files
}
