package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestLightbox: a picture that a phone has too little room for is seen large by
// Enter and closed by Escape, which leads back to it; where there is room for
// all of it there is nothing to enlarge.
func TestLightbox(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	page := tb.withElement("de", "<dialog class=\"lightbox")
	tb.size(360, 740)
	tb.open(page)
	tb.wait("document.querySelector('.enlarge > img')")
	tb.run(chromedp.Focus(".enlarge", chromedp.ByQuery))
	tb.keys(kb.Enter)
	const dialog = "document.querySelector('[data-lightbox]')"
	tb.wait(dialog + ".open && " + dialog + ".querySelector('[data-stage] img').complete")
	tb.check(dialog+".querySelector('[data-words]').textContent !== ''", "its words stand below it")
	tb.check(dialog+".querySelector('[data-next]').hidden", "one picture leads to no other")
	tb.check(dialog+".scrollWidth <= innerWidth && "+dialog+".querySelector('img').clientWidth > 0", "the picture fits the phone")
	tb.axe("a picture enlarged", allRules)
	const moves = "(stage => stage.scrollWidth > stage.clientWidth)(" + dialog + ".querySelector('[data-stage]'))"
	tb.check(moves, "where there is no more room than on the page, it is in its own size")
	tb.click("[data-stage] img")
	tb.check("!"+moves, "a click shows all of it")
	tb.click("[data-stage] img")
	tb.check(moves, "another shows it in its own size")
	tb.keys(kb.Escape)
	tb.wait("!" + dialog + ".open")
	tb.check("document.activeElement.matches('.enlarge')", "the focus is where it was")

	// A page may have several.
	eval[bool](tb, "document.querySelector('.enlarge').after(document.querySelector('.enlarge').cloneNode(true)), true")
	tb.keys(kb.Enter)
	tb.wait(dialog + ".querySelector('[data-place]').textContent.includes('1')")
	tb.keys(kb.ArrowRight)
	tb.check(dialog+".querySelector('[data-place]').textContent.startsWith('Bild 2 von 2')", "an arrow leads to the next")
	tb.click("[data-lightbox] [data-previous]")
	tb.check(dialog+".querySelector('[data-place]').textContent.startsWith('Bild 1')", "a button leads back")
	tb.click("[data-lightbox] [data-close]")
	tb.wait("!" + dialog + ".open")

	tb.size(1280, 900)
	tb.open(page)
	tb.wait("document.querySelector('.prose img').clientWidth > 0")
	tb.check("!(img => img.getAttribute('width') > img.clientWidth * 1.15)(document.querySelector('.prose img')) === !document.querySelector('.enlarge')",
		"only what is shown smaller than it is can be enlarged")
}
