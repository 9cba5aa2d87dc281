package hub

import (
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// TaskKind are tasks that somebody takes on.
var TaskKind = ordered(kind(source.TaskKind, (*linker).taskPage), compareTasks)

// TaskPage is what a task adds.
type TaskPage struct {
	Nothing
	fields  *source.Task
	For     []*Role   // who may take it
	TakenBy []*Person // without those who left
}

func (l *linker) taskPage(p *Page, fields *source.Task) *TaskPage {
	l.overdue(p, fields.Due, diag.Say("the task was due on %s", fields.Due.Format(time.DateOnly)), diag.Say("write state: done or dropped, or a later day into due:"))
	return &TaskPage{fields: fields, For: l.rolesOf(fields.For), TakenBy: l.present("taken_by", fields.TakenBy, !p.Closed())}
}

// Hours are what it takes each who takes it; 0 if nobody says.
func (t *TaskPage) Hours() strictyaml.Range { return t.fields.Hours }

// Due is the day until which it should be done; zero if nobody says.
func (t *TaskPage) Due() strictyaml.Date { return t.fields.Due }

// Links are those who took it.
func (t *TaskPage) Links() []Target { return profilesOf(t.TakenBy) }

// Done are the hours of all who took a task that is done: when it was said to
// be, as far as Git knows, else on the day it was due.
func (t *TaskPage) Done(p *Page, in span) Deeds {
	if state, _ := p.State(); state.Name != "done" || !in.holds(firstTime(p.InState(), t.fields.Due.Time)) {
		return Deeds{}
	}
	return Deeds{Hours: float64(len(t.TakenBy)) * t.fields.Hours.Max}
}

// ForRoles are those who may take it.
func (t *TaskPage) ForRoles() []*Role { return t.For }
