package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// ChangeKind are changes of what colleagues work with.
var ChangeKind = &Kind{
	Name: "change", Folder: "changes",
	Icon: "calendar-sync", Hue: 255,
	Listed: true, Searched: true, Asks: true, Fed: true,
	States:  []State{{Name: "announced"}, {Name: "pilot"}, {Name: "live", Closed: true}, {Name: "withdrawn", Closed: true}},
	Choices: map[string][]string{"impact": Impacts},
	decode:  decode[Change],
}

// Change is something that will be different from some day on.
type Change struct {
	Progress       `yaml:",inline"`
	App            strictyaml.Text   `yaml:"app" field:"app"`        // id of site.yaml
	What           string            `yaml:"what" field:"paragraph"` // in a sentence
	When           strictyaml.When   `yaml:"when" field:"required"`
	Impact         strictyaml.Text   `yaml:"impact"`                   // one of Impacts
	Action         string            `yaml:"action" field:"paragraph"` // what colleagues do
	ActionKeyUsers string            `yaml:"action_key_users" field:"paragraph"`
	TrainedBy      strictyaml.Date   `yaml:"trained_by"`             // when key users know it
	Pilot          []strictyaml.Text `yaml:"pilot" field:"profile"`  // profile ids
	Source         strictyaml.Text   `yaml:"source" field:"address"` // URL
}

// Impacts are the values of a change's impact, least first.
var Impacts = []string{"none", "small", "large"}

func (ch *Change) check(c *checker) {
	if summary := &c.page.Meta.Summary; *summary == "" {
		*summary = ch.What
	}
	c.when(ch.When, diag.Say("a change needs the time from which on it holds"))
	c.oneOf(ch.Impact, Impacts)
	if !ch.TrainedBy.IsZero() && !ch.When.IsZero() && !ch.TrainedBy.Before(ch.When.End()) {
		c.list.Add(ch.TrainedBy.Span, diag.DateOrder, diag.Say("key users would be trained only after the change: trained_by lies behind when"), diag.Say("write the day by which they know it; others ask them from the first day on"))
	}
	if len(ch.Pilot) == 0 && ch.State.Value == "pilot" {
		c.list.Add(ch.State.Span, diag.MissingField, diag.Say("somebody is said to try the change already, and nobody is named"), diag.Say("write pilot: with the ids of their profiles: colleagues ask them"))
	}
	c.url(ch.Source, "http", "https")
}
