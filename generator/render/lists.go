package render

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

const (
	newestMost   = 6
	kitsMost     = 4
	peopleMost   = 6
	cardsPerPage = 400 // of a list; longer ones are cut into several pages
	groupMost    = 200 // cards of one kind on an app's, department's or tag's page
	filterValues = 60  // of one filter
)

// homePage renders a language's home page.
func (s *site) homePage() ([]byte, diag.List) {
	v := s.newView("home", s.view.Title, s.home)
	v.Summary = cmp.Or(s.view.Description, s.view.Claim)
	s.languages(v, s.sameIn(""))
	home := &Home{Questions: s.questions()}
	if p := s.lang.Home; p != nil {
		home.Content = s.indexText(p)
		v.Summary = cmp.Or(p.Summary, v.Summary)
	}
	if t := s.hub.Setting(s.lang, s.hub.Config.Home.Start); t.Page != nil {
		card := s.card(t.Page)
		home.Start = &card
	}
	var tips, kits []*hub.Page
	counts := map[string]int{}
	for _, p := range s.lang.Pages {
		if p.Person == nil || !p.Person.Left {
			counts[p.Kind]++
		}
		switch p.Kind {
		case "tip":
			tips = append(tips, p)
		case "toolkit":
			kits = append(kits, p)
		}
	}
	newestFirst := func(a, b *hub.Page) int {
		return cmp.Or(b.Created.Compare(a.Created), strings.Compare(a.ID, b.ID))
	}
	if len(tips) == 0 { // a hub of plain pages
		tips = slices.DeleteFunc(slices.Clone(s.lang.Pages), func(p *hub.Page) bool { return p.Kind != "page" })
	}
	slices.SortFunc(tips, newestFirst)
	home.Newest = s.cardsOf(tips[:min(newestMost, len(tips))])
	slices.SortFunc(kits, func(a, b *hub.Page) int {
		return cmp.Or(cmp.Compare(b2i(a.Meta.Weight == 0), b2i(b.Meta.Weight == 0)), cmp.Compare(a.Meta.Weight, b.Meta.Weight), newestFirst(a, b))
	})
	home.Toolkits = s.cardsOf(kits[:min(kitsMost, len(kits))])
	// Those who can be asked now: speakers of the language first, and of them
	// those who say when or how.
	people := slices.DeleteFunc(slices.Clone(s.lang.People), func(p *hub.Person) bool { return p.Left || p.Away })
	slices.SortStableFunc(people, func(a, b *hub.Person) int {
		return cmp.Or(
			cmp.Compare(b2i(a.Pages[s.lang.Code] == nil), b2i(b.Pages[s.lang.Code] == nil)),
			cmp.Compare(b2i(!s.people[a].reachable()), b2i(!s.people[b].reachable())),
		)
	})
	home.People = s.peopleOf(people[:min(peopleMost, len(people))])
	for _, t := range s.lang.Departments {
		home.Departments = append(home.Departments, s.term(t))
	}
	for _, t := range s.lang.Apps {
		if len(t.Pages) > 0 || len(t.People) > 0 {
			home.Apps = append(home.Apps, s.term(t))
		}
	}
	for _, item := range s.menu {
		if n := counts[item.Kind]; n > 0 && item.Kind != "page" {
			home.Counts = append(home.Counts, Count{Kind: item.Kind, Name: item.Title, URL: item.URL, N: n})
		}
	}
	v.Home = home
	return s.execute(v)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// questions are the example searches of site.yaml, else those that tips answer.
func (s *site) questions() []string {
	if questions := s.hub.Config.Home.Questions[s.lang.Code]; len(questions) > 0 {
		return questions
	}
	var questions []string
	for _, p := range s.lang.Pages {
		if tip, ok := p.Fields.(*source.Tip); ok && len(tip.Keywords) > 0 && len(questions) < 3 {
			questions = append(questions, tip.Keywords[0])
		}
	}
	return questions
}

// listPages says into how many pages a folder's list is cut.
func listPages(f *hub.Folder) int {
	return max(1, (len(f.Pages)+cardsPerPage-1)/cardsPerPage)
}

func listURL(f *hub.Folder, number int) string {
	if number == 1 {
		return f.URL
	}
	return f.URL + "page/" + strconv.Itoa(number) + "/"
}

// listPage renders a part (from 1) of a folder's list.
func (s *site) listPage(f *hub.Folder, number int) ([]byte, diag.List) {
	v := s.newView("list", s.folderTitle(f), listURL(f, number))
	v.Breadcrumbs = s.crumbs(f.Parent)
	s.languages(v, func(lang *hub.Language) string {
		if other := lang.Folder(f.Path); other != nil {
			return other.URL
		}
		return ""
	})
	v.List = s.list(f, number)
	if f.Index != nil {
		v.Summary = f.Index.Summary
	}
	return s.execute(v)
}

// list is a part (from 1) of what lies in a folder.
func (s *site) list(f *hub.Folder, number int) *List {
	from := (number - 1) * cardsPerPage
	list := &List{Kind: f.Kind, Cards: s.cardsOf(f.Pages[from:min(from+cardsPerPage, len(f.Pages))])}
	if f.Index != nil {
		list.Content = s.indexText(f.Index)
	}
	for _, below := range f.Folders {
		list.Folders = append(list.Folders, Link{Title: s.folderTitle(below), URL: below.URL})
	}
	if n := listPages(f); n > 1 {
		for i := 1; i <= n; i++ {
			list.Pager = append(list.Pager, PagerLink{Number: i, URL: listURL(f, i), Current: i == number})
		}
	}
	var c counter
	for _, card := range list.Cards {
		c.terms(card.Apps)
		c.terms(card.Departments)
		c.terms(card.Tags)
		if card.Level != "" {
			c.add(Term{Type: "level", ID: card.Level, Name: card.LevelName})
		}
	}
	list.Filters = c.filters(s, len(list.Cards), "app", "department", "level", "tag")
	return list
}

// counter counts values for filters.
type counter struct {
	n   map[string]int
	all []Term
}

func (c *counter) terms(terms []Term) {
	for _, t := range terms {
		c.add(t)
	}
}

func (c *counter) add(t Term) {
	if t.ID == "" {
		return
	}
	if c.n == nil {
		c.n = map[string]int{}
	}
	key := t.Type + ":" + t.ID
	if c.n[key]++; c.n[key] == 1 {
		c.all = append(c.all, t)
	}
}

// filters are those that tell things apart: values that all or hardly any of
// the n things carry do not help, a filter with one value even less.
func (c *counter) filters(s *site, n int, types ...string) []Filter {
	var filters []Filter
	for _, kind := range types {
		f := Filter{Type: kind, Name: s.word("filter_" + kind)}
		for _, t := range c.all {
			if t.Type == kind {
				t.Count = c.n[kind+":"+t.ID]
				f.Values = append(f.Values, t)
			}
		}
		if kind == "level" {
			slices.SortFunc(f.Values, func(a, b Term) int {
				return slices.Index(source.Levels, a.ID) - slices.Index(source.Levels, b.ID)
			})
		} else {
			slices.SortStableFunc(f.Values, func(a, b Term) int { return cmp.Compare(b.Count, a.Count) })
		}
		f.Values = f.Values[:min(filterValues, len(f.Values))]
		if kind == "department" {
			f.Values = s.tree(f.Values)
		}
		if len(f.Values) > 1 || len(f.Values) == 1 && f.Values[0].Count < n {
			filters = append(filters, f)
		}
	}
	return filters
}

// tree puts departments into the hub's order: by name, and each followed by
// those that belong to it. Their depth is that among them.
func (s *site) tree(departments []Term) []Term {
	given := map[string]Term{}
	for _, d := range departments {
		given[d.ID] = d
	}
	sorted := make([]Term, 0, len(departments))
	for _, t := range s.lang.Departments {
		if d, ok := given[t.ID]; ok {
			d.Depth = 0
			for up := t.Above; up != nil; up = up.Above {
				if _, ok := given[up.ID]; ok && d.Depth < deepest {
					d.Depth++
				}
			}
			sorted = append(sorted, d)
		}
	}
	return sorted
}

// termTypes are the taxonomies and the folders of their pages.
var termTypes = []struct{ kind, folder string }{{"app", "apps"}, {"department", "departments"}, {"tag", "tags"}}

func termsOf(lang *hub.Language, kind string) []*hub.Term {
	switch kind {
	case "app":
		return lang.Apps
	case "department":
		return lang.Departments
	}
	return lang.Tags
}

// termsPage renders the list of all apps, departments or tags.
func (s *site) termsPage(kind, folder string) ([]byte, diag.List) {
	v := s.newView("terms", s.word("terms_"+kind), s.home+folder+"/")
	v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}}
	s.languages(v, s.sameIn(folder+"/"))
	v.Terms = &Terms{Type: kind}
	for _, t := range termsOf(s.lang, kind) {
		v.Terms.Terms = append(v.Terms.Terms, s.term(t))
	}
	return s.execute(v)
}

