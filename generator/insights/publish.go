package insights

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/signals"
)

// How much is told.
const (
	mostTopics   = 24
	topSearches  = 100
	topPages     = 500
	topMissed    = 100
	openedShown  = 3
	youngestDays = 28 // a page that has come in the last weeks of the logs is not called unopened
)

// Index is the search of the hub: it returns the pages that words find, best
// first, and what else may have been meant.
type Index func(ctx context.Context, lang, words string) (pages []Near, meant []string, err error)

// Publish says what may be said of what was counted. Without an index nothing
// is said of what is near to questions.
func (t *Tally) Publish(ctx context.Context, index Index) (*Insights, error) {
	in := &Insights{
		Version: version, K: K, Weeks: []string{}, Topics: []Topic{}, Searches: []Search{}, Missed: []Missed{}, Pages: []PageUse{}, Unopened: []Unopened{},
		Lines: Lines{
			Read: t.lines + t.tooLong.Load(), Broken: t.broken + t.tooLong.Load(), Robots: t.robots, Refused: t.alien,
			Forgot: t.searches.forgot + t.opened.forgot + t.pages.forgot, Formats: map[string]int64{},
		},
	}
	for format, n := range t.formats {
		if n > 0 {
			in.Lines.Formats[formatNames[format]] = n
		}
	}
	first, last := t.span()
	for w := first; w <= last; w++ {
		in.Weeks = append(in.Weeks, monday(w).Format(time.DateOnly))
	}
	in.Topics = append(in.Topics, t.topics(first, last)...)
	in.Searches = append(in.Searches, t.topSearches()...)
	in.Missed = append(in.Missed, t.missed()...)
	if index != nil {
		if err := t.nearby(ctx, in.Missed, index); err != nil {
			return nil, err
		}
	}
	in.Pages = append(in.Pages, t.topPages()...)
	in.Unopened = append(in.Unopened, t.unopened(last)...)
	return in, nil
}

// span is the first and the last week that something came in; of a log with a
// wild date only the year before the last week counts.
func (t *Tally) span() (first, last int32) {
	if len(t.weeks) == 0 {
		return 0, -1
	}
	weeks := slices.Sorted(maps.Keys(t.weeks))
	last = weeks[len(weeks)-1]
	return max(weeks[0], last-51), last
}

func (t *Tally) topSearches() []Search {
	pages := map[search][]Opened{}
	for key, c := range t.opened.values {
		if n := shown(c.value); n > 0 {
			pages[key.search] = append(pages[key.search], Opened{Page: key.page, Title: t.title(key.page), Opened: n})
		}
	}
	var all []Search
	for _, key := range t.searches.sorted(compareSearches) {
		c := t.searches.values[key].value
		n := c.opened.sum()
		if shown(n) == 0 {
			continue
		}
		of := pages[key]
		slices.SortFunc(of, func(a, b Opened) int { return cmp.Or(cmp.Compare(b.Opened, a.Opened), strings.Compare(a.Page, b.Page)) })
		all = append(all, Search{
			Words: key.words, Lang: key.lang, Opened: shown(n), Place: (c.places + n/2) / n,
			Pages: append([]Opened{}, of[:min(openedShown, len(of))]...),
		})
	}
	slices.SortStableFunc(all, func(a, b Search) int { return cmp.Compare(b.Opened, a.Opened) })
	return all[:min(topSearches, len(all))]
}

func (t *Tally) topPages() []PageUse {
	var all []PageUse
	for _, page := range t.pages.sorted(strings.Compare) {
		c := t.pages.values[page].value
		use := PageUse{Page: page, Title: t.title(page), Views: shown(c.views.sum()), Opened: shown(c.opened), Yes: shown(c.yes), No: shown(c.no)}
		for i, n := range c.whyCount {
			if n = shown(n); n > 0 {
				if use.Why == nil {
					use.Why = map[string]int{}
				}
				use.Why[signals.Reasons[i]] = n
			}
		}
		if use.Views+use.Opened+use.Yes+use.No > 0 {
			all = append(all, use)
		}
	}
	slices.SortStableFunc(all, func(a, b PageUse) int {
		return cmp.Or(cmp.Compare(b.Opened, a.Opened), cmp.Compare(b.Views, a.Views), cmp.Compare(b.No, a.No))
	})
	return all[:min(topPages, len(all))]
}

// unopened are the hub's pages that hardly anybody asked for. Of logs without
// any page that was asked for nothing can be said.
func (t *Tally) unopened(last int32) []Unopened {
	if t.hub == nil || len(t.pages.values) == 0 {
		return nil
	}
	end := (last+1)*7 - daysBeforeWeek
	var all []Unopened
	for _, address := range slices.Sorted(maps.Keys(t.hub.Pages)) {
		p := t.hub.Pages[address]
		views := 0
		if c := t.pages.values[address]; c != nil {
			views = c.value.views.sum()
		}
		if p.Written && !p.Person && shown(views) == 0 && p.Since <= int64(end-youngestDays) {
			all = append(all, Unopened{Page: address, Title: p.Title})
		}
	}
	return all
}

func (t *Tally) title(page string) string {
	if t.hub != nil && t.hub.Pages[page] != nil {
		return t.hub.Pages[page].Title
	}
	return ""
}
