package hub

import (
	"strings"

	"ankerplatz/generator/insights"
)

// mostOften is how many pages of a language are called often asked.
const mostOften = 12

// HasInsights reports whether there is something to say of what readers look
// for.
func (h *Hub) HasInsights() bool { return h.Insights != nil }

// found is what readers look for, of the pages that are published, without
// those of people.
func (l *linked) found() *insights.Insights {
	if l.insights == nil {
		return nil
	}
	there := map[string]bool{}
	for _, p := range l.pages {
		there[l.below(p.URL)] = p.Person() == nil
	}
	for _, tree := range l.trees {
		for _, f := range tree.Folders {
			there[l.below(f.URL)] = true
		}
	}
	return l.insights.Only(func(page string) bool { return there[page] })
}

// below is an address below the site's root, as insights have it.
func (t *task) below(address string) string { return "/" + strings.TrimPrefix(address, t.base) }

// often are the pages of a language that readers search for and open most, the
// most asked first. Of each at least insights.K were opened from a search.
func (t *task) often(found *insights.Insights, pages []*Page) []*Page {
	if found == nil {
		return nil
	}
	byAddress := map[string]*Page{}
	for _, p := range pages {
		byAddress[t.below(p.URL)] = p
	}
	var all []*Page
	for _, use := range found.Pages { // the most opened first
		if p := byAddress[use.Page]; p != nil && use.Opened > 0 && len(all) < mostOften {
			all = append(all, p)
		}
	}
	return all
}
