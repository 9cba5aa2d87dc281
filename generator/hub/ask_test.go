package hub

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/clock"
)

func askedIDs(asked []Asked) string {
	var ids []string
	for _, a := range asked {
		ids = append(ids, a.ID)
	}
	return strings.Join(ids, " ")
}

// team is a hub in which four people know Excel equally well; each has lines of
// their own in the profile, given by id.
func team(t *testing.T, day time.Time, more map[string]string, pages string) *Hub {
	t.Helper()
	text := `
-- site.yaml --
title: Hub
languages: {list: [de]}
roles: {coverage: key-user}
organisation:
  departments: [{id: lab, users: 24}, {id: sales, users: 4}]
  apps: [{id: excel}, {id: word}]
-- content/de/roles/key-user.md --
---
title: Key-User
time: {hours_per_week: 4}
---
x
-- content/de/tips/a.md --
---
title: A
apps: [excel]
---
x
` + pages
	for _, id := range []string{"ann", "bea", "cai", "dan"} {
		text += fmt.Sprintf("-- content/de/people/%s.md --\n---\nname: %s\ndepartment: lab\nroles: [key-user]\ncompetencies: [{topic: excel, level: 3}]\n%s---\nx\n", id, id, more[id])
	}
	in := read(t, text)
	in.Now = day
	h, _ := Link(in)
	return h
}

// firsts counts over a thousand days who is named first.
func firsts(t *testing.T, more map[string]string, pages string) map[string]int {
	t.Helper()
	h := team(t, time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC), more, pages)
	count := map[string]int{}
	for range 1000 {
		count[h.Ask(h.page(t, "de/tips/a"), 3)[0].ID]++
		h.Clock = clock.New(h.Clock.Now().AddDate(0, 0, 1), time.UTC)
	}
	return count
}

func near(t *testing.T, what string, got, want int) {
	t.Helper()
	if got < want-50 || got > want+50 {
		t.Errorf("%s: %d of 1000 days, want about %d", what, got, want)
	}
}

// TestTurns: who is equally good to ask takes turns, the same all day long.
func TestTurns(t *testing.T) {
	for id, days := range firsts(t, nil, "") {
		near(t, id, days, 250)
	}
	h := team(t, time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), nil, "")
	page := h.page(t, "de/tips/a")
	morning := askedIDs(h.Ask(page, 4))
	h.Clock = clock.New(h.Clock.Now().Add(23*time.Hour), time.UTC)
	same(t, "in the evening", askedIDs(h.Ask(page, 4)), morning)
	for _, a := range h.Ask(page, 4) {
		if a.Rank != 0 {
			t.Errorf("%s has rank %d among equals", a.ID, a.Rank)
		}
	}
	// Who is gone changes nothing between the others.
	fewer := team(t, h.Clock.Now(), map[string]string{"cai": "status: left\n"}, "")
	same(t, "without one", askedIDs(fewer.Ask(fewer.page(t, "de/tips/a"), 4)), strings.Join(slices.DeleteFunc(strings.Fields(morning), func(id string) bool { return id == "cai" }), " "))
}

// TestTurnsShareTheLoad: who has agreed on twice the hours comes first twice as
// often, and who carries much less often.
func TestTurnsShareTheLoad(t *testing.T) {
	count := firsts(t, map[string]string{"ann": "time: {hours_per_week: 8}\n"}, "")
	near(t, "eight hours", count["ann"], 400)
	near(t, "four hours", count["dan"], 200)

	// Six colleagues each, and seven pages more: 1+6 against 1+6+7. An open question counts twice.
	pages := ""
	for i := range 5 {
		pages += fmt.Sprintf("-- content/de/kept%d.md --\n---\ntitle: K\nowner: bea\n---\nx\n", i)
	}
	pages += "-- content/de/fragen/b.md --\n---\nasked: Wie?\nowner: bea\n---\n"
	count = firsts(t, nil, pages)
	near(t, "twice the load", count["bea"], 143)
	near(t, "the others", count["cai"], 286)
}

// TestAskOfficeHours: of equals those come first who have office hours on the
// day; better ones before them, and who is away last.
func TestAskOfficeHours(t *testing.T) {
	more := map[string]string{
		"bea": "availability: [{days: [mon], from: 09:00, to: 10:00}]\n",
		"cai": "availability: [{days: [mon, thu], from: 09:00, to: 10:00}]\nstatus: away\ndeputy: dan\n",
	}
	monday := team(t, time.Date(2026, 11, 2, 23, 0, 0, 0, time.UTC), more, "-- content/de/tips/b.md --\n---\ntitle: B\napps: [excel]\nauthors: [dan]\n---\nx\n")
	got := monday.Ask(monday.page(t, "de/tips/a"), 4)
	if got[0].ID != "bea" || got[3].ID != "cai" || got[3].Rank != 1 {
		t.Errorf("on Monday: %v", got)
	}
	got = monday.Ask(monday.page(t, "de/tips/b"), 4)
	if got[0].ID != "dan" || got[1].ID != "bea" || got[1].Rank != 1 || got[2].Rank != 1 {
		t.Errorf("whose page it is: %v", askedIDs(got))
	}
	for range 6 {
		monday.Clock = clock.New(monday.Clock.Now().AddDate(0, 0, 1), time.UTC)
		if monday.holdsHours(monday.People[1]) {
			t.Errorf("%s: office hours", monday.Clock.Now().Weekday())
		}
	}
}
