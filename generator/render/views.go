package render

import (
	"html/template"

	"ankerplatz/generator/qr"
	"ankerplatz/generator/theme"
)

// View is what every layout is executed with. The parts that a layout has no
// use for are nil: a tip has Page and Page.Tip, a list has List, and so on.
type View struct {
	Site        *Site
	Layout      string     // name of the layout: "tip", "list", "home", …
	Title       string     // of this page; the document's title is Title – Site.Title
	Summary     string     // plain text, for the description
	URL         string     // this page, site-absolute ("/hub/de/tips/x/")
	Canonical   string     // the same with scheme and host
	Languages   []Language // all languages of the hub, in order
	Menu        []MenuItem
	Breadcrumbs []Link // from the home page down to the parent, without this page
	NoIndex     bool   // not for search engines: 404, search, and pages with search: false

	Page        *Page
	Home        *Home
	List        *List
	People      *People
	Terms       *Terms
	Term        *TermPage
	Who         *WhoSolves // "boundaries"
	Network     *Network
	Competences *Competences
	Redirect    string // layout "redirect": where to
}

// Site is the hub in one language; the same value for all of its pages.
type Site struct {
	Title, Claim, Description string
	Lang                      string // "de"
	Base                      string // the site's path, with slashes at both ends: "/" or "/hub/"
	Home                      string // URL of the home page in this language
	SearchURL                 string // URL of the search page
	PeopleURL                 string // "" where the hub has no people
	BoundariesURL             string // who solves what; "" where no role says so
	CompetencesURL            string // who knows what; "" where nobody says so
	NetworkURL                string // how well departments are looked after; "" without people or departments
	ITURL                     string // where IT is asked, from feedback.it; "" without
	SearchBase                string // URL of this language's index files, ends in a slash
	Logo                      *Image // nil without one
	CSS, JS                   theme.Asset
	ThemeJS                   theme.Asset // assets/js/theme.js, for the head; URL "" where the theme has none
	Footer                    Footer
	Banner                    *Banner // nil without one
	Params                    map[string]any
	Feed                      string // URL of the Atom feed, "" without feeds
	RepositoryURL             string
	AskURL                    string // "ask a question", from feedback.ask; "" without
	SuggestURL                string // the same for a topic that the search does not find; has {query} in it, escaped
}

// Footer stands below every page.
type Footer struct {
	Text  string
	Links []Link
}

// Banner is a message above every page.
type Banner struct{ Text, Level string }

// Link is a text that leads somewhere.
type Link struct{ Title, URL string }

// MenuItem is an entry of the main menu.
type MenuItem struct {
	Title, URL string
	Kind       string // kind of the pages behind it, "" for others; for its icon
	Current    bool   // this page is the item's own
	Within     bool   // this page lies below it
}

// Language is an entry of the language switcher.
type Language struct {
	Lang, Name string // "da", "Dansk"
	URL        string // this page in that language, else the nearest thing that exists there
	Current    bool
	Missing    bool // this page is not translated: URL leads elsewhere
}

// Date is a day. The zero Date is absent.
type Date struct {
	ISO  string // 2026-03-01, for <time datetime>
	Text string // "1. März 2026"
}

// Image is a picture with its size, where it is known.
type Image struct {
	URL, Alt      string
	Width, Height int
}

// Term is an app, department, location or tag.
type Term struct {
	Type         string // "app", "department", "location", "tag"
	ID           string // for filters: unique among its type, no spaces
	Name         string
	URL          string // its page; "" for locations
	Icon         *Image
	Count        int    // pages that carry it, in lists of terms
	Users        int    // departments: people who work there
	Depth        int    // departments: how many are above it, 6 if it is more
	Vendor, Help string // apps
}

// Card is a page as lists show it.
type Card struct {
	Kind, URL, Title, Summary string
	Lang                      string // set only where it is not the reader's: mark it and set lang=
	LangName                  string
	Updated                   Date
	Apps, Departments, Tags   []Term
	Level                     string  // "beginner", "intermediate", "advanced" or ""
	LevelName                 string  // in the reader's language
	Minutes                   int     // tips and toolkits; 0 if not known
	Items                     int     // toolkits: number of things in it
	Person                    *Person // profiles
	Draft                     bool
}

// Page is a page with a text.
type Page struct {
	Card
	Content                                template.HTML // headings start at level 2
	TOC                                    []Heading     // empty where there is nothing to list, or toc: false
	Words                                  int
	Date                                   Date
	Reviewed                               Date
	ReviewDue                              bool // it should have been looked at again
	Authors                                []Person
	Owner                                  *Person  // nil without one
	Thanks                                 []Person // who helped
	Ask                                    []Person // whom to ask about it: at most three, best first
	PeopleURL                              string   // where to find others; "" where the kind of page names nobody, or the hub has no people
	Related                                []Card
	Backlinks                              []Card
	Prev, Next                             *Link
	EditURL, ImproveURL, ReportURL, AskURL string // "" where site.yaml has none
	Params                                 map[string]any
	Mermaid                                bool // holds a diagram

	Tip     *Tip
	Toolkit *Toolkit
	Role    *Role
	Profile *Profile
}

