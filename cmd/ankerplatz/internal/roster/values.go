package roster

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
	"ankerplatz/generator/phone"
	"ankerplatz/generator/slug"
)

// maxText and maxName bound what a cell may hold, in characters.
const (
	maxText = 2000
	maxName = 200
)

// skill is a competence as a list tells it.
type skill struct {
	topic   string // an app's id, or a word of its own
	level   int
	assumed bool // the list has no level
}

// assumedLevel is that of a competence which a list has without one:
// practised.
const assumedLevel = 2

// value reads a cell: a string, a []string, a []skill, a time.Time (a day),
// a []float64 (one number, or the least and the most), []officeHours, or nil
// where the cell says that there is nothing.
func (w *vocabularies) value(f field, c sheet.Cell) (any, error) {
	if c.Fault != "" {
		return nil, errors.New(c.Fault)
	}
	if n := len([]rune(c.Text)); n > maxText || n > maxName && strings.HasSuffix(f.name, "name") {
		return nil, fmt.Errorf("this is too long for one field (%d characters)", n)
	}
	if strings.HasSuffix(f.name, "name") && strings.Contains(c.Text, "?") {
		return nil, fmt.Errorf("letters got lost when the list was saved (%s): save it again, as .xlsx or as CSV UTF-8", shorten(c.Text))
	}
	switch f.name {
	case "department":
		return w.departments.path(c.Text)
	case "serves":
		return w.departments.list(several(c.Text))
	case "location":
		return w.locations.find(c.Text)
	case "roles":
		return w.roles.list(several(c.Text))
	case "languages":
		return w.languages.list(parentheses.ReplaceAllString(several(c.Text), ""))
	case "status":
		return w.statuses.find(c.Text)
	case "competencies":
		return w.skills(several(c.Text))
	case "contact.email":
		return email(c.Text)
	case "contact.phone", "contact.mobile":
		if number := firstOf(c.Text); number != "" {
			return telephone(number)
		}
		return nil, nil
	case "availability":
		if hours := parseOfficeHours(c.Text); hours != nil {
			return hours, nil
		}
	case "contact.chat":
		return address(c.Text, "http", "https", "msteams", "sip", "xmpp", "matrix", "mailto", "slack")
	case "contact.web":
		return address(c.Text, "http", "https")
	case "time.hours_per_week":
		return hours(c.Text)
	case "since", "until":
		if t, err := day(c); err != nil || !t.IsZero() {
			return t, err
		}
		return nil, nil
	}
	return c.Text, nil
}

// several is a list as people write it, of one that SharePoint wrote: joined
// with ;#, or as JSON.
func several(text string) string {
	var all []string
	if strings.HasPrefix(text, "[") && json.Unmarshal([]byte(text), &all) == nil {
		return strings.Join(all, ";")
	}
	return strings.ReplaceAll(text, ";#", ";")
}

var (
	parentheses = regexp.MustCompile(`\([^)]*\)`)
	skillForm   = regexp.MustCompile(`^(.+?)\s*(?:([:=(–-])|\s)\s*([0-9]+)(?:[.,]0+)?\s*\)?$`)
	primary     = regexp.MustCompile(`SMTP:([^+;,\s]+)`)
	mailto      = regexp.MustCompile(`(?i)^mailto:`)
)

// skills reads "Excel: 3; SAP: 2". The apps' names are understood; other
// topics are words of their own.
func (w *vocabularies) skills(text string) ([]skill, error) {
	var all []skill
	for _, part := range splitList(text, ";|,") {
		s, err := w.skill(part)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(all, func(other skill) bool { return slug.Bare(other.topic) == slug.Bare(s.topic) }) {
			return nil, fmt.Errorf("%q is there twice", shorten(s.topic))
		}
		all = append(all, s)
	}
	return all, nil
}

// skill reads one competence. A number may belong to the name: Windows 11.
func (w *vocabularies) skill(text string) (skill, error) {
	topic, isApp := w.topic(text)
	m := skillForm.FindStringSubmatch(text)
	if isApp || m == nil {
		return skill{topic, assumedLevel, true}, nil
	}
	topic, isApp = w.topic(strings.TrimSpace(m[1]))
	n, err := level(m[3])
	switch {
	case err == nil:
		return skill{topic: topic, level: n}, nil
	case isApp || m[2] != "":
		return skill{}, fmt.Errorf("%q: %w", shorten(text), err)
	}
	topic, _ = w.topic(text)
	return skill{topic, assumedLevel, true}, nil
}

// topic is the id of an app, or a word of its own.
func (w *vocabularies) topic(text string) (topic string, isApp bool) {
	if id, err := w.apps.find(text); err == nil {
		return id, true
	}
	return text, false
}

func level(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 4 {
		return 0, errors.New("a level is a number from 1 to 4: 1 aware, 2 practised, 3 expert, 4 teaches it")
	}
	return n, nil
}

// email does not repeat the address in its error.
func email(text string) (string, error) {
	if m := primary.FindStringSubmatch(text); m != nil { // all addresses of an account: the one in capitals is used
		text = m[1]
	}
	parsed, err := mail.ParseAddress(mailto.ReplaceAllString(text, ""))
	if err != nil {
		return "", errors.New("this is not an e-mail address: write it like name@example.org")
	}
	if parsed.Address == strings.ToUpper(parsed.Address) {
		return strings.ToLower(parsed.Address), nil
	}
	return parsed.Address, nil
}

