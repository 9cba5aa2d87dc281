package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
)

func newCheck(t *terminal) *cobra.Command {
	var flags contentFlags
	var fix, yes bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong, and mend what can be mended",
		Long: `Check makes every page and forgets it: it says all that build would say,
of the site for everybody and of those for audiences.

With --fix it mends what one answer alone is right for: it shows what would
change and asks before it writes. All else stays as it is, to the byte.`,
		Example: "  ankerplatz check --fix",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			if yes && !fix {
				return usageError("--yes belongs to --fix")
			}
			start := time.Now()
			check := generator.Check
			if fix {
				check = func(ctx context.Context, _ generator.Options) (*generator.Result, error) {
					return t.fix(ctx, &flags, yes, cmd.InOrStdin())
				}
			}
			result, err := check(cmd.Context(), flags.options())
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
	cmd.Flags().BoolVar(&fix, "fix", false, "mend what one answer alone is right for, after asking")
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask before mending")
	return cmd
}
