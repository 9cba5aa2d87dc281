package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ankerplatz/generator"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/progress"
)

// newRoot builds the tree of commands.
func newRoot(t *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "ankerplatz",
		Short: t.in(diag.Say("Markdown in, a hub for key users out")),
		Long: t.in(diag.Say(`ankerplatz makes an intranet site for key users out of Markdown, with a
search index for the browser and one for servers.

Exit codes: 0 fine, 1 the content has errors, 2 the command was used wrongly,
3 the machine failed (disk, permission).`)),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(cmd, args[0])
		},
	}
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		t.command.Store(cmd.Name())
		return t.profiles.begin()
	}
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().BoolVarP(&t.quiet, "quiet", "q", false, t.in(diag.Say("say nothing but what is wrong")))
	t.profiles.add(t, root)
	root.AddCommand(newServe(t), newBuild(t), newPublish(t), newReleases(t), newCheck(t), newNew(t), newInit(t), newImport(t), newSearch(t), newWords(t), newHost(t), newInsights(t), newPrint(t), newReport(t), newDigest(t), newIndex(t), newSchema(t), newLSP(t), newVersion(t))
	t.translate(root)
	return root
}

// translate says what cobra says by itself.
func (t *terminal) translate(root *cobra.Command) {
	root.PersistentFlags().BoolP("help", "h", false, t.in(diag.Say("say what a command is for, and which flags it has")))
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = t.in(diag.Say("Say what a command is for"))
		case "completion":
			c.Short = t.in(diag.Say("Write completion for a shell"))
		}
	}
	root.SetUsageTemplate(strings.NewReplacer(
		"Usage:", t.in(diag.Say("Usage:")),
		"Examples:", t.in(diag.Say("Examples:")),
		"Available Commands:", t.in(diag.Say("Commands:")),
		"Global Flags:", t.in(diag.Say("Flags of all commands:")),
		"Flags:", t.in(diag.Say("Flags:")),
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`, t.in(diag.Say("%s COMMAND --help says more about a command.", "{{.CommandPath}}")),
	).Replace(root.UsageTemplate()))
}

func unknownCommand(root *cobra.Command, name string) error {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return usageError(diag.Say("there is no command %q%s", name, near(name, names, "")))
}

// near is the end of a message about a name that is not known.
func near(name string, names []string, prefix string) diag.Text {
	if found := diag.Near(name, names); found != "" {
		return diag.Say(": did you mean %s?", prefix+found)
	}
	return diag.Say(": there are %s", prefix+strings.Join(names, ", "+prefix))
}

// flagError says what pflag has to say of a flag.
func flagError(cmd *cobra.Command, err error) error {
	see := diag.Say("see %s --help", cmd.CommandPath())
	if missing, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return usageError(diag.Say("--%s needs a value: %s", missing.GetSpecifiedName(), see))
	}
	if wrong, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usageError(diag.Say("--%s: %q is no value for it: %s", wrong.GetFlag().Name, wrong.GetValue(), see))
	}
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return usageError(diag.Say("%s (%s)", err, see))
	}
	if letters := unknown.GetSpecifiedShortnames(); letters != "" {
		return usageError(diag.Say("%s has no flag -%s: %s", cmd.CommandPath(), unknown.GetSpecifiedName(), see))
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	name := unknown.GetSpecifiedName()
	return usageError(diag.Say("%s has no flag --%s%s", cmd.CommandPath(), name, near(name, names, "--")))
}

// exactArgs is cobra.ExactArgs in our words and with our exit code.
func exactArgs(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usageError(diag.Say("%s needs %s: %s", cmd.CommandPath(), strings.Join(names, " "), cmd.UseLine()))
		case len(args) > len(names):
			return usageError(diag.Say("%s can't do anything with %q: %s", cmd.CommandPath(), args[len(names)], cmd.UseLine()))
		}
		return nil
	}
}

// siteFlags say which hub a command is about.
type siteFlags struct{ dir string }

func (f *siteFlags) add(t *terminal, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "site", ".", t.in(diag.Say("`folder` of the hub, where site.yaml is")))
	_ = cmd.MarkFlagDirname("site") // the flag is there
}

// check reports a folder that is not there.
func (f *siteFlags) check() error {
	info, err := os.Stat(f.dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return usageError(diag.Say("--site: there is no folder %s", f.dir))
	case err != nil:
		return err
	case !info.IsDir():
		return usageError(diag.Say("--site: %s is not a folder", f.dir))
	}
	return nil
}

// config reads site.yaml alone, for commands that need no content. Mistakes in
// it are the build's to report.
func (f *siteFlags) config() (*config.Site, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	site, list := config.Load(os.DirFS(f.dir))
	return site, missingSite(list)
}

// audienceFlag says for whom a command shows the hub: by its absence for
// everybody.
func audienceFlag(t *terminal, cmd *cobra.Command, audience *string) {
	cmd.Flags().StringVar(audience, "audience", "", t.in(diag.Say("for those with this `id` in site.yaml, with the pages that only they may see (default: for everybody)")))
}

// contentFlags say what of a hub is wanted and how diagnostics are told.
type contentFlags struct {
	siteFlags
	drafts, noIndex, strict bool
	format, lang            string
	progress                *progress.Recorder
}

// timingsFlag asks for what the time goes into.
func timingsFlag(t *terminal, cmd *cobra.Command, timings *bool) {
	cmd.Flags().BoolVar(timings, "timings", false, t.in(diag.Say("say what the time went into")))
}

func (f *contentFlags) add(t *terminal, cmd *cobra.Command) {
	f.siteFlags.add(t, cmd)
	f.progress = t.progress
	timingsFlag(t, cmd, &t.timings)
	flags := cmd.Flags()
	flags.BoolVar(&f.drafts, "drafts", false, t.in(diag.Say("with the pages that are marked as drafts")))
	flags.BoolVar(&f.noIndex, "no-index", false, t.in(diag.Say("pages only, no search index")))
	flags.BoolVar(&f.strict, "strict", false, t.in(diag.Say("warnings count as errors")))
	flags.StringVar(&f.format, "format", "text", t.in(diag.Say("how mistakes are told: %s", strings.Join(diag.Formats, ", "))))
	langFlag(t, cmd, &f.lang)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diag.Formats, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
}

func (f *contentFlags) check() error {
	if !slices.Contains(diag.Formats, f.format) {
		return usageError(diag.Say("--format: there is no format %q%s", f.format, near(f.format, diag.Formats, "")))
	}
	if err := checkLang(f.lang); err != nil {
		return err
	}
	return f.siteFlags.check()
}

// langFlag says in which language mistakes are told. terminal.speak reads it.
func langFlag(t *terminal, cmd *cobra.Command, lang *string) {
	cmd.Flags().StringVar(lang, "lang", "", t.in(diag.Say("`language` in which mistakes are told: %s (default: the page's, else the hub's, else the computer's)", strings.Join(diag.Languages, ", "))))
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(diag.Languages, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
}

func checkLang(lang string) error {
	if lang != "" && !diag.Speaks(lang) {
		return usageError(diag.Say("--lang: mistakes are not told in %q%s", lang, near(lang, diag.Languages, "")))
	}
	return nil
}

func (f *contentFlags) options() generator.Options {
	return generator.Options{Dir: f.dir, Drafts: f.drafts, NoIndex: f.noIndex, Progress: f.progress}
}

// verdict is the exit code that a list of diagnostics stands for.
func (f *contentFlags) verdict(list diag.List) error {
	if list.HasErrors() || f.strict && list.Count(diag.Warn) > 0 {
		return &exit{code: exitContent}
	}
	return nil
}

// folder is where a command writes to or reads from: the flag's, which counts
// from here, or site.yaml's, which counts from the hub.
func (f *siteFlags) folder(flag, configured string) string {
	if flag != "" {
		return flag
	}
	return filepath.Join(f.dir, filepath.FromSlash(configured))
}

// whole tells the errors of a site and what comes of them; it is nil if there
// are none.
func (t *terminal) whole(site *generator.Site, what diag.Text) error {
	list := slices.DeleteFunc(slices.Clone(site.Diagnostics()), func(d diag.Diagnostic) bool { return d.Level < diag.Error })
	if len(list) == 0 {
		return nil
	}
	if err := t.diagnostics(list, "text"); err != nil {
		return err
	}
	t.tell(what)
	return &exit{code: exitContent}
}

// replacing is held while a file is replaced, and from when the program gives up.
var replacing sync.Mutex

// replaceFile writes a file whole or not at all, and leaves nothing else behind.
func replaceFile(name string, data []byte) error {
	replacing.Lock()
	defer replacing.Unlock()
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // which is not there any more once all went well
	_, err = f.Write(data)
	if err := errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
