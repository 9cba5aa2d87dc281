package calendar

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/diag"

	"github.com/teambition/rrule-go"
)

// Rule says when something repeats: the value of an RRULE (RFC 5545, 3.3.10)
// that repeats by days, weeks, months or years.
type Rule struct {
	freq  rrule.Frequency
	parts map[string]string // in capitals, by name, without FREQ, UNTIL and what is 1 anyway
	until until
}

// until is the last moment of a rule: a day counts in full.
type until struct {
	time.Time
	day, utc bool // else it is a time on the wall
}

// Mistake is what is wrong with a rule, for its writer.
type Mistake struct{ What, Hint diag.Text }

func (m *Mistake) Error() string { return m.What.String() }

// Examples are rules as they can be written.
const Examples = `write it like FREQ=WEEKLY;BYDAY=TU (every Tuesday), FREQ=WEEKLY;INTERVAL=2 (every second week) or FREQ=MONTHLY;BYDAY=1TH (the first Thursday of a month)`

var freqs = map[string]rrule.Frequency{"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}

var weekdays = map[string]rrule.Weekday{"MO": rrule.MO, "TU": rrule.TU, "WE": rrule.WE, "TH": rrule.TH, "FR": rrule.FR, "SA": rrule.SA, "SU": rrule.SU}

// days are the weekdays' names, as time.Weekday counts them.
var days = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// part is what a rule may say besides FREQ, UNTIL, BYDAY and WKST: numbers.
type part struct {
	name      string
	least     int
	most      int
	signed    bool              // they may be counted from the end, too
	list      bool              // there may be several
	freqs     []rrule.Frequency // that it goes with; nil: all
	expressed func(*rrule.ROption, []int)
}

var partsOf = []part{
	{name: "INTERVAL", least: 1, most: 1000, expressed: func(o *rrule.ROption, n []int) { o.Interval = n[0] }},
	{name: "COUNT", least: 1, most: MostDates, expressed: func(o *rrule.ROption, n []int) { o.Count = n[0] }},
	{name: "BYMONTH", least: 1, most: 12, list: true, expressed: func(o *rrule.ROption, n []int) { o.Bymonth = n }},
	{name: "BYWEEKNO", least: 1, most: 53, signed: true, list: true, freqs: []rrule.Frequency{rrule.YEARLY}, expressed: func(o *rrule.ROption, n []int) { o.Byweekno = n }},
	{name: "BYYEARDAY", least: 1, most: 366, signed: true, list: true, freqs: []rrule.Frequency{rrule.YEARLY}, expressed: func(o *rrule.ROption, n []int) { o.Byyearday = n }},
	{name: "BYMONTHDAY", least: 1, most: 31, signed: true, list: true, freqs: []rrule.Frequency{rrule.YEARLY, rrule.MONTHLY, rrule.DAILY}, expressed: func(o *rrule.ROption, n []int) { o.Bymonthday = n }},
	{name: "BYHOUR", most: 23, list: true, expressed: func(o *rrule.ROption, n []int) { o.Byhour = n }},
	{name: "BYMINUTE", most: 59, list: true, expressed: func(o *rrule.ROption, n []int) { o.Byminute = n }},
	{name: "BYSETPOS", least: 1, most: 366, signed: true, list: true, expressed: func(o *rrule.ROption, n []int) { o.Bysetpos = n }},
}

// order is that in which a rule's parts are written.
var order = []string{"INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE", "BYSETPOS", "WKST"}

// timesMost is how many times of day a rule may have.
const timesMost = 24

// ParseRule reads a rule. The error is a *Mistake.
func ParseRule(text string) (*Rule, error) {
	rule := &Rule{freq: -1, parts: map[string]string{}}
	text = strings.TrimPrefix(strings.ToUpper(strings.Join(strings.Fields(text), "")), "RRULE:")
	seen := map[string]bool{}
	for piece := range strings.SplitSeq(strings.TrimSuffix(text, ";"), ";") {
		name, value, ok := strings.Cut(piece, "=")
		if !ok || value == "" {
			return nil, &Mistake{diag.Say("this rule can't be read"), diag.Say(Examples)}
		}
		if seen[name] {
			return nil, &Mistake{diag.Say("the rule says %s twice", name), diag.Say("say it once; several values stand behind one another, as in BYDAY=TU,TH")}
		}
		seen[name] = true
		if mistake := rule.read(name, value); mistake != nil {
			return nil, mistake
		}
	}
	if mistake := rule.together(); mistake != nil {
		return nil, mistake
	}
	return rule, nil
}

// read reads one part.
func (r *Rule) read(name, value string) *Mistake {
	switch name {
	case "FREQ":
		freq, ok := freqs[value]
		switch {
		case ok:
			r.freq = freq
		case slices.Contains([]string{"HOURLY", "MINUTELY", "SECONDLY"}, value):
			return &Mistake{diag.Say("an event can't repeat several times a day by FREQ=%s", value), diag.Say("write FREQ=DAILY, and the hours if there are several: FREQ=DAILY;BYHOUR=9,14")}
		default:
			return &Mistake{diag.Say("FREQ can't be %q", short(value)), diag.Say("it can be DAILY, WEEKLY, MONTHLY or YEARLY")}
		}
	case "UNTIL":
		return r.readUntil(value)
	case "BYDAY":
		return r.readDays(value)
	case "WKST":
		if _, ok := weekdays[value]; !ok {
			return &Mistake{diag.Say("WKST can't be %q", short(value)), diag.Say("it is the day on which weeks begin: MO or SU")}
		}
		r.parts[name] = value
	case "BYSECOND":
		return &Mistake{diag.Say("an event does not begin at a second"), diag.Say("take BYSECOND away")}
	default:
		i := slices.IndexFunc(partsOf, func(p part) bool { return p.name == name })
		if i < 0 {
			return &Mistake{diag.Say("a rule has no %q", short(name)), diag.Say(Examples)}
		}
		return r.readNumbers(partsOf[i], value)
	}
	return nil
}

func (r *Rule) readNumbers(p part, value string) *Mistake {
	var numbers []string
	for text := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(text)
		size := n
		if p.signed {
			size = max(n, -n)
		}
		if err != nil || size < p.least || size > p.most {
			between := diag.Say("write a number from %d to %d", p.least, p.most)
			if p.signed {
				between = diag.Say("write a number from %d to %d, or with a minus to count from the end", p.least, p.most)
			}
			return &Mistake{diag.Say("%s can't be %q", p.name, short(text)), between}
		}
		if text = strconv.Itoa(n); !slices.Contains(numbers, text) {
			numbers = append(numbers, text)
		}
	}
	if !p.list && len(numbers) > 1 {
		return &Mistake{diag.Say("%s is one number", p.name), diag.Say("write %s=%s", p.name, numbers[0])}
	}
	if p.name != "INTERVAL" || numbers[0] != "1" {
		r.parts[p.name] = strings.Join(numbers, ",")
	}
	return nil
}

