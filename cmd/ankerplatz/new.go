package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
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
	"ankerplatz/generator/fields"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

func newNew(t *terminal) *cobra.Command {
	var flags siteFlags
	var page newPage
	var ask bool
	cmd := &cobra.Command{
		Use:   "new [KIND [TITLE]]",
		Short: t.in(diag.Say("Start a new page of any kind")),
		Long: t.in(diag.Say(`New writes a Markdown file with the fields that matter, explained in the page's
language. KIND is one of
%s, or what it or its folder is
called in any language. TITLE is the page's title, or the name of a person; the
file's name is made of it. Who gives a file's name instead, with folders in front
of it if need be, gives the title with --title.

What is not said it asks for, if there is a terminal. It shows pages that may
already say what the title promises.`, strings.Join(kindNames(), ", "))),
		Example: `  ankerplatz new
  ankerplatz new tip "Unlock a document" --app sharepoint
  ankerplatz new tip erp/book-an-invoice --lang da --title "Bogfør en faktura"
  ankerplatz new profile "Anna Petersen" --bundle`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return kindNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			asker := t.asker(cmd, ask)
			if asker == nil && len(args) < 2 && (len(args) == 0 || !strings.ContainsRune(args[0], ' ')) {
				return &exit{exitUsage, diag.Say(`say what it is and what it is called, as in: ankerplatz new tip "Unlock a document"`)}
			}
			site, err := flags.config()
			if err != nil {
				return err
			}
			page.site, page.today = site, time.Now()
			return t.begin(cmd.Context(), asker, flags, &page, args)
		},
	}
	flags.add(t, cmd)
	cmd.Flags().StringVar(&page.lang, "lang", "", t.in(diag.Say("`language` of the page (default: the hub's)")))
	cmd.Flags().StringVar(&page.title, "title", "", t.in(diag.Say("`title` of the page, or name of the person (default: made from the file's name)")))
	cmd.Flags().StringSliceVar(&page.apps, "app", nil, t.in(diag.Say("`ids` of the apps that it is about")))
	cmd.Flags().StringSliceVar(&page.departments, "for", nil, t.in(diag.Say("`ids` of the departments that it is for")))
	cmd.Flags().BoolVar(&page.bundle, "bundle", false, t.in(diag.Say("make a folder, for a page with images and files of its own")))
	askFlag(t, cmd, &ask)
	return cmd
}

// begin begins a page, of which a kind and a title may be given, and the rest is
// asked of asker; nil asks nobody.
func (t *terminal) begin(ctx context.Context, asker *asker, flags siteFlags, page *newPage, args []string) error {
	if len(args) == 0 {
		kind, err := asker.kind()
		if err != nil {
			return err
		}
		args = []string{kind}
	}
	if err := page.check(args[0]); err != nil {
		return err
	}
	given := strings.Join(args[1:], " ")
	if len(args) == 1 {
		var err error
		if given, err = asker.title(page.kind); err != nil {
			return err
		}
	}
	if err := page.call(given, len(args) == 1); err != nil {
		return err
	}
	if said, err := t.alreadySaid(ctx, asker, flags, page); said || err != nil {
		return err
	}
	if asker != nil {
		if err := asker.rest(page); err != nil {
			return err
		}
	}
	name, err := page.write(flags.dir)
	if err != nil {
		return err
	}
	t.tell(diag.Say("a new page of the kind %s: write it, and look at it with ankerplatz serve --open", page.kind))
	_, err = fmt.Fprintln(t.out, filepath.Join(flags.dir, filepath.FromSlash(name)))
	return err
}

