package render

import (
	"strings"

	"ankerplatz/generator/digest"
	"ankerplatz/generator/hub"
)

// DueLetter asks the owner of pages to look at them again. It is in the language
// of their profile; the pages stand in it as they are given.
func (r *Renderer) DueLetter(owner *hub.Person, pages []*hub.Page) *digest.Letter {
	s := r.sites[owner.In(r.hub.Config.DefaultLang()).Lang]
	section := digest.Section{Title: s.word("letter_due"), Whole: true}
	for _, p := range pages {
		line := digest.Line{Title: p.Title, URL: p.URL, Facts: []string{strings.ReplaceAll(s.word("letter_due_by"), "{0}", s.lang.Date(p.ReviewBy))}}
		if p.Lang != s.lang.Code {
			line.Lang = p.Lang
		}
		section.Lines = append(section.Lines, line)
	}
	return s.absolute(&digest.Letter{
		Lang: s.lang.Language, Site: s.view.Title, Home: s.home, Title: s.word("letter_due"), Period: s.lang.Date(r.hub.Clock.Today()),
		For: strings.ReplaceAll(s.word("letter_for"), "{0}", owner.In(s.lang.Code).Title), Accent: s.hub.Config.Accent.Value, Until: r.hub.Clock.Now(),
		Sections: []digest.Section{section},
	})
}
