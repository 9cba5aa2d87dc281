package devserver

import (
	"bytes"
	"context"
	"path"
	"slices"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
)

// gone are the pages that were there since the server started and are no more,
// by address, as [at] has it.
type gone map[string]was

// was is what is known of a page that is gone.
type was struct {
	file            *diag.File
	id, lang, title string
}

// at is the path of an address in a browser, without a slash at its end.
func at(h *hub.Hub, address string) string { return path.Join("/", h.Path(address)) }

// after adds the pages that a change took away.
func (g gone) after(last, now *hub.Hub) gone {
	there, next := map[string]bool{}, gone{}
	for _, p := range now.Pages {
		there[at(now, p.URL)] = true
	}
	for address, page := range g {
		if !there[address] {
			next[address] = page
		}
	}
	for _, p := range last.Pages {
		if address := at(last, p.URL); !there[address] {
			next[address] = was{p.File, p.ID, p.Lang, p.Title}
		}
	}
	return next
}

// page is what became of a page: that of the same file, else one that says the
// same, else one with its title; nil if there is none.
func (w was) page(pages []*hub.Page) *hub.Page {
	for _, same := range []func(p *hub.Page) bool{
		func(p *hub.Page) bool { return p.ID == w.id },
		func(p *hub.Page) bool { return p.Lang == w.lang && bytes.Equal(p.File.Data, w.file.Data) },
		func(p *hub.Page) bool { return p.Lang == w.lang && p.Title == w.title },
	} {
		if i := slices.IndexFunc(pages, same); i >= 0 {
			return pages[i]
		}
	}
	return nil
}

// note says why a page is not there.
type note struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	URL   string `json:"url"`  // where it is now; "" if nowhere
	Name  string `json:"name"` // of the page there
}

// note is that of the page with a file; nil where there is a page, where there
// never was one, and where a mistake says why there is none.
func (s *server) note(ctx context.Context, v *version, file, lang string) *note {
	if data, err := s.render(ctx, file); v.site == nil || data != nil || err != nil {
		return nil
	}
	address, h := path.Join("/", path.Dir(file)), v.site.Hub()
	for _, held := range h.HeldBack {
		if at(h, held.URL) == address {
			return &note{Title: diag.Say("This page is held back").In(lang), Text: heldLine(held).In(lang)}
		}
	}
	page, ok := v.gone[address]
	mistaken := func(d diag.Diagnostic) bool {
		return d.Level == diag.Error && d.File != nil && d.File.Name == page.file.Name
	}
	if !ok || slices.ContainsFunc(v.site.Diagnostics(), mistaken) {
		return nil
	}
	if p := page.page(h.Pages); p != nil {
		return &note{Title: diag.Say("This page has moved").In(lang), Text: diag.Say("Its file is %s now:", p.File.Name).In(lang), URL: p.URL, Name: p.Title}
	}
	return &note{Title: diag.Say("This page is gone").In(lang), Text: diag.Say("There is no file %s any more.", page.file.Name).In(lang)}
}

// heldLine says what is held back, and why.
func heldLine(held hub.HeldBack) diag.Text { return diag.Say("%s: %s", held.File.Name, held.Why) }

// reportHeld prints what is held back, and was not before.
func (s *server) reportHeld(last, now *hub.Hub) {
	known := map[string]bool{}
	if last != nil {
		for _, held := range last.HeldBack {
			known[heldLine(held).String()] = true
		}
	}
	fresh := slices.DeleteFunc(slices.Clone(now.HeldBack), func(held hub.HeldBack) bool { return known[heldLine(held).String()] })
	for _, held := range fresh[:min(len(fresh), mostPrinted)] {
		s.opt.Log.Info(s.opt.in(diag.Say("held back: %s", heldLine(held))))
	}
	if more := len(fresh) - mostPrinted; more > 0 {
		s.opt.Log.Info(s.opt.in(diag.Count(more, "and %d more page is held back", "and %d more pages are held back")))
	}
}

// edited is the address of the page that a change is about; "" where it is about
// none, or about several at once, as when Git fetches what others wrote.
func edited(last, now *hub.Hub) string {
	before := map[string]*diag.File{}
	for _, p := range last.Pages {
		before[p.File.Name] = p.File
	}
	for _, held := range last.HeldBack {
		before[held.File.Name] = held.File
	}
	address, n := "", 0
	look := func(file *diag.File, url string) {
		if was := before[file.Name]; was == nil || was != file && !bytes.Equal(was.Data, file.Data) {
			address, n = url, n+1
		}
	}
	for _, p := range now.Pages {
		look(p.File, p.URL)
	}
	for _, held := range now.HeldBack {
		look(held.File, held.URL)
	}
	if n != 1 {
		return ""
	}
	return address
}
