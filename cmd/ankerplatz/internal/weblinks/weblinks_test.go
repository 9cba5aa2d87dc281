package weblinks

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

var now = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

// site is a host that notes what it is asked, and when.
type site struct {
	*httptest.Server
	mu      sync.Mutex
	asked   []string
	at      []time.Time
	running int
	most    int // requests at the same time
}

func newSite(t *testing.T) *site {
	s := &site{}
	busy := false
	mux := http.NewServeMux()
	mux.HandleFunc("/fine", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/only-get", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			w.WriteHeader(http.StatusNotFound) // as some do
		}
	})
	mux.Handle("/old", http.RedirectHandler("/middle", http.StatusMovedPermanently))
	mux.Handle("/middle", http.RedirectHandler("/fine", http.StatusPermanentRedirect))
	mux.Handle("/today", http.RedirectHandler("/fine", http.StatusFound))
	mux.Handle("/old-gone", http.RedirectHandler("/gone", http.StatusMovedPermanently))
	mux.Handle("/old-home", http.RedirectHandler("/", http.StatusMovedPermanently))
	mux.Handle("/old-secret", http.RedirectHandler("/login?to=/x", http.StatusMovedPermanently))
	mux.HandleFunc("/login", func(http.ResponseWriter, *http.Request) {})
	mux.Handle("/round", http.RedirectHandler("/round", http.StatusMovedPermanently))
	mux.Handle("/inside", http.RedirectHandler("http://10.0.0.1/", http.StatusMovedPermanently))
	mux.HandleFunc("/secret", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) })
	mux.HandleFunc("/trouble", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	mux.HandleFunc("/busy", func(w http.ResponseWriter, _ *http.Request) {
		if !busy {
			busy = true
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	mux.HandleFunc("/no-robots", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /no-robots\n")
	})
	mux.HandleFunc("/{$}", func(http.ResponseWriter, *http.Request) {})
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked, s.at = append(s.asked, r.Method+" "+r.URL.Path), append(s.at, time.Now())
		s.running++
		s.most = max(s.most, s.running)
		s.mu.Unlock()
		mux.ServeHTTP(w, r)
		s.mu.Lock()
		s.running--
		s.mu.Unlock()
	}))
	t.Cleanup(s.Close)
	return s
}

func options() Options {
	return Options{Agent: "ankerplatz/test", Known: Known{}, Now: now, Pause: time.Millisecond, loopback: true}
}

// linked are links to addresses, each on a line of its own.
func linked(addresses ...string) []Link {
	file := diag.NewFile("content/en/a.md", []byte(strings.Join(addresses, "\n")))
	var links []Link
	start := 0
	for _, address := range addresses {
		links = append(links, Link{address, file.Span(start, start+len(address))})
		start += len(address) + 1
	}
	return links
}

// TestCheck says of each kind of answer what it means.
func TestCheck(t *testing.T) {
	s := newSite(t)
	want := map[string]string{
		"/fine": "", "/only-get": "", "/today": "", "/busy": "", "/secret": "", "/no-robots": "", "/round": "", "/old-secret": "", "/inside": "",
		"/gone":     "dead-link nothing is at this address any more: the site answers 410",
		"/missing":  "dead-link nothing is at this address any more: the site answers 404",
		"/old-gone": "dead-link nothing is at this address any more: the site answers 410",
		"/old":      "moved-link this address has moved for good → " + s.URL + "/fine",
		"/old#part": "moved-link this address has moved for good → " + s.URL + "/fine#part",
		"/old-home": "moved-link this address leads to the first page of the site now: " + s.URL + "/",
		"/trouble":  "silent-link this site does not answer: 502 Bad Gateway",
	}
	var addresses []string
	for path := range want {
		addresses = append(addresses, s.URL+path)
	}
	slices.Sort(addresses)
	opt := options()
	list, asked, err := Check(t.Context(), linked(addresses...), opt)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range list {
		said := string(d.Code) + " " + d.Message.String()
		for _, edit := range d.Fix {
			said += " → " + edit.New
		}
		got[strings.TrimPrefix(d.Text(), s.URL)] = said
	}
	for path, want := range want {
		if got[path] != want {
			t.Errorf("%s: %q, want %q", path, got[path], want)
		}
	}
	if asked.Links != len(want)-1 || asked.Requested != asked.Links || asked.Private != 0 {
		t.Errorf("%+v", asked)
	}
	if slices.Contains(s.asked, "HEAD /no-robots") || slices.Contains(s.asked, "GET /fine") || s.most != 1 {
		t.Errorf("asked for %v, %d at once", s.asked, s.most)
	}

	// What is known is not asked for again, until it is old.
	before := len(s.asked)
	again, asked, err := Check(t.Context(), linked(addresses...), opt)
	if err != nil || len(s.asked) != before || asked.Requested != 0 || len(again) != len(list) {
		t.Errorf("%v, %+v: asked for %v", err, asked, s.asked[before:])
	}
	opt.Now = now.Add(25 * time.Hour)
	if _, asked, err = Check(t.Context(), linked(addresses...), opt); err != nil || asked.Requested != 4 { // gone, missing, old-gone, trouble
		t.Errorf("%v, %+v: asked for %v", err, asked, s.asked[before:])
	}
}

