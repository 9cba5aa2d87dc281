package render

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// noticeMost is how many open issues a notice has.
const noticeMost = 3

var _ = kind(hub.IssueKind, kindView[*source.Issue, *hub.IssuePage]{
	facts: (*site).issueFacts,
	page:  func(s *site, p issuePage) any { return s.issue(p.Page) },
	list:  func(s *site, _ *hub.Folder, pages []*hub.Page) any { return s.issueBoard(pages) },
	band:  (*site).issueBand,
	letter: func(s *site, p issuePage, w Window) []told {
		since, until := p.Own.Span(p.Page)
		switch state, at := stateBy(p.Page, w); {
		case state.Closed && !until.IsZero():
			return s.cameTo(p.Page, state, latest(until, at), w, weightIssues)
		case state.Name == "open" && !since.IsZero():
			return s.cameTo(p.Page, state, latest(since, p.Created, at), w, weightIssues)
		}
		return s.reached(p.Page, w, weightIssues)
	},
	filters: []filterType{{name: "priority", order: source.Priorities}},
})

type issuePage = kindPage[*source.Issue, *hub.IssuePage]

// Issue is what only a known issue has.
type Issue struct {
	Expected   Date          // it is to be mended
	Ticket     Link          // Title "" without one, URL "" where it has no address
	Workaround template.HTML // "" of what is mended
}

// IssueBoard is how the apps are doing.
type IssueBoard struct {
	Apps []AppState        // those with open issues first, then by name
	Of   map[string]*Issue // of each open issue, by the page's URL
}

// AppState is how an app is doing.
type AppState struct {
	Term
	Open   int // issues that nothing helps against yet
	Evaded int // with a workaround
}

func (s *site) issueFacts(p issuePage) []Fact {
	var facts []Fact
	if priority := p.Fields.Priority.Value; priority == "high" || priority == "low" {
		facts = append(facts, Fact{Text: s.known("priority_"+priority, priority), Brief: true, Filter: "priority", Value: priority})
	}
	since, until := p.Own.Span(p.Page)
	switch {
	case !until.IsZero():
		facts = append(facts, Fact{Icon: "circle-check", Text: strings.ReplaceAll(s.word("issue_ended"), "{0}", s.date(until).Text)})
	case !since.IsZero() && !p.Closed():
		facts = append(facts, Fact{Icon: "clock", Text: strings.ReplaceAll(s.word("issue_since"), "{0}", s.date(since).Text), Brief: true})
	}
	if affects := s.affects(p.Fields); affects != "" {
		facts = append(facts, Fact{Icon: "users-round", Text: affects})
	}
	return facts
}

// affects are those whom an issue affects; a number is that of people.
func (s *site) affects(issue *source.Issue) string {
	if n, err := strconv.Atoi(issue.Affects); err == nil {
		return s.count("issue_people", n)
	}
	return issue.Affects
}

func (s *site) issue(p *hub.Page) *Issue {
	fields := p.Fields.(*source.Issue)
	issue := &Issue{Ticket: Link{Title: fields.Ticket.Value}}
	if address := safeURL(fields.Ticket.Value); address != "" {
		issue.Ticket = Link{Title: s.word("issue_ticket_open"), URL: string(address)}
	}
	if !p.Closed() {
		issue.Expected = s.date(fields.Until.Time)
	}
	if state, _ := p.State(); state.Name != "fixed" {
		for _, field := range p.Marked {
			issue.Workaround = s.text(p, field)
		}
	}
	return issue
}

// issueBoard is how the apps are doing, and what is open of the pages of a list.
func (s *site) issueBoard(pages []*hub.Page) *IssueBoard {
	board := &IssueBoard{Of: map[string]*Issue{}}
	for _, p := range pages {
		if p.Kind == source.IssueKind && !p.Closed() {
			board.Of[p.URL] = s.issue(p)
		}
	}
	var fine []AppState
	for _, app := range s.lang.Apps {
		if _, ok := s.hub.Config.App(app.ID); !ok {
			continue
		}
		state := AppState{Term: s.term(app)}
		for _, p := range openOf(app.OfKind(source.IssueKind)) {
			if name, _ := p.State(); name.Name == "workaround" {
				state.Evaded++
			} else {
				state.Open++
			}
		}
		if state.Open+state.Evaded > 0 {
			board.Apps = append(board.Apps, state)
		} else {
			fine = append(fine, state)
		}
	}
	board.Apps = append(board.Apps, fine...)
	return board
}

// openOf are those of a kind's pages, as it sorts them, that are not closed.
func openOf(pages []*hub.Page) []*hub.Page {
	for i, p := range pages {
		if p.Closed() {
			return pages[:i]
		}
	}
	return pages
}

// issueBand are the open issues of a place: of an app, of a department and those
// above it, of the departments that somebody serves, of the apps of a page.
func (s *site) issueBand(at place) *Band {
	var terms []*hub.Term
	band := &Band{Title: s.word("issues_open"), All: s.allOf(source.IssueKind)}
	switch {
	case at.home:
		return s.issueCards(band, openOf(s.lang.OfKind(source.IssueKind)))
	case at.term != nil && at.term.Type == "department":
		for t := at.term; t != nil; t = t.Above {
			terms = append(terms, t)
		}
	case at.term != nil:
		band.Notice = at.term.Type == "app"
		terms = append(terms, at.term)
	case at.person != nil:
		band.Title = s.word("issues_mine")
		for _, id := range at.person.Serves {
			for t := s.lang.Department(id); t != nil; t = t.Above {
				terms = append(terms, t)
			}
		}
	case at.page.Kind.Reviewed: // what tells how something is done
		band.Notice = true
		for _, app := range at.page.Apps {
			terms = append(terms, s.lang.Own(app))
		}
	}
	var open []*hub.Page
	for _, t := range terms {
		open = slices.Concat(open, openOf(t.OfKind(source.IssueKind)))
	}
	if len(terms) > 1 {
		open = hub.InOrder(source.IssueKind, open)
	}
	return s.issueCards(band, open)
}

// issueCards are the cards of open issues in a band, each once. A notice is
// short.
func (s *site) issueCards(band *Band, open []*hub.Page) *Band {
	open = slices.Compact(open)
	if band.Notice && len(open) <= noticeMost {
		band.All = nil
	} else if band.Notice {
		open = open[:noticeMost]
	}
	band.Cards = s.cardsOf(open)
	return band
}
