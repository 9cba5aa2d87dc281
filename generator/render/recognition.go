package render

import (
	"cmp"
	"slices"
	"time"

	"ankerplatz/generator/hub"
)

// Gift is what people gave with a page: it is new, or it thanks them.
type Gift struct {
	Card
	Date   Date
	People []Person
}

// Lately is what people gave in the last months. It is in order of time, and
// nobody is counted.
type Lately struct {
	Pages         []Gift // new pages, with who wrote them
	Thanks        []Gift // pages that thank somebody
	Anniversaries []Anniversary
}

// Anniversary is a day on which somebody has had the role for whole years.
type Anniversary struct {
	Person Person
	Years  int
	Date   Date

	person *hub.Person
	day    time.Time
}

// gave fills in what somebody gave: pages as lists, in order of time.
func (s *site) gave(out *Profile, p profilePage) {
	person := p.Own.Person
	var wrote, keeps, reviewed []*hub.Page
	for _, page := range person.Wrote {
		if page.IsBy(person) {
			wrote = append(wrote, page)
		} else {
			keeps = append(keeps, page)
		}
		if page.Owner == person && page.Person() == nil && !page.Reviewed.IsZero() && !person.Left {
			reviewed = append(reviewed, page)
		}
	}
	out.Wrote, out.Keeps = s.cardsOf(s.once(wrote)), s.cardsOf(s.once(keeps))
	slices.SortStableFunc(reviewed, func(a, b *hub.Page) int { return b.Reviewed.Compare(a.Reviewed) })
	for _, page := range s.once(reviewed) {
		out.Reviewed = append(out.Reviewed, Gift{Card: s.card(page), Date: s.date(page.Reviewed)})
	}
	out.Thanked, out.Improved, out.Counted = s.cardsOf(s.once(person.Thanked)), s.cardsOf(s.once(person.Improved)), person.Counted
	out.Years = wholeYears(p.Own.Profile.Since.Time, s.hub.Clock.Today())
}

// once takes of a page that is there in several languages the reader's, else
// the one that stands in.
func (s *site) once(pages []*hub.Page) []*hub.Page {
	var out []*hub.Page
	seen := map[*hub.Page]bool{}
	for _, page := range pages {
		if page = page.Translations.In(s.lang.Code); !seen[page] {
			seen[page] = true
			out = append(out, page)
		}
	}
	return out
}

// wholeYears are those that have passed since a day; 0 if it is unknown.
func wholeYears(since, now time.Time) int {
	if since.IsZero() {
		return 0
	}
	years := now.Year() - since.Year()
	if since.AddDate(years, 0, 0).After(now) {
		years--
	}
	return max(years, 0)
}

const (
	latelyDays = 90 // of pages and thanks
	aroundDays = 30 // of anniversaries, before and after
	latelyMost = 6
)

// lately is what people gave in the last months; nil if that is nothing.
func (s *site) lately() *Lately {
	out := &Lately{}
	w := s.lastDays(latelyDays)
	for _, p := range firstMost(s.recent(func(p *hub.Page) time.Time { return p.Created }, w)) {
		authors := slices.DeleteFunc(slices.Clone(p.Authors), func(a *hub.Person) bool { return a.Left })
		out.Pages = append(out.Pages, Gift{Card: s.card(p), Date: s.date(p.Created), People: s.peopleOf(authors)})
	}
	for _, p := range firstMost(s.thanking(w)) {
		out.Thanks = append(out.Thanks, Gift{Card: s.card(p), Date: s.date(p.Updated), People: s.peopleOf(p.Thanks)})
	}
	today := s.hub.Clock.Today()
	out.Anniversaries = s.anniversaries(Window{today.AddDate(0, 0, 1-aroundDays), today.AddDate(0, 0, 1+aroundDays)})
	if out.Pages == nil && out.Thanks == nil && out.Anniversaries == nil {
		return nil
	}
	return out
}

func firstMost(pages []*hub.Page) []*hub.Page { return pages[:min(latelyMost, len(pages))] }

// recent are the pages that are news by a date that lies in a window, the
// latest first.
func (s *site) recent(when func(*hub.Page) time.Time, w Window) []*hub.Page {
	pages := slices.DeleteFunc(slices.Clone(s.lang.Pages), func(p *hub.Page) bool { return !p.Kind.Fed || !w.Holds(when(p)) })
	slices.SortStableFunc(pages, func(a, b *hub.Page) int {
		return cmp.Or(when(b).Compare(when(a)), cmp.Compare(a.ID, b.ID))
	})
	return pages
}

// thanking are the pages that thank somebody and were changed in a window, the
// latest first.
func (s *site) thanking(w Window) []*hub.Page {
	pages := s.recent(func(p *hub.Page) time.Time { return p.Updated }, w)
	return slices.DeleteFunc(pages, func(p *hub.Page) bool { return len(p.Thanks) == 0 })
}

// anniversaries are those in a window, the earliest first; of who agreed to
// publish since when they have the role.
func (s *site) anniversaries(w Window) []Anniversary {
	var out []Anniversary
	for _, person := range s.lang.People {
		since := person.In(s.lang.Code).Profile().Since.Time
		years := wholeYears(since, w.To)
		day := since.AddDate(years, 0, 0)
		if years > 0 && w.Holds(day) && !person.Left {
			out = append(out, Anniversary{s.people[person], years, s.date(day), person, day})
		}
	}
	slices.SortStableFunc(out, func(a, b Anniversary) int { return cmp.Compare(a.Date.ISO, b.Date.ISO) })
	return out
}
