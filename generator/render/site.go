package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/config"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/theme"
	"ankerplatz/generator/words"
)

// Site is the hub in one language; the same value for all of its pages.
type Site struct {
	Title, Claim, Description string
	Lang                      string // "de"
	Locale                    string // the same with the country in which most speak it, as chats ask for it: "de_DE"
	Base                      string // the site's path, with slashes at both ends: "/" or "/hub/"
	Home                      string // URL of the home page in this language
	SearchURL                 string // URL of the search page
	PeopleURL                 string // "" where the hub has no people
	BoundariesURL             string // who solves what; "" where no role says so
	CompetencesURL            string // who knows what; "" where nobody says so
	LetterURL                 string // what is new, as a letter; "" where nothing has a date
	NetworkURL                string // how well departments are looked after; "" without people or departments
	Coordination              []Link // the hub's own pages for those who run the network, the first of which stands for all
	SearchBase                string // URL of this language's index files, ends in a slash
	Logo                      *Image // nil without one
	CSS, JS                   theme.Asset
	ThemeJS                   theme.Asset // assets/js/theme.js, for the head; URL "" where the theme has none
	Footer                    Footer
	Banners                   []Banner // messages above every page, at most three
	Params                    map[string]any
	Feed, FeedJSON            string // URLs of the language's feed as Atom and as JSON Feed; "" without feeds
	RepositoryURL             string
	AskURL                    string // "ask a question", from feedback.ask; "" without
	Kinds                     []Kind // all that there are, in the order in which they stand everywhere
	Offline                   bool   // readers' browsers keep what they read, unless site.yaml says "offline: off"
	Audience                  string // id of those whom the site is for; "" is everybody
	Signals                   bool   // pages tell how they are used, from "signals: on"
	AskLine                   string // how the line of a question or ticket begins, in its address, that the browser adds the reader's department to; "" without such a line
	SuggestURL                string // the same for a topic that the search does not find; has {query} in it, escaped

	IT       Ticket   // the way to IT, from feedback.it
	ITSearch Ticket   // the same for what somebody looks for, which is {query} in it, escaped in its address
	ITAbout  string   // what IT solves, on the page of boundaries; "" where no role says so
	ITSolves []string // the first of that in the reader's language
	ITURL    string   // IT.URL, or else ITAbout
}

// Footer stands below every page.
type Footer struct {
	Text  string
	Links []Link
}

// MenuItem is an entry of the main menu.
type MenuItem struct {
	Title, URL string
	Lang       string     // of what it leads to, where that is not the site's
	Icon       string     // of the kind of pages behind it, or of plain pages
	Current    bool       // this page is the item's own
	Within     bool       // this page lies below it
	Items      []MenuItem // those below it, without items of their own: it leads nowhere itself then
}

// Language is an entry of the language switcher.
type Language struct {
	Lang, Name string // "da", "Dansk"
	Locale     string // "da_DK"
	URL        string // this page in that language, else the nearest thing that exists there
	Current    bool
	Missing    bool // this page is not translated: URL leads elsewhere
}

// site is what pages of one language share.
type site struct {
	*Renderer
	lang   *hub.Language
	view   *Site
	home   string
	menu   []MenuItem
	kinds  map[*source.Kind]Kind
	cards  map[*hub.Page]Card
	people map[*hub.Person]Person
	months []Window                    // that have letters, the latest first
	listed map[*hub.Folder][]*hub.Page // the pages of folders as their lists have them

	stepsOf map[*hub.Page][]Step
}

