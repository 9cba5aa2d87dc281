package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// table prints every score: a line for each group of queries, three columns
// for each engine.
func (r *report) table(w io.Writer) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	head := "\t\t"
	kinds := "\tqueries\t"
	for _, e := range r.Engines {
		head += e.Name + "\t\t\t"
		kinds += "MRR@10\tsucc@3\tnone\t"
	}
	fmt.Fprintln(tw, head)
	fmt.Fprintln(tw, kinds)
	for i, s := range r.Engines[0].Scores {
		fmt.Fprintf(tw, "%s\t%d\t", s.Group, s.Queries)
		for _, e := range r.Engines {
			s := e.Scores[i]
			fmt.Fprintf(tw, "%s\t%s\t%s\t", share(s.MRR), share(s.Success3), share(s.None))
		}
		fmt.Fprintln(tw)
	}
	_ = tw.Flush() // as with every print to a terminal
}

// titles are what the engines are called in a document.
var titles = map[string]string{
	"client":      "**the client**",
	"bleve":       "**the index for servers**",
	"lunr":        "lunr, plain query string",
	"stock":       "bleve's analyzers, plain match",
	"stock-fuzzy": "bleve's analyzers, fuzzy and prefix clauses",
}

// markdown prints MRR@10 of every group for a document.
func (r *report) markdown(w io.Writer) {
	head, line := "| |", "|---|"
	for _, s := range r.Engines[0].Scores {
		head += " " + s.Group + " |"
		line += "---|"
		if s.Group == "all" {
			head += " success@3 | no result |"
			line += "---|---|"
		}
	}
	fmt.Fprintln(w, head)
	fmt.Fprintln(w, line)
	for _, e := range r.Engines {
		fmt.Fprintf(w, "| %s |", titles[e.Name])
		for _, s := range e.Scores {
			fmt.Fprintf(w, " %s |", share(s.MRR))
			if s.Group == "all" {
				fmt.Fprintf(w, " %s | %s |", share(s.Success3), share(s.None))
			}
		}
		fmt.Fprintln(w)
	}
}

// share prints a number from 0 to 1 with two digits.
func share(x float64) string { return strings.TrimPrefix(fmt.Sprintf("%.2f", x), "0") }

// fails prints the queries whose first result is not relevant, with the rank
// of the first that is.
func (r *report) fails(w io.Writer) {
	for _, e := range r.Engines {
		fmt.Fprintf(w, "\n%s: the first result is not relevant\n", e.Name)
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, a := range e.Answers {
			switch {
			case a.Rank == 1:
			case len(a.Results) == 0:
				fmt.Fprintf(tw, "%s\t%s\t%s\tnothing found\t\n", a.Lang, a.Kind, a.Query)
			case a.Rank == 0:
				fmt.Fprintf(tw, "%s\t%s\t%s\tnot found\tfirst: %s\n", a.Lang, a.Kind, a.Query, a.Results[0])
			default:
				fmt.Fprintf(tw, "%s\t%s\t%s\trank %d\tfirst: %s\n", a.Lang, a.Kind, a.Query, a.Rank, a.Results[0])
			}
		}
		_ = tw.Flush() // as with every print to a terminal
	}
}
