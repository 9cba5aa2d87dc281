package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// judged is a query with the pages that answer it.
type judged struct {
	question
	Kind     string   `json:"kind"`
	Relevant []string `json:"relevant"` // source paths without content/ and .md
}

// readQueries reads tab-separated lines of language, query, kind and relevant
// source paths with spaces between them. The first line is a heading.
func readQueries(r io.Reader) ([]judged, error) {
	var queries []judged
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		columns := strings.Split(lines.Text(), "\t")
		if n == 1 || lines.Text() == "" {
			continue
		}
		if len(columns) != 4 || columns[3] == "" {
			return nil, fmt.Errorf("line %d: a query has a language, words, a kind and relevant pages, with tabs between them", n)
		}
		q := judged{question: question{columns[0], columns[1]}, Kind: columns[2]}
		for _, page := range strings.Fields(columns[3]) {
			q.Relevant = append(q.Relevant, strings.TrimSuffix(page, ".md"))
		}
		queries = append(queries, q)
	}
	if len(queries) == 0 && lines.Err() == nil {
		return nil, fmt.Errorf("there are no queries")
	}
	return queries, lines.Err()
}

// rank is the place of the first relevant page among the results, from 1; 0
// if there is none.
func (q judged) rank(results []string) int {
	return 1 + slices.IndexFunc(results, func(page string) bool { return slices.Contains(q.Relevant, page) })
}

// score is how well an engine answers some queries.
type score struct {
	Group    string  `json:"group"` // "all", a language or a kind
	Queries  int     `json:"queries"`
	MRR      float64 `json:"mrr"`      // mean of 1/rank of the first relevant page among ten
	Success3 float64 `json:"success3"` // share with a relevant page among the first three
	None     float64 `json:"none"`     // share without any result
}

// scores are those of all queries, of each language and of each kind, in the
// order of the queries. found has the results of each query.
func scores(queries []judged, found [][]string) []score {
	var all []score
	add := func(group string, is func(judged) bool) {
		if slices.ContainsFunc(all, func(s score) bool { return s.Group == group }) {
			return
		}
		s := score{Group: group}
		for i, q := range queries {
			if !is(q) {
				continue
			}
			s.Queries++
			rank := q.rank(found[i])
			if rank > 0 {
				s.MRR += 1 / float64(rank)
			}
			if rank > 0 && rank <= 3 {
				s.Success3++
			}
			if len(found[i]) == 0 {
				s.None++
			}
		}
		n := float64(s.Queries)
		s.MRR, s.Success3, s.None = s.MRR/n, s.Success3/n, s.None/n
		all = append(all, s)
	}
	add("all", func(judged) bool { return true })
	for _, q := range queries {
		add(q.Lang, func(other judged) bool { return other.Lang == q.Lang })
	}
	for _, q := range queries {
		add(q.Kind, func(other judged) bool { return other.Kind == q.Kind })
	}
	return all
}
