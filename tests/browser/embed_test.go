package browser

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// portal is a page of another web site that has the search of two hubs: the
// sample hub and a small one of the IT department.
type portal struct {
	*tab
	hub, it string            // addresses
	stop    map[string]func() // a hub's server, by address
}

// strict is what the portal's server sends: nothing but what the component
// needs.
const strict = "default-src 'none'; style-src 'self'; script-src HUB; connect-src HUB HANDBOOK; " +
	"require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// openPortal opens the page that docs/search.md shows. The hubs are served by
// ankerplatz host, to pages of the portal's origin.
func openPortal(t *testing.T) *portal {
	t.Helper()
	p := &portal{stop: map[string]func(){}}
	var place *strings.Replacer
	page := &hub{base: "/", through: func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			data, err := os.ReadFile(filepath.Join("testdata", "embed", filepath.Base(r.URL.Path)))
			if err != nil {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Security-Policy", place.Replace(strict))
			if strings.HasSuffix(r.URL.Path, ".css") {
				w.Header().Set("Content-Type", "text/css")
			}
			fmt.Fprint(w, place.Replace(string(data)))
		})
	}}
	t.Cleanup(func() { // after the tab is closed
		for _, stop := range p.stop {
			stop()
		}
	})
	p.tab = newTab(t, page)
	small := buildFiles(t, map[string]string{
		"site.yaml":                   "title: IT-Handbuch\nlanguages: {list: [de, en]}\n",
		"content/de/tips/passwort.md": "---\ntitle: Passwort zurücksetzen\nproblem: Ich will mein Passwort zurücksetzen\nkeywords: [Passwort zurücksetzen]\nsummary: In drei Minuten, ohne den Service anzurufen.\n---\nWähle ein neues Passwort.\n",
		"content/de/tips/drucker.md":  "---\ntitle: Drucker einrichten\n---\nAm Drucker steht eine Nummer.\n",
		"content/en/tips/password.md": "---\ntitle: Reset your password\n---\nChoose a new password.\n",
	})
	origin := strings.TrimSuffix(p.url, "/")
	p.tab.hub = atRoot
	p.hub, p.it = p.serve(atRoot, origin), p.serve(small, origin)
	p.expect("request to " + p.hub)
	p.expect("request to " + p.it)
	place = strings.NewReplacer("https://hub.example.org/", p.hub, "https://it.example.org/", p.it, "HUB", strings.TrimSuffix(p.hub, "/"), "HANDBOOK", strings.TrimSuffix(p.it, "/"))
	p.open("portal.html")
	p.wait("customElements.get('ankerplatz-search')")
	return p
}

// serve has ankerplatz host serve a hub to pages of an origin, and returns its
// address.
func (p *portal) serve(h *hub, origin string) string {
	p.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		p.Fatal(err)
	}
	addr := free.Addr().String()
	free.Close()
	cmd := exec.Command(command, "host", "--dir", h.dir, "--index", filepath.Join(filepath.Dir(h.dir), "index.bleve"), "--addr", addr, "--allow-origin", origin)
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	url := "http://" + addr + "/"
	p.stop[url] = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get(url + "healthz")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return url
			}
		}
		if time.Now().After(end) {
			p.Fatalf("%s does not serve: %v", addr, err)
		}
	}
}

const (
	boxElement = "document.querySelector('ankerplatz-search')"
	box        = boxElement + ".shadowRoot"
	boxField   = box + ".querySelector('input')"
	boxFound   = box + ".querySelectorAll('.result')"
	boxChosen  = box + ".getElementById(" + boxField + ".getAttribute('aria-activedescendant'))"
	boxOpen    = box + ".querySelector('.results').matches(':popover-open')"
	ownDialog  = "document.querySelector('ankerplatz-search[mode=dialog]').shadowRoot"
)

// asks types into the box at once.
func (p *portal) asks(question string) {
	p.Helper()
	eval[bool](p.tab, boxElement+".focus(), "+boxField+".select(), true")
	p.insert(question)
	p.wait(box + ".querySelector('.status').textContent !== '' && !" + box + ".querySelector('[data-busy]') && (" + boxFound + ".length > 0 || " + box + ".querySelector('.retry').checkVisibility())")
}

