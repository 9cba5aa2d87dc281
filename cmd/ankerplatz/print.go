package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
	"ankerplatz/generator/print"
)

// debianFonts is where Debian's packages fonts-noto-core and fonts-noto-cjk put
// their fonts.
var debianFonts = []string{"/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto"}

func newPrint(t *terminal) *cobra.Command {
	flags := printFlags{}
	cmd := &cobra.Command{
		Use:   "print",
		Short: t.in(diag.Say("Make badges, desk signs, stickers and posters")),
		Long: `Print makes what key users wear and put up: badges (ten on A4, to cut), stickers
(15 on A4), desk signs (A5), posters (A3), and for each department a poster of
its key users. All have a QR code that leads to the profile. Without flags it
makes everything, of everybody who can be asked, in each of the hub's languages.

Only what profiles agree to publish is printed, and nothing of people who left.`,
		Example: `  ankerplatz print --kind badge --lang de
  ankerplatz print --person anna-petersen --out anna
  ankerplatz print --kind department --department finance --format svg
  ankerplatz print --kind poster --bleed`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, kind := range flags.opt.Kinds {
				if !slices.Contains(print.Kinds, kind) {
					return usageError(diag.Say("--kind: there is no kind %q%s", kind, near(kind, print.Kinds, "")))
				}
			}
			return t.print(cmd, &flags)
		},
	}
	flags.add(t, cmd)
	f := cmd.Flags()
	f.StringSliceVar(&flags.opt.Kinds, "kind", nil, "`kind` of thing: badge, sign, sticker, poster, department (default: all)")
	f.StringSliceVar(&flags.opt.People, "person", nil, "`id` of a person (default: everybody who can be asked)")
	f.StringSliceVar(&flags.opt.Departments, "department", nil, "`id` of a department: its poster, and all for its key users (default: all)")
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(print.Kinds, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	cmd.AddCommand(newPrintCertificates(t), newPrintAgreements(t))
	return cmd
}

// newPrintForms is a command for what is made out to people about pages of a
// kind, which a flag names.
func newPrintForms(t *terminal, flag, what string, names func(*generator.PrintOptions) *[]string, cmd *cobra.Command) *cobra.Command {
	flags := printFlags{}
	chosen := names(&flags.opt)
	cmd.Args = exactArgs()
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if len(*chosen) == 0 {
			return usageError(diag.Say("--%s: name a %s", flag, what))
		}
		return t.print(cmd, &flags)
	}
	flags.add(t, cmd)
	f := cmd.Flags()
	f.StringSliceVar(chosen, flag, nil, "`name` of a "+what)
	f.StringSliceVar(&flags.opt.People, "person", nil, "`id` of a person whose name is filled in")
	f.StringSliceVar(&flags.opt.Departments, "department", nil, "`id` of a department: its key users' names are filled in")
	return cmd
}

func newPrintCertificates(t *terminal) *cobra.Command {
	return newPrintForms(t, "path", "learning path", func(opt *generator.PrintOptions) *[]string { return &opt.Paths }, &cobra.Command{
		Use:   "certificates",
		Short: t.in(diag.Say("Make certificates of learning paths")),
		Long: `Certificates makes those of learning paths (A4, across), in each language that has
the path: with the names of the people who are asked for, or without any with a
line for the name, as beside the path's page. A path is called as its file is, or
as its address ends, in any of the languages.`,
		Example: `  ankerplatz print certificates --path newcomers
  ankerplatz print certificates --path newcomers --person anna-petersen,jonas-brandt --lang en`,
	})
}

func newPrintAgreements(t *terminal) *cobra.Command {
	return newPrintForms(t, "role", "role", func(opt *generator.PrintOptions) *[]string { return &opt.Roles }, &cobra.Command{
		Use:   "agreements",
		Short: t.in(diag.Say("Make agreements about roles, to be signed")),
		Long: `Agreements makes those about roles (A4), in each language that has the role: with
its tasks and its time, and lines for those who sign. They are made out to the
people who are asked for, or without any to be filled in, as beside the role's
page. A role is called as its file is, or as its address ends.`,
		Example: `  ankerplatz print agreements --role key-user
  ankerplatz print agreements --role key-user --person anna-petersen --lang de`,
	})
}

// printFlags are what all that is printed has in common.
type printFlags struct {
	siteFlags
	opt          generator.PrintOptions
	out, baseURL string
	audience     string
}

