package insights

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// logOf is a log of host: each line n times, in the week that many weeks
// before that of 2026-11-27.
type entry struct {
	n, weeksAgo int
	line        string
}

func logOf(entries ...entry) []byte {
	var b strings.Builder
	for _, e := range entries {
		day := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC).AddDate(0, 0, -7*e.weeksAgo)
		b.WriteString(strings.Repeat(day.Format("2006-01-02T15Z ")+e.line+"\n", e.n))
	}
	return []byte(b.String())
}

func publish(t *testing.T, hub *Hub, index Index, entries ...entry) *Insights {
	t.Helper()
	in, err := readAll(t, hub, logOf(entries...)).Publish(t.Context(), index)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func testHub() *Hub {
	h := &Hub{
		Base: "/hub/", Languages: map[string]bool{"de": true, "en": true}, Persons: []string{"Dr. Anna Petersen", "Jörg van Müller"},
		Synonyms: [][]string{{"Reisekosten", "Spesen"}},
		Pages: map[string]*Page{
			"/de/tips/a/":      {Title: "A", Lang: "de", Apps: []string{"Excel"}, Written: true},
			"/de/tips/b/":      {Title: "B", Lang: "de", Apps: []string{"Teams"}, Written: true},
			"/de/tips/new/":    {Title: "New", Lang: "de", Written: true, Since: 20780},
			"/de/people/anna/": {Title: "Anna Petersen", Lang: "de", Person: true, Written: true},
			"/de/":             {Title: "Start", Lang: "de"},
		},
	}
	h.Ready()
	return h
}

// TestFewAreNotShown holds what is published to K: below it there is not a word
// of anything, whatever the sums are.
func TestFewAreNotShown(t *testing.T) {
	in := publish(t, nil, nil,
		entry{4, 0, "none?lang=de&q=geheimes"}, entry{4, 1, "none?lang=de&q=projekt+x"}, entry{9, 0, "none?lang=de&q=urlaub"}, entry{5, 0, "open?lang=de&q=laden&page=/oft/&at=2"},
		entry{4, 0, "open?lang=de&q=laden&page=/selten/&at=1"}, entry{4, 0, "view?page=/selten/"}, entry{14, 0, "view?page=/oft/"},
		entry{4, 0, "helpful?page=/oft/&is=no&why=unclear"}, entry{7, 0, "helpful?page=/oft/&is=no"}, entry{3, 0, "helpful?page=/oft/&is=yes"},
		entry{2, 0, "none?lang=de&q=drucker"}, entry{3, 1, "none?lang=de&q=druckern"}, entry{3, 2, "open?lang=de&q=hafen&page=/oft/&at=1"}, entry{3, 3, "open?lang=de&q=hafen&page=/oft/&at=1"},
	)
	text := string(in.JSON())
	for _, secret := range []string{"geheim", "projekt", "selten", "drucker", "unclear"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s is shown, though it came less than %d times", secret, K)
		}
	}
	for _, m := range regexp.MustCompile(`"(none|opened|views|yes|no)": (\d+)|^\s+(\d+),?$`).FindAllStringSubmatch(text, -1) {
		if n, _ := strconv.Atoi(m[2] + m[3]); n%K != 0 {
			t.Errorf("%s is exact", m[0])
		}
	}
	if got := in.Missed; len(got) != 1 || got[0].Words != "urlaub" || got[0].None != 5 {
		t.Errorf("missed is %+v", got)
	}
	want := []PageUse{{Page: "/oft/", Views: 10, Opened: 10, No: 10}}
	if diff := cmp.Diff(want, in.Pages); diff != "" {
		t.Error(diff)
	}
	for _, topic := range in.Topics {
		if total(topic.Count) == 0 {
			t.Errorf("%s is a topic without a count", topic.Name)
		}
	}
}

// TestDifference reads nearly the same logs twice: one search more is not to be
// seen.
func TestDifference(t *testing.T) {
	one := publish(t, nil, nil, entry{7, 0, "none?lang=de&q=urlaub"}, entry{6, 0, "view?page=/x/"})
	two := publish(t, nil, nil, entry{8, 0, "none?lang=de&q=urlaub"}, entry{7, 0, "view?page=/x/"})
	one.Lines, two.Lines = Lines{}, Lines{}
	if diff := cmp.Diff(one, two); diff != "" {
		t.Error(diff)
	}
}

