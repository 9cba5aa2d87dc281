package hub

import (
	"fmt"
	"strings"
	"testing"
)

// today in these tests is 2026-11-02, see read.
func TestLoad(t *testing.T) {
	const site = `
-- site.yaml --
title: Hub
languages: {list: [de, en]}
privacy: {consent: CONSENT}
organisation:
  departments: [{id: lab}]
-- content/de/people/bo.md --
---
name: Bo
department: lab
time: {hours_per_week: [2, 4]}
consent: [time]
---
x
-- content/de/people/cy.md --
---
name: Cy
department: lab
time: {hours_per_week: 3}
---
x
-- content/de/people/di.md --
---
name: Di
department: lab
status: left
---
x
`
	task := func(name, fields string) string {
		return "-- content/de/tasks/" + name + ".md --\n---\ntitle: " + name + "\n" + fields + "\n---\nx\n"
	}
	for _, test := range []struct{ name, consent, tasks, want, said string }{
		// 15 November is the 14th day: two weeks of four hours.
		{"two weeks", "off", task("a", "{hours: 6, due: 2026-11-15, state: taken, taken_by: [bo]}"), "bo 6/8 until 11-15", ""},
		{"of two numbers the larger", "off", task("a", "{hours: [2, 9], due: 2026-11-15, taken_by: [bo], state: taken}"), "bo 9/8 until 11-15 over", "overload: Bo has taken on 9 hours until 2026-11-15, and 8 are agreed"},
		// Due today: a week's hours all the same.
		{"a week at least", "off", task("a", "{hours: 4, due: 2026-11-02, taken_by: [bo], state: taken}"), "bo 4/4 until 11-02", ""},
		// Ten days are 10/7 weeks: 4 · 10/7 = 5.71.
		{"days", "off", task("a", "{hours: 5, due: 2026-11-11, taken_by: [bo], state: taken}"), "bo 5/5.71 until 11-11", ""},
		// 3/4 within a week, 3+6 of 8 within two, 9+1 of 16 within four: the second is the tightest.
		{"tightest", "off", task("a", "{hours: 3, due: 2026-11-08, taken_by: [bo], state: taken}") + task("b", "{hours: 6, due: 2026-11-15, taken_by: [bo], state: taken}") +
			task("c", "{hours: 1, due: 2026-11-29, taken_by: [bo], state: taken}"), "bo 9/8 until 11-15 over", "overload: Bo has taken on 9 hours until 2026-11-15, and 8 are agreed"},
		{"one day as a whole", "off", task("a", "{hours: 3, due: 2026-11-08, taken_by: [bo], state: taken}") + task("b", "{hours: 1, due: 2026-11-08, taken_by: [bo], state: taken}"), "bo 4/4 until 11-08", ""},
		{
			"what was due is due now", "off", task("a", "{hours: 3, due: 2026-10-08, taken_by: [bo], state: taken}") + task("b", "{hours: 2, due: 2026-11-08, taken_by: [bo], state: taken}"),
			"bo 5/4 until 11-08 over", "state-due: the task was due on 2026-10-08, and its state is \"taken\" still; overload: Bo has taken on 5 hours until 2026-11-08, and 4 are agreed",
		},
		{"without a day", "off", task("a", "{hours: 30, taken_by: [bo], state: taken}") + task("b", "{due: 2026-11-08, taken_by: [bo], state: taken}"), "bo 0/4 until 11-08", ""},
		{"no day at all", "off", task("a", "{hours: 30, taken_by: [bo], state: taken}"), "bo 0/0 until 01-01", ""},
		{"each has the hours", "off", task("a", "{hours: 3, due: 2026-11-08, taken_by: [bo, cy, bo], state: taken}"), "bo 3/4 until 11-08; cy 3/3 until 11-08", ""},
		{"open for more", "off", task("a", "{hours: 3, due: 2026-11-08, taken_by: [bo]}"), "bo 3/4 until 11-08", ""},
		{"done and dropped", "off", task("a", "{hours: 3, due: 2026-10-08, taken_by: [bo], state: done}") + task("b", "{hours: 3, due: 2026-10-08, taken_by: [bo], state: dropped}"), "", ""},
		{"nobody", "off", task("a", "{hours: 3, due: 2026-11-08}"), "", ""},
		{
			"without consent", "required", task("a", "{hours: 30, due: 2026-11-08, taken_by: [cy], state: taken}") + task("b", "{hours: 1, due: 2026-11-15, taken_by: [cy, bo], state: taken}"),
			"bo 1/8 until 11-15; cy 31/0 until 11-15 untold", "",
		},
		{"who left", "off", task("a", "{hours: 3, due: 2026-11-08, taken_by: [di], state: taken}") + task("b", "{hours: 3, taken_by: [di], state: done}"), "", "person-left: Di, whom taken_by: names, has left the role: nobody is shown"},
		{"nobody is said", "off", task("a", "{hours: 3, state: taken}"), "", ""},
		{
			"in two languages", "off", task("a", "{hours: 3, due: 2026-11-08, taken_by: [bo], state: taken}") + strings.ReplaceAll(task("a", "{hours: 3, due: 2026-11-08, taken_by: [bo], state: taken}"), "content/de", "content/en"),
			"bo 3/4 until 11-08", "",
		},
	} {
		fields := strings.NewReplacer("{", "", "}", "", ", due", "\ndue", ", state", "\nstate", ", taken_by", "\ntaken_by").Replace(test.tasks)
		h, list := Link(read(t, strings.Replace(site, "CONSENT", test.consent, 1)+fields))
		var got []string
		for _, load := range h.Work().Loads {
			text := fmt.Sprintf("%s %.3g/%.3g until %s", load.Person.ID, load.Taken, load.Agreed, load.Until.Format("01-02"))
			if load.Over() {
				text += " over"
			}
			if !load.Told {
				text += " untold"
			}
			got = append(got, text)
			if again := h.Load(load.Person); again.Taken != load.Taken {
				t.Errorf("%s: %v, then %v", test.name, load, again)
			}
		}
		same(t, test.name, strings.Join(got, "; "), test.want)
		var told []string
		for _, d := range list {
			if d.Code != "missing-language" && d.Code != "owner-missing" {
				told = append(told, string(d.Code)+": "+d.Message.String())
			}
		}
		same(t, test.name, strings.Join(told, "; "), test.said)
	}
}

func TestWork(t *testing.T) {
	h, _ := Link(read(t, `
-- site.yaml --
title: Hub
languages: {list: [de]}
organisation:
  departments: [{id: lab}]
-- content/de/people/bo.md --
---
name: Bo
department: lab
---
x
-- content/de/people/cy.md --
---
name: Cy
department: lab
---
x
-- content/de/tasks/a.md --
---
title: A
hours: [2, 3]
---
x
-- content/de/tasks/b.md --
---
title: B
hours: 2
state: taken
taken_by: [bo, cy]
---
x
-- content/de/tasks/c.md --
---
title: C
hours: 1.5
state: done
taken_by: [bo, cy]
---
x
-- content/de/tasks/d.md --
---
title: D
hours: 8
state: dropped
taken_by: [bo]
---
x
`))
	work := h.Work()
	same(t, "hours", fmt.Sprint(work.Open, work.Offered, work.Taken, work.Done), "1 3 4 3")
	if load := h.Load(h.People[0]); len(load.Tasks) != 1 || load.Told {
		t.Errorf("Bo has %+v", load)
	}
}