// TestEmbeddedBox searches two hubs from a page of another origin with a strict
// policy.
func TestEmbeddedBox(t *testing.T) {
	t.Parallel()
	p := openPortal(t)
	const loaded = "performance.getEntriesByType('resource').map(({name}) => name).filter((name) => name.includes('/search/') && !name.endsWith('/component.js'))"
	p.check(loaded+".length === 0", "nothing is loaded before it is used")
	p.check("!"+box+".querySelector('slot')", "what stands in the element shows without script only")

	eval[bool](p.tab, "window.told = [], ['open', 'answer', 'result'].forEach((name) => addEventListener('ankerplatz-' + name, (event) => told.push([name, event.detail]))), true")
	p.asks("passwort zurücksetzen ")
	p.check(boxOpen, "results lie over the page")
	p.check(boxFound+"[0].textContent.includes('IT-Handbuch') && "+boxFound+"[0].href === "+quote(p.it+"de/tips/passwort/"), "the better page leads, from the small hub")
	p.check("[..."+boxFound+"].some((a) => a.href.startsWith("+quote(p.hub)+"))", "pages of the other hub are there, too")
	p.check(boxFound+"[0].querySelector('mark').textContent === 'Passwort'", "what was found is marked")
	p.check("told.map(([name]) => name).join() === 'open,answer' && told[1][1].total > 2 && told[1][1].query === 'passwort zurücksetzen'", "the page is told")
	p.wait(box + ".querySelector('[role=status]').textContent === " + box + ".querySelector('.status').textContent")

	p.check(boxField+".getAttribute('aria-expanded') === 'true'", "the list is announced as open")
	p.check(boxChosen+" === "+boxFound+"[0] && "+boxChosen+".getAttribute('aria-selected') === 'true'", "the first result is chosen")
	p.keys(kb.ArrowUp)
	p.check(boxChosen+".matches('.more') && "+boxChosen+".href.includes('/de/search/?q=passwort')", "arrow up comes to the search page from below")
	p.keys(kb.Escape)
	p.check("!"+boxOpen+" && "+boxField+".value !== '' && document.activeElement === "+boxElement, "Escape closes the list and leaves the question")
	p.check(boxField+".getAttribute('aria-expanded') === 'false'", "and says so")
	p.keys("x", kb.Backspace)
	p.wait(boxOpen + " && " + boxChosen + " === " + boxFound + "[0]")

	eval[bool](p.tab, "addEventListener('ankerplatz-result', (event) => event.preventDefault(), {once: true}), true")
	p.keys(kb.Enter)
	p.wait("told.at(-1)[0] === 'result'")
	p.check("location.pathname === '/portal.html' && told.at(-1)[0] === 'result' && told.at(-1)[1].result.title === 'Passwort zurücksetzen'", "a page may go its own way")
	p.asks("excel ")
	p.wait(boxFound + "[0]?.matches('.named')")
	p.check(boxFound+"[0].href === "+quote(p.hub+"de/apps/excel/")+" && /^ExcelProgramm · [0-9]+ Seiten · /.test("+boxFound+"[0].textContent)", "an app that is asked for by name comes first")
	p.check("[..."+boxFound+"].some((a) => /[0-9] Min[.] · [0-9] Schritte$/.test(a.textContent))", "results say what they take")
	eval[bool](p.tab, boxElement+".focus(), "+boxField+".select(), true")
	p.insert("passwort zurücksetzen ")
	p.keys(kb.Enter) // opens the first result when it is there
	p.wait("location.href === " + quote(p.it+"de/tips/passwort/"))
}

// TestEmbeddedLeft closes the list when the focus goes on.
func TestEmbeddedLeft(t *testing.T) {
	t.Parallel()
	p := openPortal(t)
	p.asks("drucker ")
	p.keys(kb.Tab)
	p.wait("!" + boxOpen)
	p.check("document.activeElement.matches('ankerplatz-search[mode=dialog]')", "Tab leads on")
	eval[bool](p.tab, boxElement+".focus(), true")
	p.wait(boxOpen)
}

