package render

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// Theme is a theme's files: those of the shipped theme, each replaced by the
// site's own of the same name where there is one.
type Theme struct {
	Name  string
	files map[string]*diag.File // by path below the theme's folder
	words map[string]words      // of the interface, by language
}

// words are the words of the interface in one language: a text, or one for
// each plural form.
type words map[string]map[string]string

const (
	themesFolder = "themes"
	defaultTheme = "default"
	maxThemeFile = 32 << 20
	// maxParsedFile bounds what is parsed, because parsers that call themselves
	// run out of stack over brackets without end, which nothing can catch. The
	// bundler takes up to 4.5 kB of the stack's 512 MB for a byte.
	maxParsedFile = 104 << 10
)

var parsedTypes = []string{".html", ".css", ".js", ".mjs", ".json", ".yaml", ".svg"}

// OpenTheme reads the theme called name. shipped holds a folder for each theme
// that comes with the program; site is the site's folder.
func OpenTheme(shipped, site fs.FS, name string) (*Theme, diag.List) {
	t := &Theme{Name: name, files: map[string]*diag.File{}, words: map[string]words{}}
	var list diag.List
	base := name
	if _, err := fs.Stat(shipped, name); err != nil {
		base = defaultTheme
		if _, err := fs.Stat(site, path.Join(themesFolder, name)); err != nil {
			list.Add(diag.NewFile("site.yaml", nil).Span(0, 0), diag.UnknownTheme, "there is no theme "+`"`+name+`"`,
				"put it into the folder themes/"+name+", or take theme: out of site.yaml")
		}
	}
	t.read(shipped, base, &list)
	t.read(site, path.Join(themesFolder, name), &list)
	for _, name := range t.names("i18n/", ".yaml") {
		t.readWords(t.files[name], &list)
	}
	return t, list
}

// read adds the files of a folder; one that is not there adds none.
func (t *Theme) read(from fs.FS, folder string, list *diag.List) {
	err := fs.WalkDir(from, folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		below := strings.TrimPrefix(name, folder+"/")
		data, problem := readThemeFile(from, name, below)
		if problem != nil {
			*list = append(*list, problem...)
			return nil
		}
		t.files[below] = diag.NewFile(path.Join(themesFolder, t.Name, below), data)
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		list.Add(diag.NewFile(folder, nil).Span(0, 0), diag.UnreadableFile, "can't be read", "")
	}
}

// readThemeFile reads a file of a theme, if it is one that can be used.
func readThemeFile(from fs.FS, name, below string) (data []byte, problem diag.List) {
	at := diag.NewFile(name, nil).Span(0, 0)
	most := int64(maxThemeFile)
	if slices.Contains(parsedTypes, path.Ext(name)) && !strings.HasPrefix(below, "assets/static/") {
		most = maxParsedFile
	}
	info, err := fs.Stat(from, name) // of what a link leads to
	switch {
	case err == nil && !info.Mode().IsRegular():
		err = fs.ErrInvalid // reading a pipe would never end
	case err == nil && info.Size() > most:
		problem.Add(at, diag.FileTooLarge, fmt.Sprintf("has more than the %d bytes that a file of its kind may have in a theme", most), "split it")
		return nil, problem
	case err == nil:
		data, err = fs.ReadFile(from, name)
	}
	if err != nil {
		problem.Add(at, diag.UnreadableFile, "is no file that can be read", "a link must lead to a file of the site")
		return nil, problem
	}
	if strings.EqualFold(path.Ext(name), ".svg") {
		if err := source.CheckSVG(data); err != nil {
			problem.Add(at, diag.TemplateError, "can't be used: "+err.Error(), "save the picture as plain SVG without scripts and links")
			return nil, problem
		}
	}
	return data, nil
}

// names are the theme's files in a folder (with all below it) with an ending,
// sorted.
func (t *Theme) names(folder, ending string) []string {
	var names []string
	for name := range t.files {
		if strings.HasPrefix(name, folder) && strings.HasSuffix(name, ending) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (t *Theme) readWords(file *diag.File, list *diag.List) {
	lang := strings.TrimSuffix(path.Base(file.Name), ".yaml")
	node, problems := strictyaml.Parse(file, 0, len(file.Data), strictyaml.Limits{})
	*list = append(*list, problems...)
	of := words{}
	for _, field := range node.Fields() {
		forms := map[string]string{}
		switch field.Value.Kind() {
		case strictyaml.Scalar:
			forms["other"] = field.Value.Value()
		case strictyaml.Map:
			for _, form := range field.Value.Fields() {
				forms[form.Name] = form.Value.Value()
			}
		default:
			list.Add(field.Key, diag.WrongType, "words are a text, or a text for each plural form", "for example {one: \"{0} tip\", other: \"{0} tips\"}")
		}
		of[field.Name] = forms
	}
	t.words[lang] = of
}

// Text is the word or sentence with that key, in lang or else in English; the
// key itself where the theme has neither. n chooses the plural form.
func (t *Theme) Text(lang, key string, n int) string {
	text, _ := t.text(lang, key, n)
	return text
}

func (t *Theme) text(lang, key string, n int) (string, bool) {
	base, _, _ := strings.Cut(lang, "-")
	for _, l := range []string{lang, base, "en"} {
		forms, ok := t.words[l][key]
		if !ok {
			continue
		}
		// The four languages of the hub have two forms, and one is for 1.
		if one, ok := forms["one"]; ok && n == 1 {
			return one, true
		}
		return forms["other"], true
	}
	return key, false
}

var assetCall = regexp.MustCompile(`asset\s+"([^"]+)"`)

// published are the files that reach the site as they are: all of
// assets/static, and what templates name with asset.
func (t *Theme) published() map[string]*diag.File {
	files := map[string]*diag.File{}
	for _, name := range t.names("assets/static/", "") {
		files[strings.TrimPrefix(name, "assets/static/")] = t.files[name]
	}
	for _, name := range append(t.names("layouts/", ".html"), t.names("partials/", ".html")...) {
		for _, match := range assetCall.FindAllSubmatch(t.files[name].Data, -1) {
			called := string(match[1])
			if file := t.files["assets/"+called]; file != nil && files[called] == nil {
				files[called] = file
			}
		}
	}
	return files
}
