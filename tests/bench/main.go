//go:build unix

// Command bench measures builds of hubs of many pages, beside Hugo and Pagefind
// where these are on PATH, and writes docs/performance.md. It makes the pages
// itself, the same each time. A memory disk as TMPDIR leaves the disk out of it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	large := flag.Bool("large", false, "with 100,000 pages")
	sizes := flag.String("pages", "1000,3000,10000", "numbers of pages")
	out := flag.String("out", "docs/performance.md", "file to write the table to")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	if *large {
		*sizes += ",100000"
	}
	err := bench(ctx, *sizes, *out)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(ctx context.Context, sizes, out string) (err error) {
	dir, err := os.MkdirTemp("", "ankerplatz-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := measuring{ctx: ctx, dir: dir, program: filepath.Join(dir, "ankerplatz")}
	if text, err := exec.CommandContext(ctx, "go", "build", "-o", b.program, "./cmd/ankerplatz").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, text)
	}
	fmt.Fprintf(&b.table, head, runtime.NumCPU(), memory(), version(ctx, "ankerplatz", b.program, "version"),
		version(ctx, "Hugo", "hugo", "version"), version(ctx, "Pagefind", "pagefind", "--version"))
	for text := range strings.SplitSeq(sizes, ",") {
		pages, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		if err := b.hub(pages); err != nil {
			return err
		}
	}
	fmt.Print(b.table.String())
	return os.WriteFile(out, []byte(b.table.String()), 0o644)
}

const head = `# Performance

Written by ` + "`make bench`" + `: generated pages of 300 words, each command run once, one after the other, on a machine with %d
processors and %s of memory. CPU is the time of all processors; memory is the most that was in use. Clock times of a machine that
does something else mean little; ratios of CPU times mean more. Hugo gets the same pages and a plain theme, without a search.

- ankerplatz: %s
- Hugo: %s
- Pagefind: %s

| Pages | Work | Clock | CPU | Memory |
|---:|---|---:|---:|---:|
`

// version is what a program says of itself, or that it is not there.
func version(ctx context.Context, name, program string, arguments ...string) string {
	text, err := exec.CommandContext(ctx, program, arguments...).Output()
	if err != nil {
		fmt.Fprintf(os.Stderr, "bench: %s is not on PATH: its rows are left out\n", name)
		return "not on PATH, left out"
	}
	return strings.TrimSpace(string(text))
}

// memory is the machine's, where it can be had.
func memory() string {
	text, err := os.ReadFile("/proc/meminfo")
	fields := strings.Fields(string(text))
	if err != nil || len(fields) < 2 {
		return "an unknown size"
	}
	kilobytes, _ := strconv.Atoi(fields[1])
	return fmt.Sprintf("%.1f GiB", float64(kilobytes)/(1<<20))
}

// measuring is a run of the benchmark.
type measuring struct {
	ctx     context.Context
	dir     string // for all that is made
	program string
	table   strings.Builder
}

// hub measures all work on a hub of so many pages.
func (b *measuring) hub(pages int) error {
	site, plain := filepath.Join(b.dir, "hub"), filepath.Join(b.dir, "hugo")
	defer os.RemoveAll(site)
	defer os.RemoveAll(plain)
	if err := generate(site, plain, pages); err != nil {
		return err
	}
	public, other, index := filepath.Join(b.dir, "public"), filepath.Join(b.dir, "pages"), filepath.Join(b.dir, "index.bleve")
	defer os.RemoveAll(public)
	defer os.RemoveAll(other)
	defer os.RemoveAll(index)
	build := []string{b.program, "build", "--quiet", "--site", site, "--out", public, "--index", index}
	for _, work := range []struct {
		name    string
		before  func() error
		command []string
	}{
		{"Hugo, no search", nil, []string{"hugo", "--quiet", "--source", plain}},
		{"Pagefind on Hugo's pages", nil, []string{"pagefind", "--silent", "--site", filepath.Join(plain, "public")}},
		{"pages only", nil, []string{b.program, "build", "--quiet", "--no-index", "--site", site, "--out", other}},
		{"both indexes", nil, build},
		{"again, nothing changed", nil, build},
		{"again, one page changed", func() error { return change(site) }, build},
		{"check", nil, []string{b.program, "check", "--quiet", "--site", site}},
		{"check again", nil, []string{b.program, "check", "--quiet", "--site", site}},
	} {
		if _, err := exec.LookPath(work.command[0]); err != nil {
			continue
		}
		if work.before != nil {
			if err := work.before(); err != nil {
				return err
			}
		}
		if err := b.measure(pages, work.name, work.command); err != nil {
			return err
		}
	}
	return nil
}

// measure runs a command and writes a row.
func (b *measuring) measure(pages int, work string, command []string) error {
	cmd := exec.CommandContext(b.ctx, command[0], command[1:]...)
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	if err := cmd.Run(); err != nil {
		text := said.String()
		return fmt.Errorf("%s with %d pages: %w\n%s", work, pages, err, text[max(0, len(text)-2000):])
	}
	took, state := time.Since(start), cmd.ProcessState
	most := int64(0)
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		most = usage.Maxrss << 10
		if runtime.GOOS == "darwin" { // which counts bytes
			most >>= 10
		}
	}
	row := fmt.Sprintf("| %d | %s | %.2f s | %.2f s | %d MiB |\n", pages, work, took.Seconds(), (state.UserTime() + state.SystemTime()).Seconds(), most>>20)
	fmt.Fprint(os.Stderr, row)
	b.table.WriteString(row)
	return nil
}
