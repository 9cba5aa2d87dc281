package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ankerplatz/cmd/ankerplatz/internal/devserver"
	"ankerplatz/generator"
	"ankerplatz/generator/diag"
)

func newServe(t *terminal) *cobra.Command {
	var flags siteFlags
	opt := devserver.Options{}
	var lang string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: t.in(diag.Say("Show the hub in the browser while you write")),
		Long: t.in(diag.Say(`Serve shows the hub on this machine and reloads the browser when a file
changes. Mistakes are shown in the page. Nothing is written.`)),
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			if err := checkLang(lang); err != nil {
				return err
			}
			opt.Dir, opt.Log, opt.Tongue = flags.dir, t.logger(), t.tongue
			site, _ := flags.config() // without one, its defaults
			switch ids := site.AudienceIDs(); {
			case opt.Audience != "" && !slices.Contains(ids, opt.Audience):
				return usage(&generator.UnknownError{What: "audience", ID: opt.Audience, Known: ids})
			case opt.Audience == "" && len(ids) > 0:
				opt.Log.Info(t.in(diag.Say("what everybody may see is shown; for more, --audience %s", strings.Join(ids, ", --audience "))))
			}
			opt.Colour, opt.Width, opt.Terminal = t.colour, t.width, t.err
			err := devserver.Serve(cmd.Context(), opt)
			if wrong, ok := errors.AsType[*devserver.AddrError](err); ok {
				return usageError(diag.Say("--addr: %q is no address to listen at: write it like %s", wrong.Addr, "127.0.0.1:1313"))
			}
			return err
		},
	}
	flags.add(t, cmd)
	audienceFlag(t, cmd, &opt.Audience)
	langFlag(t, cmd, &lang)
	timingsFlag(t, cmd, &opt.Timings)
	cmd.Flags().StringVar(&opt.Addr, "addr", "127.0.0.1:1313", t.in(diag.Say("`address` to listen at")))
	cmd.Flags().BoolVar(&opt.Drafts, "drafts", false, t.in(diag.Say("with the pages that are marked as drafts")))
	cmd.Flags().BoolVar(&opt.NoIndex, "no-index", false, t.in(diag.Say("pages only, no search index")))
	cmd.Flags().BoolVar(&opt.Open, "open", false, t.in(diag.Say("open the browser")))
	cmd.Flags().BoolVar(&opt.Follow, "follow", false, t.in(diag.Say("the browser goes to the page that you edit")))
	return cmd
}