// TestHostile: whatever a host sends, it is done with in time.
func TestHostile(t *testing.T) {
	endless := func(w http.ResponseWriter, _ *http.Request) {
		for block := make([]byte, 64<<10); ; {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	}
	raw := func(send func(io.Writer)) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
				send(conn)
				conn.Close()
			}
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /robots.txt", endless)
	mux.HandleFunc("GET /endless", endless)
	mux.HandleFunc("HEAD /endless", http.NotFound)
	mux.HandleFunc("/header", raw(func(w io.Writer) {
		_, err := fmt.Fprint(w, "HTTP/1.1 200 OK\r\n")
		for line := "X-A: " + strings.Repeat("a", 64<<10) + "\r\n"; err == nil; {
			_, err = fmt.Fprint(w, line)
		}
	}))
	mux.HandleFunc("/slow", raw(func(w io.Writer) {
		var err error
		for err == nil {
			_, err = fmt.Fprint(w, "H")
			time.Sleep(20 * time.Millisecond)
		}
	}))
	mux.HandleFunc("/garbage", raw(func(w io.Writer) { _, _ = fmt.Fprint(w, "\x00\xff\xfe\x1b[31m") }))
	for path, to := range map[string]string{"/file": "file:///etc/passwd", "/cloud": "http://169.254.169.254/latest", "/broken": "http://[::1", "/script": "javascript:alert(1)"} {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusMovedPermanently)
		})
	}
	mux.HandleFunc("/later", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "999999999999")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	opt := options()
	opt.Timeout = 500 * time.Millisecond
	for path, want := range map[string]Verdict{
		"/endless": Fine, "/header": Silent, "/slow": Silent, "/garbage": Silent, "/file": Silent, "/cloud": Private, "/broken": Silent, "/script": Silent, "/later": Refused,
	} {
		start := time.Now()
		opt.Known = Known{}
		if _, _, err := Check(t.Context(), linked(s.URL+path), opt); err != nil && !errors.Is(err, ErrOffline) {
			t.Errorf("%s: %v", path, err)
		}
		if got := newClient(opt).ask(t.Context(), s.URL+path); got.Verdict != want {
			t.Errorf("%s: %+v, want %v", path, got, want)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %s", path, took)
		}
	}
}

// TestPause: there is a pause between two requests for different addresses.
func TestPause(t *testing.T) {
	s, opt := newSite(t), options()
	opt.Pause = 50 * time.Millisecond
	if _, _, err := Check(t.Context(), linked(s.URL+"/fine", s.URL+"/today", s.URL+"/"), opt); err != nil {
		t.Fatal(err)
	}
	if took := s.at[len(s.at)-1].Sub(s.at[0]); took < 2*opt.Pause {
		t.Errorf("%v within %s", s.asked, took)
	}
}

// TestPrivate: nobody who writes a link makes the program ask machines of the own
// network, or the own machine, whatever they are called.
func TestPrivate(t *testing.T) {
	s, opt := newSite(t), options()
	opt.loopback = false
	list, asked, err := Check(t.Context(), linked(s.URL+"/fine", "http://intranet/x", "http://wiki.firma.intern/", "https://10.1.2.3/", "http://[::1]:1/", "http://169.254.169.254/latest/meta-data", "mailto:a@example.org", "http://"), opt)
	if err != nil || len(list) > 0 || asked.Private != 6 || asked.Requested != 0 || len(s.asked) > 0 || len(opt.Known) > 0 {
		t.Errorf("%v %v %+v %v", err, list, asked, s.asked)
	}
	for address, want := range map[string][2]bool{ // without and with the own network
		"93.184.216.34": {true, true}, "10.0.0.1": {false, true}, "192.168.1.1": {false, true}, "fd00::1": {false, true}, "100.64.0.1": {false, true},
		"127.0.0.1": {false, false}, "::1": {false, false}, "::ffff:127.0.0.1": {false, false}, "169.254.169.254": {false, false}, "fe80::1": {false, false}, "0.0.0.0": {false, false},
	} {
		for i, private := range []bool{false, true} {
			c := &client{opt: Options{Private: private}}
			if got := c.mayDial(netip.AddrPortFrom(netip.MustParseAddr(address), 80)); got != want[i] {
				t.Errorf("%s, %v: %v", address, private, got)
			}
		}
	}
}

// TestOffline: that nothing can be reached is said once, and not of each link.
func TestOffline(t *testing.T) {
	opt := options()
	closed := []string{}
	for range 3 {
		s := newSite(t)
		closed = append(closed, s.URL+"/fine")
		s.Close()
	}
	if list, _, err := Check(t.Context(), linked(closed...), opt); err == nil || err.Error() != ErrOffline.Error() || len(list) > 0 || len(opt.Known) > 0 {
		t.Errorf("%v %v", err, list)
	}
	s := newSite(t)
	list, _, err := Check(t.Context(), linked(append(closed, s.URL+"/fine")...), opt)
	if err != nil || len(list) != 3 || list[0].Code != diag.SilentLink {
		t.Errorf("%v %v", err, list)
	}
}
