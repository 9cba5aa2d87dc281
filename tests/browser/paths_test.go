package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestPathProgress ticks a learning path's steps by keyboard. The browser knows
// how far one is after a reload, in the list and on the home page.
func TestPathProgress(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	const page = "en/paths/new-as-a-key-user/"
	const label = "document.querySelector('[data-checklist-progress] [data-label]').textContent"
	const boxes = "[...document.querySelectorAll('[data-checklist] input')]"
	const goOn = "[...document.querySelectorAll('[data-go-on] > li')].filter((item) => item.checkVisibility()).map((item) => item.textContent.trim()).join('; ')"

	tb.open("en/")
	tb.check(goOn+" === 'Begin with Read the role'", "it begins with its first step")
	tb.open(page)
	tb.wait(label + " === '0 of 11 done'")
	tb.check(boxes+".every((box) => box.getBoundingClientRect().height >= 22 && box.labels.length === 1)", "boxes can be hit, and have words")
	tb.check("new Set("+boxes+".slice(0, 7).map((box) => box.ariaLabel)).size === 7", "each says which step it is")

	// The first two, as somebody without a mouse does it.
	eval[bool](tb, boxes+"[0].focus(), true")
	tb.keys(" ", "\t", "\t", " ") // past the link of the second step
	tb.wait(label + " === '2 of 11 done'")
	tb.run(chromedp.Reload())
	tb.wait(label + " === '2 of 11 done'")
	tb.check(boxes+".map((box) => Number(box.checked)).join('') === '11000000000'", "the first two are ticked")

	tb.open("en/")
	tb.wait(goOn + " === 'Go on with Get a locked document in Acta released'")
	tb.check("document.querySelector('.start [data-ticks]').textContent.includes('2 of 11 done')", "the home page says how far one is")
	tb.open("en/paths/")
	tb.wait("document.querySelector('[data-ticks]').textContent.includes('2 of 11 done')")

	// All steps, and then all that one can do.
	tb.open(page)
	tb.wait(label + " === '2 of 11 done'")
	eval[bool](tb, boxes+".slice(2, 7).forEach((box) => box.click()), true")
	tb.open("en/")
	tb.wait(goOn + " === 'Go on with What I can do now'")
	tb.open(page)
	tb.wait(label + " === '7 of 11 done'")
	eval[bool](tb, boxes+".slice(7).forEach((box) => box.click()), true")
	tb.open("en/")
	tb.wait(goOn + " === 'You have done it all. Take your certificate.'")
	tb.check("fetch(document.querySelector('[data-finished] a').href).then((answer) => answer.headers.get('Content-Type') === 'application/pdf')", "and there it is")

	tb.open(page)
	tb.wait("document.querySelector('[data-checklist-reset]').checkVisibility()")
	tb.click("[data-checklist-reset]")
	tb.wait(label + " === '0 of 11 done'")
	tb.check("document.activeElement === "+boxes+"[0]", "where the button was, the list begins")
}

// TestPathWithoutScripts: a path is a list then, and promises nothing.
func TestPathWithoutScripts(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.run(emulation.SetScriptExecutionDisabled(true))
	tb.open("en/paths/new-as-a-key-user/")
	tb.check("[...document.querySelectorAll('.kit-title')].every((step) => step.href && step.checkVisibility()) && document.querySelectorAll('.kit-title').length === 7", "its steps can be opened")
	tb.check("['[data-checklist-progress]', '[data-checklist-reset]', '[data-checklist-note]'].every((part) => !document.querySelector(part).checkVisibility())", "nothing is said to be remembered")
	tb.check("document.querySelector('.panel a[href$=\".pdf\"]').checkVisibility()", "the certificate is there")
	tb.open("en/")
	tb.check("[...document.querySelectorAll('[data-go-on] > li')].filter((item) => item.checkVisibility()).length === 1", "the home page leads to the first step")
}
