package render

import (
	"math"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

var _ = kind(hub.TaskKind, kindView[*source.Task, *hub.TaskPage]{
	facts: func(s *site, p taskPage) []Fact {
		var facts []Fact
		if due := p.Fields.Due; !due.IsZero() {
			facts = append(facts, Fact{Icon: "calendar-check", Text: strings.ReplaceAll(s.word("task_due"), "{0}", s.date(due.Time).Text), Brief: true})
		}
		if hours := p.Fields.Hours; !hours.IsZero() {
			facts = append(facts, Fact{Icon: "clock", Text: s.hours(hours), Short: strings.ReplaceAll(s.word("task_hours_short"), "{0}", s.lang.Range(hours)), Brief: true})
		}
		return facts
	},
	page: func(s *site, p taskPage) any {
		return &Task{For: s.roleLinks(p.Own.For), TakenBy: s.peopleOf(p.Own.TakenBy)}
	},
})

type taskPage = kindPage[*source.Task, *hub.TaskPage]

// Task is what only a task has.
type Task struct {
	For     []Link // roles
	TakenBy []Person
}

// hours are "2 hours", "2–4 hours".
func (s *site) hours(r strictyaml.Range) string {
	text, _ := s.lang.Count("task_hours", int(math.Ceil(r.Max)))
	return strings.ReplaceAll(text, "{0}", s.lang.Range(r))
}

// TaskList are the tasks of a folder.
type TaskList struct {
	Open    []Card // that nobody has taken, by due day
	Taken   []Card
	Closed  []Card
	Loads   []Load
	Untold  int    // who have taken tasks and whose agreed hours are not published
	Offered string // hours of the network's open tasks
	Now     string // hours of those that are taken
	Done    string // hours of those that are done
}

// Load is what somebody has taken on, see hub.Load.
type Load struct {
	Person        Person
	Tasks         []Link
	Until         Date   // without text where no task has a due day
	Taken, Agreed string // hours
	Have, Most    int    // for a picture: tenths of hours that are taken, and that are agreed
	Over          bool   // more is taken than agreed
}

// taskList sorts tasks by how far they have come.
func (s *site) taskList(pages []*hub.Page) *TaskList {
	list := &TaskList{}
	for _, p := range pages {
		own, ok := p.Own.(*hub.TaskPage)
		if !ok {
			continue
		}
		to := &list.Open
		switch state, _ := p.Page.State(); {
		case state.Closed:
			to = &list.Closed
		case len(own.TakenBy) > 0:
			to = &list.Taken
		}
		*to = append(*to, s.card(p))
	}
	work := s.hub.Work()
	list.Offered, list.Now, list.Done = s.lang.Number(work.Offered), s.lang.Number(work.Taken), s.lang.Number(work.Done)
	for _, person := range s.lang.People {
		load := s.hub.Load(person)
		switch {
		case len(load.Tasks) == 0:
		case !load.Told:
			list.Untold++
		default:
			list.Loads = append(list.Loads, s.load(load))
		}
	}
	return list
}

func (s *site) load(l hub.Load) Load {
	load := Load{
		Person: s.people[l.Person], Until: s.date(l.Until), Taken: s.lang.Number(l.Taken), Agreed: s.lang.Number(l.Agreed),
		Have: int(math.Round(l.Taken * 10)), Most: int(math.Round(l.Agreed * 10)), Over: l.Over(),
	}
	for _, task := range l.Tasks {
		p := task.Translations.In(s.lang.Code)
		load.Tasks = append(load.Tasks, Link{Title: p.Title, URL: p.URL})
	}
	return load
}

