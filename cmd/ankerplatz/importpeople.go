package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/cmd/ankerplatz/internal/rewrite"
	"ankerplatz/cmd/ankerplatz/internal/roster"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
)

// importFlags are the flags of import.
type importFlags struct {
	siteFlags
	lang, sheet        string
	mapping, rejoin    []string
	missing, report    string
	dryRun, skipErrors bool
	overwrite, yes     bool
}

func newImport(t *terminal) *cobra.Command {
	var flags importFlags
	cmd := &cobra.Command{
		Use:   "import people FILE",
		Short: t.in(diag.Say("Make profiles of a list of people")),
		Long: `Import people reads an Excel workbook (.xlsx) or a CSV file with a row for each
person, and writes a profile for each. Of people who have a profile already, it
changes the fields that the list has a value for, and nothing else. What somebody
changed or deleted by hand since the last import stays; who has left stays left.
It tells what it does; with --dry-run it only tells.

As long as a row can't be used, nothing is written, unless --skip-errors leaves
such rows out.`,
		Example: `  ankerplatz import people key-users.xlsx --dry-run
  ankerplatz import people key-users.csv --lang de --map "name=Wer,department=OE-Name"`,
		Args: exactArgs("people", "FILE"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return []string{"people"}, cobra.ShellCompDirectiveNoFileComp
			case 1:
				return []string{"xlsx", "csv", "txt", "tsv"}, cobra.ShellCompDirectiveFilterFileExt
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] != "people" {
				return usageError(diag.Say("%q can't be imported%s", args[0], near(args[0], []string{"people"}, "")))
			}
			return t.importPeople(flags, args[1], cmd.InOrStdin())
		},
	}
	flags.add(t, cmd)
	cmd.Flags().StringVar(&flags.lang, "lang", "", "`language` of the list and of new profiles (default: the hub's)")
	cmd.Flags().StringVar(&flags.sheet, "sheet", "", "`name` of the workbook's sheet (default: the first that is not hidden)")
	cmd.Flags().StringSliceVar(&flags.mapping, "map", nil, "which column holds a field, where it is not found by itself, as in `FIELD=HEADER,…`; FIELD=- for none")
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "tell what would be done, and write nothing")
	cmd.Flags().BoolVar(&flags.skipErrors, "skip-errors", false, "leave out rows that can't be used, and write the others")
	cmd.Flags().BoolVar(&flags.overwrite, "overwrite", false, "take the list's values also where somebody changed or deleted them by hand")
	cmd.Flags().StringSliceVar(&flags.rejoin, "rejoin", nil, "take people back who left: their `ids`, as in anna-berg,bo-holm")
	cmd.Flags().StringVar(&flags.missing, "missing", missingStay, "what becomes of people who were on an earlier list and are not on this one: `stay or left`; it asks first")
	cmd.Flags().BoolVar(&flags.yes, "yes", false, "do not ask before people are marked as left")
	cmd.Flags().StringVar(&flags.report, "report", "", "write what was done with each row and field, and why, into a `file` (.csv, .md or .json)")
	_ = cmd.RegisterFlagCompletionFunc("missing", cobra.FixedCompletions(missingChoices, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	return cmd
}

// What becomes of people who are missing from a list.
const (
	missingStay = "stay"
	missingLeft = "left"
)

var missingChoices = []string{missingStay, missingLeft}

func (t *terminal) importPeople(flags importFlags, file string, in io.Reader) error {
	site, err := t.importedInto(&flags.siteFlags)
	if err != nil {
		return err
	}
	table, err := flags.read(site, file)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(flags.dir) // a symbolic link can't lead a new file out of the hub
	if err != nil {
		return err
	}
	defer root.Close()
	release, err := t.beginRewrite(root, flags.dryRun)
	if err != nil {
		return err
	}
	defer release()
	t.say("%s: %s, headers in row %d%s", filepath.Base(file), table.How, table.Header, writtenBy(table))
	plan, err := t.planImport(root, site, table, flags, in)
	if err != nil {
		return err
	}
	if !t.quiet || len(plan.Problems) > 0 {
		if err := plan.Print(t.err, flags.dryRun); err != nil {
			return err
		}
	}
	if flags.writes(plan) {
		if err := rewritten(rewrite.Files(root, plan.Files())); err != nil {
			return err
		}
	}
	summary := importSummary(plan, flags.writes(plan), flags.dryRun)
	t.say("%s", summary)
	if flags.report != "" {
		if err := writeReport(flags.report, filepath.Base(file), summary, plan.Lines()); err != nil {
			return err
		}
	}
	if len(plan.Problems) > 0 {
		return &exit{code: exitContent}
	}
	return nil
}

// needless are the keys of site.yaml that an import can do without.
var needless = []string{
	"title", "claim", "description", "logo", "accent", "base_url", "roles", "repository", "feedback", "review", "search", "menu", "footer", "banner", "home",
	"theme", "output", "params", "checks",
}

// importedInto is the hub's configuration. What is wrong in site.yaml is told;
// where that may be the departments, locations, languages or consent, or how
// content is read, there is an error.
func (t *terminal) importedInto(flags *siteFlags) (*config.Site, error) {
	if err := flags.check(); err != nil {
		return nil, err
	}
	site, list := config.Load(os.DirFS(flags.dir))
	if err := missingSite(list); err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list.Apply(site.Checks), func(d diag.Diagnostic) bool { return d.Level < diag.Warn })
	if err := t.diagnostics(list, "text"); err != nil {
		return nil, err
	}
	wrong := func(d diag.Diagnostic) bool { return d.Level == diag.Error && !slices.Contains(needless, topKey(d)) }
	if config.Unreadable(list) || slices.ContainsFunc(list, wrong) {
		return nil, &exit{exitContent, errors.New("nothing was imported: what people may have (departments, locations, languages, consent) is in site.yaml, so mend it first")}
	}
	return site, nil
}

