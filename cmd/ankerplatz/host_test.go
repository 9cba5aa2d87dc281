package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"ankerplatz/search"
)

// heard is what a command says while it runs.
type heard struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}

// TestHost builds a hub, takes the finished build elsewhere and serves it.
func TestHost(t *testing.T) {
	site, finished := t.TempDir(), t.TempDir()
	public, index := filepath.Join(finished, "public"), filepath.Join(finished, "index.bleve")
	write := func(title string) {
		t.Helper()
		for name, text := range map[string]string{
			"site.yaml":                  "title: Hub\nbase_url: https://intranet.example/hub/\nlanguages: {list: [en]}\noutput: {compress: true}\n",
			"content/en/tips/harbour.md": "---\ntitle: " + title + "\n---\nText.\n",
		} {
			name = filepath.Join(site, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		said := &heard{}
		if code := run(t.Context(), []string{"build", "--site", site, "--out", public, "--index", index}, said, said); code != exitFine {
			t.Fatalf("build ends with %d: %s", code, said)
		}
	}
	write("Open harbour")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	said, code := &heard{}, make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"host", "--site", t.TempDir(), "--dir", public, "--index", index, "--addr", "127.0.0.1:0", "--access-log"}, io.Discard, said)
	}()
	eventually := func(what string, holds func() bool) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s: it never happens: %s", what, said)
			}
		}
	}
	address, at := regexp.MustCompile(`the hub is at (http://127\.0\.0\.1:\d+/hub/)`), ""
	eventually("the address is told", func() bool {
		if m := address.FindStringSubmatch(said.String()); m != nil {
			at = m[1]
		}
		return at != ""
	})
	get := func(path string) (status int, coding, text string) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", "br")
		r, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		data, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return r.StatusCode, r.Header.Get("Content-Encoding"), string(data)
	}
	if status, coding, _ := get("en/tips/harbour/"); status != http.StatusOK || coding != "br" {
		t.Errorf("a page: %d %q", status, coding)
	}
	title := func() string {
		status, _, text := get("api/search?q=harbour&lang=en&kind=tip&limit=5")
		var answer search.Answer
		if err := json.Unmarshal([]byte(text), &answer); err != nil || status != http.StatusOK || len(answer.Results) != 1 {
			t.Fatalf("the search: %d %v %s", status, err, text)
		}
		if strings.Contains(text, "null") {
			t.Errorf("a list is null: %s", text)
		}
		if first := answer.Results[0]; answer.Total != 1 || answer.Groups[0].Kind != "tip" || first.URL != "/hub/en/tips/harbour/" {
			t.Errorf("the search: %s", text)
		}
		return answer.Results[0].Title
	}
	if got := title(); got != "Open harbour" {
		t.Errorf("the search finds %q", got)
	}
	if status, _, text := get("api/search?q=zzzzzz"); status != http.StatusOK || !strings.Contains(text, `"results":[]`) {
		t.Errorf("nothing found: %d %s", status, text)
	}
	write("Closed harbour")
	eventually("the new index is searched", func() bool { return title() == "Closed harbour" })
	if status, _, text := get("healthz"); status != http.StatusOK || !strings.Contains(text, `"status":"ok"`) {
		t.Errorf("the health: %d %s", status, text)
	}
	stop()
	if got := <-code; got != exitFine || !strings.HasSuffix(said.String(), "stopped\n") {
		t.Errorf("host ends with %d: %s", got, said)
	}
	if strings.Contains(said.String(), "q=") || strings.Contains(said.String(), "zzzzzz") {
		t.Errorf("the log tells what people search for: %s", said)
	}
	http.DefaultClient.CloseIdleConnections()
}
