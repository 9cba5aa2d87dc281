package render

import (
	"strconv"
	"strings"

	"ankerplatz/generator/hub"
)

// Way is what is followed step by step: the steps of a toolkit or a learning
// path, and what is ticked off at the end.
type Way struct {
	URL, ID     string // ID is the key of the ticks that the browser keeps
	Steps       []Item
	Checks      []string
	ChecksTitle string
	Of          int    // how many steps and checks there are
	Certificate string // URL of a PDF file; "" of what ends without one
}

// Step is that a page is a step on a way.
type Step struct {
	ID         string // the fragment of the page's address by which readers on the way come: "in=toolkits/welcome"
	Kind       Kind   // of the way
	Way        Link
	WayID      string // Way.ID
	Number, Of int    // of steps
	Tick       string // Item.Tick
	Note       string // why it is a step
	Section    string // the id of the heading that is meant, "" where it is the whole page
	Prev, Next *Link  // nil at the ends
}

// way is the way that a page leads; nil where it leads none.
func (s *site) way(p *hub.Page) *Way {
	way := &Way{URL: p.URL, ID: p.ID, Steps: s.steps(p)}
	if end := views[p.Kind].end; end != nil {
		end(s, p, way)
	}
	if way.Of = len(way.Steps) + len(way.Checks); way.Of == 0 {
		return nil
	}
	return way
}

// wayHeadings are those above the steps and the checks of the way that a page
// leads.
func (s *site) wayHeadings(p *hub.Page) []Heading {
	way := s.way(p)
	if way == nil {
		return nil
	}
	var headings []Heading
	if len(way.Steps) > 0 {
		headings = append(headings, Heading{ID: "_steps-title", Text: s.word("kit_items")})
	}
	if len(way.Checks) > 0 {
		headings = append(headings, Heading{ID: "_checks-title", Text: way.ChecksTitle})
	}
	return headings
}

// steps are the items of a way, each with its tick, and those that are pages
// with the fragment that shows where on the way the reader is.
func (s *site) steps(way *hub.Page) []Item {
	steps := s.items(way.Own.Way())
	for i := range steps {
		step := &steps[i]
		step.Tick = step.Title
		if step.page != nil {
			step.URL = step.page.URL + "#" + stepID(s.hub.Base, way, step.page.Lang, steps[:i], step.page)
		}
	}
	return steps
}

// stepID is the fragment by which readers on a way come to a page of a
// language: where the way lies, as seen from that language's home, and from the
// second time on that it leads there, which step this is.
func stepID(base string, way *hub.Page, lang string, before []Item, page *hub.Page) string {
	at := strings.TrimPrefix(strings.TrimPrefix(way.URL, base), lang+"/")
	id := "in=" + strings.TrimSuffix(at, "/")
	for _, item := range before {
		if item.page == page {
			return id + ":" + strconv.Itoa(len(before)+1)
		}
	}
	return id
}

// newStepsOf are, for each page of the site's language, the steps that it is: of
// ways in that language first.
func (s *site) newStepsOf() map[*hub.Page][]Step {
	found := map[*hub.Page][]Step{}
	for _, ours := range []bool{true, false} {
		for _, lang := range s.hub.Languages {
			if (lang == s.lang) != ours {
				continue
			}
			for _, way := range lang.Pages {
				if len(way.Own.Way()) > 0 {
					s.addSteps(found, way)
				}
			}
		}
	}
	return found
}

func (s *site) addSteps(to map[*hub.Page][]Step, way *hub.Page) {
	steps := s.steps(way)
	at := func(i int) *Link {
		if i < 0 || i == len(steps) {
			return nil
		}
		step := steps[i]
		if step.page == nil { // what is no page is opened from the way's own
			return &Link{Title: step.Title, URL: way.URL + "#" + step.ID(), Lang: s.foreign(way.Lang)}
		}
		return &Link{Title: step.Title, URL: step.URL, Lang: step.Lang}
	}
	for i, step := range steps {
		if step.page == nil || step.page.Lang != s.lang.Code {
			continue
		}
		_, id, _ := strings.Cut(step.URL, "#")
		to[step.page] = append(to[step.page], Step{
			ID: id, Kind: s.kinds[way.Kind], Way: Link{Title: way.Title, URL: way.URL, Lang: s.foreign(way.Lang)}, WayID: way.ID,
			Number: step.Number, Of: len(steps), Tick: step.Tick, Note: step.Note, Section: step.section,
			Prev: at(i - 1), Next: at(i + 1),
		})
	}
}
