package render

import (
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/qr"
	"ankerplatz/generator/source"
	"ankerplatz/generator/vcard"
	"ankerplatz/generator/words"
)

var _ = kind(hub.ProfileKind, kindView[*source.Profile, *hub.ProfilePage]{
	face: true,
	page: func(s *site, p profilePage) any { return s.profile(p) },
	files: func(s *site, p profilePage) []beside {
		if p.Own.Person.Left {
			return nil
		}
		return []beside{{vcardEnding, func() ([]byte, diag.List) { return s.contact(p).File(), nil }}}
	},
})

type profilePage = kindPage[*source.Profile, *hub.ProfilePage]

const vcardEnding = ".vcf"

// Profile is what only a profile's own page has.
type Profile struct {
	Person       Person
	Deputy       *Person   // nobody who left
	StandIn      *Person   // who stands in while the deputy is away too; else nil
	Week         []WeekDay // office hours; empty if there are none, or if they are given as a text
	OtherHours   []Hours   // those of no day
	Hours        string    // per week, agreed for the role
	Since, Until Date
	Years        int     // whole years since then; 0 if it is not said
	Wrote        []Card  // pages they wrote, newest first
	Keeps        []Card  // pages of others that they keep true
	Reviewed     []Gift  // pages of theirs that they looked at again, latest first
	Thanked      []Card  // pages that thank them
	Improved     []Card  // pages of others that they changed; only with privacy.contributors: on
	Counted      bool    // how many these are may be said: privacy.contributors is on, and they agreed
	VCardURL     string  // the contact as a file; "" of somebody who left
	QR           qr.Code // the contact for a telephone's camera; nil of somebody who left
}

// WeekDay is a day of the week with its office hours, earliest first.
type WeekDay struct {
	ID, Name string // "mon", "Mo"
	Hours    []Hours
}

func (s *site) profile(p profilePage) *Profile {
	person, public := p.Own.Person, p.Own.Profile
	out := &Profile{
		Person: s.newPerson(person, p.Page),
		Since:  s.date(public.Since.Time), Until: s.date(public.Until.Time),
	}
	if hours := public.Time.HoursPerWeek; hours != nil {
		out.Hours = s.lang.Range(*hours)
	}
	out.Week, out.OtherHours = s.week(out.Person.Availability)
	if !person.Left {
		out.VCardURL = besideURL(p.Page, vcardEnding)
		out.QR = s.contactCode(p)
	}
	if deputy := person.Deputy; deputy != nil && !person.Left {
		shown := s.people[deputy]
		out.Deputy = &shown
		if next := person.StandIn(); next != nil && next != deputy {
			shown := s.people[next]
			out.StandIn = &shown
		}
	}
	s.gave(out, p)
	return out
}

// week puts office hours into the days of a week that have some. What is left has
// no days.
func (s *site) week(all []Hours) (week []WeekDay, other []Hours) {
	if len(all) == 0 {
		return nil, nil
	}
	for _, id := range words.Days {
		day := WeekDay{ID: id, Name: s.lang.Day(id)}
		for _, h := range all {
			if slices.Contains(h.DayIDs, id) {
				day.Hours = append(day.Hours, h)
			}
		}
		slices.SortStableFunc(day.Hours, func(a, b Hours) int { return strings.Compare(a.From, b.From) })
		if day.Hours != nil {
			week = append(week, day)
		}
	}
	other = slices.DeleteFunc(slices.Clone(all), func(h Hours) bool { return len(h.DayIDs) > 0 })
	if len(other) == len(all) {
		week = nil
	}
	return week, other
}

// contact is what may be published of a person, for address books.
func (s *site) contact(p profilePage) vcard.Card {
	person := s.newPerson(p.Own.Person, p.Page)
	card := vcard.Card{
		UID: s.hub.Config.Absolute(p.Own.Person.Main.URL), Name: person.Name, Profile: s.hub.Config.Absolute(p.URL),
		Job: person.Job, Department: person.Department.Name, Location: person.Location.Name,
		Email: person.Contact.Email, Phone: person.Contact.Phone, Mobile: person.Contact.Mobile,
		Chat: string(person.Contact.Chat), Web: person.Contact.Web, Desk: person.Contact.Desk,
		Changed: p.Updated,
	}
	for _, role := range person.Roles {
		card.Roles = append(card.Roles, role.Name)
	}
	for _, lang := range person.Languages {
		card.Languages = append(card.Languages, lang.ID)
	}
	return card
}

// contactCode is the contact as a QR code. Where that would be too much for
// one, it is the address of the profile; nil where even that is.
func (s *site) contactCode(p profilePage) qr.Code {
	contact := s.contact(p)
	for _, text := range []string{contact.Short(), contact.Profile} {
		if code, err := qr.Make(text); err == nil {
			return code
		}
	}
	return nil
}
