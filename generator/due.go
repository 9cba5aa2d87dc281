package generator

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/digest"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// DuePage is a page that its owner should look at again.
type DuePage struct {
	Owner   string    `json:"owner"` // id; "" where nobody who is there keeps it
	Name    string    `json:"name"`
	Path    string    `json:"path"` // "content/de/tips/x.md"
	Title   string    `json:"title"`
	URL     string    `json:"url"`
	By      time.Time `json:"by"`
	Overdue bool      `json:"overdue"`
}

// Due are the pages that are due for review before a number of days is over, by
// owner and then the longest overdue first; those that nobody keeps stand first.
// With fewer than 0 days the site's review.warn counts.
func (s *Site) Due(days int) []DuePage {
	var due []DuePage
	for _, p := range s.duePages(days) {
		row := DuePage{
			Path: path.Join(source.Root, p.Path), Title: p.Title, URL: s.config.Absolute(p.URL), By: p.ReviewBy, Overdue: p.ReviewDue,
		}
		if owner := ownerOf(p); owner != nil {
			row.Owner, row.Name = owner.ID, owner.In(s.config.DefaultLang()).Title
		}
		due = append(due, row)
	}
	slices.SortStableFunc(due, func(a, b DuePage) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Owner, b.Owner))
	})
	return due
}

// DueLetter asks somebody to look at the pages that are due; nil without any.
func (s *Site) DueLetter(owner string, days int) *digest.Letter {
	pages := slices.DeleteFunc(s.duePages(days), func(p *hub.Page) bool {
		o := ownerOf(p)
		return o == nil || o.ID != owner
	})
	if len(pages) == 0 {
		return nil
	}
	return s.pages.DueLetter(ownerOf(pages[0]), pages)
}

// ownerOf is who keeps a page true, of a profile whoever it is about; nil where
// nobody who is there does.
func ownerOf(p *hub.Page) *hub.Person {
	owner := cmp.Or(p.Owner, p.Person())
	if owner == nil || owner.Left {
		return nil
	}
	return owner
}

// duePages are those that are due, the longest overdue first.
func (s *Site) duePages(days int) []*hub.Page {
	warn := s.config.Review.Warn
	now := s.hub.Clock.Now()
	until := now.AddDate(warn.Years, warn.Months, warn.Days)
	if days >= 0 {
		until = now.AddDate(0, 0, days)
	}
	var pages []*hub.Page
	for _, p := range s.hub.Pages {
		if !p.ReviewBy.IsZero() && !p.ReviewBy.After(until) {
			pages = append(pages, p)
		}
	}
	slices.SortStableFunc(pages, func(a, b *hub.Page) int { return a.ReviewBy.Compare(b.ReviewBy) })
	return pages
}
