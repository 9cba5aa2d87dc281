package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBoard sorts the ideas of a column, and opens what is folded where a
// filter leaves it.
func TestBoard(t *testing.T) {
	t.Parallel()
	files := map[string]string{"site.yaml": "title: Test\nbase_url: https://hub.example/\nlanguages: {default: de, list: [de]}\n"}
	for name, fields := range map[string]string{
		"Groß": "value: 3\neffort: 3\ndate: 2026-01-01", "Klein": "value: 1\neffort: 1\ndate: 2026-02-01", "Mittel": "value: 2\neffort: 1\ndate: 2026-03-01",
		"Ungeschätzt": "tags: [x]", "Fertig": "state: done",
	} {
		files["content/de/ideas/"+name+".md"] = "---\ntitle: " + name + "\n" + fields + "\n---\nText.\n"
	}
	for i := range 6 {
		files["content/de/ideas/"+itoa(i)+".md"] = "---\ntitle: Abgelehnt\nstate: declined\n---\nText.\n"
	}
	tb := newTab(t, buildFiles(t, files))
	tb.open("de/ideas/")
	const titles = "[...document.querySelectorAll('[data-sorted] .row-title')].map(e => e.textContent).join()"
	tb.wait("document.querySelector('[data-sort-by]').checkVisibility()")
	sorted := func(by string) string {
		return eval[string](tb, "(s => { s.value = '"+by+"'; s.dispatchEvent(new Event('change')) })(document.querySelector('[data-sort-by]')) ?? "+titles)
	}
	for _, c := range [][2]string{
		{"effort", "Mittel,Klein,Groß,Ungeschätzt"},
		{"value", "Groß,Mittel,Klein,Ungeschätzt"},
		{"created", "Mittel,Klein,Groß,Ungeschätzt"},
		{"priority", "Mittel,Groß,Klein,Ungeschätzt"},
	} {
		if got := sorted(c[0]); got != c[1] {
			t.Errorf("by %s: %s, want %s", c[0], got, c[1])
		}
	}
	tb.check("!document.querySelector('details.board').open", "what is done is folded")
	tb.run(chromedp.SendKeys("[data-filter-text]", "fertig", chromedp.ByQuery))
	tb.wait("document.querySelector('details.board').open && document.querySelector('details.board .row-title').checkVisibility()")
	tb.check("!document.querySelector('.columns .board').checkVisibility()", "columns in which nothing is left are hidden")
}