func (p *printFlags) add(t *terminal, cmd *cobra.Command) {
	p.siteFlags.add(t, cmd)
	audienceFlag(t, cmd, &p.audience)
	f := cmd.Flags()
	f.StringSliceVar(&p.opt.Languages, "lang", nil, "`language` (default: all of the hub)")
	f.StringVar(&p.opt.Format, "format", "pdf", "pdf or svg; an SVG file has one page")
	f.BoolVar(&p.opt.Bleed, "bleed", false, "for a print shop: each thing on a page of its own, with 3 mm of bleed and crop marks")
	f.BoolVar(&p.opt.Single, "single", false, "a file for each person and department")
	f.StringSliceVar(&p.opt.Fonts, "fonts", debianFonts, "`folder` with fonts for letters beyond Latin, Greek and Cyrillic")
	f.StringVar(&p.out, "out", "", "`folder` to write to (default: print, in the hub)")
	f.StringVar(&p.baseURL, "base-url", "", "`address` of the site that QR codes lead to, instead of base_url of site.yaml")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(print.Formats, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	_ = cmd.MarkFlagDirname("out")                                                                                          // the flag is there
	_ = cmd.MarkFlagDirname("fonts")                                                                                        // the flag is there
}

// check says what of the flags can't be.
func (p *printFlags) check(cmd *cobra.Command) error {
	if !slices.Contains(print.Formats, p.opt.Format) {
		return usageError(diag.Say("--format: there is no format %q%s", p.opt.Format, near(p.opt.Format, print.Formats, "")))
	}
	if cmd.Flags().Changed("fonts") {
		for _, name := range p.opt.Fonts {
			if info, err := os.Stat(name); err != nil || !info.IsDir() {
				return usageError(diag.Say("--fonts: there is no folder %q", name))
			}
		}
	}
	if err := p.siteFlags.check(); err != nil {
		return err
	}
	return checkBaseURL(p.baseURL)
}

func (t *terminal) print(cmd *cobra.Command, flags *printFlags) error {
	if err := flags.check(cmd); err != nil {
		return err
	}
	start, out := time.Now(), flags.folder(flags.out, "print")
	site, err := generator.Load(cmd.Context(), generator.Options{Dir: flags.dir, NoIndex: true, BaseURL: flags.baseURL, Audience: flags.audience})
	if err != nil {
		return usage(err)
	}
	defer site.Close()
	if err := t.whole(site, diag.Say("nothing was printed: mend the errors first")); err != nil {
		return err
	}
	if err := site.CheckTarget("out", out); err != nil {
		return usage(err)
	}
	stage, err := output.NewStage(out, output.Options{List: output.PrintListName})
	if err != nil {
		return err
	}
	defer func() { _ = stage.Discard() }() // what is left is swept by the next run
	done, err := site.Print(cmd.Context(), flags.opt, stage)
	var gone []string
	if err == nil {
		if gone, err = keepPrinted(stage, done.Files, site.Printable); err == nil && len(done.Files)+len(stage.Present().Files) > 0 {
			err = stage.Commit()
		}
	}
	if err != nil {
		if cmd.Context().Err() != nil {
			return diag.Say("stopped: nothing was printed")
		}
		return usage(err)
	}
	for _, name := range gone {
		t.say("removed %s: somebody on it has left, or is not to be seen by everybody", filepath.Join(out, name))
	}
	t.replaced(stage.Changed())
	for i, p := range done.Problems {
		t.warn(p.File, p.Message)
		if i+1 == len(done.Problems) || done.Problems[i+1].Hint.String() != p.Hint.String() { // once, below all that it is for
			fmt.Fprintf(t.err, "  %s\n", t.in(p.Hint))
		}
	}
	if len(done.Files) == 0 {
		t.say("there is nobody to print anything for")
		return nil
	}
	t.say("%s with %s in %s · %s", count(len(done.Files), "file"), count(done.Pages, "page"), out, seconds(time.Since(start)))
	return nil
}

// keepPrinted adds what earlier runs have made, which is not in made, and
// returns what is not kept, because nothing may be printed of somebody on it
// any more.
func keepPrinted(stage *output.Stage, made map[string][]string, printable func(id string) bool) (gone []string, err error) {
	for name, people := range made {
		stage.Show(name, people)
	}
	before := stage.Present()
	for _, name := range slices.Sorted(maps.Keys(before.Files)) {
		if _, again := made[name]; again {
			continue
		}
		if slices.ContainsFunc(before.People[name], func(id string) bool { return !printable(id) }) {
			gone = append(gone, name)
		} else if err := stage.Keep(name); err != nil {
			return nil, err
		}
	}
	return gone, nil
}
