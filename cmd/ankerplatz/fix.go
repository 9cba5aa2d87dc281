package main

import (
	"context"
	"fmt"
	"io"
	"os"
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
func (t *terminal) fix(ctx context.Context, flags *contentFlags, check checking, yes bool, in io.Reader) (*generator.Result, error) {
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
		result, err := check(ctx, flags.options())
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
	return check(ctx, flags.options())
}

func (t *terminal) mended(files int) {
	t.tell(diag.Count(files, "%d file was mended", "%d files were mended"))
}

// mend is what the files that writers write become by the fixes of a list.
func mend(list diag.List) []rewrite.File {
	var files []rewrite.File
	for _, m := range list.Mend() {
		if m.Name == config.Name || strings.HasPrefix(m.Name, source.Root+"/") {
			files = append(files, rewrite.File{Path: m.Name, Old: m.File.Data, Data: m.Data})
		}
	}
	return files
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
