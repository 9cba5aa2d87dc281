package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
)

func newBuild(t *terminal) *cobra.Command {
	var flags contentFlags
	var out, index, baseURL, audience string
	var force bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: t.in(diag.Say("Write the site and both search indexes")),
		Long: t.in(diag.Say(`Build writes the site and the search index for servers. If the content has
errors, nothing is written: what was there before stays as it was.

Besides the site for everybody it writes those that site.yaml lists under
outputs, each for an audience. With a flag for an audience, a folder or the
address it writes that one site.`)),
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			if err := checkBaseURL(baseURL); err != nil {
				return err
			}
			opt := generator.BuildOptions{Options: flags.options(), Out: out, Index: index, Strict: flags.strict}
			opt.BaseURL, opt.Force, opt.Audience = baseURL, force, audience
			return t.build(cmd.Context(), opt, &flags)
		},
	}
	flags.add(t, cmd)
	audienceFlag(t, cmd, &audience)
	cmd.Flags().StringVar(&out, "out", "", t.in(diag.Say("`folder` to write the site to (default: output.dir of site.yaml)")))
	cmd.Flags().StringVar(&index, "index", "", t.in(diag.Say("`folder` to write the search index for servers to (default: output.index of site.yaml)")))
	cmd.Flags().StringVar(&baseURL, "base-url", "", t.in(diag.Say("`address` of the site, instead of base_url of site.yaml")))
	cmd.Flags().BoolVar(&force, "force", false, t.in(diag.Say("add the site to a folder that holds other files; none of these is changed or removed")))
	for _, name := range []string{"out", "index"} {
		_ = cmd.MarkFlagDirname(name) // the flag is there
	}
	return cmd
}

// checkBaseURL checks the flag --base-url, which may be empty.
func checkBaseURL(baseURL string) error {
	if u, err := url.Parse(baseURL); baseURL != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "") {
		return usageError(diag.Say("--base-url: %q is not the whole address of a site, such as https://intranet.example/hub/", baseURL))
	}
	return nil
}

// errNotWritten ends a command that was stopped before it wrote anything.
var errNotWritten = diag.Say("stopped: nothing was written")

func (t *terminal) build(ctx context.Context, opt generator.BuildOptions, flags *contentFlags) error {
	start := time.Now()
	stop := t.moving()
	result, err := generator.Build(ctx, opt)
	stop()
	if err != nil {
		if ctx.Err() != nil {
			return errNotWritten
		}
		return usage(err)
	}
	if err := t.diagnostics(result.Diagnostics, flags.format); err != nil {
		return err
	}
	t.replaced(result.Replaced)
	t.tell(summary(result.Pages, result.Languages, result.Diagnostics, time.Since(start)))
	if len(result.Sites) > 1 && result.Written {
		for _, site := range result.Sites {
			pages := diag.Count(site.Pages, "%d page", "%d pages")
			if site.Audience == "" {
				t.tell(diag.Say("  %s for everybody in %s", pages, site.Dir))
			} else {
				t.tell(diag.Say("  %s for %s in %s", pages, site.Audience, site.Dir))
			}
		}
	}
	if result.Unchanged {
		t.tell(diag.Say("nothing has changed since the build before, so nothing was written"))
	}
	if !result.Written {
		t.tell(diag.Say("nothing was written: mend the errors first"))
	}
	return flags.verdict(result.Diagnostics)
}

// usage makes the error that names a wrong folder or audience one of usage.
func usage(err error) error {
	if folder, ok := errors.AsType[*generator.FolderError](err); ok {
		return usageMistake(folder)
	}
	if none, ok := errors.AsType[*generator.NoFolderError](err); ok {
		return usageMistake(none)
	}
	if unknown, ok := errors.AsType[*generator.UnknownError](err); ok {
		if unknown.Left || len(unknown.Known) == 0 {
			return usageMistake(err)
		}
		if unknown.What == "audience" {
			return usageError(diag.Say("there is no audience %s%s", unknown.ID, near(unknown.ID, unknown.Known, "")))
		}
		return usageError(diag.Say("%s%s", err, near(unknown.ID, unknown.Known, "")))
	}
	return err
}

// mostReplaced is how many files are named that somebody had changed.
const mostReplaced = 20

// replaced tells of files that somebody had changed.
func (t *terminal) replaced(names []string) {
	for _, name := range names[:min(len(names), mostReplaced)] {
		t.warn(name, diag.Say("it was changed by hand after it was made, and is replaced"))
	}
	if more := len(names) - mostReplaced; more > 0 {
		fmt.Fprintln(t.err, t.in(diag.Say("and %d more", more)))
	}
}

// warn tells of a file.
func (t *terminal) warn(name string, what diag.Text) {
	fmt.Fprintf(t.err, "%s: %s %s\n", name, t.paint("33", t.in(diag.Warn.Name())+":"), t.in(what))
}
