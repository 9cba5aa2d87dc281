//go:build unix

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

const killFiles = 60

// buildForever builds version after version: every file holds the version's
// number, and so does the index.
func buildForever(dir string) {
	check := func(err error) {
		if err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
	}
	fmt.Println("ready")
	for version := os.Getpid() * 1000; ; version++ {
		site, err := NewStage(filepath.Join(dir, "public"), Options{})
		check(err)
		index, err := NewStage(filepath.Join(dir, "index.bleve"), Options{Whole: true})
		check(err)
		for n := range killFiles {
			check(site.Write(File{fmt.Sprintf("d%d/%d", n%5, n), []byte(strconv.Itoa(version))}))
		}
		check(os.WriteFile(filepath.Join(index.Dir(), "store"), []byte(strconv.Itoa(version)), 0o644))
		check(CommitAll(site, index))
	}
}

func TestKilledAtAnyMoment(t *testing.T) {
	if _, err := os.Stat("/proc/self"); err != nil {
		t.Log("this system can't exchange two folders at once: only recovery is tested")
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	build(t, dir, map[string]string{"d0/0": "first"})
	rounds := 40
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
		lines.Scan()
		time.Sleep(time.Duration(rand.IntN(20_000)) * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			t.Errorf("the build says: %s", lines.Text())
		}
		_ = cmd.Wait() // killed

		files := tree(t, dir)
		version := files["d0/0"]
		versions[version] = true
		if version == "first" {
			continue
		}
		for p, text := range files {
			if text != version {
				t.Fatalf("%s is of version %s, d0/0 of %s", p, text, version)
			}
		}
		list, err := ReadList(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) != killFiles || len(list.Files) != killFiles {
			t.Fatalf("%d files, %d listed, want %d", len(files), len(list.Files), killFiles)
		}
	}
	if len(versions) < rounds/4 {
		t.Errorf("only %d versions seen in %d rounds: the kills come too early", len(versions), rounds)
	}
	build(t, dir, map[string]string{"index.html": "last"})
	expect(t, dir, map[string]string{"index.html": "last"})
	s := stage(t, filepath.Join(parent, "index.bleve"), Options{Whole: true})
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	expectClean(t, parent, "index.bleve", "public")
}
