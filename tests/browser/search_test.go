package browser

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// question is a word of each language that the sample hub has several pages on.
var question = map[string]string{"de": "passwort", "nl": "wachtwoord", "da": "adgangskode", "en": "password"}

const (
	field  = "document.querySelector('[data-search-dialog] [data-search-input]')"
	chosen = "document.getElementById(" + field + ".getAttribute('aria-activedescendant'))"
	found  = "document.querySelectorAll('[data-search-dialog] [role=option]')"
)

// TestSearchDialog goes through the dialog by keyboard.
func TestSearchDialog(t *testing.T) {
	t.Parallel()
	for _, h := range []*hub{atRoot, below} {
		for _, lang := range languages {
			t.Run(strings.Trim(h.base+lang, "/"), func(t *testing.T) {
				tb := newTab(t, h)
				tb.open(tb.sample("tip", lang))
				const loaded = "performance.getEntriesByType('resource').some(({name}) => name.includes('/search/') && name.endsWith('.json'))"
				tb.check("!"+loaded, "nothing of the index is loaded before it is used")

				tb.run(chromedp.Focus("main a", chromedp.ByQuery))
				tb.ctrlK()
				tb.wait("document.activeElement === " + field)
				tb.insert(question[lang])
				tb.wait(found + ".length > 0")
				tb.check(field+".getAttribute('aria-expanded') === 'true'", "the list is announced as open")
				tb.check("/[0-9]/.test(document.querySelector('[data-search-dialog] [data-search-status]').textContent)", "the number of results is announced")
				tb.check("document.querySelector('[data-search-dialog] mark').textContent.length > 3", "what was found is marked")
				tb.check("[...document.querySelectorAll('[data-search-dialog] [role=group]')].every(e => document.getElementById(e.getAttribute('aria-labelledby')).textContent)", "groups have names")

				tb.keys(kb.ArrowDown)
				tb.check(chosen+" === "+found+"[0] && "+chosen+".getAttribute('aria-selected') === 'true'", "arrow down chooses the first result")
				tb.keys(kb.End)
				tb.check(chosen+" === [..."+found+"].at(-1)", "End chooses the last result")
				tb.keys(kb.ArrowDown)
				tb.check(chosen+" === null", "behind the last result none is chosen")
				tb.keys(kb.ArrowUp, kb.Home)
				tb.check(chosen+" === "+found+"[0]", "Home chooses the first result")
				tb.keys(kb.Tab, kb.Tab, kb.Tab)
				tb.check("document.activeElement === document.body || document.querySelector('[data-search-dialog]').contains(document.activeElement)", "the focus stays in the dialog")

				tb.keys(kb.Escape)
				tb.check("!document.querySelector('[data-search-dialog]').open", "Escape closes the dialog")
				tb.check("document.activeElement === document.querySelector('main a')", "Escape gives the focus back")

				tb.slash()
				tb.wait("document.activeElement === " + field + " && " + found + ".length > 0")
				tb.check(field+".selectionEnd - "+field+".selectionStart === "+field+".value.length", "what was asked before can be typed over")
				tb.keys(kb.ArrowDown)
				target := eval[string](tb, chosen+".href")
				tb.keys(kb.Enter)
				tb.wait("location.href === " + quote(target))
			})
		}
	}
}

func (tb *tab) ctrlK() {
	tb.Helper()
	tb.press(input.DispatchKeyEvent(input.KeyDown).WithModifiers(input.ModifierCtrl).WithKey("k").WithCode("KeyK").WithWindowsVirtualKeyCode(75))
}

// slash types a "/". Unlike chromedp's own key events this one is undone when
// a script takes it for itself, as a real one is.
func (tb *tab) slash() {
	tb.Helper()
	tb.press(input.DispatchKeyEvent(input.KeyDown).WithKey("/").WithCode("Slash").WithText("/"))
}

func (tb *tab) press(down *input.DispatchKeyEventParams) {
	tb.Helper()
	up := *down
	up.Type, up.Text = input.KeyUp, ""
	tb.run(down, &up)
}

// insert types a text at once, so that there is one search for it.
func (tb *tab) insert(text string) {
	tb.Helper()
	tb.run(input.InsertText(text))
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `\'`) + "'" }

// TestSearchFindsNothing looks at the dead ends: no result, no index.
func TestSearchFindsNothing(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("de/")
	tb.ctrlK()
	tb.wait("document.activeElement === " + field)
	tb.insert("qqqqxxxxzzzz")
	tb.wait("document.querySelector('[data-search-dialog]').dataset.state === 'none'")
	tb.check("document.querySelector('[data-search-dialog] [data-search-none] a').checkVisibility()", "there is a way on")

	tb.expect("404 (Not Found)")
	tb.expect("search: ")
	tb.open("de/")
	eval[bool](tb, "document.documentElement.dataset.search += 'missing/', true")
	tb.ctrlK()
	tb.wait("document.querySelector('[data-search-dialog]').dataset.state === 'error'")
	tb.check("document.querySelector('[data-search-dialog] [data-search-status]').textContent.trim()", "the failure is said")
}

// TestSearchPage asks, narrows down, and goes back.
func TestSearchPage(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	const results = "document.querySelectorAll('[data-search-page] [data-search-results] a').length"
	tb.open("en/search/?q=password")
	tb.wait(results + " > 0")
	all := eval[int](tb, results)

	const kind = "document.querySelector('[data-search-kinds] input')"
	eval[bool](tb, kind+".click(), true")
	tb.wait(results + " < " + itoa(all))
	tb.check("new URLSearchParams(location.search).get('kind')", "the kind stands in the address")
	tb.run(chromedp.NavigateBack())
	tb.wait(results + " === " + itoa(all))
	tb.check("!"+kind+".checked", "going back undoes the choice")

	tb.run(chromedp.Reload())
	tb.wait(results + " === " + itoa(all))
}

// TestNotFound follows an address that is nearly right.
func TestNotFound(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			tb := newTab(t, below)
			tb.expect("404 (Not Found)")
			tb.open(lang + "/tips/" + question[lang] + "-xyz/")
			tb.wait("document.querySelector('[data-not-found] [data-search-results] a[href^=\"" + below.base + lang + "/\"]')")
		})
	}
}

// TestRealLunr loads the whole index as any program with lunr would.
func TestRealLunr(t *testing.T) {
	t.Parallel()
	if !exists(filepath.Join("..", "node_modules", "lunr")) {
		t.Fatal("lunr is not installed; run npm ci in tests/")
	}
	for _, lang := range languages {
		dir := filepath.Join(atRoot.dir, "search", lang)
		out, err := exec.Command("node", filepath.Join("..", "lunr.mjs"), dir, lang, question[lang]).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v: %s", lang, err, out)
			continue
		}
		if !strings.Contains(string(out), "/"+lang+"/") {
			t.Errorf("%s: lunr does not find %q: %s", lang, question[lang], out)
		}
	}
}

// TestEngine runs the tests of the engine that need no browser.
func TestEngine(t *testing.T) {
	t.Parallel()
	if out, err := exec.Command("node", "--test", "--test-reporter=spec", filepath.Join("..", "engine.test.mjs")).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
