package main

import (
	"errors"
	"fmt"
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
		Short: "Markdown in, a hub for key users out",
		Long: `ankerplatz makes an intranet site for key users out of Markdown, with a
search index for the browser and one for servers.

Exit codes: 0 fine, 1 the content has errors, 2 the command was used wrongly,
3 the machine failed (disk, permission).`,
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
		t.speak(cmd)
		return t.profiles.begin()
	}
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().BoolVarP(&t.quiet, "quiet", "q", false, "say nothing but what is wrong")
	t.profiles.add(root)
	root.AddCommand(newServe(t), newBuild(t), newPublish(t), newReleases(t), newCheck(t), newNew(t), newInit(t), newImport(t), newSearch(t), newWords(t), newHost(t), newInsights(t), newPrint(t), newReport(t), newDigest(t), newIndex(t), newSchema(t), newLSP(t), newVersion(t))
	return root
}

func unknownCommand(root *cobra.Command, name string) error {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return usageError("there is no command %q%s", name, near(name, names, ""))
}

// near is the end of a message about a name that is not known.
func near(name string, names []string, prefix string) string {
	if found := diag.Near(name, names); found != "" {
		return fmt.Sprintf(": did you mean %s%s?", prefix, found)
	}
	return fmt.Sprintf(": there are %s%s", prefix, strings.Join(names, ", "+prefix))
}

func flagError(cmd *cobra.Command, err error) error {
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok || unknown.GetSpecifiedShortnames() != "" {
		return usageError("%w (see %s --help)", err, cmd.CommandPath())
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	name := unknown.GetSpecifiedName()
	return usageError("%s has no flag --%s%s", cmd.CommandPath(), name, near(name, names, "--"))
}

// exactArgs is cobra.ExactArgs in our words and with our exit code.
func exactArgs(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usageError("%s needs %s: %s", cmd.CommandPath(), strings.Join(names, " and "), cmd.UseLine())
		case len(args) > len(names):
			return usageError("%s can't do anything with %q: %s", cmd.CommandPath(), args[len(names)], cmd.UseLine())
		}
		return nil
	}
}

// siteFlags say which hub a command is about.
type siteFlags struct{ dir string }

func (f *siteFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "site", ".", "`folder` of the hub, where site.yaml is")
	_ = cmd.MarkFlagDirname("site") // the flag is there
}

// check reports a folder that is not there.
func (f *siteFlags) check() error {
	info, err := os.Stat(f.dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return usageError("--site: there is no folder %s", f.dir)
	case err != nil:
		return err
	case !info.IsDir():
		return usageError("--site: %s is not a folder", f.dir)
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
func audienceFlag(cmd *cobra.Command, audience *string) {
	cmd.Flags().StringVar(audience, "audience", "", "for those with this `id` in site.yaml, with the pages that only they may see (default: for everybody)")
}

// contentFlags say what of a hub is wanted and how diagnostics are told.
type contentFlags struct {
	siteFlags
	drafts, noIndex, strict bool
	format, lang            string
	progress                *progress.Recorder
}

// timingsFlag asks for what the time goes into.
func timingsFlag(cmd *cobra.Command, timings *bool) {
	cmd.Flags().BoolVar(timings, "timings", false, "say what the time went into")
}

func (f *contentFlags) add(cmd *cobra.Command, t *terminal) {
	f.siteFlags.add(cmd)
	f.progress = t.progress
	timingsFlag(cmd, &t.timings)
	flags := cmd.Flags()
	flags.BoolVar(&f.drafts, "drafts", false, "with the pages that are marked as drafts")
	flags.BoolVar(&f.noIndex, "no-index", false, "pages only, no search index")
	flags.BoolVar(&f.strict, "strict", false, "warnings count as errors")
	flags.StringVar(&f.format, "format", "text", "how mistakes are told: "+strings.Join(diag.Formats, ", "))
	langFlag(cmd, &f.lang)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diag.Formats, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
}

func (f *contentFlags) check() error {
	if !slices.Contains(diag.Formats, f.format) {
		return usageError("--format: there is no format %q%s", f.format, near(f.format, diag.Formats, ""))
	}
	if err := checkLang(f.lang); err != nil {
		return err
	}
	return f.siteFlags.check()
}

// langFlag says in which language mistakes are told. terminal.speak reads it.
func langFlag(cmd *cobra.Command, lang *string) {
	cmd.Flags().StringVar(lang, "lang", "", "`language` in which mistakes are told: "+strings.Join(diag.Languages, ", ")+" (default: the page's, else the hub's, else the computer's)")
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(diag.Languages, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
}

func checkLang(lang string) error {
	if lang != "" && !diag.Speaks(lang) {
		return usageError("--lang: mistakes are not told in %q%s", lang, near(lang, diag.Languages, ""))
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
