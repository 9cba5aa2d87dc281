package generator

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestContributors: who improved pages of others is told from git, and how
// much somebody gave, only where site.yaml asks for it and the person agreed.
func TestContributors(t *testing.T) {
	person := func(name, email, consent string) string {
		return "---\nname: " + name + "\ndepartment: planung\ncontact: {email: " + email + "}\nconsent: [" + consent + "]\n---\nx"
	}
	build := func(privacy string) map[string]string {
		dir := writeSite(t, &txtar.Archive{})
		put(t, dir, "site.yaml", siteYAML+"privacy: "+privacy+"\n")
		put(t, dir, "content/de/people/anna.md", person("Anna Alt", "anna@example.org", "contributions"))
		put(t, dir, "content/de/people/ben.md", person("Ben Bau", "ben@example.org", "contributions, contact.email"))
		put(t, dir, "content/de/people/cleo.md", person("Cleo Clasen", "cleo@example.org", "contact"))
		put(t, dir, "content/de/people/dirk.md", person("Dirk Dorn", "dirk@example.org", "contributions"))
		put(t, dir, "content/de/people/dirk-2.md", person("Dirk Dorn", "dirk2@example.org", "contributions"))
		put(t, dir, "content/de/tips/eins.md", "---\ntitle: Tipp eins\nauthors: [anna]\ndate: 2026-01-01\n---\nx")
		put(t, dir, "content/de/tips/zwei.md", "---\ntitle: Tipp zwei\nauthors: [ben]\ndate: 2026-01-01\n---\nx")
		git := func(name, email string, args ...string) {
			t.Helper()
			cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=" + name, "-c", "user.email=" + email}, args...)...)
			cmd.Env = append(cmd.Environ(), "GIT_AUTHOR_DATE=2026-10-01T12:00:00Z", "GIT_COMMITTER_DATE=2026-10-01T12:00:00Z")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("git %v: %v\n%s", args, err, out)
			}
		}
		git("Robot", "robot@secret.example", "init", "-q")
		git("Robot", "robot@secret.example", "add", ".")
		git("Robot", "robot@secret.example", "commit", "-q", "-m", "all")
		for i, who := range [][2]string{
			{"anna alt", "private@secret.example"}, // known by name
			{"bb", "Ben@Example.org"},              // by the e-mail that he lets be known
			{"Cleo Clasen", "cleo@example.org"},    // who did not agree
			{"d", "dirk@example.org"},              // by an e-mail that is not to be known
			{"Dirk Dorn", "d@secret.example"},      // by a name that two have
		} {
			for _, name := range []string{"eins", "zwei"} {
				put(t, dir, "content/de/tips/"+name+".md", "---\ntitle: Tipp "+name+"\nauthors: ["+map[string]string{"eins": "anna", "zwei": "ben"}[name]+"]\ndate: 2026-01-01\n---\nx"+strings.Repeat("x", i+1))
			}
			git(who[0], who[1], "commit", "-q", "-a", "-m", "more")
		}
		files, said := buildAll(t, dir)
		if said != "" {
			t.Errorf("the build says %s", said)
		}
		for name, text := range files {
			if strings.Contains(text, "secret.example") || strings.Contains(text, "dirk@") && strings.Contains(privacy, "required") {
				t.Errorf("%s: an address from git or without consent is in %s", privacy, name)
			}
		}
		return files
	}
	profile := func(files map[string]string, id string) string { return files["de/people/"+id+"/index.html"] }

	files := build("{consent: required, contributors: on}")
	for id, page := range map[string]string{"anna": "zwei", "ben": "eins"} {
		_, improved, ok := strings.Cut(profile(files, id), "Hat verbessert")
		if !ok || !strings.Contains(improved, `href="/de/tips/`+page+`/"`) || !strings.Contains(improved, "Tipp "+page) {
			t.Errorf("%s improved tip %s, which is not told", id, page)
		}
		for _, want := range []string{"1 Seite geschrieben", "1 Seite verbessert"} {
			if !strings.Contains(profile(files, id), want) {
				t.Errorf("the profile of %s lacks %q", id, want)
			}
		}
	}
	for _, id := range []string{"cleo", "dirk", "dirk-2"} {
		if strings.Contains(profile(files, id), "verbessert") {
			t.Errorf("%s is said to have improved something", id)
		}
	}
	files = build("{consent: required}")
	for _, id := range []string{"anna", "ben", "cleo", "dirk"} {
		if text := profile(files, id); strings.Contains(text, "verbessert") || strings.Contains(text, "1 Seite geschrieben") {
			t.Errorf("%s is counted, though nobody asked for it", id)
		}
	}
	if files = build("{contributors: on}"); !strings.Contains(profile(files, "cleo"), "2 Seiten verbessert") {
		t.Error("where no consent is needed Cleo improved two pages")
	}
}
