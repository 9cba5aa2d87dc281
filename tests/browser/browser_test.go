package browser

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// What all tests share: two builds of the hub, one at the root of its server
// and one below a path, the command, and one Chromium.
var (
	atRoot, below *hub
	command       string // the path of the real one
	chromium      context.Context
)

func TestMain(m *testing.M) {
	code, err := setUp(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func setUp(m *testing.M) (int, error) {
	program, err := findChromium()
	if err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp("", "ankerplatz-browser-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)

	command = filepath.Join(dir, "ankerplatz")
	if out, err := exec.Command("go", "build", "-o", command, root+"/cmd/ankerplatz").CombinedOutput(); err != nil {
		return 0, fmt.Errorf("the command does not build: %w\n%s", err, out)
	}
	var builds [2]*hub
	for i, base := range []string{"/", "/intranet/hub/"} {
		if builds[i], err = build(filepath.Join(dir, fmt.Sprint(i)), base); err != nil {
			return 0, fmt.Errorf("the sample hub does not build: %w", err)
		}
	}
	atRoot, below = builds[0], builds[1]

	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.NoSandbox,
		chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(filepath.Join(dir, "chromium")),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	// chromedp says on stderr that it does not know newer events
	first, stopFirst := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	defer stopFirst()
	if err := chromedp.Run(first); err != nil {
		return 0, fmt.Errorf("%s does not start: %w", program, err)
	}
	chromium = first
	return m.Run(), nil
}

func findChromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"} {
		if program, err := exec.LookPath(name); err == nil {
			return program, nil
		}
	}
	return "", fmt.Errorf("the browser tests need Chromium, and there is none in $PATH: apt-get install chromium")
}

// tab is a browser tab in which nothing may go wrong: errors on the console,
// exceptions, what the policy forbids and requests to other hosts fail the
// test when it ends.
type tab struct {
	*testing.T
	ctx context.Context
	hub *hub
	url string // of the hub's root, ends in a slash

	mu       sync.Mutex
	troubles []string
	expected []string // parts of troubles that are none
}

// newTab opens a tab on a server of its own, which gives it a storage of its
// own too.
func newTab(t *testing.T, h *hub) *tab {
	t.Helper()
	url, closeServer := h.serve()
	// In a window of its own, where it is never in the background: timers of
	// hidden tabs hardly run.
	browser := cdp.WithExecutor(chromium, chromedp.FromContext(chromium).Browser)
	id, err := target.CreateTarget("about:blank").WithNewWindow(true).Do(browser)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(chromium, chromedp.WithTargetID(id))
	ctx, cancelTime := context.WithTimeout(ctx, 5*time.Minute)
	tb := &tab{T: t, ctx: ctx, hub: h, url: url}
	tb.expect("Transition was aborted") // a page that is left while it still comes in
	chromedp.ListenTarget(ctx, tb.listen)
	tb.run(network.Enable(), log.Enable(), runtime.Enable(), emulation.SetFocusEmulationEnabled(true))
	tb.size(1280, 900)
	t.Cleanup(func() {
		cancelTime()
		cancel()
		closeServer()
		tb.mu.Lock()
		defer tb.mu.Unlock()
		for _, trouble := range tb.troubles {
			t.Error(trouble)
		}
	})
	return tb
}

// expect says that trouble with this text in it is part of the test.
func (tb *tab) expect(part string) { tb.expected = append(tb.expected, part) }

func (tb *tab) listen(event any) {
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		tb.trouble("exception: %s", event.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.APITypeError || event.Type == runtime.APITypeWarning {
			var words []string
			for _, arg := range event.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			tb.trouble("console: %s", strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if event.Entry.Level == log.LevelError {
			tb.trouble("%s: %s %s", event.Entry.Source, event.Entry.Text, event.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		to, err := url.Parse(event.Request.URL)
		own, _ := url.Parse(tb.url)
		if err != nil || to.Scheme != "data" && to.Scheme != "blob" && to.Host != own.Host {
			tb.trouble("request to %s", event.Request.URL)
		}
	}
}

func (tb *tab) trouble(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, part := range tb.expected {
		if strings.Contains(text, part) {
			return
		}
	}
	tb.troubles = append(tb.troubles, text)
}

func (tb *tab) run(actions ...chromedp.Action) {
	tb.Helper()
	if err := chromedp.Run(tb.ctx, actions...); err != nil {
		tb.Fatal(err)
	}
}

// open loads a page, by its path relative to the hub's root.
func (tb *tab) open(path string) {
	tb.Helper()
	tb.run(chromedp.Navigate(tb.url + path))
}

// eval returns what a JavaScript expression is worth; it may be a promise.
func eval[T any](tb *tab, script string) T {
	tb.Helper()
	value, err := evaluated[T](tb, script)
	if err != nil {
		tb.Fatalf("%s: %v", script, err)
	}
	return value
}

func evaluated[T any](tb *tab, script string) (value T, err error) {
	err = chromedp.Run(tb.ctx, chromedp.Evaluate(script, &value, func(p *runtime.EvaluateParams) *runtime.EvaluateParams {
		return p.WithAwaitPromise(true)
	}))
	return value, err
}

// wait waits until a JavaScript expression holds. While a page loads, what it is
// about may not be there.
func (tb *tab) wait(condition string) {
	tb.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		holds, err := evaluated[bool](tb, "!!("+condition+")")
		if err == nil && holds {
			return
		}
		if time.Now().After(end) {
			tb.Fatalf("%s does not come true: %v", condition, err)
		}
	}
}

func (tb *tab) size(width, height int64) {
	tb.Helper()
	tb.run(chromedp.EmulateViewport(width, height))
}

// scheme makes the system's colours light or dark, without transitions.
func (tb *tab) scheme(scheme string) {
	tb.Helper()
	tb.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}))
}

func (tb *tab) keys(keys ...string) {
	tb.Helper()
	for _, key := range keys {
		tb.run(chromedp.KeyEvent(key))
	}
}

// click clicks on the first element that matches and can be seen.
func (tb *tab) click(selector string) {
	tb.Helper()
	eval[bool](tb, "[...document.querySelectorAll(`"+selector+"`)].find(e => e.checkVisibility()).click(), true")
}

// check fails the test where a JavaScript expression, or what it promises, does
// not hold.
func (tb *tab) check(condition, what string) {
	tb.Helper()
	if !eval[bool](tb, "(async () => !!await ("+condition+"))()") {
		tb.Errorf("%s (%s)", what, condition)
	}
}
