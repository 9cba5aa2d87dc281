package words

import (
	"math"
	"strconv"
	"strings"

	"ankerplatz/generator/strictyaml"
)

// tiny is what counts as nothing: three thirds are one.
const tiny = 1e-9

// Number writes a number that is not negative, with at most two decimals. What
// is more than nothing does not become 0.
func (l *Language) Number(n float64) string {
	text := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(n, 'f', 2, 64), "0"), ".")
	if (text == "" || text == "0") && n > tiny {
		text = "<0.01"
	}
	return strings.Replace(text, ".", l.decimal, 1)
}

// Range writes a range of numbers: "2–4"; "" where there is none.
func (l *Language) Range(r strictyaml.Range) string {
	least, most := l.Number(r.Min), l.Number(r.Max)
	switch {
	case r.IsZero():
		return ""
	case least == most:
		return least
	}
	return least + "–" + most
}

// Size writes a file's size in bytes, thousands or millions of them: "12 KB".
func (l *Language) Size(bytes int64) string {
	switch {
	case bytes < 1000:
		return strconv.FormatInt(bytes, 10) + " " + l.bytes[0]
	case bytes < 1_000_000:
		return strconv.FormatInt((bytes+500)/1000, 10) + " " + l.bytes[1]
	}
	return l.Number(math.Round(float64(bytes)/1e5)/10) + " " + l.bytes[2]
}

// Duration writes minutes, from an hour on as hours and minutes: "25 min",
// "3 h", "3 h 25 min".
func (l *Language) Duration(minutes int) string {
	var parts []string
	for _, part := range []struct {
		key string
		n   int
	}{{"hours_short", minutes / 60}, {"minutes_short", minutes % 60}} {
		if part.n > 0 {
			text, _ := l.Count(part.key, part.n)
			parts = append(parts, strings.ReplaceAll(text, "{0}", strconv.Itoa(part.n)))
		}
	}
	return strings.Join(parts, " ")
}
