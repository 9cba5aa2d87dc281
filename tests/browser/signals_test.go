package browser

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	pagecdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// heard are the requests that a hub's pages sent to a server that has no
// answer to signals, as plain web servers have none.
type heard struct {
	mu   sync.Mutex
	all  []string // method, path and query
	bare bool     // no signal had a cookie, a body, or said where it came from
}

func (h *heard) signals() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var signals []string
	for _, r := range h.all {
		if strings.Contains(r, "/_signal/") {
			signals = append(signals, r)
		}
	}
	return signals
}

// telling builds a hub with the given setting, and opens a page of it in a tab
// whose browser has a cookie of the server.
func telling(t *testing.T, setting string) (*tab, *heard) {
	t.Helper()
	h := &heard{bare: true}
	site := buildFiles(t, map[string]string{
		"site.yaml":                          "title: Telling\noffline: off\nlanguages: {list: [en]}\norganisation: {departments: [{id: it, name: IT}]}\n" + setting,
		"content/en/tips/lock.md":            "---\ntitle: Unlock a document\nproblem: The document is locked\nsummary: Close it elsewhere\n---\nSomebody has it open.\n",
		"content/en/people/anna-petersen.md": "---\nname: Anna Petersen\njob: Key user\ndepartment: it\n---\nAsk me about documents.\n",
	})
	tb := newTab(t, behind(site, func(w http.ResponseWriter, r *http.Request) bool {
		body, _ := io.ReadAll(r.Body)
		h.mu.Lock()
		defer h.mu.Unlock()
		h.all = append(h.all, r.Method+" "+r.URL.String())
		if strings.Contains(r.URL.Path, "/_signal/") && len(body)+len(r.Header.Get("Cookie"))+len(r.Header.Get("Referer")) > 0 {
			h.bare = false
		}
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "anna"})
		return false
	}))
	tb.expect("/_signal/") // which a plain server does not know
	return tb, h
}

// hears waits until just these signals have come.
func (tb *tab) hears(h *heard, want ...string) {
	tb.Helper()
	said := func() string { return strings.Join(h.signals(), "\n") }
	eval[bool](tb, "new Promise((done) => setTimeout(() => done(true), 1000))")
	if got := said(); got != strings.Join(want, "\n") {
		tb.Errorf("the signals are\n%s", got)
	}
	if !h.bare {
		tb.Error("a signal has a cookie, a body, or an address that it came from")
	}
}

// TestSignals watches the network while somebody searches and judges a page.
func TestSignals(t *testing.T) {
	t.Parallel()
	tb, h := telling(t, "signals: on\n")
	tb.open("en/")
	const typed = "xyzzy Frau Schmidt 0171 5551234 bob@example.org "
	tb.slash()
	tb.wait("document.activeElement === " + field)
	tb.insert(typed)
	tb.wait(dialog + ".dataset.state === 'none'")
	none := "GET /_signal/none?lang=en&q=xyzzy"
	tb.hears(h, none)

	eval[bool](tb, field+".select(), true")
	tb.insert("locked document Petersen ")
	const tip = "[..." + found + "].findIndex(({pathname}) => pathname === '/en/tips/lock/')"
	tb.wait(tip + " >= 0")
	place := eval[int](tb, tip)
	for range place {
		tb.keys(kb.ArrowDown)
	}
	tb.keys(kb.Enter)
	tb.wait("location.pathname === '/en/tips/lock/'")
	open := fmt.Sprintf("GET /_signal/open?lang=en&q=locked+document&page=%%2Fen%%2Ftips%%2Flock%%2F&at=%d", place+1)
	tb.hears(h, none, open)

	tb.wait("document.querySelector('[data-helpful]').checkVisibility()")
	tb.run(chromedp.Focus("[data-helpful] summary", chromedp.ByQuery))
	tb.keys(kb.Enter, kb.Tab)
	tb.check("document.activeElement.dataset.answer === 'fails'", "the focus goes on to the reasons")
	tb.keys(kb.Tab, kb.Enter)
	tb.check("document.activeElement.matches('[role=status]') && document.activeElement.textContent.includes('Thank')", "the thanks are focused, and so heard")
	no := "GET /_signal/helpful?page=%2Fen%2Ftips%2Flock%2F&is=no&why=unclear"
	tb.hears(h, none, open, no)

	tb.open("en/tips/lock/")
	tb.wait("document.querySelector('[data-helpful]').checkVisibility()")
	tb.click("[data-answer=yes]")
	yes := "GET /_signal/helpful?page=%2Fen%2Ftips%2Flock%2F&is=yes"
	tb.hears(h, none, open, no, yes)

	tb.open("en/tips/lock/")
	tb.wait("document.querySelector('[data-helpful]').checkVisibility()")
	tb.click("[data-helpful] summary")
	tb.open("en/") // without a reason
	tb.hears(h, none, open, no, yes, "GET /_signal/helpful?page=%2Fen%2Ftips%2Flock%2F&is=no")

	tb.slash()
	tb.insert("anna petersen ")
	tb.wait(found + ".length > 0")
	tb.keys(kb.Enter)
	tb.wait("location.pathname === '/en/people/anna-petersen/'")
	if got := len(h.signals()); got != 5 {
		t.Errorf("looking for a person is told: %q", h.signals()[5:])
	}
	for _, r := range h.all {
		if strings.Contains(r, "5551234") || strings.Contains(r, "bob") || strings.Contains(r, "Schmidt") || strings.Contains(r, "Petersen") {
			t.Errorf("%s is sent", r)
		}
	}
}

// TestSignalsRefused has a browser ask to be left alone.
func TestSignalsRefused(t *testing.T) {
	t.Parallel()
	for _, wish := range []string{"globalPrivacyControl', {value: true}", "doNotTrack', {value: '1'}"} {
		tb, h := telling(t, "signals: on\n")
		tb.run(chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := pagecdp.AddScriptToEvaluateOnNewDocument(fmt.Sprintf("Object.defineProperty(navigator, '%s)", wish)).Do(ctx)
			return err
		}))
		tb.staysSilent(h)
	}
}

// TestSignalsOff holds pages that tell nothing to the same HTML and the same
// requests as ever.
func TestSignalsOff(t *testing.T) {
	t.Parallel()
	tb, h := telling(t, "")
	tb.staysSilent(h)
	html, err := os.ReadFile(filepath.Join(tb.hub.dir, "en/tips/lock/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"signal", "helpful"} {
		if strings.Contains(string(html), part) {
			t.Errorf("a page holds %q", part)
		}
	}
}

func (tb *tab) staysSilent(h *heard) {
	tb.Helper()
	tb.open("en/tips/lock/")
	tb.check("!document.querySelector('[data-helpful]')?.checkVisibility()", "the question is not shown")
	tb.slash()
	tb.insert("xyzzy ")
	tb.wait(dialog + ".dataset.state === 'none'")
	tb.hears(h)
	for _, r := range h.all {
		if strings.Contains(r, "people.json") {
			tb.Errorf("%s is loaded for nothing", r)
		}
	}
}
