package render

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/strictyaml"
)

// months are the names of the months as dates have them.
var months = map[string][12]string{
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"nl": {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
	"da": {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// date writes a day as readers of the language do; in other languages than
// the four as ISO 8601.
func date(lang string, t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	iso := t.Format(time.DateOnly)
	base, _, _ := strings.Cut(lang, "-")
	names, ok := months[base]
	if !ok {
		return Date{ISO: iso, Text: iso}
	}
	day := strconv.Itoa(t.Day())
	if base == "de" || base == "da" {
		day += "."
	}
	return Date{ISO: iso, Text: fmt.Sprintf("%s %s %d", day, names[t.Month()-1], t.Year())}
}

// span writes a range of numbers: "2–4"; "" where there is none.
func (s *site) span(r strictyaml.Range) string {
	least, most := hub.Number(s.lang.Code, r.Min), hub.Number(s.lang.Code, r.Max)
	switch {
	case r.IsZero():
		return ""
	case least == most:
		return least
	}
	return least + "–" + most
}

// size writes a file's size: "12 KB".
func size(lang string, bytes int64) string {
	switch {
	case bytes < 1000:
		return strconv.FormatInt(bytes, 10) + " B"
	case bytes < 1_000_000:
		return strconv.FormatInt((bytes+500)/1000, 10) + " KB"
	}
	return hub.Number(lang, math.Round(float64(bytes)/1e5)/10) + " MB"
}
