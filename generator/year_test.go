package generator

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/digest"
)

// network is a network that lives day by day, in a folder and its Git history,
// and keeps books of its own about what a hub should say of it.
type network struct {
	testing.TB
	dir     string
	r       *rand.Rand
	now     time.Time
	plans   map[time.Time][]func() // by day
	commits strings.Builder        // for git fast-import; those before are made
	made    int                    // commits so far

	people  map[string]string            // id to status; who was deleted is gone
	state   map[string]map[string]string // kind, title: the state
	due     map[string]time.Time         // titles of open tasks
	letter  map[string]string            // of this month: the section of each title
	quarter map[time.Time]*quarterBook   // by its first day
	stale   map[string]bool              // files whose original is newer
	when    map[string][2]time.Time      // of a change: its first day, and the day behind its last
	young   map[string]bool              // changes announced this month
}

type quarterBook struct {
	answers, meetings, people int
	hours                     float64
}

// titles of sections of a German letter to key users.
const (
	newsSection, saidSection, nextSection          = "Neuigkeiten", "Was besprochen wurde", "Nächste Termine"
	comingSection, latelySection, withdrawnSection = "Was sich als Nächstes ändert", "Seit Kurzem anders", "Änderungen: Zurückgezogen"
	answeredSection, waitingSection                = "Beantwortete Fragen", "Noch offene Fragen"
	takeSection, doneSection                       = "Wer übernimmt?", "Aufgaben: Erledigt"
	freshSection, improvedSection                  = "Neue Seiten", "Überarbeitete Seiten"
	reachedSection, movedSection, milestoneSection = "Zuletzt erreicht", "Meilensteine: Verschoben", "Nächster Meilenstein"
)

var (
	yearLangs  = []string{"de", "nl", "da", "en"}
	yearStarts = time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)
)

// newNetwork is a network of so many people on the eve of its year.
func newNetwork(t testing.TB, size int) *network {
	n := &network{
		TB: t, dir: t.TempDir(), r: rand.New(rand.NewPCG(4, uint64(size))), now: yearStarts.Add(9 * time.Hour),
		plans: map[time.Time][]func(){}, people: map[string]string{}, due: map[string]time.Time{}, letter: map[string]string{},
		quarter: map[time.Time]*quarterBook{}, stale: map[string]bool{}, when: map[string][2]time.Time{}, young: map[string]bool{},
		state: map[string]map[string]string{"issue": {}, "question": {}, "idea": {}},
	}
	n.git("", "init", "-q", "-b", "main")
	site, _, _ := strings.Cut(siteYAML, "organisation:")
	site = strings.Replace(site, "list: [de]", "list: [de, nl, da, en]", 1) + "timezone: Europe/Berlin\nchecks: {no-deputy: off, owner-missing: off, held-back: off, coverage-gap: off, single-expert: off}\nroles: {coverage: anker}\norganisation:\n  apps: [{id: excel, name: Excel}, {id: sap, name: SAP}]\n  departments:\n"
	for i := range max(4, size*2/15) {
		site += fmt.Sprintf("    - {id: d%d, name: Bereich %d, users: %d}\n", i, i, 20+i)
	}
	n.put("site.yaml", site)
	n.put("content/de/rollen/anker.md", "---\ntitle: Anker\ndate: 2025-11-01\nupdated: 2025-11-01\nusers_per_holder: 10\n---\nText.\n")
	for i := range size {
		n.join(i)
	}
	n.plan(365, size)
	return n
}

