package source

import "ankerplatz/generator/strictyaml"

// ToolkitKind are toolkits.
var ToolkitKind = &Kind{
	Name: "toolkit", Folder: "toolkits",
	Icon: "toolbox", Hue: 205,
	Listed: true, Searched: true, Asks: true, Fed: true, Reviewed: true, Begins: true,
	decode: decode[Toolkit],
}

// Toolkit is an ordered kit that a key user works or teaches with.
type Toolkit struct {
	For       []strictyaml.Text `yaml:"for" field:"role"` // role ids
	Items     []Item            `yaml:"items"`
	Goals     []string          `yaml:"goals"`
	Checklist []string          `yaml:"checklist"`
}

// Files are those of the items.
func (t *Toolkit) Files() []strictyaml.Text { return filesOf(t.Items) }

func (t *Toolkit) check(c *checker) { c.items("items", t.Items) }
