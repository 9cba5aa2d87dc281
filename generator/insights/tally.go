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
	formats                      [len(formatNames)]int64

	searches bounded[search, searchCount]
	opened   bounded[openedPage, int]
	pages    bounded[string, pageCount]
	weeks    map[int32]bool
}

// NewTally returns a Tally of nothing. Without a hub, any address that ends in
// a slash or in .html is taken for that of a page. What came before since does
// not count.
func NewTally(hub *Hub, since time.Time) *Tally {
	t := &Tally{hub: hub, weeks: map[int32]bool{}}
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
	values map[K]*counted[V]
	forgot int64 // how often what was let go had come
}

type counted[V any] struct {
	value V
	times int
}

// at returns the value of a key that has come n times more, to be changed
// before the next one is asked for.
func (b *bounded[K, V]) at(key K, n int) *V {
	c := b.values[key]
	if c == nil {
		b.forget()
		if b.values == nil {
			b.values = map[K]*counted[V]{}
		}
		c = &counted[V]{}
		b.values[key] = c
	}
	c.times += n
	return &c.value
}

// forget makes room for one more key.
func (b *bounded[K, V]) forget() {
	if len(b.values) < b.most {
		return
	}
	for least := 1; len(b.values) > b.most*3/4; least *= 2 {
		for k, c := range b.values {
			if c.times <= least {
				b.forgot += int64(c.times)
				delete(b.values, k)
			}
		}
	}
}

// found is what a block of lines tells.
type found struct {
	lines, broken, robots, alien int64
	formats                      [len(formatNames)]int64
	said                         map[string]*said // by how it is written: the path of a page, "/_signal/none?…", or "none?…" in a line of the own format
	order                        []*said          // as they came first
}

// said is what one way to write a request says, and how often it came.
type said struct {
	signals.Signal // without What for a page that is none, or somebody's
	alien          bool
	weeks          weekly
}

// look reads a block of whole lines.
func (t *Tally) look(data []byte) *found {
	f := &found{said: map[string]*said{}}
	robots := map[string]bool{} // by what browsers call themselves
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
		if len(line) > longestLine || !parse(line, &r) {
			f.broken++
			continue
		}
		f.formats[r.format]++
		said := t.asked(f, &r)
		if said == nil || r.day < t.since {
			continue
		}
		robot, known := robots[string(r.agent)]
		if !known {
			robot = signals.IsRobot(r.agent)
			robots[string(r.agent)] = robot
		}
		switch {
		case robot:
			f.robots++
		case said.alien:
			f.alien++
		case said.What != "":
			said.weeks.add(week(r.day), 1)
		}
	}
	return f
}

var signalPath = []byte("/_signal/")

// asked returns what a request says, nil if it asks for nothing that counts.
// What is written alike is looked into once.
func (t *Tally) asked(f *found, r *request) *said {
	path, query, _ := bytes.Cut(r.target, []byte{'?'})
	text, base := r.target, []byte(nil)
	at := bytes.Index(path, signalPath)
	switch {
	case r.format == formatOwn:
	case at >= 0:
		base, text = path[:at+1], r.target[at:]
	case (r.status != 200 && r.status != 304) || string(r.method) != "GET" || !isPage(path), string(query) == signals.Fetched:
		return nil
	default:
		text = path
	}
	if at > 0 && t.hub != nil && string(base) != t.hub.Base { // another hub's
		return &said{alien: true}
	}
	s := f.said[string(text)]
	if s == nil {
		s = t.understand(string(text))
		f.said[string(text)] = s
		f.order = append(f.order, s)
	}
	return s
}

func isPage(path []byte) bool {
	return len(path) > 0 && path[0] == '/' && len(path) <= 300 && (path[len(path)-1] == '/' || bytes.HasSuffix(path, []byte(".html")))
}

// understand reads the path of a page, "/_signal/" and a signal, or what stands
// in a line of the own format.
func (t *Tally) understand(text string) *said {
	var s signals.Signal
	ok := true
	if told, isSignal := strings.CutPrefix(text, string(signalPath)); isSignal {
		what, query, _ := strings.Cut(told, "?")
		s, ok = signals.Read(what, query)
	} else if text[0] == '/' {
		s = signals.Signal{What: signals.View, Page: text}
	} else {
		s, ok = signals.ReadKept(text)
	}
	s.Words = lower(s.Words)
	if s.Page != "" {
		s.Page = t.page(s.Page)
	}
	switch {
	case s.What == signals.View && s.Page == "":
		return &said{alien: !ok}
	case !ok, s.What != signals.None && s.Page == "", s.Words != "" && (t.hub.names(s.Words) || !t.hub.speaks(s.Lang)):
		return &said{alien: true}
	}
	return &said{Signal: s}
}

// page is the address of a page as it is counted, "" where it is none, or that
// of a person, of whom nothing is counted.
func (t *Tally) page(path string) string {
	plain, err := url.PathUnescape(path)
	if err != nil || !utf8.ValidString(plain) || strings.ContainsFunc(plain, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return ""
	}
	page := strings.TrimSuffix(plain, "index.html")
	switch {
	case t.hub != nil:
		return t.hub.page(page)
	case signals.OfPerson(page):
		return ""
	}
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
	for _, s := range f.order {
		for _, w := range s.weeks {
			if !t.weeks[w.week] && len(t.weeks) >= mostWeeks { // logs with wild dates do not make the tally grow
				t.alien += int64(w.n)
				continue
			}
			t.weeks[w.week] = true
			t.count(s.Signal, w)
		}
	}
}

func (t *Tally) count(s signals.Signal, w inWeek) {
	key := search{s.Lang, s.Words}
	switch s.What {
	case signals.View:
		t.pages.at(s.Page, w.n).views.add(w.week, w.n)
	case signals.Helpful:
		t.pages.at(s.Page, w.n).judge(s, w.n)
	case signals.None:
		t.searches.at(key, w.n).none.add(w.week, w.n)
	case signals.Open:
		c := t.searches.at(key, w.n)
		c.opened.add(w.week, w.n)
		c.places += w.n * s.Place
		*t.opened.at(openedPage{key, s.Page}, w.n) += w.n
		t.pages.at(s.Page, w.n).opened += w.n
	}
}

func (c *pageCount) judge(s signals.Signal, n int) {
	if s.Helpful {
		c.yes += n
		return
	}
	c.no += n
	if i := slices.Index(signals.Reasons, s.Why); i >= 0 {
		c.whyCount[i] += n
	}
}

// sorted are the keys of what is counted, in an order that is always the same.
func (b *bounded[K, V]) sorted(compare func(a, b K) int) []K {
	return slices.SortedFunc(maps.Keys(b.values), compare)
}

func compareSearches(a, b search) int {
	return cmp.Or(strings.Compare(a.lang, b.lang), strings.Compare(a.words, b.words))
}
