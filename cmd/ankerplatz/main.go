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
	"slices"
	"syscall"
	"time"

	"ankerplatz/generator/diag"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	t := newTerminal(os.Stdout, os.Stderr)
	context.AfterFunc(ctx, func() { os.Exit(t.giveUp()) })
	os.Exit(t.run(ctx, os.Args[1:]))
}

// run is the whole program but for the process around it. What programs read
// goes to stdout, what people read to stderr. It returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return newTerminal(stdout, stderr).run(ctx, args)
}

func (t *terminal) run(ctx context.Context, args []string) int {
	t.speak(args)
	root := newRoot(t)
	root.SetArgs(args)
	root.SetOut(t.out)
	root.SetErr(t.err)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = errStopped
	}
	return t.end(err)
}

var errStopped = diag.Say("stopped")

// patience is how long a command that is told to stop may take to end by itself.
const patience = 50 * time.Millisecond

// givesWay are the commands that end by themselves in their own time: answers
// are given to their end, and nothing is half published.
var givesWay = []string{"host", "publish"}

// giveUp ends the program for a command that was told to stop and does not,
// such as in the middle of a page that takes minutes to read. It leaves on the
// disk what one that is killed leaves: what was there before, and folders that
// the next one clears away.
func (t *terminal) giveUp() int {
	name, _ := t.command.Load().(string)
	if slices.Contains(givesWay, name) {
		select {}
	}
	time.Sleep(patience)
	replacing.Lock()
	if name == "serve" { // which goes on until it is stopped
		return t.end(nil)
	}
	return t.end(errStopped)
}

// end is the last that a command does: it says what is left to say and returns
// the exit code. It never returns to who comes second.
func (t *terminal) end(err error) int {
	t.ending.Lock()
	t.line.Hide()
	code := t.fail(err)
	return max(code, t.fail(errors.Join(t.tellTimings(), t.profiles.finish())))
}
