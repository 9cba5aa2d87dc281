package render

import (
	"math"
	"slices"
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
	list: func(s *site, _ *hub.Folder, _ []*hub.Page) any { return s.taskList() },
	band: (*site).taskBand,
	letter: func(s *site, p taskPage, w Window) []told {
		state, _ := stateBy(p.Page, w)
		switch {
		case state.Name == "open" && (p.Fields.Due.IsZero() || p.Fields.Due.End().After(w.To)):
			return []told{{section: s.word("task_open_title"), weight: weightTasks, at: p.Fields.Due.Time, inner: true}}
		case state.Name == "done":
			return s.reached(p.Page, w, weightTasks+1)
		}
		return nil
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

// TaskList is how much the network has taken on.
type TaskList struct {
	Any                  bool   // there is a task that is not dropped
	Offered, Taken, Done string // hours of tasks that are open, taken and done, of the whole network
	Loads                []Load // by name
	Untold               int    // how many others have taken tasks: their agreed hours are not published
}

// Load is what somebody has taken on, see hub.Load.
type Load struct {
	Person        Person
	Tasks         []Link
	Until         Date   // without text where no task has a due day
	Taken, Agreed string // hours until then
	Over          bool   // more is taken than agreed
}

func (s *site) taskList() *TaskList {
	work := s.hub.Work()
	number := func(hours float64) string { return s.lang.Number(math.Round(hours*10) / 10) }
	list := &TaskList{
		Any:     work.Offered+work.Taken+work.Done > 0,
		Offered: number(work.Offered), Taken: number(work.Taken), Done: number(work.Done),
	}
	for _, person := range s.lang.People {
		load := s.hub.Load(person)
		if len(load.Tasks) == 0 {
			continue
		}
		if !load.Told {
			list.Untold++
			continue
		}
		row := Load{Person: s.people[person], Until: s.date(load.Until), Taken: number(load.Taken), Agreed: number(load.Agreed), Over: load.Over()}
		for _, task := range load.Tasks {
			page := task.Translations.In(s.lang.Code)
			row.Tasks = append(row.Tasks, Link{Title: page.Title, URL: page.URL, Lang: s.foreign(page.Lang)})
		}
		list.Loads = append(list.Loads, row)
	}
	return list
}

// taskBand is what somebody has taken on, and elsewhere what is offered: to
// everybody, about an app, to a department, to a role.
func (s *site) taskBand(at place) *Band {
	pages := s.lang.OfKind(source.TaskKind)
	wanted := func(_ *hub.TaskPage, state string) bool { return state == "open" }
	switch {
	case at.home:
	case at.term != nil:
		pages = at.term.OfKind(source.TaskKind)
	case at.person != nil:
		pages = s.lang.Naming(at.person, source.TaskKind)
		wanted = func(own *hub.TaskPage, _ string) bool { return slices.Contains(own.TakenBy, at.person) }
	case at.page.Role() != nil:
		wanted = func(own *hub.TaskPage, state string) bool {
			return state == "open" && slices.Contains(own.For, at.page.Role())
		}
	default:
		return nil
	}
	var offered []*hub.Page
	for _, p := range pages {
		own, ok := p.Own.(*hub.TaskPage)
		if state, _ := p.State(); ok && !state.Closed && wanted(own, state.Name) {
			offered = append(offered, p)
		}
	}
	offered = hub.InOrder(source.TaskKind, offered)
	band := &Band{Cards: s.cardsOf(offered), All: s.allOf(source.TaskKind)}
	if at.person == nil {
		band.Title = s.word("task_open_title")
	}
	return band
}
