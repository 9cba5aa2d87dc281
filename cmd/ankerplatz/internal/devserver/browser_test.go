package devserver

import (
	"context"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is a tab of Chromium.
type tab struct {
	*testing.T
	ctx context.Context
}

// newTab opens one; what goes wrong in it fails the test, unless it has one of
// the texts.
func newTab(t *testing.T, expected ...string) *tab {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatalf("the tests need Chromium: make test installs it (%v)", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.Flag("disable-component-update", true), chromedp.WindowSize(1000, 700), chromedp.UserDataDir(t.TempDir()))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	// chromedp says on stderr that it does not know newer events
	ctx, stopTab := chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	ctx, stopTime := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil { // waits for the process to end
			t.Error(err)
		}
		stopTime()
		stopTab()
		stop()
	})
	b := &tab{t, ctx}
	chromedp.ListenTarget(ctx, func(event any) {
		known := func(text string) bool {
			return slices.ContainsFunc(expected, func(part string) bool { return strings.Contains(text, part) })
		}
		switch event := event.(type) {
		case *runtime.EventExceptionThrown:
			if text := event.ExceptionDetails.Error(); !known(text) {
				t.Errorf("exception: %s", text)
			}
		case *log.EventEntryAdded: // what the policy forbids
			if text := event.Entry.Text; event.Entry.Level == log.LevelError && !strings.Contains(text, "404") && !known(text) {
				t.Errorf("%s: %s %s", event.Entry.Source, event.Entry.Text, event.Entry.URL)
			}
		}
	})
	b.run(log.Enable(), runtime.Enable())
	return b
}

func (b *tab) run(actions ...chromedp.Action) {
	b.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// until waits until an expression holds in the page, which may be loading.
func (b *tab) until(expression string) {
	b.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var ok bool
		if err := chromedp.Run(b.ctx, chromedp.Evaluate("!!("+expression+")", &ok)); err == nil && ok {
			return
		}
	}
	var page string
	b.run(chromedp.Evaluate("scrollY + document.body.innerText + '\\n' + [...document.querySelectorAll('div')].map(d => d.shadowRoot?.textContent ?? '').join('')", &page))
	b.Fatalf("never true: %s\n%s", expression, page)
}

// overlay is the text that the page shows about mistakes.
const overlay = `[...document.querySelectorAll("body > div")].map((d) => d.shadowRoot?.textContent ?? "").join("")`

func TestInTheBrowser(t *testing.T) {
	dir := smallHub(t)
	page := filepath.Join(dir, "content/en/tips/one.md")
	long := strings.Repeat("A line of words.\n\n", 200)
	put(t, page, "---\ntitle: One\n---\nThe first words.\n\n"+long)
	put(t, filepath.Join(dir, "content/en/tips/two.md"), "---\ntitle: Two\n---\nSee [[nowhere]].\n")
	url, _ := serve(t, dir, "127.0.0.1:0")
	b := newTab(t)
	b.run(chromedp.Navigate(url + "en/tips/one/"))

	// A mistake of another page waits in a corner.
	b.until(overlay + `.startsWith("1 error")`)
	b.until(`document.querySelector("body > div:last-child").shadowRoot.querySelector("details:not([open])")`)
	put(t, filepath.Join(dir, "content/en/tips/two.md"), "---\ntitle: Two\n---\nSee [[one]].\n")
	b.until(`document.readyState === "complete" && document.body.innerText.includes("Links here") && ` + overlay + ` === ""`)

	// The page follows its file and stays where the reader is.
	b.run(chromedp.Evaluate("scrollTo({ top: 700, behavior: 'instant' })", nil))
	put(t, page, "---\ntitle: One\n---\nOther words.\n\n"+long)
	b.until(`document.body.innerText.includes("Other words.") && scrollY === 700`)

	// Its own mistake is shown at once, as text, and leaves when it is mended.
	put(t, page, "---\ntitle: One\ndate: <b id=oops> "+strings.Repeat("long ", 60)+"\n---\nOther words.\n\n"+long)
	b.until(overlay + `.includes("date: <b id=oops>")`)
	b.until(`document.querySelector("body > div:last-child").shadowRoot.querySelector("details[open] .error pre")`)
	b.until(`!document.querySelector("body > div:last-child").shadowRoot.querySelector("#oops")`)
	b.until(`document.body.innerText.includes("Other words.") && scrollY === 700`)
	b.until(`getComputedStyle(document.querySelector("body > div:last-child").shadowRoot.querySelector("pre")).fontFamily.includes("monospace")`)
	if name := os.Getenv("DEVSERVER_PICTURE"); name != "" { // to look at the overlay
		var picture []byte
		b.run(chromedp.CaptureScreenshot(&picture))
		if err := os.WriteFile(name, picture, 0o644); err != nil {
			t.Error(err)
		}
	}
	b.until(`[...document.querySelector("body > div:last-child").shadowRoot.querySelectorAll("pre")].every((p) => p.scrollWidth <= p.clientWidth)`)
	put(t, page, "---\ntitle: One\n---\nOther words.\n\n"+long)
	b.until(overlay + ` === ""`)

	// A page that is not there comes by itself when it is written.
	b.run(chromedp.Navigate(url + "en/tips/three/"))
	put(t, filepath.Join(dir, "content/en/tips/three.md"), "---\ntitle: Three\n---\nHere now.\n")
	b.until(`document.body.innerText.includes("Here now.")`)
}

// Whatever the machine calls a file: what is not in the table of types is saved, and
// runs nothing.
func TestUnknownFilesDontRun(t *testing.T) {
	for ending, kind := range map[string]string{".rng": "application/xml", ".es": "text/javascript"} {
		if err := mime.AddExtensionType(ending, kind); err != nil {
			t.Fatal(err)
		}
	}
	asked := make(chan string, 9)
	s := newTestServer(&version{site: &recent{site: &fakeSite{files: map[string]string{
		"index.html": `<!doctype html><title>start</title><script src="code.es"></script><script src="ran.js"></script>`,
		"x.rng":      `<html xmlns="http://www.w3.org/1999/xhtml"><script src="ran.js"></script></html>`,
		"code.es":    "document.title = 'ran'", "ran.js": "",
	}}}})
	handler := s.handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	b := newTab(t, "MIME type")
	b.run(chromedp.Navigate(server.URL))
	b.until(`document.readyState === "complete" && document.title === "start"`)
	if err := chromedp.Run(b.ctx, chromedp.Navigate(server.URL+"/x.rng")); err == nil || !strings.Contains(err.Error(), "ERR_ABORTED") {
		t.Errorf("a file that is to be saved is opened: %v", err)
	}
	b.until(`document.title === "start"`)
	close(asked)
	var paths []string
	for path := range asked {
		paths = append(paths, path)
	}
	if slices.Sort(paths); strings.Count(strings.Join(paths, " "), "ran.js") != 1 || !slices.Contains(paths, "/x.rng") {
		t.Errorf("asked for %q", paths)
	}
}
