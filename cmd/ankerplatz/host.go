package main

import (
	"context"
	"net"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/cmd/ankerplatz/internal/host"
	"ankerplatz/search"
	"ankerplatz/search/bleveindex"

	"ankerplatz/generator/diag"
)

// mostSignals bounds the MiB and the number of files with signals.
const mostSignals = 1024

func newHost(t *terminal) *cobra.Command {
	var flags siteFlags
	opt := host.Options{OpenIndex: openIndex}
	var size int64
	cmd := &cobra.Command{
		Use:   "host",
		Short: t.in(diag.Say("Serve a finished build in production")),
		Long: `Host serves what build wrote, with a search at /api/search and its health at
/healthz. It needs nothing of the hub but the finished build. A new build is
taken over while it runs, within a second or, where there are signals, at
SIGHUP. Encryption is left to the server in front of it. What pages tell with
"signals: on" is answered and forgotten, unless --signals names a file for it.`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			if err := checkAddr(opt.Addr); err != nil {
				return err
			}
			if opt.Grace < 0 {
				return usageError(diag.Say("--grace: %s is no time to keep files for: write it like 10m, or 0", opt.Grace))
			}
			for _, origin := range opt.Origins {
				if u, err := url.Parse(origin); err != nil || u.Host == "" || origin != u.Scheme+"://"+u.Host {
					return usageError(diag.Say("--allow-origin: %q is no web site's address: write it like https://portal.example", origin))
				}
			}
			if size < 1 || size > mostSignals || opt.SignalsFiles < 0 || opt.SignalsFiles > mostSignals {
				return usageError(diag.Say("--signals-size and --signals-files: write whole numbers up to %d", mostSignals))
			}
			opt.SignalsSize = size << 20
			site, _ := flags.config() // without one, its defaults
			opt.Dir, opt.Index = flags.folder(opt.Dir, site.Output.Dir.Value), flags.folder(opt.Index, site.Output.Index.Value)
			reload := make(chan os.Signal, 1)
			signal.Notify(reload, syscall.SIGHUP)
			defer signal.Stop(reload)
			opt.Reload, opt.Log = reload, t.logger()
			return host.Serve(cmd.Context(), opt)
		},
	}
	flags.add(t, cmd)
	f := cmd.Flags()
	f.StringVar(&opt.Dir, "dir", "", "`folder` of the finished build (default: output.dir of site.yaml)")
	f.StringVar(&opt.Index, "index", "", "`folder` of the search index (default: output.index of site.yaml)")
	f.StringVar(&opt.Addr, "addr", "127.0.0.1:8080", "`address` to listen at")
	f.DurationVar(&opt.Grace, "grace", 10*time.Minute, "how long pages that are open in browsers get `files` of the build that they are from")
	f.StringSliceVar(&opt.Origins, "allow-origin", nil, "let pages of this `site` search the hub: https://portal.example")
	f.BoolVar(&opt.AccessLog, "access-log", false, "a line for each request, without queries and addresses")
	f.StringVar(&opt.Signals, "signals", "", "`file` that keeps what pages tell with \"signals: on\", for the command insights")
	f.Int64Var(&size, "signals-size", 16, "`MiB` after which that file is put aside and a new one begun")
	f.IntVar(&opt.SignalsFiles, "signals-files", 4, "how many `files` that were put aside are kept")
	for _, name := range []string{"dir", "index"} {
		_ = cmd.MarkFlagDirname(name) // the flag is there
	}
	return cmd
}

func checkAddr(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return usageError(diag.Say("--addr: %q is no address to listen at: write it like %s", addr, "127.0.0.1:8080"))
	}
	return nil
}

// askedIndex is the index as host asks it.
type askedIndex struct{ *bleveindex.Index }

func openIndex(dir string) (host.Index, error) {
	ix, err := bleveindex.Open(dir)
	if err != nil {
		return nil, err
	}
	return askedIndex{ix}, nil
}

func (ix askedIndex) Search(ctx context.Context, q host.Question) (*search.Answer, error) {
	return ix.Index.Search(ctx, bleveindex.Query{
		Text: q.Text, Lang: q.Lang, Kinds: q.Kinds, Apps: q.Apps, Departments: q.Departments, Limit: q.Limit,
	})
}
