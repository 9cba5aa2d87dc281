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
		Long:  `Check makes every page and forgets it: it says all that build would say.`,
		Args:  exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			start := time.Now()
			site, err := generator.Load(cmd.Context(), flags.options())
			if err != nil {
				return err
			}
			list, err := site.Check(cmd.Context())
			if err != nil {
				return err
			}
			if err := t.diagnostics(list, flags.format); err != nil {
				return err
			}
			t.say("%s", summary(site.Pages(), len(site.Config().LangCodes()), list, time.Since(start)))
			return flags.verdict(list)
		},
	}
	flags.add(cmd)
	return cmd
}
