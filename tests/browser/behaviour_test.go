package browser

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func itoa(n int) string { return strconv.Itoa(n) }

// TestFilters narrows the list of tips down.
func TestFilters(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"de/tips/", "de/competences/", "da/boundaries/"} {
		t.Run(strings.Trim(path, "/"), func(t *testing.T) {
			tb := newTab(t, atRoot)
			tb.open(path)
			const (
				rows   = "[...document.querySelectorAll('[data-item]')].filter(e => e.checkVisibility({visibilityProperty: true})).length"
				box    = "document.querySelector('[data-filter] input[type=checkbox]')"
				number = "+document.querySelector('[data-filter] [data-count]').textContent"
			)
			tb.wait("document.querySelector('[data-filter]').checkVisibility()")
			all := eval[int](tb, rows)
			promised := eval[int](tb, number)
			if promised == 0 || promised >= all {
				t.Fatalf("the first filter leaves %d of %d", promised, all)
			}

			eval[bool](tb, box+".click(), true")
			tb.wait(rows + " === " + itoa(promised))
			tb.check("document.querySelector('[data-filter-count]').textContent.includes("+itoa(promised)+")", "the number is said")
			tb.check("location.search.length > 1", "the choice stands in the address")
			tb.run(chromedp.Reload())
			tb.wait(rows + " === " + itoa(promised))

			tb.run(chromedp.SendKeys("[data-filter-text]", "qqqxxxzzz", chromedp.ByQuery))
			tb.wait(rows + " === 0 && document.querySelector('[data-filter-empty]').checkVisibility()")
			tb.check("[...document.querySelectorAll('[data-filter]')].every(e => !e.checkVisibility() || e.querySelector(':checked'))", "what would find nothing goes")
			tb.check("[...document.querySelectorAll('[data-filter-elsewhere]')].map(e => e.textContent.includes('qqqxxxzzz') && new URL(e.href).pathname + new URL(e.href).search).join() === ['search', 'people'].map((page) => `/${document.documentElement.lang}/${page}/?q=qqqxxxzzz`).join()",
				"the whole hub and its people can be asked the same")
			eval[bool](tb, "[...document.querySelectorAll('[data-filter-reset]')].find(e => e.checkVisibility({visibilityProperty: true})).click(), true")
			tb.wait(rows + " === " + itoa(all))
			tb.check("location.search === ''", "the address is as before")
		})
	}
}

// TestCompetences sorts the table of who knows what, and looks at one
// department's people only.
func TestCompetences(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.size(1280, 900)
	tb.open("de/competences/")
	const topics = "[...document.querySelectorAll('.knows tbody:nth-of-type(1) [data-item] th')].map(e => e.textContent)"
	tb.wait("document.querySelectorAll('.knows thead button').length === 6")
	asWritten := eval[[]string](tb, topics)
	head := func(n int) string { return ".knows thead th:nth-child(" + itoa(n) + ")" }
	state := func(n int) string {
		return eval[string](tb, "document.querySelector('"+head(n)+"').ariaSort ?? ''")
	}

	tb.click(head(1) + " button")
	sorted := eval[[]string](tb, topics+".sort(new Intl.Collator('de').compare)")
	if got := eval[[]string](tb, topics); !slices.Equal(got, sorted) || slices.Equal(got, asWritten) || state(1) != "ascending" {
		t.Errorf("sorted by topic, %s: %q", state(1), got)
	}
	tb.click(head(6) + " button")
	const experts = "[...document.querySelectorAll('.knows tbody:nth-of-type(1) [data-item] td:last-child')].map(e => +e.dataset.value)"
	if got := eval[[]int](tb, experts); !slices.IsSortedFunc(got, func(a, b int) int { return b - a }) || state(6) != "descending" || state(1) != "" {
		t.Errorf("sorted by experts, %s: %v", state(6), got)
	}
	tb.click(head(6) + " button")
	if got := eval[[]int](tb, experts); !slices.IsSorted(got) {
		t.Errorf("sorted the other way round: %v", got)
	}
	tb.click(head(6) + " button")
	if got := eval[[]string](tb, topics); !slices.Equal(got, asWritten) {
		t.Errorf("a third click: %q, want %q", got, asWritten)
	}

	eval[bool](tb, "document.querySelector('[data-filter=department] input[value=finance]').click(), true")
	const names = "[...new Set([...document.querySelectorAll('.knows li a')].filter(e => e.checkVisibility()).map(e => e.textContent))].sort().join()"
	if got := eval[string](tb, names); got != "Anna Petersen,Sanne de Vries" {
		t.Errorf("finance has %s", got)
	}
}

// TestChecklist ticks, reloads and starts anew.
func TestChecklist(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	path := tb.withElement("de", "data-checklist=")
	tb.open(path)
	const box = "document.querySelector('[data-checklist] input[type=checkbox]')"
	const ready = "document.querySelector('[data-checklist-progress]').checkVisibility()"
	tb.wait(ready + " && !document.querySelector('[data-checklist-reset]').checkVisibility()")
	eval[bool](tb, box+".click(), true")
	tb.run(chromedp.Reload())
	tb.wait(box + ".checked")
	tb.check("document.querySelectorAll('[data-checklist] input:checked').length === 1", "only that one is ticked")
	tb.wait("document.querySelector('[data-checklist-reset]').checkVisibility()")
	tb.click("[data-checklist-reset]")
	tb.run(chromedp.Reload())
	tb.wait(ready)
	tb.check("!"+box+".checked", "nothing is ticked")
}

