package source

import (
	"slices"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// IssueKind are known issues: something does not work, and people should know.
var IssueKind = &Kind{
	Name: "issue", Folder: "issues",
	Icon: "construction", Hue: 165,
	Listed: true, Searched: true, Asks: true, Fed: true,
	States:  []State{{Name: "open"}, {Name: "workaround"}, {Name: "fixed", Closed: true}, {Name: "declined", Closed: true}},
	Choices: map[string][]string{"priority": Priorities},
	decode:  decode[Issue],
}

// Issue is something that does not work as it should.
type Issue struct {
	Progress   `yaml:",inline"`
	Since      strictyaml.Date `yaml:"since"`                       // it has been seen; without it the page's date
	Until      strictyaml.Date `yaml:"until"`                       // it is mended; of an open one: it is to be
	Ticket     strictyaml.Text `yaml:"ticket"`                      // text or URL
	Workaround strictyaml.Text `yaml:"workaround" field:"markdown"` // Markdown in a line
	Affects    string          `yaml:"affects"`                     // whom or what: "all with a scanner", "120"
	Priority   strictyaml.Text `yaml:"priority"`                    // one of Priorities; without it the second
}

// Priorities are the values of an issue's priority, the most urgent first.
var Priorities = []string{"high", "medium", "low"}

// Marked is the workaround.
func (i *Issue) Marked() []strictyaml.Text { return []strictyaml.Text{i.Workaround} }

// Urgency is the place of its priority among Priorities.
func (i *Issue) Urgency() int {
	if n := slices.Index(Priorities, i.Priority.Value); n >= 0 {
		return n
	}
	return 1
}

func (i *Issue) check(c *checker) {
	c.oneOf(i.Priority, Priorities)
	c.order("since", i.Since, "until", i.Until)
	if i.State.Value == "workaround" && i.Workaround.Value == "" {
		c.list.Add(i.State.Span, diag.MissingField, diag.Say("there is a workaround, and nothing says which"), diag.Say("write workaround: with what people do until it is mended"))
	}
}
