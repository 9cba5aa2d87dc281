package browser

import (
	"context"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// question is a word of each language that the sample hub has several pages on.
var question = map[string]string{"de": "passwort", "nl": "wachtwoord", "da": "adgangskode", "en": "password", "fr": "imprimante", "sv": "skrivare"}

const (
	dialog = "document.querySelector('[data-search-dialog]')"
	field  = "document.querySelector('[data-search-dialog] [data-search-input]')"
	status = "document.querySelector('[data-search-dialog] [data-search-status]').textContent"
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
				const loaded = "performance.getEntriesByType('resource').some(({name}) => name.includes('/search/') || name.includes('worker'))"
				tb.check("!"+loaded, "nothing of the search is loaded before it is used")

				tb.run(chromedp.Focus("main article a", chromedp.ByQuery))
				tb.ask(question[lang])
				tb.check(field+".getAttribute('aria-expanded') === 'true'", "the list is announced as open")
				tb.check("/[0-9]/.test("+status+")", "the number of results is shown")
				tb.wait("document.querySelector('[data-search-dialog] [role=status]').textContent.includes(" + status + ")")
				tb.check("document.querySelector('[data-search-dialog] mark').textContent.length > 3", "what was found is marked")
				tb.check("[...document.querySelectorAll('[role=listbox] [role=group]')].every(e => document.getElementById(e.getAttribute('aria-labelledby')).textContent)", "groups have names")
				tb.check("[...document.querySelectorAll('[role=listbox] > *')].every(e => e.matches('[role=group], [role=option]'))", "the list has nothing but groups and options")

				tb.check(chosen+" === "+found+"[0] && "+chosen+".getAttribute('aria-selected') === 'true'", "the first result is chosen")
				tb.keys(kb.Home)
				tb.check(field+".selectionStart === 0", "Home is the field's")
				tb.keys(kb.ArrowDown)
				tb.check(chosen+" === "+found+"[1]", "arrow down chooses the next result")
				tb.keys(kb.End)
				tb.check(chosen+" === [..."+found+"].at(-1)", "End chooses what is last")
				tb.check(chosen+".pathname === '"+h.base+lang+"/search/'", "which is the search page")
				tb.keys(kb.ArrowDown)
				tb.check(chosen+" === "+found+"[0]", "behind it comes the first again")
				tb.keys(kb.ArrowUp, kb.Home)
				tb.check(chosen+" === "+found+"[0]", "Home chooses the first result")
				tb.check("document.activeElement === "+field, "the focus has stayed in the field")

				tb.keys(kb.Escape)
				tb.check("!"+dialog+".open", "Escape closes the dialog")
				tb.check("document.activeElement === document.querySelector('main article a')", "Escape gives the focus back")

				tb.slash()
				tb.wait("document.activeElement === " + field + " && " + found + ".length > 0")
				tb.check(field+".selectionEnd - "+field+".selectionStart === "+field+".value.length", "what was asked before can be typed over")
				target := eval[string](tb, chosen+".href")
				tb.keys(kb.Enter)
				tb.wait("location.href === " + quote(target))
			})
		}
	}
}

// TestSearchAnnounced looks at the dialog as screen readers do: in Chromium's
// accessibility tree.
func TestSearchAnnounced(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("en/")
	tb.ask("password")
	tb.keys(kb.ArrowDown)
	var nodes []*accessibility.Node
	tb.run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		nodes, err = accessibility.GetFullAXTree().Do(ctx)
		return err
	}))
	states := map[string]bool{"expanded": true, "selected": true, "pressed": true, "modal": true, "activedescendant": true, "controls": true}
	said := map[string][]string{}
	for _, n := range nodes {
		if n.Ignored || n.Role == nil || n.Name == nil {
			continue
		}
		words := strings.Trim(string(n.Name.Value), `"`)
		for _, p := range n.Properties {
			if states[string(p.Name)] {
				words += " " + string(p.Name) + "=" + strings.Trim(string(p.Value.Value), `"`)
			}
		}
		role := strings.Trim(string(n.Role.Value), `"`)
		said[role] = append(said[role], words)
	}
	for role, want := range map[string]string{
		"dialog":   "Search modal=true",
		"combobox": "Search words or a question expanded=true",
		"listbox":  "Search results",
		"group":    "Tips",
		"option":   "selected=true",
		"button":   "pressed=true",
	} {
		if !slices.ContainsFunc(said[role], func(words string) bool { return strings.Contains(words, want) }) {
			t.Errorf("no %s is said as %q, but as %q", role, want, said[role])
		}
	}
	combobox := strings.Join(said["combobox"], "")
	if !strings.Contains(combobox, "activedescendant") || !strings.Contains(combobox, "controls") {
		t.Errorf("the combobox has no active option, or no list: %q", combobox)
	}
}