var dayForm = regexp.MustCompile(`^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$`)

func (r *Rule) readDays(value string) *Mistake {
	var all []string
	numbered := 0
	for text := range strings.SplitSeq(value, ",") {
		m := dayForm.FindStringSubmatch(text)
		if m == nil {
			return &Mistake{diag.Say("BYDAY can't be %q", short(text)), diag.Say("days are MO, TU, WE, TH, FR, SA and SU, with a number before them in months: 1TH is the first Thursday, -1FR the last Friday")}
		}
		day := m[2]
		if m[1] != "" {
			n, _ := strconv.Atoi(m[1])
			if n == 0 || n > 53 || n < -53 {
				return &Mistake{diag.Say("BYDAY can't be %q", text), diag.Say("1TH is the first Thursday, -1FR the last Friday")}
			}
			day = strconv.Itoa(n) + day
			numbered++
		}
		if !slices.Contains(all, day) {
			all = append(all, day)
		}
	}
	if numbered > 0 && numbered < len(all) {
		return &Mistake{diag.Say("BYDAY has days with a number and days without one"), diag.Say("give each a number, or none: programs read a mixture in different ways")}
	}
	r.parts["BYDAY"] = strings.Join(all, ",")
	return nil
}

func (r *Rule) readUntil(value string) *Mistake {
	for _, form := range []string{stampDay, stampWall, stampUTC} {
		if at, err := time.Parse(form, value); err == nil && at.Year() >= 1000 {
			r.until = until{at, form == stampDay, form == stampUTC}
			return nil
		}
	}
	return &Mistake{diag.Say("UNTIL can't be %q", short(value)), diag.Say("write the last day without hyphens, as in UNTIL=20271231")}
}

