package devserver

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"ankerplatz/generator"
)

// TestGone looks, in Chromium, at pages that are renamed, deleted and held back
// while they are open, and follows what is edited.
func TestGone(t *testing.T) {
	dir := smallHub(t)
	in := func(name string) string { return filepath.Join(dir, "content/en/tips", name) }
	rename := func(from, to string) {
		t.Helper()
		if err := os.Rename(in(from), in(to)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, in("two.md"), "---\ntitle: Two\n---\nThe second words.\n")
	put(t, in("soon.md"), "---\ntitle: Soon\npublish: 2099-07-01\n---\nLater.\n")
	put(t, in("plan.md"), "---\ntitle: Plan\ndraft: true\n---\nNot yet.\n")
	url, said := serve(t, dir, "127.0.0.1:0", func(opt *Options) { opt.Follow = true })
	said.wait(t, `(?s)the hub is at.*held back: content/en/tips/plan.md: it is a draft`)
	said.wait(t, `held back: content/en/tips/soon.md: until 2099-07-01`)

	b := newTab(t, "Transition was aborted") // a page that is left while it still comes in
	b.run(chromedp.Navigate(url + "en/tips/soon/"))
	b.until(overlay + `.includes("content/en/tips/soon.md: until 2099-07-01")`)

	// Another name: two changes at once, which nobody follows.
	b.run(chromedp.Navigate(url + "en/tips/one/"))
	b.until(`document.body.innerText.includes("The first words.")`)
	rename("one.md", "first.md")
	put(t, in("new.md"), "---\ntitle: New\n---\nNew words.\n")
	b.until(overlay + `.startsWith("This page has moved") && ` + overlay + `.includes("Its file is content/en/tips/first.md now: One")`)
	b.run(chromedp.Evaluate(`document.querySelector("body > div:last-child").shadowRoot.querySelector("details[open] a").click()`, nil))
	b.until(`location.pathname === "/en/tips/first/" && document.body.innerText.includes("The first words.") && ` + overlay + ` === ""`)

	// Who edits a page sees that one.
	put(t, in("two.md"), "---\ntitle: Two\n---\nWords that are edited.\n")
	b.until(`location.pathname === "/en/tips/two/" && document.body.innerText.includes("Words that are edited.")`)
	put(t, in("soon.md"), "---\ntitle: Soon\npublish: 2099-08-01\n---\nLater.\n")
	b.until(`location.pathname === "/en/tips/soon/" && ` + overlay + `.includes("until 2099-08-01")`)

	// Without its file it is told that it is gone, until that is back.
	b.run(chromedp.Navigate(url + "en/tips/two/"))
	b.until(`document.body.innerText.includes("Words that are edited.")`)
	if err := os.Remove(in("two.md")); err != nil {
		t.Fatal(err)
	}
	b.until(overlay + `.includes("There is no file content/en/tips/two.md any more.")`)
	put(t, in("two.md"), "---\ntitle: Two\n---\nBack again.\n")
	b.until(`document.body.innerText.includes("Back again.") && ` + overlay + ` === ""`)
}

// TestOnlyWhoAsksIsLed: without --follow, streams name no page.
func TestOnlyWhoAsksIsLed(t *testing.T) {
	dir := smallHub(t)
	page := filepath.Join(dir, "content/en/tips/one.md")
	for i, follow := range []bool{false, true} {
		s := newTestServer(nil)
		s.opt.Follow = follow
		s.load = func(ctx context.Context) (site, error) {
			return generator.Load(ctx, generator.Options{Dir: dir, NoIndex: true, BaseURL: "http://localhost/"})
		}
		s.reload(t.Context())
		put(t, page, fmt.Sprintf("---\ntitle: One\n---\nOther words, %d.\n", i))
		s.reload(t.Context())
		if got := s.events.message(); strings.HasSuffix(got, " /en/tips/one/\n\n") != follow {
			t.Errorf("follow %v: %q", follow, got)
		}
	}
}
