package generator

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/words"
)

// TestCoverage works out small hubs, whose figures stand here as they are
// worked out by hand.
func TestCoverage(t *testing.T) {
	const role = "users_per_holder: 25\n"
	for _, test := range []struct {
		name, departments, role string
		people                  []string // front matter of p0, p1, …; all hold the role
		want                    string
	}{
		{
			// Three people serve a, b and c: a third each, so 1 in each of them. What
			// is below a comes to a: 25 + 0 + 10 = 35 users, 35/25 = 1.4, less 1 are 0.4.
			// c: 26/25 − 1 = 0.04. alone: 60/25 = 2.4. All: 146/25 = 5.84, less 3 are 2.84.
			name: "several departments",
			departments: `
    - {id: a, users: 25}
    - {id: b, users: 25}
    - {id: c, users: 26}
    - {id: below-a, users: 0, parent: a}
    - {id: far-below-a, users: 10, parent: below-a}
    - {id: alone, users: 60}`,
			role: role,
			people: []string{
				"serves: [a, b, c]\ntime: {hours_per_week: [3, 6]}", "serves: [a, b, c]\ntime: {hours_per_week: [3, 6]}", "serves: [a, b, c]\ntime: {hours_per_week: [3, 6]}",
				"serves: [a, b, c]\nstatus: away", "serves: [a, b, c]\nstatus: left",
			},
			want: `
a: serves 35, p0 p1 p2 count 1, 3–6 hours of 3, needs 1.4, lacks 0.4 (1), 1 : 35, away p3
b: serves 25, p0 p1 p2 count 1, 3–6 hours of 3, needs 1, lacks 0 (0), 1 : 25, away p3
c: serves 26, p0 p1 p2 count 1, 3–6 hours of 3, needs 1.04, lacks 0.04 (1), 1 : 26, away p3
below-a: by a, serves 0, count 0, 0–0 hours of 0, needs 0, lacks 0 (0), 1 : 0
far-below-a: by a, serves 0, count 0, 0–0 hours of 0, needs 0, lacks 0 (0), 1 : 0
alone: serves 60, count 0, 0–0 hours of 0, needs 2.4, lacks 2.4 (3), 1 : 0
: serves 146, p0 p1 p2 count 3, 9–18 hours of 3, needs 5.84, lacks 2.84 (3), 1 : 48.67, away p3
`,
		},
		{
			// The role takes 4 hours at least. p0: 2/4 = 0.5. p1: 8 are more than 4, so
			// 1, a half in each of two: 0.5. p2 agreed to nothing: 0. p3 does not say: 1.
			// p4: the lower end counts, 3/4 = 0.75. p5 has not begun, p6 ended
			// yesterday, p7 ends today and counts still.
			// a: 0.5 + 0.5 + 0 = 1 of 40/25 = 1.6: 0.6 lack, 40/1 users for each.
			// b: 0.5 + 1 + 0.75 + 1 = 3.25 of 50/25 = 2, 50/3.25 = 15.38.
			// All: 0.5 + 1 + 0 + 1 + 0.75 + 1 = 4.25 of 90/25 = 3.6, 90/4.25 = 21.18.
			name: "hours and dates",
			departments: `
    - {id: a, users: 40}
    - {id: b, users: 50}`,
			role: role + "time: {hours_per_week: [4, 6]}\n",
			people: []string{
				"serves: [a]\ntime: {hours_per_week: 2}\ndeputy: p1", "serves: [a, b]\ntime: {hours_per_week: 8}", "serves: [a]\ntime: {hours_per_week: 0}",
				"department: b", "department: b\ntime: {hours_per_week: [3, 9]}",
				"department: b\nsince: 2027-01-01", "department: b\nuntil: 2026-11-01", "department: b\nuntil: 2026-11-02",
			},
			want: `
a: serves 40, p0 p1 p2 count 1, 6–6 hours of 3, needs 1.6, lacks 0.6 (1), 1 : 40
b: serves 50, p1 p3 p4 p7 count 3.25, 7–13 hours of 2, needs 2, lacks 0 (0), 1 : 15.38, later p5, over p6, leaving p7
: serves 90, p0 p1 p2 p3 p4 p7 count 4.25, 13–19 hours of 4, needs 3.6, lacks 0 (0), 1 : 21.18, later p5, over p6, leaving p7
`,
		},
		{
			// Of top and open it is not said how many work there. top looks after low
			// (10/25 = 0.4 of its 1) and open, and has no ratio; nobody works in empty.
			// All: 30/25 = 1.2, less 1.5 of top and far: nothing.
			name: "users that are not known",
			departments: `
    - {id: top}
    - {id: low, users: 10, parent: top}
    - {id: open, parent: low}
    - {id: far, users: 20}
    - {id: empty, users: 0}`,
			role:   role + "time: {hours_per_week: 4}\n",
			people: []string{"department: top", "department: far\ntime: {hours_per_week: 2}"},
			want: `
top: not known, serves 10 and open, p0 count 1, 0–0 hours of 0, needs 0.4, lacks 0 (0), 1 : 0
low: by top, serves 0, count 0, 0–0 hours of 0, needs 0, lacks 0 (0), 1 : 0
open: not known, by top, serves 0, count 0, 0–0 hours of 0, needs 0, lacks 0 (0), 1 : 0
far: serves 20, p1 count 0.5, 2–2 hours of 1, needs 0.8, lacks 0.3 (1), 1 : 40
empty: serves 0, count 0, 0–0 hours of 0, needs 0, lacks 0 (0), 1 : 0
: serves 30 and top open, p0 p1 count 1.5, 2–2 hours of 1, needs 1.2, lacks 0 (0), 1 : 20
`,
		},
		{
			// The role does not say how many one can serve: somebody is missing where
			// nobody is there for users.
			name: "no target",
			departments: `
    - {id: a, users: 500}
    - {id: b, users: 3}
    - {id: c, users: 0}`,
			people: []string{"department: a"},
			want: `
a: serves 500, p0 count 1, 0–0 hours of 0, needs 0, lacks 0 (0), 1 : 500
b: serves 3, count 0, 0–0 hours of 0, needs 0, lacks 1 (1), 1 : 0
c: serves 0, count 0, 0–0 hours of 0, needs 0, lacks 0 (0), 1 : 0
: serves 503, p0 count 1, 0–0 hours of 0, needs 0, lacks 0 (0), 1 : 503
`,
		},
		{
			// 5 + 12 users, and nobody: 17/25 = 0.68.
			name: "nobody",
			departments: `
    - {id: a, users: 5}
    - {id: b, users: 12, parent: a}`,
			role:   role,
			people: []string{"department: a\nstatus: left"},
			want: `
a: serves 5, count 0, 0–0 hours of 0, needs 0.2, lacks 0.2 (1), 1 : 0
b: serves 12, count 0, 0–0 hours of 0, needs 0.48, lacks 0.48 (1), 1 : 0
: serves 17, count 0, 0–0 hours of 0, needs 0.68, lacks 0.68 (1), 1 : 0
`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeSite(t, &txtar.Archive{})
			put(t, dir, "site.yaml", "title: Hub\nlanguages: {list: [de]}\nroles: {coverage: key-user}\norganisation:\n  departments:"+test.departments+"\n")
			put(t, dir, "content/de/roles/key-user.md", "---\ntitle: Key-User\n"+test.role+"---\nText.\n")
			for i, more := range test.people {
				if !strings.Contains(more, "department:") {
					more += "\ndepartment: a"
				}
				put(t, dir, fmt.Sprintf("content/de/people/p%d.md", i), fmt.Sprintf("---\nname: P%d\nroles: [key-user]\n%s\n---\nText.\n", i, more))
			}
			site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
			if err != nil {
				t.Fatal(err)
			}
			defer site.Close()
			coverage := site.hub.Coverage(site.hub.People)
			got := "\n"
			for _, d := range append(coverage.Departments, coverage.Total) {
				got += figures(d, site.hub.Words.In(words.English)) + "\n"
			}
			if got != test.want {
				t.Errorf("got%swant%s", got, test.want)
			}
		})
	}
}

// figures writes a department's coverage in a line.
func figures(d hub.DepartmentCoverage, english *words.Language) string {
	number := english.Number
	names := func(people []*hub.Person) (all string) {
		for _, p := range people {
			all += " " + p.ID
		}
		return all
	}
	line := d.ID + ":"
	if !d.Known {
		line += " not known,"
	}
	if d.By != "" {
		line += " by " + d.By + ","
	}
	line += fmt.Sprintf(" serves %d", d.Served)
	if len(d.Unknown) > 0 {
		line += " and " + strings.Join(d.Unknown, " ")
	}
	line += fmt.Sprintf(",%s count %s, %s–%s hours of %d, needs %s, lacks %s (%d), 1 : %s",
		names(d.People), number(d.Share), number(d.Hours.Min), number(d.Hours.Max), d.Told, number(d.Need), number(d.Lacks), d.Missing, number(d.Ratio))
	for _, group := range []struct {
		word   string
		people []*hub.Person
	}{{"away", d.Away}, {"later", d.Later}, {"over", d.Over}, {"leaving", d.Leaving}} {
		if len(group.people) > 0 {
			line += ", " + group.word + names(group.people)
		}
	}
	return line
}
