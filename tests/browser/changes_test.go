package browser

import (
	"fmt"
	"testing"
)

// TestMyChanges: once the browser knows the reader's department, the home page
// shows what changes next for it: what concerns it, one above it, or everybody.
func TestMyChanges(t *testing.T) {
	t.Parallel()
	change := func(when, departments string) string {
		return "---\ntitle: From " + when + "\nwhen: " + when + "\ndepartments: [" + departments + "]\n---\nText.\n"
	}
	files := map[string]string{
		"site.yaml": `title: Hub
languages: {list: [en]}
organisation:
  departments: [{id: finance, name: Finance, users: 9}, {id: procurement, name: Procurement, users: 9, parent: finance}, {id: quay, name: Quay, users: 9}]
`,
		"content/people/bo.md": "---\nname: Bo Holm\ndepartment: finance\n---\nText.\n",
		"content/changes/a.md": change("2999-01-01", "quay"),
		"content/changes/b.md": change("2999-01-02", "finance"),
		"content/changes/c.md": change("2999-01", ""),
		"content/changes/d.md": change("2999-Q1", "procurement"),
		"content/changes/e.md": change("2999-Q2", "quay"),
	}
	for day := range 7 { // shorter lists have no filters
		files[fmt.Sprintf("content/changes/later-%d.md", day)] = change(fmt.Sprintf("2999-12-%02d", day+1), "quay")
	}
	tb := newTab(t, buildFiles(t, files))
	const rows = "[...document.querySelectorAll('.bands .row')].filter((row) => row.checkVisibility()).map((row) => row.querySelector('a').textContent).join()"
	choose := func(department, want string) {
		t.Helper()
		tb.wait("document.querySelector('[data-mine-choose] option[value=" + department + "]')")
		eval[bool](tb, "(s => { s.value = '"+department+"'; s.dispatchEvent(new Event('change', { bubbles: true })); return true })(document.querySelector('[data-mine-choose] select'))")
		tb.wait(rows + " === '" + want + "'")
	}
	tb.open("en/")
	tb.check(rows+" === 'From 2999-01-01,From 2999-01-02,From 2999-01'", "the next three for anybody")
	choose("procurement", "From 2999-01-02,From 2999-01,From 2999-Q1")
	tb.click("[data-mine-forget]")
	choose("quay", "From 2999-01-01,From 2999-01,From 2999-Q2")

	tb.open("en/changes/?department=procurement")
	tb.wait("[...document.querySelectorAll('.period')].filter((period) => period.checkVisibility()).map((period) => period.querySelector('h2').textContent).join() === 'Q1 2999'")
}

// TestNothingAnnounced: a list without an entry says so, and does not ask to
// take filters away that it does not have.
func TestNothingAnnounced(t *testing.T) {
	t.Parallel()
	tb := newTab(t, buildFiles(t, map[string]string{
		"site.yaml":                 "title: Hub\nlanguages: {list: [en]}\n",
		"content/changes/_index.md": "---\ntitle: Changes\n---\n",
	}))
	tb.open("en/changes/")
	const filters = "performance.getEntriesByType('resource').map((e) => e.name).find((name) => name.includes('/filters-'))"
	tb.wait(filters)
	eval[bool](tb, "(import("+filters+").then(() => { window.filtered = true }), true)")
	tb.wait("window.filtered")
	tb.check("[...document.querySelectorAll('.empty')].filter((box) => box.checkVisibility()).length === 1", "it says once that there is nothing")
}
