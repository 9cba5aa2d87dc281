package render

import (
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.QuestionKind, kindView[*source.Question, *hub.QuestionPage]{
	facts: (*site).questionFacts,
	page:  func(s *site, p questionPage) any { return s.question(p) },
	letter: func(s *site, p questionPage, w Window) *told {
		answered := stateSince(p.Page)
		switch {
		case p.Own.Waits() && w.Holds(p.Created):
			return &told{section: s.word("letter_questions_open"), weight: weightQuestions + 1, at: p.Created}
		case !p.Own.Waits() && w.Holds(answered):
			return &told{section: s.word("letter_questions_answered"), weight: weightQuestions, at: answered}
		}
		return nil
	},
})

type questionPage = kindPage[*source.Question, *hub.QuestionPage]

// Question is what only a question has.
type Question struct {
	Waits      bool // nobody has answered yet
	AnsweredBy []Person
}

func (s *site) questionFacts(p questionPage) []Fact {
	if p.Fields.Times < 2 {
		return nil
	}
	return []Fact{{Icon: "message-circle-question-mark", Text: s.count("question_times", p.Fields.Times), Short: s.count("question_times_short", p.Fields.Times)}}
}

func (s *site) question(p questionPage) *Question {
	return &Question{Waits: p.Own.Waits(), AnsweredBy: s.peopleOf(p.Own.AnsweredBy)}
}
