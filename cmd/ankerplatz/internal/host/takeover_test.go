package host

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ankerplatz/generator/output"
	"ankerplatz/search"
)

// start runs a server until the test ends and returns its address.
func start(t *testing.T, s *server, every time.Duration) string {
	t.Helper()
	s.every = every
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return "http://" + listener.Addr().String()
}

// fetch gets a page, or says why not.
func fetch(url string) (string, http.Header, error) {
	r, err := http.Get(url)
	if err != nil {
		return "", nil, err
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %.200s", url, r.Status, data)
	}
	return string(data), r.Header, err
}

// TestEveryAnswerIsWhole swaps builds as fast as it can and holds each answer
// against its tag.
func TestEveryAnswerIsWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	swap := func(n int) {
		files := map[string]string{"kept.txt": "always the same"}
		for _, name := range []string{"index.html", "a/index.html", "large.bin"} {
			size := 2000
			if name == "large.bin" {
				size = mostRead + 10
			}
			files[name] = strings.Repeat(fmt.Sprintf("%04d of %s\n", n, name), size/10)
		}
		writeBuild(t, dir, output.Options{}, files)
	}
	swap(0)
	s, _ := open(dir, noIndex)
	at := start(t, s, 10*time.Millisecond)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for _, name := range []string{"/", "/a/", "/kept.txt", "/large.bin", "/a/"} {
		readers.Go(func() {
			client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
			defer client.CloseIdleConnections()
			for {
				select {
				case <-stop:
					return
				default:
				}
				r, err := client.Get(at + name)
				if err != nil {
					t.Error(err)
					return
				}
				data, err := io.ReadAll(r.Body)
				r.Body.Close()
				sum := sha256.Sum256(data)
				if err != nil || r.StatusCode != http.StatusOK || r.Header.Get("ETag") != `"`+hex.EncodeToString(sum[:16])+`"` {
					t.Errorf("%s: %s %d bytes, tag %s, %v", name, r.Status, len(data), r.Header.Get("ETag"), err)
					return
				}
			}
		})
	}
	for n := range 60 {
		swap(n)
	}
	close(stop)
	readers.Wait()
}

// TestSlowSwap is what happens where a system can't exchange two folders in
// one step.
func TestSlowSwap(t *testing.T) {
	top := t.TempDir()
	dir, next := filepath.Join(top, "public"), filepath.Join(top, "next")
	writeBuild(t, dir, output.Options{}, map[string]string{"index.html": "old", "gone.html": "old"})
	writeBuild(t, next, output.Options{}, map[string]string{"index.html": "new!", "fresh.html": "new!"})
	s, _ := open(dir, noIndex)
	if err := os.Rename(dir, filepath.Join(top, "old")); err != nil {
		t.Fatal(err)
	}
	if r := get(s, "/healthz"); r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the health without a build: %d", r.StatusCode)
	}
	answer := make(chan *reply)
	go func() { answer <- get(s, "/") }()
	time.Sleep(100 * time.Millisecond)
	if err := os.Rename(next, dir); err != nil {
		t.Fatal(err)
	}
	if r := <-answer; r.StatusCode != http.StatusOK || r.body != "new!" {
		t.Errorf("a page between two builds: %d", r.StatusCode)
	}
	if r := get(s, "/fresh.html"); r.body != "new!" {
		t.Errorf("a page that is new: %d", r.StatusCode)
	}
	if r := get(s, "/gone.html"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a page that is gone: %d", r.StatusCode)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if r := get(s, "/fresh.html"); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
		t.Errorf("a page of a build that is gone: %d", r.StatusCode)
	}
}

