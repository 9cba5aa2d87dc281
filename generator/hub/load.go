package hub

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/words"
)

// Load is what somebody has taken on, against the hours that are agreed.
//
// Who works on what is due first gets everything done in time if until no due
// day more hours are taken than agreed (the test of demand for the earliest
// deadline first: Baruah, Rosier, Howell 1990). So for each due day the hours of
// the tasks that are due until then are compared with those agreed until then;
// the day at which the share is largest is the tightest, and stands here. Weeks
// are counted from today to the end of the due day, by days, and at least one.
// Of pairs the larger number counts. Tasks without hours or without a due day
// take nothing.
type Load struct {
	Person *Person
	Tasks  []*Page   // open ones that they took, by due day, those without one last; each in the language that stands in for others
	Told   bool      // the hours that are agreed may be published
	Until  time.Time // that day; zero where nothing has one
	Taken  float64   // hours of the tasks that are due until then
	Agreed float64   // hours until then; 0 if they are not told
}

// Over reports whether more is taken than agreed.
func (l *Load) Over() bool { return l.Told && l.Taken > l.Agreed+tiny }

// Work is what tasks take of the network's hours. A task counts once, in
// whatever languages it is described.
type Work struct {
	Open    int     // tasks that nobody has taken
	Offered float64 // hours of these, if each is taken by one
	Taken   float64 // hours of tasks that are taken and not done yet, of all who took them
	Done    float64 // hours of tasks that are done, of all who took them and are still here
	Loads   []Load  // of those who have taken tasks that are not done yet, by ID
}

// Work adds up the tasks.
func (h *Hub) Work() *Work { return h.work }

// Load is what somebody has taken on.
func (h *Hub) Load(p *Person) Load {
	if i, ok := slices.BinarySearchFunc(h.work.Loads, p.ID, func(l Load, id string) int { return cmp.Compare(l.Person.ID, id) }); ok {
		return h.work.Loads[i]
	}
	return h.load(p, nil)
}

// addWork adds up the tasks, once pages are complete.
func (h *Hub) addWork() {
	h.work = &Work{}
	taken := map[*Person][]*Page{}
	for _, p := range h.Pages {
		own, ok := p.Own.(*TaskPage)
		if !ok || p.Translations.Main != p {
			continue
		}
		state, _ := p.State()
		each := own.Hours().Max
		all := each * float64(len(own.TakenBy))
		switch {
		case state.Name == "done":
			h.work.Done += all
		case state.Closed:
		default:
			h.work.Taken += all
			if len(own.TakenBy) == 0 {
				h.work.Open++
				h.work.Offered += each
			}
			for _, person := range own.TakenBy {
				taken[person] = append(taken[person], p)
			}
		}
	}
	for _, person := range slices.SortedFunc(maps.Keys(taken), func(a, b *Person) int { return cmp.Compare(a.ID, b.ID) }) {
		h.work.Loads = append(h.work.Loads, h.load(person, taken[person]))
	}
}

// compareTasks sorts tasks: those first that nobody has taken, then by the day
// on which they are due, those without one last.
func compareTasks(a, b *Page) int {
	taken := func(p *Page) bool {
		own, ok := p.Own.(*TaskPage)
		return ok && len(own.TakenBy) > 0
	}
	return cmp.Or(compareBool(taken(a), taken(b)), compareDue(a, b))
}

func compareDue(a, b *Page) int {
	due := func(p *Page) time.Time {
		if own, ok := p.Own.(*TaskPage); ok {
			return own.Due().Time
		}
		return time.Time{}
	}
	return cmp.Or(compareBool(due(a).IsZero(), due(b).IsZero()), due(a).Compare(due(b)), cmp.Compare(a.ID, b.ID))
}

// load compares what somebody has taken with what they agreed on.
func (h *Hub) load(p *Person, tasks []*Page) Load {
	load := Load{Person: p, Tasks: slices.SortedFunc(slices.Values(tasks), compareDue)}
	perWeek := 0.0
	if hours := p.Main.Profile().Time.HoursPerWeek; hours != nil {
		load.Told, perWeek = true, hours.Max
	}
	taken := 0.0
	for i, task := range load.Tasks {
		due := task.Own.(*TaskPage).Due()
		if due.IsZero() {
			break
		}
		taken += task.Own.(*TaskPage).Hours().Max
		if next := i + 1; next < len(load.Tasks) && load.Tasks[next].Own.(*TaskPage).Due().Equal(due.Time) {
			continue // the day as a whole
		}
		agreed := perWeek * h.weeksUntil(due.End())
		// Shares are compared without dividing: nothing may be agreed. Where
		// that is not told, all counts.
		if load.Until.IsZero() || taken*load.Agreed > load.Taken*agreed+tiny || !load.Told {
			load.Until, load.Taken, load.Agreed = due.Time, taken, agreed
		}
	}
	return load
}

// weeksUntil is how many weeks there are from today on, at least one.
func (h *Hub) weeksUntil(end time.Time) float64 {
	return max(1, end.Sub(h.Clock.Day(time.UTC)).Hours()/24/7)
}

// overloads tells of those who have taken on more than is agreed.
func (h *Hub) overloads() (list diag.List) {
	english := h.Words.In(words.English)
	for _, load := range h.work.Loads {
		if !load.Over() {
			continue
		}
		last := load.Tasks[0]
		for _, task := range load.Tasks {
			if due := task.Own.(*TaskPage).Due(); !due.IsZero() && !due.After(load.Until) {
				last = task
			}
		}
		list.Add(last.Own.(*TaskPage).Due().Span, diag.Overload, diag.Say("%s has taken on %s hours until %s, and %s are agreed", load.Person.name(), english.Number(load.Taken), load.Until.Format("2006-01-02"), english.Number(load.Agreed)),
			diag.Say("let a colleague take one of the tasks, or agree on a later day or on more hours"))
	}
	return list
}
