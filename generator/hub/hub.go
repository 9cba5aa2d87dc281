// Package hub is the linked model of a site: its pages with everything that
// they refer to and that refers to them. Link builds a Hub; from then on it is
// never changed, so any number of goroutines may read it.
package hub

import (
	"time"

	"golang.org/x/text/collate"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// Hub is a linked site.
type Hub struct {
	Config *config.Site
	Base   string // the site's path, with slashes at both ends
	Words  *words.Languages
	Now    time.Time

	Languages []*Language // in site.yaml's order
	Pages     []*Page     // all published pages, by ID
	People    []*Person   // by ID
	Roles     []*Role     // by ID
	Assets    []*Asset    // what is published of images and downloads, by path
	Aliases   []Alias     // by path

	assets   map[string]*Asset
	names    *names
	above    map[string]string    // by department, the one that it belongs to
	keyUsers map[string][]*Person // by department
}

// Language is the hub in one language.
type Language struct {
	*words.Language
	Home        *Page     // content/<lang>/_index.md, nil without one
	Pages       []*Page   // without the texts of folders, by ID
	Folders     []*Folder // those with pages, parents first
	Apps        []*Term   // in site.yaml's order
	Departments []*Term   // by name, each followed by those that belong to it
	Tags        []*Term   // by name, as readers of the language sort
	People      []*Person // by name
	Coverage    *Role     // the role that coverage is counted for, nil without one

	folders map[string]*Folder
	tags    map[string]*Term
	apps    map[string]*Term
	depts   map[string]*Term
	order   *collate.Collator // used while linking only
}

// Folder is a list of pages.
type Folder struct {
	Lang    string
	Path    string // below the language: "tips", "tips/erp"; "" is the language itself
	URL     string
	Kind    *source.Kind // the kind that the folder is for
	Index   *Page        // its own text, nil without one
	Parent  *Folder
	Folders []*Folder
	Pages   []*Page // in reading order; untranslated pages of other languages last
}

// Page is a page and its place among the others.
type Page struct {
	*source.Page
	Doc *markdown.Doc

	URL     string // site-absolute
	Title   string
	Summary string

	Created, Updated, Reviewed time.Time // zero if unknown
	ReviewDue                  bool

	InFolder    *Folder // the folder that lists it; for the text of a folder, that folder
	Apps        []*Term
	Departments []*Term
	Tags        []*Term
	Authors     []*Person
	Owner       *Person
	Thanks      []*Person // who helped, without those who left

	Targets      []Target         // what each of Doc.Refs leads to
	Translations map[string]*Page // by language, this page included
	Related      []*Page
	Backlinks    []*Page // pages that refer to it, by ID
	Prev, Next   *Page

	Own Own // what its kind adds; never nil
}

// Target is what a reference leads to. At most one of Page, Person, Asset and
// Folder is set; none is where it could not be resolved, or leads out.
type Target struct {
	Page   *Page
	Person *Person
	Asset  *Asset
	Folder *Folder
	URL    string // of a link that leads out
	Frag   string
}

// OK reports whether the reference leads somewhere.
func (t Target) OK() bool {
	return t.Page != nil || t.Person != nil || t.Asset != nil || t.Folder != nil || t.URL != ""
}

// Person is somebody with a profile. One who has profiles in several languages
// is one Person.
type Person struct {
	ID    string
	Pages map[string]*Page // profile pages by language
	Main  *Page            // the one that stands for the person where a language has none
	Left  bool
	Away  bool

	Photo      *Asset // with consent only
	Department string // id
	Serves     []string
	Location   string // id
	Roles      []*Role
	Deputy     *Person // nobody who left
	Wrote      []*Page // pages they wrote or own, newest first
	Thanked    []*Page // pages that thank them, newest first
	Counted    bool    // what they gave may be counted: privacy.contributors is on, and they agreed
	Improved   []*Page // pages of others that they changed, newest first; only of who is counted

	sorted string // by what lists are sorted: the name without titles
}

// In returns the profile page for readers of lang.
func (p *Person) In(lang string) *Page {
	if page := p.Pages[lang]; page != nil {
		return page
	}
	return p.Main
}

// Role is a role, in all languages that describe it.
type Role struct {
	ID      string
	Pages   map[string]*Page
	Main    *Page
	Holders []*Person // by ID, without those who left
}

// In returns the role's page for readers of lang.
func (r *Role) In(lang string) *Page {
	if page := r.Pages[lang]; page != nil {
		return page
	}
	return r.Main
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
	People []*Person // who knows the app (best first), or works in or serves the department
}

// Asset is an image or a download that is published.
type Asset struct {
	*source.Asset
	URL      string // site-absolute, percent-encoded
	Output   string // path below the output folder
	Portrait bool   // a profile shows it: published without what the file says beside the picture
}

// Alias is an old address.
type Alias struct {
	Path string // below the output folder, without slashes at its ends
	To   *Page
	At   diag.Span // where it is asked for
}
