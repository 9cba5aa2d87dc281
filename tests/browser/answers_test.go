package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// quay is a hub with somebody who knows an app, and a long page.
func quay(t *testing.T) *hub {
	return buildFiles(t, map[string]string{
		"site.yaml": "title: Quay\nlanguages: {list: [en]}\nprivacy: {consent: required}\norganisation:\n  departments: [{id: yard, name: Yard office}]\n  locations: [{id: north, name: North gate}]\n  apps: [{id: tally, name: Tally Book}]\nroles: {coverage: clerk}\n",
		"content/en/people/ada.md": "---\nname: Ada Quist\njob: Tally clerk\ndepartment: yard\nserves: [yard]\nlocation: north\nroles: [clerk]\ncontact: {phone: +45 12 34 56 78, email: ada@example.org, mobile: +45 99}\n" +
			"availability: [{days: [mon, tue, wed, thu, fri, sat, sun], from: '00:00', to: '24:00', where: Pier 3}]\ncompetencies: [{topic: tally, level: 4}]\nconsent: [contact, availability]\n---\nText.\n",
		"content/en/people/bo.md":   "---\nname: Bo Berg\ndepartment: yard\ncontact: {phone: +45 87 65 43 21, email: bo@example.org}\ncompetencies: [{topic: tally, level: 2}]\n---\nText.\n",
		"content/en/roles/clerk.md": "---\ntitle: Clerk\n---\nText.\n",
		"content/en/tips/close.md": "---\ntitle: Close the day\napps: [tally]\nminutes: 6\n---\nBegin in the evening.\n\n" + strings.Repeat("Wait for the ships.\n\n", 60) +
			"## Seal the ledger\n\n1. Stamp the vellum.\n2. Lock it.\n3. Sign.\n\n" + strings.Repeat("Then go home.\n\n", 40),
	})
}

// TestSearchLeadsToSections: what only a section says is found as this section,
// and is seen where one arrives.
func TestSearchLeadsToSections(t *testing.T) {
	t.Parallel()
	tb := newTab(t, quay(t))
	tb.size(360, 640)
	tb.open("en/")
	tb.ask("stamp the vellum ")
	tb.wait(found + ".length > 0")
	const first = found + "[0]"
	tb.check(first+".innerText.replace(/\\s+/g, ' ') === 'Close the day › Seal the ledger Stamp the vellum. 6 min · 3 steps'", "title, section, sentence, and what it takes")
	tb.check("[..."+first+".querySelectorAll('mark')].map(e => e.textContent).join() === 'Stamp,vellum'", "what was asked is marked")
	tb.keys(kb.Enter)
	tb.wait("location.pathname.endsWith('/tips/close/') && location.hash === '#seal-the-ledger' && document.readyState === 'complete'")
	tb.wait("(r => r.top >= 0 && r.bottom < 200)(document.querySelector('h2:target').getBoundingClientRect())")
	tb.check("getComputedStyle(document.querySelector('h2:target')).textDecorationLine === 'underline'", "the heading stands out")

	tb.ask("ledger seal ") // of the page that one is on
	tb.wait(found + ".length > 0")
	tb.check("document.querySelector('[data-search-dialog] .search-result-section mark').textContent === 'Seal'", "marks are in the heading, too")
	tb.open("en/search/?q=stamp+vellum")
	tb.wait("document.querySelector('[data-search-page] .search-result')?.hash === '#seal-the-ledger'")
}

// TestSearchCards: who or what is asked for by name comes first, with what one
// would do next, for eyes, keys and ears.
func TestSearchCards(t *testing.T) {
	t.Parallel()
	tb := newTab(t, quay(t))
	const (
		lines  = "document.querySelector('[data-search-dialog] .search-card-lines').innerText.replace(/\\s+/g, ' ')"
		card   = "document.querySelector('[data-search-dialog] .search-card')"
		listed = "[...document.querySelectorAll('[data-search-dialog] .search-result')].map(e => e.pathname)"
	)
	tb.open("en/")
	tb.ask("ada quist")
	tb.wait(card + "?.querySelectorAll('a').length === 3")
	tb.check(lines+".startsWith('Ada Quist Tally clerk Yard office · North gate Here now: 00:00–24:00, Pier 3')", "who it is, and when she is there")
	tb.check(card+".getAttribute('role') === 'group' && "+card+".getAttribute('aria-label') === 'Ada Quist'", "the card has a name")
	tb.check("!"+listed+".includes('/en/people/ada/')", "she comes once")
	tb.axe("a person's card", allRules)
	for _, want := range []string{"/en/people/ada/", "tel:+4512345678", "mailto:ada@example.org"} {
		tb.check(chosen+".href.endsWith("+quote(want)+")", "arrow down leads to "+want)
		tb.keys(kb.ArrowDown)
	}
	tb.keys(kb.Home, kb.Enter)
	tb.wait("location.pathname === '/en/people/ada/' && document.readyState === 'complete'")

	tb.ask("bo berg")
	tb.wait(card + "?.textContent.includes('Yard office')")
	tb.check(card+".querySelectorAll('a').length === 1", "what he has not agreed to is not there")
	tb.check("!document.documentElement.outerHTML.includes('bo@example.org')", "nor anywhere else")
	tb.ask("bo")
	tb.wait(listed + ".includes('/en/people/bo/')")
	tb.check("!"+card, "half a name is no name")

	tb.ask("tally book")
	tb.wait(card + "?.querySelectorAll('a').length === 2")
	tb.check(card+".innerText.replace(/\\s+/g, ' ').trim() === 'Tally Book Application · 1 page Whom to ask: Ada Quist'", "what the hub has on an app, and who knows it")
	tb.check(chosen+".pathname === '/en/apps/tally/'", "the app's page comes first")
	tb.axe("an app's card", allRules)
	tb.ask("tally book vellum")
	tb.wait(found + ".length > 0 && !" + card)

	tb.size(360, 640)
	tb.open("en/search/?q=yard+office")
	tb.wait("document.querySelector('[data-search-page] .search-card')?.textContent.includes('Ada Quist')")
	tb.check("document.querySelector('[data-search-page] .search-card a').pathname === '/en/departments/yard/'", "a department has a card")
	for _, wide := range eval[[]string](tb, tooWide) {
		t.Errorf("wider than the screen: %s", wide)
	}
	tb.axe("the search page with a card", allRules)
	tb.open("en/search/?q=yard+office&kind=profile")
	tb.wait("document.querySelector('[data-search-page] .search-result')")
	tb.check("!document.querySelector('[data-search-page] .search-card')", "who has chosen a filter has chosen what comes")
}
