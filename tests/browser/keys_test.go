package browser

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestKeys: "?" shows what the keys do, but not in a field, and not once single
// keys are switched off; then "/" does nothing either.
func TestKeys(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	const open = "document.querySelector('[data-keys]').open"
	question := func() {
		tb.press(input.DispatchKeyEvent(input.KeyDown).WithModifiers(input.ModifierShift).WithKey("?").WithCode("Slash").WithText("?"))
	}
	tb.open("en/")
	tb.wait("document.querySelector('[data-keys-open]')?.checkVisibility()")
	question()
	tb.wait(open)
	tb.check("document.activeElement.closest('[data-keys]') !== null", "the focus is in it")
	tb.axe("what the keys do", allRules)
	tb.keys("\x1b")
	tb.wait("!" + open)

	tb.ctrlK()
	tb.wait("document.querySelector('[data-search-dialog]').open")
	question()
	tb.wait("document.querySelector('[data-search-dialog] [data-search-input]').value === '?'")
	tb.check("!"+open, "in a field it is a letter")
	tb.keys("\x1b", "\x1b")

	tb.open("en/tips/")
	tb.wait("document.querySelector('[data-keys-open]')?.checkVisibility()")
	tb.click("[data-keys-open]")
	tb.wait(open)
	tb.click("[data-keys-switch]")
	tb.check("[...document.querySelectorAll('[data-keys-single]')].every((row) => !row.checkVisibility())", "these keys are told no more")
	tb.click("[data-keys-close]")
	tb.wait("!" + open)
	tb.run(chromedp.Reload())
	tb.wait("document.querySelector('[data-keys-open]')?.checkVisibility()")
	question()
	tb.slash()
	tb.check("!"+open+" && !document.querySelector('[data-search-dialog]').open", "neither key does anything")
	tb.ctrlK()
	tb.wait("document.querySelector('[data-search-dialog]').open")
}

// TestSearchStaysInReach: the bar's first line is there while a page is scrolled,
// nothing moves when it comes, headings that are gone to are not below it, and
// a low window has all its room.
func TestSearchStaysInReach(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("de/roles/key-user/")
	tb.wait("document.querySelector('[data-keys-open]')?.checkVisibility()")
	height := eval[float64](tb, "document.documentElement.scrollHeight")
	tb.click(".toc a[href='#_boundaries']")
	tb.wait("document.querySelector('.topbar').hasAttribute('data-stuck')")
	const find = "document.querySelector('.find').getBoundingClientRect()"
	tb.wait(find + ".top >= 0 && " + find + ".bottom < 70")
	tb.check("document.querySelector('#_boundaries').getBoundingClientRect().top > "+find+".bottom", "the heading is in sight")
	tb.check("document.documentElement.scrollHeight === "+itoa(int(height)), "the page is as high as before")
	tb.check("document.querySelector('.sections').checkVisibility() === false", "only the first line is there")
	eval[bool](tb, "scrollTo(0, 0), true")
	tb.wait("!document.querySelector('.topbar').hasAttribute('data-stuck') && document.querySelector('.sections').checkVisibility()")

	tb.size(1280, 400)
	eval[bool](tb, "scrollTo(0, 1500), true")
	tb.wait("document.querySelector('.topbar').hasAttribute('data-stuck')")
	tb.check(find+".bottom < 0", "a low window belongs to the text")
}

// TestPlainZero: the zero of texts has no slash, that of code has one.
func TestPlainZero(t *testing.T) {
	t.Parallel()
	tb := newTab(t, atRoot)
	tb.open("de/")
	const inked = `(async (font) => {
		await document.fonts.load("200px " + font, "0");
		const canvas = document.createElement("canvas");
		[canvas.width, canvas.height] = [200, 300];
		const ink = canvas.getContext("2d");
		ink.font = "200px " + font;
		ink.textAlign = "center";
		ink.textBaseline = "alphabetic";
		ink.fillText("0", 100, 250);
		const { actualBoundingBoxAscent: high } = ink.measureText("0");
		return ink.getImageData(99, 250 - Math.round(high / 2), 1, 1).data[3] > 0;
	})`
	for font, slash := range map[string]bool{`'"Atkinson Next"'`: false, `'"Atkinson Mono"'`: true} {
		if got := eval[bool](tb, inked+"("+font+")"); got != slash {
			t.Errorf("the zero of %s has ink in its middle: %v, want %v", font, got, slash)
		}
	}
}