// together finds parts that do not go with each other.
func (r *Rule) together() *Mistake {
	has := func(name string) bool { return r.parts[name] != "" }
	switch {
	case r.freq < 0:
		return &Mistake{diag.Say("the rule does not say how often: it has no FREQ"), diag.Say(Examples)}
	case has("COUNT") && !r.until.IsZero():
		return &Mistake{diag.Say("the rule has both COUNT and UNTIL"), diag.Say("it ends after a number of dates or on a day: take one of them away")}
	}
	for _, p := range partsOf {
		if has(p.name) && p.freqs != nil && !slices.Contains(p.freqs, r.freq) {
			return &Mistake{diag.Say("%s does not go with FREQ=%s", p.name, r.freq.String()), diag.Say(Examples)}
		}
	}
	if has("BYSETPOS") && !slices.ContainsFunc(order, func(name string) bool { return strings.HasPrefix(name, "BY") && name != "BYSETPOS" && has(name) }) {
		return &Mistake{diag.Say("BYSETPOS chooses from days that the rule does not name"), diag.Say("for the last working day of a month write FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")}
	}
	if days := r.parts["BYDAY"]; strings.ContainsAny(days, "0123456789") {
		most := 53
		if r.freq == rrule.MONTHLY || has("BYMONTH") {
			most = 5
		}
		switch {
		case r.freq != rrule.MONTHLY && r.freq != rrule.YEARLY, has("BYWEEKNO"):
			return &Mistake{diag.Say("days with a number go with FREQ=MONTHLY and FREQ=YEARLY only"), diag.Say("take the numbers away, or write FREQ=MONTHLY")}
		case slices.ContainsFunc(strings.Split(days, ","), func(day string) bool { n := nth(day); return max(n, -n) > most }):
			return &Mistake{diag.Say("a month has at most five of a weekday"), diag.Say("1TH is the first Thursday, -1FR the last Friday")}
		}
	}
	if times := max(1, len(r.numbers("BYHOUR"))) * max(1, len(r.numbers("BYMINUTE"))); times > timesMost {
		return &Mistake{diag.Say("the rule has %d times a day", times), diag.Say("an event can have %d; write one that lasts for the day", timesMost)}
	}
	return nil
}

// nth is the number before a day, 0 without one.
func nth(day string) int {
	n, _ := strconv.Atoi(day[:len(day)-2])
	return n
}

func (r *Rule) numbers(name string) []int {
	var numbers []int
	if r.parts[name] != "" {
		for text := range strings.SplitSeq(r.parts[name], ",") {
			n, _ := strconv.Atoi(text)
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// HasTimes reports whether the rule names times of day.
func (r *Rule) HasTimes() bool { return r.parts["BYHOUR"] != "" || r.parts["BYMINUTE"] != "" }

// Every is how often the rule repeats: "day", "week", "month" or "year", and
// each how many of them.
func (r *Rule) Every() (unit string, n int) {
	n = 1
	if interval := r.numbers("INTERVAL"); interval != nil {
		n = interval[0]
	}
	return map[rrule.Frequency]string{rrule.DAILY: "day", rrule.WEEKLY: "week", rrule.MONTHLY: "month", rrule.YEARLY: "year"}[r.freq], n
}

// from are the rule's parts for a series that begins on a day. What is taken
// from the beginning (RFC 5545, 3.3.10) is said where not all programs know it:
// the day of weeks without one, and that there is not always a 29 February.
func (r *Rule) from(start time.Time) map[string]string {
	if r.freq != rrule.YEARLY || r.parts["BYDAY"]+r.parts["BYMONTHDAY"]+r.parts["BYYEARDAY"] != "" {
		return r.parts
	}
	parts := maps.Clone(r.parts)
	switch {
	case r.parts["BYWEEKNO"] != "":
		parts["BYDAY"] = days[start.Weekday()]
	case r.parts["BYMONTH"] == "" && start.Month() == time.February && start.Day() == 29:
		parts["BYMONTH"], parts["BYMONTHDAY"] = "2", "29"
	}
	return parts
}

// option is the rule for the library, without its end by a day.
func (r *Rule) option(start time.Time) rrule.ROption {
	o := rrule.ROption{Freq: r.freq, Dtstart: start}
	rule := Rule{freq: r.freq, parts: r.from(start)}
	for _, p := range partsOf {
		if numbers := rule.numbers(p.name); numbers != nil {
			p.expressed(&o, numbers)
		}
	}
	if list := rule.parts["BYDAY"]; list != "" {
		for day := range strings.SplitSeq(list, ",") {
			weekday := weekdays[day[len(day)-2:]]
			o.Byweekday = append(o.Byweekday, weekday.Nth(nth(day)))
		}
	}
	if first := rule.parts["WKST"]; first != "" {
		o.Wkst = weekdays[first]
	}
	return o
}

// short is a writer's text, for a message.
func short(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}
