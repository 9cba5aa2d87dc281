package source

import (
	"fmt"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// Kind is what sort of page a file is.
type Kind struct {
	Name   string // "tip"
	Folder string // the folder below the language that holds its pages; "" for any other

	decode func(*strictyaml.Node) (Meta, Fields, diag.List)
}

// Fields are a kind's own front matter: a pointer to Tip, Toolkit, Role,
// Profile or Plain.
type Fields interface {
	// check reports what decoding cannot see: values and things that must
	// fit together.
	check(*checker)
}

// Kinds is the table of all kinds. A new kind is an entry here, a file with
// its fields beside this one, and a layout of its name in the theme.
var Kinds = []Kind{
	{Name: "tip", Folder: "tips", decode: decode[Tip]},
	{Name: "toolkit", Folder: "toolkits", decode: decode[Toolkit]},
	{Name: "role", Folder: "roles", decode: decode[Role]},
	{Name: "profile", Folder: "people", decode: decode[Profile]},
	{Name: "page", decode: decode[Plain]},
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
	return all.Meta, P(&all.Own), list
}

func kindNamed(name string) (Kind, bool) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

func kindOfFolder(folder string) Kind {
	for _, k := range Kinds {
		if k.Folder != "" && k.Folder == folder {
			return k
		}
	}
	return Kinds[len(Kinds)-1]
}

// Meta are the fields that every kind has.
type Meta struct {
	Title       strictyaml.Text     `yaml:"title"`
	Summary     string              `yaml:"summary"`
	Tags        []strictyaml.Text   `yaml:"tags"`
	Apps        []strictyaml.Text   `yaml:"apps"`        // ids of site.yaml
	Departments []strictyaml.Text   `yaml:"departments"` // ids of site.yaml
	Authors     []strictyaml.Text   `yaml:"authors"`     // profile ids
	Owner       strictyaml.Text     `yaml:"owner"`       // profile id
	Thanks      []strictyaml.Text   `yaml:"thanks"`      // profile ids
	Date        strictyaml.Date     `yaml:"date"`
	Updated     strictyaml.Date     `yaml:"updated"`
	Reviewed    strictyaml.Date     `yaml:"reviewed"`
	ReviewEvery strictyaml.Duration `yaml:"review_every"`
	Publish     strictyaml.Date     `yaml:"publish"`
	Expires     strictyaml.Date     `yaml:"expires"`
	Draft       bool                `yaml:"draft"`
	Aliases     []strictyaml.Text   `yaml:"aliases"`
	Translation strictyaml.Text     `yaml:"translation"`
	Slug        strictyaml.Text     `yaml:"slug"`
	Weight      int                 `yaml:"weight"`
	Search      *bool               `yaml:"search"` // nil: true
	TOC         *bool               `yaml:"toc"`    // nil: true
	Params      map[string]any      `yaml:"params"`
	Kind        strictyaml.Text     `yaml:"kind"`
}

// Plain is a page without fields of its own.
type Plain struct{}

func (*Plain) check(*checker) {}

// Tip is one trick, one problem solved.
type Tip struct {
	Level    strictyaml.Text   `yaml:"level"` // beginner, intermediate, advanced
	Minutes  int               `yaml:"minutes"`
	Problem  string            `yaml:"problem"`
	Keywords []string          `yaml:"keywords"`
	Related  []strictyaml.Text `yaml:"related"` // page references
}

// Levels are the values of a tip's level, easiest first.
var Levels = []string{"beginner", "intermediate", "advanced"}

func (t *Tip) check(c *checker) {
	c.oneOf(t.Level, Levels)
	c.notNegative("minutes", t.Minutes)
}

// Toolkit is an ordered kit that a key user works or teaches with.
type Toolkit struct {
	For       []strictyaml.Text `yaml:"for"` // role ids
	Items     []Item            `yaml:"items"`
	Goals     []string          `yaml:"goals"`
	Checklist []string          `yaml:"checklist"`
}

// Item is one thing of a toolkit: a page, a file or a link.
type Item struct {
	Page    strictyaml.Text `yaml:"page"` // page reference
	File    strictyaml.Text `yaml:"file"` // relative path
	Link    strictyaml.Text `yaml:"link"` // URL
	Title   string          `yaml:"title"`
	Note    string          `yaml:"note"`
	Minutes int             `yaml:"minutes"`
}

func (t *Toolkit) check(c *checker) {
	for i, item := range t.Items {
		given := 0
		for _, text := range []strictyaml.Text{item.Page, item.File, item.Link} {
			if text.Value != "" {
				given++
			}
		}
		at := c.item("items", i)
		switch {
		case given == 0:
			c.list.Add(at, diag.MissingField, "this item says neither page nor file nor link",
				"write page: with a page of the hub, file: with a file beside this one, or link: with an address")
		case given > 1:
			c.list.Add(at, diag.BadValue, "this item is several things at once",
				"an item is one of page, file and link: make two items of it")
		}
		c.url(item.Link, "http", "https", "mailto", "tel")
		if item.Minutes < 0 {
			c.list.Add(at, diag.BadValue, "minutes can't be less than 0", "")
		}
	}
}

// Role is what a role does, may leave to others, and the time it gets.
type Role struct {
	Purposes  []string    `yaml:"purposes"`
	Tasks     []TaskGroup `yaml:"tasks"`
	Qualities []string    `yaml:"qualities"`
	Time      struct {
		HoursPerWeek strictyaml.Range `yaml:"hours_per_week"`
		Percent      strictyaml.Range `yaml:"percent"`
	} `yaml:"time"`
	UsersPerHolder int               `yaml:"users_per_holder"`
	ReportsTo      []strictyaml.Text `yaml:"reports_to"` // role ids or free text
	WorksWith      []strictyaml.Text `yaml:"works_with"`
	Boundaries     Boundaries        `yaml:"boundaries"`
	Formats        []string          `yaml:"formats"`
}

// TaskGroup is a group of a role's tasks.
type TaskGroup struct {
	Group string   `yaml:"group"`
	Items []string `yaml:"items"`
}

// Boundaries say who solves what.
type Boundaries struct {
	Role       []Boundary `yaml:"role"`
	Employee   []Boundary `yaml:"employee"`
	Department []Boundary `yaml:"department"`
	IT         []Boundary `yaml:"it"`
	Unsolved   []Boundary `yaml:"unsolved"`
}

// Sides are the parts of Boundaries, in the order in which a colleague asks
// them.
var Sides = []string{"employee", "role", "department", "it", "unsolved"}

// Of returns what stands on one of the Sides.
func (b *Boundaries) Of(side string) []Boundary {
	switch side {
	case "employee":
		return b.Employee
	case "role":
		return b.Role
	case "department":
		return b.Department
	case "it":
		return b.IT
	case "unsolved":
		return b.Unsolved
	}
	return nil
}

// Boundary is something that one side solves: a text, alone or with what to
// read about it.
type Boundary struct {
	Text string
	See  []strictyaml.Text // page references, and addresses of other sites
}

// DecodeYAML reads a text, or a map of text and see.
func (b *Boundary) DecodeYAML(n *strictyaml.Node, l *diag.List) {
	switch n.Kind() {
	case strictyaml.Scalar:
		b.Text = n.Value()
	case strictyaml.Map:
		var raw struct {
			Text string            `yaml:"text"`
			See  []strictyaml.Text `yaml:"see"`
		}
		*l = append(*l, n.Decode(&raw, diag.UnknownField)...)
		b.Text, b.See = raw.Text, raw.See
		if b.Text == "" {
			l.Add(n.Span(), diag.MissingField, "this entry has no text", "write text: with what is solved")
		}
	case strictyaml.Null, strictyaml.List:
		l.Add(n.Span(), diag.WrongType, "an entry is a text, or a text with what to read about it",
			"for example {text: Unlock a document, see: [unlock-document]}; a colon in a text needs quotes around it")
	}
}

// IsAddress reports whether a reference leads to another site.
func IsAddress(ref string) bool {
	return strings.Contains(ref, "://") || strings.HasPrefix(ref, "mailto:") || strings.HasPrefix(ref, "tel:")
}

func (r *Role) check(c *checker) {
	c.notNegative("users_per_holder", r.UsersPerHolder)
	for _, side := range Sides {
		for _, entry := range r.Boundaries.Of(side) {
			for _, ref := range entry.See {
				if IsAddress(ref.Value) {
					c.url(ref, "http", "https", "mailto", "tel")
				}
			}
		}
	}
	c.time("hours_per_week", r.Time.HoursPerWeek, hoursOfWeek)
	c.time("percent", r.Time.Percent, 100)
}

const hoursOfWeek = 7 * 24

// time checks a field of time.
func (c *checker) time(field string, r strictyaml.Range, most float64) {
	if r.Min < 0 || r.Max > most || r.Min > r.Max {
		c.list.Add(c.node.Field("time").At(field), diag.BadValue, fmt.Sprintf("%s must lie between 0 and %v, the smaller number first", field, most), "for example [2, 4]")
	}
}

// KindOf returns the name of the kind whose pages lie in a folder (below the
// language).
func KindOf(folder string) string {
	top, _, _ := strings.Cut(folder, "/")
	return kindOfFolder(top).Name
}
