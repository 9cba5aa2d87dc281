package strictyaml

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// DecodeYAML implements Decoder. A moment without an offset is in UTC; an empty
// text is an absent date.
func (d *Date) DecodeYAML(n *Node, l *diag.List) {
	text, ok := n.Text(l)
	if !ok || text == "" {
		return
	}
	at, hasTime, hint := parseDate(text)
	if !hint.Empty() {
		message := diag.Say("%s must be a date, not %q", n.label(), text)
		l.Add(n.Span(), diag.BadDate, message, hint)
		return
	}
	*d = Date{Time: at, HasTime: hasTime, Offset: hasTime && (offsetForm.MatchString(text) || sinceEpoch.MatchString(text)), Span: n.Span()}
}

// timeForms are moments as the content model has them, and as other tools do.
var timeForms = []string{
	"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00",
	"2006-01-02T15:04Z0700", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07",
}

var (
	// offsetForm is how a moment ends that says how far its clock is from UTC.
	offsetForm = regexp.MustCompile(`(?i)(Z|[+-]\d{2}(:?\d{2})?|UTC|GMT)$`)
	// yearLeads is a date that begins with its year in any other form than ours.
	yearLeads = regexp.MustCompile(`^(\d{4})([-./])(\d{1,2})([-./])(\d{1,2})(?:$|[T ])`)
	// sinceEpoch is a moment as programs count it: in seconds, or in thousandths
	// of them, of which a number of as many digits can be nothing else.
	sinceEpoch = regexp.MustCompile(`^[1-9]\d{9}(\d{3})?$`)
)

// parseDate reads a date as the content model has it, or in a form of another
// tool that can mean one day only. For any other text hint says how to write it.
func parseDate(text string) (at time.Time, hasTime bool, hint diag.Text) {
	if m := sinceEpoch.FindStringSubmatch(text); m != nil {
		n, _ := strconv.ParseInt(text, 10, 64) // digits, of which there are few enough
		if m[1] == "" {
			n *= 1000
		}
		return time.UnixMilli(n).UTC(), true, diag.Text{}
	}
	if at, err := time.Parse(time.RFC1123Z, text); err == nil {
		return at, true, outOfRange(at)
	}
	iso := text
	if m := yearLeads.FindStringSubmatch(text); m != nil && m[2] == m[4] {
		iso = fmt.Sprintf("%s-%02d-%02d", m[1], atoi(m[3]), atoi(m[5])) + text[len(strings.TrimRight(m[0], "T ")):]
	}
	if at, err := time.Parse(time.DateOnly, iso); err == nil {
		return at, false, outOfRange(at)
	}
	if len(iso) > 10 {
		moment := []byte(strings.ToUpper(iso))
		if moment[10] == ' ' {
			moment[10] = 'T'
		}
		clock := strings.Replace(string(moment), " ", "", 1)
		for _, zone := range []string{"UTC", "GMT"} {
			if rest, ok := strings.CutSuffix(clock, zone); ok {
				clock = rest + "Z"
			}
		}
		for _, form := range timeForms {
			if at, err := time.Parse(form, clock); err == nil {
				return at, true, outOfRange(at)
			}
		}
	}
	return time.Time{}, false, dateHint(text)
}

// outOfRange says what is wrong with a date that feeds and other files could not
// have (RFC 3339 knows four digits for a year, and offsets of less than a day).
func outOfRange(at time.Time) (hint diag.Text) {
	_, offset := at.Zone()
	switch year := at.UTC().Year(); {
	case year < 1000 || year > 9999 || at.Year() > 9999:
		return diag.Say("write a year from 1000 to 9999")
	case offset < -12*60*60 || offset > 14*60*60:
		return diag.Say("an offset lies between -12:00 and +14:00")
	}
	return diag.Text{}
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:\D|$)`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})([-./ ] ?)(\d{1,2})[-./ ] ?(\d{4}|\d{2})\b`)
	dayMonth  = regexp.MustCompile(`^(\d{1,2})(?:\.|er)? *(\pL{3,})\.? *(\d{4})\b`)
	monthDay  = regexp.MustCompile(`^(\pL{3,})\.? *(\d{1,2}),? *(\d{4})\b`)
	clock     = regexp.MustCompile(`[T ,]+(?:(?:kl\.? ?)?(\d{1,2})[:.h](\d{2})(?:[:.]\d{2})?(?: ?(?:Uhr|uur))?|kl\.? ?(\d{1,2})|(\d{1,2}) ?(?:Uhr|uur|h))$`)
)