// TestEmbeddedDialog opens the dialog by its shortcut and its button.
func TestEmbeddedDialog(t *testing.T) {
	t.Parallel()
	p := openPortal(t)
	const (
		dialog = ownDialog + ".querySelector('dialog')"
		field  = ownDialog + ".querySelector('input')"
	)
	eval[bool](p.tab, "document.querySelector('main a').focus(), true")
	p.ctrlK()
	p.wait(dialog + ".open && " + ownDialog + ".activeElement === " + field)
	p.insert("drucker")
	p.wait(ownDialog + ".querySelectorAll('.result').length > 0")
	p.check("![..."+ownDialog+".querySelectorAll('.kind')].some(({textContent}) => textContent.includes('Ankerplatz'))", "one hub is not named with each result")
	p.keys(kb.Escape)
	p.wait("!" + dialog + ".open && document.activeElement === document.querySelector('main a')")

	eval[bool](p.tab, ownDialog+".querySelector('button').click(), true")
	p.wait(dialog + ".open && " + field + ".selectionEnd === 7")
	eval[bool](p.tab, ownDialog+".querySelector('.close').click(), true")
	p.wait("!" + dialog + ".open && " + ownDialog + ".activeElement === " + ownDialog + ".querySelector('button')")

	eval[bool](p.tab, "document.querySelector('ankerplatz-search[mode=dialog]').setAttribute('shortcut', 'off'), true")
	p.ctrlK()
	p.check("!"+dialog+".open && !"+ownDialog+".querySelector('kbd')", "the shortcut can be switched off")

	eval[bool](p.tab, "document.querySelector('ankerplatz-search[mode=dialog]').setAttribute('shortcut', '/'), true")
	eval[bool](p.tab, boxElement+".focus(), true")
	p.slash()
	p.check("!"+dialog+".open", "a sign that is typed is no shortcut")
	eval[bool](p.tab, "document.querySelector('main a').focus(), true")
	p.slash()
	p.wait(dialog + ".open")
}

// TestEmbeddedLanguages: texts are in the language of the element, or the page;
// hubs are asked in the nearest that they have.
func TestEmbeddedLanguages(t *testing.T) {
	t.Parallel()
	p := openPortal(t)
	for lang, want := range map[string]struct{ label, question, kind string }{
		"de-AT": {"Suchbegriffe oder Frage", "passwort ", "Tipp"},
		"nl":    {"Zoekwoorden of vraag", "wachtwoord ", "Tip"},
		"fr-BE": {"Mots-clés ou question", "imprimante ", "Astuce"},
		"pl":    {"Suchbegriffe oder Frage", "passwort ", "Tipp"},
	} {
		eval[bool](p.tab, boxElement+".setAttribute('lang', "+quote(lang)+"), true")
		p.check(boxField+".getAttribute('aria-label') === "+quote(want.label), lang)
		p.asks(want.question)
		p.check("[..."+box+".querySelectorAll('.kind')].some(({textContent}) => textContent.startsWith("+quote(want.kind)+"))", lang)
	}
}

// TestEmbeddedOwn searches the hub that the script comes from, where the element
// names none.
func TestEmbeddedOwn(t *testing.T) {
	t.Parallel()
	p := openPortal(t)
	eval[string](p.tab, boxElement+".removeAttribute('hubs'), ''")
	p.asks("passwort ")
	p.check("[..."+boxFound+"].every(({href}) => href.startsWith("+quote(p.hub)+"))", "all results are pages of that hub")
	p.check("![..."+box+".querySelectorAll('.kind')].some(({textContent}) => textContent.includes('Ankerplatz'))", "it is not named with each")

	p.keys(kb.ArrowDown)
	p.press(input.DispatchKeyEvent(input.KeyDown).WithModifiers(input.ModifierCtrl).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13))
	url := eval[string](p.tab, boxChosen+".href")
	p.check("location.pathname === '/portal.html' && "+boxOpen, "Ctrl and Enter leave the page and the list open")
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		targets, err := chromedp.Targets(p.ctx)
		if err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(targets, func(info *target.Info) bool { return info.URL == url }); i >= 0 {
			browser := cdp.WithExecutor(chromium, chromedp.FromContext(chromium).Browser)
			if err := target.CloseTarget(targets[i].TargetID).Do(browser); err != nil {
				t.Fatal(err)
			}
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s is not opened in another tab", url)
		}
	}
}

