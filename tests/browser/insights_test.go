package browser

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestInsights looks at what a hub shows of what its readers look for: the
// page, "often asked", the question below a tip, and the report.
func TestInsights(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	for week, day := range []string{"10-07", "10-14", "10-21", "10-28", "11-04", "11-11", "11-18", "11-25"} {
		for range 30 {
			fmt.Fprintf(&log, "2026-%sT09Z open?lang=en&q=locked&page=/en/tips/lock/&at=1\n2026-%[1]sT09Z view?page=/en/tips/lock/\n2026-%[1]sT09Z helpful?page=/en/tips/lock/&is=no&why=unclear\n", day)
			if word := "expenses"; week < 4 {
				fmt.Fprintf(&log, "2026-%sT09Z none?lang=en&q=printer\n", day)
			} else {
				fmt.Fprintf(&log, "2026-%sT09Z none?lang=en&q=%s\n2026-%[1]sT09Z none?lang=en&q=%[2]ss\n", day, word)
			}
		}
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "signals.log")
	if err := os.WriteFile(name, []byte(log.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "report")
	if text, err := exec.Command(command, "insights", name, "--site", dir, "--out", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	found, err := os.ReadFile(filepath.Join(out, "insights.json"))
	if err != nil {
		t.Fatal(err)
	}
	site := buildFiles(t, map[string]string{
		"site.yaml":                  "title: Asked\nlanguages: {list: [en]}\nsignals: on\ninsights: insights.json\n",
		"insights.json":              string(found),
		"content/en/tips/lock.md":    "---\ntitle: Unlock a document\nproblem: The document is locked\nsummary: Close it elsewhere\n---\nSomebody has it open.\n",
		"content/en/tips/another.md": "---\ntitle: Another\nproblem: Something else\nsummary: Do this\n---\nThis.\n",
	})
	validate(t, site.dir)
	validate(t, out)
	tb := newTab(t, site)
	tb.expect("request to file:") // the report, as people open it
	look := func(path, selector string) {
		t.Helper()
		if strings.HasPrefix(path, "file:") {
			tb.run(chromedp.Navigate(path))
		} else {
			tb.open(path)
		}
		tb.wait("document.querySelector('" + selector + "')?.checkVisibility()")
		for _, width := range []int64{360, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				tb.size(width, 900)
				tb.scheme(scheme)
				tb.axe(fmt.Sprintf("%s %s %d", path, scheme, width), allRules)
				tb.check("document.documentElement.scrollWidth <= innerWidth", path+" is no wider than the window")
			}
		}
	}
	look("en/insights/", ".trace-rising polygon")
	tb.check("[...document.querySelectorAll('.trace-falling .trace-name')].some(({textContent}) => textContent.includes('printer'))", "what falls is told")
	look("en/tips/", "main .row .badge")
	look("en/", "main .row .badge")
	look("en/tips/lock/", "[data-helpful]")
	look("file://"+filepath.ToSlash(filepath.Join(out, "index.html")), ".trace-rising polygon")
}