// TestIncomplete copies a build file by file, as some people do.
func TestIncomplete(t *testing.T) {
	top := t.TempDir()
	dir, next := filepath.Join(top, "public"), filepath.Join(top, "next")
	s, said := open(dir, noIndex)
	s.every = 0 // each look looks
	if r := get(s, "/"); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
		t.Errorf("without a build: %d", r.StatusCode)
	}
	if r := get(s, "/healthz"); r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(r.body, "no build") {
		t.Errorf("the health without a build: %d", r.StatusCode)
	}
	if !strings.Contains(said.String(), "there is no finished build in") {
		t.Errorf("the log says: %s", said)
	}

	writeBuild(t, dir, output.Options{}, map[string]string{"index.html": "old", "a.html": "old a"})
	s.look()
	if got := get(s, "/a.html").body; got != "old a" {
		t.Errorf("a build that comes late: %q", got)
	}
	writeBuild(t, next, output.Options{}, map[string]string{"index.html": "new", "a.html": "new a", "b.html": "new b"})
	deploy := func(name string) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(next, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	tag := get(s, "/a.html").Header.Get("ETag")
	for _, name := range []string{output.ListName, "a.html", "b.html"} { // and then index.html
		deploy(name)
		s.look()
		if r := get(s, "/b.html"); r.StatusCode != http.StatusNotFound {
			t.Errorf("half a build is taken over after %s: %d", name, r.StatusCode)
		}
		if r := get(s, "/index.html"); r.StatusCode != http.StatusOK || r.body != "old" {
			t.Errorf("after %s: %d", name, r.StatusCode)
		}
	}
	if r := get(s, "/a.html"); r.body != "new a" || r.Header.Get("ETag") == tag {
		t.Error("a file that was replaced has the tag of the old one")
	}
	if n := strings.Count(said.String(), "index.html is not as the build wrote it"); n != 1 {
		t.Errorf("the mistake was told %d times: %s", n, said)
	}
	deploy("index.html")
	s.every = time.Hour // it was read just before: that must do
	if r := get(s, "/b.html"); r.StatusCode != http.StatusNotFound {
		t.Error("a build that was not complete is read again for each request")
	}
	s.every = 0
	if r := get(s, "/index.html"); r.body != "new" {
		t.Error("the new build is not taken over by who asks for it")
	}
	if r := get(s, "/b.html"); r.StatusCode != http.StatusOK {
		t.Errorf("a file of the new build: %d", r.StatusCode)
	}
}

// TestEarlierBuilds asks for what pages of earlier builds refer to.
func TestEarlierBuilds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build := func(n int) {
		writeBuild(t, dir, output.Options{}, map[string]string{
			"index.html": fmt.Sprint("page ", n), fmt.Sprintf("page%d.html", n): "page", fmt.Sprintf("assets/x-AAAAAAA%c.js", 'A'+n): fmt.Sprint("script ", n),
		})
	}
	build(0)
	s, _ := open(dir, noIndex)
	for n := 1; n < 4; n++ {
		build(n)
		s.look()
		for was := range n + 1 {
			if r := get(s, fmt.Sprintf("/assets/x-AAAAAAA%c.js", 'A'+was)); r.body != fmt.Sprint("script ", was) || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
				t.Errorf("build %d: the script of build %d: %d %s", n, was, r.StatusCode, r.body)
			}
		}
		if r := get(s, fmt.Sprintf("/page%d.html", n-1)); r.StatusCode != http.StatusNotFound {
			t.Errorf("build %d: a page of the one before: %d", n, r.StatusCode)
		}
	}
	last := s.shown.now().tree
	for room, want := range map[int]int{0: 0, len("script 3"): 1, 3 * len("script 3"): 3, 1000: 4} {
		next := &tree{id: "next"}
		if next.after(last, room, time.Now(), time.Minute); len(next.before) != want {
			t.Errorf("in %d bytes, %d earlier builds are kept, want %d", room, len(next.before), want)
		}
	}
}

// TestLinks checks that nothing outside the build is read.
func TestLinks(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	secret := filepath.Join(top, "secret")
	writeBuild(t, dir, output.Options{}, map[string]string{"index.html": "start", "a.html": "secret"})
	s, _ := open(dir, noIndex)
	if err := os.WriteFile(secret, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "a.html")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "a.html")); err != nil {
		t.Skip(err) // not everybody may make links on Windows
	}
	if r := get(s, "/a.html"); r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a link out of the build: %d %s", r.StatusCode, r.body)
	}
	if fresh, _ := open(dir, noIndex); get(fresh, "/").StatusCode != http.StatusServiceUnavailable {
		t.Error("a build with a link out of it is served")
	}

	// The folder itself may be a link: some people publish that way.
	current := filepath.Join(top, "current")
	release := func(name string) {
		t.Helper()
		writeBuild(t, filepath.Join(top, name), output.Options{}, map[string]string{"index.html": name})
		if err := errors.Join(os.Symlink(name, current+".new"), os.Rename(current+".new", current)); err != nil {
			t.Fatal(err)
		}
	}
	release("one")
	s, _ = open(current, noIndex)
	release("two!")
	if got := get(s, "/").body; got != "two!" {
		t.Errorf("another release: %q", got)
	}
}

