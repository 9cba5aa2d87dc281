package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	if name == "" {
		return nil
	}
	zone, ok := Zone(name)
	if !ok {
		t.Fatalf("there is no zone %s", name)
	}
	return zone
}

// wall reads "2026-03-29 02:30".
func wall(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func rule(t testing.TB, text string) *Rule {
	t.Helper()
	if text == "" {
		return nil
	}
	rule, err := ParseRule(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return rule
}

// TestDates holds rules to dates that were worked out by hand, from RFC 5545
// and a paper calendar: 1 January 2026 is a Thursday.
func TestDates(t *testing.T) {
	for _, test := range []struct {
		name, zone, start, rule string
		want                    []string // the first ones, in UTC; all of them where the last is ""
	}{
		{"each week, when clocks are put forward", "Europe/Berlin", "2026-03-22 09:00", "FREQ=WEEKLY", []string{"2026-03-22 08:00", "2026-03-29 07:00", "2026-04-05 07:00"}},
		{"each week, when clocks are put back", "Europe/Berlin", "2026-10-18 09:00", "FREQ=WEEKLY", []string{"2026-10-18 07:00", "2026-10-25 08:00"}},
		{"in the hour that is skipped", "Europe/Berlin", "2026-03-22 02:30", "FREQ=WEEKLY", []string{"2026-03-22 01:30", "2026-03-29 01:30", "2026-04-05 00:30"}},
		{"in the hour that comes twice, the first counts", "Europe/Berlin", "2026-10-18 02:30", "FREQ=WEEKLY", []string{"2026-10-18 00:30", "2026-10-25 00:30", "2026-11-01 01:30"}},
		{"the same in the west", "America/New_York", "2026-11-01 01:30", "FREQ=DAILY", []string{"2026-11-01 05:30", "2026-11-02 06:30"}},
		{"half an hour of summer time", "Australia/Lord_Howe", "2026-04-05 01:45", "FREQ=DAILY", []string{"2026-04-04 14:45", "2026-04-05 15:15"}},
		{"without a zone", "", "2026-03-28 09:00", "FREQ=DAILY", []string{"2026-03-28 09:00", "2026-03-29 09:00"}},
		{"29 February", "", "2024-02-29 10:00", "FREQ=YEARLY", []string{"2024-02-29 10:00", "2028-02-29 10:00", "2032-02-29 10:00"}},
		{"29 February around 2100, which is no leap year", "", "2096-02-29 10:00", "FREQ=YEARLY", []string{"2096-02-29 10:00", "2104-02-29 10:00"}},
		{"the last of February", "", "2027-02-28 10:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", []string{"2027-02-28 10:00", "2028-02-29 10:00", "2029-02-28 10:00"}},
		{"the 31st", "", "2026-01-31 10:00", "FREQ=MONTHLY", []string{"2026-01-31 10:00", "2026-03-31 10:00", "2026-05-31 10:00", "2026-07-31 10:00", "2026-08-31 10:00", "2026-10-31 10:00", "2026-12-31 10:00", "2027-01-31 10:00"}},
		{"the same, said", "", "2026-01-31 10:00", "FREQ=MONTHLY;BYMONTHDAY=31", []string{"2026-01-31 10:00", "2026-03-31 10:00", "2026-05-31 10:00"}},
		{"the last of a month", "", "2026-01-31 10:00", "FREQ=MONTHLY;BYMONTHDAY=-1", []string{"2026-01-31 10:00", "2026-02-28 10:00", "2026-03-31 10:00", "2026-04-30 10:00"}},
		{"the first Thursday", "", "2026-01-01 10:00", "FREQ=MONTHLY;BYDAY=1TH", []string{"2026-01-01 10:00", "2026-02-05 10:00", "2026-03-05 10:00", "2026-04-02 10:00"}},
		{"a fifth Friday", "", "2026-01-30 10:00", "FREQ=MONTHLY;BYDAY=5FR", []string{"2026-01-30 10:00", "2026-05-29 10:00", "2026-07-31 10:00"}},
		{"the last working day", "", "2026-01-30 10:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", []string{"2026-01-30 10:00", "2026-02-27 10:00", "2026-03-31 10:00", "2026-04-30 10:00", "2026-05-29 10:00"}},
		{"every second week", "", "2026-01-06 10:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", []string{"2026-01-06 10:00", "2026-01-08 10:00", "2026-01-20 10:00", "2026-01-22 10:00"}},
		{"every second week, from Sunday on", "", "2026-01-06 10:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", []string{"2026-01-06 10:00", "2026-01-18 10:00", "2026-01-20 10:00", "2026-02-01 10:00"}},
		{"every second week, from Monday on", "", "2026-01-06 10:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", []string{"2026-01-06 10:00", "2026-01-11 10:00", "2026-01-20 10:00", "2026-01-25 10:00"}},
		{"a week of the year, on the day of the beginning", "", "2026-05-11 10:00", "FREQ=YEARLY;BYWEEKNO=20", []string{"2026-05-11 10:00", "2027-05-17 10:00", "2028-05-15 10:00"}},
		{"a day of the year", "", "2026-04-10 10:00", "FREQ=YEARLY;BYYEARDAY=100", []string{"2026-04-10 10:00", "2027-04-10 10:00", "2028-04-09 10:00"}},
		{"twice a day", "Europe/Berlin", "2026-03-02 09:00", "FREQ=DAILY;BYHOUR=14,9", []string{"2026-03-02 08:00", "2026-03-02 13:00", "2026-03-03 08:00"}},
		{"a number of times", "", "2026-03-03 12:00", "FREQ=WEEKLY;COUNT=2", []string{"2026-03-03 12:00", "2026-03-10 12:00", ""}},
		{"until a day, which counts", "Europe/Berlin", "2026-03-03 12:00", "FREQ=WEEKLY;UNTIL=20260317", []string{"2026-03-03 11:00", "2026-03-10 11:00", "2026-03-17 11:00", ""}},
		{"until a moment in UTC", "Europe/Berlin", "2026-03-03 12:00", "FREQ=WEEKLY;UNTIL=20260317T110000Z", []string{"2026-03-03 11:00", "2026-03-10 11:00", "2026-03-17 11:00", ""}},
		{"until a second before", "Europe/Berlin", "2026-03-03 12:00", "FREQ=WEEKLY;UNTIL=20260317T105959Z", []string{"2026-03-03 11:00", "2026-03-10 11:00", ""}},
		{"until a time on the wall", "Europe/Berlin", "2026-03-03 12:00", "FREQ=WEEKLY;UNTIL=20260317T120000", []string{"2026-03-03 11:00", "2026-03-10 11:00", "2026-03-17 11:00", ""}},
		{"until a second before that", "Europe/Berlin", "2026-03-03 12:00", "FREQ=WEEKLY;UNTIL=20260317T115959", []string{"2026-03-03 11:00", "2026-03-10 11:00", ""}},
		{"the beginning is not of the rule", "", "2026-03-04 12:00", "FREQ=WEEKLY;BYDAY=TU", []string{"2026-03-10 12:00", "2026-03-17 12:00"}},
		{"never", "", "2026-03-04 12:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", []string{""}},
		{"never, day by day", "", "2026-03-04 12:00", "FREQ=DAILY;INTERVAL=7;BYDAY=TU", []string{""}},
		{"as small letters with blanks", "", "2026-03-03 12:00", " rrule:freq=weekly; byday=tu; ", []string{"2026-03-03 12:00", "2026-03-10 12:00"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &Series{Start: wall(t, test.start), Zone: zone(t, test.zone), Rule: rule(t, test.rule)}
			var got []string
			for _, date := range s.Each() {
				if len(got) == len(test.want) {
					break
				}
				got = append(got, date.Start.UTC().Format("2006-01-02 15:04"))
			}
			if len(got) < len(test.want) {
				got = append(got, "")
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLasts: every date takes exactly as long as the first.
func TestLasts(t *testing.T) {
	night := &Series{Start: wall(t, "2026-03-27 22:00"), End: wall(t, "2026-03-28 06:00"), Zone: zone(t, "Europe/Berlin"), Rule: rule(t, "FREQ=DAILY")}
	var got []string
	for _, date := range night.Each() {
		if got = append(got, date.End.Format("2006-01-02 15:04")); len(got) == 3 {
			break
		}
	}
	// The night to the 29th is an hour shorter on the wall.
	if diff := cmp.Diff([]string{"2026-03-28 06:00", "2026-03-29 07:00", "2026-03-30 06:00"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestMistakes: a rule that makes no sense is told with a way out.
func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"":                                        "can't be read",
		"weekly":                                  "can't be read",
		"every tuesday":                           "can't be read",
		"FREQ=SECONDLY":                           "several times a day",
		"FREQ=WEEKLYY":                            "FREQ can't be",
		"BYDAY=TU":                                "how often",
		"FREQ=WEEKLY;FREQ=DAILY":                  "twice",
		"FREQ=WEEKLY;BYDAY=DI":                    `BYDAY can't be "DI"`,
		"FREQ=WEEKLY;BYDAY=1TU":                   "FREQ=MONTHLY and FREQ=YEARLY only",
		"FREQ=MONTHLY;BYDAY=6TU":                  "at most five",
		"FREQ=MONTHLY;BYDAY=53TU":                 "at most five",
		"FREQ=MONTHLY;BYDAY=1TU,TH":               "with a number and days without",
		"FREQ=YEARLY;BYDAY=54MO":                  "BYDAY can't be",
		"FREQ=MONTHLY;BYMONTHDAY=0":               "BYMONTHDAY can't be",
		"FREQ=MONTHLY;BYMONTH=13":                 "BYMONTH can't be",
		"FREQ=WEEKLY;BYMONTHDAY=3":                "does not go with FREQ=WEEKLY",
		"FREQ=MONTHLY;BYWEEKNO=3":                 "does not go with FREQ=MONTHLY",
		"FREQ=WEEKLY;INTERVAL=0":                  "INTERVAL can't be",
		"FREQ=DAILY;INTERVAL=9223372036854775807": "INTERVAL can't be",
		"FREQ=DAILY;COUNT=1000000":                "COUNT can't be",
		"FREQ=DAILY;COUNT=2,3":                    "one number",
		"FREQ=DAILY;COUNT=2;UNTIL=20270101":       "both COUNT and UNTIL",
		"FREQ=DAILY;UNTIL=2027-01-01":             "UNTIL can't be",
		"FREQ=MONTHLY;BYSETPOS=1":                 "does not name",
		"FREQ=DAILY;BYSECOND=1":                   "second",
		"FREQ=DAILY;BYEASTER=1":                   `no "BYEASTER"`,
		"FREQ=DAILY;BYHOUR=8,9,10,11;BYMINUTE=0,5,10,15,20,25,30": "28 times a day",
	} {
		var mistake *Mistake
		if _, err := ParseRule(text); !errors.As(err, &mistake) || !strings.Contains(mistake.What.String(), want) || mistake.Hint.Empty() {
			t.Errorf("%q: %v, want %q and what to do", text, err, want)
		}
	}
}

// TestExamples: what writers are told to write can be read.
func TestExamples(t *testing.T) {
	n := 0
	for word := range strings.FieldsSeq(Examples) {
		if word = strings.Trim(word, ",()"); strings.HasPrefix(word, "FREQ=") {
			rule(t, word)
			n++
		}
	}
	if n < 3 {
		t.Error("there are no examples")
	}
}

func TestZones(t *testing.T) {
	for _, name := range []string{"", "Local", "europe/berlin/", "../Europe/Berlin", "/etc/localtime", "W. Europe Standard Time", "Europe"} {
		if _, ok := Zone(name); ok {
			t.Errorf("%q is a zone", name)
		}
	}
	for name, want := range map[string]string{
		"Berlin": `"Europe/Berlin"`, "Europa/Berlin": `"Europe/Berlin"`, "new york": `"America/New_York"`, "utc": "as in Europe/Berlin", "": "as in Europe/Berlin",
		"W. Europe Standard Time": "as in Europe/Berlin", "é": "as in Europe/Berlin",
	} {
		if hint := ZoneHint(name); !strings.Contains(hint.String(), want) {
			t.Errorf("%q: %s, want %s", name, hint, want)
		}
	}
}

// TestZoneRules holds zones to what their laws say, in the form of RFC 5545.
func TestZoneRules(t *testing.T) {
	for name, want := range map[string]string{
		"Europe/Berlin":    "DAYLIGHT 20250330T020000 +0100 +0200 CEST FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU | STANDARD 20251026T030000 +0200 +0100 CET FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		"Europe/Dublin":    "DAYLIGHT 20250330T010000 +0000 +0100 IST FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU | STANDARD 20251026T020000 +0100 +0000 GMT FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		"America/New_York": "DAYLIGHT 20250309T020000 -0500 -0400 EDT FREQ=YEARLY;BYMONTH=3;BYDAY=2SU | STANDARD 20251102T020000 -0400 -0500 EST FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
		"Asia/Jerusalem":   "DAYLIGHT 20250328T020000 +0200 +0300 IDT FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR | STANDARD 20251026T020000 +0300 +0200 IST FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		"Asia/Tokyo":       "STANDARD 20250101T000000 +0900 +0900 JST",
		"Asia/Kathmandu":   "STANDARD 20250101T000000 +0545 +0545 +0545",
	} {
		file := string(File{Events: []Event{{UID: "x", Series: &Series{Start: wall(t, "2026-01-06 10:00"), Zone: zone(t, name)}}}}.Bytes())
		var got []string
		for part := range strings.SplitSeq(file, "BEGIN:") {
			if strings.HasPrefix(part, "STANDARD") || strings.HasPrefix(part, "DAYLIGHT") {
				var values []string
				for line := range strings.Lines(part) {
					line = strings.TrimRight(line, "\r\n")
					if _, value, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "END") {
						values = append(values, value)
					} else if !ok {
						values = append(values, line)
					}
				}
				got = append(got, strings.Join(values, " "))
			}
		}
		if text := strings.Join(got, " | "); text != want {
			t.Errorf("%s:\n%s, want\n%s", name, text, want)
		}
	}
}

// TestZoneWithoutRule: years whose changes follow no rule are written one by one,
// and so are those before a rule begins to hold.
func TestZoneWithoutRule(t *testing.T) {
	since := func(name, start string) string {
		return string(File{Events: []Event{{UID: "x", Series: &Series{Start: wall(t, start), Zone: zone(t, name)}}}}.Bytes())
	}
	if file := since("Africa/Cairo", "2026-01-06 10:00"); !strings.Contains(file, "RDATE:20271029T000000\r\n") { // the night after the last Thursday of October
		t.Errorf("Cairo:\n%s", file)
	}
	file := since("America/New_York", "2006-06-01 10:00") // by another law until 2006
	for _, want := range []string{"DTSTART:20050403T020000\r\n", "RDATE:20060402T020000\r\n", "DTSTART:20070311T020000\r\n"} {
		if !strings.Contains(file, want) {
			t.Errorf("New York lacks %q:\n%s", want, file)
		}
	}
}

// TestFile: the file is as RFC 5545 has it, whatever is in its texts.
func TestFile(t *testing.T) {
	long := strings.Repeat("Häfen; und, \\ mehr – ", 20)
	file := File{Name: "Termine", Language: "de", Events: []Event{{
		UID: "https://hub.example.org/de/termine/x/", Title: long, Text: "Erste Zeile\r\nZweite\rDritte\n" + strings.Repeat("ö", 200), Place: "Raum Elbe", URL: "https://hub.example.org/?a=1;b,c",
		Series: &Series{
			Start: wall(t, "2026-03-03 12:00"), End: wall(t, "2026-03-03 12:45"), Zone: zone(t, "Europe/Berlin"), Rule: rule(t, "FREQ=WEEKLY;UNTIL=20270331"),
			Left: []time.Time{wall(t, "2026-12-29 12:00")},
		},
		Categories: []string{"Lunch, Learn"}, Changed: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC),
	}}}.Bytes()
	text := string(file)
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		t.Error("a line does not end with CR LF")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 {
			t.Errorf("%d octets: %s", len(line), line)
		}
	}
	unfolded := strings.ReplaceAll(text, "\r\n ", "")
	for _, want := range []string{
		"SUMMARY:" + strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(long) + "\r\n", `DESCRIPTION:Erste Zeile\nZweite\nDritte\nö`,
		"DTSTART;TZID=Europe/Berlin:20260303T120000\r\n", "DTEND;TZID=Europe/Berlin:20260303T124500\r\n", "EXDATE;TZID=Europe/Berlin:20261229T120000\r\n",
		"RRULE:FREQ=WEEKLY;UNTIL=20270331T215959Z\r\n", // the end of the day by summer time
		"DTSTAMP:20260301T080000Z\r\n", "URL:https://hub.example.org/?a=1;b,c\r\n", `CATEGORIES:Lunch\, Learn` + "\r\n", "NAME:Termine\r\n", "X-WR-CALNAME:Termine\r\n", "METHOD:PUBLISH\r\n",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("the file lacks %q:\n%s", want, text)
		}
	}
}

// TestFileTimes: a time is written as it is meant.
func TestFileTimes(t *testing.T) {
	for _, test := range []struct {
		name string
		of   Series
		want []string
	}{
		{"wherever one is", Series{Start: wall(t, "2026-03-03 12:00"), Rule: rule(t, "FREQ=DAILY;UNTIL=20260331")}, []string{"DTSTART:20260303T120000", "DTEND:20260303T130000", "RRULE:FREQ=DAILY;UNTIL=20260331T235959"}},
		{"a moment", Series{Start: wall(t, "2026-03-03 12:00"), Zone: time.UTC}, []string{"DTSTART:20260303T120000Z"}},
		{"a day", Series{Start: wall(t, "2026-03-03 00:00"), WholeDay: true}, []string{"DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260304"}},
		{
			"days",
			Series{Start: wall(t, "2026-03-03 00:00"), End: wall(t, "2026-03-06 00:00"), WholeDay: true, Rule: rule(t, "FREQ=YEARLY;UNTIL=20280401T120000Z"), Left: []time.Time{wall(t, "2027-03-03 00:00")}},
			[]string{"DTEND;VALUE=DATE:20260306", "RRULE:FREQ=YEARLY;UNTIL=20280401", "EXDATE;VALUE=DATE:20270303"},
		},
		{"not of the rule", Series{Start: wall(t, "2026-03-04 12:00"), Rule: rule(t, "FREQ=WEEKLY;BYDAY=TU")}, []string{"DTSTART:20260310T120000", "DTEND:20260310T130000"}},
		{"29 February is said", Series{Start: wall(t, "2024-02-29 12:00"), Rule: rule(t, "FREQ=YEARLY;INTERVAL=4")}, []string{"RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29"}},
		{"the week's day is said", Series{Start: wall(t, "2026-05-11 12:00"), Rule: rule(t, "FREQ=YEARLY;BYWEEKNO=20")}, []string{"RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"}},
	} {
		lines := strings.Split(string(File{Events: []Event{{UID: "x", Series: &test.of}}}.Bytes()), "\r\n")
		for _, want := range test.want {
			if !slices.Contains(lines, want) {
				t.Errorf("%s: %s is missing in\n%s", test.name, want, strings.Join(lines, "\n"))
			}
		}
	}
}

// FuzzRule: whatever is written as a rule is refused, or has dates in order, of
// which the first comes in bounded time; and what the file says of it is read as
// the same rule.
func FuzzRule(f *testing.F) {
	for _, text := range []string{
		"FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2", "FREQ=YEARLY;BYDAY=53MO", "FREQ=YEARLY;BYWEEKNO=53,-1;BYDAY=SU", "FREQ=YEARLY;BYYEARDAY=366,-366;COUNT=4",
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYDAY=-5SU;BYSETPOS=-366", "FREQ=DAILY;BYHOUR=0,23;BYMINUTE=59;BYSETPOS=3", "FREQ=WEEKLY;WKST=SU;UNTIL=20270101T000000",
		"FREQ=SECONDLY", "RRULE:freq=daily;interval=1000",
	} {
		f.Add(text, int64(1772539200), false)
		f.Add(text, int64(-2208988800), true)
	}
	berlin, _ := Zone("Europe/Berlin")
	f.Fuzz(func(t *testing.T, text string, unix int64, wholeDay bool) {
		hangs := time.AfterFunc(10*time.Second, func() { panic(fmt.Sprintf("%q from %d takes for ever", text, unix)) })
		defer hangs.Stop()
		rule, err := ParseRule(text)
		start := time.Unix(unix, 0).UTC()
		if err != nil || start.Year() < 1000 || start.Year() > 9999 {
			return
		}
		s := &Series{Start: start, Zone: berlin, Rule: rule}
		if wholeDay {
			if rule.HasTimes() {
				return
			}
			s = &Series{Start: Day(start), WholeDay: true, Rule: rule}
		}
		again, err := ParseRule(s.rule())
		if err != nil {
			t.Fatalf("%s is written as %s: %v", text, s.rule(), err)
		}
		same := &Series{Start: s.Start, Zone: s.Zone, WholeDay: s.WholeDay, Rule: again}
		first := func(s *Series) (walls []time.Time) {
			for wall := range s.Each() {
				if len(walls) > 0 && !wall.After(walls[len(walls)-1]) || wall.Before(s.Start) {
					t.Fatalf("%s: %v comes after %v", text, wall, walls)
				}
				if walls = append(walls, wall); len(walls) == 50 {
					break
				}
			}
			return walls
		}
		if diff := cmp.Diff(first(s), first(same)); diff != "" {
			t.Fatalf("%s and %s: %s", text, s.rule(), diff)
		}
		_ = File{Events: []Event{{UID: "x", Series: s}}}.Bytes()
	})
}
