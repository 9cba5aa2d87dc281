package gitinfo

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// newRepository begins a repository, with a site in a folder of it, and returns
// what writes the site's files and what calls git on a day.
func newRepository(t *testing.T) (site string, write func(name, text string), git func(day string, args ...string)) {
	t.Helper()
	repository := t.TempDir()
	site = filepath.Join(repository, "hub")
	write = func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(site, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(site, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git = func(day string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", repository, "-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
		cmd.Env = append(cmd.Environ(), "GIT_AUTHOR_DATE="+day+"T12:00:00Z", "GIT_COMMITTER_DATE="+day+"T12:00:00Z")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("2026-01-01", "init", "-q")
	return site, write, git
}

// TestRead asks about files that were added, changed, renamed and never
// committed, in a folder below the repository's.
func TestRead(t *testing.T) {
	site, write, git := newRepository(t)
	write("content/de/tips/alt.md", "Ein langer Text, den man nach dem Umbenennen wiedererkennt.\n")
	write("content/de/über uns.md", "Text\n")
	git("2026-01-01", "add", ".")
	git("2026-01-01", "commit", "-q", "-m", "one")
	git("2026-02-02", "mv", "hub/content/de/tips/alt.md", "hub/content/de/tips/neu.md")
	git("2026-02-02", "commit", "-q", "-m", "two")
	write("content/de/über uns.md", "Mehr Text\n")
	git("2026-03-03", "commit", "-q", "-a", "-m", "three")
	write("content/de/nie.md", "Text\n")

	info, err := new(History).Read(context.Background(), site, time.Now(), true)
	if err != nil {
		t.Fatal(err)
	}
	if info.Shallow {
		t.Error("the repository is not shallow")
	}
	for name, want := range map[string][2]string{
		"content/de/tips/neu.md": {"2026-01-01", "2026-02-02"},
		"content/de/über uns.md": {"2026-01-01", "2026-03-03"},
	} {
		got := info.File(name)
		if got.Created.At.Format(time.DateOnly) != want[0] || got.Updated.At.Format(time.DateOnly) != want[1] {
			t.Errorf("%s: created %v, updated %v, want %v", name, got.Created, got.Updated, want)
		}
		if who := info.Authors(name); !slices.Equal(who, []Author{{"A", "a@example.org"}}) {
			t.Errorf("%s: changed by %v", name, who)
		}
	}
	if got := info.File("content/de/nie.md"); got != (File{}) {
		t.Errorf("a file without a commit: %v", got)
	}
}

// TestGone asks for files that were removed: not for one that came again, nor
// for one that has another name.
func TestGone(t *testing.T) {
	site, write, git := newRepository(t)
	for _, name := range []string{"left", "back", "moved"} {
		write("people/"+name+".md", "The profile of "+name+", long enough to be known again.\n")
	}
	git("2025-01-01", "add", ".")
	git("2025-01-01", "commit", "-q", "-m", "one")
	git("2025-02-02", "rm", "-q", "hub/people/left.md", "hub/people/back.md")
	git("2025-02-02", "commit", "-q", "-m", "two")
	git("2025-03-03", "mv", "hub/people/moved.md", "hub/people/here.md")
	git("2025-03-03", "commit", "-q", "-m", "three")
	write("people/back.md", "Here again.\n")
	git("2025-04-04", "add", ".")
	git("2025-04-04", "commit", "-q", "-m", "four")
	info, err := new(History).Read(t.Context(), site, time.Now(), false)
	if err != nil {
		t.Fatal(err)
	}
	day := func(text string) time.Time { at, _ := time.Parse(time.DateOnly, text); return at }
	got := info.Gone()
	if len(got) != 1 || got[0].Path != "people/left.md" || got[0].Created.Format(time.DateOnly) != "2025-01-01" ||
		got[0].Removed.Truncate(24*time.Hour) != day("2025-02-02") {
		t.Errorf("got %v", got)
	}
	if (*Info)(nil).Gone() != nil {
		t.Error("nothing is known, and something is gone")
	}
}

// TestDoubts reads commits whose clocks were wrong, as git says them.
func TestDoubts(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	at := func(year int, month time.Month, day int) int64 {
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	}
	const ok, doubt = "2026-10-01", "1a2b3c4 of "
	for _, c := range []struct {
		author, committer any
		day, doubt        string
	}{
		{at(2026, 10, 1), at(2026, 10, 5), ok, ""},
		{at(2100, 1, 1), at(2026, 10, 1), ok, doubt + "2100-01-01"},
		{at(10_000, 1, 1), at(2026, 10, 1), ok, doubt + "@253402300800"},
		{at(1969, 12, 31), at(2026, 10, 1), ok, doubt + "1969-12-31"},
		{0, at(2026, 10, 1), ok, doubt + "1970-01-01"},
		{"18446744073709551615", at(2026, 10, 1), ok, doubt + "@18446744073709551615"},
		{"-62135596801", at(2026, 10, 1), ok, doubt + "@-62135596801"},
		{"9223372036854775807", "9223372036854775807", "", doubt + "@9223372036854775807"},
		{"x", "y", "", doubt + "@x"},
		{at(2026, 11, 3), at(2026, 11, 3), "2026-11-02", ""}, // a clock that runs ahead
		{at(2026, 11, 4), at(2026, 11, 4), "", doubt + "2026-11-04"},
		{at(1993, 4, 30), at(1993, 4, 30), "1993-04-30", ""},
	} {
		info := &Info{now: now}
		got := info.change(fmt.Sprint("1a2b3c4 ", c.author, " ", c.committer))
		day := ""
		if !got.At.IsZero() {
			day = got.At.Format(time.DateOnly)
		}
		if day != c.day || got.Doubt != c.doubt || got.At.After(now) {
			t.Errorf("%v, %v: %s %q, want %s %q", c.author, c.committer, day, got.Doubt, c.day, c.doubt)
		}
	}
	if got := (&Info{now: now}).change(""); got != (Change{}) {
		t.Errorf("of nothing: %v", got)
	}
}

// TestNobodyAsked: names are read only where they are asked for.
func TestNobodyAsked(t *testing.T) {
	info, err := new(History).Read(context.Background(), ".", time.Now(), false)
	if err != nil || info.authors != nil || info.Authors("gitinfo.go") != nil {
		t.Errorf("got %v, %v", info.authors, err)
	}
}

func TestReadWithoutRepository(t *testing.T) {
	info, err := new(History).Read(context.Background(), t.TempDir(), time.Now(), true)
	if err != nil || info.Shallow || len(info.files) > 0 {
		t.Errorf("got %v, %v", info, err)
	}
}

// TestHistory asks again after nothing changed, and after each of what git's
// words depend on.
func TestHistory(t *testing.T) {
	site, write, git := newRepository(t)
	now := time.Date(2026, 11, 2, 15, 0, 0, 0, time.UTC)
	var h History
	write("a.md", "one\n")
	read := func(authors bool) *Info {
		t.Helper()
		info, err := h.Read(t.Context(), site, now, authors)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	if info := read(true); len(info.files) > 0 {
		t.Errorf("without a commit git knows %v", info.files)
	}
	git("2026-01-01", "add", ".")
	git("2026-01-01", "commit", "-q", "-m", "one")
	write("a.md", "two\n")
	git("2026-02-02", "commit", "-q", "-a", "-m", "two")
	last := read(true)
	for _, step := range []struct {
		what            string
		change          func()
		authors, anew   bool
		created, author string
	}{
		{"nothing", func() { write("a.md", "not committed\n") }, true, false, "2026-01-01", "A"},
		{"a commit", func() { git("2026-03-03", "commit", "-q", "-a", "-m", "three") }, true, true, "2026-01-01", "A"},
		{"the mailmap", func() { write("../.mailmap", "Anna <a@example.org>\n") }, true, true, "2026-01-01", "Anna"},
		{"the settings", func() { git("2026-03-03", "config", "mailmap.file", "hub/names") }, true, true, "2026-01-01", "Anna"},
		{"a file that they name", func() { write("names", "Annika <a@example.org>\n") }, true, true, "2026-01-01", "Annika"},
		{"another commit in one's place", func() { git("2026-03-03", "replace", "--graft", "HEAD~1") }, true, true, "2026-02-02", "Annika"},
		{"the question", func() {}, false, true, "2026-02-02", ""},
		{"a commit of tomorrow", func() {
			write("b.md", "b\n")
			git("2026-11-03", "add", ".")
			git("2026-11-03", "commit", "-q", "-m", "late")
		}, false, true, "2026-02-02", ""},
		{"nothing, in this hour", func() {}, false, false, "2026-02-02", ""},
		{"the hour", func() { now = now.Add(time.Hour) }, false, true, "2026-02-02", ""},
		{"a branch", func() { git("2026-03-03", "checkout", "-q", "-f", "HEAD~2") }, false, true, "2026-02-02", ""},
		{"nothing", func() {}, false, false, "2026-02-02", ""},
	} {
		step.change()
		info := read(step.authors)
		if anew := info != last; anew != step.anew {
			t.Errorf("%s changed: all commits read is %t", step.what, anew)
		}
		if created := info.File("a.md").Created.At.Format(time.DateOnly); created != step.created {
			t.Errorf("%s changed: created %s, want %s", step.what, created, step.created)
		}
		if who := info.Authors("a.md"); step.author != "" && (len(who) != 1 || who[0].Name != step.author) {
			t.Errorf("%s changed: by %v, want %s", step.what, who, step.author)
		}
		last = info
	}
}

// TestEdits follows a file through changes, other names, and a clock that was
// wrong, and reads what was in it.
func TestEdits(t *testing.T) {
	site, write, git := newRepository(t)
	const text = "Ein langer Text, den man nach dem Umbenennen wiedererkennt.\n"
	for _, step := range []struct {
		day  string
		move []string
		name string
		text string
	}{
		{"2026-01-01", nil, "alt.md", text},
		{"2026-02-02", nil, "alt.md", text + "offen\n"},
		{"2026-03-03", []string{"mv", "hub/alt.md", "hub/neu und gut.md"}, "neu und gut.md", text + "behoben\n"},
		{"2020-02-02", nil, "neu und gut.md", text},
		{"2026-04-04", nil, "anderes.md", "Anderes.\n"},
	} {
		if step.move != nil {
			git(step.day, step.move...)
		}
		write(step.name, step.text)
		git(step.day, "add", ".")
		git(step.day, "commit", "-q", "-m", "m")
	}
	info, err := new(History).Read(t.Context(), site, time.Now(), false)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, edit := range info.Edits("neu und gut.md") {
		names = append(names, edit.Before, edit.After)
	}
	contents := func(names []string, limit int64) map[string]string {
		t.Helper()
		found := map[string]string{}
		if err := Contents(t.Context(), site, names, limit, func(name string, data []byte) { found[name] = string(data) }); err != nil {
			t.Fatal(err)
		}
		return found
	}
	found := contents(append(names, strings.Repeat("1", 40)), 70)
	var got []string
	for _, edit := range info.Edits("neu und gut.md") {
		got = append(got, edit.At.Format(time.DateOnly)+" "+strings.ReplaceAll(found[edit.Before]+"> "+found[edit.After], text, "text "))
	}
	want := []string{
		"2020-02-02 text behoben\n> text ",
		"2026-01-01 > text ",
		"2026-02-02 text > text offen\n",
		"2026-03-03 text offen\n> text behoben\n",
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if short := contents(names[:2], 3); len(short) != 2 || short[names[0]] != "Ein" || short[names[1]] != "Ein" {
		t.Errorf("of a short reading: %q", short)
	}
	if none := info.Edits("nie.md"); none != nil {
		t.Errorf("of a file without a commit: %v", none)
	}
}