// topKey is the key of site.yaml below which a place is, "" if that can't be
// told.
func topKey(d diag.Diagnostic) string {
	for line := d.File.Position(d.Start).Line; line > 0; line-- {
		if text := d.File.Line(line); text != "" && !strings.ContainsRune(" \t\r#-]}", rune(text[0])) {
			key, _, _ := strings.Cut(text, ":")
			return strings.TrimSpace(key)
		}
	}
	return ""
}

// read checks the flags and reads the list.
func (f *importFlags) read(site *config.Site, file string) (*roster.Table, error) {
	if f.lang == "" {
		f.lang = site.DefaultLang()
	}
	if langs := site.LangCodes(); !slices.Contains(langs, f.lang) {
		return nil, usageError(diag.Say("--lang: the hub has no language %q%s", f.lang, near(f.lang, langs, "")))
	}
	if !slices.Contains(missingChoices, f.missing) {
		return nil, usageError(diag.Say("--missing: %q is neither %s", f.missing, strings.Join(missingChoices, " nor ")))
	}
	if f.report != "" {
		if err := checkReport(f.report, f.dir); err != nil {
			return nil, err
		}
	}
	mapping, err := parseMap(f.mapping)
	if err != nil {
		return nil, err
	}
	data, err := readList(file)
	if err != nil {
		return nil, err
	}
	table, err := roster.Read(data, roster.Options{Sheet: f.sheet, Map: mapping})
	if err != nil {
		return nil, listError(fmt.Errorf("%s: %w", file, err))
	}
	return table, nil
}

// writes reports whether the plan is carried out.
func (f *importFlags) writes(plan *roster.Plan) bool {
	return !f.dryRun && (len(plan.Problems) == 0 || f.skipErrors)
}

// planImport makes the plan. Before people are marked as left it asks, and
// makes one without if the answer is no.
func (t *terminal) planImport(root *os.Root, site *config.Site, table *roster.Table, flags importFlags, in io.Reader) (*roster.Plan, error) {
	opt := roster.PlanOptions{Lang: flags.lang, Overwrite: flags.overwrite, Rejoin: flags.rejoin, Now: time.Now(), Leave: flags.missing == missingLeft}
	plan, err := roster.MakePlan(root.FS(), site, table, opt)
	if err != nil {
		return nil, listError(err)
	}
	if len(plan.Leaving) == 0 || flags.yes || !flags.writes(plan) {
		return plan, nil
	}
	agreed, err := t.agree(in, plan.Leaving)
	if err != nil || agreed {
		return plan, err
	}
	opt.Leave = false
	if plan, err = roster.MakePlan(root.FS(), site, table, opt); err != nil {
		return nil, listError(err)
	}
	return plan, nil
}

