package render

import (
	"bytes"
	"cmp"
	"html/template"
	"slices"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.QuestionKind, kindView[*source.Question, *hub.QuestionPage]{
	facts: (*site).questionFacts,
	page:  func(s *site, p questionPage) any { return s.question(p) },
	letter: func(s *site, p questionPage, w Window) []told {
		state, answered := stateBy(p.Page, w)
		answered = cmp.Or(answered, p.Updated)
		switch {
		case state.Name == "open" && w.Holds(p.Created):
			return []told{{section: s.word("letter_questions_open"), weight: weightQuestions + 1, at: p.Created}}
		case state.Name != "open" && w.Holds(answered):
			return []told{{section: s.word("letter_questions_answered"), weight: weightQuestions, at: answered}}
		}
		return nil
	},
	list: func(s *site, f *hub.Folder, pages []*hub.Page) any { return s.faq(f, pages) },
	band: (*site).openQuestions,
})

type questionPage = kindPage[*source.Question, *hub.QuestionPage]

// Question is what only a question has.
type Question struct {
	Waits      bool // nobody has answered yet
	AnsweredBy []Person
	AnswerURL  string // of one that waits: where somebody answers it who knows; "" without a way
}

// FAQ are the questions of a folder: the answers first.
type FAQ struct {
	AskURL string       // "" without feedback.ask
	Apps   []Answers    // in site.yaml's order; last those about no app
	Open   []OpenAnswer // that nobody has answered yet, most asked first
}

// Answers are answered questions about one app, most asked first.
type Answers struct {
	ID, Name string // of the app; "" for those about none
	Answers  []Answer
}

// Answer is a question with its answer.
type Answer struct {
	Card
	Whole      bool          // Text is all of it
	Text       template.HTML // the answer, or where it is long its summary
	AnsweredBy []Person
}

// OpenAnswer is a question that waits for its answer.
type OpenAnswer struct {
	Card
	Owner     *Person // nil without one
	AnswerURL string
}

func (s *site) questionFacts(p questionPage) []Fact {
	if p.Fields.Times < 2 {
		return nil
	}
	return []Fact{{Icon: "message-circle-question-mark", Text: s.count("question_times", p.Fields.Times), Short: s.count("question_times_short", p.Fields.Times)}}
}

func (s *site) question(p questionPage) *Question {
	out := &Question{Waits: p.Own.Waits(), AnsweredBy: s.peopleOf(p.Own.AnsweredBy)}
	if out.Waits {
		out.AnswerURL = s.answerURL(p.Page)
	}
	return out
}

// answerURL is where somebody answers a question: in its file, else by a letter
// to who looks after it.
func (s *site) answerURL(p *hub.Page) string {
	b := s.about(p)
	return cmp.Or(s.editURL(p, b), s.suggest(s.hub.Config.Feedback.Improve, b, nil))
}

// faq are the questions among the pages of a folder.
func (s *site) faq(f *hub.Folder, pages []*hub.Page) *FAQ {
	out := &FAQ{AskURL: s.ask(blanks{title: s.folderTitle(f), address: f.URL})}
	of := map[string][]Answer{}
	for _, p := range pages {
		own, ok := p.Own.(*hub.QuestionPage)
		if !ok {
			continue
		}
		if own.Waits() {
			open := OpenAnswer{Card: s.card(p), AnswerURL: s.answerURL(p)}
			if p.Owner != nil {
				owner := s.people[p.Owner]
				open.Owner = &owner
			}
			out.Open = append(out.Open, open)
			continue
		}
		app := ""
		if len(p.Apps) > 0 {
			app = p.Apps[0].ID
		}
		of[app] = append(of[app], s.answer(p, own))
	}
	for _, t := range s.lang.Apps {
		if answers := of[t.ID]; len(answers) > 0 {
			out.Apps = append(out.Apps, Answers{t.ID, t.Name, answers})
		}
	}
	if answers := of[""]; len(answers) > 0 {
		out.Apps = append(out.Apps, Answers{Answers: answers})
	}
	return out
}

// wholeMost is how many words an answer may have that is shown as a whole in a
// list of many.
const wholeMost = 150

// answer is an answered question as a list shows it. A text with ids in it, as
// headings and notes have them, stands on its own page only: others may have
// the same.
func (s *site) answer(p *hub.Page, own *hub.QuestionPage) Answer {
	out := Answer{Card: s.card(p), AnsweredBy: s.peopleOf(own.AnsweredBy)}
	if p.Doc.Words <= wholeMost {
		text := s.text(p, p.Text())
		if !bytes.Contains([]byte(text), []byte(" id=")) {
			out.Whole, out.Text = true, text
			return out
		}
	}
	out.Text = template.HTML("<p>" + template.HTMLEscapeString(p.Summary) + "</p>")
	return out
}

// openQuestions are those that wait for their answer: on the home page, about
// an app, a department or a topic, and on the profile of who looks after them.
func (s *site) openQuestions(at place) *Band {
	var pages []*hub.Page
	switch {
	case at.home:
		pages = s.lang.OfKind(source.QuestionKind)
	case at.term != nil:
		pages = at.term.OfKind(source.QuestionKind)
	case at.person != nil:
		pages = slices.DeleteFunc(slices.Clone(s.lang.Naming(at.person, source.QuestionKind)), func(p *hub.Page) bool { return p.Owner != at.person })
	}
	pages = slices.DeleteFunc(slices.Clone(pages), func(p *hub.Page) bool { return !p.Own.Waits() })
	return &Band{Title: s.word("question_band"), Cards: s.cardsOf(pages), All: s.allOf(source.QuestionKind)}
}
