package render

import (
	"cmp"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// bannersMost is how many messages stand above every page.
const bannersMost = 3

// Banner is a message above every page: that of site.yaml, or a piece of news
// that is pinned.
type Banner struct {
	Text, Level string
	URL         string // of the news; "" for that of site.yaml
	Lang        string // of the text, where it is not the reader's
	For         string // whom it concerns, in words; "" for everybody
	Departments []Term // that it concerns: it is left out for readers of others, once the browser knows theirs
}

// banners are the message of site.yaml, then the news that are pinned, newest
// first. Where the reader's language lacks one, it stands there in another.
func (s *site) banners() []Banner {
	var out []Banner
	c := s.hub.Config.Banner
	if text := s.in(c.Text); text != "" && (c.Until.IsZero() || !s.hub.Clock.Reached(s.hub.End(c.Until))) {
		out = append(out, Banner{Text: text, Level: c.Level})
	}
	var pinned []*hub.Page
	for _, lang := range s.hub.Languages {
		for _, p := range lang.OfKind(source.NewsKind) {
			if p = p.Translations.In(s.lang.Code); p.Own.(*hub.NewsPage).Pinned && p.Lang == lang.Code {
				pinned = append(pinned, p)
			}
		}
	}
	for _, p := range s.pinnedFirst(pinned) {
		card := s.newCard(p)
		banner := Banner{Text: card.Title, Level: "info", URL: card.URL, Lang: card.Lang, Departments: card.Departments}
		banner.For = cmp.Or(s.roleNames(p.Own.(*hub.NewsPage).For), s.names(p.Departments))
		out = append(out, banner)
	}
	return out[:min(bannersMost, len(out))]
}
