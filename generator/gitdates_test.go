package generator

import (
	"encoding/xml"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
)

// TestGitDates: commits whose clock was wrong make no page the newest for ever,
// and no date that readers of feeds stumble over; they are told.
func TestGitDates(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	git := func(input string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
		cmd.Stdin = strings.NewReader(input)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("", "init", "-q", "-b", "main")
	const good = "1790000000 +0000" // in September 2026
	tip := func(name, dates string) {
		put(t, dir, "content/de/tips/"+name+".md", "---\ntitle: Tipp "+name+"\n"+dates+"---\nText.\n")
	}
	var commits strings.Builder
	for _, c := range []struct{ name, author, committer string }{
		{"gut", good, good},
		{"einer", "4102444800 +0000", good}, // 2100
		{"beide", "253402300800 +1400", "253402300800 -1200"},
		{"anfang", "0 +9999", good},
		{"spaeter", good, good},
		{"spaeter", "4102444800 +0000", "4102444800 +0000"},
		{"selbst", "4102444800 +0000", "4102444800 +0000"},
		{"zur-haelfte", "4102444800 +0000", "4102444800 +0000"},
	} {
		text := "x"
		if strings.Contains(commits.String(), c.name+".md") {
			text = "y"
		}
		fmt.Fprintf(&commits, "commit refs/heads/main\nauthor A <a@example.org> %s\ncommitter A <a@example.org> %s\ndata 1\nm\nM 100644 inline content/de/tips/%s.md\ndata 1\n%s\n",
			c.author, c.committer, c.name, text)
	}
	git(commits.String(), "fast-import", "--quiet", "--date-format=raw-permissive")
	for _, name := range []string{"gut", "einer", "beide", "anfang", "spaeter"} {
		tip(name, "")
	}
	tip("selbst", "date: 2026-09-01\nupdated: 2026-09-02\n")
	tip("zur-haelfte", "date: 2026-09-01\n")

	var got []string
	for _, d := range diagnose(t, dir) {
		if d.Code == diag.ImpossibleDate {
			_, claim, _ := strings.Cut(d.Message.String(), " of ")
			field, _, _ := strings.Cut(strings.TrimPrefix(d.Hint.String(), "write "), ":")
			got = append(got, strings.TrimPrefix(d.File.Name, "content/de/tips/")+" "+field+" "+strings.Split(claim, ",")[0])
		}
	}
	want := []string{
		"anfang.md date 1970-01-01", "beide.md date @253402300800", "einer.md date 2100-01-01",
		"spaeter.md updated 2100-01-01", "zur-haelfte.md updated 2100-01-01",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("told:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	files, _ := buildAll(t, dir)
	var feed struct {
		Updated time.Time `xml:"updated"`
		Entries []struct {
			ID                 string    `xml:"id"`
			Published, Updated time.Time // RFC 3339, or it is an error
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(strings.NewReplacer("published>", "Published>").Replace(files["de/feed.xml"])), &feed); err != nil {
		t.Fatal(err)
	}
	for _, e := range feed.Entries {
		if e.Published.After(now) || e.Published.Year() != 2026 {
			t.Errorf("%s appeared on %v", e.ID, e.Published)
		}
	}
	if len(feed.Entries) != 6 || feed.Updated.After(now) {
		t.Errorf("%d entries, of %v", len(feed.Entries), feed.Updated)
	}
	for name, text := range files {
		empty := strings.HasSuffix(name, "feed.xml") && !strings.Contains(text, "<entry>") // as old as can be
		if strings.Contains(text, "2100-01-01") || strings.Contains(text, "10000-01") || strings.Contains(text, "1970-01") && !empty {
			t.Errorf("an impossible date is in %s", name)
		}
	}
}
