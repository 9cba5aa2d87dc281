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
		put(t, dir, "content/de/"+name+".md", "---\nname: Anna Petersen\ndepartment: verwaltung\n"+fields+"---\nEin längerer Text, den man wiedererkennt.\n"+text)
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
	page("people/anna", "", "")
	page("people/bo", "status: active\n", "")
	page("tips/tipp", "", "```yaml\nstate: open\n```\n")
	commit("2026-01-01")
	page("people/anna", "", "Mehr.\n\n```yaml\nstatus: left\n```\n")
	page("people/bo", "status: 'away' # bald\n", "")
	commit("2026-02-02")
	git("2026-03-03", "mv", "content/de/people/anna.md", "content/de/people/anna-petersen.md")
	page("people/anna-petersen", "status: away\n", "")
	commit("2026-03-03")
	put(t, dir, "content/de/people/anna-petersen.md", "---\ntitle: [\n---\nEin längerer Text, den man wiedererkennt.\n")
	page("people/bo", "status: active\n", "")
	commit("2026-04-04")
	page("people/anna-petersen", "status: left\n", "")
	page("people/bo", "status: aktiv\n", "")
	commit("2026-05-05")
	same("somebody", moves("de/people/anna-petersen"), ">active 2026-01-01, active>away 2026-03-03, away>left 2026-05-05")
	same("another", moves("de/people/bo"), ">active 2026-01-01, active>away 2026-02-02, away>active 2026-04-04")
	same("a page without states", moves("de/tips/tipp"), "")

	page("people/bo", "status: left\n", "")
	same("what is not committed", moves("de/people/bo"), ">active 2026-01-01, active>away 2026-02-02, away>active 2026-04-04")
	commit("2026-06-06")
	same("a commit more, with a cache", moves("de/people/bo"), ">active 2026-01-01, active>away 2026-02-02, away>active 2026-04-04, active>left 2026-06-06")

	// Somebody who worked beside that has not made it active again.
	git("2026-06-07", "checkout", "-q", "-b", "beside", "HEAD~1")
	page("people/bo", "status: aktiv\n", "Ein Satz am Ende, der dazukam.\n")
	commit("2026-06-08")
	git("2026-06-09", "merge", "-q", "-X", "ours", "-m", "m", "main")
	same("a branch", moves("de/people/bo"), ">active 2026-01-01, active>away 2026-02-02, away>active 2026-04-04, active>left 2026-06-06")

	shallow := filepath.Join(t.TempDir(), "clone")
	git("2026-06-09", "clone", "-q", "--depth", "1", "--branch", "main", "file://"+dir, shallow)
	cache, dir = NewCache(), shallow
	same("a clone without history", moves("de/people/anna-petersen"), ">left 2026-06-06")
}