// TestNobodyIsNamed looks for names of the hub's people and for addresses.
func TestNobodyIsNamed(t *testing.T) {
	log := logOf(entry{9, 0, "none?lang=de&q=petersen+drucker"}, entry{9, 0, "none?lang=de&q=frau+m%C3%BCller"}, entry{9, 0, "view?page=/hub/de/people/anna/"},
		entry{9, 0, "open?lang=de&q=hilfe&page=/hub/de/people/anna/&at=1"}, entry{9, 0, "none?lang=de&q=urlaub"}, entry{9, 0, "none?lang=xx&q=fremd"})
	clf := `198.51.100.77 - anna.petersen [27/Nov/2026:15:40:29 +0000] "GET /hub/de/tips/a/ HTTP/1.1" 200 9 "https://hub.example.org/?q=geheim" "Mozilla/5.0 Kennung"` + "\n"
	in, err := readAll(t, testHub(), log, []byte(strings.Repeat(clf, 9))).Publish(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ToLower(string(in.JSON()))
	for _, secret := range []string{"petersen", "müller", "anna", "hilfe", "198.51", "kennung", "geheim", "fremd"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s is told", secret)
		}
	}
	if !strings.Contains(text, "urlaub") || in.Pages[0].Page != "/de/tips/a/" || in.Lines.Refused != 45 {
		t.Errorf("too much is left out: %s", text)
	}
	without := publish(t, nil, nil, entry{9, 0, "view?page=/hub/de/people/anna/"}, entry{9, 0, "view?page=/hub/de/people/"})
	if len(without.Pages) != 1 {
		t.Errorf("without a hub people are told: %+v", without.Pages)
	}
}

// TestTrend is worked out by hand. 20 of 200 after 20 of 600: the logarithm of
// the ratio of rates is ln(20.5/200) - ln(20.5/600) = ln 3 = 1.0986; its
// standard error is √(1/20.5 + 1/20.5) = 0.3123; 2.576 of these are 0.8046,
// which is less. 12 of 200 after 20 of 600: ln(12.5/200) - ln(20.5/600) =
// -2.7726 + 3.3764 = 0.6038; √(1/12.5 + 1/20.5) = 0.3588, times 2.576 is
// 0.9243, which is more. 0 of 300 after 10 of 300: ln(0.5/10.5) = -3.0445;
// √(1/0.5 + 1/10.5) = 1.4475, times 2.576 is 3.7287; after 30 of 300:
// ln(0.5/30.5) = -4.1109; √(2 + 0.0328) = 1.4258, times 2.576 is 3.6728.
func TestTrend(t *testing.T) {
	for _, c := range []struct {
		recent, allRecent, earlier, allEarlier int
		want                                   string
	}{
		{20, 200, 20, 600, Rising},
		{12, 200, 20, 600, Steady},
		{0, 300, 10, 300, Steady},
		{0, 300, 30, 300, Falling},
		{100, 1000, 300, 3000, Steady}, // everything is used less
		{5, 5, 0, 0, Steady},           // nothing to compare with
		{0, 0, 50, 500, Steady},
	} {
		if got := trend(c.recent, c.allRecent, c.earlier, c.allEarlier); got != c.want {
			t.Errorf("%d of %d after %d of %d is %s", c.recent, c.allRecent, c.earlier, c.allEarlier, got)
		}
	}
}

// TestTopics follows words through weeks: their forms and the parts of
// compounds come together, and apps are those of the pages that were opened.
func TestTopics(t *testing.T) {
	var entries []entry
	for week := range 16 {
		entries = append(entries, entry{20, week, "none?lang=de&q=passwort"}, entry{20, week, "view?page=/hub/de/tips/a/"})
		if week < 4 {
			entries = append(entries, entry{8, week, "none?lang=de&q=reisekostenabrechnung"}, entry{7, week, "open?lang=de&q=die+abrechnung&page=/hub/de/tips/a/&at=1"}, entry{30, week, "view?page=/hub/de/tips/b/"})
		} else {
			entries = append(entries, entry{15, week, "open?lang=de&q=drucker&page=/hub/de/tips/b/&at=1"})
		}
	}
	in := publish(t, testHub(), nil, entries...)
	got := map[string]string{}
	for _, topic := range in.Topics {
		got[topic.Lang+" "+topic.Name] = fmt.Sprint(topic.Trend, topic.Count)
	}
	fifteen, zero := strings.Repeat("15 ", 12), strings.Repeat("0 ", 12)
	for name, want := range map[string]string{
		"de abrechnung": "rising[" + zero + "15 15 15 15]", "de drucker": "falling[" + fifteen + "0 0 0 0]", "de passwort": "steady[" + strings.TrimSpace(strings.Repeat("20 ", 16)) + "]",
		" Teams": "rising[" + zero + "30 30 30 30]", " Excel": "falling[" + strings.TrimSpace(strings.Repeat("20 ", 16)) + "]",
	} {
		if got[name] != want {
			t.Errorf("%s is %s", name, got[name])
		}
	}
	if _, stop := got["de die"]; stop {
		t.Error("a word that says nothing is a topic")
	}
	if in.Topics[0].Trend != Rising || in.Topics[len(in.Topics)-1].Trend != Falling || len(in.Weeks) != 16 || in.Weeks[15] != "2026-11-23" {
		t.Errorf("the order is %+v, the weeks %v", in.Topics, in.Weeks)
	}
}