func (r *Renderer) newSite(lang *hub.Language) *site {
	c := r.hub.Config
	s := &site{Renderer: r, lang: lang, home: r.hub.Base + lang.Code + "/", cards: map[*hub.Page]Card{}, people: map[*hub.Person]Person{}, listed: map[*hub.Folder][]*hub.Page{}}
	s.kinds = s.newKinds()
	in := func(text strictyaml.Localized) string { return text.In(lang.Code, c.DefaultLang()) }
	s.view = &Site{
		Title: in(c.Title), Claim: in(c.Claim), Description: in(c.Description),
		Lang: lang.Code, Locale: words.Locale(lang.Code), Base: r.hub.Base, Home: s.home,
		SearchURL: s.home + "search/", PeopleURL: s.peopleURL(),
		BoundariesURL: s.ownURL("boundaries"), CompetencesURL: s.ownURL("competences"), NetworkURL: s.ownURL("network"), LetterURL: s.ownURL("letter"),
		SearchBase:   r.hub.Base + "search/" + lang.Code + "/",
		Coordination: s.coordination(),
		Logo:         s.image(r.hub.AssetAt(c.Logo.Value), in(c.Title)),
		CSS:          r.assets.Named["css/main.css"], JS: r.assets.Named["js/main.js"], ThemeJS: r.assets.Named["js/theme.js"],
		Params: c.Params, RepositoryURL: c.Repository.URL.Value, Signals: c.Signals == "on", Offline: r.offline(), Audience: r.audience,
	}
	for _, k := range source.Kinds {
		s.view.Kinds = append(s.view.Kinds, s.kinds[k])
	}
	s.leadToIT()
	if all := s.feedAt(s.home); all != nil {
		s.view.Feed, s.view.FeedJSON = all.Atom, all.JSON
	}
	s.view.AskURL = s.ask(blanks{title: s.view.Title, address: s.home})
	if line := query(s.askDepartment()); strings.Contains(s.view.AskURL+s.view.IT.URL, line) || s.view.IT.Text != "" {
		s.view.AskLine = line
	}
	wanted := blanks{title: strings.ReplaceAll(s.word("search_suggest_title"), "{0}", "{query}"), address: s.view.SearchURL, text: "{query}"}
	s.view.SuggestURL = cmp.Or(s.ask(wanted), s.suggest(c.Feedback.Report, wanted, nil))
	s.view.Footer.Text = in(c.Footer.Text)
	for _, link := range c.Footer.Links {
		if item, ok := s.menuItem(link); ok {
			s.view.Footer.Links = append(s.view.Footer.Links, Link{Title: item.Title, URL: item.URL, Lang: item.Lang})
		}
	}
	s.view.Banners = s.banners()
	for _, p := range r.hub.People {
		s.people[p] = s.newPerson(p, p.In(lang.Code))
	}
	for _, p := range lang.Pages {
		s.cards[p] = s.newCard(p)
	}
	for _, f := range lang.Folders {
		s.listed[f] = inOrder(f)
	}
	s.stepsOf = s.newStepsOf()
	s.menu = s.newMenu()
	s.months = s.newMonths()
	return s
}

// menuMost is how many folders stand side by side in a menu that nobody wrote;
// where there are more, the last entry holds the rest.
const menuMost = 8

// newMenu is site.yaml's menu, or else the hub's folders.
func (s *site) newMenu() []MenuItem {
	var menu []MenuItem
	for _, entry := range s.hub.Config.Menu {
		if len(entry.Items) == 0 {
			if item, ok := s.menuItem(entry.MenuItem); ok {
				menu = append(menu, item)
			}
			continue
		}
		group := MenuItem{Title: s.in(entry.Title), Icon: "menu"}
		for _, below := range entry.Items {
			if item, ok := s.menuItem(below); ok {
				group.Items = append(group.Items, item)
			}
		}
		if len(group.Items) > 0 {
			menu = append(menu, group)
		}
	}
	if len(menu) > 0 {
		return menu
	}
	var top []*hub.Folder
	if root := s.lang.Folder(""); root != nil {
		top = slices.Clone(root.Folders)
	}
	slices.SortStableFunc(top, func(a, b *hub.Folder) int {
		return cmp.Or(hub.CompareWeights(a.Weight(), b.Weight()), cmp.Compare(a.Kind.Order(), b.Kind.Order()))
	})
	for _, f := range top {
		menu = append(menu, s.ofKind(f.Kind, s.folderTitle(f), f.URL))
	}
	if len(menu) > menuMost {
		menu = append(menu[:menuMost-1:menuMost-1], MenuItem{Title: s.word("menu_more"), Icon: "menu", Items: menu[menuMost-1:]})
	}
	return menu
}

// menuItem resolves an entry of site.yaml: a page, a folder or an address.
func (s *site) menuItem(entry config.MenuItem) (MenuItem, bool) {
	title := entry.Title.In(s.lang.Code, s.hub.Config.DefaultLang())
	if entry.URL.Value != "" {
		return s.ofKind(nil, title, entry.URL.Value), true
	}
	own := strings.Trim(entry.Page.Value, "/")
	switch t := s.hub.Setting(s.lang, entry.Page); {
	case t.Folder != nil:
		item := s.ofKind(t.Folder.Kind, cmp.Or(title, s.folderTitle(t.Folder)), t.Folder.URL)
		item.Lang = s.foreign(t.Folder.Lang)
		return item, true
	case t.Page != nil:
		item := s.ofKind(t.Page.Kind, cmp.Or(title, t.Page.Title), t.Page.URL)
		item.Lang = s.foreign(t.Page.Lang)
		return item, true
	case s.ownURL(own) != "":
		return s.ofKind(nil, cmp.Or(title, s.word(own)), s.ownURL(own)), true
	}
	for _, t := range termTypes {
		if t.folder == own {
			return s.ofKind(nil, cmp.Or(title, s.word("terms_"+t.kind)), s.home+own+"/"), true
		}
	}
	return MenuItem{}, false
}

