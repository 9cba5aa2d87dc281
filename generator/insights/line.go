package insights

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// Formats of lines.
const (
	formatCommon = iota // Common Log Format, and Combined
	formatS3            // S3 server access logs
	formatJSON          // nginx with escape=json, and what looks like it
	formatCaddy
	formatOwn // what host --signals writes
)

// formatNames are the formats as Lines names them.
var formatNames = [...]string{"common", "s3", "json", "caddy", "ankerplatz"}

const (
	longestLine    = 16 << 10
	daysBeforeWeek = 3 // 1970-01-01 was a Thursday
)

// request is what is taken of a line: no address, no user, no page before.
type request struct {
	format int
	day    int32 // days since 1970-01-01
	method []byte
	target []byte // path and query, as they were asked for; of the own format what stands behind the hour
	status int
	agent  []byte
}

// week is the week of a day, counted from the one of 1970-01-01; it begins on
// Monday.
func week(day int32) int32 { return (day + daysBeforeWeek) / 7 }

// monday is the first day of a week.
func monday(week int32) time.Time { return time.Unix(int64(week*7-daysBeforeWeek)*86400, 0).UTC() }

// parse reads a line of any format. It is not ok if the line is none.
func parse(line []byte, r *request) bool {
	*r = request{}
	switch {
	case line[0] == '{':
		return parseJSON(line, r)
	case isOwn(line):
		return parseOwn(line, r)
	}
	return parseText(line, r)
}

// isOwn reports whether a line begins as host writes it: "2026-11-27T15Z ".
func isOwn(line []byte) bool {
	return len(line) > 15 && line[4] == '-' && line[10] == 'T' && line[13] == 'Z' && line[14] == ' '
}

func parseOwn(line []byte, r *request) (ok bool) {
	r.format, r.target = formatOwn, line[15:]
	r.day, ok = isoDay(line)
	hour, isNumber := number(line[11:13])
	return ok && isNumber && hour < 24
}

// parseText reads Common, Combined and S3: whatever stands before the time in
// brackets; the request in quotes; the status; and the browser in the second
// text in quotes behind it. The time is the last before the request: what looks
// like one before it is a user's name, which clients choose.
func parseText(line []byte, r *request) bool {
	head := line[:max(0, bytes.IndexByte(line, '"'))]
	rest := []byte(nil)
	for rest == nil {
		open := bytes.LastIndexByte(head, '[')
		if open < 0 {
			return false
		}
		var ok bool
		if r.day, ok = clfDay(line[open+1:]); ok {
			rest = line[open+1:]
		}
		head = head[:open]
	}
	end := bytes.IndexByte(rest, ']')
	quote := bytes.IndexByte(rest, '"')
	if end < 0 || quote < end {
		return false
	}
	before := rest[end+1 : quote]
	asked, rest, ok := quoted(rest[quote:])
	if !ok || !parseRequest(asked, r) {
		return false
	}
	r.format = formatCommon
	if len(before) > 1 { // " " in Common; S3 has address, requester, id, operation and key
		r.format = formatS3
		if bytes.Count(before, []byte{' '}) != 6 || !withoutBucket(line, r) {
			return false
		}
	}
	if len(rest) < 4 || rest[0] != ' ' {
		return false
	}
	if r.status, ok = number(rest[1:4]); !ok {
		return false
	}
	rest = rest[4:]
	if quote = bytes.IndexByte(rest, '"'); quote < 0 {
		return true
	}
	if _, rest, ok = quoted(rest[quote:]); !ok {
		return false
	}
	if quote = bytes.IndexByte(rest, '"'); quote >= 0 {
		r.agent, _, ok = quoted(rest[quote:])
	}
	return ok
}

// withoutBucket takes the bucket, the second field of an S3 line, from the front
// of the path, where clients that do not name it in the host put it.
func withoutBucket(line []byte, r *request) bool {
	_, rest, _ := bytes.Cut(line, []byte{' '})
	bucket, _, ok := bytes.Cut(rest, []byte{' '})
	if !ok {
		return false
	}
	if len(r.target) > len(bucket)+1 && bytes.HasPrefix(r.target[1:], bucket) && r.target[len(bucket)+1] == '/' {
		r.target = r.target[len(bucket)+1:]
	}
	return true
}

// quoted returns what stands between a quotation mark in front and the next
// that no backslash protects.
func quoted(text []byte) (inside, rest []byte, ok bool) {
	for at := 1; at <= len(text); {
		next := bytes.IndexByte(text[at:], '"')
		if next < 0 {
			return nil, nil, false
		}
		at += next
		slashes := 0
		for text[at-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return text[1:at], text[at+1:], true
		}
		at++
	}
	return nil, nil, false
}

// parseRequest reads "GET /path?query HTTP/1.1".
func parseRequest(text []byte, r *request) bool {
	method, rest, ok := bytes.Cut(text, []byte{' '})
	if !ok || !upper(method) {
		return false
	}
	if space := bytes.LastIndexByte(rest, ' '); space >= 0 && bytes.HasPrefix(rest[space+1:], []byte("HTTP/")) {
		rest = rest[:space]
	}
	r.method, r.target = method, rest
	return len(rest) > 0
}

func upper(method []byte) bool {
	for _, b := range method {
		if b < 'A' || b > 'Z' {
			return false
		}
	}
	return len(method) > 0 && len(method) <= 10
}

const months = "JanFebMarAprMayJunJulAugSepOctNovDec"

// clfDay reads the day of "27/Nov/2026:15:40:29 +0000".
func clfDay(text []byte) (int32, bool) {
	if len(text) < 12 || text[2] != '/' || text[6] != '/' || text[11] != ':' {
		return 0, false
	}
	d, ok := number(text[:2])
	y, ok2 := number(text[7:11])
	m := strings.Index(months, string(text[3:6]))
	return day(y, m/3+1, d), ok && ok2 && m%3 == 0 && isDate(y, m/3+1, d)
}

// isoDay reads the day of "2026-11-27T15:40:29+00:00".
func isoDay(text []byte) (int32, bool) {
	if len(text) < 10 || text[4] != '-' || text[7] != '-' {
		return 0, false
	}
	y, ok := number(text[:4])
	m, ok2 := number(text[5:7])
	d, ok3 := number(text[8:10])
	return day(y, m, d), ok && ok2 && ok3 && isDate(y, m, d)
}

// secondsDay reads the day of seconds since 1970, or of thousandths of these,
// with or without a fraction.
func secondsDay(text []byte) (int32, bool) {
	seconds, err := strconv.ParseFloat(string(text), 64)
	if seconds > 1e11 {
		seconds /= 1000
	}
	return int32(seconds / 86400), err == nil && seconds >= 0 && seconds < 4e9
}

// anyDay reads a day as JSON logs have it.
func anyDay(text []byte) (int32, bool) {
	switch {
	case len(text) > 2 && text[2] == '/':
		return clfDay(text)
	case len(text) > 4 && text[4] == '-':
		return isoDay(text)
	}
	return secondsDay(text)
}

func isDate(y, m, d int) bool {
	return y >= 1970 && y < 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31
}

// day is the number of days since 1970-01-01, after Howard Hinnant's
// days_from_civil.
func day(y, m, d int) int32 {
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int32(era*146097 + doe - 719468)
}

// number reads digits.
func number(text []byte) (n int, ok bool) {
	for _, b := range text {
		if b < '0' || b > '9' {
			return 0, false
		}
		n = n*10 + int(b-'0')
	}
	return n, len(text) > 0
}
