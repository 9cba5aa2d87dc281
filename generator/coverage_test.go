package generator

import (
	"context"
	"fmt"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestCoverage counts people who serve several departments, departments that
// are looked after from above, and what is missing.
func TestCoverage(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "site.yaml", `title: Hub
languages: {list: [de]}
roles: {coverage: key-user}
organisation:
  departments:
    - {id: a, users: 25}
    - {id: b, users: 25}
    - {id: c, users: 26}
    - {id: below-a, users: 0, parent: a}
    - {id: far-below-a, users: 10, parent: below-a}
    - {id: alone, users: 60}
    - {id: empty}
`)
	put(t, dir, "content/de/roles/key-user.md", "---\ntitle: Key-User\nusers_per_holder: 25\n---\nText.\n")
	for i, more := range []string{"", "", "", "status: away\n", "status: left\n"} {
		put(t, dir, fmt.Sprintf("content/de/people/p%d.md", i), fmt.Sprintf("---\nname: P%d\ndepartment: a\nserves: [a, b, c]\nroles: [key-user]\ntime: {hours_per_week: [3, 6]}\n%s---\nText.\n", i, more))
	}
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	coverage := site.hub.Coverage(site.hub.People)
	got := ""
	for _, d := range append(coverage.Departments, coverage.Total) {
		got += fmt.Sprintf("%s: %d users, by %q, serves %d, %d people as %.2f, %.1f–%.1f hours of %d, %d away, %d missing\n",
			d.ID, d.Users, d.By, d.Served, len(d.People), d.Share, d.Hours.Min, d.Hours.Max, d.Told, len(d.Away), d.Missing)
	}
	want := `a: 25 users, by "", serves 35, 3 people as 1.00, 3.0–6.0 hours of 3, 1 away, 1 missing
b: 25 users, by "", serves 25, 3 people as 1.00, 3.0–6.0 hours of 3, 1 away, 0 missing
c: 26 users, by "", serves 26, 3 people as 1.00, 3.0–6.0 hours of 3, 1 away, 1 missing
below-a: 0 users, by "a", serves 0, 0 people as 0.00, 0.0–0.0 hours of 0, 0 away, 0 missing
far-below-a: 10 users, by "a", serves 0, 0 people as 0.00, 0.0–0.0 hours of 0, 0 away, 0 missing
alone: 60 users, by "", serves 60, 0 people as 0.00, 0.0–0.0 hours of 0, 0 away, 3 missing
empty: 0 users, by "", serves 0, 0 people as 0.00, 0.0–0.0 hours of 0, 0 away, 0 missing
: 146 users, by "", serves 146, 3 people as 3.00, 9.0–18.0 hours of 3, 1 away, 5 missing
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