// foreign is a language that is not the site's; "" for the site's.
func (s *site) foreign(lang string) string {
	if lang == s.lang.Code {
		return ""
	}
	return lang
}

// ofKind is an entry for pages of a kind, nil for anything else.
func (s *site) ofKind(k *source.Kind, title, address string) MenuItem {
	return MenuItem{Title: title, URL: address, Icon: cmp.Or(k, source.DefaultKind()).Icon}
}

// word is a word of the interface.
func (s *site) word(key string) string { return s.lang.Text(key) }

// in is a text of site.yaml.
func (s *site) in(text strictyaml.Localized) string {
	return text.In(s.lang.Code, s.hub.Config.DefaultLang())
}

// date is a day as readers of the language write it.
func (s *site) date(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return Date{ISO: t.Format(time.DateOnly), Text: s.lang.Date(t)}
}

// known is a word of the interface, or text where the theme has none.
func (s *site) known(key, text string) string {
	if word, ok := s.lang.Lookup(key); ok {
		return word
	}
	return text
}

// count is a text of the interface in its form for n things, with their number
// in it; the key where the theme has none.
func (s *site) count(key string, n int) string {
	text, ok := s.lang.Count(key, n)
	if !ok {
		return key
	}
	return strings.ReplaceAll(text, "{0}", strconv.Itoa(n))
}

// folderTitle is what a folder is called: the title of its own text, the word
// for its kind's pages, or its name.
func (s *site) folderTitle(f *hub.Folder) string {
	switch {
	case f.Index != nil:
		return f.Index.Title
	case f.Path == "":
		return s.view.Title
	case !f.Kind.Default && !strings.Contains(f.Path, "/"):
		return s.kinds[f.Kind].Titles
	}
	name := strings.NewReplacer("-", " ", "_", " ").Replace(f.Name())
	first, rest := name[:1], name[1:]
	if r := []rune(name); len(r) > 0 {
		first, rest = string(r[:1]), string(r[1:])
	}
	return strings.ToUpper(first) + rest
}

// newView is a view with what every page has.
func (s *site) newView(layout, title, address string) *View {
	v := &View{Site: s.view, Layout: layout, Title: title, URL: address, Canonical: s.hub.Config.Absolute(address)}
	if address != s.home {
		v.Feed = s.feedAt(address)
	}
	v.Menu = s.marked(s.menu, address)
	s.covered(v, s.hubCover())
	return v
}

// feedAt is the feed beside the page at an address, nil if there is none.
func (s *site) feedAt(address string) *Feed {
	f := s.lang.Feed(address)
	if f == nil {
		return nil
	}
	return &Feed{f.Atom(), f.JSON()}
}

// marked are entries of the menu as they stand on the page at an address.
func (s *site) marked(menu []MenuItem, address string) []MenuItem {
	menu = slices.Clone(menu)
	for i := range menu {
		item := &menu[i]
		item.Current = item.URL == address
		item.Within = !item.Current && item.URL != "" && item.URL != s.home && strings.HasPrefix(address, item.URL)
		if len(item.Items) > 0 {
			item.Items = s.marked(item.Items, address)
			item.Within = slices.ContainsFunc(item.Items, func(below MenuItem) bool { return below.Current || below.Within })
		}
	}
	return menu
}

// languages fills the language switcher. at tells the address of the same
// thing in another language, "" where there is none.
func (s *site) languages(v *View, at func(lang *hub.Language) string) {
	for _, lang := range s.hub.Languages {
		entry := Language{Lang: lang.Code, Name: lang.Name, Locale: words.Locale(lang.Code), Current: lang == s.lang, URL: at(lang)}
		if entry.Current {
			entry.URL = v.URL
		}
		if entry.URL == "" {
			entry.Missing, entry.URL = true, s.hub.Base+lang.Code+"/"
		}
		v.Languages = append(v.Languages, entry)
	}
}

// sameIn is for generated pages, which lie at the same place in all languages.
func (s *site) sameIn(below string) func(*hub.Language) string {
	return func(lang *hub.Language) string { return s.hub.Base + lang.Code + "/" + below }
}

// crumbs are the folders above, from the home page down.
func (s *site) crumbs(f *hub.Folder) []Link {
	if f == nil {
		return nil
	}
	above := s.crumbs(f.Parent)
	if f.Path == "" {
		return []Link{{Title: s.view.Title, URL: s.home}}
	}
	return append(above, Link{Title: s.folderTitle(f), URL: f.URL})
}