// Heading is an entry of the contents list.
type Heading struct {
	ID, Text string
	Children []Heading
}

// Tip is what only a tip has.
type Tip struct{ Problem string }

// Toolkit is what only a toolkit has.
type Toolkit struct {
	For       []Link // roles
	Goals     []string
	Items     []ToolkitItem
	Checklist []string
	ID        string // stable key for ticks kept in the browser
}

// ToolkitItem is one thing of a toolkit.
type ToolkitItem struct {
	Number                    int
	Type                      string // "page", "file", "link", "text" (title only)
	Kind                      string // kind of the page
	Title, URL, Note, Summary string
	Minutes                   int
	File                      *Download // files
	Host                      string    // links: "learn.example.org"
	Lang, LangName            string    // pages in another language
}

// Download is a file to take along.
type Download struct {
	Name string // "checklist.csv"
	Type string // "CSV"
	Size string // "12 KB", in the reader's number format
}

// Role is what only a role has.
type Role struct {
	Purposes, Qualities, Formats []string
	Tasks                        []TaskGroup
	Hours                        string // "2–4", hours a week; "" if not agreed
	Percent                      string // "5–10"
	UsersPerHolder               int
	ReportsTo, WorksWith         []Link     // URL "" where it is not a role of the hub
	Boundaries                   []Boundary // in the order of the table's columns; only those with entries
	Holders                      []Person
}

// TaskGroup is a group of tasks.
type TaskGroup struct {
	Name  string
	Items []string
}

// Boundary is one side of "who solves what".
type Boundary struct {
	Who   string // "role", "employee", "department", "it", "unsolved"
	Name  string // the words for it; for "role" the role's title
	Items []BoundaryItem
}

// BoundaryItem is something that a side solves.
type BoundaryItem struct {
	Text string
	Lang string // of the text, where it is not the reader's
	See  []Link // what to read about it
}

// WhoSolves is the page of all roles' boundaries.
type WhoSolves struct {
	Sides   []BoundarySide // in the order in which a colleague asks them
	Filters []Filter
}

// BoundarySide is what one side solves; of the side "role" there is one for
// each role.
type BoundarySide struct {
	ID      string // of its part of the page
	Who     string // as in Boundary
	Name    string
	URL     string // of the role; "" for others
	Entries []BoundaryItem
}

// Network is the page of coverage: whether each department has the people that
// it needs.
type Network struct {
	CSV         string     // URL of the same as a file
	Role        *Term      // whose holders count; nil: everybody with a profile
	Target      int        // users that one of them can serve; 0 if it is not said
	RoleHours   string     // a week that the role takes at least; "" if it is not said
	Departments []Coverage // by name, each followed by those that belong to it
	Total       Coverage
	Gaps        int     // departments in which somebody is missing
	Lately      *Lately // nil if there is nothing
}

// Coverage is how well a department is looked after, see hub.DepartmentCoverage.
// Numbers are written as readers of the language do.
type Coverage struct {
	Department  Term
	By          *Term // the department above whose people look after it; nil where it has its own
	Users       int
	Unknown     bool   // its users are not known; the total: those of no department
	AlsoUnknown []Term // other departments whose users it looks after, and which are not known
	People      []Person
	Share       string // how many they count as, where that is not their number; "" else
	Need        string // how many it takes; "" if it is not known
	Ratio       string // users for each: "25"; "" without people, or if it is not known
	Hours       string // agreed a week: "5", "4–6"; "" if nobody published any
	HoursOf     int    // how many of People these hours are of
	Lacks       string // how many are missing; "" if none is, as far as it is known
	Missing     int    // the same in whole people
	Have, Want  int    // for a picture: what is there and what it takes, of 1000

	Away, Later, Over, Leaving, NoDeputy []Person
}

// Competences is the page of who knows what, of all people.
type Competences struct {
	CSV     string       // URL of the same as a file
	Levels  []Level      // best first
	Groups  []TopicGroup // apps, and what else people know
	Filters []Filter     // "department", and "gap" with the values of Topic.Gap
}

// Level is how well somebody knows something.
type Level struct {
	N    int    // 1 to 4
	Name string // aware, practised, expert, teaches; in the reader's language
}

// TopicGroup are topics of one sort.
type TopicGroup struct {
	Name   string
	Topics []Topic
}

// Topic is something that people know.
type Topic struct {
	Name        string
	URL         string      // of the app; "" for free words
	Levels      [][]Skilled // who knows it, in the order of Competences.Levels
	Experts     int         // people of the two best levels
	Gap         string      // "single": one expert only; "none": no expert; "nobody": nobody at all; "" else
	Departments []Term      // of all these people
}

