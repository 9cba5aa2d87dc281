package browser

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// keeping is a small hub below a path whose pages are kept for readers who are
// offline, in a tab that does not forget them.
type keeping struct {
	*tab
	files  map[string]string
	gone   atomic.Bool // the server does not answer
	part   atomic.Bool // it answers for all but pages
	slow   atomic.Bool // it never comes to an end
	login  atomic.Value
	worker atomic.Value // what the worker begins with
	mu     sync.Mutex
	asked  []string // paths of pages, with what they were asked for
}

const (
	keptSite = "title: Hafen\nbase_url: https://hub.example.org/net/\nlanguages: {list: [de, en]}\norganisation: {departments: [{id: it, name: IT}]}\n"
	keptTip  = "---\ntitle: Rechnung prüfen\n---\n[Spesen](spesen.md) [Die Liste](liste.csv) [English](../../en/tips/x.md)\n\n<details><summary>Mehr</summary>\n\nDie alte Nummer.\n\n</details>\n"
)

func keep(t *testing.T, settings string) *keeping {
	t.Helper()
	k := &keeping{files: map[string]string{
		"site.yaml":                  keptSite + settings,
		"content/de/tips/pruefen.md": keptTip,
		"content/de/tips/spesen.md":  "---\ntitle: Spesen\n---\nBelege.\n",
		"content/de/tips/urlaub.md":  "---\ntitle: Urlaub\n---\nAntrag.\n",
		"content/de/tips/liste.csv":  "a;b\n",
		"content/de/people/anna.md":  "---\nname: Anna Petersen\njob: Key-Userin\ndepartment: it\n---\nFragt mich.\n",
		"content/en/tips/x.md":       "---\ntitle: Check an invoice\n---\nThe number.\n",
	}}
	h := buildFiles(t, k.files)
	h.base = "/net/"
	k.login.Store("")
	k.worker.Store(patient)
	k.tab = newTab(t, behind(h, func(w http.ResponseWriter, r *http.Request) bool {
		if k.gone.Load() || k.part.Load() && strings.HasSuffix(r.URL.Path, "/") {
			panic(http.ErrAbortHandler) // the connection ends without an answer
		}
		if k.slow.Load() {
			<-r.Context().Done()
			return true
		}
		k.mu.Lock()
		k.asked = append(k.asked, strings.TrimSpace(r.URL.Path+" "+r.Header.Get("Sec-Purpose")))
		k.mu.Unlock()
		if before := k.worker.Load().(string); before != "" && r.URL.Path == "/net/sw.js" {
			script, err := os.ReadFile(filepath.Join(h.dir, "sw.js"))
			if err != nil {
				panic(err)
			}
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			_, _ = w.Write(append([]byte(before), script...))
			return true
		}
		const form = "<!doctype html><link rel=icon href=data:,><h1>Login</h1>"
		if r.URL.Path == "/login/" {
			_, _ = w.Write([]byte(form))
			return true
		}
		if !strings.HasSuffix(r.URL.Path, "/") {
			return false
		}
		switch k.login.Load() {
		case "redirect":
			http.Redirect(w, r, "/login/", http.StatusFound)
		case "page":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(form))
		case "401":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte(form))
		default:
			return false
		}
		return true
	}))
	k.expect("ERR_")
	k.expect("status of 503")
	k.expect("status of 401")
	return k
}

// rebuild builds the hub anew with other files; "" removes one.
func (k *keeping) rebuild(files map[string]string) {
	k.Helper()
	site := filepath.Join(filepath.Dir(k.hub.dir), "site")
	for name, text := range files {
		name = filepath.Join(site, filepath.FromSlash(name))
		err := os.WriteFile(name, []byte(text), 0o644)
		if text == "" {
			err = os.Remove(name)
		}
		if err != nil {
			k.Fatal(err)
		}
	}
	if out, err := exec.Command(command, "build", "--site", site, "--out", k.hub.dir, "--index", filepath.Join(filepath.Dir(k.hub.dir), "index.bleve")).CombinedOutput(); err != nil {
		k.Fatalf("%v\n%s", err, out)
	}
}

// patient gives the network the time that a busy machine needs.
const patient = "{ const later = setTimeout; self.setTimeout = (work, time) => later(work, 10 * time); }\n"

const keptPages = "caches.keys().then((names) => names.filter((name) => name.startsWith('ankerplatz /net/  ')))"

// visited is a hub of which the tip on invoices was read, and is kept.
func visited(t *testing.T) *keeping {
	k := keep(t, "")
	k.open("de/tips/pruefen/")
	k.settled()
	return k
}

// showsNew looks for what a new build says on invoices.
func (k *keeping) showsNew(what string) {
	k.Helper()
	k.open("de/tips/pruefen/")
	k.check("document.querySelector('main').textContent.includes('Die neue Nummer')", what)
}

