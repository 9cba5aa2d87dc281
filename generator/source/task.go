package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// TaskKind are tasks that somebody takes on.
var TaskKind = &Kind{
	Name: "task", Folder: "tasks",
	Icon: "clipboard-list", Hue: 320,
	Listed: true, Searched: true, Asks: true, Fed: true, Inner: true,
	States: []State{{Name: "open"}, {Name: "taken"}, {Name: "done", Closed: true}, {Name: "dropped", Closed: true}},
	decode: decode[Task],
}

// Task is work that is offered to those who hold a role, within the hours that
// they agreed on.
type Task struct {
	Progress `yaml:",inline"`
	For      []strictyaml.Text `yaml:"for" field:"role"`        // role ids
	Hours    strictyaml.Range  `yaml:"hours" field:"[0..2000]"` // of each who takes it
	Due      strictyaml.Date   `yaml:"due"`
	TakenBy  []strictyaml.Text `yaml:"taken_by" field:"profile"` // profile ids
}

// hoursOfTask are more than anybody works in a year.
const hoursOfTask = 2000

func (t *Task) check(c *checker) {
	if !c.between(c.at("hours"), "hours", t.Hours, hoursOfTask) {
		t.Hours = strictyaml.Range{}
	}
	if state := t.Progress.State; state.Value == "taken" && len(t.TakenBy) == 0 {
		c.list.Add(state.Span, diag.MissingField, diag.Say("a task that is taken needs to say by whom"), diag.Say("write taken_by: with ids of profiles, or state: open"))
	}
}

// Takes are its hours, the most that they may be.
func (t *Task) Takes() int { return int(t.Hours.Max * 60) }
