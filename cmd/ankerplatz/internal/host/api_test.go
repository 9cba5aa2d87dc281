package host

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/generator/output"
	"ankerplatz/search"
)

func TestParseQuestion(t *testing.T) {
	for query, want := range map[string]Question{
		"q=+rechnung%20nummer+": {Text: "rechnung nummer", Limit: 10},
		"q=C%2B%2B&lang=de&limit=50&kind=tip&kind=toolkit,role&app=excel&department=a,b&page=2": {
			Text: "C++", Lang: "de", Limit: 50, Kinds: []string{"tip", "toolkit", "role"}, Apps: []string{"excel"}, Departments: []string{"a", "b"},
		},
		"kind=tip,,": {Kinds: []string{"tip"}, Limit: 10},
		"q=" + url.QueryEscape(strings.Repeat("ß", 200)): {Text: strings.Repeat("ß", 200), Limit: 10},
	} {
		got, err := parseQuestion(query)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", query, err, diff)
		}
	}
	for query, want := range map[string]string{
		"":                                     "q is missing",
		"q=%20":                                "q is missing",
		"lang=de":                              "q is missing",
		"q=%zz":                                "can't be read",
		"q=%ff":                                "not UTF-8",
		"q=x&limit=0":                          "from 1 to 50",
		"q=x&limit=51":                         "from 1 to 50",
		"q=x&limit=ten":                        "from 1 to 50",
		"q=x&lang=%ff":                         "short names",
		"q=" + strings.Repeat("x", 201):        "longer than 200",
		"q=x&kind=" + strings.Repeat("x", 101): "short names",
		"q=x&app=" + strings.Repeat("x,", 21):  "more than 20",
		"q=x" + strings.Repeat("&department=x", 21): "more than 20",
	} {
		if _, err := parseQuestion(query); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", query, err, want)
		}
	}
}

func FuzzParseQuestion(f *testing.F) {
	f.Add("q=a&lang=de&kind=tip,role&limit=3")
	f.Add("q=%zz&limit=-1;q=2")
	f.Fuzz(func(t *testing.T, query string) {
		q, err := parseQuestion(query)
		if err == nil && (len(q.Text) > 4*longestText || q.Limit < 1 || q.Limit > mostResults || len(q.Kinds) > mostValues) {
			t.Errorf("%q is let through: %+v", query, q)
		}
	})
}

// asking returns a server whose index answers with ask.
func asking(t *testing.T, ask func(context.Context, Question) (*search.Answer, error)) (*server, *logged) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{}, small)
	return open(dir, func(string) (Index, error) { return &fakeIndex{ask: ask}, nil })
}

func TestSearch(t *testing.T) {
	var asked Question
	s, _ := asking(t, func(_ context.Context, q Question) (*search.Answer, error) {
		asked = q
		return &search.Answer{Results: []search.Result{{URL: "/de/x/", Title: "A & <b>"}}, Total: 7}, nil
	})
	r := get(s, "/api/search?q=moin&lang=de&limit=3")
	var answer search.Answer
	text := r.body
	if err := json.Unmarshal([]byte(text), &answer); err != nil || answer.Total != 7 || answer.Results[0].Title != "A & <b>" {
		t.Errorf("%v: %s", err, text)
	}
	if asked.Text != "moin" || asked.Lang != "de" || asked.Limit != 3 {
		t.Errorf("the index was asked %+v", asked)
	}
	if h := r.Header; r.StatusCode != http.StatusOK || h.Get("Content-Type") != "application/json" || h.Get("Cache-Control") != "no-store" || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%d %v", r.StatusCode, h)
	}
	if r := get(s, "/api/search?q="+strings.Repeat("x", 201)); r.StatusCode != http.StatusBadRequest || r.body != `{"error":"q is longer than 200 characters"}`+"\n" {
		t.Errorf("a long question: %d", r.StatusCode)
	}
}

// TestSearchLimits holds searches back and looks what becomes of others.
func TestSearchLimits(t *testing.T) {
	var running atomic.Int32
	hold := make(chan struct{})
	s, said := asking(t, func(_ context.Context, q Question) (*search.Answer, error) {
		if now := running.Add(1); int(now) > 2*runtime.GOMAXPROCS(0) {
			t.Errorf("%d searches at once", now)
		}
		defer running.Add(-1)
		if q.Text == "hold" {
			<-hold // does not heed its context
		}
		return &search.Answer{}, nil
	})
	s.limits = searchLimits{wait: 50 * time.Millisecond, time: 100 * time.Millisecond}
	turns := cap(s.turns)
	var wait sync.WaitGroup
	for range turns {
		wait.Go(func() {
			if r := get(s, "/api/search?q=hold"); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" || !strings.Contains(r.body, "too long") {
				t.Errorf("a search without an end: %d", r.StatusCode)
			}
		})
	}
	eventually(t, "all turns are taken", func() bool { return int(running.Load()) == turns })
	wait.Wait()
	// They were answered, and still have their turns.
	if r := get(s, "/api/search?q=x"); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" || !strings.Contains(r.body, "too many") {
		t.Errorf("a search too many: %d", r.StatusCode)
	}
	close(hold)
	eventually(t, "turns are free again", func() bool { return get(s, "/api/search?q=x").StatusCode == http.StatusOK })
	if strings.Contains(said.String(), "level=ERROR") {
		t.Errorf("the log says: %s", said)
	}
}

