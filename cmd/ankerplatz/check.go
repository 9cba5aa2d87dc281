package main

import (
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
)

func newCheck(t *terminal) *cobra.Command {
	var flags contentFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong and write nothing",
		Long: `Check makes every page and forgets it: it says all that build would say,
of the site for everybody and of those for audiences.`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			start := time.Now()
			result, err := generator.Check(cmd.Context(), flags.options())
			if err != nil {
				return err
			}
			if err := t.diagnostics(result.Diagnostics, flags.format); err != nil {
				return err
			}
			t.tell(summary(result.Pages, result.Languages, result.Diagnostics, time.Since(start)))
			return flags.verdict(result.Diagnostics)
		},
	}
	flags.add(cmd)
	return cmd
}
