package render

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/digest"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

const (
	letterDays   = 30 // that the hub's own letter looks back
	letterMonths = 12 // whole months that have letters of their own
	letterAhead  = 60 // days that letters look forward
)

// Window is the time that a letter is about: from From until before To, which
// is the day on which it is written.
type Window struct{ From, To time.Time }

// Holds reports whether a moment lies in it.
func (w Window) Holds(t time.Time) bool { return !t.Before(w.From) && t.Before(w.To) }

// Near reports whether a moment lies before the end of the time to which a
// letter looks forward.
func (w Window) Near(t time.Time) bool { return t.Before(w.To.AddDate(0, 0, letterAhead)) }

// Ahead reports whether a moment lies in that time.
func (w Window) Ahead(t time.Time) bool { return !t.Before(w.To) && w.Near(t) }

// dayOf is the day of a moment, from midnight UTC on, as days of front matter.
func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// windowSince is the time from the day of a moment until the end of today.
func (s *site) windowSince(from time.Time) Window {
	return Window{dayOf(from), s.hub.Clock.Day(time.UTC).AddDate(0, 0, 1)}
}

// lastDays is the time from a number of days ago until the end of today.
func (s *site) lastDays(n int) Window {
	return s.windowSince(s.hub.Clock.Day(time.UTC).AddDate(0, 0, -n))
}

// told is what a letter tells of a page.
type told struct {
	section string    // its title
	weight  int       // of the section: lighter ones stand earlier
	at      time.Time // in a section, what is nearest to the letter's day stands first
	todo    []string  // what the reader has to do: sentences
	first   []string  // what those who run the network have to do besides
	facts   []string  // instead of those of the page's card; nil for these
	text    string    // instead of that of the page's card; "" for this
	inner   bool      // it is for those who run the network, and in letters to them only
}

// Weights of sections. Those of kinds stand before those of all pages; two of
// one weight are sorted by title.
const (
	weightNews = 10 * (iota + 1)
	weightDates
	weightChanges
	weightIssues
	weightQuestions
	weightTasks
	weightIdeas
	weightStory
	weightNew
	weightImproved
	weightThanks
	weightDue
)

// readers are whom a letter is for. The zero readers are everybody.
type readers struct {
	name       string          // in words
	inner      bool            // who runs the network
	department map[string]bool // its id and those of the departments above it; nil: all
	role       *hub.Role       // nil: all
}

// Readers are the words for which letters can be written in a language:
// KeyUsers, ids of departments and of roles.
func (r *Renderer) Readers() []string {
	names := []string{KeyUsers}
	for _, d := range r.hub.Config.Organisation.Departments {
		names = append(names, d.ID.Value)
	}
	for _, role := range r.hub.Roles {
		names = append(names, role.ID)
	}
	return names
}

// KeyUsers are all who run the network.
const KeyUsers = "key-users"

// readers are what a word stands for, of Readers; "" is everybody. A
// department comes before a role with the same id.
func (s *site) readers(word string) readers {
	if word == KeyUsers {
		return readers{name: s.word("letter_key_users"), inner: true}
	}
	if t := s.lang.Department(word); t != nil {
		ids := map[string]bool{}
		for at := t; at != nil && !ids[at.ID]; at = at.Above {
			ids[at.ID] = true
		}
		return readers{name: t.Name, department: ids}
	}
	for _, role := range s.hub.Roles {
		if role.ID == word {
			return readers{name: s.role(role).Name, inner: true, role: role}
		}
	}
	return readers{}
}

// concerns reports whether a page is for the readers: one that names no
// departments is for all, and so is one that names no roles.
func (r readers) concerns(p *hub.Page) bool {
	roles := p.Own.ForRoles()
	if r.role != nil && len(roles) > 0 && !slices.Contains(roles, r.role) {
		return false
	}
	return r.department == nil || len(p.Departments) == 0 ||
		slices.ContainsFunc(p.Departments, func(t *hub.Term) bool { return r.department[t.ID] })
}

// in reports whether somebody belongs to the readers.
func (r readers) in(p *hub.Person) bool {
	if r.role != nil && !slices.Contains(p.Roles, r.role) {
		return false
	}
	return r.department == nil || r.department[p.Department]
}