// TestNextHours looks at a profile at several times of the week.
func TestNextHours(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("de/people/jonas-brandt/") // Monday to Friday 06:30–07:00, Thursday 14:00–15:00
	const note = "document.querySelector('[data-hours-next]')"
	tb.wait(note + ".checkVisibility()")
	for _, at := range [][2]string{
		{"2026-11-26T06:45", "Jetzt da: 06:30–07:00, Leitstand, beim Kaffee"},
		{"2026-11-26T07:00", "Heute: 14:00–15:00, Sprechstunde, Kantine Südkai"},
		{"2026-11-26T15:30", "Morgen: 06:30–07:00, Leitstand, beim Kaffee"},
		{"2026-11-27T07:01", "Das nächste Mal: Mo 06:30–07:00, Leitstand, beim Kaffee"},
	} {
		got := eval[string](tb, `(() => {
			window.RealDate ??= Date;
			window.Date = class extends RealDate { constructor() { super(`+quote(at[0])+`) } };
			document.dispatchEvent(new Event("visibilitychange"));
			return `+note+`.textContent.trim();
		})()`)
		if got != at[1] {
			t.Errorf("%s: %s, want %s", at[0], got, at[1])
		}
		tb.check("document.querySelectorAll('[data-hours][data-next]').length === 1", "one hour is marked")
	}
}

// TestTheme goes from the system's colours to light and dark, and on to the
// next page.
func TestTheme(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.scheme("light")
	tb.open("en/")
	const scheme = "getComputedStyle(document.documentElement).colorScheme"
	tb.wait("!document.querySelector('[data-theme-switch]').hidden")
	tb.click("[data-theme-switch]")
	tb.wait(scheme + " === 'light'")
	tb.click("[data-theme-switch]")
	tb.wait(scheme + " === 'dark'")
	tb.open("en/tips/")
	tb.wait(scheme + " === 'dark'")
	tb.click("[data-theme-switch]")
	tb.wait(scheme + " === 'light dark'")
}

// TestDiagrams looks at what Mermaid draws under the policy, light and dark.
func TestDiagrams(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.scheme("light")
	tb.open(tb.sample("diagram", "en"))
	const (
		drawn = "document.querySelectorAll('.diagram svg').length === document.querySelectorAll('pre.mermaid').length"
		text  = "[...document.querySelectorAll('.diagram :is(text, tspan)')].find(e => e.textContent.trim() && !e.children.length)"
		ink   = "getComputedStyle(" + text + ").fill"
	)
	tb.wait("document.querySelector('.diagram svg') && " + drawn)
	tb.check("[...document.querySelectorAll('.diagram')].every(e => e.clientHeight > 20)", "diagrams have a size")
	light := eval[string](tb, ink)
	tb.scheme("dark")
	tb.wait(ink + " !== " + quote(light))
}

// TestLanguages comes to the root of the hub with and without a past.
func TestLanguages(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.open("")
	tb.wait("/^[/]intranet[/]hub[/](" + strings.Join(languages, "|") + ")[/]$/.test(location.pathname)")
	tb.open("en/")
	eval[bool](tb, "document.querySelector('[data-language-switch][hreflang=da]').click(), true")
	tb.wait("location.pathname === '/intranet/hub/da/'")
	tb.open("")
	tb.wait("location.pathname === '/intranet/hub/da/'")
}

// TestMenus closes a menu by keyboard.
func TestMenus(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("en/")
	const menu = "document.querySelector('details[data-menu]')"
	tb.run(chromedp.Focus("details[data-menu] summary", chromedp.ByQuery))
	tb.keys(kb.Enter)
	tb.wait(menu + ".open")
	tb.keys(kb.Escape)
	tb.check("!"+menu+".open && document.activeElement === "+menu+".querySelector('summary')", "Escape closes the menu")
}

// TestCopy copies code and the page's address.
func TestCopy(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open(tb.withElement("en", "<pre"))
	tb.wait("document.querySelector('.copy-code')")
	const label = "document.querySelector('.copy-code').textContent"
	before := eval[string](tb, label)
	tb.run(chromedp.Click(".copy-code", chromedp.ByQuery)) // a real one: scripts may not copy by themselves
	tb.wait(label + " !== " + quote(before))
	tb.wait(label + " === " + quote(before))

	// The page's link: for a while a tick, and the words beside it.
	const seen = "[...document.querySelectorAll('[data-copy-link] .icon')].map((sign) => sign.checkVisibility()).join()"
	tb.check(seen+" === 'true,false'", "at first there is the sign of a link")
	tb.run(chromedp.Click("[data-copy-link]", chromedp.ByQuery))
	tb.wait(seen + " === 'false,true'")
	tb.check("(({color, backgroundColor}) => color !== backgroundColor)(getComputedStyle(document.querySelector('[data-copy-link]')))", "the tick is seen")
	tb.check("document.querySelector('[data-copy-link] [data-label]').getBoundingClientRect().width > 20", "so are the words")
	tb.wait(seen + " === 'true,false'")

	// A heading's link leads there, and copies it.
	const anchor = "document.querySelector('.heading > .anchor')"
	tb.run(chromedp.Click(".heading > .anchor", chromedp.ByQuery))
	tb.wait(anchor + ".dataset.state === 'done' && " + anchor + ".textContent === '✓'")
	tb.check("location.hash === new URL("+anchor+".href).hash", "it leads there")
	tb.wait("[...document.querySelectorAll('[role=status]')].some((region) => region.textContent === document.body.dataset.tCopiedLink)")
	tb.wait(anchor + ".textContent === '#'")
}
