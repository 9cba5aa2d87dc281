package browser

import (
	"strings"
	"testing"
	"time"
)

// aHub is a small hub with four people who know the crane equally well, news
// that are pinned and questions.
func aHub(t *testing.T) *hub {
	t.Helper()
	person := func(name, more string) string {
		return "---\nname: " + name + "\ndepartment: quay\ncompetencies: [{topic: crane, level: 3}]\n" + more + "---\n"
	}
	files := map[string]string{
		"site.yaml": "title: Quay\nlanguages: {list: [en]}\nfeedback: {ask: 'mailto:k@example.org?subject={title}&body={text}'}\n" +
			"organisation: {departments: [{id: quay, name: Quay & pier}, {id: yard, name: Yard}], apps: [{id: crane, name: Crane}]}\n",
		"content/en/people/ada.md":  person("Ada Quist", ""),
		"content/en/people/bo.md":   person("Bo Berg", "availability: [{days: [tue], from: '09:00', to: '10:00', where: pier}]\n"),
		"content/en/people/cy.md":   person("Cy Carr", "availability: [{days: [wed], from: '09:00', to: '10:00'}, {days: [tue], from: '11:00'}]\n"),
		"content/en/tips/crane.md":  "---\ntitle: Crane\napps: [crane]\n---\nText.\n",
		"content/en/news/quay.md":   "---\ntitle: The quay is closed\npin: true\nuntil: 2099-01-01\ndepartments: [quay]\ndate: 2026-01-01\n---\nText.\n",
		"content/en/news/yard.md":   "---\ntitle: The yard is closed\npin: true\nuntil: 2099-01-01\ndepartments: [yard]\ndate: 2026-01-02\n---\nText.\n",
		"content/en/questions/a.md": "---\nasked: How do I lift?\nstate: answered\nanswered_by: [ada]\nowner: ada\napps: [crane]\ntimes: 2\n---\nSlowly.\n",
		"content/en/questions/b.md": "---\nasked: May I swim?\nowner: bo\n---\n",
	}
	for i := range 8 {
		files["content/en/questions/rope-"+itoa(i)+".md"] = "---\nasked: Where is rope " + itoa(i) + "?\nstate: answered\nanswered_by: [ada]\nowner: ada\napps: [crane]\n---\nOn the pier.\n"
	}
	return buildFiles(t, files)
}

// TestAskedNow: among people who are as good to ask, those come first who can
// be found just now, and it is said of all when they can be found today.
func TestAskedNow(t *testing.T) {
	t.Parallel()
	tb := newTab(t, aHub(t))
	tb.open("en/tips/crane/")
	const list = "document.querySelector('[data-asked]')"
	tb.wait(list)
	at := func(when string) []string {
		return eval[[]string](tb, `(async () => {
			window.RealDate ??= Date;
			window.Date = class extends RealDate { constructor() { super(`+quote(when)+`) } };
			document.dispatchEvent(new Event("visibilitychange"));
			return [...`+list+`.children].map((e) => e.querySelector(".person-name").textContent + ": " + (e.querySelector("[data-when]")?.textContent ?? ""));
		})()`)
	}
	for end := time.Now().Add(10 * time.Second); !strings.Contains(at("2026-11-24T09:30")[0], "Here now") && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond) // until the script is there
	}
	for when, want := range map[string][2]string{ // first, and what is said of the other with hours
		"2026-11-24T09:30": {"Bo Berg: Here now: 09:00–10:00, pier", "Cy Carr: Today: 11:00"},
		"2026-11-24T11:30": {"Cy Carr: Here now: 11:00", "Bo Berg: Tue 09:00–10:00, pier"},
	} {
		got := at(when)
		if len(got) != 3 || got[0] != want[0] || got[1] != want[1] && got[2] != want[1] {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	eval[bool](tb, list+".lastElementChild.querySelector('a').focus(), true")
	before := at("2026-11-25T09:30")
	if after := at("2026-11-24T09:30"); len(after) != 3 || before[0][:3] != after[0][:3] {
		t.Errorf("%q came after %q while somebody was at it", after, before)
	}
}

// TestPinnedNews: readers whose department is known are not shown what concerns
// others, and their questions say which it is.
func TestPinnedNews(t *testing.T) {
	t.Parallel()
	tb := newTab(t, aHub(t))
	const shown = "[...document.querySelectorAll('.banner')].filter((e) => e.checkVisibility()).map((e) => e.querySelector('a').textContent).join()"
	const ask = "document.querySelector('.footer a[href^=mailto]')"
	tb.open("en/questions/")
	tb.check(shown+" === 'The yard is closed,The quay is closed'", "as long as nobody knows, all are there")
	tb.check("document.querySelector('.banner strong').textContent === 'For Yard:'", "it is said whom they concern")
	tb.check(ask+".href.endsWith('Department%3A%20')", "the department is left to the reader")
	eval[bool](tb, "localStorage.setItem('ankerplatz.department', 'quay'), true")
	tb.open("en/questions/")
	tb.wait(shown + " === 'The quay is closed'")
	eval[bool](tb, "document.addEventListener('click', (event) => event.preventDefault()), true")
	tb.wait("(" + ask + ".click(), " + ask + ".getAttribute('href').endsWith('Department%3A%20Quay%20%26%20pier'))")
	eval[bool](tb, ask+".click(), true")
	tb.check(ask+".getAttribute('href').endsWith('Department%3A%20Quay%20%26%20pier')", "once")
}

// TestQuestions opens an answer in the list, and narrows the list down.
func TestQuestions(t *testing.T) {
	t.Parallel()
	tb := newTab(t, aHub(t))
	tb.open("en/questions/")
	tb.wait("document.querySelector('[data-filter-text]').checkVisibility()")
	tb.check("!document.querySelector('.faq .prose').checkVisibility()", "answers are folded")
	tb.click(".faq summary")
	tb.check("document.querySelector('.faq .prose').checkVisibility() && document.querySelector('.faq .prose').textContent.trim() === 'Slowly.'", "the answer opens")
	tb.axe("an open answer", allRules)
	eval[bool](tb, "(b => { b.value = 'swim'; b.dispatchEvent(new Event('input', { bubbles: true })); return true })(document.querySelector('[data-filter-text]'))")
	tb.check("!document.querySelector('.faq summary').checkVisibility() && document.querySelector('#_open .faq-question').checkVisibility()", "only what fits is left")
}
