package strictyaml

import (
	"cmp"
	"fmt"
	"regexp"
	"time"

	"ankerplatz/generator/diag"
)

// When is a day, a month or a quarter, as exactly as the writer knows it. The
// zero When is an absent field.
type When struct {
	From  time.Time // its first day: midnight UTC
	Exact Exactness
	Span  diag.Span
}

// Exactness is how exactly a When is known.
type Exactness uint8

// From the most exact to the least.
const (
	ToDay Exactness = iota
	ToMonth
	ToQuarter
)

// months are how many months it is long; 0 of a day.
func (e Exactness) months() int { return [...]int{0, 1, 3}[e] }

// IsZero reports whether the When is absent.
func (w When) IsZero() bool { return w.From.IsZero() }

// End is the moment from which on it is over: the end of its last day.
func (w When) End() time.Time {
	if w.Exact == ToDay {
		return w.From.AddDate(0, 0, 1)
	}
	return w.From.AddDate(0, w.Exact.months(), 0)
}

// Quarter is the quarter of the year in which it begins, from 1.
func (w When) Quarter() int { return (int(w.From.Month()) + 2) / 3 }

// Compare orders by the last day, for nothing later is promised: a month stands
// behind its days, and a quarter behind its months. Of those that end on the
// same day the more exact stands first.
func (w When) Compare(other When) int {
	return cmp.Or(w.End().Compare(other.End()), cmp.Compare(w.Exact, other.Exact))
}

// String is how it is written in files: "2026-05-04", "2026-05", "2026-Q2"; ""
// if it is absent.
func (w When) String() string {
	switch {
	case w.IsZero():
		return ""
	case w.Exact == ToMonth:
		return w.From.Format(monthForm)
	case w.Exact == ToQuarter:
		return fmt.Sprintf("%04d-Q%d", w.From.Year(), w.Quarter())
	}
	return w.From.Format(time.DateOnly)
}

const monthForm = "2006-01"

var quarterForm = regexp.MustCompile(`^(?:(\d{4})[- ]?[Qq]([1-4])|[Qq]([1-4])[ -]?(\d{4}))$`)

// DecodeYAML implements Decoder. An empty text is an absent When.
func (w *When) DecodeYAML(n *Node, l *diag.List) {
	text, ok := n.Text(l)
	if !ok || text == "" {
		return
	}
	from, exact, hint := parseWhen(text)
	if !hint.Empty() {
		l.Add(n.Span(), diag.BadDate, diag.Say("%s must be a day, a month or a quarter, not %q", n.label(), text), hint)
		return
	}
	*w = When{From: from, Exact: exact, Span: n.Span()}
}

// parseWhen reads a day, a month or a quarter. For any other text hint says how
// to write it.
func parseWhen(text string) (from time.Time, exact Exactness, hint diag.Text) {
	if m := quarterForm.FindStringSubmatch(text); m != nil {
		from, exact = time.Date(atoi(m[1]+m[4]), time.Month(3*atoi(m[2]+m[3])-2), 1, 0, 0, 0, 0, time.UTC), ToQuarter
		return from, exact, outOfRange(from)
	}
	if from, err := time.Parse(monthForm, text); err == nil {
		return from, ToMonth, outOfRange(from)
	}
	if len(text) > len(time.DateOnly) {
		day := text[:len(time.DateOnly)]
		if _, err := time.Parse(time.DateOnly, day); err == nil {
			return time.Time{}, ToDay, dayAlone(day)
		}
	}
	from, hasTime, hint := parseDate(text)
	switch {
	case !hint.Empty():
		return time.Time{}, ToDay, whenHint(text, hint)
	case hasTime:
		return time.Time{}, ToDay, dayAlone(from.Format(time.DateOnly))
	}
	return from, ToDay, diag.Text{}
}

func dayAlone(day string) diag.Text {
	return diag.Say("write the day alone, %s: the hour can stand in the text", day)
}

var (
	// What people write for quarters: 2. Quartal 2026, Q2/2026, kwartaal 2 2026, 2:a kvartalet 2026, 2e trimestre 2026, T2 2026.
	otherQuarter = regexp.MustCompile(`(?i)\b(?:(?:q|k|t|quart[ae]\w*|kwartaal|kvartal\w*|trimestre)\.? ?(\d)|(\d)(?:[.:]?\pL{0,3}|\.) ?(?:q|quart[ae]\w*|kwartaal|kvartal\w*|trimestre))\b`)
	otherMonth   = regexp.MustCompile(`^(?:(\d{1,2}|\pL{3,})[-./, ]+(\d{4})|(\d{4})[-./, ]+(\d{1,2}|\pL{3,}))$`)
	anyYear      = regexp.MustCompile(`\b\d{4}\b`)
)

// whenHint shows the right form of a quarter or a month in another form; for
// any other text it is the one for a day.
func whenHint(text string, day diag.Text) diag.Text {
	if m, year := otherQuarter.FindStringSubmatch(text), anyYear.FindString(text); m != nil && year != "" {
		if quarter := m[1] + m[2]; quarter >= "1" && quarter <= "4" {
			return diag.Say("write %s-Q%s", year, quarter)
		}
		return diag.Say("a year has the quarters Q1 to Q4")
	}
	if m := otherMonth.FindStringSubmatch(text); m != nil {
		month := atoi(m[1] + m[4])
		if month == 0 {
			month = monthOf(m[1] + m[4])
		}
		if month >= 1 && month <= 12 {
			return diag.Say("write %s-%02d", m[2]+m[3], month)
		}
	}
	if day.String() == anyDate {
		return diag.Say("write 2026-05-04 for a day, 2026-05 for a month or 2026-Q2 for a quarter")
	}
	return day
}
