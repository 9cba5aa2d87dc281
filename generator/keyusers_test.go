package generator

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/hub"
)

// TestKeyUsersAtPresent asks who is a department's key user in a hub of people
// whose time in the role is still to come, is over, or is not known: where
// readers are told whom to ask, where they are counted, and on the poster.
func TestKeyUsersAtPresent(t *testing.T) {
	for _, test := range []struct {
		name, settings, roles string
		ask, counted, poster  string
	}{
		{"by role", "", "roles: [key-user]", "abroad open today away serving", "open serving today", "abroad open today serving"},
		{"nobody has the role", "", "", "abroad other open today away serving", "", "abroad open other today serving"},
		{"dates that nobody may see", "\nprivacy: {consent: required}", "roles: [key-user]", "abroad future open today past away", "future open past serving today", "abroad future open past today serving"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeSite(t, &txtar.Archive{})
			put(t, dir, "site.yaml", "title: Hub\nlanguages: {list: [de]}\nroles: {coverage: key-user}"+test.settings+"\norganisation:\n  departments: [{id: lab, users: 30}, {id: sales, users: 1}]\n")
			put(t, dir, "content/de/roles/key-user.md", "---\ntitle: Key-User\n---\nText.\n")
			for id, more := range map[string]string{
				"past":    "department: lab\nuntil: 2026-11-01\n" + test.roles,
				"today":   "department: lab\nuntil: 2026-11-02\n" + test.roles,
				"future":  "department: lab\nsince: 2026-11-03\n" + test.roles,
				"open":    "department: lab\n" + test.roles,
				"away":    "department: lab\nstatus: away\n" + test.roles,
				"gone":    "department: lab\nstatus: left\n" + test.roles,
				"other":   "department: lab",
				"serving": "department: sales\nserves: [lab]\n" + test.roles,
				"abroad":  "department: lab\nserves: [sales]\n" + test.roles, // sits there, and works for others
			} {
				put(t, dir, "content/de/people/"+id+".md", fmt.Sprintf("---\nname: %s\n%s\n---\nText.\n", id, more))
			}
			site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
			if err != nil {
				t.Fatal(err)
			}
			defer site.Close()
			for what, lists := range map[string][2]any{
				"asked":         {site.hub.AskIn("lab"), test.ask},
				"counted":       {site.hub.Coverage(site.hub.People).Departments[0].People, test.counted},
				"on the poster": {hub.There(site.hub.KeyUsers("lab")), test.poster},
			} {
				var ids []string
				for _, p := range lists[0].([]*hub.Person) {
					ids = append(ids, p.ID)
				}
				if got := strings.Join(ids, " "); got != lists[1] {
					t.Errorf("%s: got %q, want %q", what, got, lists[1])
				}
			}
		})
	}
}
