package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ankerplatz/generator"
	"ankerplatz/generator/output"
	"ankerplatz/search"
	"ankerplatz/search/bleveindex"
)

// These tests serve what the generator builds.

// realIndex is a bleve index.
type realIndex struct{ *bleveindex.Index }

func openReal(dir string) (Index, error) {
	ix, err := bleveindex.Open(dir)
	if err != nil {
		return nil, err
	}
	return realIndex{ix}, nil
}

func (ix realIndex) Search(ctx context.Context, q Question) (*search.Answer, error) {
	return ix.Index.Search(ctx, bleveindex.Query{Text: q.Text, Lang: q.Lang, Kinds: q.Kinds, Limit: q.Limit})
}

// writeSite writes version n of a hub of which everything changes.
func writeSite(t *testing.T, dir string, n int) {
	t.Helper()
	for name, text := range map[string]string{
		"site.yaml": fmt.Sprintf("title: Hub\nlanguages: {list: [en]}\naccent: \"#1a5f%02x\"\noutput: {compress: %v}\n", n, n%2 == 1),
		"content/en/tips/harbour.md": fmt.Sprintf("---\ntitle: Harbour version%d\nsummary: All of version%d.\n---\n%sversion%d ends.\n",
			n, n, strings.Repeat(fmt.Sprintf("A line of version%d.\n\n", n), 50), n),
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	result, err := generator.Build(t.Context(), generator.BuildOptions{Options: generator.Options{Dir: dir}, Index: filepath.Join(dir, "public.index")})
	if err != nil || !result.Written {
		t.Fatalf("the build failed: %v %v", err, result)
	}
}

var (
	versions = regexp.MustCompile(`version(\d+)`)
	assets   = regexp.MustCompile(`(?:href|src)="(/assets/[^"]+)"`)
	// shards are the files of the search's index, by their manifest.
	folder = regexp.MustCompile(`"folder":"([^"]+)"`)
)

// TestTakeoverUnderLoad builds a hub again and again while people read and
// search it. No request fails, no page is of two versions, nobody goes back to
// an older one, and what a page or a manifest refers to is there.
func TestTakeoverUnderLoad(t *testing.T) {
	dir := t.TempDir()
	writeSite(t, dir, 0)
	s, said := open(filepath.Join(dir, "public"), openReal)
	at := start(t, s, 10*time.Millisecond)

	stop := make(chan struct{})
	var readers sync.WaitGroup
	var requests atomic.Int64
	var page, found atomic.Value // the newest version that was seen
	page.Store("version0")
	found.Store("")
	loop := func(step func() error) {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				requests.Add(1)
				if err := step(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 3 {
		last := 0
		loop(func() error {
			text, header, err := fetch(at + "/en/tips/harbour/")
			if err != nil {
				return err
			}
			seen := versions.FindAllString(text, -1)
			if len(seen) < 50 || !strings.HasSuffix(strings.TrimSpace(text), "</html>") {
				return errors.New("half a page came")
			}
			for _, v := range seen {
				if v != seen[0] {
					return fmt.Errorf("a page of %s and %s came", seen[0], v)
				}
			}
			var n int
			if _, err := fmt.Sscanf(seen[0], "version%d", &n); err != nil || n < last {
				return fmt.Errorf("after version%d comes %s, %w", last, seen[0], err)
			}
			last = n
			page.Store(seen[0])
			time.Sleep(3 * time.Millisecond) // the build may come between a page and what it refers to
			for _, m := range assets.FindAllStringSubmatch(text, -1) {
				if _, _, err := fetch(at + m[1]); err != nil {
					return fmt.Errorf("of %s: %w", header.Get("ETag"), err)
				}
			}
			return nil
		})
	}
	loop(func() error {
		last := ""
		for {
			text, _, err := fetch(at + "/search/en/manifest.json")
			if err != nil {
				return err
			}
			m := folder.FindStringSubmatch(text)
			if m == nil {
				return fmt.Errorf("no manifest: %.200s", text)
			}
			time.Sleep(3 * time.Millisecond)
			// Each version withdraws what the one before said. Then the manifest
			// names another folder, as the client in browsers expects.
			_, _, err = fetch(at + "/search/en/" + m[1] + "/docs-0.json")
			if err == nil || m[1] == last {
				return err
			}
			last = m[1]
		}
	})
	for range 2 {
		loop(func() error {
			text, _, err := fetch(at + "/api/search?lang=en&q=harbour")
			if err != nil {
				return err
			}
			var answer search.Answer
			if err := json.Unmarshal([]byte(text), &answer); err != nil || len(answer.Results) == 0 {
				return fmt.Errorf("%w: the search found nothing: %s", err, text)
			}
			found.Store(versions.FindString(answer.Results[0].Title))
			return nil
		})
	}

	for n := 1; n <= 6; n++ {
		writeSite(t, dir, n)
		version := fmt.Sprintf("version%d", n)
		eventually(t, version+" is served", func() bool { return t.Failed() || page.Load() == version && found.Load() == version })
	}
	close(stop)
	readers.Wait()
	t.Logf("%d rounds", requests.Load())
	if text := said.String(); strings.Count(text, "a new build is taken over") != 6 || strings.Count(text, "a new index is taken over") < 6 || strings.Contains(text, "level=ERROR") {
		t.Errorf("the log says: %s", text)
	}
}

// TestHashedNames checks the names of a real build: what says that it never
// changes has its hash in the name.
func TestHashedNames(t *testing.T) {
	dir := t.TempDir()
	writeSite(t, dir, 0)
	list := readList(t, filepath.Join(dir, "public"))
	kinds := map[string]int{}
	for name := range list.Files {
		top, _, _ := strings.Cut(name, "/")
		switch {
		case top == "assets" && !immutable(name):
			t.Errorf("%s is asked for again and again", name)
		case top != "assets" && top != "search" && immutable(name):
			t.Errorf("%s is kept for ever", name)
		}
		if immutable(name) {
			kinds[top]++
		}
	}
	if kinds["assets"] < 10 || kinds["search"] < 2 {
		t.Errorf("hashed names: %v", kinds)
	}
}

// readList is what a build says that it is made of.
func readList(t testing.TB, dir string) *output.List {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, output.ListName))
	if err != nil {
		t.Fatal(err)
	}
	list, err := output.ParseList(data)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