// TestSearchKeepsFocus walks through the dialog with Tab, forwards and back.
func TestSearchKeepsFocus(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("en/tips/")
	tb.click(".find")
	tb.wait("document.activeElement === " + field)
	tb.insert("document")
	tb.wait(found + ".length > 0")
	seen := 0
	for ; seen < 40; seen++ {
		tb.keys(kb.Tab)
		tb.check(dialog+".contains(document.activeElement)", "the focus stays in the dialog")
		if eval[bool](tb, "document.activeElement === "+field) {
			break
		}
	}
	if seen < 5 || seen == 40 {
		t.Errorf("Tab comes back to the field after %d stops", seen)
	}
	tb.press(input.DispatchKeyEvent(input.KeyDown).WithModifiers(input.ModifierShift).WithKey("Tab").WithCode("Tab").WithWindowsVirtualKeyCode(9))
	tb.check("document.activeElement.closest('[data-search-languages]')", "Shift and Tab lead to the end of the dialog")
	tb.keys(kb.Escape)
	tb.wait("!" + dialog + ".open && document.activeElement.matches('.find')")
}

// TestSearchEnter takes Enter with Ctrl, and for the way to the search page.
func TestSearchEnter(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.open("en/")
	eval[bool](tb, "window.open = (...args) => (window.opened = args, null), true")
	tb.ask("password")
	tb.press(input.DispatchKeyEvent(input.KeyDown).WithModifiers(input.ModifierCtrl).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13))
	tb.check("opened[0] === "+chosen+".href && opened[1] === '_blank'", "Ctrl and Enter open the result in a new tab")
	tb.check(dialog+".open", "and leave the dialog open")
	tb.keys(kb.ArrowUp, kb.Enter)
	tb.wait("location.pathname === '" + below.base + "en/search/' && new URLSearchParams(location.search).get('q') === 'password'")
}

// TestSearchEnterAtOnce does not wait for results: Enter opens the first one of what
// was typed, and of nothing else.
func TestSearchEnterAtOnce(t *testing.T) {
	t.Parallel()
	first := func(word string) string {
		tb := newTab(t, atRoot)
		tb.open("en/")
		tb.ask(word)
		return eval[string](tb, found+"[0].pathname")
	}
	printer, password := first("printer"), first("password")
	if printer == password {
		t.Fatalf("both words lead to %s", printer)
	}
	tb := newTab(t, atRoot)
	tb.open("en/")
	tb.ctrlK()
	tb.wait("document.activeElement === " + field)
	tb.insert("printer")
	tb.keys(kb.Enter)
	tb.wait("location.pathname === " + quote(printer))

	tb.open("en/")
	tb.ask("printer")
	eval[bool](tb, field+".select(), true")
	tb.insert("password")
	tb.keys(kb.Enter)
	tb.wait("location.pathname === " + quote(password))

	tb.open("en/")
	tb.ask("printer")
	for _, event := range []string{"isComposing: true", "keyCode: 229"} {
		eval[bool](tb, field+".dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true, "+event+"})), true")
		tb.check(dialog+".open", "Enter that ends a word of an input method opens nothing ("+event+")")
	}
	eval[bool](tb, field+".select(), true")
	tb.insert("xqzxqz")
	tb.keys(kb.Enter)
	tb.wait(dialog + ".dataset.state === 'none'")
	tb.check("location.pathname === '/en/' && "+dialog+".open && "+status+".includes('xqzxqz')", "where nothing is found, that is said")
}

