package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/spf13/cobra"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/search"
	"ankerplatz/search/bleveindex"
)

func newSearch(t *terminal) *cobra.Command {
	var flags siteFlags
	var index string
	var asJSON, batch bool
	var q bleveindex.Query
	cmd := &cobra.Command{
		Use:   "search WORDS…",
		Short: t.in(diag.Say("Ask the search index from a terminal")),
		Long: t.in(diag.Say(`Search asks the index that build wrote, and finds what the search in the browser
finds. Without words it lists what the flags leave over.

With --stdin it reads questions, one a line: a language, a tab, and words. For
each it prints a line with a JSON array of results.`)),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, words []string) error {
			q.Text = strings.Join(words, " ")
			switch {
			case batch && (q.Text != "" || q.Lang != ""):
				return usageError(diag.Say("--stdin takes languages and words from standard input: leave out --lang and the words"))
			case !batch && q.Text == "" && q.Lang == "" && len(q.Kinds)+len(q.Apps)+len(q.Departments)+len(q.Tags) == 0:
				return usageError(diag.Say("%s needs words to look for: %s", cmd.CommandPath(), cmd.UseLine()))
			case q.Limit < 1:
				return usageError(diag.Say("--limit must be at least 1"))
			}
			for _, kind := range q.Kinds {
				if names := kindNames(); !slices.Contains(names, kind) {
					return usageError(diag.Say("--kind: there is no kind %q%s", kind, near(kind, names, "")))
				}
			}
			if err := flags.check(); err != nil {
				return err
			}
			site, _ := flags.config()
			if names := site.LangCodes(); q.Lang != "" && index == "" && !slices.Contains(names, q.Lang) {
				return usageError(diag.Say("--lang: the hub has no language %q%s", q.Lang, near(q.Lang, names, "")))
			}
			ix, err := bleveindex.Open(flags.folder(index, site.Output.Index.Value))
			if err != nil {
				return err
			}
			defer ix.Close()
			if batch {
				return t.searchAll(cmd.Context(), ix, q, cmd.InOrStdin())
			}
			answer, err := ix.Search(cmd.Context(), q)
			if err != nil {
				return err
			}
			if asJSON {
				return t.resultsJSON(answer.Results)
			}
			return t.results(answer, q.Text)
		},
	}
	flags.add(t, cmd)
	f := cmd.Flags()
	f.StringVar(&index, "index", "", t.in(diag.Say("`folder` of the search index (default: output.index of site.yaml)")))
	f.StringVar(&q.Lang, "lang", "", t.in(diag.Say("only pages in this `language`")))
	f.StringSliceVar(&q.Kinds, "kind", nil, t.in(diag.Say("only pages of this `kind`: %s", strings.Join(kindNames(), ", "))))
	f.StringSliceVar(&q.Apps, "app", nil, t.in(diag.Say("only pages about this app, by its `id`")))
	f.StringSliceVar(&q.Departments, "department", nil, t.in(diag.Say("only pages for this department, by its `id`")))
	f.StringSliceVar(&q.Tags, "tag", nil, t.in(diag.Say("only pages with this `tag`")))
	f.IntVar(&q.Limit, "limit", 10, t.in(diag.Say("at most `n` results")))
	f.BoolVar(&asJSON, "json", false, t.in(diag.Say("one JSON array, for programs")))
	f.BoolVar(&q.Explain, "explain", false, t.in(diag.Say("say how each page was found, and what that counts for")))
	f.BoolVar(&batch, "stdin", false, t.in(diag.Say("questions from standard input, one a line: language, tab, words")))
	_ = cmd.MarkFlagDirname("index") // the flag is there
	return cmd
}

func kindNames() []string {
	names := make([]string, len(source.Kinds))
	for i, k := range source.Kinds {
		names[i] = k.Name
	}
	return names
}