func (n *network) git(input string, args ...string) {
	n.Helper()
	cmd := exec.Command("git", append([]string{"-C", n.dir}, args...)...)
	cmd.Stdin = strings.NewReader(input)
	if out, err := cmd.CombinedOutput(); err != nil {
		n.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// commit notes what git fast-import makes of a change.
func (n *network) commit(change string) {
	from := ""
	if n.made++; n.commits.Len() == 0 && n.made > 1 {
		from = "from refs/heads/main^0\n"
	}
	n.now = n.now.Add(time.Second)
	who := fmt.Sprintf("A <a@hub.example> %d +0100", n.now.Unix())
	fmt.Fprintf(&n.commits, "commit refs/heads/main\nauthor %s\ncommitter %s\ndata 1\nm\n%s%s\n", who, who, from, change)
}

func (n *network) put(name, text string) {
	put(n, n.dir, name, text)
	n.commit(fmt.Sprintf("M 100644 inline %s\ndata %d\n%s", name, len(text), text))
}

func (n *network) remove(name string) {
	if err := os.Remove(filepath.Join(n.dir, name)); err != nil {
		n.Fatal(err)
	}
	n.commit("D " + name)
}

// after plans something for a day.
func (n *network) after(days int, do func()) {
	day := n.now.Truncate(24*time.Hour).AddDate(0, 0, days)
	n.plans[day] = append(n.plans[day], do)
}

// book is that of the quarter of a moment.
func (n *network) book(at time.Time) *quarterBook {
	year, month, _ := at.UTC().Date()
	first := time.Date(year, month-(month-1)%3, 1, 0, 0, 0, 0, time.UTC)
	if n.quarter[first] == nil {
		n.quarter[first] = &quarterBook{}
	}
	return n.quarter[first]
}

// day is today, some days later.
func (n *network) day(later int) string { return n.now.AddDate(0, 0, later).Format(time.DateOnly) }

func (n *network) profile(i int, status string) {
	id := fmt.Sprintf("p%03d", i)
	n.people[id] = status
	n.put(fmt.Sprintf("content/%s/menschen/%s.md", yearLangs[i%4], id), fmt.Sprintf(
		"---\nname: Ada %c%d\ndepartment: d%d\nroles: [anker]\ncompetencies: [{topic: excel, level: %d}]\nstatus: %s\n---\nFragt %d.\n",
		'A'+rune(i%26), i, i%4, 1+i%4, status, i))
}

// join is somebody who comes, is away for some time, and perhaps leaves for good.
func (n *network) join(i int) {
	n.profile(i, "active")
	if i%5 == 0 {
		n.after(20+n.r.IntN(200), func() { n.profile(i, "away") })
		n.after(221+n.r.IntN(20), func() { n.profile(i, "active") })
	}
	switch {
	case i%11 == 3:
		n.after(250+n.r.IntN(100), func() { n.profile(i, "left") })
	case i%13 == 4:
		n.after(250+n.r.IntN(100), func() {
			id := fmt.Sprintf("p%03d", i)
			delete(n.people, id)
			n.remove("content/" + yearLangs[i%4] + "/menschen/" + id + ".md")
		})
	}
}

// plan plans all that happens besides who comes and goes.
func (n *network) plan(days, size int) {
	every := func(count int, do func(i int)) {
		for i := range count {
			n.after(n.r.IntN(days-1), func() { do(i) })
		}
	}
	every(2*size, n.tip)
	every(size/2, n.issue)
	every(size, n.question)
	every(size/2, n.change)
	every(size/2, n.idea)
	every(size/2, n.task)
	every(8, n.milestone)
	every(size/3, func(i int) {
		title := fmt.Sprintf("Nachricht %d", i)
		n.put("content/de/neuigkeiten/n"+fmt.Sprint(i)+".md", fmt.Sprintf("---\ntitle: %s\nuntil: %s\npin: true\n---\nWir sagen es %d.\n", title, n.day(10), i))
		n.letter[title] = newsSection
	})
	n.after(1, func() { n.series("Sprechstunde", 7, 3) })
	n.after(2, func() { n.series("Runde", 14, 5) })
}

func (n *network) tip(i int) {
	title := fmt.Sprintf("Tipp %d", i)
	publish := ""
	write := func(lang, text string) {
		delete(n.stale, fmt.Sprintf("%s/tipps/t%d.md", lang, i))
		n.put(fmt.Sprintf("content/%s/tipps/t%d.md", lang, i), fmt.Sprintf(
			"---\ntitle: %s\nauthors: [p%03d]\napps: [excel]\n%s---\n%s %d.\n", title, i%3, publish, text, i))
	}
	if i%9 == 1 { // written now, seen later
		publish = "publish: " + n.day(20) + "\n"
		write("de", "So geht es")
		n.after(20, func() { n.letter[title] = freshSection })
		return
	}
	write("de", "So geht es")
	n.letter[title] = freshSection
	translated := i%4 == 0
	if translated {
		write("nl", "Zo gaat het")
	}
	if i%3 > 0 {
		return
	}
	days := 1 + n.r.IntN(60)
	n.after(days, func() {
		write("de", "So geht es besser")
		if n.letter[title] == "" {
			n.letter[title] = improvedSection
		}
		n.stale[fmt.Sprintf("nl/tipps/t%d.md", i)] = translated
	})
	if i%12 == 0 {
		n.after(days+1+n.r.IntN(30), func() { write("nl", "Zo gaat het beter") })
	}
}

// come puts a page of a kind into a state.
func (n *network) come(kind, folder string, i int, state, more string) string {
	title := fmt.Sprintf("%s %d", folder, i)
	n.put(fmt.Sprintf("content/de/%s/x%d.md", folder, i), fmt.Sprintf("---\ntitle: %s\nstate: %s\n%s---\nDas ist %d.\n", title, state, more, i))
	if n.state[kind] != nil {
		n.state[kind][title] = state
	}
	return title
}

func (n *network) issue(i int) {
	since := fmt.Sprintf("since: %s\n", n.day(-i%3))
	more := func(state, section, fields string) {
		n.letter[n.come("issue", "stoerungen", i, state, since+fields)] = "Bekannte Probleme: " + section
	}
	more("open", "Offen", "")
	days := n.r.IntN(40)
	n.after(days, func() { more("workaround", "Mit Umweg", "workaround: Anders.\n") })
	if i%4 > 0 {
		n.after(days+n.r.IntN(40)+1, func() { more("fixed", "Behoben", fmt.Sprintf("until: %s\n", n.day(-1))) })
	}
}

func (n *network) question(i int) {
	fields := fmt.Sprintf("asked: fragen %d\nowner: p000\n", i)
	n.letter[n.come("question", "fragen", i, "open", fields)] = waitingSection
	if i%5 > 0 {
		n.after(n.r.IntN(60), func() {
			n.letter[n.come("question", "fragen", i, "answered", fields+"answered_by: [p001]\n")] = answeredSection
			n.book(n.now).answers++
		})
	}
}

func (n *network) change(i int) {
	from := n.now.Truncate(24*time.Hour).AddDate(0, 0, 20+n.r.IntN(60))
	when, until := from.Format(time.DateOnly), from.AddDate(0, 0, 1)
	year, month, _ := from.Date()
	switch i % 3 {
	case 1:
		from = time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
		when, until = from.Format("2006-01"), from.AddDate(0, 1, 0)
	case 2:
		from = time.Date(year, month-(month-1)%3, 1, 0, 0, 0, 0, time.UTC)
		when, until = fmt.Sprintf("%d-Q%d", year, (month+2)/3), from.AddDate(0, 3, 0)
	}
	fields := "when: " + when + "\nwhat: Etwas.\n"
	title := n.come("change", "aenderungen", i, "announced", fields)
	n.when[title], n.young[title] = [2]time.Time{from, until}, true
	days := max(1, int(from.Sub(n.now)/(24*time.Hour)))
	if i%2 == 0 {
		n.after(days/2, func() { n.come("change", "aenderungen", i, "pilot", fields+"pilot: [p002]\n") })
	}
	n.after(days+1+n.r.IntN(20), func() {
		delete(n.when, title)
		if i%7 == 5 {
			n.letter[n.come("change", "aenderungen", i, "withdrawn", fields)] = withdrawnSection
			return
		}
		n.letter[n.come("change", "aenderungen", i, "live", fields)] = latelySection
	})
}

func (n *network) idea(i int) {
	days := 0
	for _, state := range [][2]string{{"new", "Neu"}, {"collected", "Gesammelt"}, {"planned", "Geplant"}, {"done", "Umgesetzt"}} {
		n.after(days, func() {
			n.letter[n.come("idea", "ideen", i, state[0], "value: 2\neffort: 1\n")] = "Ideen: " + state[1]
		})
		days += 1 + n.r.IntN(60)
	}
}

func (n *network) task(i int) {
	fields := fmt.Sprintf("hours: [1, %d]\ndue: %s\n", 1+i%5, n.day(80))
	title := n.come("task", "aufgaben", i, "open", fields)
	n.due[title] = n.now.Truncate(24*time.Hour).AddDate(0, 0, 81)
	days := n.r.IntN(40)
	takers := []string{"p000", "p001"}[:1+i%2]
	fields += "taken_by: [" + strings.Join(takers, ", ") + "]\n"
	n.after(days, func() {
		delete(n.due, title)
		n.come("task", "aufgaben", i, "taken", fields)
	})
	n.after(days+n.r.IntN(40)+1, func() {
		n.letter[n.come("task", "aufgaben", i, "done", fields)] = doneSection
		n.book(n.now).hours += float64((1 + i%5) * len(takers))
	})
}

func (n *network) milestone(i int) {
	title := n.come("milestone", "meilensteine", i, "planned", "when: "+n.day(100)+"\n")
	n.letter[title] = "Meilensteine: Geplant"
	if i%2 > 0 {
		n.after(40, func() {
			n.letter[n.come("milestone", "meilensteine", i, "moved", "when: "+n.day(200)+"\nwas: "+n.day(60)+"\n")] = movedSection
		})
		return
	}
	when := n.day(100)
	n.after(80+n.r.IntN(40), func() { // early, or late
		n.letter[n.come("milestone", "meilensteine", i, "reached", "when: "+min(when, n.day(0))+"\n")] = reachedSection
	})
}

// series is an event at noon, every so many days, of which each so-manieth date
// falls out.
func (n *network) series(title string, days, out int) {
	var except []string
	first := n.now
	for i := 0; first.AddDate(0, 0, i*days).Before(yearStarts.AddDate(1, 0, 0)); i++ {
		day := first.AddDate(0, 0, i*days)
		if i%out == out-1 {
			except = append(except, day.Format(time.DateOnly))
			continue
		}
		n.after(i*days, func() { n.book(n.now).meetings++ })
	}
	n.put("content/de/termine/"+strings.ToLower(title)+".md", fmt.Sprintf("---\ntitle: %s\nstart: %sT12:00\nend: %sT13:00\nrepeat: FREQ=DAILY;INTERVAL=%d\nexcept: [%s]\n---\nKommt.\n",
		title, n.day(0), n.day(0), days, strings.Join(except, ", ")))
}

// month lives until the end of the month, the last day of which it returns.
func (n *network) month() time.Time {
	n.letter, n.young = map[string]string{}, map[string]bool{}
	day := n.now.Truncate(24 * time.Hour)
	for month := day.Month(); day.Month() == month; day = day.AddDate(0, 0, 1) {
		n.now = day.Add(9 * time.Hour)
		for len(n.plans[day]) > 0 {
			do := n.plans[day][0]
			n.plans[day] = n.plans[day][1:]
			do() // may plan more for today
		}
	}
	there := 0
	for _, status := range n.people {
		if status != "left" {
			there++
		}
	}
	n.book(n.now).people = there
	n.git(n.commits.String(), "fast-import", "--quiet")
	n.commits.Reset()
	n.now = day.Add(9 * time.Hour)
	return day.Add(-4 * time.Hour)
}

// told are the lines of the month's letter, as the books have them.
func (n *network) told(to time.Time) []string {
	var lines []string
	for title, section := range n.letter {
		lines = append(lines, section+": "+title)
	}
	for title, due := range n.due {
		if due.After(to) {
			lines = append(lines, takeSection+": "+title)
		}
	}
	for title, when := range n.when {
		if when[1].After(to) && (when[0].Before(to.AddDate(0, 0, 60)) || n.young[title]) {
			lines = append(lines, comingSection+": "+title)
		}
	}
	slices.Sort(lines)
	return lines
}

// TestYear: a network lives through a year, and at the end of each month the hub
// says of it what its own books say.
func TestYear(t *testing.T) {
	n := newNetwork(t, 60)
	cache := NewCache()
	sent := map[string][]string{} // to everybody, by the title of the letter
	for range 12 {
		from := n.now.Truncate(24 * time.Hour)
		now := n.month()
		site, err := Load(t.Context(), Options{Dir: n.dir, Now: now, Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		month := now.Format("January 2006")
		var stale []string
		for file, is := range n.stale {
			if is {
				stale = append(stale, "content/"+file+" translation-stale")
			}
		}
		slices.Sort(stale)
		var said []string
		for _, d := range site.Diagnostics() {
			said = append(said, fmt.Sprint(d.File.Name, " ", d.Code))
		}
		same(t, month+", what is told", said, stale)

		letter, err := site.Digest(DigestOptions{Since: from, For: "key-users"})
		if err != nil {
			t.Fatal(err)
		}
		told := linesOf(letter, nextSection, milestoneSection)
		same(t, month+", the letter", told, n.told(from.AddDate(0, 1, 0)))

		for _, past := range site.pages.Letters("de") {
			if lines, ok := sent[past.Period]; ok {
				same(t, month+", the letter of "+past.Period, linesOf(past, nextSection, milestoneSection), lines)
			}
		}
		letter, err = site.Digest(DigestOptions{Since: from})
		if err != nil {
			t.Fatal(err)
		}
		sent[letter.Period] = linesOf(letter, nextSection, milestoneSection)

		for _, q := range site.hub.Yield().Quarters {
			if book := n.quarter[q.Starts]; book != nil {
				got := quarterBook{q.Deeds.Answers, q.Deeds.Meetings, q.People, q.Deeds.Hours}
				if got != *book {
					t.Errorf("%s, quarter of %s: %+v, want %+v", month, q.Starts.Format(time.DateOnly), got, *book)
				}
			}
		}
		site.Close()
	}
}

// linesOf are the lines of a letter, sorted, without some sections.
func linesOf(letter *digest.Letter, without ...string) []string {
	var lines []string
	for _, section := range letter.Sections {
		for _, line := range section.Lines {
			if !slices.Contains(without, section.Title) {
				lines = append(lines, section.Title+": "+line.Title)
			}
		}
	}
	slices.Sort(lines)
	return lines
}

// same compares lists line by line.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("%s: too much: %s", what, line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("%s: missing: %s", what, line)
		}
	}
	if twice := len(got) - len(want); twice != 0 {
		t.Errorf("%s: %d lines, want %d", what, len(got), len(want))
	}
}
