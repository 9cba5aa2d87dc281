package strictyaml

import "time"

// Since reads how far back somebody looks, for flags of commands: a time span
// before now ("30d", "2 weeks") or a date. For any other text hint says how to
// write it.
func Since(text string, now time.Time) (at time.Time, hint string) {
	if d, wrong := parseDuration(text); wrong == "" && !d.IsZero() {
		return now.AddDate(-d.Years, -d.Months, -d.Days), ""
	}
	at, _, hint = parseDate(text)
	switch {
	case hint == anyDate || hint != "" && len(text) < len("1.1.26"):
		return time.Time{}, `write a time span or a date, as in "30d", "6 weeks" or 2026-03-01`
	case hint != "":
		return time.Time{}, hint
	case at.After(now):
		return time.Time{}, "write a date that has passed"
	}
	return at, ""
}
