package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"text/tabwriter"
)

// load is what a browser loads for an answer, without the heads of requests
// and responses.
type load struct {
	bytes    int
	more     int // bytes besides the files that every first question in the language needs
	requests int
	rounds   int // requests one after the other
}

// loads are those of the answers. start has the files that every answer in a
// language needs.
func loads(questions []judged, answers []clientAnswer, start map[string]map[string]bool) map[string][]load {
	byLang := map[string][]load{}
	for i, a := range answers {
		l := load{requests: len(a.Requests)}
		for _, r := range a.Requests {
			l.bytes += r.Bytes
			l.rounds = max(l.rounds, r.Round)
			if !start[questions[i].Lang][r.Path] {
				l.more += r.Bytes
			}
		}
		for _, group := range []string{"all", questions[i].Lang} {
			byLang[group] = append(byLang[group], l)
		}
	}
	return byLang
}

// start finds the files that every answer in a language needs.
func (r *report) start() map[string]map[string]bool {
	start := map[string]map[string]bool{}
	for i, a := range r.Client {
		files := map[string]bool{}
		for _, request := range a.Requests {
			files[request.Path] = true
		}
		lang := r.Queries[i].Lang
		if start[lang] == nil {
			start[lang] = files
		}
		for name := range start[lang] {
			if !files[name] {
				delete(start[lang], name)
			}
		}
	}
	return start
}

// wire prints what the client loads for a first question with nothing cached,
// and how long it takes when everything is there.
func (r *report) wire(w io.Writer) {
	millis := map[string][]float64{}
	for i, a := range r.Client {
		for _, group := range []string{"all", r.Queries[i].Lang} {
			millis[group] = append(millis[group], a.Millis)
		}
	}
	start := r.start()
	whole, begun := loads(r.Queries, r.Client, start), loads(r.Queries, r.Prefixes, start)
	fmt.Fprintln(w, "\nA first question, nothing cached (median, p95, most; KB gzipped with zlib's level 6; ms: the same question again)")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "\t\tKB\t\t\tbesides the start\t\t\trequests\t\t\trounds\t\t\tms\t\t")
	var groups []string
	for _, s := range r.Engines[0].Scores {
		if _, ok := whole[s.Group]; ok {
			groups = append(groups, s.Group)
		}
	}
	for _, row := range []struct {
		what string
		of   map[string][]load
	}{{"query", whole}, {"3 letters", begun}} {
		for _, group := range groups {
			l := row.of[group]
			if len(l) == 0 {
				continue
			}
			fmt.Fprintf(tw, "%s\t%s\t", group, row.what)
			for _, column := range []struct {
				format string
				of     func(load) float64
			}{
				{"%.1f\t", func(l load) float64 { return float64(l.bytes) / 1000 }},
				{"%.1f\t", func(l load) float64 { return float64(l.more) / 1000 }},
				{"%.0f\t", func(l load) float64 { return float64(l.requests) }},
				{"%.0f\t", func(l load) float64 { return float64(l.rounds) }},
			} {
				values := make([]float64, len(l))
				for i := range l {
					values[i] = column.of(l[i])
				}
				for _, p := range []float64{0.5, 0.95, 1} {
					fmt.Fprintf(tw, column.format, percentile(values, p))
				}
			}
			if row.what == "query" {
				fmt.Fprintf(tw, "%.1f\t%.1f\t", percentile(millis[group], 0.5), percentile(millis[group], 0.95))
			}
			fmt.Fprintln(tw)
		}
	}
	_ = tw.Flush() // as with every print to a terminal
}

// number is what tells files of a kind apart: "terms-12.json".
var number = regexp.MustCompile(`-\d+\.`)

// parts prints of which files a first question's bytes are.
func (r *report) parts(w io.Writer) {
	type part struct{ requests, bytes, most int }
	kinds := map[string]*part{}
	for _, a := range r.Client {
		for _, request := range a.Requests {
			kind := number.ReplaceAllString(path.Base(request.Path), "-*.")
			if kinds[kind] == nil {
				kinds[kind] = new(part)
			}
			p := kinds[kind]
			p.requests++
			p.bytes += request.Bytes
			p.most = max(p.most, request.Bytes)
		}
	}
	fmt.Fprintln(w, "\nWhat a first question loads, by kind of file (means; the largest file of the kind)")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "\trequests\tKB\tlargest\t")
	n := float64(len(r.Client))
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		p := kinds[kind]
		fmt.Fprintf(tw, "%s\t%.2f\t%.1f\t%.1f\t\n", kind, float64(p.requests)/n, float64(p.bytes)/n/1000, float64(p.most)/1000)
	}
	_ = tw.Flush() // as with every print to a terminal
}

// percentile is the smallest of the values that at least the share p of them
// does not exceed.
func percentile(values []float64, p float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max(int(math.Ceil(p*float64(len(sorted))))-1, 0)]
}
