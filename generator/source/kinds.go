package source

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// Kind is what sort of page a file is, and what the hub does with such pages.
// Nothing but the file of a kind knows it by its name: what tells kinds apart
// stands here.
type Kind struct {
	Name    string // "tip"
	Folder  string // the folder below the language that holds its pages; "" without one. How else it may be called stands in words
	Default bool   // the kind of a page of which neither folder nor kind: says it; one of Kinds is

	Icon string // the name of a picture in the theme's assets/icons
	Hue  int    // degrees from the site's accent to its colour

	Listed   bool // pages stand on those of apps and departments, among related pages, and in lists of languages that lack them
	Searched bool // pages are found by the search
	Asks     bool // a page names whom to ask
	Fed      bool // a page is news when it is written, and a gift of who improves it
	Reviewed bool // a page is due for review some day
	Newest   bool // pages stand in the order of their dates, the newest first, and not in that of their titles
	Featured bool // the newest pages stand on the home page
	Begins   bool // the home page shows pages to begin with
	OnlyText bool // a page says nothing but its text, so that it needs one
	Inner    bool // pages are about the network's own work: on the home page they stand behind what colleagues look for
	Apart    bool // its pages are written in each language by themselves: none is a translation that may be behind another

	Title    string   // the field that its title stands in; "" is title:
	Statuses []string // the values of its own field status:, the last of which takes the page back; nil without the field
	States   []State  // the values of its field state:, in the order in which boards have them, the first the default; nil without the field, else its Fields embed Progress

	Choices map[string][]string // the values of other fields that can have but a few, by the field's path: "level", "availability.days"

	decode    func(*strictyaml.Node) (Meta, Fields, diag.List)
	ofFolders func(*strictyaml.Node) (Meta, Fields, diag.List) // of the text of the kind's folder, which is a page of the default kind; nil: as that kind has them
}

// In is what people call the kind in a language, for what is told of it.
func (k *Kind) In(lang string) string { return ValueWord(lang, "kind", k.Name) }

// Fields are a kind's own front matter.
type Fields interface {
	// check reports what decoding cannot see: values and things that must
	// fit together.
	check(*checker)
}

// State is how far something has come that a page tells of.
type State struct {
	Name   string // "open", as the field state: has it
	Closed bool   // nothing more is expected: it stands behind the others
}

// Progress is embedded in the fields of kinds that have States.
type Progress struct {
	State strictyaml.Text `yaml:"state"`
}

func (p *Progress) state() strictyaml.Text { return p.State }

// State is how far what the page tells of has come, false if its kind has no
// States.
func (p *Page) State() (State, bool) {
	if len(p.Kind.States) == 0 {
		return State{}, false
	}
	said := p.Fields.(interface{ state() strictyaml.Text }).state().Value
	for _, s := range p.Kind.States {
		if s.Name == said {
			return s, true
		}
	}
	return p.Kind.States[0], true
}

// Misstated reports whether the page says a state that its kind does not have.
func (p *Page) Misstated() bool {
	state, has := p.State()
	return has && !slices.Contains([]string{"", state.Name}, p.Fields.(interface{ state() strictyaml.Text }).state().Value)
}

// Closed reports whether nothing more is expected of what the page tells of.
func (p *Page) Closed() bool {
	state, _ := p.State()
	return state.Closed
}

// stateNames are the values of the field state:.
func (k *Kind) stateNames() []string {
	var names []string
	for _, s := range k.States {
		names = append(names, s.Name)
	}
	return names
}

// Filed are fields that name files beside the page, by their paths; some may
// be "".
type Filed interface{ Files() []strictyaml.Text }

// Marked are fields some of which are written in Markdown; some may be "".
type Marked interface{ Marked() []strictyaml.Text }

// Timed are fields that say how many minutes a page takes its reader; 0 if it
// is not known.
type Timed interface{ Takes() int }

// Kinds are all kinds, in the order in which they stand everywhere: in menus,
// filters, and among what is found.
var Kinds = []*Kind{
	TipKind,
	QuestionKind,
	IssueKind,
	ChangeKind,
	EventKind,
	NewsKind,
	ToolkitKind,
	PathKind,
	ProfileKind,
	RoleKind,
	TaskKind,
	IdeaKind,
	MilestoneKind,
	PageKind,
}

// Order is the kind's place among all, for sorting; one that is not among them
// comes last.
func (k *Kind) Order() int {
	if i := slices.Index(Kinds, k); i >= 0 {
		return i
	}
	return len(Kinds)
}

// decode reads the fields of every kind together with those of one.
func decode[T any, P interface {
	*T
	Fields
}](n *strictyaml.Node) (Meta, Fields, diag.List) {
	var all struct {
		Meta `yaml:",inline"`
		Own  T `yaml:",inline"`
	}
	list := n.Decode(&all, diag.UnknownField)
	hintIDs(n, list)
	return all.Meta, P(&all.Own), list
}

// Blank are the fields of a page of the kind that says nothing.
func (k *Kind) Blank() Fields { return blank(k.decode) }

// BlankFolder are those of the text of its folder; nil where that has none of
// its own.
func (k *Kind) BlankFolder() Fields {
	if k.ofFolders == nil {
		return nil
	}
	return blank(k.ofFolders)
}