// Skilled is somebody who knows a topic.
type Skilled struct {
	Name, URL, Note string
	Away            bool
	Departments     []Term // home department and those that are served
}

// Person is a profile as cards show it. Nothing in it lacks consent.
type Person struct {
	ID, Name, URL    string
	Initials         string // at most two letters
	Hue              int    // 0 to 359, from the id: colour of the drawn shape
	Pronouns, Job    string
	Photo            *Image // nil without consent or photo
	Department       Term
	Location         Term // ID "" without one
	Serves           []Term
	Languages        []Term // Type "language"
	Roles            []Term // Type "role"; URL "" where the hub has no page for it
	Competencies     []Competence
	Availability     []Hours
	AvailabilityText string // where it was given as a text
	Contact          Contact
	Away, Left       bool
	Lang             string // language of the profile's text where it is not the reader's
}

// Competence is something a person knows.
type Competence struct {
	Topic     string // name of the app, or the free word
	ID        string // for filters
	URL       string // the app's page, "" for free words
	Level     int    // 1 to 4
	LevelName string // aware, practised, expert, teaches; in the reader's language
	Note      string
}

// Hours are when and where somebody can be found.
type Hours struct {
	Days            string   // "Mo, Di" in the reader's language
	DayIDs          []string // mon … sun
	From, To, Where string
}

// Contact is how to reach somebody. Empty fields are unknown or not consented.
type Contact struct {
	Email, Phone, Mobile, Desk, Web string
	Chat                            template.URL
}

// Profile is what only a profile's own page has.
type Profile struct {
	Person       Person
	Deputy       *Person   // nobody who left
	StandIn      *Person   // who stands in while the deputy is away too; else nil
	Week         []WeekDay // office hours; empty if there are none, or if they are given as a text
	OtherHours   []Hours   // those of no day
	Hours        string    // per week, agreed for the role
	Since, Until Date
	Years        int     // whole years since then; 0 if it is not said
	Wrote        []Card  // pages they wrote, newest first
	Keeps        []Card  // pages of others that they keep true
	Reviewed     []Gift  // pages of theirs that they looked at again, latest first
	Thanked      []Card  // pages that thank them
	Improved     []Card  // pages of others that they changed; only with privacy.contributors: on
	Counted      bool    // how many these are may be said: privacy.contributors is on, and they agreed
	VCardURL     string  // the contact as a file; "" of somebody who left
	QR           qr.Code // the contact for a telephone's camera; nil of somebody who left
}

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

// WeekDay is a day of the week with its office hours, earliest first.
type WeekDay struct {
	ID, Name string // "mon", "Mo"
	Hours    []Hours
}

// Home is the home page.
type Home struct {
	Content     template.HTML // text of _index.md
	Questions   []string      // example searches
	Start       *Card         // toolkit for newcomers; nil without one
	Newest      []Card        // tips, newest first; plain pages where there is no tip
	Toolkits    []Card
	People      []Person // people to ask
	Departments []Term   // for "which department are you in?"
	Apps        []Term   // with counts
	Counts      []Count  // what the hub holds, by kind
}

// Count says how many pages of a kind there are.
type Count struct {
	Kind, Name, URL string
	N               int
}

// List is the page of a folder.
type List struct {
	Kind    string        // kind of most of its pages
	Content template.HTML // text of _index.md
	Cards   []Card        // all of them: filters work without a server
	Folders []Link        // folders below it
	Pager   []PagerLink   // the parts of a list that is too long for one page; empty for others
	Filters []Filter
}

// PagerLink is a part of a long list.
type PagerLink struct {
	Number  int
	URL     string
	Current bool
}

// Filter is a set of values that a list can be narrowed down by. A card
// carries a value if the value's ID is among the card's terms of that type.
type Filter struct {
	Type   string // "app", "department", "location", "tag", "level", "competence", "language", "role"
	Name   string // in the reader's language
	Values []Term // with counts, most frequent first; departments as site.tree puts them
}

// People is the directory of all profiles. What its filters know stands in
// people.json, see directory in directory.go.
type People struct {
	Content template.HTML
	Groups  []PeopleGroup // by department
	Count   int
}

// PeopleGroup are the people of a department.
type PeopleGroup struct {
	Department Term
	People     []Person
}

// Terms is the page that lists all apps, departments or tags.
type Terms struct {
	Type  string // "app", "department", "tag"
	Terms []Term // sorted for readers of the language
}

// TermPage is the page of one app, department or tag.
type TermPage struct {
	Term
	Parent   *Term       // departments
	Children []Term      // departments that belong to it
	Groups   []CardGroup // its pages by kind
	People   []Person    // who knows or serves it
	Ask      []Person    // where that is nobody: whom to ask instead; at most three, best first
}

// CardGroup are the pages of one kind.
type CardGroup struct {
	Kind, Name string
	Cards      []Card
}
