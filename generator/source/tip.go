package source

import "ankerplatz/generator/strictyaml"

// TipKind are tips.
var TipKind = &Kind{
	Name: "tip", Folder: "tips",
	Icon: "lightbulb", Hue: 0,
	Listed: true, Searched: true, Asks: true, Fed: true, Reviewed: true, Featured: true,
	Choices: map[string][]string{"level": Levels},
	decode:  decode[Tip],
}

// Tip is one trick, one problem solved.
type Tip struct {
	Level    strictyaml.Text   `yaml:"level"` // beginner, intermediate, advanced
	Minutes  int               `yaml:"minutes" field:"[0..1000000]"`
	Problem  strictyaml.Text   `yaml:"problem" field:"paragraph"`
	Keywords []string          `yaml:"keywords"`
	Related  []strictyaml.Text `yaml:"related" field:"page"` // page references
}

// Levels are the values of a tip's level, easiest first.
var Levels = []string{"beginner", "intermediate", "advanced"}

// Takes are its minutes.
func (t *Tip) Takes() int { return t.Minutes }

func (t *Tip) check(c *checker) {
	c.oneOf(t.Level, Levels)
	c.count(c.at("minutes"), "minutes", &t.Minutes)
}