func TestSearchFails(t *testing.T) {
	for want, err := range map[int]error{500: errors.New("disk on fire"), 503: context.DeadlineExceeded} {
		s, said := asking(t, func(context.Context, Question) (*search.Answer, error) { return nil, err })
		r := get(s, "/api/search?q=x")
		if text := r.body; r.StatusCode != want || strings.Contains(text, "fire") || !strings.HasPrefix(text, `{"error":"`) {
			t.Errorf("%v: %d %s", err, r.StatusCode, text)
		}
		if strings.Contains(said.String(), "disk on fire") != (want == 500) {
			t.Errorf("%v: the log says %s", err, said)
		}
	}
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{}, small)
	s, _ := open(dir, noIndex)
	if r := get(s, "/api/search?q=x"); r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(r.body, "there is no search index") {
		t.Errorf("without an index: %d", r.StatusCode)
	}
	if r := get(s, "/de/"); r.StatusCode != http.StatusOK {
		t.Errorf("a page without an index: %d", r.StatusCode)
	}
	if got := get(s, "/healthz").body; !strings.Contains(got, `"status":"ok"`) || !strings.Contains(got, `"index":"missing"`) {
		t.Errorf("the health without an index: %s", got)
	}
}

// TestStop ends a server while it searches: the search is answered, the index
// closed.
func TestStop(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{}, small)
	begun, finish := make(chan struct{}), make(chan struct{})
	var closed atomic.Bool
	s, said := open(dir, func(string) (Index, error) {
		return &fakeIndex{
			ask: func(context.Context, Question) (*search.Answer, error) {
				close(begun)
				<-finish
				return &search.Answer{Total: 5}, nil
			},
			closed: func() { closed.Store(true) },
		}, nil
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx, listener) }()
	at := "http://" + listener.Addr().String()
	answered := make(chan string, 1)
	go func() {
		text, _, err := fetch(at + "/api/search?q=x")
		if err != nil {
			text = err.Error()
		}
		answered <- text
	}()
	<-begun
	stop()
	eventually(t, "no new connections", func() bool {
		conn, err := net.Dial("tcp", listener.Addr().String())
		if err == nil {
			_ = conn.Close()
		}
		return err != nil
	})
	if closed.Load() {
		t.Error("the index was closed while it was asked")
	}
	close(finish)
	if got := <-answered; !strings.Contains(got, `"total":5`) {
		t.Errorf("the last search was answered with %s", got)
	}
	if err := <-ended; err != nil || !closed.Load() {
		t.Errorf("the server ended with %v; index closed: %v", err, closed.Load())
	}
	if !strings.Contains(said.String(), "msg=stopped") {
		t.Errorf("the log says: %s", said)
	}
	http.DefaultClient.CloseIdleConnections()
}

func TestListen(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	err = Serve(t.Context(), Options{Addr: listener.Addr().String()})
	if err == nil || !strings.Contains(err.Error(), "can't listen at 127.0.0.1:") || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("a port that is taken: %v", err)
	}
}

func TestOrigins(t *testing.T) {
	s, _ := asking(t, func(context.Context, Question) (*search.Answer, error) { return &search.Answer{}, nil })
	const portal = "https://portal.example"
	shared := func(path, origin string) bool {
		h := get(s, path, "Origin: "+origin).Header
		if (h.Get("Access-Control-Allow-Origin") == origin) != (h.Get("Cross-Origin-Resource-Policy") == "cross-origin") {
			t.Errorf("%s for %s: %v", path, origin, h)
		}
		return h.Get("Access-Control-Allow-Origin") != ""
	}
	if shared("/search/de/manifest.json", portal) {
		t.Error("others may read what nobody allowed")
	}
	s.opt.Origins = []string{portal}
	for _, path := range []string{"/search/de/manifest.json", "/api/search?q=x"} {
		if !shared(path, portal) || shared(path, "https://other.example") {
			t.Errorf("%s is not shared with %s alone", path, portal)
		}
	}
	if shared("/de/", portal) {
		t.Error("pages are shared")
	}
}
