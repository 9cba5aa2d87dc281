package main

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/generator"

	"ankerplatz/generator/diag"
)

func newCheck(t *terminal) *cobra.Command {
	var flags contentFlags
	var fix, yes bool
	var external, cache string
	cmd := &cobra.Command{
		Use:   "check",
		Short: t.in(diag.Say("Say what is wrong, and mend what can be mended")),
		Long: t.in(diag.Say(`Check makes every page and forgets it: it says all that build would say,
of the site for everybody and of those for audiences.

With --fix it mends what one answer alone is right for: it shows what would
change and asks before it writes. All else stays as it is, to the byte.

With --external it also asks other sites whether what the pages link to is still
there: each site for one address at a time, with pauses, and none of the own
network, unless it is --external=all. What it found out counts for two weeks,
what is wrong for a day.`)),
		Example: `  ankerplatz check --fix
  ankerplatz check --external`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			if yes && !fix {
				return usageError(diag.Say("--yes belongs to --fix"))
			}
			start := time.Now()
			check := checking(func(ctx context.Context, opt generator.Options) (*generator.Result, error) {
				defer t.moving()()
				return generator.Check(ctx, opt)
			})
			if external != "" {
				if !slices.Contains(reaches, external) {
					return usageError(diag.Say("--external: write --external or --external=all, not %q", external))
				}
				check = t.external(check, external, cache)
			} else if cache != "" {
				return usageError(diag.Say("--external-cache belongs to --external"))
			}
			if fix {
				once := check
				check = func(ctx context.Context, _ generator.Options) (*generator.Result, error) {
					return t.fix(ctx, &flags, once, yes, cmd.InOrStdin())
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
	flags.add(t, cmd)
	cmd.AddCommand(newCheckDue(t))
	cmd.Flags().BoolVar(&fix, "fix", false, t.in(diag.Say("mend what one answer alone is right for, after asking")))
	cmd.Flags().BoolVar(&yes, "yes", false, t.in(diag.Say("do not ask before mending")))
	cmd.Flags().StringVar(&external, "external", "", t.in(diag.Say("ask other sites whether what is linked to is still there: `web`, or all with those of the own network")))
	cmd.Flags().Lookup("external").NoOptDefVal = "web"
	cmd.Flags().StringVar(&cache, "external-cache", "", t.in(diag.Say("`file` that keeps what was found out (default: links.json in the user's cache folder)")))
	_ = cmd.RegisterFlagCompletionFunc("external", cobra.FixedCompletions(reaches, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	return cmd
}
