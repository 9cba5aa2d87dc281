package main

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/generator/output"
	"ankerplatz/generator/webpage"

	"ankerplatz/generator/diag"
)

// siteIndexFlags are those of index that are about a folder of pages.
type siteIndexFlags struct {
	out, base, lang, bleve string
	lunr                   bool
}

// siteIndexNames are the names of these flags.
var siteIndexNames = []string{"out", "base", "lang", "bleve", "lunr"}

func (f *siteIndexFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", "`folder` to write search/ to (default: FOLDER)")
	flags.StringVar(&f.base, "base", "/", "`path` of the site's address, such as /docs/")
	flags.StringVar(&f.lang, "lang", "", "`language` of pages that don't say theirs, such as de")
	flags.StringVar(&f.bleve, "bleve", "", "`folder` to write an index for servers to, which ankerplatz search --index asks")
	flags.BoolVar(&f.lunr, "lunr", false, "also write the whole index for lunr.js, index.json")
	for _, name := range []string{"out", "bleve"} {
		_ = cmd.MarkFlagDirname(name) // the flag is there
	}
}

// options checks the flags.
func (f *siteIndexFlags) options(dir string) (generator.IndexOptions, error) {
	opt := generator.IndexOptions{Dir: dir, Out: f.out, Index: f.bleve, Lunr: f.lunr}
	if !strings.HasPrefix(f.base, "/") || strings.HasPrefix(f.base, "//") || strings.ContainsAny(f.base, `?#\`) || f.base != "/" && path.Clean(f.base) != strings.TrimSuffix(f.base, "/") {
		return opt, usageError(diag.Say("--base: %q is not the path of an address, such as /docs/", f.base))
	}
	opt.Base = strings.TrimSuffix(f.base, "/") + "/"
	if opt.Lang = webpage.Lang(f.lang); opt.Lang == "" && f.lang != "" {
		return opt, usageError(diag.Say("--lang: there is no language %q: write a code such as de or nl", f.lang))
	}
	return opt, nil
}

// indexSite gives the site in a folder a search.
func (t *terminal) indexSite(cmd *cobra.Command, dir string, flags *siteIndexFlags) error {
	start := time.Now()
	opt, err := flags.options(dir)
	if err != nil {
		return err
	}
	made, err := generator.Index(cmd.Context(), opt)
	if cmd.Context().Err() != nil {
		return errNotWritten
	}
	if _, ok := errors.AsType[*generator.NoPagesError](err); ok {
		return &exit{exitContent, err}
	}
	if _, ok := errors.AsType[*webpage.NoLanguageError](err); ok {
		return &exit{exitContent, err}
	}
	if foreign, ok := errors.AsType[*output.ForeignError](err); ok {
		return fmt.Errorf("%w; --out writes the search to another folder, and MkDocs writes none of its own with plugins: []", foreign)
	}
	if err != nil {
		return usage(err)
	}
	if err := t.diagnostics(made.Problems, "text"); err != nil {
		return err
	}
	t.replaced(made.Replaced)
	for _, reason := range slices.Sorted(maps.Keys(made.Left)) {
		t.say("left out: %s (%s)", count(made.Left[reason], "page"), reason)
	}
	if n := len(made.Empty); n > 0 {
		t.say("without a text: %s, such as %s", count(n, "page"), made.Empty[0])
	}
	if made.Assumed > 0 {
		t.say("%s without a language, taken for %q", count(made.Assumed, "page"), made.Fallback)
	}
	t.say("%s in %s (%s) · %s in %s · %s", count(len(made.Documents), "page"), count(len(made.Languages), "language"), strings.Join(made.Languages, ", "),
		size(made.Bytes), opt.SearchDir(), seconds(time.Since(start)))
	t.say("%s", embedding(opt))
	return nil
}

// embedding is how pages get the search.
func embedding(opt generator.IndexOptions) string {
	address := generator.SearchFolder + "/component.js"
	if rel, err := filepath.Rel(opt.Dir, opt.Out); opt.Out == "" {
		address = opt.Base + address
	} else if err == nil && filepath.IsLocal(rel) {
		address = opt.Base + path.Join(filepath.ToSlash(rel), address)
	}
	return fmt.Sprintf("pages that are to have the search get:\n  <script type=\"module\" src=\"%s\"></script>\n  <ankerplatz-search></ankerplatz-search>", address)
}

// size is a number of bytes for people.
func size(bytes int64) string {
	const kB, MB = 1e3, 1e6
	if bytes < MB {
		return fmt.Sprintf("%.0f kB", float64(bytes)/kB)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/MB)
}
