package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"ankerplatz/generator/archetype"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

func newNew(t *terminal) *cobra.Command {
	var flags siteFlags
	var page newPage
	cmd := &cobra.Command{
		Use:   "new KIND SLUG",
		Short: "Start a new page of any kind",
		Long: `New writes a Markdown file in which every field is explained. KIND is one of
` + strings.Join(kindNames(), ", ") + `, or what its folder is called
in any language. SLUG is the last part of the page's address; it may have
folders in front of it.`,
		Example: `  ankerplatz new tip unlock-a-document
  ankerplatz new tip erp/book-an-invoice --lang da --title "Bogfør en faktura"
  ankerplatz new profile anna-petersen --title "Anna Petersen" --bundle`,
		Args: exactArgs("KIND", "SLUG"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return kindNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			site, err := flags.config()
			if err != nil {
				return err
			}
			page.site, page.today = site, time.Now()
			name, err := page.write(flags.dir, args[0], args[1])
			if err != nil {
				return err
			}
			t.say("a new page of the kind %s; ankerplatz serve shows it:", page.kind.Name)
			_, err = fmt.Fprintln(t.out, filepath.Join(flags.dir, filepath.FromSlash(name)))
			return err
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&page.lang, "lang", "", "`language` of the page (default: the hub's)")
	cmd.Flags().StringVar(&page.title, "title", "", "`title` of the page, or name of the person (default: made from the slug)")
	cmd.Flags().BoolVar(&page.bundle, "bundle", false, "make a folder, for a page with images and files of its own")
	return cmd
}

// newPage is a page that is about to be written.
type newPage struct {
	site        *config.Site
	kind        *source.Kind
	lang, title string
	bundle      bool
	today       time.Time
}

// write writes the page and returns its path below the hub's folder.
func (p *newPage) write(dir, kind, name string) (string, error) {
	if err := p.check(kind, name); err != nil {
		return "", err
	}
	root, err := os.OpenRoot(dir) // a symbolic link can't lead the new file out of the hub
	if err != nil {
		return "", err
	}
	defer root.Close()

	base := path.Join(source.Root, p.lang)
	if _, err := root.Stat(base); errors.Is(err, fs.ErrNotExist) && len(p.site.LangCodes()) == 1 {
		base = source.Root
	}
	folder := path.Join(base, p.kind.FolderIn(root.FS(), base))
	file, bundle := path.Join(folder, name+".md"), path.Join(folder, name, "index.md")
	for _, taken := range []string{file, bundle, path.Join(path.Dir(bundle), "README.md")} {
		if _, err := root.Lstat(taken); err == nil {
			return "", usageError("there is a %s already: choose another slug", taken)
		}
	}
	if p.bundle {
		file = bundle
	}
	data, err := p.text(path.Base(name))
	if err != nil {
		return "", err
	}
	if err := root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return "", err
	}
	return file, writeNew(root, file, data)
}

func writeNew(root *os.Root, name string, data []byte) error {
	w, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return errors.Join(err, w.Close())
}

func (p *newPage) check(kind, name string) error {
	if p.kind = source.KindCalled(kind); p.kind == nil {
		if meant := source.KindCalled(diag.Near(slug.Make(kind), source.KindWords())); meant != nil {
			return usageError("there is no kind %q: did you mean %s?", kind, meant.Name)
		}
		return usageError("there is no kind %q: there are %s", kind, strings.Join(kindNames(), ", "))
	}
	if p.lang == "" {
		p.lang = p.site.DefaultLang()
	}
	if langs := p.site.LangCodes(); !slices.Contains(langs, p.lang) {
		return usageError("--lang: the hub has no language %q%s", p.lang, near(p.lang, langs, ""))
	}
	parts := strings.Split(strings.TrimSuffix(name, ".md"), "/")
	good := make([]string, len(parts))
	for i, part := range parts {
		good[i] = slug.Make(part)
	}
	if !slices.Contains(good, "") && !slices.Equal(parts, good) {
		return usageError("%q can't be part of an address: did you mean %s?", name, strings.Join(good, "/"))
	}
	if slices.Contains(good, "") || strings.HasSuffix(name, ".md") {
		return usageError("%q can't be part of an address: a slug is made of letters, digits and hyphens, as in unlock-a-document", name)
	}
	return nil
}

// text fills the kind's archetype.
func (p *newPage) text(name string) ([]byte, error) {
	if p.title == "" {
		p.title = titleOf(name, p.kind.Title == "name")
	}
	return archetype.Text(p.site, p.kind, archetype.Full, p.title, p.today)
}

// titleOf turns a slug into words: "unlock-a-document" into "Unlock a
// document", or into "Anna Petersen" for a name.
func titleOf(name string, everyWord bool) string {
	words := strings.Split(name, "-")
	for i, w := range words {
		if i == 0 || everyWord {
			r, size := utf8.DecodeRuneInString(w)
			words[i] = string(unicode.ToUpper(r)) + w[size:]
		}
	}
	return strings.Join(words, " ")
}

// missingSite turns the diagnostic that there is no hub into an answer for
// commands that need nothing else of it.
func missingSite(list diag.List) error {
	for _, d := range list {
		if d.Code == diag.MissingSite {
			return &exit{exitContent, diag.Say("%s\n  %s", d.Message, d.Hint)}
		}
	}
	return nil
}
