package render

import (
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// Card is a page as lists show it.
type Card struct {
	Kind, URL, Title, Summary string
	Lang                      string // set only where it is not the reader's: mark it and set lang=
	LangName                  string
	Updated                   Date
	Apps, Departments, Tags   []Term
	Level                     string  // "beginner", "intermediate", "advanced" or ""
	LevelName                 string  // in the reader's language
	Minutes                   int     // tips and toolkits; 0 if not known
	Items                     int     // toolkits: number of things in it
	Person                    *Person // profiles
	Draft                     bool
}

// card is a page as the site's lists show it.
func (s *site) card(p *hub.Page) Card {
	if card, ok := s.cards[p]; ok {
		return card
	}
	return s.newCard(p) // a page of another language
}

func (s *site) cardsOf(pages []*hub.Page) []Card {
	cards := make([]Card, len(pages))
	for i, p := range pages {
		cards[i] = s.card(p)
	}
	return cards
}

func (s *site) newCard(p *hub.Page) Card {
	card := Card{
		Kind: p.Kind.Name, URL: p.URL, Title: p.Title, Summary: p.Summary,
		Updated: s.date(p.Updated), Draft: p.Meta.Draft,
		Apps: s.terms(p.Apps), Departments: s.terms(p.Departments), Tags: s.terms(p.Tags),
	}
	if p.Lang != s.lang.Code {
		card.Lang, card.LangName = p.Lang, words.Name(p.Lang)
	}
	switch fields := p.Fields.(type) {
	case *source.Tip:
		card.Level, card.Minutes = fields.Level.Value, fields.Minutes
		if card.Level != "" {
			card.LevelName = s.known("level_"+card.Level, card.Level)
		}
	case *source.Toolkit:
		card.Items = len(fields.Items)
		for i, item := range fields.Items {
			card.Minutes += itemMinutes(item, p.Own.(*hub.ToolkitPage).Items[i])
		}
	case *source.Profile:
		person := s.people[p.Person()]
		card.Person = &person
	}
	return card
}
