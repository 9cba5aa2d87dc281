package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ankerplatz/cmd/ankerplatz/internal/roster"
)

// importFlags are the flags of import.
type importFlags struct {
	siteFlags
	lang, sheet        string
	mapping            []string
	dryRun, skipErrors bool
}

func newImport(t *terminal) *cobra.Command {
	var flags importFlags
	cmd := &cobra.Command{
		Use:   "import people FILE",
		Short: "Make profiles of a list of people",
		Long: `Import people reads an Excel workbook (.xlsx) or a CSV file with a row for each
person, and writes a profile for each. Of people who have a profile already, it
changes the fields that the list has a value for, and nothing else. It tells
what it does; with --dry-run it only tells.

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
		RunE: func(_ *cobra.Command, args []string) error {
			if args[0] != "people" {
				return usageError("%q can't be imported%s", args[0], near(args[0], []string{"people"}, ""))
			}
			return t.importPeople(flags, args[1])
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&flags.lang, "lang", "", "`language` of the list and of new profiles (default: the hub's)")
	cmd.Flags().StringVar(&flags.sheet, "sheet", "", "`name` of the workbook's sheet (default: the first that is not hidden)")
	cmd.Flags().StringSliceVar(&flags.mapping, "map", nil, "which column holds a field, where it is not found by itself, as in `FIELD=HEADER,…`; FIELD=- for none")
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "tell what would be done, and write nothing")
	cmd.Flags().BoolVar(&flags.skipErrors, "skip-errors", false, "leave out rows that can't be used, and write the others")
	return cmd
}

func (t *terminal) importPeople(flags importFlags, file string) error {
	site, err := flags.config()
	if err != nil {
		return err
	}
	if flags.lang == "" {
		flags.lang = site.DefaultLang()
	}
	if langs := site.LangCodes(); !slices.Contains(langs, flags.lang) {
		return usageError("--lang: the hub has no language %q%s", flags.lang, near(flags.lang, langs, ""))
	}
	mapping, err := parseMap(flags.mapping)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return usageError("there is no file %s", file)
	}
	if err != nil {
		return err
	}
	table, err := roster.Read(data, roster.Options{Sheet: flags.sheet, Map: mapping})
	if wrong, ok := errors.AsType[*roster.MapError](err); ok {
		return usageError("--map: %w", wrong)
	}
	if err != nil {
		return &exit{exitContent, fmt.Errorf("%s: %w", file, err)}
	}
	root, err := os.OpenRoot(flags.dir) // a symbolic link can't lead a new file out of the hub
	if err != nil {
		return err
	}
	defer root.Close()
	plan, err := roster.MakePlan(root.FS(), site, table, flags.lang)
	if err != nil {
		return &exit{exitContent, err}
	}
	t.say("%s: %s, headers in row %d", filepath.Base(file), table.How, table.Header)
	if !t.quiet || len(plan.Problems) > 0 {
		if err := plan.Print(t.err, flags.dryRun); err != nil {
			return err
		}
	}
	wrong := len(plan.Problems) > 0
	write := !flags.dryRun && (!wrong || flags.skipErrors)
	if write {
		if err := writeProfiles(root, plan.Changes); err != nil {
			return err
		}
	}
	t.say("%s", importSummary(plan, write, flags.dryRun))
	if wrong {
		return &exit{code: exitContent}
	}
	return nil
}

// parseMap reads FIELD=HEADER.
func parseMap(pairs []string) (map[string]string, error) {
	mapping := map[string]string{}
	for _, pair := range pairs {
		field, header, ok := strings.Cut(pair, "=")
		field, header = strings.TrimSpace(field), strings.TrimSpace(header)
		if !ok || field == "" || header == "" {
			return nil, usageError("--map: %q is not FIELD=HEADER, as in --map name=Wer", pair)
		}
		if _, twice := mapping[field]; twice {
			return nil, usageError("--map: %s is given twice", field)
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
	switch {
	case dryRun:
		text += " · nothing written: this is a dry run"
	case !written:
		text += " · nothing written: mend the rows, or leave them out with --skip-errors"
	}
	return text
}

// writeProfiles writes all files beside their places first and then renames
// them, so that a full disk changes nothing.
func writeProfiles(root *os.Root, changes []roster.Change) (err error) {
	type file struct{ temporary, name string }
	var ready []file
	defer func() {
		for _, f := range ready {
			err = errors.Join(err, root.Remove(f.temporary))
		}
	}()
	for _, c := range changes {
		for _, changed := range c.Files {
			dir, base := path.Split(changed.Path)
			if err := root.MkdirAll(path.Clean(dir), 0o755); err != nil {
				return err
			}
			perm := fs.FileMode(0o644)
			if info, err := root.Stat(changed.Path); err == nil {
				perm = info.Mode().Perm()
			}
			f := file{temporary: dir + "." + base + ".new", name: changed.Path}
			if err := root.WriteFile(f.temporary, changed.Data, perm); err != nil {
				return errors.Join(err, removeIfThere(root, f.temporary))
			}
			ready = append(ready, f)
		}
	}
	for len(ready) > 0 {
		if err := root.Rename(ready[0].temporary, ready[0].name); err != nil {
			return err
		}
		ready = ready[1:]
	}
	return nil
}

func removeIfThere(root *os.Root, name string) error {
	if err := root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
