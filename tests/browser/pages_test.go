package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	pagecdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// kinds are the layouts that the sample hub must have a page of.
var kinds = []string{
	"404", "boundaries", "change", "competences", "diagram", "event", "home", "languages", "list", "list-change", "list-event", "list-milestone",
	"milestone", "network", "page", "people", "profile", "role", "search", "term", "terms", "tip", "toolkit",
}

func TestEveryKindIsThere(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		found := map[string]bool{}
		for _, p := range atRoot.samples(t, lang) {
			found[p.kind] = true
		}
		for _, kind := range kinds {
			if !found[kind] {
				t.Errorf("%s: no page of kind %s", lang, kind)
			}
		}
	}
}

// TestPages opens a page of every kind in every language. Whatever the browser
// complains of fails it.
func TestPages(t *testing.T) {
	t.Parallel()
	for _, h := range []*hub{atRoot, below} {
		for _, lang := range languages {
			t.Run(strings.Trim(h.base+lang, "/"), func(t *testing.T) {
				tb := newTab(t, h)
				if h == atRoot {
					tb.size(360, 740)
				}
				for _, p := range h.samples(t, lang) {
					tb.visit(p)
					tb.check("document.images.length === [...document.images].filter(i => i.loading === 'lazy' || i.complete && i.naturalWidth).length",
						p.path+": a picture does not load")
					for _, wide := range eval[[]string](tb, tooWide) {
						t.Errorf("/%s: wider than the screen: %s", p.path, wide)
					}
				}
			})
		}
	}
}

// tooWide lists what makes a page wider than the screen.
const tooWide = `document.documentElement.scrollWidth <= innerWidth ? [] :
	[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
		.map((e) => e.cloneNode().outerHTML)`

// visit opens a page and waits until its scripts have done what they do.
func (tb *tab) visit(p page) {
	tb.Helper()
	if p.kind == "languages" { // it leads those on who read one of them
		tb.run(emulation.SetUserAgentOverride("test").WithAcceptLanguage("fr"))
	}
	if p.kind == "404" { // Chromium reports the status as an error
		tb.expect("404 (Not Found)")
		p.path = "de/tips/gibt-es-nicht/"
	}
	tb.open(p.path)
	if p.kind == "diagram" {
		tb.wait("document.querySelector('.diagram svg')")
	}
}

// TestAccessibility asks axe about every kind of page, light and dark, on a
// phone and on a desk.
func TestAccessibility(t *testing.T) {
	t.Parallel()
	samples := slices.Collect(slices.Chunk(atRoot.samples(t, "de"), 5)) // German has the longest words
	for i, part := range samples {
		t.Run(itoa(i), func(t *testing.T) {
			t.Parallel()
			tb := newTab(t, atRoot)
			for _, p := range part {
				tb.visit(p)
				for _, width := range []int64{360, 1280} {
					tb.size(width, 900)
					tb.scheme("light")
					tb.axe(fmt.Sprintf("%s light %d", p.path, width), allRules)
					tb.scheme("dark") // nothing but the colours changes
					tb.axe(fmt.Sprintf("%s dark %d", p.path, width), "['color-contrast']")
				}
			}
		})
	}
}

