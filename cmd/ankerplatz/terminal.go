package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/lmittmann/tint"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/progress"
)

// The exit codes.
const (
	exitFine    = 0
	exitContent = 1 // the content has errors
	exitUsage   = 2 // the command was used wrongly
	exitMachine = 3 // the machine failed
)

// exit ends a command with a code. Its error may be nil if everything has been
// said already. Any other error of a command is the machine's.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

func usageError(what diag.Text) error { return usageMistake(what) }

// usageMistake is usageError for what somebody else has found.
func usageMistake(err error) error { return &exit{exitUsage, err} }

// terminal is where the command talks to people and programs.
type terminal struct {
	out, err          io.Writer
	colourOut, colour bool // on out, on err
	width             int  // of err; 0 if it is no terminal
	quiet             bool
	tongue            diag.Tongue
	profiles          profiles
	timings           bool // wanted
	progress          *progress.Recorder
	line              *progress.Line // on err, of what a command is at
	command           atomic.Value   // its name, a string; none before one begins
	ending            sync.Mutex     // held from the end on
}

func newTerminal(stdout, stderr io.Writer) *terminal {
	t := &terminal{out: stdout, err: stderr, colourOut: wantsColour(stdout), colour: wantsColour(stderr), progress: progress.New()}
	t.tongue = diag.Tongue{Asked: os.Getenv("ANKERPLATZ_LANG"), System: cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))}
	if f, ok := stderr.(*os.File); ok {
		t.width, _, _ = term.GetSize(int(f.Fd())) // 0 where it can't be had
	}
	t.line = progress.NewLine(t.progress, stderr, t.width)
	return t
}

// wantsColour follows https://no-color.org.
func wantsColour(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func (t *terminal) paint(sgr, text string) string    { return paint(t.colour, sgr, text) }
func (t *terminal) paintOut(sgr, text string) string { return paint(t.colourOut, sgr, text) }

func paint(colour bool, sgr, text string) string {
	if !colour {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

// say tells people something that can be silenced.
func (t *terminal) say(format string, args ...any) {
	if !t.quiet {
		fmt.Fprintf(t.err, format+"\n", args...)
	}
}

// tell is say in the language of whoever runs the command.
func (t *terminal) tell(text diag.Text) { t.say("%s", t.in(text)) }

// moving shows what is being made until the function that it returns is called.
// Until then nothing else may be told.
func (t *terminal) moving() (stop func()) {
	if !t.quiet {
		t.line.Show(t.tongue.General())
	}
	return t.line.Hide
}

func (t *terminal) in(text diag.Text) string { return text.In(t.tongue.General()) }

// isTerminal reports whether somebody can be asked.
func isTerminal(in io.Reader) bool {
	f, ok := in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// confirm asks a question that is answered with yes, in any language that the
// program speaks, or else with no.
func (t *terminal) confirm(in io.Reader, question diag.Text) (bool, error) {
	fmt.Fprintf(t.err, "%s %s ", t.in(question), t.in(diag.Say("[y/N]")))
	answer, err := readLine(in)
	if errors.Is(err, io.EOF) {
		err = nil // nobody says yes
	}
	return slices.Contains([]string{"y", "yes", "j", "ja"}, strings.ToLower(answer)), err
}

// readLine reads what somebody typed, and not a byte of what they type next. At
// the end of what they type the error is io.EOF.
func readLine(in io.Reader) (string, error) {
	var line []byte
	for b := make([]byte, 1); ; {
		n, err := in.Read(b)
		if n == 1 && b[0] != '\n' {
			line = append(line, b[0])
		} else if n == 1 || errors.Is(err, io.EOF) && len(line) > 0 {
			return strings.TrimSpace(string(line)), nil
		}
		if err != nil {
			return "", err
		}
	}
}

// ofPages are the commands whose --lang chooses among a hub's languages, and says
// nothing of who asks.
var ofPages = []string{"digest", "import", "index", "insights", "print", "search", "words"}

// speak finds out in which language people are spoken to: that which --lang asks
// for, else that of the hub, else the computer's. Commands are made afterwards,
// for they say in it what they are for.
func (t *terminal) speak(args []string) {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.ParseErrorsAllowlist.UnknownFlags = true
	lang, folder := flags.String("lang", "", ""), flags.String("site", ".", "")
	flags.BoolP("help", "h", false, "")
	_ = flags.Parse(args) // what is wrong with them the command tells
	if *lang != "" && !slices.Contains(ofPages, flags.Arg(0)) {
		t.tongue.Asked = *lang
	}
	site, _ := config.Load(os.DirFS(*folder)) // what is wrong with it is told later
	if langs := site.Languages; langs.Default.Span.File != nil || langs.List[0].Span.File != nil {
		t.tongue.Hub = site.DefaultLang()
	}
}

// fail says what went wrong and returns the exit code.
func (t *terminal) fail(err error) int {
	if err == nil {
		return exitFine
	}
	code := exitMachine
	if e, ok := errors.AsType[*exit](err); ok {
		if code = e.code; e.err == nil {
			return code
		}
	}
	said := err.Error()
	if text, ok := errors.AsType[diag.Text](err); ok {
		said = t.in(text)
	}
	fmt.Fprintf(t.err, "%s %s\n", t.paint("1;31", "ankerplatz:"), said)
	return code
}

// tellTimings tells what the time of a command went into, if that was asked for.
func (t *terminal) tellTimings() error {
	if !t.timings {
		return nil
	}
	return t.progress.Print(t.err, t.tongue.General())
}

func (t *terminal) logger() *slog.Logger {
	level := slog.LevelInfo
	if t.quiet {
		level = slog.LevelWarn
	}
	return slog.New(tint.NewTextHandler(t.err, &tint.Options{Level: level, TimeFormat: time.TimeOnly, NoColor: !t.colour}))
}

// diagnostics prints a list where its format belongs: text for people, the
// others for programs.
func (t *terminal) diagnostics(list diag.List, format string) error {
	defer t.progress.Begin(diag.Say("telling"), 0).End()
	w := t.out
	if format == "text" {
		w = t.err
	}
	return list.Print(w, format, diag.TextOptions{Tongue: t.tongue, Colour: t.colour, Width: t.width})
}

// summary is the line below the diagnostics: "142 pages in 4 languages, 1
// warning · 0.8 s".
func summary(pages, languages int, list diag.List, took time.Duration) diag.Text {
	what := diag.Count(pages, "%d page", "%d pages")
	if languages > 1 {
		what = diag.Say("%s in %d languages", what, languages)
	}
	return diag.Say("%s · %s", diag.Join(append([]diag.Text{what}, list.Counts()...), ", "), seconds(took))
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