// firstOf returns the first of several numbers, as Microsoft Graph writes them:
// ["+49 221 9","+49 221 10"]. PowerShell may write the name of a type instead.
func firstOf(text string) string {
	if strings.HasPrefix(text, "System.") {
		return ""
	}
	if !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "{") {
		return text
	}
	first, _, _ := strings.Cut(strings.Trim(text, "[]{} "), ",")
	return strings.Trim(first, `"' `)
}

// hyphens are what spreadsheets make of a hyphen.
var hyphens = strings.NewReplacer("–", "-", "‐", "-", "‑", "-", "−", "-")

// telephone does not repeat the number in its error.
func telephone(text string) (string, error) {
	text = hyphens.Replace(strings.TrimPrefix(strings.TrimPrefix(text, "tel:"), "'"))
	if phone.Parse(text) == (phone.Number{}) {
		return "", errors.New("this is not a phone number: write it with digits, for example +49 30 23125 100 or +49 30 23125 ext. 100")
	}
	return text, nil
}

// lostZero reports whether a number of a phone was probably a number of the
// spreadsheet on its way, and longer: nobody dials 1701234567.
func lostZero(number string, c sheet.Cell) bool {
	plain := strings.Trim(number, "0123456789") == "" && number != "" && number[0] != '0'
	return plain && (c.Number && len(number) > 4 || len(number) > 7)
}

func address(text string, schemes ...string) (string, error) {
	u, err := url.Parse(text)
	if err != nil || !slices.Contains(schemes, strings.ToLower(u.Scheme)) || u.Host == "" && u.Opaque == "" {
		return "", fmt.Errorf("this is not an address: write it with %s: in front", strings.Join(schemes, ": or "))
	}
	return text, nil
}

var hoursForm = regexp.MustCompile(`(?i)^([0-9]{1,3}(?:[.,][0-9]{1,2})?)(?: ?(?:-|–|bis|tot|til|to) ?([0-9]{1,3}(?:[.,][0-9]{1,2})?))? ?(?:h|std\.?|stunden|uur|timer|hours)?$`)

func hours(text string) ([]float64, error) {
	m := hoursForm.FindStringSubmatch(text)
	var pair []float64
	if m != nil {
		for _, digits := range m[1:] {
			if n, err := strconv.ParseFloat(strings.Replace(digits, ",", ".", 1), 64); err == nil {
				pair = append(pair, n)
			}
		}
	}
	if len(pair) == 0 || slices.Max(pair) > 168 || !slices.IsSorted(pair) {
		return nil, errors.New("this is not a number of hours per week: write it as in 4 or 2-4")
	}
	return pair, nil
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ][0-9:.Z+]+(?: ?[AP]M)?)?$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})([-./]) ?(\d{1,2})[-./] ?(\d{4}|\d{2})(?: [0-9:.]+(?: ?[AP]M)?)?$`)
	together  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	serial    = regexp.MustCompile(`^[1-9]\d{4}$`)
	endless   = regexp.MustCompile(`(?i)^(?:unbefristet|unbegrenzt|offen|onbepaald|onbepaalde tijd|ubegrænset|tidsubegrænset|unlimited|open|never|nie)$`)
)

// day reads a day; the zero time is none, which programs write as a day far
// away: 31.12.9999, 00.00.0000, 0001-01-01. With slashes, day and month can be
// told apart only where one is above 12 or both are the same.
func day(c sheet.Cell) (time.Time, error) {
	if !c.Day.IsZero() {
		return c.Day, nil
	}
	help := errors.New("this is not a day: write it as in 2026-03-01 or 01.03.2026")
	var y, m, d int
	if endless.MatchString(c.Text) {
		return time.Time{}, nil
	}
	if serial.MatchString(c.Text) { // a spreadsheet's number, saved as it is: days since 1900
		return time.Date(1899, 12, 30+digits(c.Text), 0, 0, 0, 0, time.UTC), nil
	}
	if p := yearFirst.FindStringSubmatch(c.Text); p != nil {
		y, m, d = digits(p[1]), digits(p[2]), digits(p[3])
	} else if p := together.FindStringSubmatch(c.Text); p != nil {
		y, m, d = digits(p[1]), digits(p[2]), digits(p[3])
	} else if p := yearLast.FindStringSubmatch(c.Text); p != nil {
		y, m, d = digits(p[4]), digits(p[3]), digits(p[1])
		if len(p[4]) == 2 {
			if y += 2000; y > 2069 {
				y -= 100
			}
		}
		switch {
		case y >= 9999 || y <= 1601:
		case m > 12:
			m, d = d, m
		case p[2] == "/" && d <= 12 && d != m:
			return time.Time{}, fmt.Errorf("%q can be two days: write %04d-%02d-%02d or %04d-%02d-%02d", c.Text, y, m, d, y, d, m)
		}
	} else {
		return time.Time{}, help
	}
	if y >= 9999 || y <= 1601 {
		return time.Time{}, nil
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1900 || y > 2200 || t.Day() != d || int(t.Month()) != m {
		return time.Time{}, help
	}
	return t, nil
}

// digits reads what a pattern has found.
func digits(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
