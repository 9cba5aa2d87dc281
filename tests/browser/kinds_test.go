package browser

import "testing"

// What the dialog shows of kinds: the chips in order, and of each group's
// heading its kind, icon and words.
const (
	chips = "[...document.querySelectorAll('[data-search-dialog] [data-search-kinds] label')]" +
		".map(({dataset, textContent}) => [dataset.kind, textContent.replace(/[0-9]/g, '').trim()].join())"
	headings = "[...document.querySelectorAll('[data-search-dialog] .search-group')].map((group) => [group.querySelector('use').href.baseVal.split('#')[1]," +
		" group.querySelector('.search-group-title').textContent, group.querySelector('.face') !== null].join())"
	same = "((a, b) => a.join('; ') === b.join('; ') || (console.error(a.join('; '), 'instead of', b.join('; ')), false))"
)

// TestSearchKinds: chips and groups of results are what the page says of kinds,
// whatever that is; a kind that it does not know comes last.
func TestSearchKinds(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.open("en/tips/")
	tb.ask("key user")
	kinds := "JSON.parse(document.body.dataset.kinds)"
	tb.check(kinds+".length > 3 && "+chips+".length > 3", "there are kinds to tell apart")
	tb.check(same+"("+chips+", "+kinds+".map(({name, titles}) => [name, titles].join()).filter((kind) => "+chips+".includes(kind)))",
		"chips stand in the order of kinds, with their words")
	tb.check(headings+".every((heading) => "+kinds+".some(({icon, titles, face}) => heading === [icon, titles, face === true].join()))",
		"groups have the icons and words of their kinds, and people a face")

	tb.open("en/tips/")
	eval[bool](tb, `document.body.dataset.kinds = JSON.stringify([
		{name: "page", titles: "Leaves", icon: "anchor"}, {name: "event", titles: "Events", icon: "clock"},
		{name: "role", titles: "Hats", icon: "house"}, {name: "tip", titles: "Knacks", icon: "sun", face: true}, {name: "toolkit", titles: "Bags", icon: "tag"},
	]), true`)
	tb.ask("key user")
	tb.check(same+"("+chips+".slice(0, 4), ['page,Leaves', 'role,Hats', 'tip,Knacks', 'toolkit,Bags'])", "the order and words are what the page says")
	tb.check(chips+".slice(4).includes('profile,profile') && "+chips+".slice(4).every((chip) => chip.split(',')[0] === chip.split(',')[1])", "kinds that it does not know come last")
	tb.check(headings+".every((heading) => ['anchor,Leaves,false', 'house,Hats,false', 'sun,Knacks,true', 'tag,Bags,false'].includes(heading) || /^file-text,([a-z]+),false$/.test(heading))",
		"so are icons and faces")
	tb.check(headings+".some((heading) => heading.startsWith('file-text'))", "an unknown kind is there, with a plain icon")
}

// TestHuesOfKinds: each kind has its hue, and any rule of the theme's layers
// that says another wins.
func TestHuesOfKinds(t *testing.T) {
	t.Parallel()
	tb := newTab(t, below)
	tb.open("en/tips/")
	hue := "((classes) => { const e = document.body.appendChild(document.createElement('i')); e.className = classes;" +
		" return getComputedStyle(e).getPropertyValue('--hue'); })"
	tb.check("((kinds) => kinds.length > 3 && new Set(kinds.map(({name}) => "+hue+"(`kind-${name}`))).size === kinds.length)(JSON.parse(document.body.dataset.kinds))",
		"kinds have hues of their own")
	tb.check(hue+"('kind-role') !== "+hue+"('') && "+hue+"('kind-role hue-3') === "+hue+"('hue-3')", "a person's hue wins over a kind's")
	tb.check(hue+"('kind-role callout') === "+hue+"('callout')", "so does a note's")
}