// termPage renders the page of one app, department or tag.
func (s *site) termPage(t *hub.Term, folder string) ([]byte, diag.List) {
	v := s.newView("term", t.Name, t.URL)
	v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}, {Title: s.word("terms_" + t.Type), URL: s.home + folder + "/"}}
	s.languages(v, func(lang *hub.Language) string {
		if own := lang.Own(t); own != t {
			return own.URL
		}
		return ""
	})
	page := &TermPage{Term: s.term(t), People: s.peopleOf(t.People)}
	if t.Type == "department" {
		s.relatives(page)
	}
	if len(page.People) == 0 {
		page.Ask = s.askInstead(t)
	}
	for _, kind := range source.Kinds {
		group := CardGroup{Kind: kind.Name, Name: s.word("kinds_" + kind.Name)}
		for _, p := range t.Pages {
			if p.Kind == kind.Name && p.Kind != "profile" && !p.Index && len(group.Cards) < groupMost {
				group.Cards = append(group.Cards, s.card(p))
			}
		}
		if len(group.Cards) > 0 {
			page.Groups = append(page.Groups, group)
		}
	}
	v.Term = page
	return s.execute(v)
}

// relatives adds the department that a department belongs to, and those that
// belong to it.
func (s *site) relatives(page *TermPage) {
	for _, t := range s.lang.Departments {
		switch {
		case t.Above == nil:
		case t.ID == page.ID:
			above := s.term(t.Above)
			page.Parent = &above
		case t.Above.ID == page.ID:
			page.Children = append(page.Children, s.term(t))
		}
	}
}

