package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const (
	aToolkit  = "en/toolkits/welcome/"
	shownBars = "[...document.querySelectorAll('.way')].filter((bar) => bar.checkVisibility())"
)

// TestWay goes from a toolkit through its steps. The bar stays after a reload and
// where the reader goes on within a page; who goes on has done a step; the home
// page leads back to where one was.
func TestWay(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	const done = "[...document.querySelectorAll('.kit [data-tick]')].map((box) => Number(box.checked)).join('')"
	tb.open("en/")
	tb.check("!document.querySelector('[data-went]').checkVisibility()", "nobody was anywhere")
	tb.open(aToolkit)
	tb.wait("document.querySelector('[data-checklist-progress]').checkVisibility()")
	steps := eval[int](tb, "document.querySelectorAll('.kit > li').length")
	tb.click(".kit-title")
	tb.wait("document.querySelector('.way-below')")
	tb.check("location.hash === '#in=toolkits/welcome'", "the address says where the reader comes from")
	where := "document.querySelector('.way[data-shown] .way-where span')?.textContent"
	tb.check(where+" === 'Step 1 of "+itoa(steps)+"'", "the bar says which step it is")
	tb.check(shownBars+".length === 2 && "+shownBars+".every((bar) => bar.querySelector('[rel=next]').checkVisibility())", "the way on stands above and below the text")
	tb.check("document.querySelector('link[rel=canonical]') === null || !document.querySelector('link[rel=canonical]').href.includes('#')", "search engines know one address")

	// Within the page, and after a reload there.
	eval[bool](tb, "location.hash = '_main', true")
	tb.wait("history.state?.way === 'in=toolkits/welcome'")
	tb.run(chromedp.Reload())
	tb.wait(shownBars + ".length === 2")

	tb.click(".way-below [rel=next]")
	tb.wait(where + " === 'Step 2 of " + itoa(steps) + "'")
	tb.open("en/")
	tb.wait("document.querySelector('[data-went]')?.checkVisibility()")
	step := eval[string](tb, "document.querySelector('[data-went] a').textContent")
	tb.click("[data-went] a")
	tb.wait("document.querySelector('.way[data-shown]')?.dataset.tick === " + quote(step))

	tb.open(aToolkit)
	tb.wait("document.querySelector('.kit [data-tick]')?.checked")
	tb.check(done+" === '1' + '0'.repeat("+itoa(steps-1)+")", "the first step is done, the second was only opened")
	tb.check("document.querySelector('.go-on > li:not([hidden])').textContent.includes("+quote(step)+")", "it goes on where the reader was")
	tb.open("en/toolkits/")
	tb.wait("[...document.querySelectorAll('[data-ticks]')].some((fact) => fact.textContent.includes('1 of '))")

	// By the bar's own box, and from the toolkit's page away again.
	tb.open("en/")
	tb.wait("document.querySelector('[data-went]')?.checkVisibility()")
	tb.click("[data-went] a")
	tb.wait("document.querySelector('.way .kit-tick')?.checkVisibility()")
	tb.click(".way .kit-tick input")
	tb.open(aToolkit)
	tb.wait(done + ".startsWith('11')")
	tb.click("[data-checklist-reset]")
	tb.check(done+" === '0'.repeat("+itoa(steps)+")", "it begins anew")
	tb.check("document.querySelector('.go-on > li:not([hidden])').dataset.tick === document.querySelector('.kit [data-tick]').dataset.tick", "with the first step")
	tb.open("en/")
	tb.check("!document.querySelector('[data-went]').checkVisibility()", "and the home page leads nowhere")
}

// TestWayWithoutScripts: the bar comes with the address alone, and not without.
func TestWayWithoutScripts(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.run(emulation.SetScriptExecutionDisabled(true))
	tb.open(aToolkit)
	tip := eval[string](tb, "document.querySelector('.kit-title').getAttribute('href')")
	tb.click(".kit-title")
	tb.wait("document.querySelector('.way')?.checkVisibility()")
	tb.check(shownBars+".length === 1 && "+shownBars+"[0].getBoundingClientRect().top >= 0", "it is in sight")
	tb.check("!document.querySelector('.way .kit-tick').checkVisibility()", "nothing can be ticked")
	tb.click(".way [rel=next]")
	tb.wait("document.querySelector('.way:target .way-where span')?.textContent.startsWith('Step 2')")
	eval[bool](tb, "location.href = "+quote(tip)+".replace(/#.*/, ''), true")
	tb.wait("!location.hash && document.readyState === 'complete'")
	tb.check(shownBars+".length === 0", "who comes otherwise sees none")
}

// TestWayFits: on a phone the bar takes two lines.
func TestWayFits(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.size(360, 740)
	tb.open(aToolkit)
	tb.click(".kit-title")
	tb.wait("document.querySelector('.way-below')")
	tb.check("document.documentElement.scrollWidth <= 360", "nothing leaves the screen")
	tb.check("document.querySelector('.way').getBoundingClientRect().height < 190", "and the text begins on it")
	tb.axe("a step of a toolkit", allRules)
}