// TestEmbeddedHubSlow has a hub that takes a question and never answers.
func TestEmbeddedHubSlow(t *testing.T) {
	t.Parallel()
	p := openPortal(t)
	p.stop[p.it]()
	silent, err := net.Listen("tcp", strings.TrimSuffix(strings.TrimPrefix(p.it, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { silent.Close() })
	p.expect("ERR_")
	p.asks("passwort ")
	p.check(box+".querySelector('.failed').checkVisibility()", "after a while the others answer, and it is named")
	began := time.Now()
	p.asks("drucker ")
	p.wait(box + ".querySelector('mark').textContent === 'Drucker'")
	if took := time.Since(began); took > 2500*time.Millisecond {
		t.Errorf("the next question takes %s: it waits for the hub again", took)
	}
}

// TestEmbeddedHubDown takes the hubs away, one after the other.
func TestEmbeddedHubDown(t *testing.T) {
	t.Parallel()
	p := openPortal(t)
	p.expect("ERR_")
	p.expect("ankerplatz-search: ")
	p.stop[p.it]()
	p.asks("passwort ")
	p.check(box+".querySelector('.failed').textContent.startsWith("+quote(strings.TrimSuffix(strings.TrimPrefix(p.it, "http://"), "/"))+")", "the hub that is down is named")
	p.wait(box + ".querySelector('[role=status]').textContent.includes(" + box + ".querySelector('.failed').textContent)")
	p.stop[p.hub]()
	eval[bool](p.tab, boxField+".select(), true")
	p.insert("zugvögel qqq ")
	p.wait(box + ".querySelector('.retry').checkVisibility() && " + boxOpen)
	p.check(box+".querySelector('.status').textContent.startsWith('Der Server antwortet nicht')", "that nobody answers is said")
}

// TestEmbeddedLooks asks axe, on a phone and a desk, light and dark, with forced
// colours, and sees that nothing is cut off.
func TestEmbeddedLooks(t *testing.T) {
	t.Parallel()
	p := openPortal(t)
	eval[string](p.tab, "document.querySelector('header').style.overflow = 'hidden'")
	for _, width := range []int64{360, 1280} {
		p.size(width, 740)
		for _, scheme := range []string{"light", "dark"} {
			p.scheme(scheme)
			p.asks("passwort ")
			p.keys(kb.ArrowDown)
			p.axe(fmt.Sprintf("box %s %d", scheme, width), allRules)
			p.check("document.documentElement.scrollWidth <= innerWidth", "nothing goes beyond the window")
			p.check("(({left, right, bottom}) => left >= 0 && right <= innerWidth && bottom <= innerHeight)("+box+".querySelector('.results').getBoundingClientRect())", "all of the list is in the window")
			p.keys(kb.Escape)
			eval[bool](p.tab, ownDialog+".querySelector('button').click(), true")
			p.insert("passwort ")
			p.wait(ownDialog + ".querySelectorAll('.result').length > 0")
			p.keys(kb.ArrowDown)
			p.axe(fmt.Sprintf("dialog %s %d", scheme, width), allRules)
			p.keys(kb.Escape)
			p.wait(ownDialog + ".activeElement?.matches('[part=button]')") // the focus is back, and is not taken from the box
			eval[bool](p.tab, ownDialog+".querySelector('input').value = '', true")
		}
	}
	p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}))
	p.asks("passwort ")
	p.keys(kb.ArrowDown)
	p.check("getComputedStyle("+boxChosen+").outlineStyle === 'solid'", "what is chosen shows with forced colours")
}
