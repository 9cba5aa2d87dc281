package roster

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

// officeHours are one line of office hours: on which days, from when to when,
// and where.
type officeHours struct {
	days            []string // as front matter names them
	from, to, where string
}

var (
	wordForm   = regexp.MustCompile(`^[\pL]+\.?`)
	beforeDay  = regexp.MustCompile(`(?i)^\s*(?:(?:op|jeden|på|du|le|les)\s+)?`)
	rangeForm  = regexp.MustCompile(`^\s*(?:[-–—]|t/m|t\.o\.m\.|tot en met|bis|tot|till|til|to|through|au|à)\s*`)
	andForm    = regexp.MustCompile(`^\s*(?:,|/|\+|&|und|u\.|en|og|och|and|et)\s*`)
	beforeTime = regexp.MustCompile(`^[\s,:]*(?:(?:von|van|fra|från|from|de|kl\.?|klockan|um|om|at|jeweils)\s+)?`)
	timeForm   = regexp.MustCompile(`(?i)^(?:kl\.?\s*)?([0-9]{1,2})(?:(?:[:.]|\s?h\s?)([0-9]{2}))?\s*(am|pm|a\.m\.|p\.m\.|uhr|uur|u\.|h)?(?:\s|$|[-–—,;()/]|[a-z])`)
	placeForm  = regexp.MustCompile(`(?i)^\s*[,(]?\s*((?:in |im |i |at |au |à la )?\s*(?:raum|zimmer|büro|gebäude|haus|etage|kamer|lokaal|ruimte|gebouw|lokale|rum|kontor|bygning|våning|byggnad|room|office|building|desk|bureau|salle|bâtiment|online|teams)\b[^,;()]*)\)?`)
	afterGroup = regexp.MustCompile(`^\s*(?:[;,|]|und|en|og|och|and|et)?\s*`)
)

// parseOfficeHours reads office hours as people write them: "Mo-Do 9-12 Uhr,
// Raum 2", "Tue & Thu 2pm–4pm". It returns nil where a part of it means
// something else: then the text says more than days and times can.
func parseOfficeHours(text string) []officeHours {
	var all []officeHours
	rest := strings.TrimSpace(text)
	for rest != "" {
		var h officeHours
		var ok bool
		if h.days, rest, ok = days(rest); !ok {
			return nil
		}
		if h.from, h.to, rest, ok = times(rest); !ok {
			return nil
		}
		if m := placeForm.FindStringSubmatch(rest); m != nil {
			h.where, rest = strings.TrimSpace(m[1]), rest[len(m[0]):]
		}
		all = append(all, h)
		rest = rest[len(afterGroup.FindString(rest)):]
	}
	return all
}

// days reads "Mo-Do", "Di und Do", "täglich".
func days(text string) (all []string, rest string, ok bool) {
	rest = text
	for {
		rest = rest[len(beforeDay.FindString(rest)):]
		word := wordForm.FindString(rest)
		first := words.ReadDays(word)
		if len(first) == 0 || len(first) > 1 && len(all) > 0 {
			return nil, text, false
		}
		rest = rest[len(word):]
		if len(first) > 1 {
			return first, rest, true
		}
		all = append(all, first...)
		if to := rangeForm.FindString(rest); to != "" {
			word := wordForm.FindString(rest[len(to):])
			if last := words.ReadDays(word); len(last) == 1 {
				from, until := slices.Index(words.Days, first[0]), slices.Index(words.Days, last[0])
				if until <= from {
					return nil, text, false
				}
				all = append(all, words.Days[from+1:until+1]...)
				rest = rest[len(to)+len(word):]
			}
		}
		and := andForm.FindString(rest)
		next := rest[len(and):]
		next = wordForm.FindString(next[len(beforeDay.FindString(next)):])
		if and == "" || len(words.ReadDays(next)) != 1 {
			return all, rest, true
		}
		rest = rest[len(and):]
	}
}

// times reads "9-12 Uhr", "9.00 tot 12.00", "2pm–4pm".
func times(text string) (from, to, rest string, ok bool) {
	rest = text[len(beforeTime.FindString(text)):]
	first, half1, rest, ok1 := clock(rest)
	between := rangeForm.FindString(rest)
	last, half2, rest, ok2 := clock(rest[len(between):])
	if !ok1 || !ok2 || between == "" {
		return "", "", text, false
	}
	if half1 == "" && half2 == "pm" && first+720 < last+720 && first < 720 { // 2-4pm
		half1 = "pm"
	}
	first, last = inHalf(first, half1), inHalf(last, half2)
	if first >= last || last > 24*60 {
		return "", "", text, false
	}
	return hhmm(first), hhmm(last), rest, true
}

// clock reads a time of day, in minutes, and which half of the day is meant.
func clock(text string) (minutes int, half, rest string, ok bool) {
	m := timeForm.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, "", text, false
	}
	minutes = digits(text[m[2]:m[3]]) * 60
	end := m[3]
	if m[4] >= 0 {
		if digits(text[m[4]:m[5]]) > 59 {
			return 0, "", text, false
		}
		minutes, end = minutes+digits(text[m[4]:m[5]]), m[5]
	}
	if m[6] >= 0 {
		half, end = strings.ReplaceAll(strings.ToLower(text[m[6]:m[7]]), ".", ""), m[7]
	}
	return minutes, half, text[end:], true
}

func inHalf(minutes int, half string) int {
	switch {
	case half == "pm" && minutes < 720:
		return minutes + 720
	case half == "am" && minutes >= 720:
		return minutes - 720
	}
	return minutes
}

func hhmm(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// entries are the hours as front matter has them.
func (h officeHours) entries() []strictyaml.Entry {
	all := []strictyaml.Entry{{Name: "days", Value: h.days}, {Name: "from", Value: h.from}, {Name: "to", Value: h.to}}
	if h.where != "" {
		all = append(all, strictyaml.Entry{Name: "where", Value: h.where})
	}
	return all
}

// String is what listed makes of the hours in a file.
func (h officeHours) String() string {
	return strings.TrimSpace(strings.Join(h.days, " ") + " " + h.from + " " + h.to + " " + h.where)
}