// readList reads a file of a size that a list can have. Of others nothing is
// read.
func readList(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usageError(diag.Say("there is no file %s", name))
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, usageError(diag.Say("%s is a folder: name the file with the list in it", name))
	case !info.Mode().IsRegular():
		return nil, usageError(diag.Say("%s is a pipe or a device: save the list as a file first", name))
	case info.Size() > roster.MaxBytes:
		return nil, listError(fmt.Errorf("%s: %w", name, roster.ErrTooLarge))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, roster.MaxBytes+1)) // it may grow meanwhile
}

// writtenBy names the program that a list comes from.
func writtenBy(table *roster.Table) string {
	if table.Export == "" {
		return ""
	}
	return ", as " + table.Export + " writes it"
}

// listError says whether the list and the hub or the flags are wrong.
func listError(err error) error {
	if wrong, ok := errors.AsType[*roster.FlagError](err); ok {
		return &exit{exitUsage, wrong}
	}
	return &exit{exitContent, err}
}

// beginRewrite keeps others out that rewrite the hub's files until it is released,
// and ends what was interrupted. Who only tries waits for nobody and changes
// nothing.
func (t *terminal) beginRewrite(root *os.Root, dryRun bool) (release func(), err error) {
	if dryRun {
		if rewrite.Busy(root) {
			t.say("another command was interrupted or is at work: what is told here may change")
		}
		return func() {}, nil
	}
	release, ended, err := rewrite.Lock(root)
	if errors.Is(err, output.ErrBusy) {
		return nil, &exit{exitMachine, errors.New("another command is writing into this hub: wait until it has ended")}
	}
	if ended {
		t.say("an earlier command was interrupted: its files are in order now")
	}
	return release, rewritten(err)
}

// rewritten tells work of others that is in the way from the machine's trouble.
func rewritten(err error) error {
	if _, ok := errors.AsType[*rewrite.Conflict](err); ok {
		return &exit{exitContent, err}
	}
	return err
}

// agree asks before people are marked as left.
func (t *terminal) agree(in io.Reader, leaving []roster.Change) (bool, error) {
	names := make([]string, len(leaving))
	for i, c := range leaving {
		names[i] = c.ID
	}
	question := fmt.Sprintf("not in this list any more: %s", strings.Join(names, ", "))
	if !isTerminal(in) {
		return false, usageError(diag.Say("--missing left asks first, and there is nobody to ask here; %s: add --yes to mark them as left", question))
	}
	t.say("%s", question)
	return t.confirm(in, diag.Count(len(leaving), "mark %d profile as left?", "mark %d profiles as left?"))
}

// parseMap reads FIELD=HEADER.
func parseMap(pairs []string) (map[string]string, error) {
	mapping := map[string]string{}
	for _, pair := range pairs {
		field, header, ok := strings.Cut(pair, "=")
		field, header = strings.TrimSpace(field), strings.TrimSpace(header)
		if !ok || field == "" || header == "" {
			return nil, usageError(diag.Say("--map: %q is not FIELD=HEADER, as in --map name=Wer", pair))
		}
		if _, twice := mapping[field]; twice {
			return nil, usageError(diag.Say("--map: %s is given twice", field))
		}
		mapping[field] = header
	}
	return mapping, nil
}

func importSummary(plan *roster.Plan, written, dryRun bool) string {
	added, changed, unchanged := plan.Count()
	text := fmt.Sprintf("%d new, %d changed, %d unchanged", added, changed, unchanged)
	rows := map[int]bool{}
	for _, p := range plan.Problems {
		rows[p.Row] = true
	}
	if len(rows) > 0 {
		text += ", " + count(len(rows), "row") + " that can't be used"
	}
	if n := len(plan.Passed); n > 0 {
		text += fmt.Sprintf(", %d left out", n)
	}
	switch {
	case dryRun:
		text += " · nothing written: this is a dry run"
	case !written:
		text += " · nothing written: mend the rows, or leave them out with --skip-errors"
	}
	return text
}