// plain renders a layout that needs nothing of the hub's pages.
func (s *site) plain(layout, address, titleKey string) ([]byte, diag.List) {
	v := s.newView(layout, s.known(titleKey, s.view.Title), address)
	v.NoIndex = true
	if layout == "404" {
		v.Canonical = "" // it stands for every address that is none
	}
	s.languages(v, s.sameIn(map[string]string{"search": "search/"}[layout]))
	if layout == "languages" { // it is in no language: each entry leads to another page
		v.NoIndex = false
		for i := range v.Languages {
			v.Languages[i].Current, v.Languages[i].URL = false, s.hub.Base+v.Languages[i].Lang+"/"
		}
	}
	return s.execute(v)
}

// redirect renders a page that leads somewhere else.
func (s *site) redirect(to, title string) ([]byte, diag.List) {
	v := s.newView("redirect", title, to)
	v.Redirect, v.NoIndex = to, true
	return s.execute(v)
}

// outputPath is the file of an address: a path below the output folder.
func (r *Renderer) outputPath(address string) string {
	return path.Join(unescape(strings.TrimPrefix(address, r.hub.Base)), "index.html")
}

// ownPages are the pages that the hub makes of its people and roles: the
// folder at whose address each lies. What writers put into that folder stands
// on the page.
func (s *site) ownPages() map[string]func() ([]byte, diag.List) {
	pages := map[string]func() ([]byte, diag.List){}
	if s.view.BoundariesURL != "" {
		pages["boundaries"] = s.boundariesPage
	}
	if s.view.CompetencesURL != "" {
		pages["competences"] = s.competencesPage
	}
	if s.view.NetworkURL != "" {
		pages["network"] = s.networkPage
	}
	return pages
}

// ownPage begins such a page. With a folder of its name the folder's text and
// pages are its List.
func (s *site) ownPage(folder, title, address string) *View {
	v := s.newView(folder, title, address)
	v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}}
	s.languages(v, s.sameIn(folder+"/"))
	if f := s.lang.Folder(folder); f != nil {
		v.List = s.list(f, 1)
		if f.Index != nil {
			v.Title, v.Summary = f.Index.Title, f.Index.Summary
		}
	}
	return v
}
