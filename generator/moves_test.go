package generator

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestMoves: git knows when the state of a page changed, whatever the page was
// called, and however often it was changed otherwise.
func TestMoves(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	git := func(day string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
		cmd.Env = append(cmd.Environ(), "GIT_AUTHOR_DATE="+day+"T12:00:00Z", "GIT_COMMITTER_DATE="+day+"T12:00:00Z")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	commit := func(day string) {
		t.Helper()
		git(day, "add", ".")
		git(day, "commit", "-q", "-m", "m")
	}
	page := func(name, fields, text string) {
		put(t, dir, "content/de/"+name+".md", "---\ntitle: Ein Titel von etwas\n"+fields+"---\nEin längerer Text, den man wiedererkennt.\n"+text)
	}
	cache := NewCache()
	moves := func(id string) string {
		t.Helper()
		site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		defer site.Close()
		var all []string
		for _, p := range site.hub.Pages {
			for _, m := range p.Moves {
				if p.ID == id {
					all = append(all, fmt.Sprint(m.From, ">", m.To, " ", m.At.Format(time.DateOnly)))
				}
			}
			if p.ID == id {
				all = append(all, "since "+p.InState().Format(time.DateOnly))
			}
		}
		return strings.Join(all, ", ")
	}
	same := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
		}
	}
	git("2026-01-01", "init", "-q", "-b", "main")
	page("issues/drucker", "", "")
	page("ideas/suche", "state: new\n", "")
	page("tips/tipp", "", "```yaml\nstate: open\n```\n")
	commit("2026-01-01")
	page("issues/drucker", "", "Mehr.\n\n```yaml\nstate: fixed\n```\n")
	page("ideas/suche", "state: 'planned' # bald\n", "")
	commit("2026-02-02")
	git("2026-03-03", "mv", "content/de/issues/drucker.md", "content/de/issues/druck-steht.md")
	page("issues/druck-steht", "state: workaround\nworkaround: Am Fenster drucken.\n", "")
	commit("2026-03-03")
	put(t, dir, "content/de/issues/druck-steht.md", "---\ntitle: [\n---\nEin längerer Text, den man wiedererkennt.\n")
	page("ideas/suche", "state: new\n", "")
	commit("2026-04-04")
	page("issues/druck-steht", "state: fixed\n", "")
	page("ideas/suche", "state: ploned\n", "")
	commit("2026-05-05")
	same("an issue", moves("de/issues/druck-steht"), ">open 2026-01-01, open>workaround 2026-03-03, workaround>fixed 2026-05-05, since 2026-05-05")
	same("an idea", moves("de/ideas/suche"), ">new 2026-01-01, new>planned 2026-02-02, planned>new 2026-04-04, since 2026-04-04")
	files, _ := buildAll(t, dir)
	if page, want := files["de/issues/druck-steht/index.html"], `<ol class="moves"><li>Offen <time datetime="2026-01-01">1. Januar 2026</time></li><li>Mit Umweg <time datetime="2026-03-03">3. März 2026</time></li><li>Behoben <time datetime="2026-05-05">`; !strings.Contains(page, want) || !strings.Contains(page, "bis 5. Mai 2026") {
		t.Errorf("the issue's page lacks %s", want)
	}
	same("a page without states", moves("de/tips/tipp"), "since 0001-01-01")

	page("ideas/suche", "state: done\n", "")
	same("what is not committed", moves("de/ideas/suche"), ">new 2026-01-01, new>planned 2026-02-02, planned>new 2026-04-04, since 0001-01-01")
	commit("2026-06-06")
	same("a commit more, with a cache", moves("de/ideas/suche"), ">new 2026-01-01, new>planned 2026-02-02, planned>new 2026-04-04, new>done 2026-06-06, since 2026-06-06")

	// Somebody who worked beside that has not made it new again.
	git("2026-06-07", "checkout", "-q", "-b", "beside", "HEAD~1")
	page("ideas/suche", "state: ploned\n", "Ein Satz am Ende, der dazukam.\n")
	commit("2026-06-08")
	git("2026-06-09", "merge", "-q", "-X", "ours", "-m", "m", "main")
	same("a branch", moves("de/ideas/suche"), ">new 2026-01-01, new>planned 2026-02-02, planned>new 2026-04-04, new>done 2026-06-06, since 2026-06-06")

	shallow := filepath.Join(t.TempDir(), "clone")
	git("2026-06-09", "clone", "-q", "--depth", "1", "--branch", "main", "file://"+dir, shallow)
	cache, dir = NewCache(), shallow
	same("a clone without history", moves("de/issues/druck-steht"), ">fixed 2026-06-06, since 2026-06-06")
}
