package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ankerplatz/cmd/ankerplatz/internal/roster"
	"ankerplatz/cmd/ankerplatz/internal/scaffold"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/words"
)

// initFlags are the flags of init.
type initFlags struct {
	title, lang, people string
	departments, apps   []string
	ask                 bool
}

func newInit(t *terminal) *cobra.Command {
	var flags initFlags
	cmd := &cobra.Command{
		Use:   "init FOLDER",
		Short: t.in(diag.Say("Make a new hub")),
		Long: t.in(diag.Say(`Init makes a new hub in a folder of its own: site.yaml, a first page, and what Git
and the CI of GitLab, Forgejo and GitHub need. It is ready to be served. What is
not said it asks for, if there is a terminal.`)),
		Example: `  ankerplatz init hub
  ankerplatz init hub --title "Unsere Key-User" --lang de --department Vertrieb,Finanzen --app Excel,SAP
  ankerplatz init hub --title "Our key users" --people key-users.xlsx`,
		Args: exactArgs("FOLDER"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.init(cmd.Context(), t.asker(cmd, flags.ask), flags, args[0])
		},
	}
	cmd.Flags().StringVar(&flags.title, "title", "", t.in(diag.Say("`title` of the hub")))
	cmd.Flags().StringVar(&flags.lang, "lang", "", t.in(diag.Say("`language` of the hub (default: the computer's)")))
	cmd.Flags().StringSliceVar(&flags.departments, "department", nil, t.in(diag.Say("`names` of the departments that it is for")))
	cmd.Flags().StringSliceVar(&flags.apps, "app", nil, t.in(diag.Say("`names` of the apps that it is about")))
	cmd.Flags().StringVar(&flags.people, "people", "", t.in(diag.Say("list of the key users, an Excel workbook or a CSV `file`; without --department it names the departments too")))
	askFlag(t, cmd, &flags.ask)
	return cmd
}

func (t *terminal) init(ctx context.Context, asker *asker, flags initFlags, folder string) error {
	if err := checkFree(folder); err != nil {
		return err
	}
	if asker == nil && flags.title == "" {
		return &exit{exitUsage, diag.Say(`say what the hub is called, as in: ankerplatz init %s --title "Our key users"`, folder)}
	}
	if meant := words.Meant(flags.lang); flags.lang != "" && meant != flags.lang {
		if meant == "" {
			return &exit{exitUsage, diag.Say(`%q is not the code of a language: write its code, as in "de", "nl", "da", "en" or "de-AT"`, flags.lang)}
		}
		flags.lang = meant
	}
	if flags.people != "" && flags.departments == nil {
		data, err := readList(flags.people)
		if err != nil {
			return err
		}
		table, err := roster.Read(data, roster.Options{})
		if err != nil {
			return listError(fmt.Errorf("%s: %w", flags.people, err))
		}
		flags.departments = table.Departments()
	}
	if asker != nil {
		if err := asker.hub(&flags); err != nil {
			return err
		}
	}
	if flags.lang == "" {
		flags.lang = t.tongue.General()
	}
	t.tongue.Hub = flags.lang
	files, err := scaffold.Files(scaffold.Hub{Title: flags.title, Lang: flags.lang, Departments: namedBy(flags.departments), Apps: namedBy(flags.apps)})
	if err != nil {
		return err
	}
	if err := t.makeHub(ctx, folder, files, flags); err != nil {
		return err
	}
	t.tell(diag.Say("the hub is in %s. What comes next:", folder))
	t.say("  cd %s", folder)
	for _, step := range []diag.Text{
		diag.Say("  ankerplatz serve --open    shows it in the browser"),
		diag.Say("  ankerplatz new             begins a page"),
	} {
		t.tell(step)
	}
	return nil
}

// hub asks for what flags do not say.
func (a *asker) hub(flags *initFlags) (err error) {
	if flags.lang == "" {
		var options []option
		for _, code := range diag.Languages {
			options = append(options, option{id: code, names: []string{words.Name(code)}})
		}
		chosen, err := a.choose(diag.Say("In which language?"), options, words.Name(a.tongue.General()), false)
		if err != nil {
			return err
		}
		flags.lang = chosen[0]
	}
	a.tongue.Hub = flags.lang
	for flags.title == "" && err == nil {
		flags.title, err = a.line(diag.Say("What is the hub called?"), "")
	}
	several := func(known *[]string, question diag.Text) {
		if *known != nil || err != nil {
			return
		}
		var line string
		line, err = a.line(question, "")
		*known = strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ';' })
	}
	several(&flags.departments, diag.Say("Which departments is it for? With commas between them; nothing for later"))
	several(&flags.apps, diag.Say("Which apps is it about? With commas between them; nothing for later"))
	return err
}

// namedBy gives each name its id. Names that say nothing, or the same, are left
// out.
func namedBy(names []string) (all []scaffold.Named) {
	for _, name := range names {
		name = strings.TrimSpace(name)
		id := slug.Make(name)
		if id != "" && !slices.ContainsFunc(all, func(n scaffold.Named) bool { return n.ID == id }) {
			all = append(all, scaffold.Named{ID: id, Name: name})
		}
	}
	return all
}

// checkFree reports a folder that a hub can't be made in: one that has something
// in it, but for the .git of a repository that is empty as yet.
func checkFree(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		if info, statErr := os.Stat(folder); statErr == nil && !info.IsDir() {
			return &exit{exitUsage, diag.Say("%s is a file: name a folder that is empty or not there yet", folder)}
		}
		return err
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			return &exit{exitUsage, diag.Say("in %s there is something already (%s): name a folder that is empty or not there yet", folder, e.Name())}
		}
	}
	return nil
}

// makeHub makes the hub beside its place, so that half a one is never there, and
// puts it into it.
func (t *terminal) makeHub(ctx context.Context, folder string, files []scaffold.File, flags initFlags) error {
	_, err := os.Stat(folder)
	isNew := errors.Is(err, fs.ErrNotExist)
	beside := folder
	if isNew {
		beside = filepath.Dir(filepath.Clean(folder))
		if err := os.MkdirAll(beside, 0o755); err != nil {
			return err
		}
	}
	stage, err := os.MkdirTemp(beside, ".ankerplatz-init-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(stage) // it is gone if all went well
	for _, f := range files {
		name := filepath.Join(stage, filepath.FromSlash(f.Path))
		err := os.MkdirAll(filepath.Dir(name), 0o755)
		if err = errors.Join(err, os.WriteFile(name, f.Data, 0o644)); err != nil {
			return err
		}
	}
	if flags.people != "" {
		err := t.importPeople(importFlags{siteFlags: siteFlags{stage}, lang: flags.lang, missing: missingStay}, flags.people, nil)
		if err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return &exit{exitUsage, diag.Say("nothing was written")}
	}
	if isNew {
		return errors.Join(os.Chmod(stage, 0o755), os.Rename(stage, filepath.Clean(folder)))
	}
	entries, err := os.ReadDir(stage)
	for _, e := range entries {
		err = errors.Join(err, os.Rename(filepath.Join(stage, e.Name()), filepath.Join(folder, e.Name())))
	}
	return err
}
