package generator

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// words are what is read of a part of a page.
func wordsBetween(t *testing.T, page, from, to string) string {
	t.Helper()
	_, page, found := strings.Cut(page, from)
	page, _, end := strings.Cut(page, to)
	if !found || !end {
		t.Fatalf("there is nothing between %q and %q", from, to)
	}
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(page, " "))), " ")
}

// TestTaskList: what nobody has taken stands first, then what is due first; and
// the table has only those who let their hours be published.
func TestTaskList(t *testing.T) {
	dir := privateSite(t)
	person := func(id, more string) {
		put(t, dir, "content/de/people/"+id+".md", "---\nname: "+id+" Name\ndepartment: planung\nroles: [anker]\ntime: {hours_per_week: 2}\n"+more+"\n---\nx")
	}
	person("ada", "consent: [time]")
	person("bo", "consent: [since]")
	task := func(name, fields string) {
		put(t, dir, "content/de/aufgaben/"+name+".md", "---\ntitle: T-"+name+"\nfor: [anker]\n"+strings.ReplaceAll(fields, "; ", "\n")+"\n---\nx")
	}
	task("a", "hours: 1; due: 2026-12-24; taken_by: [bo]") // others may join
	task("b", "hours: 2")
	task("c", "hours: [1, 3]; due: 2026-12-24")
	task("d", "hours: 5; due: 2026-11-12")
	task("e", "hours: 4; due: 2026-11-15; state: taken; taken_by: [ada, bo]")
	task("f", "hours: 1.5; due: 2026-11-08; state: taken; taken_by: [ada]")
	task("g", "hours: 8; due: 2026-10-01; state: done; taken_by: [ada]")
	task("h", "hours: 8; state: dropped")
	published := publish(t, dir, t.TempDir())
	page := string(published["public/de/aufgaben/index.html"])
	var order []string
	for _, m := range regexp.MustCompile(`class="row-title"[^>]*>T-(.)<`).FindAllStringSubmatch(page, -1) {
		order = append(order, m[1])
	}
	if got := strings.Join(order, " "); got != "d c b a f e g h" {
		t.Errorf("tasks in the order %s", got)
	}
	// Until the 15th: 4 + 1.5 of two weeks of two hours; until the 8th it is 1.5 of 2.
	if got, want := wordsBetween(t, page, "<tbody>", "</tbody>"), "ada Name T-f T-e 15. November 2026 5,5 mehr als vereinbart 4"; got != want {
		t.Errorf("the table says %q, want %q", got, want)
	}
	// Open: 2 + 3 + 5; taken: 1 + 2·4 + 1.5; done: 8.
	if got := wordsBetween(t, page, `id="_load">`, "<table"); !strings.Contains(got, "offene Aufgaben 10 Stunden, übernommen 10,5, erledigt 8. 1 weitere Person") {
		t.Errorf("the sum is %q", got)
	}
	band := func(address string) string {
		return wordsBetween(t, string(published["public/"+address+"/index.html"]), `<section class="band-panel kind-task"`, "</section>")
	}
	for address, want := range map[string][]string{
		"de":             {"Wer übernimmt?", "T-d", "T-c", "T-b", "T-a"},
		"de/roles/anker": {"Wer übernimmt?", "T-d", "T-c", "T-b", "T-a"},
		"de/people/ada":  {"Aufgaben", "T-f", "T-e"},
		"de/people/bo":   {"Aufgaben", "T-e", "T-a"},
	} {
		got := band(address)
		for _, words := range want {
			_, rest, found := strings.Cut(got, words)
			if !found {
				t.Errorf("%s: no %q in order in %q", address, words, band(address))
			}
			got = rest
		}
		if strings.Contains(got, "T-") {
			t.Errorf("%s shows more: %q", address, got)
		}
	}
}
