package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"ankerplatz/cmd/ankerplatz/internal/rewrite"
	"ankerplatz/generator"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// mostRounds is how often mending is tried: what one mistake hid is mended in the
// next round.
const mostRounds = 10

// fix mends, after asking, what one answer alone mends, and returns what is to be
// said of the hub as it is then.
func (t *terminal) fix(ctx context.Context, flags *contentFlags, yes bool, in io.Reader) (*generator.Result, error) {
	root, err := os.OpenRoot(flags.dir) // a symbolic link can't lead a change out of the hub
	if err != nil {
		return nil, err
	}
	defer root.Close()
	asks := !yes && isTerminal(in)
	release, err := t.beginRewrite(root, !yes && !asks)
	if err != nil {
		return nil, err
	}
	defer release()
	mended := map[string]bool{}
	for range mostRounds {
		result, err := generator.Check(ctx, flags.options())
		if err != nil {
			return nil, err
		}
		files := mend(result.Diagnostics)
		if len(files) == 0 {
			t.mended(len(mended))
			return result, nil
		}
		t.changes(files)
		if !yes && !asks {
			t.tell(diag.Say("nothing is written: add --yes to write these changes"))
			return result, nil
		}
		if asks {
			if yes, err := t.confirm(in, diag.Count(len(files), "write this change into %d file?", "write these changes into %d files?")); !yes {
				t.mended(len(mended))
				return result, err
			}
		}
		if err := rewritten(rewrite.Files(root, files)); err != nil {
			return nil, err
		}
		for _, f := range files {
			mended[f.Path] = true
		}
	}
	t.mended(len(mended))
	return generator.Check(ctx, flags.options())
}

func (t *terminal) mended(files int) {
	t.tell(diag.Count(files, "%d file was mended", "%d files were mended"))
}

// mend is what files become by the fixes of a list, by their names. A fix is made
// whole or not at all: where two touch each other, the first is made.
func mend(list diag.List) []rewrite.File {
	edits := map[string][]diag.Edit{}
	for _, d := range list {
		if !slices.ContainsFunc(d.Fix, func(e diag.Edit) bool { return !ours(e) || slices.ContainsFunc(edits[e.File.Name], touches(e)) }) {
			for _, e := range d.Fix {
				edits[e.File.Name] = append(edits[e.File.Name], e)
			}
		}
	}
	var files []rewrite.File
	for _, name := range slices.Sorted(maps.Keys(edits)) {
		was := edits[name][0].File.Data
		files = append(files, rewrite.File{Path: name, Old: was, Data: apply(was, edits[name])})
	}
	return files
}

// ours reports whether an edit is of what writers write.
func ours(e diag.Edit) bool {
	return e.File != nil && path.Clean(e.File.Name) == e.File.Name && (e.File.Name == config.Name || strings.HasPrefix(e.File.Name, source.Root+"/"))
}

func touches(e diag.Edit) func(diag.Edit) bool {
	return func(other diag.Edit) bool { return e.Start <= other.End && other.Start <= e.End }
}

func apply(was []byte, edits []diag.Edit) []byte {
	slices.SortFunc(edits, func(a, b diag.Edit) int { return cmp.Compare(a.Start, b.Start) })
	var data []byte
	done := 0
	for _, e := range edits {
		data = append(append(data, was[done:e.Start]...), e.New...)
		done = e.End
	}
	return append(data, was[done:]...)
}

// changes shows what files are to become.
func (t *terminal) changes(files []rewrite.File) {
	for _, f := range files {
		for line := range strings.Lines(string(diff.Diff(f.Path, f.Old, f.Path, f.Data))) {
			line = diag.Visible(strings.TrimRight(line, "\r\n"))
			switch {
			case strings.HasPrefix(line, "diff "):
			case strings.HasPrefix(line, "-"):
				fmt.Fprintln(t.out, t.paintOut("31", line))
			case strings.HasPrefix(line, "+"):
				fmt.Fprintln(t.out, t.paintOut("32", line))
			default:
				fmt.Fprintln(t.out, line)
			}
		}
	}
}