// kind asks what is to be begun.
func (a *asker) kind() (string, error) {
	var options []option
	for _, k := range source.Kinds {
		options = append(options, option{id: k.Name, names: []string{source.ValueWord(a.tongue.General(), "kind", k.Name)}})
	}
	ids, err := a.choose(diag.Say("What do you want to write?"), options, options[0].names[0], false)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// title asks for the title until there is one.
func (a *asker) title(kind *source.Kind) (string, error) {
	question := diag.Say("%s", fields.OfKind(kind)[0].Says(a.tongue.General()))
	for {
		title, err := a.line(question, "")
		if err != nil || slug.Make(title) != "" {
			return title, err
		}
	}
}

// alreadySaid shows pages that may say already what a new one is to say. Who is
// asked can name one of them: then there is no need of another.
func (t *terminal) alreadySaid(ctx context.Context, asker *asker, flags siteFlags, page *newPage) (bool, error) {
	found := alikeTo(ctx, flags, page.site.Output.Index.Value, page.lang, page.title)
	if len(found) == 0 {
		return false, nil
	}
	options := make([]option, len(found))
	for i, f := range found {
		options[i] = option{id: f.file, names: []string{f.title}, more: filepath.Join(flags.dir, filepath.FromSlash(f.file))}
	}
	if asker == nil {
		t.tell(diag.Say("These pages may say it already:"))
		for _, o := range options {
			t.say("  %s  %s", o.names[0], o.more)
		}
		return false, nil
	}
	chosen, err := asker.choose(diag.Say("Is it one of these?"), options, "", false)
	if err != nil || len(chosen) == 0 {
		return false, err
	}
	_, err = fmt.Fprintln(t.out, filepath.Join(flags.dir, filepath.FromSlash(chosen[0])))
	return true, err
}

// rest asks for what else matters and is not said: apps, departments, language.
func (a *asker) rest(page *newPage) (err error) {
	lang, site := a.tongue.General(), page.site
	all := fields.OfKind(page.kind)
	ask := func(known *[]string, options []option, names ...string) error {
		for _, name := range names {
			if f, ok := fields.Find(all, name); ok && err == nil && *known == nil && len(options) > 0 {
				*known, err = a.choose(diag.Say("%s", f.Says(lang)), options, "", f.Many)
				return err
			}
		}
		return err
	}
	var apps, departments []option
	for _, app := range site.Organisation.Apps {
		apps = append(apps, option{id: app.ID.Value, names: called(app.Name, app.ID.Value, lang, site)})
	}
	for _, d := range site.Organisation.Departments {
		departments = append(departments, option{id: d.ID.Value, names: called(d.Name, d.ID.Value, lang, site)})
	}
	if err := ask(&page.apps, apps, "app", "apps"); err != nil {
		return err
	}
	if err := ask(&page.departments, departments, "department", "departments"); err != nil {
		return err
	}
	if page.langSaid || len(site.LangCodes()) == 1 {
		return nil
	}
	var langs []option
	for _, code := range site.LangCodes() {
		langs = append(langs, option{id: code, names: []string{words.Name(code)}})
	}
	chosen, err := a.choose(diag.Say("In which language?"), langs, words.Name(page.lang), false)
	if err == nil && len(chosen) > 0 {
		page.lang = chosen[0]
	}
	return err
}

// called are the names of something of site.yaml, that in a language first.
func called(names strictyaml.Localized, id, lang string, site *config.Site) []string {
	all := []string{cmp.Or(names.In(lang, site.DefaultLang()), id)}
	for _, code := range slices.Sorted(maps.Keys(names)) {
		all = append(all, names[code])
	}
	return all
}

// newPage is a page that is about to be written.
type newPage struct {
	site              *config.Site
	kind              *source.Kind
	lang, title, name string // name is the file's, with the folders before it, without .md
	langSaid          bool
	apps, departments []string
	bundle            bool
	today             time.Time
}

// write writes the page and returns its path below the hub's folder.
func (p *newPage) write(dir string) (string, error) {
	root, err := os.OpenRoot(dir) // a symbolic link can't lead the new file out of the hub
	if err != nil {
		return "", err
	}
	defer root.Close()

	base := source.LangFolder(root.FS(), p.site.LangCodes(), p.lang)
	folder := path.Join(base, p.kind.FolderIn(root.FS(), base))
	file, bundle := path.Join(folder, p.name+".md"), path.Join(folder, p.name, "index.md")
	for _, taken := range []string{file, bundle, path.Join(path.Dir(bundle), "README.md")} {
		if _, err := root.Lstat(taken); err == nil {
			return "", &exit{exitUsage, diag.Say("there is a %s already: choose another title, or another name for the file", taken)}
		}
	}
	if p.bundle {
		file = bundle
	}
	data := archetype.Text(p.site, archetype.Begun{
		Kind: p.kind, Lang: p.lang, Title: p.title, Today: p.today, Apps: p.apps, Departments: p.departments,
	}, archetype.Full)
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

// check takes the kind over, and looks at what flags say.
func (p *newPage) check(kind string) error {
	if p.kind = source.KindCalled(kind); p.kind == nil {
		if strings.ContainsRune(kind, ' ') { // it is the title
			return &exit{exitUsage, diag.Say("say first what it is, as in: ankerplatz new tip %q", kind)}
		}
		if meant := source.KindCalled(diag.Near(slug.Make(kind), source.KindWords())); meant != nil {
			return &exit{exitUsage, diag.Say("there is no kind %q: did you mean %s?", kind, meant.Name)}
		}
		return &exit{exitUsage, diag.Say("there is no kind %q: there are %s", kind, strings.Join(kindNames(), ", "))}
	}
	p.langSaid = p.lang != ""
	if p.lang == "" {
		p.lang = p.site.DefaultLang()
	}
	if langs := p.site.LangCodes(); !slices.Contains(langs, p.lang) {
		return usageError(diag.Say("--lang: the hub has no language %q%s", p.lang, near(p.lang, langs, "")))
	}
	var apps, departments []string
	for _, app := range p.site.Organisation.Apps {
		apps = append(apps, app.ID.Value)
	}
	for _, d := range p.site.Organisation.Departments {
		departments = append(departments, d.ID.Value)
	}
	for _, id := range p.apps {
		if !slices.Contains(apps, id) {
			return usageError(diag.Say("--app: site.yaml has no app %q%s", id, near(id, apps, "")))
		}
	}
	for _, id := range p.departments {
		if !slices.Contains(departments, id) {
			return usageError(diag.Say("--for: site.yaml has no department %q%s", id, near(id, departments, "")))
		}
	}
	return nil
}

// longestName is how many bytes of a title a file is called by at most.
const longestName = 80

// call gives the page its title and the file its name: what is given is one or
// the other.
func (p *newPage) call(given string, isTitle bool) error {
	parts := strings.Split(given, "/")
	good := make([]string, len(parts))
	for i, part := range parts {
		good[i] = slug.Make(part)
	}
	path := strings.Contains(given, "/") && !strings.Contains(given, " ") || strings.HasSuffix(given, ".md")
	switch {
	case !isTitle && slices.Equal(parts, good) && !slices.Contains(good, ""):
		p.name = given
		if p.title == "" {
			p.title = titleOf(parts[len(parts)-1], p.kind.Title == "name")
		}
		return nil
	case path && !isTitle || slug.Make(given) == "":
		return &exit{exitUsage, diag.Say("no file can be called %q: write the title in quotes, or a name of letters, digits and hyphens, as in unlock-a-document", given)}
	}
	p.name = slug.Make(given)
	if cut := len(p.name); cut > longestName {
		p.name = strings.ToValidUTF8(p.name[:longestName], "")
		if i := strings.LastIndexByte(p.name, '-'); i > 0 {
			p.name = p.name[:i]
		}
	}
	p.title = cmp.Or(p.title, given)
	return nil
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