// TestSearchBack comes back from a result to what was asked, and from there to the
// page as it was.
func TestSearchBack(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.open("en/tips/")
	tb.ask("password")
	tb.keys(kb.ArrowDown)
	title := eval[string](tb, chosen+".textContent")
	tb.keys(kb.Enter)
	tb.wait("location.pathname !== '" + below.base + "en/tips/' && document.readyState === 'complete'")
	eval[bool](tb, "history.back(), true")
	tb.wait(dialog + ".open && " + found + ".length > 1")
	tb.check(field+".value === 'password' && document.activeElement === "+field, "what was asked stands there again")
	tb.wait(chosen + "?.textContent === " + quote(title))

	tb.keys(kb.ArrowUp, kb.Enter) // another one
	tb.wait("location.pathname !== '" + below.base + "en/tips/' && document.readyState === 'complete'")
	eval[bool](tb, "history.back(), true")
	tb.wait(dialog + ".open && " + found + ".length > 1")
	eval[bool](tb, "history.back(), true")
	tb.wait("!" + dialog + ".open && location.pathname === '" + below.base + "en/tips/' && history.state === null")

	tb.ask("printer")
	tb.keys(kb.Enter)
	tb.wait("location.pathname !== '" + below.base + "en/tips/' && document.readyState === 'complete'")
	eval[bool](tb, "history.back(), true")
	tb.wait(dialog + ".open && " + field + ".value === 'printer'")
	tb.keys(kb.Escape)
	tb.wait("!" + dialog + ".open && history.state === null")
}

// TestRecentSearches asks, follows, and comes back to what was asked.
func TestRecentSearches(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	const (
		again  = "[...document.querySelectorAll('[data-search-dialog] .search-again')]"
		stored = "localStorage.getItem('ankerplatz.recent')"
	)
	for _, word := range []string{"printer", "password"} {
		tb.open("en/")
		tb.ask(word)
		tb.keys(kb.ArrowDown, kb.Enter)
		tb.wait("location.pathname !== '/en/' && document.readyState === 'complete'")
	}
	tb.open("en/")
	tb.ask("leading zeros")
	tb.keys(kb.Escape)
	tb.check(stored+" === '[\"password\",\"printer\"]'", "searches that led somewhere are kept, and no others")

	tb.open("en/tips/")
	tb.ctrlK()
	tb.wait(again + ".length === 2")
	tb.keys(kb.ArrowDown)
	tb.check("document.activeElement === "+again+"[0]", "the arrow leads to the latest search")
	tb.keys(kb.ArrowDown, kb.Enter)
	tb.wait(found + ".length > 0")
	tb.check(field+".value.trim() === 'printer' && document.activeElement === "+field, "it is asked again")

	eval[bool](tb, field+".select(), true")
	tb.keys(kb.Backspace)
	tb.wait(again + ".length === 2")
	tb.keys(kb.ArrowDown, kb.Delete)
	tb.check(again+".length === 1 && document.activeElement === "+again+"[0]", "one can be forgotten")
	tb.check(stored+" === '[\"printer\"]'", "and is")
	tb.click("[data-search-dialog] .search-forget")
	tb.check(stored+" === null && document.activeElement === "+field, "all can be forgotten")
}

