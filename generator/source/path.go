package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// PathKind are learning paths.
var PathKind = &Kind{
	Name: "path", Folder: "paths",
	Icon: "route", Hue: 160,
	Listed: true, Searched: true, Asks: true, Fed: true, Reviewed: true, Begins: true,
	decode: decode[Path],
}

// Path is what somebody learns step by step, and how they know that they can
// do it.
type Path struct {
	For    []strictyaml.Text `yaml:"for" field:"role"` // role ids
	Steps  []Item            `yaml:"steps" field:"required"`
	Checks []string          `yaml:"checks"` // to tick off: "I can …"
}

// Files are those of the steps.
func (p *Path) Files() []strictyaml.Text { return filesOf(p.Steps) }

func (p *Path) check(c *checker) {
	if len(p.Steps) == 0 {
		c.list.Add(c.at("steps"), diag.MissingField, diag.Say("a learning path needs its steps"), diag.Say("write steps: with a page of the hub in each, for example steps: [{page: unlock-a-document}]"))
	}
	c.items("steps", p.Steps)
}
