package generator

import (
	"fmt"
	"regexp"
	"testing"
)

// TestLongLists: a list that is too long for one page is cut into several, and
// none of them shows what another does; so the whole grows as the pages do. What
// waits is offered on other pages as far as anybody reads it.
func TestLongLists(t *testing.T) {
	const n = 405 // a list has 400
	dir := privateSite(t)
	put(t, dir, "content/de/people/ada.md", "---\nname: Ada Name\ndepartment: planung\n---\nx")
	for i := range n {
		put(t, dir, fmt.Sprintf("content/de/fragen/f%d.md", i), fmt.Sprintf("---\nasked: Wie geht X%03dX?\nstate: answered\nanswered_by: [ada]\ntimes: %d\n---\nSo.", i, 1000-i))
		put(t, dir, fmt.Sprintf("content/de/aufgaben/a%d.md", i), fmt.Sprintf("---\ntitle: X%03dX\nhours: 1\n---\nx", i))
		put(t, dir, fmt.Sprintf("content/de/neuigkeiten/n%d.md", i), fmt.Sprintf("---\ntitle: X%03dX\ndate: 2026-%02d-%02d\n---\nx", i, 1+i%9, 1+i/20))
	}
	published := publish(t, dir, t.TempDir())
	shown := func(address string) map[string]bool {
		all := map[string]bool{}
		for _, name := range regexp.MustCompile(`X\d{3}X`).FindAllString(string(published["public/de/"+address+"index.html"]), -1) {
			all[name] = true
		}
		return all
	}
	for _, list := range []string{"fragen/", "aufgaben/", "neuigkeiten/"} {
		first, second := shown(list), shown(list+"page/2/")
		if len(first) != 400 || len(second) != n-400 {
			t.Errorf("the parts of %s show %d and %d pages, want 400 and %d", list, len(first), len(second), n-400)
		}
		for name := range second {
			if first[name] {
				t.Errorf("both parts of %s show %s", list, name)
			}
		}
	}
	if second := shown("fragen/page/2/"); !second["X404X"] {
		t.Errorf("what was asked least is not in the last part: %v", second)
	}
	if home := len(shown("")); home > 100 {
		t.Errorf("the home page shows %d pages", home)
	}
}
