package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// MilestoneKind are the stations of the programme that the hub is part of.
var MilestoneKind = &Kind{
	Name: "milestone", Folder: "story",
	Icon: "milestone", Hue: -20,
	Listed: true, Searched: true, Asks: true, Fed: true, Inner: true,
	States:    []State{{Name: "planned"}, {Name: "moved"}, {Name: "reached", Closed: true}},
	decode:    decode[Milestone],
	ofFolders: decode[Programme],
}

// Milestone is a station on the programme's way.
type Milestone struct {
	Progress `yaml:",inline"`
	When     strictyaml.When `yaml:"when" field:"required"` // when it is to be reached, or was
	Was      strictyaml.When `yaml:"was"`                   // when it was to be reached before it was moved
}

func (m *Milestone) check(c *checker) {
	c.when(m.When, diag.Say("a milestone needs the time at which it is reached"))
	if m.State.Value == "moved" && m.Was.IsZero() {
		c.list.Add(m.State.Span, diag.MissingField, diag.Say("the milestone was moved, and nothing says from when"), diag.Say("write was: with the old time, and when: with the new one"))
	}
}

// Programme are the fields of a folder's text: of what the milestones are.
type Programme struct {
	Goals []string `yaml:"goals"`
}

func (*Programme) check(*checker) {}