// ask opens the dialog and asks.
func (tb *tab) ask(question string) {
	tb.Helper()
	tb.ctrlK()
	tb.wait("document.activeElement === " + field)
	eval[bool](tb, field+".select(), true")
	tb.insert(question)
	tb.wait(dialog + ".dataset.state === 'found'")
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

// TestSearchFindsNothing looks at the dead end.
func TestSearchFindsNothing(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("de/")
	tb.ctrlK()
	tb.wait("document.activeElement === " + field)
	tb.insert("Excelhandbuch") // nobody has written it, but there are people who know Excel
	tb.wait(dialog + ".dataset.state === 'none'")
	tb.wait("document.querySelector('[data-search-people] a[href*=\"/people/\"]')?.checkVisibility()")
	tb.check("document.querySelector('[data-search-help] .buttons a').checkVisibility()", "there is a way on")
	tb.check("decodeURIComponent(document.querySelector('[data-search-suggest]').href).startsWith('mailto:keyuser@example.org?subject=Themenwunsch: Excelhandbuch&body=')", "the topic can be suggested")
	tb.wait("[...document.querySelectorAll('[data-search-dialog] [data-lang] [data-count]')].every(e => e.textContent === '0')")

	eval[bool](tb, field+".select(), true")
	tb.insert("paswort ")
	const meant = "document.querySelector('[data-search-dialog] .search-meant')"
	tb.wait(meant + "?.textContent === 'passwort'")
	eval[bool](tb, meant+".click(), true")
	tb.wait(field + ".value === 'passwort ' && !" + meant + " && document.activeElement === " + field)
}

// TestSearchLanguages asks for a word of another language, and goes there.
func TestSearchLanguages(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.open("de/")
	tb.ctrlK()
	tb.wait("document.activeElement === " + field)
	tb.insert("wachtwoord")
	const (
		dutch = "document.querySelector('[data-search-dialog] [data-lang=nl]')"
		count = "+" + dutch + ".querySelector('[data-count]').textContent"
	)
	tb.wait(count + " > 2")
	n := eval[int](tb, count)
	eval[bool](tb, dutch+".click(), true")
	tb.wait(found + ".length >= " + itoa(min(n, 10)) + " && " + found + "[0].lang === 'nl'")
	tb.check(dutch+".getAttribute('aria-pressed') === 'true'", "the language is chosen")
	tb.check(status+".startsWith('"+itoa(n)+" ') && "+status+".includes('Nederlands')", "the status says what is shown")
}

// TestSearchFits looks at the dialog and the search page on a narrow phone.
func TestSearchFits(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.size(360, 640)
	for _, lang := range languages {
		tb.open(lang + "/search/?q=" + question[lang])
		tb.wait("document.querySelectorAll('[data-search-page] [data-search-results] a').length > 0")
		for _, wide := range eval[[]string](tb, tooWide) {
			t.Errorf("%s: wider than the screen: %s", lang, wide)
		}
		tb.ask(question[lang])
		tb.check("[...document.querySelectorAll('.search-body *, .search-box *, .search-languages *')].every(e => e.getBoundingClientRect().right <= 360)", lang+": the dialog fits")
		tb.check("document.querySelector('.search-languages').getBoundingClientRect().bottom <= 640", lang+": its foot is seen")
	}
}

// TestSearchPage asks, narrows down, and goes back.
func TestSearchPage(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	const (
		results = "document.querySelectorAll('[data-search-page] .search-result').length"
		total   = "parseInt(document.querySelector('[data-search-page] [data-search-status]').textContent)"
		kind    = "document.querySelector('[data-search-page] [data-search-kinds] input')"
		app     = "document.querySelector('[data-search-filter=apps]')"
		choose  = app + ".selectedIndex = 1, " + app + ".dispatchEvent(new Event('change', {bubbles: true}))"
		param   = "new URLSearchParams(location.search)"
	)
	tb.open("en/search/?q=password")
	tb.wait(results + " > 0")
	all := eval[int](tb, total)

	promised := eval[int](tb, "+"+kind+".parentElement.querySelector('[data-count]').textContent")
	eval[bool](tb, kind+".click(), true")
	tb.wait(total + " === " + itoa(promised) + " && " + itoa(promised) + " < " + itoa(all))
	tb.check(param+".get('kind')", "the kind stands in the address")
	tb.run(chromedp.NavigateBack())
	tb.wait(total + " === " + itoa(all))
	tb.check("!"+kind+".checked", "going back undoes the choice")

	promised = eval[int](tb, "+"+app+".options[1].text.match(/[0-9]+(?=[)]$)/)[0]")
	eval[bool](tb, choose+", true")
	tb.wait(total + " === " + itoa(promised))
	tb.check(param+".get('app') === "+app+".value", "the app stands in the address")
	tb.run(chromedp.Reload())
	tb.wait(total + " === " + itoa(promised))
	tb.click("[data-search-reset]")
	tb.wait(total + " === " + itoa(all) + " && !" + param + ".has('app')")

	tb.open("en/search/?q=passwort&lang=de")
	tb.wait("document.querySelector('[data-search-page] [data-search-results] a')?.lang === 'de'")

	tb.open("de/search/?q=excel")
	tb.wait(results + " === 10")
	tb.click("[data-search-more]")
	tb.wait(results + " > 10")
	tb.check("document.activeElement.closest('[data-search-results]')", "the focus is on what came")
}

// TestSearchPageEmpty looks at what is offered where nothing is asked.
func TestSearchPageEmpty(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	const offers = "document.querySelector('[data-search-offers]')"
	tb.open("en/search/")
	tb.wait("document.querySelector('[data-search-questions] a')?.checkVisibility()")
	tb.check(offers+".querySelectorAll('a[href*=\"/tips/\"]').length > 3 && "+offers+".querySelector('a[href*=\"/apps/\"]') && "+offers+".querySelector('a[href*=\"/people/\"]')", "pages, apps and people are offered")
	tb.axe("the empty search page", allRules)
	tb.click("[data-search-questions] a")
	tb.wait("document.querySelector('[data-search-page] .search-result')")
	tb.check("!"+offers+".checkVisibility()", "what was found stands there alone")
	tb.run(chromedp.Focus("#_search-page-input", chromedp.ByQuery))
	tb.keys(kb.Enter)
	tb.wait("document.activeElement === document.querySelector('[data-search-page] [data-search-results] a')")
}

// TestNotFound follows an address that is nearly right.
func TestNotFound(t *testing.T) {
	t.Parallel()
	for i, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			tb := newTab(t, below)
			tb.expect("404 (Not Found)")
			end := []string{"-xyz", "-%E0"}[i%2] // the second is no UTF-8
			tb.open(lang + "/tips/" + question[lang] + end + "/")
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

// TestSearchElsewhere searches in a language of which the hub knows no words.
func TestSearchElsewhere(t *testing.T) {
	t.Parallel()
	tb := newTab(t, buildFiles(t, map[string]string{
		"site.yaml":                  "title: Fuera\nbase_url: https://hub.example.org/\nlanguages: {list: [es, en]}\n",
		"content/es/tips/cuenta.md":  "---\ntitle: Desbloquear una cuenta de menú\n---\nAbra la guía-rápida.\n",
		"content/en/tips/account.md": "---\ntitle: Unlock an account\n---\nOpen the cheat sheet.\n",
	}))
	for _, question := range []string{"cuent", "desbloquear", "menu ", "guia rapida ", "desbloqear "} {
		tb.open("es/search/?q=" + url.QueryEscape(question))
		tb.wait("document.querySelector('[data-search-page]').dataset.state === 'found'")
		tb.check("document.querySelector('[data-search-page] [data-search-results]').textContent.includes('Desbloquear una cuenta')", question)
	}
}

// TestSearchFaces: the letters beside people are those of their names, not of
// titles and particles.
func TestSearchFaces(t *testing.T) {
	t.Parallel()
	files := map[string]string{"site.yaml": "title: Hub\nlanguages: {list: [de]}\norganisation: {departments: [{id: plan, name: Planung}]}\n"}
	for id, name := range map[string]string{"a": "Prof. Dr.-Ing. Anna von der Heide, M.A.", "b": "J. Berg", "c": "山田 太郎"} {
		files["content/de/people/"+id+".md"] = "---\nname: " + name + "\njob: Statikerin\ndepartment: plan\n---\nText.\n"
	}
	tb := newTab(t, buildFiles(t, files))
	tb.open("de/")
	tb.ask("Statikerin")
	tb.wait(found + ".length === 4") // with the way to the search page
	tb.check("[..."+found+"].slice(0, 3).map(e => e.querySelector('.face').textContent).sort().join() === 'AH,JB,山太'", "the letters are those of names")
}