// settled waits until the worker of the build that is served has all it wants.
func (k *keeping) settled() {
	k.Helper()
	script, err := os.ReadFile(filepath.Join(k.hub.dir, "sw.js"))
	if err != nil {
		k.Fatal(err)
	}
	_, version, _ := strings.Cut(string(script), `"version":"`)
	version, _, _ = strings.Cut(version, `"`)
	if version == "" {
		k.Fatal("the build has no worker")
	}
	k.waitFor("navigator.serviceWorker.controller && " + keptPages + ".then((names) => String(names) === 'ankerplatz /net/  " + version + "')")
}

// waitFor waits until what a promise brings holds.
func (k *keeping) waitFor(promise string) {
	k.Helper()
	for end := time.Now().Add(20 * time.Second); !eval[bool](k.tab, "(async () => !!await ("+promise+"))()"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			k.Fatalf("%s does not come true", promise)
		}
	}
}

func (k *keeping) heading() string {
	return eval[string](k.tab, "document.querySelector('h1')?.textContent ?? document.title")
}

// shows opens a page and looks at its heading.
func (k *keeping) shows(path, want string) {
	k.Helper()
	k.open(path)
	if got := k.heading(); got != want {
		k.Errorf("%s shows %q, want %q", path, got, want)
	}
}

// TestOffline reads a page, loses the network, and reads on.
func TestOffline(t *testing.T) {
	t.Parallel()
	k := keep(t, "")
	k.shows("de/tips/pruefen/", "Rechnung prüfen")
	k.settled()
	k.shows("de/tips/spesen/?von=heute", "Spesen")
	k.gone.Store(true)
	k.shows("de/tips/pruefen/", "Rechnung prüfen")
	k.check("getComputedStyle(document.querySelector('h1')).fontFamily.includes('Next') && document.fonts.ready", "the page has its styles")
	k.shows("de/tips/spesen/", "Spesen")
	k.open("de/")
	k.check("document.body.className === 'layout-home'", "the home page of the language is kept")
	k.open("de/people/")
	k.check("document.querySelector('main').textContent.includes('Anna Petersen')", "so are the people")
	k.shows("de/tips/urlaub/", "Du bist offline")
	k.wait("[...document.querySelectorAll('[data-kept] a')].some(({ pathname }) => pathname === '/net/de/tips/spesen/')")
	k.check("![...document.querySelectorAll('[data-kept] a')].some(({ pathname }) => pathname.endsWith('/offline/') || pathname.endsWith('/urlaub/'))", "only what is kept is listed")
	k.gone.Store(false)
	k.shows("de/tips/urlaub/", "Urlaub")
}

// TestOfflineSlow: where the network takes its time, a page that is kept shows.
func TestOfflineSlow(t *testing.T) {
	t.Parallel()
	k := keep(t, "")
	k.worker.Store("")
	k.open("de/tips/pruefen/")
	k.settled()
	k.slow.Store(true)
	k.shows("de/tips/pruefen/", "Rechnung prüfen")
}

// TestOfflineSearch: what was found once is found offline.
func TestOfflineSearch(t *testing.T) {
	t.Parallel()
	k := keep(t, "")
	k.open("de/")
	k.settled()
	k.ask("rechnung")
	k.tab.kept("/net/search/")
	k.gone.Store(true)
	k.open("de/")
	k.ask("spesen")
	k.wait(dialog + ".querySelector('.search-result')?.textContent.includes('Spesen')")
}

// TestOfflineNewBuild: a new build is seen at the next load, and nothing of the
// old one afterwards, also offline.
func TestOfflineNewBuild(t *testing.T) {
	t.Parallel()
	k := visited(t)
	k.open("de/tips/urlaub/")
	k.open("de/tips/spesen/")
	k.rebuild(map[string]string{"content/de/tips/pruefen.md": strings.ReplaceAll(keptTip, "alte", "neue"), "content/de/tips/urlaub.md": ""})
	k.showsNew("the new build is shown")
	k.settled()
	k.gone.Store(true)
	k.shows("de/tips/spesen/", "Spesen")
	k.shows("de/tips/urlaub/", "Du bist offline")
	k.showsNew("the new build is kept")
}

// TestOfflineHalfBuild: what is kept stays while the network goes before a new
// build has all it wants, and the new build is kept at the next load.
func TestOfflineHalfBuild(t *testing.T) {
	t.Parallel()
	k := visited(t)
	k.open("de/tips/spesen/")
	k.rebuild(map[string]string{"content/de/tips/pruefen.md": strings.ReplaceAll(keptTip, "alte", "neue")})
	k.part.Store(true)
	k.waitFor(`navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(({ installing }) => !installing ||
		new Promise((done) => installing.addEventListener("statechange", () => ["redundant", "activated"].includes(installing.state) && done(true))))`)
	k.gone.Store(true)
	k.shows("de/tips/spesen/", "Spesen")
	k.gone.Store(false)
	k.part.Store(false)
	k.open("de/tips/pruefen/")
	k.settled()
	k.gone.Store(true)
	k.showsNew("the new build is kept")
}

