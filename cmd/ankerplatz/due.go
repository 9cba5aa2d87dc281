package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/digest"
)

// dueFlags say of which pages, and how, is told that they are due.
type dueFlags struct {
	siteFlags
	owner, format, out, lang, audience string
	days                               int
}

// dueFormats are the forms of the table.
var dueFormats = []string{"text", "json", "md"}

func newCheckDue(t *terminal) *cobra.Command {
	var flags dueFlags
	cmd := &cobra.Command{
		Use:   "due",
		Short: t.in(diag.Say("List the pages that are due for review, by owner")),
		Long: t.in(diag.Say(`Due lists the pages that their owners should look at again, the longest overdue
first: those that are overdue, and those that will be as soon as review.warn of
site.yaml says, or within --days. The table is text, JSON, or Markdown for a mail.

With --out each owner gets a letter of their own, in the language of their
profile: a file called by their id, ready to be mailed (--format eml, text, html
or md). Pages that nobody keeps are in the table alone.`)),
		Example: `  ankerplatz check due
  ankerplatz check due --owner anna-petersen --format md
  ankerplatz check due --days 30 --format eml --out letters`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			formats := dueFormats
			if flags.out != "" {
				formats = digest.Formats
			}
			if !slices.Contains(formats, flags.format) {
				return usageError(diag.Say("--format: there is no format %q%s", flags.format, near(flags.format, formats, "")))
			}
			if err := checkLang(flags.lang); err != nil {
				return err
			}
			if err := flags.check(); err != nil {
				return err
			}
			return t.due(cmd, &flags)
		},
	}
	flags.add(t, cmd)
	langFlag(t, cmd, &flags.lang)
	audienceFlag(t, cmd, &flags.audience)
	f := cmd.Flags()
	f.IntVar(&flags.days, "days", -1, t.in(diag.Say("also pages that are due within so many `days` (default: review.warn of site.yaml)")))
	f.StringVar(&flags.owner, "owner", "", t.in(diag.Say("only the pages of somebody, by the `id` of their profile")))
	f.StringVar(&flags.format, "format", "text", t.in(diag.Say("`form` of the table: %s; of letters: %s", strings.Join(dueFormats, ", "), strings.Join(digest.Formats, ", "))))
	f.StringVar(&flags.out, "out", "", t.in(diag.Say("`folder` for a letter to each owner")))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(digest.Formats, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	return cmd
}

func (t *terminal) due(cmd *cobra.Command, flags *dueFlags) error {
	site, err := generator.Load(cmd.Context(), generator.Options{Dir: flags.dir, NoIndex: true, Audience: flags.audience})
	if err != nil {
		return usage(err)
	}
	defer site.Close()
	if err := t.whole(site, diag.Say("nothing was listed: mend the errors first")); err != nil {
		return err
	}
	due := site.Due(flags.days)
	if flags.owner != "" {
		due = slices.DeleteFunc(due, func(p generator.DuePage) bool { return p.Owner != flags.owner })
		if len(due) == 0 {
			t.tell(diag.Say("no page of %q is due", flags.owner))
		}
	}
	if flags.out != "" {
		return t.dueLetters(site, due, flags)
	}
	switch flags.format {
	case "json":
		if due == nil {
			due = []generator.DuePage{}
		}
		data, err := json.MarshalIndent(due, "", "  ")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "%s\n", data)
		return err
	case "md":
		_, err = t.out.Write([]byte(t.dueMarkdown(due, site.Now())))
	default:
		_, err = t.out.Write([]byte(t.dueText(due, site.Now())))
	}
	return err
}

// dueLetters writes a letter for each owner.
func (t *terminal) dueLetters(site *generator.Site, due []generator.DuePage, flags *dueFlags) error {
	if err := os.MkdirAll(flags.out, 0o755); err != nil {
		return err
	}
	end, written := map[string]string{"text": "txt"}[flags.format], 0
	if end == "" {
		end = flags.format
	}
	for i, page := range due {
		if page.Owner == "" || i > 0 && page.Owner == due[i-1].Owner {
			continue
		}
		letter := site.DueLetter(page.Owner, flags.days)
		if err := replaceFile(filepath.Join(flags.out, page.Owner+"."+end), inForm(letter, flags.format, site.Now())); err != nil {
			return err
		}
		written++
	}
	t.tell(diag.Count(written, "%d letter was written", "%d letters were written"))
	return nil
}

// isOver says how long a page is overdue, or when it will be due.
func isOver(page generator.DuePage, now time.Time) diag.Text {
	days := int(now.Sub(page.By).Abs() / (24 * time.Hour))
	if page.Overdue {
		return diag.Count(days, "%d day over", "%d days over")
	}
	return diag.Count(days, "in %d day", "in %d days")
}

// owner is how a table calls those whose pages follow, "" where they are the
// same as before.
func (t *terminal) owner(due []generator.DuePage, i int) string {
	switch page := due[i]; {
	case i > 0 && page.Owner == due[i-1].Owner:
		return ""
	case page.Owner == "":
		return t.in(diag.Say("nobody keeps these pages"))
	default:
		return fmt.Sprintf("%s (%s)", page.Name, page.Owner)
	}
}

func (t *terminal) dueText(due []generator.DuePage, now time.Time) string {
	if len(due) == 0 {
		return t.in(diag.Say("no page is due")) + "\n"
	}
	over, long := make([]string, len(due)), 0
	for i, page := range due {
		over[i] = t.in(isOver(page, now))
		long = max(long, utf8.RuneCountInString(over[i]))
	}
	var b strings.Builder
	for i, page := range due {
		if owner := t.owner(due, i); owner != "" {
			if i > 0 {
				b.WriteString("\n")
			}
			b.WriteString(diag.Visible(owner) + "\n")
		}
		space := strings.Repeat(" ", long-utf8.RuneCountInString(over[i]))
		fmt.Fprintf(&b, "  %s  %s%s  %s  %s\n", page.By.Format(time.DateOnly), space, over[i], diag.Visible(page.Path), diag.Visible(page.Title))
	}
	return b.String()
}

// inCell is a text as a cell of a Markdown table has it.
var inCell = strings.NewReplacer("|", `\|`, "[", `\[`, "]", `\]`, "<", `\<`, "*", `\*`, "_", `\_`, "`", "\\`", "\n", " ")

func (t *terminal) dueMarkdown(due []generator.DuePage, now time.Time) string {
	if len(due) == 0 {
		return t.in(diag.Say("no page is due")) + "\n"
	}
	var b strings.Builder
	for i, page := range due {
		if owner := t.owner(due, i); owner != "" {
			if i > 0 {
				b.WriteString("\n")
			}
			fmt.Fprintf(&b, "## %s\n\n| %s | | %s |\n|---|---|---|\n", inCell.Replace(owner), t.in(diag.Say("due on")), t.in(diag.Say("page")))
		}
		fmt.Fprintf(&b, "| %s | %s | [%s](<%s>) |\n", page.By.Format(time.DateOnly), t.in(isOver(page, now)), inCell.Replace(page.Title), page.URL)
	}
	return b.String()
}
