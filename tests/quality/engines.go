package main

import (
	"context"

	"ankerplatz/search/bleveindex"
)

// limit is how many results are asked for, as in MRR@10.
const limit = 10

// askBleve asks the hub's own index for servers. It returns the results'
// paths.
func askBleve(ctx context.Context, dir string, queries []judged) ([][]string, error) {
	index, err := bleveindex.Open(dir)
	if err != nil {
		return nil, err
	}
	defer index.Close()
	found := make([][]string, len(queries))
	for i, q := range queries {
		answer, err := index.Search(ctx, bleveindex.Query{Text: q.Query, Lang: q.Lang, Limit: limit})
		if err != nil {
			return nil, err
		}
		for _, r := range answer.Results {
			found[i] = append(found[i], r.Path)
		}
	}
	return found, nil
}
