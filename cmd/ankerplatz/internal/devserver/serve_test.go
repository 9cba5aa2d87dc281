package devserver

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
)

// terminal collects what the server says.
type terminal struct {
	mu   sync.Mutex
	text strings.Builder
}

func (o *terminal) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *terminal) find(re *regexp.Regexp) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return re.FindStringSubmatch(o.text.String())
}

// wait waits until the server said something.
func (o *terminal) wait(t *testing.T, pattern string) []string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if found := o.find(re); found != nil {
			return found
		}
	}
	t.Fatalf("the server never said %q:\n%s", pattern, o.text.String())
	return nil
}

// serve runs a server over a hub until the test ends and returns its address.
func serve(t *testing.T, dir, addr string, with ...func(*Options)) (string, *terminal) {
	t.Helper()
	said := &terminal{}
	opt := Options{Dir: dir, Addr: addr, Terminal: said, Log: slog.New(slog.NewTextHandler(said, nil))}
	for _, set := range with {
		set(&opt)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- Serve(ctx, opt)
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the server ended: %v", err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return said.wait(t, `http://[0-9.]+:\d+/`)[0], said
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestSignalsAreSwallowed looks at what pages with "signals: on" tell.
func TestSignalsAreSwallowed(t *testing.T) {
	url, _ := serve(t, smallHub(t), "127.0.0.1:0")
	r, err := http.Get(url + "_signal/none?lang=en&q=x")
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusNoContent {
		t.Errorf("a signal is answered with %d", r.StatusCode)
	}
}

func smallHub(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "site.yaml"), "title: Hub\nbase_url: https://example.org/sub/\n")
	put(t, filepath.Join(dir, "content/en/tips/one.md"), "---\ntitle: One\n---\nThe first words.\n")
	return dir
}

func TestServe(t *testing.T) {
	dir := smallHub(t)
	page := filepath.Join(dir, "content/en/tips/one.md")
	url, said := serve(t, dir, "127.0.0.1:0")
	if text := fetch(t, url+"en/tips/one/"); !strings.Contains(text, "The first words") || !strings.Contains(text, `src="/_ankerplatz/live.js"`) {
		t.Fatal(text)
	}

	// A stream tells of the change, then the page has it.
	r, err := http.Get(url + "_ankerplatz/events")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	events := bufio.NewScanner(r.Body)
	next := func() {
		for events.Scan() {
			if events.Text() == "event: changed" {
				return
			}
		}
		t.Fatal("the stream ended")
	}
	next()
	put(t, filepath.Join(dir, "content/en/tips/_plan.csv"), "a;b\n")
	put(t, page, "---\ntitle: One\n---\nOther words. [Plan](_plan.csv)\n")
	next()
	if text := fetch(t, url+"en/tips/one/"); !strings.Contains(text, "Other words") {
		t.Error(text)
	}
	said.wait(t, "read again")

	// A mistake is told, and the last good page stays.
	put(t, page, "---\ntitle: One\ndate: 1.3.2026\n")
	next()
	said.wait(t, `content/en/tips/one.md.*error: .*unclosed-front-matter`)
	if text := fetch(t, url+"en/tips/one/"); !strings.Contains(text, "Other words") {
		t.Error(text)
	}
	if text := fetch(t, url+"en/tips/_plan.csv"); text != "a;b\n" {
		t.Errorf("the download of the last good page is gone: %s", text)
	}
	if text := fetch(t, url+"_ankerplatz/problems?path=/en/tips/one/"); !strings.Contains(text, `"here":true`) {
		t.Error(text)
	}
	put(t, page, "---\ntitle: One\n---\nMended. [Plan](_plan.csv)\n")
	next()
	said.wait(t, "all mistakes are mended")
	if text := fetch(t, url+"en/tips/one/"); !strings.Contains(text, "Mended") {
		t.Error(text)
	}
}

func TestTheNextFreePort(t *testing.T) {
	first, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	url, said := serve(t, smallHub(t), first.Addr().String())
	if strings.Contains(url, first.Addr().String()) {
		t.Error("two servers at one address")
	}
	said.wait(t, "is taken by another program")
}

func TestWrongAddresses(t *testing.T) {
	for _, addr := range []string{"", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:99999", "203.0.113.7:1"} {
		if err := Serve(t.Context(), Options{Dir: t.TempDir(), Addr: addr, Log: slog.New(slog.DiscardHandler), Terminal: io.Discard}); err == nil {
			t.Errorf("%q is served", addr)
		}
	}
}

