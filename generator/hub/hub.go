// Package hub is the linked model of a site: its pages with everything that
// they refer to and that refers to them. Link builds a Hub; from then on it is
// never changed, so any number of goroutines may read it.
package hub

import (
	"slices"
	"time"

	"ankerplatz/generator/clock"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/insights"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// Hub is a linked site.
type Hub struct {
	Config *config.Site
	Base   string // the site's path, with slashes at both ends
	Words  *words.Languages
	Clock  *clock.Clock
	zone   *time.Location // whose clocks dates without an offset are written by

	Languages []*Language // in site.yaml's order
	Pages     []*Page     // all published pages, by ID
	People    []*Person   // by ID
	Roles     []*Role     // by ID
	Assets    []*Asset    // what is published of images and downloads, by path
	Aliases   []Alias     // by path
	HeldBack  []HeldBack  // pages that are not published, by path

	Insights *insights.Insights // what readers look for, nil where nobody has looked

	edits    *edits // nil where nobody edits
	assets   assets
	names    *names
	coverage *Role               // the role that coverage is counted for, nil without one
	above    map[string]string   // by department, the one that it belongs to
	keyUsers map[string]keyUsers // by department
	burdens  map[*Person]Burden  // of all but those who left
	burden   float64             // what those who carry something carry on average, for each hour
	work     *Work
	yield    Yield
}

// NextChange is when the hub, and what was made of it so far, would be another of
// the same files: zero if that never comes by itself.
func (h *Hub) NextChange() time.Time { return h.Clock.Next() }

// Language is the hub in one language.
type Language struct {
	*words.Language
	Home   *Page     // content/<lang>/_index.md, nil without one
	Pages  []*Page   // without the texts of folders, by ID
	People []*Person // by name
	Often  []*Page   // what readers search for and open most, the most asked first; at most twelve

	*tree
	*vocabulary
	agenda
	locations map[string]string // names by id
	kinds     byKind
	naming    map[*Person]byKind
	feeds     feeds
}

// Location is what a location is called, "" if there is none with that id.
func (l *Language) Location(id string) string { return l.locations[id] }

// Folder is a list of pages.
type Folder struct {
	Lang    string
	Path    string // below the language: "tips", "tips/erp"; "" is the language itself
	URL     string
	Kind    *source.Kind // the kind that the folder is for
	Index   *Page        // its own text, nil without one
	Parent  *Folder
	Folders []*Folder
	Pages   []*Page // in reading order, of a kind's folder those of the folders below too; untranslated pages of other languages last

	own int // how many of Pages are the language's own
}

// Page is a page and its place among the others.
type Page struct {
	*source.Page
	Doc    *markdown.Doc
	Marked []Marked // of the fields that source.Marked names

	URL     string // site-absolute
	Title   string
	Summary string

	Created, Updated, Reviewed time.Time // zero if unknown
	ReviewBy                   time.Time // when it is due to be looked at again; zero if never
	ReviewDue                  bool      // that is over

	Moves []Move // when its state changed, as git knows it; the first one first

	InFolder    *Folder // the folder that lists it; for the text of a folder, that folder
	Apps        []*Term
	Departments []*Term
	Tags        []*Term
	Authors     []*Person
	Owner       *Person
	Thanks      []*Person // who helped, without those who left

	Targets      []Target  // what each of Doc.Refs leads to
	Translations *Versions // this page included
	Older        *Older    // what it is behind in, as a translation; nil where it is not
	Related      []*Page
	Backlinks    []*Page // pages that refer to it, by ID
	Prev, Next   *Page
	Side         string // who solves what it is about, one of source.Sides; "" where no role's boundaries name it

	Own Own // what its kind adds; never nil

	audience audience // who may see it
}

// IsBy reports whether the page is somebody's work.
func (p *Page) IsBy(person *Person) bool {
	return slices.Contains(p.Authors, person) || slices.Contains(p.Own.Contributors(), person)
}

// Text is what stands below the page's front matter.
func (p *Page) Text() Marked { return Marked{p.Doc, p.Targets} }

// Marked is a text in Markdown: that of a page, or of one of its fields.
type Marked struct {
	*markdown.Doc
	Targets []Target // what each of Refs leads to
}

// Target is what a reference leads to. At most one of Page, Person, Asset and
// Folder is set; none is where it could not be resolved, leads out, or is
// withheld.
type Target struct {
	Page   *Page
	Person *Person
	Asset  *Asset
	Folder *Folder
	URL    string // of a link that leads out
	Frag   string

	Withheld bool // it leads to what not all readers of the page may see: they see the words alone
}

// OK reports whether the reference leads somewhere.
func (t Target) OK() bool {
	return t.Page != nil || t.Person != nil || t.Asset != nil || t.Folder != nil || t.URL != ""
}

// Person is somebody with a profile. One who has profiles in several languages
// is one Person.
type Person struct {
	ID        string
	*Versions // the profile
	Left      bool
	Away      bool

	Photo      *Asset // with consent only
	Department string // id
	Serves     []string
	Location   string // id
	Roles      []*Role
	Deputy     *Person // nobody who left
	Wrote      []*Page // pages they wrote or own, newest first
	Thanked    []*Page // pages that thank them, newest first
	Counted    bool    // what they gave may be counted: privacy.contributors is on, and they agreed
	Weighed    bool    // what they carry may be shown: privacy.load is on, and they agreed
	Improved   []*Page // pages of others that they changed, newest first; only of who is counted
}

// Role is a role, in all languages that describe it.
type Role struct {
	ID        string
	*Versions           // its page
	Holders   []*Person // by ID, without those who left
}

// Term is an app, a department or a tag in one language.
type Term struct {
	Type   string // "app", "department", "tag"
	ID     string
	Name   string
	URL    string
	At     diag.Span // where it is named, first
	Above  *Term     // of a department: the one that it belongs to, nil without one
	Depth  int       // of a department: how many are above it
	Pages  []*Page   // in reading order; untranslated pages of other languages last
	kinds  byKind    // the same
	People []*Person // who knows the app (best first), or works in or serves the department
}

// Asset is an image or a download that is published.
type Asset struct {
	*source.Asset
	URL      string // site-absolute, percent-encoded
	Output   string // path below the output folder
	Portrait bool   // a profile shows it
}

// Alias is an old address.
type Alias struct {
	Path string // below the output folder, without slashes at its ends
	To   *Page
	At   diag.Span // where it is asked for
}