// TestWholeWords holds what people typed against its parts.
func TestWholeWords(t *testing.T) {
	for _, c := range []struct {
		want  string
		typed map[string]int
	}{
		{"besprechungsraum 20", map[string]int{"besprechungsraum": 20}},
		{"reisekosten 30", map[string]int{"reisekosten": 20, "reisekostenabrechnung": 10}},
		{"abrechnung 25", map[string]int{"abrechnung": 15, "reisekostenabrechnung": 10}},
		{"raum 40", map[string]int{"raum": 10, "besprechungsraum": 30}},
		{"besprechungsraum 40, serverraum 10", map[string]int{"besprechungsraum": 40, "serverraum": 10}},
		{"besprechungsraum 20", map[string]int{"besprechungsraum": 19, "serverraum": 4}},
	} {
		var entries []entry
		for _, word := range slices.Sorted(maps.Keys(c.typed)) {
			entries = append(entries, entry{c.typed[word], 0, "none?lang=de&q=" + word})
		}
		var got []string
		for _, topic := range publish(t, nil, nil, entries...).Topics {
			got = append(got, fmt.Sprint(topic.Name, " ", total(topic.Count)))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("of %v the topics are %s, not %s", c.typed, strings.Join(got, ", "), c.want)
		}
	}
}

// TestMissed brings similar questions together, and says what is near.
func TestMissed(t *testing.T) {
	index := func(_ context.Context, lang, words string) ([]Near, []string, error) {
		if lang == "de" && words == "spesen" {
			return []Near{{"/hub/de/tips/a/", "A"}}, []string{"speisen"}, nil
		}
		return nil, nil, nil
	}
	in := publish(t, testHub(), index, entry{12, 0, "none?lang=de&q=spesen"}, entry{6, 0, "none?lang=de&q=Spessen"}, entry{5, 0, "none?lang=de&q=spesn"}, entry{4, 0, "none?lang=de&q=spesem"},
		entry{9, 0, "none?lang=de&q=drucker+einrichten"}, entry{9, 1, "none?lang=de&q=einrichten+druckern"}, entry{10, 0, "none?lang=en&q=spesen"},
		entry{12, 0, "none?lang=de&q=abrechnung"}, entry{6, 0, "none?lang=de&q=abrechnug"})
	want := []Missed{
		{Words: "spesen", Lang: "de", None: 20, Like: []Like{{"spesn", 5}, {"spessen", 5}}, Near: []Near{{"/hub/de/tips/a/", "A"}}, Synonyms: []string{"speisen", "Reisekosten"}},
		{Words: "abrechnung", Lang: "de", None: 15, Like: []Like{{"abrechnug", 5}}},
		{Words: "spesen", Lang: "en", None: 10},
		{Words: "drucker einrichten", Lang: "de", None: 10, Like: []Like{{"einrichten druckern", 5}}},
	}
	for i := range in.Missed {
		if i != 0 {
			in.Missed[i].Synonyms = nil // of the language's own lists
		} else {
			in.Missed[i].Synonyms = slices.DeleteFunc(in.Missed[i].Synonyms, func(w string) bool { return !slices.Contains(want[0].Synonyms, w) })
		}
	}
	if diff := cmp.Diff(want, in.Missed); diff != "" {
		t.Error(diff)
	}
}

// TestUnopened finds pages that hardly anybody opens, but for those that have
// just come, and people.
func TestUnopened(t *testing.T) {
	in := publish(t, testHub(), nil, entry{50, 0, "view?page=/hub/de/tips/a/"}, entry{4, 0, "view?page=/de/tips/b/"})
	if diff := cmp.Diff([]Unopened{{"/de/tips/b/", "B"}}, in.Unopened); diff != "" {
		t.Error(diff)
	}
	if in := publish(t, testHub(), nil, entry{9, 0, "none?lang=de&q=x"}); len(in.Unopened) > 0 {
		t.Errorf("a log without pages says that these were not opened: %v", in.Unopened)
	}
}

// TestLoad reads what was written, and nothing else.
func TestLoad(t *testing.T) {
	in := publish(t, testHub(), nil, entry{50, 0, "view?page=/hub/de/tips/a/"}, entry{9, 3, "none?lang=de&q=%3Cscript%3E"}, entry{9, 0, "helpful?page=/hub/de/tips/a/&is=no&why=fails"})
	data := in.JSON()
	again, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, again); diff != "" {
		t.Error(diff)
	}
	if !bytes.Equal(again.JSON(), data) {
		t.Error("it is not written as it was read")
	}
	for change, want := range map[[2]string]string{
		{`"version": 1`, `"version": 2`}: "version 2", {`"k": 5`, `"k": 1`}: "no command writes", {`"views": 50`, `"views": 51`}: "multiples of 5", {`"2026-11-23"`, `"2026-11-24"`}: "Mondays",
		{`"page": "/de`, `"page": "https:`}: "slash", {`"k": 5`, `"kk": 5`}: "unknown field", {`{`, `[`}: "it is no insights.json",
	} {
		if _, err := Load(bytes.Replace(data, []byte(change[0]), []byte(change[1]), 1)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", change, err)
		}
	}
	if _, err := Load(append(data, "{}"...)); err == nil {
		t.Error("more than a file is read")
	}
	var plain map[string]any
	if err := json.Unmarshal(data, &plain); err != nil {
		t.Error(err)
	}
}