// TestOfflineBroken: where the browser's cache fails, pages come from the network.
func TestOfflineBroken(t *testing.T) {
	t.Parallel()
	k := keep(t, "")
	k.worker.Store("addEventListener('activate', () => { caches.open = () => Promise.reject(new Error('the disk is broken')); });\n")
	k.open("de/tips/pruefen/")
	k.wait("navigator.serviceWorker.controller")
	k.shows("de/tips/spesen/", "Spesen")
	k.check("getComputedStyle(document.querySelector('h1')).fontFamily.includes('Next')", "the page has its styles")
}

// TestOfflineOff: a build that keeps nothing removes what is on the device.
func TestOfflineOff(t *testing.T) {
	t.Parallel()
	k := visited(t)
	eval[bool](k.tab, "caches.open('ankerplatz /other/  x').then(() => caches.open('mine')).then(() => true)")
	k.rebuild(map[string]string{"site.yaml": keptSite + "offline: off\n"})
	k.open("de/tips/spesen/")
	k.waitFor("navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
	k.waitFor("caches.keys().then((names) => String(names.sort()) === 'ankerplatz /other/  x,mine')")
	k.open("de/tips/pruefen/")
	k.check("!navigator.serviceWorker.controller", "no worker comes back")
}

// TestOfflineLogin: what a proxy says in place of a page is not kept as the page,
// and does not take the page's place.
func TestOfflineLogin(t *testing.T) {
	t.Parallel()
	k := visited(t)
	for _, how := range []string{"redirect", "page", "401"} {
		k.login.Store(how)
		k.shows("de/tips/pruefen/", "Login")
		k.shows("de/tips/urlaub/", "Login")
		k.gone.Store(true)
		k.shows("de/tips/pruefen/", "Rechnung prüfen")
		k.shows("de/tips/urlaub/", "Du bist offline")
		k.gone.Store(false)
	}
}

// TestAhead: a page whose link the reader points at is fetched before the click,
// once; a download is not, nor a page of another language.
func TestAhead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ settings, want string }{
		{"", "/net/de/tips/spesen/ prefetch"},
		{"offline: off\n", "/net/de/tips/spesen/ prefetch"},
		{"signals: on\n", ""},
	} {
		k := keep(t, test.settings)
		k.expect("/_signal/")
		k.open("de/tips/pruefen/")
		if test.settings != "offline: off\n" {
			k.settled()
		}
		k.mu.Lock()
		k.asked = nil
		k.mu.Unlock()
		k.open("de/tips/pruefen/") // again, with the worker: what was fetched without it is not shown with it
		k.wait("document.readyState === 'complete'")
		for _, link := range []string{"liste.csv", "/en/tips/x/", "/de/tips/spesen/"} {
			var at []float64
			k.run(chromedp.Evaluate("(() => { const { x, y, width, height } = document.querySelector('main a[href$=\""+link+"\"]').getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()", &at))
			k.run(chromedp.MouseEvent("mouseMoved", at[0], at[1]))
			eval[bool](k.tab, "new Promise((done) => setTimeout(() => done(true), 300))")
		}
		k.mu.Lock()
		asked := slices.DeleteFunc(k.asked, func(path string) bool {
			return !strings.Contains(path, "/tips/") || strings.HasSuffix(path, "/tips/ prefetch") || strings.Contains(path, "/pruefen/")
		})
		k.mu.Unlock()
		if got := strings.Join(asked, ", "); got != test.want {
			t.Errorf("%q: %s was asked for, want %q", test.settings, got, test.want)
		}
		if test.want == "" {
			continue
		}
		k.click("main a[href$=\"/de/tips/spesen/\"]")
		k.wait("document.querySelector('h1')?.textContent === 'Spesen'")
		k.check("performance.getEntriesByType('navigation')[0].deliveryType === 'navigational-prefetch'", "the page that was fetched is the one that is shown")
	}
}

// TestOpenedParts: parts that were opened are open when the page is loaded again
// or come back to, not when it is opened anew.
func TestOpenedParts(t *testing.T) {
	t.Parallel()
	k := keep(t, "offline: off\n")
	part := "document.querySelector('main .prose details')"
	k.open("de/tips/pruefen/")
	k.wait(part)
	k.check("!"+part+".open", "it is closed")
	k.click("main .prose summary")
	k.wait("history.state?.opened?.includes(true)")
	k.run(chromedp.Reload())
	k.wait(part + "?.open")
	k.open("de/tips/spesen/")
	eval[bool](k.tab, "history.back(), true")
	k.wait(part + "?.open")
	k.open("de/tips/spesen/")
	k.open("de/tips/pruefen/")
	k.wait("document.readyState === 'complete'")
	k.check("!"+part+".open", "opened anew it is closed")
}
