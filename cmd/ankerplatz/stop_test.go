//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestStoppedWhileParsing: who is told to stop stops, whatever is being parsed,
// and leaves the last good output.
func TestStoppedWhileParsing(t *testing.T) {
	const soon, long = 5 * time.Second, 40_000_000 // bytes that take far longer to parse
	dir := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	build := func() []byte {
		t.Helper()
		if out, err := exec.Command("ankerplatz", "build", "--site", dir).CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, out)
		}
		list, err := os.ReadFile(filepath.Join(dir, "public/build.json"))
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	page := "content/en/tips/long.md"
	write("site.yaml", []byte("title: Hub\nlimits: {page_bytes: 100000000}\n"))
	write(page, []byte("---\ntitle: Short\n---\nText.\n"))
	write("people.csv", []byte("Name;Mail\nAda Lovelace;ada@hub.example\n"))
	before := build()
	text := []byte("## A heading\n\nSome words, *some* of them [linked](https://hub.example/), some `code`.\n\n1. one\n2. two\n\n")
	write(page, append([]byte("---\ntitle: Long\n---\n"), bytes.Repeat(text, long/len(text))...))

	for _, c := range []struct {
		command string
		after   time.Duration
		signal  os.Signal
		code    int
	}{
		{"build", 300 * time.Millisecond, syscall.SIGINT, exitMachine},
		{"build", time.Second, syscall.SIGTERM, exitMachine},
		{"build", 2 * time.Second, syscall.SIGINT, exitMachine},
		{"check", time.Second, syscall.SIGINT, exitMachine},
		{"serve --addr 127.0.0.1:0", time.Second, syscall.SIGINT, exitFine},
		{"print", time.Second, syscall.SIGINT, exitMachine},
		{"insights --out readers people.csv", time.Second, syscall.SIGINT, exitMachine},
		{"report --out report.pdf", time.Second, syscall.SIGTERM, exitMachine},
	} {
		name, arguments, _ := strings.Cut(c.command, " ")
		cmd := exec.Command("ankerplatz", append([]string{name, "--site", dir}, strings.Fields(arguments)...)...)
		cmd.Dir = dir
		var said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &said, &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(c.after)
		start := time.Now()
		if err := cmd.Process.Signal(c.signal); err != nil {
			t.Fatalf("%s had ended: %v\n%s", c.command, err, &said)
		}
		_ = cmd.Wait() // its code is looked at
		if took := time.Since(start); took > soon || cmd.ProcessState.ExitCode() != c.code {
			t.Errorf("%s, told to stop after %v, took %v and ended with %d: %s", c.command, c.after, took, cmd.ProcessState.ExitCode(), &said)
		}
	}
	now, err := os.ReadFile(filepath.Join(dir, "public/build.json"))
	if err != nil || !bytes.Equal(now, before) {
		t.Errorf("the output is not what it was: %v", err)
	}

	write(page, []byte("---\ntitle: Short\n---\nText.\n"))
	build()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch e.Name() {
		case "content", "site.yaml", "people.csv", "public", "index.bleve", ".ankerplatz":
		default:
			t.Errorf("%s is left", e.Name())
		}
	}
}
