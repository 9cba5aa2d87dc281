package main

import (
	"log/slog"

	"github.com/spf13/cobra"

	"ankerplatz/cmd/ankerplatz/internal/lsp"
	"ankerplatz/generator/diag"
)

func newLSP(t *terminal) *cobra.Command {
	var dir, lang string
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: t.in(diag.Say("Help editors while you write")),
		Long: t.in(diag.Say(`Lsp speaks the Language Server Protocol over stdin and stdout: editors start it
and show what is wrong while you write, complete fields, ids, links and people,
say what they are, rename pages with all that leads to them, and mend mistakes.`)),
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkLang(lang); err != nil {
				return err
			}
			flags := siteFlags{dir: dir}
			if dir != "" {
				if err := flags.check(); err != nil {
					return err
				}
			}
			return lsp.Serve(cmd.Context(), cmd.InOrStdin(), t.out, lsp.Options{Dir: dir, Version: version(), Tongue: t.tongue, Log: slog.New(slog.NewTextHandler(t.err, nil))})
		},
	}
	cmd.Flags().StringVar(&dir, "site", "", t.in(diag.Say("`folder` of the hub (default: what the editor has open)")))
	_ = cmd.MarkFlagDirname("site") // the flag is there
	langFlag(t, cmd, &lang)
	return cmd
}
