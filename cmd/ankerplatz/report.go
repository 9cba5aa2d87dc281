package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
)

func newReport(t *terminal) *cobra.Command {
	var flags siteFlags
	var out, lang, audience string
	cmd := &cobra.Command{
		Use:   "report --out FILE.pdf",
		Short: t.in(diag.Say("Make a page for managers: what the network brings")),
		Long: `Report writes a page (A4, PDF) for those who decide about the network: how many
people are in it, what they wrote, kept true, answered and did in the last
quarters, and which departments lack somebody. It has sums over all and names
nobody. The network page of the hub has the same figures.`,
		Example: "  ankerplatz report --lang de --out was-es-bringt.pdf",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !strings.EqualFold(filepath.Ext(out), ".pdf") {
				return usageError(diag.Say("--out: name a file that ends in .pdf"))
			}
			if err := flags.check(); err != nil {
				return err
			}
			site, err := generator.Load(cmd.Context(), generator.Options{Dir: flags.dir, NoIndex: true, Audience: audience})
			if err != nil {
				return usage(err)
			}
			defer site.Close()
			if err := t.whole(site, diag.Say("nothing was written: mend the errors first")); err != nil {
				return err
			}
			data, problems, err := site.Report(cmp.Or(lang, site.Config().DefaultLang()))
			if err != nil {
				return usage(err)
			}
			for _, p := range problems {
				t.warn(p.File, p.Message)
				fmt.Fprintf(t.err, "  %s\n", t.in(p.Hint))
			}
			return replaceFile(out, data)
		},
	}
	flags.add(t, cmd)
	audienceFlag(t, cmd, &audience)
	cmd.Flags().StringVar(&out, "out", "", "`file` to write to, which ends in .pdf")
	cmd.Flags().StringVar(&lang, "lang", "", "`language` of the report (default: the hub's)")
	return cmd
}
