//go:build linux || darwin

package output

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// TestMain lets the test binary be the build that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("OUTPUT_TEST_BUILD"); dir != "" {
		buildForever(dir)
	}
	os.Exit(m.Run())
}

const killFiles = 40

// buildForever builds version after version: every file holds the version's
// number, and so does the index.
func buildForever(dir string) {
	check := func(err error) {
		if err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
	}
	for version := os.Getpid() * 1000; ; version++ {
		site, err := NewStage(filepath.Join(dir, "public"), Options{})
		check(err)
		index, err := NewStage(filepath.Join(dir, "index.bleve"), Options{List: IndexListName})
		check(err)
		for n := range killFiles {
			check(site.Write(fmt.Sprintf("d%d/%d", n%5, n), []byte(strconv.Itoa(version))))
		}
		check(os.WriteFile(filepath.Join(index.Dir(), "store"), []byte(strconv.Itoa(version)), 0o644))
		check(index.Adopt())
		check(CommitAll(site, index))
		fmt.Println("built")
	}
}

func TestKilledAtAnyMoment(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	rounds := 25
	if testing.Short() {
		rounds = 8
	}
	versions := map[string]bool{}
	for range rounds {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "OUTPUT_TEST_BUILD="+parent)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		start := time.Now()
		for range 1 + rand.IntN(3) {
			if !lines.Scan() || lines.Text() != "built" {
				t.Fatalf("the build says: %s", lines.Text())
			}
		}
		// At any moment of the next build, however slow the machine is now.
		time.Sleep(rand.N(time.Since(start)))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			if lines.Text() != "built" {
				t.Errorf("the build says: %s", lines.Text())
			}
		}
		_ = cmd.Wait() // killed

		files := tree(t, dir)
		version := files["d0/0"]
		versions[version] = true
		for p, text := range files {
			if text != version {
				t.Fatalf("%s is of version %s, d0/0 of %s", p, text, version)
			}
		}
		list, err := readList(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) != killFiles || len(list.Files) != killFiles {
			t.Fatalf("%d files, %d listed, want %d", len(files), len(list.Files), killFiles)
		}
	}
	if len(versions) != rounds {
		t.Errorf("%d versions seen in %d rounds", len(versions), rounds)
	}
	build(t, dir, map[string]string{"index.html": "last"})
	expect(t, dir, map[string]string{"index.html": "last"})
	s := stage(t, filepath.Join(parent, "index.bleve"), Options{List: IndexListName})
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	expectClean(t, parent, "index.bleve", "public")
}
