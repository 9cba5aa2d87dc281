package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// IdeaKind are ideas of what could be better.
var IdeaKind = &Kind{
	Name: "idea", Folder: "ideas",
	Icon: "sparkles", Hue: 77,
	Listed: true, Searched: true, Asks: true, Fed: true, Inner: true,
	States: []State{{Name: "new"}, {Name: "collected"}, {Name: "planned"}, {Name: "done", Closed: true}, {Name: "declined", Closed: true}},
	decode: decode[Idea],
}

// Idea is something that could be better.
type Idea struct {
	Progress `yaml:",inline"`
	Value    *int              `yaml:"value" field:"[1..3]"`     // 1 to 3: little, some, much; nil: not estimated
	Effort   *int              `yaml:"effort" field:"[1..3]"`    // the same
	AskedBy  []strictyaml.Text `yaml:"asked_by" field:"profile"` // profile ids
	Vote     strictyaml.Text   `yaml:"vote" field:"address"`     // URL
	Release  strictyaml.Text   `yaml:"release"`                  // the version or the day that brings it
}

// Most is the most that the value and the effort of an idea can be.
const Most = 3

// Priority tells which of two ideas is worth more, by how much value stands
// against the effort: 5 is much value for little effort, 1 little for much, and
// 0 that one of the two is not estimated.
func (i *Idea) Priority() int {
	if i.Value == nil || i.Effort == nil {
		return 0
	}
	return *i.Value - *i.Effort + Most
}

func (i *Idea) check(c *checker) {
	for _, of := range []struct {
		field string
		n     **int
		means diag.Text
	}{
		{"value", &i.Value, diag.Say("1 helps little, 2 some, 3 much")},
		{"effort", &i.Effort, diag.Say("1 is done soon, 2 takes a while, 3 is a project")},
	} {
		if c.node.Field(of.field).Kind() != strictyaml.Null && !c.scale(of.field, c.node, *of.n, Most, of.means) {
			*of.n = nil
		}
	}
	c.url(i.Vote, "http", "https", "mailto", "msteams")
}
