package main

import (
	"errors"

	"github.com/spf13/cobra"

	"ankerplatz/cmd/ankerplatz/internal/devserver"
)

func newServe(t *terminal) *cobra.Command {
	var flags siteFlags
	opt := devserver.Options{}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the hub in the browser while you write",
		Long: `Serve shows the hub on this machine and reloads the browser when a file
changes. Mistakes are shown in the page. Nothing is written.`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			opt.Dir, opt.Log = flags.dir, t.logger()
			opt.Colour, opt.Width, opt.Terminal = t.colour, t.width, t.err
			err := devserver.Serve(cmd.Context(), opt)
			if wrong, ok := errors.AsType[*devserver.AddrError](err); ok {
				return usageError("--addr: %w", wrong)
			}
			return err
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&opt.Addr, "addr", "127.0.0.1:1313", "`address` to listen at")
	cmd.Flags().BoolVar(&opt.Drafts, "drafts", false, "with the pages that are marked as drafts")
	cmd.Flags().BoolVar(&opt.NoIndex, "no-index", false, "pages only, no search index")
	cmd.Flags().BoolVar(&opt.Open, "open", false, "open the browser")
	return cmd
}
