package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/digest"
	"ankerplatz/generator/strictyaml"
)

// digestFlags say what letter is written.
type digestFlags struct {
	siteFlags
	since, format, out, baseURL, audience string
	opt                                   generator.DigestOptions
}

func newDigest(t *terminal) *cobra.Command {
	var flags digestFlags
	cmd := &cobra.Command{
		Use:   "digest",
		Short: t.in(diag.Say("Write the letter of what is new, ready to be mailed")),
		Long: `Digest writes a letter of what happened on the hub and what is coming up: new
and improved pages, dates, changes and what is to be done for them, issues,
questions, and thanks. It goes to stdout, or to a file with --out.

Without --for it is for everybody. With --for key-users, or a role, it also says
what only those who run the network need to know, and which pages their owners
should look at again. With the id of a department it has what concerns that
department and those above it, and what is for all.

The format eml is a message with text and HTML, a draft without sender and
receivers: open it in a mail program, or give it to one. Nothing is in a letter
that is not on the hub; what only some may see is in it with --audience.`,
		Example: `  ankerplatz digest --since 30d
  ankerplatz digest --for key-users --lang de --format eml --out letter.eml
  ankerplatz digest --for finance --since 2026-03-01 --format html --out letter.html`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !slices.Contains(digest.Formats, flags.format) {
				return usageError(diag.Say("--format: there is no format %q%s", flags.format, near(flags.format, digest.Formats, "")))
			}
			now := time.Now()
			since, hint := strictyaml.Since(flags.since, now)
			if !hint.Empty() {
				return usageError(diag.Say("--since: %q is not known: %s", flags.since, hint))
			}
			if err := flags.check(); err != nil {
				return err
			}
			if err := checkBaseURL(flags.baseURL); err != nil {
				return err
			}
			flags.opt.Since = since
			return t.digest(cmd, &flags, now)
		},
	}
	flags.add(t, cmd)
	audienceFlag(t, cmd, &flags.audience)
	f := cmd.Flags()
	f.StringVar(&flags.since, "since", "30d", "how far to look back: a `time` span (30d, 6 weeks) or a date (2026-03-01)")
	f.StringVar(&flags.opt.For, "for", "", "`whom` it is for: key-users, or the id of a department or a role (default: everybody)")
	f.StringVar(&flags.opt.Language, "lang", "", "`language` of the letter (default: the hub's default)")
	f.StringVar(&flags.format, "format", "text", "`form` of the letter: "+strings.Join(digest.Formats, ", "))
	f.StringVar(&flags.out, "out", "", "`file` to write to (default: stdout)")
	f.StringVar(&flags.baseURL, "base-url", "", "`address` of the site that links lead to, instead of base_url of site.yaml")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(digest.Formats, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	return cmd
}

func (t *terminal) digest(cmd *cobra.Command, flags *digestFlags, now time.Time) error {
	site, err := generator.Load(cmd.Context(), generator.Options{Dir: flags.dir, NoIndex: true, BaseURL: flags.baseURL, Audience: flags.audience, Now: now})
	if err != nil {
		return usage(err)
	}
	defer site.Close()
	if err := t.whole(site, diag.Say("no letter was written: mend the errors first")); err != nil {
		return err
	}
	letter, err := site.Digest(flags.opt)
	if err != nil {
		return usage(err)
	}
	data := inForm(letter, flags.format, now)
	if flags.out == "" {
		_, err := t.out.Write(data)
		return err
	}
	return replaceFile(flags.out, data)
}

// inForm is a letter in one of digest.Formats; a message is of a moment.
func inForm(letter *digest.Letter, format string, now time.Time) []byte {
	switch format {
	case "html":
		return letter.HTML()
	case "md":
		return letter.Markdown()
	case "eml":
		return letter.Mail(now)
	}
	return letter.Text()
}