// counted counts how often a site makes each file.
type counted struct {
	site
	mu    sync.Mutex
	times map[string]int
}

func (c *counted) Render(ctx context.Context, path string) ([]byte, bool, diag.List, error) {
	c.mu.Lock()
	c.times[path]++
	c.mu.Unlock()
	return c.site.Render(ctx, path)
}

// TestAPageIsMadeOnce views a page as browsers do, with live.js in it: by an
// address without the slash, which leads to the page, and then asked for again
// to see whether it is the newest and what is wrong with it.
func TestAPageIsMadeOnce(t *testing.T) {
	dir := smallHub(t)
	loaded, err := generator.Load(t.Context(), generator.Options{Dir: dir, NoIndex: true, Live: true})
	if err != nil {
		t.Fatal(err)
	}
	defer loaded.Close()
	c := &counted{site: loaded, times: map[string]int{}}
	s := newTestServer(nil)
	s.load = func(context.Context) (site, error) { return c, nil }
	s.reload(t.Context())
	view := func() {
		t.Helper()
		for _, asked := range []struct{ method, path string }{
			{"GET", "/en/tips/one"}, {"GET", "/en/tips/one/"}, {"HEAD", "/en/tips/one/"}, {"GET", "/_ankerplatz/problems?path=%2Fen%2Ftips%2Fone%2F"},
		} {
			if answer := get(t, s, asked.method, "http://localhost:1313"+asked.path); answer.Code >= 400 {
				t.Errorf("%s: %d", asked.path, answer.Code)
			}
		}
	}
	view()
	if n := c.times["en/tips/one/index.html"]; n != 1 {
		t.Errorf("the page is made %d times for a view", n)
	}
	s.reload(t.Context())
	if view(); c.times["en/tips/one/index.html"] != 2 {
		t.Errorf("after a change it is not made anew, or more than once: %d times in all", c.times["en/tips/one/index.html"])
	}
}

// TestEditsAreShownAtOnce edits a page while all files are read again, which
// takes its time: the page is not as it was before the edit for a moment.
func TestEditsAreShownAtOnce(t *testing.T) {
	dir := smallHub(t)
	page := filepath.Join(dir, "content/en/tips/one.md")
	loaded := make(chan *generator.Site)
	s := newTestServer(nil)
	s.load = func(ctx context.Context) (site, error) {
		site, err := generator.Load(ctx, generator.Options{Dir: dir, NoIndex: true, Live: true})
		if err == nil {
			loaded <- site
			loaded <- site
		}
		return site, err
	}
	reading := func() (site *generator.Site, end func()) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			s.reload(t.Context())
		}()
		site = <-loaded
		return site, func() {
			<-loaded
			<-done
		}
	}
	first, end := reading()
	defer first.Close()
	end()
	written := make(chan string)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go s.follow(ctx, written)
	edit := func(words string) {
		put(t, page, "---\ntitle: One\n---\n"+words+"\n")
		written <- "content/en/tips/one.md"
		written <- "content/en/tips/none.md" // the one before has been dealt with then
	}
	shows := func(words string) {
		t.Helper()
		if text := get(t, s, "GET", "http://localhost:1313/en/tips/one/").Body.String(); !strings.Contains(text, words) {
			t.Errorf("the page lacks %q", words)
		}
	}
	shows("The first words")
	edit("The second words")
	shows("The second words")

	second, end := reading()
	defer second.Close()
	edit("The third words")
	shows("The third words")
	end()
	shows("The third words")
}

// TestServeWhenItsTimeComes shows a page by itself once it is published.
func TestServeWhenItsTimeComes(t *testing.T) {
	dir := smallHub(t)
	at := time.Now().Add(6 * time.Second)
	put(t, filepath.Join(dir, "content/en/tips/later.md"), "---\ntitle: Later\npublish: "+at.Format(time.RFC3339)+"\n---\nNow it is time.\n")
	url, _ := serve(t, dir, "127.0.0.1:0")
	if text := fetch(t, url+"en/tips/later/"); strings.Contains(text, "Now it is time") {
		t.Fatalf("a page is shown %s before its time", time.Until(at))
	}
	r, err := http.Get(url + "_ankerplatz/events")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	events, told := bufio.NewScanner(r.Body), 0
	for told < 2 && events.Scan() { // the first is for whoever begins to listen
		if events.Text() == "event: changed" {
			told++
		}
	}
	if text := fetch(t, url+"en/tips/later/"); !strings.Contains(text, "Now it is time") {
		t.Error("its time has come, and the page is not there")
	}
}
