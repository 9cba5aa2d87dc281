// Package insights reads the logs of web servers for what the readers of a hub
// look for and miss, without keeping anything that tells who they are.
//
// A Tally reads logs of several formats and counts; Publish makes Insights of
// it, in which nothing is said that fewer than K occurrences support; Report
// shows them as a page. The file insights.json is Insights as JSON; Load reads
// it for the build.
package insights

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/signals"
)

// K is how many occurrences must support whatever is said. All counts are
// rounded down to a multiple of it, and sums are those of the rounded counts:
// so nothing about fewer can be worked out from what is there, nor from two
// reports of nearly the same logs.
const K = 5

// version is that of the file; another one is not read.
const version = 1

// FileName is what the file is called.
const FileName = "insights.json"

// LargestFile is how many bytes it may have.
const LargestFile = 8 << 20

// Insights are what a hub's readers look for and miss. Lists begin with the
// highest count where nothing else is said. Addresses of pages are those below
// the site's root, "/de/tips/x/", where the hub is known, else those of the log.
type Insights struct {
	Version  int        `json:"version"`
	K        int        `json:"k"`
	Weeks    []string   `json:"weeks"` // their Mondays, as 2026-11-23, without a gap
	Lines    Lines      `json:"lines"`
	Topics   []Topic    `json:"topics"`   // rising ones first, falling ones last
	Searches []Search   `json:"searches"` // those that led to a page
	Missed   []Missed   `json:"missed"`   // those that found nothing
	Pages    []PageUse  `json:"pages"`
	Unopened []Unopened `json:"unopened"` // pages that were opened less than K times, by address; only where the hub is known
}

// Lines is what was read.
type Lines struct {
	Read    int64            `json:"read"`
	Broken  int64            `json:"broken"`  // lines of no log
	Robots  int64            `json:"robots"`  // requests of programs that nobody reads with
	Refused int64            `json:"refused"` // signals of no known shape or page, or that name somebody
	Forgot  int64            `json:"forgot"`  // what came too rarely to be remembered
	Formats map[string]int64 `json:"formats"` // lines by format
}

// Topic is a word that is searched for, or an app that pages are about.
type Topic struct {
	Name  string `json:"name"`
	Lang  string `json:"lang,omitempty"` // of a word; "" for an app
	Count []int  `json:"count"`          // for each week
	Trend string `json:"trend"`          // Rising, Falling or Steady
}

// Search is a question from which pages were opened.
type Search struct {
	Words  string   `json:"words"`
	Lang   string   `json:"lang"`
	Opened int      `json:"opened"`
	Place  int      `json:"place"` // of what was opened among the results, on average, rounded
	Pages  []Opened `json:"pages"` // the most opened ones
}

// Opened is a page, and how often a search led to it.
type Opened struct {
	Page   string `json:"page"`
	Title  string `json:"title,omitempty"`
	Opened int    `json:"opened"`
}

// Missed is a question without an answer, with similar ones.
type Missed struct {
	Words    string   `json:"words"`
	Lang     string   `json:"lang"`
	None     int      `json:"none"`               // with those of Like
	Like     []Like   `json:"like,omitempty"`     // other ways to ask the same
	Near     []Near   `json:"near,omitempty"`     // pages that are about some of it; only where there is an index
	Synonyms []string `json:"synonyms,omitempty"` // words that mean the same, or are spelled nearly so, and which the hub knows
}

// Like is a similar question.
type Like struct {
	Words string `json:"words"`
	None  int    `json:"none"`
}

// Near is a page near a question.
type Near struct {
	Page  string `json:"page"`
	Title string `json:"title"`
}

// PageUse is how a page is used.
type PageUse struct {
	Page   string         `json:"page"`
	Title  string         `json:"title,omitempty"`
	Views  int            `json:"views"`
	Opened int            `json:"opened"` // from searches
	Yes    int            `json:"yes"`    // it helped
	No     int            `json:"no"`
	Why    map[string]int `json:"why,omitempty"` // of No, by signals.Reasons
}

// Unopened is a page that hardly anybody opened.
type Unopened struct {
	Page  string `json:"page"`
	Title string `json:"title"`
}

// shown is how much of a count may be said.
func shown(n int) int { return n / K * K }

// JSON is the file.
func (in *Insights) JSON() []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", "  ")
	if err := enc.Encode(in); err != nil {
		panic(err) // of our own types
	}
	return buf.Bytes()
}

// Load reads the file. The error says what is wrong with it.
func Load(data []byte) (*Insights, error) {
	if len(data) > LargestFile {
		return nil, fmt.Errorf("it has more than %d bytes", LargestFile)
	}
	in := &Insights{}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err == nil && head.Version != version {
		return nil, fmt.Errorf("it is of version %d, and this program reads version %d", head.Version, version)
	}
	if err := dec.Decode(in); err != nil {
		return nil, fmt.Errorf("it is no %s: %w", FileName, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("something stands behind its end")
	}
	return in, in.check()
}

// check looks for what Publish never writes.
func (in *Insights) check() error {
	fine := in.K == K
	counts := func(all ...int) {
		for _, n := range all {
			fine = fine && n >= 0 && n%K == 0
		}
	}
	address := func(page string) { fine = fine && strings.HasPrefix(page, "/") && !strings.HasPrefix(page, "//") }
	for i, w := range in.Weeks {
		day, err := time.Parse(time.DateOnly, w)
		fine = fine && err == nil && day.Weekday() == time.Monday
		if fine && i > 0 {
			fine = day.AddDate(0, 0, -7).Format(time.DateOnly) == in.Weeks[i-1]
		}
	}
	for _, t := range in.Topics {
		counts(t.Count...)
		fine = fine && len(t.Count) == len(in.Weeks) && slices.Contains([]string{Rising, Falling, Steady}, t.Trend)
	}
	for _, s := range in.Searches {
		counts(s.Opened)
		for _, p := range s.Pages {
			counts(p.Opened)
			address(p.Page)
		}
	}
	for _, m := range in.Missed {
		counts(m.None)
		for _, l := range m.Like {
			counts(l.None)
		}
		for _, n := range m.Near {
			address(n.Page)
		}
	}
	for _, p := range in.Pages {
		counts(p.Views, p.Opened, p.Yes, p.No)
		address(p.Page)
		for why, n := range p.Why {
			counts(n)
			fine = fine && slices.Contains(signals.Reasons, why)
		}
	}
	for _, p := range in.Unopened {
		address(p.Page)
	}
	if !fine {
		return fmt.Errorf("it holds what no command writes: weeks that are no Mondays in a row, counts that are no multiples of %d, or addresses without a slash", K)
	}
	return nil
}

// Only are the insights without the pages that are not there: that were
// removed since, or that not everybody may see.
func (in *Insights) Only(there func(page string) bool) *Insights {
	out := *in
	out.Searches, out.Missed = slices.Clone(in.Searches), slices.Clone(in.Missed)
	for i := range out.Searches {
		out.Searches[i].Pages = slices.DeleteFunc(slices.Clone(in.Searches[i].Pages), func(p Opened) bool { return !there(p.Page) })
	}
	for i := range out.Missed {
		out.Missed[i].Near = slices.DeleteFunc(slices.Clone(in.Missed[i].Near), func(p Near) bool { return !there(p.Page) })
	}
	out.Pages = slices.DeleteFunc(slices.Clone(in.Pages), func(p PageUse) bool { return !there(p.Page) })
	out.Unopened = slices.DeleteFunc(slices.Clone(in.Unopened), func(p Unopened) bool { return !there(p.Page) })
	return &out
}
