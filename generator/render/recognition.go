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
	out.Years = wholeYears(p.Own.Profile.Since.Time, s.hub.Now)
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
	now := s.hub.Now
	from := now.AddDate(0, 0, -latelyDays)
	recent := func(when func(*hub.Page) time.Time, with func(*hub.Page) bool) []*hub.Page {
		pages := slices.DeleteFunc(slices.Clone(s.lang.Pages), func(p *hub.Page) bool {
			return !p.Kind.Fed || when(p).Before(from) || when(p).After(now) || !with(p)
		})
		slices.SortStableFunc(pages, func(a, b *hub.Page) int {
			return cmp.Or(when(b).Compare(when(a)), cmp.Compare(a.ID, b.ID))
		})
		return pages[:min(latelyMost, len(pages))]
	}
	created := func(p *hub.Page) time.Time { return p.Created }
	changed := func(p *hub.Page) time.Time { return p.Updated }
	for _, p := range recent(created, func(*hub.Page) bool { return true }) {
		authors := slices.DeleteFunc(slices.Clone(p.Authors), func(a *hub.Person) bool { return a.Left })
		out.Pages = append(out.Pages, Gift{Card: s.card(p), Date: s.date(p.Created), People: s.peopleOf(authors)})
	}
	for _, p := range recent(changed, func(p *hub.Page) bool { return len(p.Thanks) > 0 }) {
		out.Thanks = append(out.Thanks, Gift{Card: s.card(p), Date: s.date(p.Updated), People: s.peopleOf(p.Thanks)})
	}
	for _, person := range s.lang.People {
		since := person.In(s.lang.Code).Profile().Since.Time
		years := wholeYears(since, now.AddDate(0, 0, aroundDays))
		day := since.AddDate(years, 0, 0)
		if years > 0 && day.After(now.AddDate(0, 0, -aroundDays)) && !person.Left {
			out.Anniversaries = append(out.Anniversaries, Anniversary{s.people[person], years, s.date(day)})
		}
	}
	slices.SortStableFunc(out.Anniversaries, func(a, b Anniversary) int { return cmp.Compare(a.Date.ISO, b.Date.ISO) })
	if out.Pages == nil && out.Thanks == nil && out.Anniversaries == nil {
		return nil
	}
	return out
}
