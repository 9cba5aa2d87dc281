package strictyaml

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

// TestWhen: what may be written, the first day, and the moment at which it is
// over.
func TestWhen(t *testing.T) {
	for text, want := range map[string]string{
		"2026-05-04": "2026-05-04 2026-05-04 2026-05-05",
		"2024-02-29": "2024-02-29 2024-02-29 2024-03-01",
		"2026-12-31": "2026-12-31 2026-12-31 2027-01-01",
		"2026-05":    "2026-05 2026-05-01 2026-06-01",
		"2024-02":    "2024-02 2024-02-01 2024-03-01",
		"2026-12":    "2026-12 2026-12-01 2027-01-01",
		"2026-Q1":    "2026-Q1 2026-01-01 2026-04-01",
		"2026-Q2":    "2026-Q2 2026-04-01 2026-07-01",
		"2026-q3":    "2026-Q3 2026-07-01 2026-10-01",
		"Q4 2026":    "2026-Q4 2026-10-01 2027-01-01",
		"q2 2026":    "2026-Q2 2026-04-01 2026-07-01",
		"2026 Q2":    "2026-Q2 2026-04-01 2026-07-01",
		"''":         "",

		"2026-05-04T08:00":      "write the day alone, 2026-05-04: the hour can stand in the text",
		"2026-05-04 morgens":    "write the day alone, 2026-05-04: the hour can stand in the text",
		"04.05.2026":            "write 2026-05-04",
		"2026-02-30":            "February 2026 has only 28 days",
		"05/2026":               "write 2026-05",
		"5.2026":                "write 2026-05",
		"2026-5":                "write 2026-05",
		"Mai 2026":              "write 2026-05",
		"2026 August":           "write 2026-08",
		"août 2026":             "write 2026-08",
		"2. Quartal 2026":       "write 2026-Q2",
		"zweites Quartal 2026":  "write 2026-05-04 for a day, 2026-05 for a month or 2026-Q2 for a quarter",
		"Quartal 3/2026":        "write 2026-Q3",
		"Q2/2026":               "write 2026-Q2",
		"Q2-26":                 "write 2026-05-04 for a day, 2026-05 for a month or 2026-Q2 for a quarter",
		"2026-Q5":               "a year has the quarters Q1 to Q4",
		"2nd quarter 2026":      "write 2026-Q2",
		"2e kwartaal 2026":      "write 2026-Q2",
		"kwartaal 2 2026":       "write 2026-Q2",
		"2. kvartal 2026":       "write 2026-Q2",
		"2:a kvartalet 2026":    "write 2026-Q2",
		"1er trimestre 2026":    "write 2026-Q1",
		"T2 2026":               "write 2026-Q2",
		"2026-13":               "write 2026-05-04 for a day, 2026-05 for a month or 2026-Q2 for a quarter",
		"2026":                  "write 2026-05-04 for a day, 2026-05 for a month or 2026-Q2 for a quarter",
		"soon":                  "write 2026-05-04 for a day, 2026-05 for a month or 2026-Q2 for a quarter",
		"0026-Q1":               "write a year from 1000 to 9999",
		"0206-03":               "write a year from 1000 to 9999",
		"9999-Q4":               "9999-Q4 9999-10-01 10000-01-01",
		"[2026-05-04]":          "put the whole text in quotes",
		"the 4th quarter 2026 ": "write 2026-Q4",
	} {
		n, _ := parseText("when: " + text + "\n")
		var got struct{ When When }
		list := n.Decode(&got, diag.UnknownField)
		told := ""
		switch {
		case len(list) > 0:
			told = list[0].Hint.String()
		case !got.When.IsZero():
			told = strings.Join([]string{got.When.String(), got.When.From.Format(time.DateOnly), got.When.End().Format(time.DateOnly)}, " ")
		}
		if told != want {
			t.Errorf("%q: %s, want %s", text, told, want)
		}
		if len(list) == 0 && text != "''" && got.When.Span.Text() != text {
			t.Errorf("%q stands at %q", text, got.When.Span.Text())
		}
	}
}

// TestWhenOrder: by the last day; what ends on the same day, the more exact
// first.
func TestWhenOrder(t *testing.T) {
	want := "2026-03-31 2026-03 2026-Q1 2026-04-01 2026-04 2026-05-04 2026-05 2026-06-29 2026-06-30 2026-06 2026-Q2 2026-07-01 2026-07 2026-Q3 2027-Q1"
	var all []When
	for text := range strings.FieldsSeq(want) {
		from, exact, hint := parseWhen(text)
		if !hint.Empty() {
			t.Fatal(hint)
		}
		all = append(all, When{From: from, Exact: exact})
	}
	slices.Reverse(all)
	slices.SortFunc(all, When.Compare)
	var got []string
	for _, w := range all {
		got = append(got, w.String())
	}
	if strings.Join(got, " ") != want {
		t.Errorf("%s, want\n%s", strings.Join(got, " "), want)
	}
}

func FuzzWhen(f *testing.F) {
	for _, text := range []string{"2026-05-04", "2026-Q2", "Q2 2026", "2. Quartal 2026", "Mai 2026", "2026-05-04T08:00+01:00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		from, exact, hint := parseWhen(text)
		if !hint.Empty() {
			return
		}
		w := When{From: from, Exact: exact}
		again, exactly, hint := parseWhen(w.String())
		if !hint.Empty() || !again.Equal(from) || exactly != exact || !w.End().After(w.From) {
			t.Errorf("%q is %s, and that is %v %v %s", text, w, again, exactly, hint)
		}
	})
}