// Letter is the letter of what happened in a language since a moment, for
// readers; see Readers.
func (r *Renderer) Letter(lang string, since time.Time, to string) *digest.Letter {
	s := r.sites[lang]
	w := s.windowSince(since)
	return s.absolute(s.letter(w, s.readers(to), s.lang.Date(r.hub.Clock.Today())))
}

// Letters are those of the last whole months, the latest first; without months
// in which nothing was written.
func (r *Renderer) Letters(lang string) []*digest.Letter {
	s := r.sites[lang]
	var letters []*digest.Letter
	for _, w := range s.months {
		letters = append(letters, s.absolute(s.monthly(w)))
	}
	return letters
}

// monthly is the letter of a whole month.
func (s *site) monthly(w Window) *digest.Letter {
	letter := s.letter(w, readers{}, s.monthOf(w))
	letter.Page = s.monthURL(w)
	return letter
}

func (s *site) monthOf(w Window) string {
	return s.lang.When(strictyaml.When{From: w.From, Exact: strictyaml.ToMonth})
}

func (s *site) monthURL(w Window) string {
	return s.home + "letter/" + w.From.Format("2006-01") + "/"
}

// newMonths are the whole months that have letters, the latest first: in which
// a page was written or improved.
func (s *site) newMonths() []Window {
	if !s.hub.HasNews() {
		return nil
	}
	now := s.hub.Clock.Day(time.UTC)
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	months := make([]Window, letterMonths)
	for i := range months {
		months[i] = Window{first.AddDate(0, -i-1, 0), first.AddDate(0, -i, 0)}
	}
	busy := map[string]bool{}
	for _, p := range s.lang.Pages {
		if p.Kind.Fed {
			busy[p.Created.UTC().Format("2006-01")], busy[p.Updated.UTC().Format("2006-01")] = true, true
		}
	}
	return slices.DeleteFunc(months, func(w Window) bool { return !busy[w.From.Format("2006-01")] })
}

// letter is what happened in some time, with site-absolute addresses.
func (s *site) letter(w Window, to readers, when string) *digest.Letter {
	period := strings.NewReplacer("{0}", s.lang.Date(w.From), "{1}", s.lang.Date(w.To.AddDate(0, 0, -1))).Replace(s.word("letter_period"))
	letter := &digest.Letter{
		Lang: s.lang.Language, Site: s.view.Title, Home: s.home, Title: s.word("letter") + ", " + when, Period: period,
		Accent: s.hub.Config.Accent.Value, Until: w.To,
	}
	if to.name != "" {
		letter.For = strings.ReplaceAll(s.word("letter_for"), "{0}", to.name)
	}
	of := newsletter{site: s, window: w, to: to}
	of.tellKinds()
	of.tellPages()
	of.tellThanks()
	if to.inner {
		of.tellDue()
	}
	letter.Sections = of.sections()
	return letter
}

// newsletter is a letter that is being put together.
type newsletter struct {
	*site
	window Window
	to     readers
	lines  []toldLine
}

// toldLine is a line with its place.
type toldLine struct {
	told
	id   string // the last criterion by which lines are sorted
	line digest.Line
}

// tell adds a line about a page.
func (n *newsletter) tell(p *hub.Page, t told) {
	card := n.card(p)
	line := digest.Line{Title: card.Title, URL: card.URL, Lang: card.Lang, Facts: t.facts, Text: cmp.Or(t.text, card.Summary), Todo: t.todo}
	if n.to.inner {
		line.Todo = slices.Concat(t.first, t.todo)
	}
	if t.facts == nil {
		for _, fact := range card.Facts {
			line.Facts = append(line.Facts, fact.Text)
		}
	}
	if card.LangName != "" {
		line.Facts = append(line.Facts, card.LangName)
	}
	n.lines = append(n.lines, toldLine{t, p.ID, line})
}

