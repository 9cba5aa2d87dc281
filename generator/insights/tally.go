package insights

import (
	"bytes"
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"ankerplatz/generator/signals"
)

// Bounds of what is remembered while logs are read. Beyond, what came least is
// forgotten (see bounded).
const (
	mostSearches = 100_000 // different words, and as many pairs of words and a page
	mostPages    = 100_000
	mostWeeks    = 520
)

// Tally counts what logs tell. It holds counts by words and by pages, and no
// line, no address and no time but weeks.
type Tally struct {
	hub   *Hub // nil where none is known
	since int32

	lines, broken, robots, alien int64
	tooLong                      atomic.Int64
	formats                      map[string]int64

	searches bounded[search, *searchCount]
	opened   bounded[openedPage, int]
	pages    bounded[string, *pageCount]
	weeks    map[int32]bool
}

// NewTally returns a Tally of nothing. Without a hub, any address that ends in
// a slash or in .html is taken for that of a page. What came before since does
// not count.
func NewTally(hub *Hub, since time.Time) *Tally {
	t := &Tally{hub: hub, formats: map[string]int64{}, weeks: map[int32]bool{}}
	t.searches.most, t.opened.most, t.pages.most = mostSearches, mostSearches, mostPages
	if !since.IsZero() {
		t.since = int32(since.Unix() / 86400)
	}
	return t
}

type search struct{ lang, words string }

type openedPage struct {
	search
	page string
}

type searchCount struct {
	none, opened weekly
	places       int // of what was opened, added up
}

type pageCount struct {
	views    weekly
	opened   int // from searches
	yes, no  int
	whyCount [4]int // of signals.Reasons
}

// weekly are counts by week, in no order.
type weekly []inWeek

type inWeek struct {
	week int32
	n    int
}

func (w *weekly) add(week int32, n int) {
	for i := range *w {
		if (*w)[i].week == week {
			(*w)[i].n += n
			return
		}
	}
	*w = append(*w, inWeek{week, n})
}

func (w weekly) sum() (sum int) {
	for _, c := range w {
		sum += c.n
	}
	return sum
}

// bounded is a map that forgets: when it holds more than most keys, those that
// came once are let go, and if these are too few those that came twice, and so
// on. What is counted often stays, whatever comes in between (lossy counting,
// after Manku and Motwani, 2002).
type bounded[K comparable, V any] struct {
	most   int
	values map[K]V
	times  map[K]int
	forgot int64 // how often what was let go had come
}

// at returns the value of a key that has come n times more.
func (b *bounded[K, V]) at(key K, n int) (value V, known bool) {
	if b.values == nil {
		b.values, b.times = map[K]V{}, map[K]int{}
	}
	b.times[key] += n
	value, known = b.values[key]
	return value, known
}

func (b *bounded[K, V]) set(key K, value V) {
	b.values[key] = value
	if len(b.values) <= b.most {
		return
	}
	for least := 1; len(b.values) > b.most*3/4; least *= 2 {
		for k, n := range b.times {
			if n <= least {
				b.forgot += int64(n)
				delete(b.values, k)
				delete(b.times, k)
			}
		}
	}
}

// found is what a block of lines tells.
type found struct {
	lines, broken, robots, alien int64
	formats                      map[string]int64
	signals                      []dated
	views                        map[view]int
	order                        []view // as they came first
}

type dated struct {
	week int32
	signals.Signal
}

type view struct {
	week int32
	page string
}

// look reads a block of whole lines.
func (t *Tally) look(data []byte) *found {
	f := &found{formats: map[string]int64{}, views: map[view]int{}}
	counts := map[string]*int64{}
	for _, format := range []string{formatCommon, formatS3, formatJSON, formatCaddy, formatOwn} {
		counts[format] = new(int64)
	}
	names := map[string]string{} // pages as they are written in requests
	var r request
	for len(data) > 0 {
		line := data
		if end := bytes.IndexByte(data, '\n'); end >= 0 {
			line, data = data[:end], data[end+1:]
		} else {
			data = nil
		}
		if line = bytes.TrimRight(line, "\r"); len(line) == 0 {
			continue
		}
		f.lines++
		switch {
		case len(line) > longestLine:
			f.broken++
		case isOwn(line):
			day, s, ok := signals.Parse(string(line))
			if !ok {
				f.broken++
				continue
			}
			*counts[formatOwn]++
			t.tell(f, int32(day.Unix()/86400), s, names)
		case !parse(line, &r):
			f.broken++
		default:
			*counts[r.format]++
			t.asked(f, &r, names)
		}
	}
	for format, n := range counts {
		if *n > 0 {
			f.formats[format] = *n
		}
	}
	return f
}

// isOwn reports whether a line begins as host writes it: "2026-11-27T15Z ".
func isOwn(line []byte) bool {
	return len(line) > 15 && line[4] == '-' && line[10] == 'T' && line[13] == 'Z' && line[14] == ' '
}

