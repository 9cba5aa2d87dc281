package insights

import (
	"bytes"
	"cmp"
	_ "embed" // for the templates
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/signals"
	"ankerplatz/generator/words"
)

// How much a page shows of each list.
const (
	nextShown     = 10
	missedShown   = 30
	searchesShown = 30
	pagesShown    = 20
	unopenedShown = 100
)

// The picture of a topic, in its own units.
const (
	pictureWidth  = 600
	pictureHeight = 36
)

//go:embed body.html
var bodyText string

//go:embed report.html
var reportText string

// Body is what insights say, as HTML that begins with headings of the second
// level, in the interface's words of a language. Pages are linked, below base,
// the site's path with slashes at both ends; with "" they are only named.
func (in *Insights) Body(lang *words.Language, base string) (template.HTML, error) {
	s := &sheet{Insights: in, lang: lang, base: strings.TrimSuffix(base, "/"), linked: base != ""}
	set, err := template.New("body").Funcs(s.functions()).Parse(bodyText)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = set.Execute(&out, s)
	return template.HTML(out.String()), err
}

// Report is Body as a page that stands alone: it loads nothing, and runs no
// script. Pages are named, and not linked. title is what the hub is called, "" if
// that is not known.
func (in *Insights) Report(lang *words.Language, title string) ([]byte, error) {
	body, err := in.Body(lang, "")
	if err != nil {
		return nil, err
	}
	page, err := template.New("report").Parse(reportText)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = page.Execute(&out, map[string]any{"Lang": lang.Code, "Title": lang.Text("insights"), "Hub": title, "Body": body})
	return out.Bytes(), err
}

// sheet is what the template sees.
type sheet struct {
	*Insights
	lang   *words.Language
	base   string
	linked bool
}

func (s *sheet) functions() template.FuncMap {
	return template.FuncMap{
		"t": func(key string, values ...any) string {
			text := s.lang.Text(key)
			if len(values) > 0 {
				if n, ok := values[0].(int); ok {
					text, _ = s.lang.Count(key, n)
				}
			}
			for i, v := range values {
				if n, ok := v.(int); ok {
					v = s.lang.Number(float64(n))
				}
				text = strings.ReplaceAll(text, "{"+strconv.Itoa(i)+"}", fmt.Sprint(v))
			}
			return text
		},
		"n":      func(n int) string { return s.lang.Number(float64(n)) },
		"linked": func() bool { return s.linked },
		"at":     func(page string) string { return s.base + page },
		"name": func(page, title string) string {
			if title == "" {
				return page
			}
			return title
		},
		"total":   total,
		"reasons": func() []string { return signals.Reasons },
	}
}

// Next are the questions to write next.
func (s *sheet) Next() []Missed { return s.Missed[:min(nextShown, len(s.Missed))] }

// MissedShown and the like are as much of the lists as a page has.
func (s *sheet) MissedShown() []Missed { return s.Missed[:min(missedShown, len(s.Missed))] }

func (s *sheet) SearchesShown() []Search { return s.Searches[:min(searchesShown, len(s.Searches))] }

func (s *sheet) UnopenedShown() []Unopened { return s.Unopened[:min(unopenedShown, len(s.Unopened))] }

// Often are the pages that are searched for and opened most.
func (s *sheet) Often() []PageUse { return s.Pages[:min(pagesShown, len(s.Pages))] }

// Helpless are the pages that did not help, the one with the most complaints
// first.
func (s *sheet) Helpless() []PageUse {
	pages := slices.DeleteFunc(slices.Clone(s.Pages), func(p PageUse) bool { return p.No == 0 })
	slices.SortStableFunc(pages, func(a, b PageUse) int { return cmp.Compare(b.No, a.No) })
	return pages[:min(pagesShown, len(pages))]
}

// From and Until are the first and the last day.
func (s *sheet) From() string { return s.date(s.Weeks[0], 0) }

func (s *sheet) Until() string { return s.date(s.Weeks[len(s.Weeks)-1], 6) }

func (s *sheet) date(monday string, later int) string {
	day, _ := time.Parse(time.DateOnly, monday) // Load has looked at it
	return s.lang.Date(day.AddDate(0, 0, later))
}

// ShortWeeks are the weeks as a table's head has them: day and month of their
// Mondays.
func (s *sheet) ShortWeeks() []string {
	short := make([]string, len(s.Weeks))
	for i, w := range s.Weeks {
		short[i] = w[5:]
	}
	return short
}

// RecentFrom is where the last weeks begin in pictures, which are held against
// those before.
func (s *sheet) RecentFrom() string {
	return fmt.Sprintf("%.1f", pictureWidth*max(0, 1-recentWeeks/float64(len(s.Weeks))))
}

// Picture is the trace of a topic: the further it swings to both sides, the
// more often the topic came.
func (s *sheet) Picture(t Topic) string {
	most := 1
	for _, n := range t.Count {
		most = max(most, n)
	}
	at := func(i int) float64 {
		return pictureWidth * (float64(i) + 0.5) / float64(len(t.Count))
	}
	const mid = pictureHeight / 2.0
	var up, down []string
	for i, n := range t.Count {
		swing := 1 + (mid-2)*float64(n)/float64(most)
		up = append(up, fmt.Sprintf("%.1f,%.1f", at(i), mid-swing))
		down = append([]string{fmt.Sprintf("%.1f,%.1f", at(i), mid+swing)}, down...)
	}
	edge := func(x float64, y float64) string { return fmt.Sprintf("%.1f,%.1f", x, y) }
	points := append([]string{edge(0, mid-1)}, up...)
	points = append(points, edge(pictureWidth, mid-1), edge(pictureWidth, mid+1))
	points = append(points, down...)
	return strings.Join(append(points, edge(0, mid+1)), " ")
}