// searchAll answers each line of in by one line. What is wrong with a line is
// said on standard error, and its answer is empty.
func (t *terminal) searchAll(ctx context.Context, ix *bleveindex.Index, q bleveindex.Query, in io.Reader) error {
	lines := bufio.NewReader(in)
	enc := json.NewEncoder(t.out)
	enc.SetEscapeHTML(false)
	for n := 1; ; n++ {
		line, err := lines.ReadString('\n')
		if line == "" && err == io.EOF {
			return nil
		}
		if err != nil && err != io.EOF {
			return err
		}
		results := []search.Result{}
		lang, text, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		switch {
		case !ok || strings.TrimSpace(text) == "":
			t.say("line %d: a question is a language, a tab, and words", n)
		case !slices.Contains(ix.Languages(), lang):
			t.say("line %d: the index has no language %q%s", n, lang, near(lang, ix.Languages(), ""))
		default:
			q.Lang, q.Text = lang, text
			answer, err := ix.Search(ctx, q)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				t.say("line %d: %v", n, err)
			default:
				results = answer.Results
			}
		}
		if err := enc.Encode(results); err != nil {
			return err
		}
	}
}

func (t *terminal) resultsJSON(results []search.Result) error {
	enc := json.NewEncoder(t.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(results)
}

func (t *terminal) results(answer *search.Answer, words string) error {
	if len(answer.Results) == 0 {
		t.say("nothing found for %q", words)
	}
	for _, s := range answer.Suggestions {
		t.say("did you mean %q?", s)
	}
	for _, r := range answer.Results {
		title := t.marked(r.Title, r.TitleMarks, "1;33", "1")
		_, err := fmt.Fprintf(t.out, "%s  %s\n  %s\n  %s\n", title, t.paintOut("2", r.Kind+" · "+r.Lang), r.Path, t.marked(r.Excerpt, r.Marks, "1;33", ""))
		if err != nil {
			return err
		}
		t.explain(r)
		fmt.Fprintln(t.out)
	}
	return nil
}

// explain prints how a page was found: what each way adds to its score, or in
// brackets what one is worth that a better way to the same word outdoes.
func (t *terminal) explain(r search.Result) {
	for _, f := range r.Found {
		counts := fmt.Sprintf("%+9.3f ", f.Adds)
		if f.Adds == 0 {
			counts = fmt.Sprintf("%10s", fmt.Sprintf("(%.3f)", f.Worth))
		}
		line := counts + "  "
		if f.Words != "" {
			line += f.Words + "  "
		}
		line += f.How
		if len(f.Terms) > 0 {
			line += ": " + strings.Join(f.Terms, " ")
		}
		if len(f.Fields) > 0 {
			line += "  in " + strings.Join(f.Fields, ", ")
		}
		fmt.Fprintf(t.out, "  %s\n", t.paintOut("2", diag.Visible(line)))
	}
	if len(r.Found) > 0 {
		fmt.Fprintf(t.out, "  %s\n", t.paintOut("2", fmt.Sprintf("%9.3f   in all", r.Score)))
	}
}

// marked is a text on one line with its marks in one colour and the rest in
// another.
func (t *terminal) marked(text string, marks []search.Mark, colour, rest string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text)
	units := utf16.Encode([]rune(text))
	shown := func(s []uint16) string { return diag.Visible(string(utf16.Decode(s))) }
	plain := func(s []uint16) string {
		if rest == "" || len(s) == 0 {
			return shown(s)
		}
		return t.paintOut(rest, shown(s))
	}
	var b strings.Builder
	at := 0
	for _, m := range marks {
		end := m.Start + m.Length
		if m.Start < at || end > len(units) {
			continue
		}
		b.WriteString(plain(units[at:m.Start]))
		b.WriteString(t.paintOut(colour, shown(units[m.Start:end])))
		at = end
	}
	b.WriteString(plain(units[at:]))
	return strings.Join(strings.Fields(b.String()), " ")
}