// tellOf is what letters tell of a kind's pages, as it says itself; of one that
// has states and does not say, it is to which of them pages came. It is nil of
// kinds of which letters tell what is new and improved.
func tellOf(k *source.Kind) func(*site, *hub.Page, Window) []told {
	if of := views[k].letter; of != nil || len(k.States) == 0 {
		return of
	}
	return func(s *site, p *hub.Page, w Window) []told { return s.reached(p, w, weightIdeas) }
}

// tellKinds tells of pages whose kinds say what, those that the language lacks
// among them.
func (n *newsletter) tellKinds() {
	for _, p := range n.hub.Pages {
		of := tellOf(p.Kind)
		if of == nil || p.Index || p.Translations.In(n.lang.Code) != p || !n.window.To.After(p.Created) || !n.to.concerns(p) {
			continue
		}
		for _, t := range of(n.site, p, n.window) {
			if n.to.inner || !t.inner {
				n.tell(p, t)
			}
		}
	}
}

// stateBy is the state that a page had when a window ended, and when readers
// first saw it in that: when it was written if it was written with it. Where git
// does not know, it is the present state, and the moment is zero.
func stateBy(p *hub.Page, w Window) (source.State, time.Time) {
	state, _ := p.State()
	if p.InState().IsZero() {
		return state, time.Time{}
	}
	moves := p.Moves
	for len(moves) > 1 && !moves[len(moves)-1].At.Before(w.To) {
		moves = moves[:len(moves)-1]
	}
	last := moves[len(moves)-1]
	for _, s := range p.Kind.States {
		if s.Name == last.To {
			state = s
		}
	}
	if last.From == "" && !p.Created.IsZero() {
		return state, p.Created
	}
	return state, latest(last.At, p.Created)
}

// latest is the last of some moments.
func latest(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

// reached tells that a page came to its state in the window: it was written
// with it, or moved there; where git does not know, that it was changed.
func (s *site) reached(p *hub.Page, w Window, weight int) []told {
	state, at := stateBy(p, w)
	return s.cameTo(p, state, cmp.Or(at, p.Updated), w, weight)
}

// cameTo tells that a page came to a state at a moment, if that lies in the
// window.
func (s *site) cameTo(p *hub.Page, state source.State, at time.Time, w Window, weight int) []told {
	if len(p.Kind.States) == 0 || !w.Holds(at) {
		return nil
	}
	return []told{{section: s.kinds[p.Kind].Titles + s.word("colon") + " " + s.stateName(p.Kind, state), weight: weight, at: at}}
}

// do is a sentence about what is to be done, with a title; none without one.
func (s *site) do(title, what string) []string {
	if what == "" {
		return nil
	}
	return []string{title + s.word("colon") + " " + what}
}

// tellPages tells of new and improved pages of all other kinds that are news.
func (n *newsletter) tellPages() {
	for _, p := range n.lang.Pages {
		if !p.Kind.Fed || tellOf(p.Kind) != nil || p.Created.IsZero() || !n.to.concerns(p) {
			continue
		}
		facts := []string{n.kinds[p.Kind].Title}
		switch {
		case n.window.Holds(p.Created):
			if by := n.peopleNames(p.Authors); by != "" {
				facts = append(facts, strings.ReplaceAll(n.word("letter_by"), "{0}", by))
			}
			n.tell(p, told{section: n.word("letter_new"), weight: weightNew, at: p.Created, facts: facts})
		case n.window.Holds(p.Updated):
			n.tell(p, told{section: n.word("letter_improved"), weight: weightImproved, at: p.Updated, facts: facts})
		}
	}
}

// peopleNames are the names of those who have not left.
func (s *site) peopleNames(people []*hub.Person) string {
	var names []string
	for _, p := range people {
		if !p.Left {
			names = append(names, p.In(s.lang.Code).Title)
		}
	}
	return strings.Join(names, ", ")
}

// tellThanks tells of pages that thank somebody, and of anniversaries.
func (n *newsletter) tellThanks() {
	for _, p := range n.thanking(n.window) {
		if n.to.concerns(p) {
			n.tell(p, told{section: n.word("lately_thanks"), weight: weightThanks, at: p.Updated, facts: []string{n.peopleNames(p.Thanks)}})
		}
	}
	for _, a := range n.anniversaries(n.window) {
		if n.to.in(a.person) {
			n.lines = append(n.lines, toldLine{
				told{section: n.word("lately_anniversaries"), weight: weightThanks, at: a.day},
				a.person.ID,
				digest.Line{Title: a.Person.Name, URL: a.Person.URL, Facts: []string{n.count("years_in_role", a.Years), a.Date.Text}},
			})
		}
	}
}

// tellDue tells each owner among the readers which of their pages they should have
// looked at again.
func (n *newsletter) tellDue() {
	for _, p := range n.hub.Pages {
		if !p.ReviewDue || p.Owner == nil || p.Owner.Left || p.Translations.In(n.lang.Code) != p || !n.to.in(p.Owner) {
			continue
		}
		at := p.Updated
		if p.Reviewed.After(at) {
			at = p.Reviewed
		}
		n.tell(p, told{section: n.word("letter_due"), weight: weightDue, at: at, facts: []string{strings.ReplaceAll(n.word("letter_looked"), "{0}", n.lang.Date(at))}})
		last := &n.lines[len(n.lines)-1]
		last.line.Under, last.line.Text = p.Owner.In(n.lang.Code).Title, ""
		last.at, last.id = time.Time{}, p.Owner.ID+"/"+at.UTC().Format(time.RFC3339)+"/"+p.ID
	}
}

// sections are the lines, sorted: by weight and title of their sections, then
// nearest to the letter's day first.
func (n *newsletter) sections() []digest.Section {
	far := func(t time.Time) time.Duration { return t.Sub(n.window.To).Abs() }
	slices.SortFunc(n.lines, func(a, b toldLine) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), strings.Compare(a.section, b.section), cmp.Compare(far(a.at), far(b.at)), strings.Compare(a.id, b.id))
	})
	var sections []digest.Section
	under := ""
	for i, line := range n.lines {
		if i == 0 || line.section != n.lines[i-1].section {
			sections, under = append(sections, digest.Section{Title: line.section}), ""
		}
		if line.line.Under == under {
			line.line.Under = ""
		} else {
			under = line.line.Under
		}
		last := &sections[len(sections)-1]
		last.Lines = append(last.Lines, line.line)
	}
	return sections
}