var signalPath = []byte("/_signal/")

// asked looks at what a request asked for.
func (t *Tally) asked(f *found, r *request, names map[string]string) {
	path, query, _ := bytes.Cut(r.target, []byte{'?'})
	if at := bytes.Index(path, signalPath); at >= 0 {
		s, ok := signals.Read(string(path[at+len(signalPath):]), string(query))
		if elsewhere := at > 0 && t.hub != nil && string(path[:at+1]) != t.hub.Base; !ok || elsewhere {
			f.alien++
			return
		}
		if signals.IsRobot(r.agent) {
			f.robots++
			return
		}
		t.tell(f, r.day, s, names)
		return
	}
	if (r.status != 200 && r.status != 304) || string(r.method) != "GET" || !isPage(path) {
		return
	}
	if signals.IsRobot(r.agent) {
		f.robots++
		return
	}
	t.view(f, r.day, string(path), names)
}

func isPage(path []byte) bool {
	return len(path) > 0 && path[0] == '/' && len(path) <= 300 && (path[len(path)-1] == '/' || bytes.HasSuffix(path, []byte(".html")))
}

func (t *Tally) tell(f *found, day int32, s signals.Signal, names map[string]string) {
	if day < t.since {
		return
	}
	if s.What == signals.View {
		t.view(f, day, s.Page, names)
		return
	}
	s.Words = lower(s.Words)
	if s.Page != "" {
		if s.Page = t.page(s.Page, names); s.Page == "" {
			f.alien++
			return
		}
	}
	if s.Words != "" && (t.hub.names(s.Words) || !t.hub.speaks(s.Lang)) {
		f.alien++
		return
	}
	f.signals = append(f.signals, dated{week(day), s})
}

func (t *Tally) view(f *found, day int32, path string, names map[string]string) {
	if day < t.since {
		return
	}
	page := t.page(path, names)
	if page == "" {
		return
	}
	key := view{week(day), page}
	if f.views[key] == 0 {
		f.order = append(f.order, key)
	}
	f.views[key]++
}

// page is the address of a page as it is counted, "" where it is none, or that
// of a person, of whom nothing is counted. names remembers them.
func (t *Tally) page(path string, names map[string]string) string {
	page, known := names[path]
	if known {
		return page
	}
	if plain, err := url.PathUnescape(path); err == nil && utf8.ValidString(plain) && !strings.ContainsFunc(plain, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		page = strings.TrimSuffix(plain, "index.html")
		if t.hub != nil {
			page = t.hub.page(page)
		} else if signals.OfPerson(page) {
			page = ""
		}
	}
	names[strings.Clone(path)] = page
	return page
}

// add counts what a block tells.
func (t *Tally) add(f *found) {
	t.lines += f.lines
	t.broken += f.broken
	t.robots += f.robots
	t.alien += f.alien
	for format, n := range f.formats {
		t.formats[format] += n
	}
	for _, v := range f.order {
		n := f.views[v]
		if t.counts(v.week) {
			t.pageAt(v.page, n).views.add(v.week, n)
		}
	}
	for _, s := range f.signals {
		if !t.counts(s.week) {
			continue
		}
		if s.What == signals.Helpful {
			t.pageAt(s.Page, 1).judge(s.Signal)
			continue
		}
		key := search{s.Lang, s.Words}
		c, known := t.searches.at(key, 1)
		if !known {
			c = &searchCount{}
			t.searches.set(key, c)
		}
		if s.What == signals.None {
			c.none.add(s.week, 1)
			continue
		}
		c.opened.add(s.week, 1)
		c.places += s.Place
		n, _ := t.opened.at(openedPage{key, s.Page}, 1)
		t.opened.set(openedPage{key, s.Page}, n+1)
		t.pageAt(s.Page, 1).opened++
	}
}

// counts reports whether a week can be counted: logs with wild dates do not
// make the tally grow.
func (t *Tally) counts(week int32) bool {
	if !t.weeks[week] && len(t.weeks) >= mostWeeks {
		t.alien++
		return false
	}
	t.weeks[week] = true
	return true
}

func (t *Tally) pageAt(page string, n int) *pageCount {
	c, known := t.pages.at(page, n)
	if !known {
		c = &pageCount{}
		t.pages.set(page, c)
	}
	return c
}

func (c *pageCount) judge(s signals.Signal) {
	if s.Helpful {
		c.yes++
		return
	}
	c.no++
	if i := slices.Index(signals.Reasons, s.Why); i >= 0 {
		c.whyCount[i]++
	}
}

// sorted are the keys of what is counted, in an order that is always the same.
func (b *bounded[K, V]) sorted(compare func(a, b K) int) []K {
	return slices.SortedFunc(maps.Keys(b.values), compare)
}

func compareSearches(a, b search) int {
	return cmp.Or(strings.Compare(a.lang, b.lang), strings.Compare(a.words, b.words))
}