// TestIndexes takes indexes over while the old one is still asked.
func TestIndexes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{}, small)
	indexDir := dir + ".index"
	renew := func() {
		t.Helper()
		name := filepath.Join(indexDir, indexMark)
		err := errors.Join(os.MkdirAll(indexDir, 0o755), os.WriteFile(name+".new", nil, 0o644), os.Rename(name+".new", name))
		if err != nil {
			t.Fatal(err)
		}
	}
	var opened, closed atomic.Int32
	var broken atomic.Int32
	begun, finish := make(chan struct{}), make(chan struct{})
	s, said := open(dir, func(string) (Index, error) {
		switch broken.Load() {
		case 1:
			return nil, errors.New("the index is damaged")
		case 2:
			panic("slice bounds out of range")
		}
		n := opened.Add(1)
		return &fakeIndex{
			ask: func(_ context.Context, q Question) (*search.Answer, error) {
				if q.Text == "hold" {
					close(begun)
					<-finish
				}
				if closed.Load() >= n {
					return nil, errors.New("it is closed")
				}
				return &search.Answer{Total: int(n)}, nil
			},
			closed: func() { closed.Add(1) },
		}, nil
	})
	s.every = 0 // each look looks
	held := make(chan string, 1)
	go func() { held <- get(s, "/api/search?q=hold").body }()
	<-begun
	renew()
	s.look()
	s.look() // nothing new
	if got := get(s, "/api/search?q=x").body; !strings.Contains(got, `"total":2`) || opened.Load() != 2 || closed.Load() != 0 {
		t.Errorf("after a new index: %s; %d opened, %d closed", got, opened.Load(), closed.Load())
	}
	close(finish)
	if got := <-held; !strings.Contains(got, `"total":1`) {
		t.Errorf("who asked before is answered: %s", got)
	}
	eventually(t, "the old index is closed", func() bool { return closed.Load() == 1 })

	broken.Store(2)
	renew()
	s.look()
	if got := get(s, "/api/search?q=x").body; !strings.Contains(got, `"total":2`) || !strings.Contains(said.String(), "can't be opened: slice bounds") {
		t.Errorf("with an index that makes the library panic: %s; the log says %s", got, said)
	}
	broken.Store(1)
	renew()
	s.look()
	s.look()
	if got := get(s, "/api/search?q=x").body; !strings.Contains(got, `"total":2`) || strings.Count(said.String(), "the index is damaged") != 1 {
		t.Errorf("with a damaged index: %s; the log says %s", got, said)
	}
	broken.Store(0)
	s.look()
	if got := get(s, "/api/search?q=x").body; !strings.Contains(got, `"total":3`) {
		t.Errorf("after it was mended: %s", got)
	}
	if err := os.RemoveAll(indexDir); err != nil {
		t.Fatal(err)
	}
	s.look()
	if got := get(s, "/api/search?q=x").body; !strings.Contains(got, `"total":3`) {
		t.Errorf("an index that is gone still answers: %s", got)
	}
	s.end()
	if closed.Load() != 3 {
		t.Errorf("%d of 3 indexes were closed", closed.Load())
	}
}

// TestReload looks at a signal, long before it would by itself.
func TestReload(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	reload := make(chan os.Signal)
	s, _ := open(dir, noIndex)
	s.opt.Reload = reload
	at := start(t, s, time.Hour)
	health := func() string {
		text, _, err := fetch(at + "/healthz")
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	writeBuild(t, dir, output.Options{}, small)
	reload <- os.Interrupt
	reload <- os.Interrupt // is taken when the look at the first one is over
	first := health()
	writeBuild(t, dir, output.Options{}, map[string]string{"index.html": "new"})
	if health() != first {
		t.Error("the build is served before the signal")
	}
	reload <- os.Interrupt
	reload <- os.Interrupt
	if health() == first {
		t.Error("the build is not served after the signal")
	}
}
