package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/insights"
	"ankerplatz/generator/output"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/search/bleveindex"
)

// reportName is what the page is called that insights writes.
const reportName = "index.html"

// insightsFlags are the command's.
type insightsFlags struct {
	siteFlags
	index, since, out, lang, audience string
}

func newInsights(t *terminal) *cobra.Command {
	var flags insightsFlags
	cmd := &cobra.Command{
		Use:   "insights LOG…",
		Short: t.in(diag.Say("Say what readers look for and miss, from web servers' logs")),
		Long: `Insights reads the logs of web servers, plain or packed with gzip, "-" for
standard input, and writes what the readers of a hub with "signals: on" look for
and miss: a page, index.html, and the same for programs and for the build,
insights.json. Formats are told by the lines: Common, Combined, nginx with
escape=json, Caddy, S3, and what host --signals keeps.

Addresses, users and browsers are forgotten while lines are read. Nothing is
said that fewer than five occurrences support.`,
		Example: `  ankerplatz insights /var/log/nginx/access.log* --out insights
  ankerplatz insights signals.log --since 12w --out insights
  zcat old.gz | ankerplatz insights - --out insights --lang de`,
		Args: func(cmd *cobra.Command, logs []string) error {
			if len(logs) == 0 {
				return usageError(diag.Say("%s needs a LOG: %s", cmd.CommandPath(), cmd.UseLine()))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, logs []string) error {
			if flags.out == "" {
				return usageError(diag.Say("--out is missing: name the folder to write to"))
			}
			var since time.Time
			if flags.since != "" {
				var hint diag.Text
				if since, hint = strictyaml.Since(flags.since, time.Now()); !hint.Empty() {
					return usageError(diag.Say("--since: %q is not known: %s", flags.since, hint))
				}
			}
			if err := flags.check(); err != nil {
				return err
			}
			return t.insights(cmd, &flags, logs, since)
		},
	}
	flags.add(t, cmd)
	audienceFlag(t, cmd, &flags.audience)
	f := cmd.Flags()
	f.StringVar(&flags.out, "out", "", "`folder` to write to")
	f.StringVar(&flags.since, "since", "", "leave out what came before a `date`, or longer ago: 2026-09-01, 90d, 12 weeks")
	f.StringVar(&flags.lang, "lang", "", "`language` of the page (default: the hub's)")
	f.StringVar(&flags.index, "index", "", "`folder` of the search index, for pages near to questions (default: that of site.yaml)")
	for _, name := range []string{"out", "index"} {
		_ = cmd.MarkFlagDirname(name) // the flag is there
	}
	return cmd
}

func (t *terminal) insights(cmd *cobra.Command, flags *insightsFlags, logs []string, since time.Time) error {
	start, ctx := time.Now(), cmd.Context()
	site, err := generator.Load(ctx, generator.Options{Dir: flags.dir, NoIndex: true, Audience: flags.audience})
	if err != nil {
		return usage(err)
	}
	defer site.Close()
	codes := site.Config().LangCodes()
	if flags.lang != "" && !slices.Contains(codes, flags.lang) {
		return usageError(diag.Say("--lang: the hub has no language %q%s", flags.lang, near(flags.lang, codes, "")))
	}
	if err := site.CheckTarget("out", flags.out); err != nil {
		return usage(err)
	}
	var hub *insights.Hub
	if config.Unreadable(site.Diagnostics()) {
		t.say("there is no hub in %s: pages have no titles, and which are never opened is not known (--site names a hub)", flags.dir)
	} else {
		hub = site.Readers()
	}
	tally := insights.NewTally(hub, since)
	for _, name := range logs {
		if err := t.readLog(ctx, tally, name, cmd.InOrStdin()); err != nil {
			return err
		}
	}
	index, closeIndex := t.nearIndex(flags, site, hub)
	found, err := tally.Publish(ctx, index)
	closeIndex()
	if err != nil {
		return err
	}
	page, err := found.Report(site.Words(flags.lang), site.Config().Title.In(flags.lang, site.Config().DefaultLang()))
	if err != nil {
		return err
	}
	stage, err := output.NewStage(flags.out, output.Options{List: output.InsightsListName})
	if err != nil {
		return err
	}
	defer func() { _ = stage.Discard() }() // what is left is swept by the next run
	err = errors.Join(stage.Write(reportName, page), stage.Write(insights.FileName, found.JSON()))
	if err == nil {
		err = stage.Commit()
	}
	if err != nil {
		return err
	}
	t.replaced(stage.Changed())
	lines := found.Lines
	t.say("%s read, %d of them no line of a log · %s and %s in %s · %s", count(int(lines.Read), "line"), lines.Broken,
		reportName, insights.FileName, flags.out, seconds(time.Since(start)))
	return nil
}

// readLog reads a log, "-" from standard input. What can't be read to its end
// counts as far as it goes.
func (t *terminal) readLog(ctx context.Context, tally *insights.Tally, name string, in io.Reader) error {
	if name != "-" {
		f, err := os.Open(name)
		switch {
		case errors.Is(err, os.ErrNotExist):
			return usageError(diag.Say("there is no file %s", name))
		case err != nil:
			return err
		}
		defer f.Close()
		in = f
	}
	err := tally.Read(ctx, in)
	if ctx.Err() != nil {
		return errNotWritten
	}
	if err != nil {
		t.say("%s was not read to its end: %v", name, err)
	}
	return nil
}

// nearIndex asks the hub's index, if there is one. What it finds of people is
// left out.
func (t *terminal) nearIndex(flags *insightsFlags, site *generator.Site, hub *insights.Hub) (ask insights.Index, done func()) {
	if hub == nil {
		return nil, func() {}
	}
	dir := flags.folder(flags.index, site.IndexFolder())
	ix, err := bleveindex.Open(dir)
	if err != nil {
		t.say("no pages near to questions are named: %v", err)
		return nil, func() {}
	}
	const few = 3
	ask = func(ctx context.Context, lang, words string) ([]insights.Near, []string, error) {
		answer, err := ix.Search(ctx, bleveindex.Query{Text: words, Lang: lang, Limit: few})
		if err != nil {
			return nil, nil, err
		}
		var pages []insights.Near
		for _, r := range answer.Results {
			if address := "/" + strings.TrimPrefix(r.URL, hub.Base); r.Kind != source.ProfileKind.Name && hub.Pages[address] != nil {
				pages = append(pages, insights.Near{Page: address, Title: r.Title})
			}
		}
		return pages, answer.Suggestions, nil
	}
	return ask, func() { _ = ix.Close() } // it was only read
}
