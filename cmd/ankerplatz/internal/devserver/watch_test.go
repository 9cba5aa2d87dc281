package devserver

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// TestMain looks for goroutines that a server leaves behind. Those that run
// from the start are bleve's.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const patience = 30 * time.Second

func TestWatch(t *testing.T) {
	starts := map[string]func(context.Context, string) (changes, error){
		"events": func(ctx context.Context, dir string) (changes, error) {
			return watch(ctx, dir, slog.New(slog.DiscardHandler))
		},
		"polling": func(ctx context.Context, dir string) (changes, error) {
			to := newChanges()
			go poll(ctx, dir, to.all)
			time.Sleep(50 * time.Millisecond) // it takes its first look
			return to, nil
		},
	}
	for name, start := range starts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			page := filepath.Join(dir, "content/de/tips/x.md")
			put(t, page, "one")
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			told, err := start(ctx, dir)
			if err != nil {
				t.Fatal(err)
			}
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			for _, step := range []struct {
				what string
				do   func()
			}{
				{"a file is written", func() { put(t, page, "longer") }},
				{"an editor saves by renaming", func() {
					put(t, page+"~", "longer still")
					must(os.Rename(page+"~", page))
				}},
				{"a folder comes with a file in it", func() { put(t, filepath.Join(dir, "content/nl/new/deep/y.md"), "y") }},
				{"a file in that folder is written", func() { put(t, filepath.Join(dir, "content/nl/new/deep/y.md"), "yes") }},
				{"a folder is renamed", func() { must(os.Rename(filepath.Join(dir, "content/nl/new"), filepath.Join(dir, "content/nl/old"))) }},
				{"a file there is written", func() { put(t, filepath.Join(dir, "content/nl/old/deep/y.md"), "y again") }},
				{"the theme comes", func() { put(t, filepath.Join(dir, "themes/own/layouts/tip.html"), "t") }},
				{"site.yaml comes", func() { put(t, filepath.Join(dir, "site.yaml"), "title: x") }},
				{"a file goes", func() { must(os.Remove(page)) }},
			} {
				step.do()
				select {
				case <-told.all:
				case <-time.After(patience):
					t.Fatalf("%s: nothing was told", step.what)
				}
				for settled := false; !settled; { // the rest of the same change
					select {
					case <-told.all:
					case <-time.After(3 * settle):
						settled = true
					}
				}
			}

			// What pages are not made from is nobody's concern.
			put(t, filepath.Join(dir, "public/index.html"), "x")
			put(t, filepath.Join(dir, "notes.txt"), "x")
			select {
			case <-told.all:
				t.Error("the output was taken for a change")
			case <-time.After(pollEvery + 4*settle):
			}
		})
	}
}
