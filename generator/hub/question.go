package hub

import (
	"cmp"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// QuestionKind are questions that colleagues asked.
var QuestionKind = ordered(kind(source.QuestionKind, (*linker).question), compareQuestions)

// QuestionPage is what a question adds.
type QuestionPage struct {
	Nothing
	fields     *source.Question
	AnsweredBy []*Person // without those who left
}

func (l *linker) question(p *Page, fields *source.Question) *QuestionPage {
	if fields.Answered() && p.Doc.Empty {
		l.tell(p.File.Span(p.Body, p.Body), diag.EmptyPage, diag.Say("the question is said to be answered, and the answer is not there"), diag.Say("write it here, or write state: open"))
	}
	return &QuestionPage{fields: fields, AnsweredBy: l.present("answered_by", fields.AnsweredBy, false)}
}

// compareQuestions sorts questions: what was asked most often comes first.
func compareQuestions(a, b *Page) int {
	times := func(p *Page) int { return p.Fields.(*source.Question).Times }
	return cmp.Or(cmp.Compare(times(b), times(a)), cmp.Compare(a.ID, b.ID))
}

// Texts are the question, if there is an answer to be found.
func (q *QuestionPage) Texts(*Language) Texts {
	if q.Waits() {
		return Texts{}
	}
	return Texts{Question: q.fields.Asked}
}

// Contributors are those who answered.
func (q *QuestionPage) Contributors() []*Person { return q.AnsweredBy }

// Waits reports whether nobody has answered yet.
func (q *QuestionPage) Waits() bool { return !q.fields.Answered() }

// Done is the answer, when it was given as far as Git knows, else when the page
// was written.
func (q *QuestionPage) Done(p *Page, in span) Deeds {
	if q.Waits() || !in.holds(firstTime(p.InState(), p.Created)) {
		return Deeds{}
	}
	return Deeds{Answers: 1}
}
