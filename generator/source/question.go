package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// QuestionKind are questions that colleagues asked.
var QuestionKind = &Kind{
	Name: "question", Folder: "questions",
	Icon: "message-circle-question-mark", Hue: 60,
	Listed: true, Searched: true, Asks: true, Fed: true, Reviewed: true,
	Title: "asked", States: []State{{Name: "open"}, {Name: "answered"}},
	decode: decode[Question],
}

// Question is what a colleague asked; its text is the answer.
type Question struct {
	Progress   `yaml:",inline"`
	Asked      strictyaml.Text   `yaml:"asked" field:"required"`
	AnsweredBy []strictyaml.Text `yaml:"answered_by" field:"profile"` // profile ids
	Times      int               `yaml:"times" field:"[0..1000000]"`  // how often it was asked; 0: not counted
}

// Answered reports whether there is an answer.
func (q *Question) Answered() bool { return q.State.Value == "answered" }

func (q *Question) check(c *checker) {
	c.title("asked", &q.Asked, diag.Say("a question needs what was asked"), diag.Say("write asked: with the question in one sentence, as the colleague put it"))
	c.count(c.at("times"), "times", &q.Times)
	switch {
	case q.Answered() && len(q.AnsweredBy) == 0:
		c.list.Add(c.at("state"), diag.MissingField, diag.Say("who answered the question is not said"), diag.Say("write answered_by: with the ids of the profiles of those who did"))
	case !q.Answered() && len(q.AnsweredBy) > 0:
		c.list.Add(c.at("answered_by"), diag.BadValue, diag.Say("somebody answered the question, and it is said to be open"), diag.Say("write state: answered, or take the line away"))
	}
}