// TestAccessibleStates asks axe about what shows only when somebody does
// something.
func TestAccessibleStates(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.scheme("light")
	tb.size(360, 740)
	tb.open("de/tips/")
	tb.click("[popovertarget=_filters]")
	tb.wait("document.querySelector('#_filters').matches(':popover-open')")
	tb.axe("filters on a phone", allRules)

	tb.open("de/")
	tb.click(".dock [popovertarget]")
	tb.wait("document.querySelector('header [popover]').matches(':popover-open')")
	tb.axe("menu on a phone", allRules)

	tb.open("de/search/?q=passwort")
	tb.wait("document.querySelector('[data-search-page] [data-search-results] a')")
	tb.axe("search page with results", allRules)
	tb.open("de/search/?q=qqqqxxxx")
	tb.wait("document.querySelector('[data-search-page] [data-search-help]').checkVisibility()")
	tb.axe("search page without results", allRules)

	tb.size(1280, 900)
	tb.open("de/")
	tb.ctrlK()
	tb.wait("document.activeElement === " + field)
	tb.insert(question["de"])
	tb.wait(found + ".length > 0")
	tb.keys(kb.ArrowDown)
	tb.wait("document.querySelectorAll('[data-search-dialog] [data-count]:not(:empty)').length > 5")
	for _, scheme := range []string{"light", "dark"} {
		tb.scheme(scheme)
		tb.axe("search dialog "+scheme, allRules)
	}
	eval[bool](tb, "localStorage.setItem('ankerplatz.recent', '[\"drucker\"]'), "+field+".select(), true")
	tb.keys(kb.Backspace)
	tb.wait("document.querySelector('[data-search-dialog] .search-again')")
	tb.axe("search dialog with recent searches", allRules)
	tb.insert("Excelhandbuch")
	tb.wait("document.querySelector('[data-search-people] a')?.checkVisibility()")
	tb.axe("search dialog without results", allRules)
}

const allRules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"

// axe fails the test with what axe finds in the page as it is now.
func (tb *tab) axe(where, rules string) {
	tb.Helper()
	if !eval[bool](tb, "'axe' in window") {
		source, err := os.ReadFile(filepath.Join("..", "node_modules", "axe-core", "axe.min.js"))
		if err != nil {
			tb.Fatalf("axe-core is not installed; run npm ci in tests/: %v", err)
		}
		tb.run(chromedp.Evaluate(string(source), nil))
	}
	found := eval[[]string](tb, `axe.run(document, {runOnly: `+rules+`}).then(({violations}) =>
		violations.flatMap(({id, help, nodes}) =>
			nodes.map(({target, failureSummary}) => id + ": " + help + "\n\t" + target + "\n\t" + failureSummary)))`)
	for _, violation := range found {
		tb.Errorf("%s: %s", where, violation)
	}
}

// TestHTML holds every page to the rules of HTML.
func TestHTML(t *testing.T) {
	t.Parallel()
	validate(t, atRoot.dir)
}

// validate holds all pages in a folder to the rules of HTML.
func validate(t *testing.T, dir string) {
	t.Helper()
	program := filepath.Join("..", "node_modules", "html-validate", "bin", "html-validate.mjs")
	if !exists(program) {
		t.Fatal("html-validate is not installed; run npm ci in tests/")
	}
	out, err := exec.Command("node", program, "--config", filepath.Join("..", "htmlvalidate.json"), "--formatter", "json",
		"--ext", "html", dir).Output()
	var files []struct {
		FilePath string
		Messages []struct {
			RuleID, Message string
			Line, Column    int
		}
	}
	if jsonErr := json.Unmarshal(out, &files); jsonErr != nil {
		t.Fatalf("html-validate: %v, %v: %s", err, jsonErr, out)
	}
	shown := map[string]int{}
	for _, f := range files {
		for _, m := range f.Messages {
			if shown[m.RuleID]++; shown[m.RuleID] <= 5 {
				t.Errorf("%s:%d:%d: %s [%s]", strings.TrimPrefix(f.FilePath, dir), m.Line, m.Column, m.Message, m.RuleID)
			}
		}
	}
	for rule, n := range shown {
		if n > 5 {
			t.Errorf("%s: %d times in all", rule, n)
		}
	}
}

// TestSizes holds a tip, its styles and its scripts to what a reader on a slow
// line can be asked for.
func TestSizes(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open(tb.sample("tip", "de"))
	own := eval[[]string](tb, `[location.pathname, ...performance.getEntriesByType("resource")
		.filter(({name}) => /\.(js|css)$/.test(name)).map(({name}) => new URL(name).pathname)]`)
	seen, scripts := 0, 0
	for _, name := range own {
		size := gzipped(t, filepath.Join(atRoot.dir, filepath.FromSlash(name), indexOf(name)))
		if strings.HasSuffix(name, ".js") {
			scripts += size
		} else {
			seen += size
		}
	}
	if seen > 27<<10 || scripts > 7<<10 {
		t.Errorf("a tip's HTML and CSS are %d bytes gzipped, its JavaScript %d: %v", seen, scripts, own)
	}
}

