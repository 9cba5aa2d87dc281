// Command ankerplatz makes an intranet site for key users out of Markdown, with
// a search index for the browser and one for servers. See README.md for a tour
// and "ankerplatz help" for the subcommands.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program but for the process around it. What programs read
// goes to stdout, what people read to stderr. It returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	t := newTerminal(stdout, stderr)
	root := newRoot(t)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	code := t.fail(root.ExecuteContext(ctx))
	return max(code, t.fail(errors.Join(t.tellTimings(), t.profiles.finish())))
}
