package strictyaml

import (
	"time"

	"ankerplatz/generator/diag"
)

// Since reads how far back somebody looks, for flags of commands: a time span
// before now ("30d", "2 weeks") or a date. For any other text hint says how to
// write it.
func Since(text string, now time.Time) (at time.Time, hint diag.Text) {
	if d, wrong := parseDuration(text); wrong.Empty() && !d.IsZero() {
		return now.AddDate(-d.Years, -d.Months, -d.Days), diag.Text{}
	}
	at, _, hint = parseDate(text)
	switch {
	case hint.String() == anyDate || !hint.Empty() && len(text) < len("1.1.26"):
		return time.Time{}, diag.Say(`write a time span or a date, as in "30d", "6 weeks" or 2026-03-01`)
	case !hint.Empty():
		return time.Time{}, hint
	case at.After(now):
		return time.Time{}, diag.Say("write a date that has passed")
	}
	return at, diag.Text{}
}
