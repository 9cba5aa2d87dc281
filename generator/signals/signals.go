// Package signals says what the pages of a hub tell of how they are used, where
// site.yaml says "signals: on": three shapes of a request that names nobody.
// What has another shape is no signal. See docs/insights.md.
package signals

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// What a signal tells.
const (
	None    = "none"    // a search found nothing
	Open    = "open"    // a search, and which of the pages that it found was opened
	Helpful = "helpful" // whether a page helped
	View    = "view"    // a page was asked for: only servers write that, see Line
)

// Reasons are why a page did not help.
var Reasons = []string{"fails", "unclear", "missing", "other"}

// Bounds of what a signal may hold. Words are counted in characters.
const (
	LongestWords = 80
	longestQuery = 2048
	longestPage  = 300
	longestLang  = 20
	lowest       = 100 // place of a result
)

// Signal is one of them. Fields that its shape lacks are zero.
type Signal struct {
	What    string
	Lang    string // None and Open: the language that was searched
	Words   string // None and Open: as Clean leaves them, never ""
	Page    string // Open, Helpful and View: the path of the page, with a slash in front
	Place   int    // Open: of the page among the results, from 1
	Helpful bool
	Why     string // Helpful: one of Reasons, or "" where none was given, or the page helped
}

// hour is how exactly a line tells when a signal came.
const hour = "2006-01-02T15Z"

// Fetched is the query of a page that a reader's browser fetches to have it
// offline (the theme's service worker). Nobody reads it then: it is no view.
const Fetched = "_kept"

// Line is a signal as a server keeps it, with the hour in which it came.
func (s Signal) Line(now time.Time) string { return now.UTC().Format(hour) + " " + s.String() }

// ReadKept reads what stands behind the hour and a space in a Line. It is not
// ok if that is no signal.
func ReadKept(text string) (s Signal, ok bool) {
	what, query, _ := strings.Cut(text, "?")
	if what != View {
		return Read(what, query)
	}
	values, err := url.ParseQuery(query)
	s = Signal{What: View, Page: values.Get("page")}
	return s, err == nil && len(query) <= longestQuery && isPage(s.Page)
}

// Read reads what stands behind "/_signal/" in an address, and its query. It
// is not ok if that is no signal.
func Read(what, query string) (s Signal, ok bool) {
	if len(query) > longestQuery || what != None && what != Open && what != Helpful {
		return s, false
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return s, false
	}
	s = Signal{What: what, Lang: values.Get("lang"), Words: Clean(values.Get("q")), Page: values.Get("page"), Why: values.Get("why")}
	searched := s.Words != "" && isName(s.Lang) && len(s.Lang) <= longestLang
	switch what {
	case None:
		return Signal{What: what, Lang: s.Lang, Words: s.Words}, searched
	case Open:
		s.Place, err = strconv.Atoi(values.Get("at"))
		s.Why = ""
		return s, searched && err == nil && s.Place >= 1 && s.Place <= lowest && isPage(s.Page)
	}
	is := values.Get("is")
	s.Helpful = is == "yes"
	if s.Helpful {
		s.Why = ""
	}
	s.Lang, s.Words = "", ""
	return s, (is == "yes" || is == "no") && isPage(s.Page) && (s.Why == "" || slices.Contains(Reasons, s.Why))
}

// String is the signal as it stands in an address behind "/_signal/": one line
// of letters that are plain ASCII, which Read reads.
func (s Signal) String() string {
	values := url.Values{}
	set := func(key, value string) {
		if value != "" {
			values.Set(key, value)
		}
	}
	set("lang", s.Lang)
	set("q", s.Words)
	set("page", s.Page)
	set("why", s.Why)
	switch {
	case s.What == Open:
		set("at", strconv.Itoa(s.Place))
	case s.What == Helpful && s.Helpful:
		set("is", "yes")
	case s.What == Helpful:
		set("is", "no")
	}
	return s.What + "?" + values.Encode()
}

// Folders are what the folder of people may be called in a hub.
var Folders = []string{"people", "menschen", "personen", "mensen", "mennesker", "personer", "maenniskor", "personnes"}

// OfPerson reports whether a path is that of a page below the folder of people,
// of which nothing is told and nothing counted.
func OfPerson(page string) bool {
	return slices.ContainsFunc(Folders, func(folder string) bool {
		_, below, ok := strings.Cut(page, "/"+folder+"/")
		return ok && below != "" && below != "index.html"
	})
}

func isName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-'
	})
}

// isPage reports whether a path may be that of a page that is told of.
func isPage(path string) bool {
	return strings.HasPrefix(path, "/") && !OfPerson(path) && len(path) <= longestPage && utf8.ValidString(path) && !strings.ContainsFunc(path, steers)
}