// timeAlone is a time of day without a day.
var timeAlone = regexp.MustCompile(`^(?:kl\.? ?)?(\d{1,2})(?:[:.h](\d{2}))?(?: ?(?:Uhr|uur|h))?$`)

// Clock reads a time of day that stands where a date belongs: "11:00", "11 Uhr".
func Clock(text string) (hour, minute int, ok bool) {
	m := timeAlone.FindStringSubmatch(text)
	if m == nil || m[0] == m[1] {
		return 0, 0, false
	}
	hour, minute = atoi(m[1]), atoi(m[2])
	return hour, minute, hour < 24 && minute < 60
}

// anyDate is the hint for what nobody could take for a date.
const anyDate = "write the year, the month and the day, as in 2026-03-01"

// dateHint shows the right form of a date in another form.
func dateHint(text string) diag.Text {
	var year, month, day int
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		year, month, day = atoi(m[1]), atoi(m[2]), atoi(m[3])
	} else if m := yearLast.FindStringSubmatch(text); m != nil {
		day, month, year = atoi(m[1]), atoi(m[3]), atoi(m[4])
		if len(m[4]) == 2 {
			year += 2000
		}
		if month > 12 {
			day, month = month, day
		}
		if m[2][0] == '/' && day <= 12 && day != month && month <= 12 {
			return diag.Say("write the year first: %04d-%02d-%02d for %d %s, %04d-%02d-%02d for %d %s",
				year, month, day, day, monthName(month), year, day, month, month, monthName(day))
		}
	} else if m := dayMonth.FindStringSubmatch(text); m != nil {
		day, month, year = atoi(m[1]), monthOf(m[2]), atoi(m[3])
	} else if m := monthDay.FindStringSubmatch(text); m != nil {
		month, day, year = monthOf(m[1]), atoi(m[2]), atoi(m[3])
	}
	if hour, minute, ok := Clock(text); ok {
		return diag.Say("write the day in front of the time, as in 2026-03-01T%02d:%02d", hour, minute)
	}
	if year == 0 || month < 1 || month > 12 || day < 1 {
		return diag.Say(anyDate)
	}
	if last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day(); day > last {
		return diag.Say("%s %d has only %d days", monthName(month), year, last)
	}
	date := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	if m := clock.FindStringSubmatch(text); m != nil {
		hour, minute := atoi(m[1]+m[3]+m[4]), atoi(m[2]) // the whole hour alone, too
		if hour > 23 || minute > 59 {
			return diag.Say("a time lies between 00:00 and 23:59")
		}
		date += fmt.Sprintf("T%02d:%02d", hour, minute)
	} else if strings.HasPrefix(text, date) {
		return diag.Say("write a date with a time as in %sT09:00", date)
	}
	return diag.Say("write %s", date)
}

// monthName is what a month is called, from 1 to 12.
func monthName(month int) diag.Text {
	return [...]diag.Text{
		diag.Say("January"), diag.Say("February"), diag.Say("March"), diag.Say("April"), diag.Say("May"), diag.Say("June"),
		diag.Say("July"), diag.Say("August"), diag.Say("September"), diag.Say("October"), diag.Say("November"), diag.Say("December"),
	}[month-1]
}

// atoi reads digits that a pattern has found.
func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// months are the beginnings of the months' names in English, German, Dutch,
// Danish, Swedish and French.
var months = []string{
	"jan", "feb fév", "mar mär maa mrt mae", "apr avr", "may mai mei maj", "jun juin", "jul juil", "aug aoû aou", "sep", "oct okt", "nov", "dec dez déc",
}

// monthOf returns the number of a month's name, 0 if it is none.
func monthOf(name string) int {
	name = strings.ToLower(name)
	for i, beginnings := range months {
		for beginning := range strings.FieldsSeq(beginnings) {
			if strings.HasPrefix(name, beginning) {
				return i + 1
			}
		}
	}
	return 0
}