// sample returns the path of a page of a kind.
func (tb *tab) sample(kind, lang string) string {
	tb.Helper()
	for _, p := range tb.hub.samples(tb.T, lang) {
		if p.kind == kind {
			return p.path
		}
	}
	tb.Fatalf("%s: no page of kind %s", lang, kind)
	return ""
}

// TestWithoutScripts looks for what must be there without any.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.run(disableScripts(true))

	tb.open("de/tips/")
	tb.check("document.querySelectorAll('[data-item]').length > 0 && [...document.querySelectorAll('[data-item]')].every(e => e.checkVisibility({visibilityProperty: true}))",
		"a list is complete")
	tb.check("[...document.querySelectorAll('button:not([popovertarget], [type=submit])')].every(e => !e.checkVisibility({visibilityProperty: true}))", "no button does nothing")
	tb.check("[...document.querySelectorAll('[data-filter]')].every(e => !e.checkVisibility({visibilityProperty: true}))", "there are no filters that do nothing")

	tb.open("de/competences/")
	tb.check("document.querySelector('.knows') && [...document.querySelectorAll('.knows :is(th, li)')].every(e => e.checkVisibility())", "the table of competences is complete")

	tb.open("de/search/")
	tb.check("[...document.querySelectorAll('noscript')].some(e => e.textContent.trim())", "the search page says that it needs scripts")

	tb.open(tb.sample("diagram", "de"))
	tb.check("document.querySelector('pre.mermaid').checkVisibility()", "a diagram's source is shown")

	tb.open("")
	tb.check("document.querySelectorAll('[data-language-chooser] a[hreflang]').length === "+itoa(len(languages)), "the root lists the languages")

	response, err := http.Get(tb.url + "nowhere/")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown address is answered with %s", response.Status)
	}
}

// TestPrint looks at a tip as it is printed.
func TestPrint(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open(tb.sample("tip", "de"))
	tb.run(emulation.SetEmulatedMedia().WithMedia("print"))
	tb.check("[...document.querySelectorAll('nav, button:not(.enlarge), dialog, header.topbar, [data-search-open]')].every(e => !e.checkVisibility({visibilityProperty: true}))",
		"no navigation is printed")
	tb.check("document.querySelector('main h1').checkVisibility()", "the title is printed")
	var pdf []byte
	tb.run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = pagecdp.PrintToPDF().WithPaperWidth(8.27).WithPaperHeight(11.69).Do(ctx)
		return err
	}))
	if len(pdf) == 0 {
		t.Error("nothing is printed")
	}
}

// TestPrintCompetences prints the table of who knows what: on A3 landscape, as
// a table, though the paper is narrower than many a screen.
func TestPrintCompetences(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("de/competences/")
	var pdf []byte
	tb.run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = pagecdp.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		return err
	}))
	if boxes := regexp.MustCompile(`/MediaBox \[0 0 119\d[.\d]* 84\d[.\d]*\]`).FindAll(pdf, -1); len(boxes) != 1 {
		t.Errorf("%d sheets of A3 landscape, want 1", len(boxes))
	}
	tb.size(500, 900)
	tb.run(emulation.SetEmulatedMedia().WithMedia("print"))
	tb.check("getComputedStyle(document.querySelector('.knows td')).display === 'table-cell'", "it is printed as a table")
	// Chromium repeats no head with a box of a button in it.
	tb.check("getComputedStyle(document.querySelector('.knows thead button')).display === 'contents'", "each sheet has the table's head")
}

func disableScripts(off bool) chromedp.Action { return emulation.SetScriptExecutionDisabled(off) }

func gzipped(t *testing.T, name string) int {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Len()
}
