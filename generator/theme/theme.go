// Package theme reads a theme's files and puts together what is published of
// them. What its templates mean is the business of package render.
package theme

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// Theme is a theme's files: those of the shipped theme, each replaced by the
// site's own of the same name where there is one.
type Theme struct {
	Name  string
	files map[string]*diag.File // by path below the theme's folder
}

const (
	folder     = "themes" // of the site
	shippedOne = "default"
	maxFile    = 32 << 20
	// maxParsedFile bounds what is parsed, because parsers that call themselves
	// run out of stack over brackets without end, which nothing can catch. The
	// bundler takes up to 4.5 kB of the stack's 512 MB for a byte.
	maxParsedFile = 104 << 10
)

var parsedTypes = []string{".html", ".css", ".js", ".mjs", ".json", ".yaml", ".svg"}

// Open reads the theme called name. shipped holds a folder for each theme
// that comes with the program; site is the site's folder.
func Open(shipped, site fs.FS, name string) (*Theme, diag.List) {
	t := &Theme{Name: name, files: map[string]*diag.File{}}
	var list diag.List
	base := name
	if _, err := fs.Stat(shipped, name); err != nil {
		base = shippedOne
		if _, err := fs.Stat(site, path.Join(folder, name)); err != nil {
			list.Add(diag.NewFile("site.yaml", nil).Span(0, 0), diag.UnknownTheme, diag.Say(`there is no theme "%s"`, name),
				diag.Say("put it into the folder themes/%s, or take theme: out of site.yaml", name))
		}
	}
	t.read(shipped, base, &list)
	t.read(site, path.Join(folder, name), &list)
	return t, list
}

// read adds the files of a folder; one that is not there adds none.
func (t *Theme) read(from fs.FS, root string, list *diag.List) {
	err := fs.WalkDir(from, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		below := strings.TrimPrefix(name, root+"/")
		data, problem := readFile(from, name, below)
		if problem != nil {
			*list = append(*list, problem...)
			return nil
		}
		t.files[below] = diag.NewFile(path.Join(folder, t.Name, below), data)
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		list.Add(diag.NewFile(root, nil).Span(0, 0), diag.UnreadableFile, diag.Say("can't be read"), diag.Text{})
	}
}

// readFile reads a file of a theme, if it is one that can be used.
func readFile(from fs.FS, name, below string) (data []byte, problem diag.List) {
	at := diag.NewFile(name, nil).Span(0, 0)
	most := int64(maxFile)
	if slices.Contains(parsedTypes, path.Ext(name)) && !strings.HasPrefix(below, "assets/static/") {
		most = maxParsedFile
	}
	info, err := fs.Stat(from, name) // of what a link leads to
	switch {
	case err == nil && !info.Mode().IsRegular():
		err = fs.ErrInvalid // reading a pipe would never end
	case err == nil && info.Size() > most:
		problem.Add(at, diag.FileTooLarge, diag.Say("has more than the %d bytes that a file of its kind may have in a theme", most), diag.Say("split it"))
		return nil, problem
	case err == nil:
		data, err = fs.ReadFile(from, name)
	}
	if err != nil {
		problem.Add(at, diag.UnreadableFile, diag.Say("is no file that can be read"), diag.Say("a link must lead to a file of the site"))
		return nil, problem
	}
	if strings.EqualFold(path.Ext(name), ".svg") {
		if err := source.CheckSVG(data); err != nil {
			problem.Add(at, diag.TemplateError, diag.Say("can't be used: %v", err), diag.Say("save the picture as plain SVG without scripts and links"))
			return nil, problem
		}
	}
	return data, nil
}

// Names are the theme's files in a folder (with all below it) with an ending,
// sorted.
func (t *Theme) Names(folder, ending string) []string {
	var names []string
	for name := range t.files {
		if strings.HasPrefix(name, folder) && strings.HasSuffix(name, ending) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Words are the files with the words of the interface, sorted by name.
func (t *Theme) Words() []*diag.File {
	var files []*diag.File
	for _, name := range t.Names("i18n/", ".yaml") {
		files = append(files, t.files[name])
	}
	return files
}

// File is a file of the theme; nil where it has none of that name.
func (t *Theme) File(name string) *diag.File { return t.files[name] }

// Place is where messages about a file of the theme point, also where there is
// no such file; that of "" is the theme as a whole.
func (t *Theme) Place(name string) diag.Span {
	if file := t.files[name]; file != nil {
		return file.Span(0, 0)
	}
	return diag.NewFile(path.Join(folder, t.Name, name), nil).Span(0, 0)
}

var assetCall = regexp.MustCompile(`asset\s+"([^"]+)"`)

// published are the files that reach the site as they are: all of
// assets/static, and what templates name with asset.
func (t *Theme) published() map[string]*diag.File {
	files := map[string]*diag.File{}
	for _, name := range t.Names("assets/static/", "") {
		files[strings.TrimPrefix(name, "assets/static/")] = t.files[name]
	}
	for _, name := range append(t.Names("layouts/", ".html"), t.Names("partials/", ".html")...) {
		for _, match := range assetCall.FindAllSubmatch(t.files[name].Data, -1) {
			called := string(match[1])
			if file := t.files["assets/"+called]; file != nil && files[called] == nil {
				files[called] = file
			}
		}
	}
	return files
}
