package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// withIT is a small hub in which IT solves accounts.
func withIT(t *testing.T, it string) *hub {
	t.Helper()
	return buildFiles(t, map[string]string{
		"site.yaml": "title: Quay\nlanguages: {list: [en]}\nfeedback: {it: '" + it + "', improve: 'mailto:k@example.org?subject={title}', report: 'https://git.example/?t={title}'}\n" +
			"organisation: {departments: [{id: quay, name: Quay & pier}], apps: [{id: crane, name: Crane}]}\n",
		"content/en/people/ada.md":   "---\nname: Ada Quist\ndepartment: quay\n---\nText.\n",
		"content/en/roles/key.md":    "---\ntitle: Key user\nboundaries: {it: [{text: Accounts, see: [account]}]}\n---\nText.\n",
		"content/en/tips/account.md": "---\ntitle: The account is locked\n---\nWait a quarter of an hour.\n",
		"content/en/tips/crane.md":   "---\ntitle: Lift with the crane\napps: [crane]\n---\nSlowly.\n",
	})
}

const ticketShown = "document.querySelector('dialog [data-search-it]').checkVisibility()"

// TestTicket: a search that IT can help with says so, with the question in the
// ticket; links and texts of tickets get the reader's department.
func TestTicket(t *testing.T) {
	t.Parallel()
	tb := newTab(t, withIT(t, "https://it.example/?title={title}&text={text}"))
	tb.open("en/")
	tb.slash()
	tb.insert("account locked & lost ")
	tb.wait(ticketShown)
	const link = "new URL(document.querySelector('dialog [data-search-ticket]').href).searchParams"
	tb.check(link+".get('title') === 'account locked & lost' && "+link+".get('text').split('\\r\\n')[1] === 'account locked & lost'", "the question is in the ticket")
	tb.axe("what IT solves in the dialog", allRules)
	eval[bool](tb, field+".select(), true")
	tb.insert("lift crane ")
	tb.wait("[..." + found + "].some(({ pathname }) => pathname === '/en/tips/crane/')")
	tb.check("!"+ticketShown, "what others solve does not lead to IT")
	tb.check("(async () => { const { value } = "+field+"; "+field+".value = 'account ' + 'ü'.repeat(5000); "+field+".dispatchEvent(new InputEvent('input', { bubbles: true })); await new Promise((done) => setTimeout(done, 1500)); return document.querySelector('dialog [data-search-ticket]').href.length <= 8000 })()",
		"no address is too long, whatever is pasted")

	eval[bool](tb, "localStorage.setItem('ankerplatz.department', 'quay'), true")
	tb.open("en/tips/crane/")
	tb.click("[data-helpful] summary")
	tb.axe("the end of a tip", allRules)
	const last = "document.querySelector('[aria-labelledby=_it-last] a')"
	eval[bool](tb, "document.addEventListener('click', (event) => event.preventDefault()), true")
	tb.wait("(" + last + ".click(), new URL(" + last + ".href).searchParams.get('text').endsWith('\\r\\nDepartment: Quay & pier'))")
}

// TestTicketCopied: where the address of IT takes no text, the ticket is copied.
func TestTicketCopied(t *testing.T) {
	t.Parallel()
	tb := newTab(t, withIT(t, "https://it.example/"))
	tb.open("en/")
	eval[bool](tb, "localStorage.setItem('ankerplatz.department', 'quay'), true")
	tb.open("en/tips/account/")
	const text = "document.querySelector('[aria-labelledby=_solved] code').textContent"
	tb.check("!"+text+".includes('Quay')", "the department stands on no page")
	tb.wait("(document.querySelector('[aria-labelledby=_solved] summary').click(), " + text + ".endsWith('\\nDepartment: Quay & pier'))")
	tb.check("document.querySelector('[aria-labelledby=_solved] .copy-code')", "it can be copied")
	tb.slash()
	tb.insert("account ")
	tb.wait(ticketShown)
	tb.check("document.querySelector('dialog [data-search-ticket-text]').textContent.split('\\n')[1] === 'account'", "the question is in the text")
}

// TestHelpfulWithoutScripts answers whether a tip helped, by keyboard.
func TestHelpfulWithoutScripts(t *testing.T) {
	t.Parallel()
	tb := newTab(t, withIT(t, "https://it.example/?text={text}"))
	tb.run(disableScripts(true))
	for _, width := range []int64{360, 1280} {
		tb.size(width, 900)
		tb.open("en/tips/crane/")
		tb.check("document.querySelector('[data-answer=yes]').href === 'mailto:k@example.org?subject=This%20helped%3A%20Lift%20with%20the%20crane'", "yes is a message")
		tb.check("!document.querySelector('[data-answer=fails]').checkVisibility()", "reasons are folded")
		tb.run(chromedp.Focus("[data-helpful] summary", chromedp.ByQuery))
		tb.keys("\r", "\t")
		tb.check("document.activeElement.dataset.answer === 'fails' && document.activeElement.checkVisibility() && document.activeElement.href.startsWith('https://git.example/?t=It%20doesn')", "the reasons are messages")
		tb.check("[...document.querySelectorAll('[data-answer]')].every(e => e.getBoundingClientRect().height >= 44)", "answers can be hit with a finger")
		tb.check("document.documentElement.scrollWidth <= innerWidth", "nothing is wider than the window")
	}
}