func blank(decode func(*strictyaml.Node) (Meta, Fields, diag.List)) Fields {
	nothing, _ := strictyaml.Parse(diag.NewFile("", nil), 0, 0, strictyaml.Limits{})
	_, fields, _ := decode(nothing)
	return fields
}

// hintIDs gives who wrote a name where a list of ids belongs a line with the ids
// that such names have: following it in the next build leads to no other mistake.
func hintIDs(n *strictyaml.Node, list diag.List) {
	for _, field := range []string{"authors", "thanks", "hosts", "pilot", "taken_by", "answered_by", "asked_by", "roles", "for", "departments", "serves", "apps"} {
		value := n.Field(field)
		if value.Kind() != strictyaml.Scalar {
			continue
		}
		for i := range list {
			if list[i].Code == diag.WrongType && list[i].Span == value.Span() {
				list[i].Hint = diag.Say(`write "%s: [%s]"`, field, strings.Join(idsOf(value.Value()), ", "))
			}
		}
	}
}

// idsOf are the ids that names in a text have: "Petra Müller, Jörg Klein".
func idsOf(names string) []string {
	var ids []string
	for name := range strings.FieldsFuncSeq(names, func(r rune) bool { return r == ',' || r == ';' || r == '&' }) {
		ids = append(ids, slug.Make(name))
	}
	return ids
}

// KindNamed returns the kind of that name, nil without one.
func KindNamed(name string) *Kind {
	return first(func(k *Kind) bool { return k.Name == name })
}

// KindOf returns the kind whose pages lie in a folder (below the language).
func KindOf(folder string) *Kind {
	top, _, _ := strings.Cut(folder, "/")
	return cmp.Or(kindOfFolder(slug.Make(top)), DefaultKind())
}

// LangFolder is the folder of a language's pages, of a hub that speaks some
// languages: the only one may do without a folder of its own.
func LangFolder(hub fs.FS, langs []string, lang string) string {
	folder := path.Join(Root, lang)
	if info, err := fs.Stat(hub, folder); len(langs) == 1 && (err != nil || !info.IsDir()) {
		return Root
	}
	return folder
}

// FolderIn is what the folder of the kind's pages is called below a folder of
// content: as it is called there, else as the kind says.
func (k *Kind) FolderIn(hub fs.FS, base string) string {
	called := ""
	entries, _ := fs.ReadDir(hub, base) // there may be none yet
	for _, entry := range entries {
		switch name := entry.Name(); {
		case !entry.IsDir() || k.Folder == "" || KindOf(name) != k:
		case name == k.Folder:
			return name
		case called == "":
			called = name
		}
	}
	return cmp.Or(called, k.Folder)
}

// DefaultKind is that of pages of which nothing says it, and of the texts of
// folders.
func DefaultKind() *Kind { return first(func(k *Kind) bool { return k.Default }) }

func first(is func(*Kind) bool) *Kind {
	if i := slices.IndexFunc(Kinds, is); i >= 0 {
		return Kinds[i]
	}
	return nil
}

// Meta are the fields that every kind has.
type Meta struct {
	Title         strictyaml.Text     `yaml:"title" field:"required"`
	Summary       string              `yaml:"summary" field:"paragraph"`
	Tags          []strictyaml.Text   `yaml:"tags"`
	Apps          []strictyaml.Text   `yaml:"apps" field:"app"`               // ids of site.yaml
	Departments   []strictyaml.Text   `yaml:"departments" field:"department"` // ids of site.yaml
	Authors       []strictyaml.Text   `yaml:"authors" field:"profile"`        // profile ids
	Owner         strictyaml.Text     `yaml:"owner" field:"profile"`          // profile id
	Thanks        []strictyaml.Text   `yaml:"thanks" field:"profile"`         // profile ids
	Date          strictyaml.Date     `yaml:"date"`
	Updated       strictyaml.Date     `yaml:"updated"`
	Reviewed      strictyaml.Date     `yaml:"reviewed" field:"rare"`
	ReviewEvery   strictyaml.Duration `yaml:"review_every" field:"rare"`
	Publish       strictyaml.Date     `yaml:"publish" field:"moment"`
	Expires       strictyaml.Date     `yaml:"expires" field:"moment"`
	Draft         bool                `yaml:"draft"`
	Audience      Audience            `yaml:"audience" field:"audience"` // who may see the page at all
	Aliases       []strictyaml.Text   `yaml:"aliases" field:"rare"`
	Translation   strictyaml.Text     `yaml:"translation" field:"rare"`
	TranslationOf strictyaml.Text     `yaml:"translation_of" field:"language,rare,open"` // a language, or a page reference
	Slug          strictyaml.Text     `yaml:"slug" field:"slug,rare"`
	Weight        int                 `yaml:"weight" field:"rare"`
	Search        *bool               `yaml:"search" field:"rare"`               // nil: true
	SearchWeight  *float64            `yaml:"search_weight" field:"(0..1],rare"` // above 0, at most 1; nil: that of the folder
	TOC           *bool               `yaml:"toc" field:"rare"`                  // nil: true
	Params        map[string]any      `yaml:"params" field:"rare"`
	Kind          strictyaml.Text     `yaml:"kind" field:"rare"`
}
