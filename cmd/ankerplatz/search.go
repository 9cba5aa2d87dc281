package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/spf13/cobra"

	"ankerplatz/generator/source"
	"ankerplatz/search"
	"ankerplatz/search/bleveindex"
)

func newSearch(t *terminal) *cobra.Command {
	var flags siteFlags
	var index string
	var asJSON bool
	var q bleveindex.Query
	cmd := &cobra.Command{
		Use:   "search WORDS…",
		Short: "Ask the search index from a terminal",
		Long: `Search asks the index that build wrote. Without words it lists what the flags
leave over.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, words []string) error {
			q.Text = strings.Join(words, " ")
			if q.Text == "" && q.Lang == "" && len(q.Kinds) == 0 && q.App == "" && q.Department == "" && q.Tag == "" {
				return usageError("%s needs words to look for: %s", cmd.CommandPath(), cmd.UseLine())
			}
			if q.Limit < 1 {
				return usageError("--limit must be at least 1")
			}
			for _, kind := range q.Kinds {
				if names := kindNames(); !slices.Contains(names, kind) {
					return usageError("--kind: there is no kind %q%s", kind, near(kind, names, ""))
				}
			}
			if err := flags.check(); err != nil {
				return err
			}
			site, _ := flags.config()
			if names := site.LangCodes(); q.Lang != "" && index == "" && !slices.Contains(names, q.Lang) {
				return usageError("--lang: the hub has no language %q%s", q.Lang, near(q.Lang, names, ""))
			}
			ix, err := bleveindex.Open(flags.folder(index, site.Output.Index))
			if err != nil {
				return err
			}
			defer ix.Close()
			// A person is in the index of every language: each counts once.
			most := q.Limit
			q.Limit *= max(1, len(site.LangCodes()))
			results, err := ix.Search(cmd.Context(), q)
			if err != nil {
				return err
			}
			results = firstOfEach(results, most)
			if asJSON {
				return t.jsonResults(results)
			}
			return t.results(results, q.Text)
		},
	}
	flags.add(cmd)
	f := cmd.Flags()
	f.StringVar(&index, "index", "", "`folder` of the search index (default: output.index of site.yaml)")
	f.StringVar(&q.Lang, "lang", "", "only pages in this `language`")
	f.StringSliceVar(&q.Kinds, "kind", nil, "only pages of this `kind`: "+strings.Join(kindNames(), ", "))
	f.StringVar(&q.App, "app", "", "only pages about this app, by its `id`")
	f.StringVar(&q.Department, "department", "", "only pages for this department, by its `id`")
	f.StringVar(&q.Tag, "tag", "", "only pages with this `tag`")
	f.IntVar(&q.Limit, "limit", 10, "at most `n` results")
	f.BoolVar(&asJSON, "json", false, "one JSON array, for programs")
	_ = cmd.MarkFlagDirname("index") // the flag is there
	return cmd
}

// firstOfEach keeps the best result of each page, and at most n.
func firstOfEach(results []search.Result, n int) []search.Result {
	seen := map[string]bool{}
	results = slices.DeleteFunc(results, func(r search.Result) bool {
		again := seen[r.URL]
		seen[r.URL] = true
		return again
	})
	return results[:min(n, len(results))]
}

func kindNames() []string {
	names := make([]string, len(source.Kinds))
	for i, k := range source.Kinds {
		names[i] = k.Name
	}
	return names
}

func (t *terminal) jsonResults(results []search.Result) error {
	if results == nil {
		results = []search.Result{}
	}
	enc := json.NewEncoder(t.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(results)
}

func (t *terminal) results(results []search.Result, words string) error {
	if len(results) == 0 {
		t.say("nothing found for %q", words)
	}
	for _, r := range results {
		_, err := fmt.Fprintf(t.out, "%s  %s\n  %s\n  %s\n\n", t.paintOut("1", r.Title), t.paintOut("2", r.Kind+" · "+r.Lang), r.URL, t.marked(r))
		if err != nil {
			return err
		}
	}
	return nil
}

// marked is the excerpt with its matches in bold.
func (t *terminal) marked(r search.Result) string {
	units := utf16.Encode([]rune(r.Excerpt))
	var b strings.Builder
	at := 0
	for _, m := range r.Marks {
		end := m.Start + m.Length
		if m.Start < at || end > len(units) {
			continue
		}
		b.WriteString(string(utf16.Decode(units[at:m.Start])))
		b.WriteString(t.paintOut("1;33", string(utf16.Decode(units[m.Start:end]))))
		at = end
	}
	b.WriteString(string(utf16.Decode(units[at:])))
	return strings.Join(strings.Fields(b.String()), " ")
}
