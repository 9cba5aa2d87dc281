package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/cmd/ankerplatz/internal/publish"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/progress"
)

func newPublish(t *terminal) *cobra.Command {
	var flags siteFlags
	var dir, mostGone, back string
	var dryRun bool
	var keep int
	cmd := &cobra.Command{
		Use:   "publish TARGET",
		Short: t.in(diag.Say("Put the finished build where it is served from")),
		Long: t.in(diag.Say(`Publish reads the build that ankerplatz build made, compares it with what is
published at TARGET, says what would change, and puts it there in one step: until
then, and if it is interrupted, what is served stays as it is. What was published
before can be had back.

TARGET is a folder, here or on another machine (sftp://user@host/folder), of which
a web server serves current/; or a branch of a Git repository: git+ssh://,
git+https:// or git+file:// with the branch behind a #. ssh and git find keys and
passwords as they always do.`)),
		Example: `  ankerplatz publish /srv/www/hub --dry-run
  ankerplatz publish git+ssh://git@git.example/hub.git#pages
  ankerplatz publish /srv/www/hub --rollback 1`,
		Args: exactArgs("TARGET"),
		RunE: func(cmd *cobra.Command, args []string) error {
			most, err := strconv.Atoi(strings.TrimSuffix(mostGone, "%"))
			if err != nil || most < 0 || most > 100 {
				return usageError(diag.Say("--max-delete: %q is no share: write it like 20%%", mostGone))
			}
			if keep < 1 {
				return usageError(diag.Say("--keep: at least the release that is served is kept"))
			}
			to, err := publish.Open(cmd.Context(), args[0], keep)
			if err != nil {
				return t.unpublished(err)
			}
			if back != "" {
				release, err := publish.Rollback(cmd.Context(), to, back)
				if err := errors.Join(err, to.Close()); err != nil {
					return t.unpublished(err)
				}
				t.tell(diag.Say("%s is served again", release.ID))
				return nil
			}
			if dir == "" {
				site, err := flags.config()
				if err != nil {
					return errors.Join(err, to.Close())
				}
				dir = flags.folder("", site.Output.Dir.Value)
			}
			opt := publish.Options{DryRun: dryRun, MostGone: most}
			return t.unpublished(errors.Join(t.publish(cmd, to, dir, opt), to.Close()))
		},
	}
	flags.add(t, cmd)
	cmd.Flags().StringVar(&dir, "dir", "", t.in(diag.Say("`folder` of the build (default: output.dir of site.yaml)")))
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, t.in(diag.Say("only say what would change")))
	cmd.Flags().StringVar(&mostGone, "max-delete", "20%", t.in(diag.Say("how many of the published files may be deleted, in `percent`")))
	cmd.Flags().StringVar(&back, "rollback", "", t.in(diag.Say("serve an earlier `release` again: its id, or 1 for the one before")))
	cmd.Flags().IntVar(&keep, "keep", 5, t.in(diag.Say("how many `releases` a folder keeps")))
	_ = cmd.MarkFlagDirname("dir") // the flag is there
	cmd.MarkFlagsMutuallyExclusive("rollback", "dry-run")
	return cmd
}

// unpublished is an error of publishing as commands end with it.
func (t *terminal) unpublished(err error) error {
	if wrong, ok := errors.AsType[*publish.AddressError](err); ok {
		return usageError(wrong.Why)
	}
	if refused, ok := errors.AsType[*publish.RefusedError](err); ok {
		return errors.New(t.in(refused.Why))
	}
	return err
}

func (t *terminal) publish(cmd *cobra.Command, to publish.Target, dir string, opt publish.Options) error {
	start := time.Now()
	build, err := publish.OpenBuild(cmd.Context(), dir)
	if err != nil {
		return err
	}
	defer build.Close()
	for _, name := range build.Others[:min(len(build.Others), mostReplaced)] {
		t.warn(name, diag.Say("no build made it, so it is not published"))
	}
	var plan publish.Plan
	opt.Planned = func(p publish.Plan) {
		plan = p
		t.plan(p)
	}
	var publishing *progress.Phase
	opt.Published = func(done, files int) {
		if publishing == nil {
			publishing = t.progress.Begin(diag.Say("publishing files"), files)
			t.moving()
		}
		if publishing.Done(); done == files { // git may ask for a password now
			t.line.Hide()
		}
	}
	release, err := publish.Publish(cmd.Context(), to, build, opt)
	t.line.Hide()
	switch {
	case err != nil:
		return err
	case release != nil:
		t.tell(diag.Say("%s is served · %.1f s", release.ID, time.Since(start).Seconds()))
	case plan.Empty():
		t.tell(diag.Say("nothing has changed: what is served stays"))
	}
	return nil
}

// plan says what would change: names to programs, numbers to people.
func (t *terminal) plan(p publish.Plan) {
	for _, part := range []struct {
		sign  string
		names []string
	}{{"+", p.Added}, {"~", p.Changed}, {"-", p.Deleted}} {
		for _, name := range part.names {
			fmt.Fprintln(t.out, part.sign, name)
		}
	}
	t.tell(diag.Say("%d added, %d changed, %d deleted, %d as they are · %.1f MB", len(p.Added), len(p.Changed), len(p.Deleted), p.Kept, float64(p.Bytes)/1e6))
}

func newReleases(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "releases TARGET",
		Short: t.in(diag.Say("List what was published at a target")),
		Long: t.in(diag.Say(`Releases lists what can be had back with publish --rollback, the newest first,
with its time in UTC. What is served now has a star.`)),
		Example: "  ankerplatz releases /srv/www/hub",
		Args:    exactArgs("TARGET"),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := publish.Open(cmd.Context(), args[0], 1)
			if err != nil {
				return t.unpublished(err)
			}
			all, err := at.Releases(cmd.Context())
			if err := errors.Join(err, at.Close()); err != nil {
				return t.unpublished(err)
			}
			for _, r := range all {
				star := " "
				if r.Current {
					star = "*"
				}
				fmt.Fprintln(t.out, star, r.ID, r.Made.Format(time.DateTime))
			}
			return nil
		},
	}
}