// absolute is the letter with whole addresses.
func (s *site) absolute(l *digest.Letter) *digest.Letter {
	whole := func(address *string) {
		if *address != "" {
			*address = s.hub.Config.Absolute(*address)
		}
	}
	whole(&l.Home)
	whole(&l.Page)
	for _, section := range l.Sections {
		for i := range section.Lines {
			whole(&section.Lines[i].URL)
		}
	}
	return l
}

// LetterPage is the page of a letter.
type LetterPage struct {
	Period   string // "28 October 2026 to 27 November 2026"
	Sections []digest.Section
	Months   []Link // letters of whole months, the latest first
}

// letterPage renders the letter of the last days.
func (s *site) letterPage() ([]byte, diag.List) {
	v := s.newOwnView("letter")
	v.Letter = s.letterView(s.letter(s.lastDays(letterDays), readers{}, ""))
	return s.execute(v)
}

// monthFiles are the pages of the letters of whole months.
func (s *site) monthFiles() []planned.File {
	var files []planned.File
	for _, w := range s.months {
		files = append(files, s.file(s.monthURL(w), nil, func() ([]byte, diag.List) {
			letter := s.monthly(w)
			v := s.newView("letter", letter.Title, letter.Page)
			v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}, {Title: s.word("letter"), URL: s.ownURL("letter")}}
			s.languages(v, func(lang *hub.Language) string {
				other := s.sites[lang.Code]
				if slices.Contains(other.months, w) {
					return other.monthURL(w)
				}
				return ""
			})
			v.Letter = s.letterView(letter)
			return s.execute(v)
		}))
	}
	return files
}

func (s *site) letterView(letter *digest.Letter) *LetterPage {
	page := &LetterPage{Period: letter.Period, Sections: letter.Sections}
	for _, w := range s.months {
		page.Months = append(page.Months, Link{Title: s.monthOf(w), URL: s.monthURL(w)})
	}
	return page
}
