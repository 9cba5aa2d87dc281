package hub

import "ankerplatz/generator/source"

// NewsKind are news.
var NewsKind = kind(source.NewsKind, (*linker).news)

// NewsPage is what a piece of news adds.
type NewsPage struct {
	Nothing
	For    []*Role // whom it concerns; none: everybody
	Over   bool    // its last day has passed
	Pinned bool    // it stands above every page
}

func (l *linker) news(_ *Page, fields *source.News) *NewsPage {
	news := &NewsPage{For: l.rolesOf(fields.For)}
	news.Over = !fields.Until.IsZero() && l.clock.Reached(l.end(fields.Until))
	news.Pinned = fields.Pin && !news.Over
	return news
}

// ForRoles are those whom it concerns.
func (n *NewsPage) ForRoles() []*Role { return n.For }
