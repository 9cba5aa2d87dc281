package gitinfo

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestRead asks about files that were added, changed, renamed and never
// committed, in a folder below the repository's.
func TestRead(t *testing.T) {
	repository := t.TempDir()
	site := filepath.Join(repository, "hub")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(site, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(site, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git := func(day string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", repository, "-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
		cmd.Env = append(cmd.Environ(), "GIT_AUTHOR_DATE="+day+"T12:00:00Z", "GIT_COMMITTER_DATE="+day+"T12:00:00Z")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("2026-01-01", "init", "-q")
	write("content/de/tips/alt.md", "Ein langer Text, den man nach dem Umbenennen wiedererkennt.\n")
	write("content/de/über uns.md", "Text\n")
	git("2026-01-01", "add", ".")
	git("2026-01-01", "commit", "-q", "-m", "one")
	git("2026-02-02", "mv", "hub/content/de/tips/alt.md", "hub/content/de/tips/neu.md")
	git("2026-02-02", "commit", "-q", "-m", "two")
	write("content/de/über uns.md", "Mehr Text\n")
	git("2026-03-03", "commit", "-q", "-a", "-m", "three")
	write("content/de/nie.md", "Text\n")

	info, err := Read(context.Background(), site, true)
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
		if got.Created.Format(time.DateOnly) != want[0] || got.Updated.Format(time.DateOnly) != want[1] {
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

// TestNobodyAsked: names are read only where they are asked for.
func TestNobodyAsked(t *testing.T) {
	info, err := Read(context.Background(), ".", false)
	if err != nil || info.authors != nil || info.Authors("gitinfo.go") != nil {
		t.Errorf("got %v, %v", info.authors, err)
	}
}

func TestReadWithoutRepository(t *testing.T) {
	info, err := Read(context.Background(), t.TempDir(), true)
	if err != nil || info.Shallow || len(info.files) > 0 {
		t.Errorf("got %v, %v", info, err)
	}
}
