package render

import (
	"slices"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/words"
)

// Card is a page as lists show it.
type Card struct {
	Kind                    Kind
	URL, Title, Summary     string
	Lang                    string // set only where it is not the reader's: mark it and set lang=
	LangName                string
	Updated                 Date
	Apps, Departments, Tags []Term
	Picture                 *Image  // the first in its text, small; nil without one
	Facts                   []Fact  // what else is known of it, as its kind has it
	Person                  *Person // whose profile it is; nil for other pages
	Side                    string  // who solves what it is about: "it", "role" …, as roles say; "" where none does
	Draft                   bool
	Often                   bool   // readers search for it and open it more than others
	Audience                string // the names of those whom it is for, where not everybody may see it
}

// Leaf is the day that one of the card's facts says; nil where none does.
func (c Card) Leaf() *Leaf {
	for _, f := range c.Facts {
		if f.Leaf != nil {
			return f.Leaf
		}
	}
	return nil
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
		Kind: s.kinds[p.Kind], URL: p.URL, Title: p.Title, Summary: p.Summary,
		Updated: s.date(p.Updated), Side: p.Side, Draft: p.Meta.Draft, Often: slices.Contains(s.lang.Often, p), Audience: s.audience(p),
		Picture: s.thumbnail(p), Apps: s.terms(p.Apps), Departments: s.terms(p.Departments), Tags: s.terms(p.Tags), Facts: s.facts(p),
	}
	if p.Lang != s.lang.Code {
		card.Lang, card.LangName = p.Lang, words.Name(p.Lang)
	}
	if who := p.Person(); who != nil {
		person := s.people[who]
		card.Person = &person
	}
	return card
}

// audience are the names of those whom a page is for; "" is everybody.
func (s *site) audience(p *hub.Page) string {
	return strings.Join(s.hub.Audience(p, s.lang.Code), ", ")
}
