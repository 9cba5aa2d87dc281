package source

import (
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// RoleKind are roles.
var RoleKind = &Kind{
	Name: "role", Folder: "roles",
	Icon: "ship-wheel", Hue: 85,
	Listed: true, Searched: true, Fed: true, Reviewed: true,
	decode: decode[Role],
}

// Role is what a role does, may leave to others, and the time it gets.
type Role struct {
	Purposes  []string    `yaml:"purposes"`
	Tasks     []TaskGroup `yaml:"tasks"`
	Qualities []string    `yaml:"qualities"`
	Time      struct {
		HoursPerWeek strictyaml.Range `yaml:"hours_per_week" field:"[0..168]"`
		Percent      strictyaml.Range `yaml:"percent" field:"[0..100]"`
	} `yaml:"time"`
	UsersPerHolder int               `yaml:"users_per_holder" field:"[0..1000000]"`
	ReportsTo      []strictyaml.Text `yaml:"reports_to" field:"role,open"` // role ids or free text
	WorksWith      []strictyaml.Text `yaml:"works_with" field:"role,open"`
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

// Form implements strictyaml.Formed.
func (*Boundary) Form() any { return rawBoundary{} }

// rawBoundary is a Boundary as it is written.
type rawBoundary struct {
	Text string            `yaml:"text" field:"required"`
	See  []strictyaml.Text `yaml:"see" field:"page,open"`
}

// DecodeYAML reads a text, or a map of text and see.
func (b *Boundary) DecodeYAML(n *strictyaml.Node, l *diag.List) {
	switch n.Kind() {
	case strictyaml.Scalar:
		b.Text = n.Value()
	case strictyaml.Map:
		var raw rawBoundary
		*l = append(*l, n.Decode(&raw, diag.UnknownField)...)
		b.Text, b.See = raw.Text, raw.See
		if b.Text == "" {
			l.Add(n.Span(), diag.MissingField, diag.Say("this entry has no text"), diag.Say("write text: with what is solved"))
		}
	case strictyaml.Null, strictyaml.List:
		l.Add(n.Span(), diag.WrongType, diag.Say("an entry is a text, or a text with what to read about it"),
			diag.Say("for example {text: Unlock a document, see: [unlock-document]}; a colon in a text needs quotes around it"))
	}
}

// IsAddress reports whether a reference leads to another site.
func IsAddress(ref string) bool {
	return strings.Contains(ref, "://") || strings.HasPrefix(ref, "mailto:") || strings.HasPrefix(ref, "tel:")
}

func (r *Role) check(c *checker) {
	c.count(c.at("users_per_holder"), "users_per_holder", &r.UsersPerHolder)
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
	c.between(c.node.Field("time").At(field), field, r, most)
}

// between tells of a range that is not within 0 and most.
func (c *checker) between(at diag.Span, field string, r strictyaml.Range, most float64) (ok bool) {
	if ok = r.Min >= 0 && r.Max <= most && r.Min <= r.Max; !ok {
		c.list.Add(at, diag.BadValue, diag.Say("%s must lie between 0 and %v, the smaller number first", field, most), diag.Say("for example [2, 4]"))
	}
	return ok
}
