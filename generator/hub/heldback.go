package hub

import (
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// HeldBack is a page that the hub does not show at present, though those whom
// it is for might see it.
type HeldBack struct {
	File *diag.File
	URL  string    // site-absolute, where the page will be
	Why  diag.Text // and until when: "it is a draft (…)", "until 2026-07-01"
}

// heldBack are the pages that are held back, by path.
func (l *linked) heldBack() (held []HeldBack) {
	for _, p := range l.hidden {
		if p.URL == "" || !l.maySee(p) { // a second text of a folder, which has no address
			continue
		}
		held = append(held, HeldBack{File: p.File, URL: p.URL, Why: l.whyHeldBack(p)})
	}
	return held
}

func (l *linked) whyHeldBack(p *Page) diag.Text {
	switch m := &p.Meta; {
	case m.Draft && !l.drafts:
		return diag.Say("it is a draft (--drafts shows it)")
	case !m.Publish.IsZero() && !l.clock.Reached(l.begin(m.Publish)):
		return diag.Say("until %s", l.shown(m.Publish))
	case !m.Expires.IsZero() && l.clock.Reached(l.end(m.Expires)):
		return diag.Say("it was to be seen until %s", l.shown(m.Expires))
	default:
		return diag.Say("until %s", l.shown(m.Date))
	}
}

// shown is the beginning of a date as the hub's calendar and clocks have it.
func (t *task) shown(d strictyaml.Date) string {
	form := time.DateOnly
	if d.HasTime {
		form = "2006-01-02 15:04 MST"
	}
	return t.begin(d).In(t.zone).Format(form)
}