// DecodeYAML implements Decoder.
func (d *Duration) DecodeYAML(n *Node, l *diag.List) {
	text, ok := n.Text(l)
	if !ok || text == "" {
		return
	}
	got, hint := parseDuration(text)
	if !hint.Empty() {
		l.Add(n.Span(), diag.BadDuration, diag.Say("%s must be a time span, not %q", n.label(), text), hint)
		return
	}
	*d = got
}

var (
	durationPart = regexp.MustCompile(`^(\d{1,5}) *(\pL+)[ ,]*`)
	digitsOnly   = regexp.MustCompile(`^\d+$`)
)

// units are the words for time spans in English, German, Dutch, Danish, Swedish and French.
var units = map[string]Duration{
	"d": {Days: 1}, "day": {Days: 1}, "days": {Days: 1}, "tag": {Days: 1}, "tage": {Days: 1}, "tagen": {Days: 1},
	"dag": {Days: 1}, "dagen": {Days: 1}, "dage": {Days: 1},
	"w": {Days: 7}, "week": {Days: 7}, "weeks": {Days: 7}, "woche": {Days: 7}, "wochen": {Days: 7},
	"weken": {Days: 7}, "uge": {Days: 7}, "uger": {Days: 7},
	"m": {Months: 1}, "mo": {Months: 1}, "month": {Months: 1}, "months": {Months: 1}, "monat": {Months: 1},
	"monate": {Months: 1}, "monaten": {Months: 1}, "maand": {Months: 1}, "maanden": {Months: 1},
	"måned": {Months: 1}, "måneder": {Months: 1},
	"quarter": {Months: 3}, "quarters": {Months: 3}, "quartal": {Months: 3}, "quartale": {Months: 3},
	"kwartaal": {Months: 3}, "kwartalen": {Months: 3}, "kvartal": {Months: 3}, "kvartaler": {Months: 3},
	"y": {Years: 1}, "year": {Years: 1}, "years": {Years: 1}, "jahr": {Years: 1}, "jahre": {Years: 1},
	"jahren": {Years: 1}, "jaar": {Years: 1}, "jaren": {Years: 1}, "år": {Years: 1},
	"j": {Days: 1}, "jour": {Days: 1}, "jours": {Days: 1}, "semaine": {Days: 7}, "semaines": {Days: 7}, "mois": {Months: 1},
	"dagar": {Days: 1}, "vecka": {Days: 7}, "veckor": {Days: 7}, "månad": {Months: 1}, "månader": {Months: 1},
	"trimestre": {Months: 3}, "trimestres": {Months: 3}, "an": {Years: 1}, "ans": {Years: 1}, "année": {Years: 1}, "années": {Years: 1},
}

// SpanUnits are the words for units of time spans as alternatives of a regular
// expression, in small letters and with a capital.
func SpanUnits() string {
	var all []string
	for _, unit := range slices.Sorted(maps.Keys(units)) {
		first, size := utf8.DecodeRuneInString(unit)
		all = append(all, "["+unit[:size]+string(unicode.ToUpper(first))+"]"+unit[size:])
	}
	return strings.Join(all, "|")
}

// parseDuration reads "90d", "6 months", "1 year 6 months". For any other text
// hint says how to write it.
func parseDuration(text string) (d Duration, hint diag.Text) {
	rest := strings.ToLower(text)
	for rest != "" {
		m := durationPart.FindStringSubmatch(rest)
		unit, ok := Duration{}, false
		if m != nil {
			unit, ok = units[m[2]]
		}
		switch {
		case !ok && digitsOnly.MatchString(text):
			return Duration{}, diag.Say("write %sd for days, or %s months", text, text)
		case !ok:
			return Duration{}, diag.Say(`write a number and a unit, as in "90d", "2 weeks", "6 months" or "1y"`)
		}
		count := atoi(m[1])
		d.Years += count * unit.Years
		d.Months += count * unit.Months
		d.Days += count * unit.Days
		rest = rest[len(m[0]):]
	}
	if d.Years > 100 || d.Months > 1200 || d.Days > 36500 {
		return Duration{}, diag.Say("write a span of at most 100 years")
	}
	return d, diag.Text{}
}
