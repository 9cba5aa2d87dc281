package words

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/strictyaml"
)

// Days are the days of the week, as files and texts ("day_mon") name them.
var Days = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// Date writes a day as readers of the language do: "1. März 2026"; "" for the
// zero time.
func (l *Language) Date(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case l.months[0] == "":
		return t.Format(time.DateOnly)
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = l.first
	}
	return strings.NewReplacer("d", day, "MMMM", l.months[t.Month()-1], "y", strconv.Itoa(t.Year())).Replace(l.date)
}

// MonthName is the name of a day's month, its number where it is not known.
func (l *Language) MonthName(t time.Time) string {
	if l.months[0] == "" {
		return t.Format("01")
	}
	return l.months[t.Month()-1]
}

// Month writes the month of a day, with its year: "März 2026".
func (l *Language) Month(t time.Time) string {
	if l.months[0] == "" {
		return t.Format("2006-01")
	}
	return l.MonthName(t) + t.Format(" 2006")
}

// When writes a day, a month or a quarter as exactly as it is known: "4. Mai
// 2026", "Mai 2026", "2. Quartal 2026"; "" if it is absent.
func (l *Language) When(w strictyaml.When) string {
	switch {
	case w.IsZero(), w.Exact == strictyaml.ToDay:
		return l.Date(w.From)
	case w.Exact == strictyaml.ToMonth:
		return l.Month(w.From)
	case l.quarters[0] == "":
		return w.String()
	}
	return l.quarters[w.Quarter()-1] + w.From.Format(" 2006")
}

// Day is the short name of one of Days.
func (l *Language) Day(id string) string { return l.Text("day_" + id) }

// DayRuns names some of Days, which are in order; three or more in a row become
// "Mo–Fr".
func (l *Language) DayRuns(ids []string) string {
	var parts []string
	for i := 0; i < len(ids); {
		end := i
		for end+1 < len(ids) && slices.Index(Days, ids[end+1]) == slices.Index(Days, ids[end])+1 {
			end++
		}
		if end-i < 2 {
			end = i
		}
		name := l.Day(ids[i])
		if end > i {
			name += "–" + l.Day(ids[end])
		}
		parts = append(parts, name)
		i = end + 1
	}
	return strings.Join(parts, ", ")
}

// spelled are the days that a word means, in any language.
var spelled = func() map[string][]string {
	all := map[string][]string{}
	for _, w := range writings {
		for i, names := range w.days {
			for name := range strings.FieldsSeq(names) {
				all[name] = Days[i : i+1]
			}
		}
		for name := range strings.FieldsSeq(w.workday) {
			all[name] = Days[:5]
		}
	}
	return all
}()

// ReadDays are the days that a word means, in any language that has a literal:
// one of Days for "montags" or "Tue.", Monday to Friday for "werktags"; nil for
// a word that means none. They must not be changed.
func ReadDays(word string) []string {
	return spelled[strings.ToLower(strings.TrimSuffix(word, "."))]
}

// DayWords are all words that ReadDays reads, sorted.
func DayWords() []string { return slices.Sorted(maps.Keys(spelled)) }
