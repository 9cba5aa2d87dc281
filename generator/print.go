package generator

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/print"
	"ankerplatz/generator/source"
	"ankerplatz/search/analysis"
)

// PrintOptions say what to print. Empty lists mean all: every kind, every
// language, everybody who can be asked at present, every department that has
// somebody. Of departments alone, it is what belongs to their people. With Paths
// or Roles it is their certificates and agreements and nothing else, for the
// people who are named or, with none, to be filled in.
type PrintOptions struct {
	Kinds, Languages    []string
	People, Departments []string // ids
	Paths, Roles        []string // names of learning paths, and of roles
	Format              string   // of print.Formats
	Bleed               bool     // each thing on a page of its own, with bleed and crop marks
	Single              bool     // a file for each person and department
	Fonts               []string // folders of the machine with fonts for letters that print lacks
}

// Printed is what printing did.
type Printed struct {
	Pages    int
	Files    map[string][]string // by name, the ids of the people on it
	Problems []print.Problem
}

// UnknownError says that something asked for by its id is not there.
type UnknownError struct {
	What, ID string // "person", "department", "language", "path", "role"
	Known    []string
	Left     bool // a person who left
}

func (e *UnknownError) Error() string {
	if e.Left {
		return e.ID + " has left: nothing is printed of somebody who left"
	}
	return "there is no " + e.What + " " + e.ID
}

// Print makes badges, signs, stickers and posters for the sink. If it fails
// after it has begun to write, it returns what it meant to write beside the
// error.
func (s *Site) Print(ctx context.Context, opt PrintOptions, to planned.Sink) (*Printed, error) {
	chosen, err := s.printed(opt)
	if err != nil {
		return nil, err
	}
	chosen.Breaks = joints(s.config.LangCodes())
	printing, err := print.Plan(ctx, s.hub, s.root.FS(), *chosen, inParallel)
	if err != nil {
		return nil, err
	}
	done := &Printed{Files: map[string][]string{}}
	for _, f := range printing.Files {
		done.Pages += f.Pages
		done.Files[f.Path] = f.People
	}
	err = inParallel(ctx, len(printing.Files), func(i int) error {
		_, err := printing.Files[i].Make(ctx, to) // whose list is empty
		return err
	})
	done.Problems = printing.Problems()
	return done, err
}

// formFiles are files to be filled in beside pages.
func formFiles(h *hub.Hub, site fs.FS) []planned.File {
	breaks := sync.OnceValue(func() print.Breaks { return joints(h.Config.LangCodes()) })
	return print.Forms(h, site, fontFolders(site, nil), func(lang, word string) []int { return breaks()(lang, word) })
}

// Report is a page for those who decide about the network, as PDF: what it
// brings, and where somebody is missing. The language is one of the hub's. The
// problems are texts that could not be printed as they should.
func (s *Site) Report(lang string) ([]byte, []print.Problem, error) {
	if err := known("language", []string{lang}, s.config.LangCodes()); err != nil {
		return nil, nil, err
	}
	return print.Report(s.hub, s.root.FS(), fontFolders(s.root.FS(), nil), joints([]string{lang}), lang)
}

// fontFolders are where further fonts are looked for: in the folders that were
// asked for, and where npm puts them in the hub.
func fontFolders(site fs.FS, chosen []string) []fs.FS {
	var folders []fs.FS
	for _, name := range chosen {
		folders = append(folders, os.DirFS(name))
	}
	if npm, err := fs.Sub(site, "node_modules/@fontsource"); err == nil { // it is a valid name
		folders = append(folders, npm)
	}
	return folders
}

// joints finds where compounds are joined, in the words of each language.
func joints(langs []string) print.Breaks {
	splitters := map[string]*analysis.Splitter{}
	for _, lang := range langs {
		splitters[lang] = analysis.NewSplitter(lang, nil)
	}
	return func(lang, word string) []int {
		lower := strings.ToLower(word)
		if splitters[lang] == nil || len(lower) != len(word) { // places in one must be those in the other
			return nil
		}
		var at []int
		for i, part := range splitters[lang].Split(lower) {
			if i > 0 {
				at = append(at, part.Start)
			}
		}
		return at
	}
}

// Printable reports whether something may be printed of the person with an id:
// not of somebody who left, or whom the hub does not know any more.
func (s *Site) Printable(id string) bool {
	return slices.ContainsFunc(s.hub.People, func(p *hub.Person) bool { return p.ID == id && !p.Left })
}

// printed looks up what is asked for.
func (s *Site) printed(opt PrintOptions) (*print.Options, error) {
	chosen := &print.Options{Kinds: opt.Kinds, Languages: opt.Languages, Format: opt.Format, Bleed: opt.Bleed, Single: opt.Single, Fonts: fontFolders(s.root.FS(), opt.Fonts)}
	forms := len(opt.Paths)+len(opt.Roles) > 0
	if len(opt.Kinds) == 0 && !forms {
		chosen.Kinds = print.Kinds
	}
	codes := s.config.LangCodes()
	if len(opt.Languages) == 0 {
		chosen.Languages = codes
	}
	err := known("language", opt.Languages, codes)
	if err != nil {
		return nil, err
	}
	people := map[string]*hub.Person{}
	var ids []string
	for _, p := range s.hub.People {
		people[p.ID] = p
		if !p.Left {
			ids = append(ids, p.ID)
		}
		if p.IsThere() && len(opt.People) == 0 && len(opt.Departments) == 0 && !forms {
			chosen.People = append(chosen.People, p)
		}
	}
	for _, id := range opt.People {
		if p := people[id]; p != nil && p.Left {
			return nil, &UnknownError{What: "person", ID: id, Left: true}
		}
	}
	if err := known("person", opt.People, ids); err != nil {
		return nil, err
	}
	for _, id := range opt.People {
		chosen.People = append(chosen.People, people[id])
	}
	var departments []string
	for _, d := range s.config.Organisation.Departments {
		departments = append(departments, d.ID.Value)
	}
	if err := known("department", opt.Departments, departments); err != nil {
		return nil, err
	}
	paths, err := s.called("path", source.PathKind, opt.Paths, chosen.Languages)
	if err != nil {
		return nil, err
	}
	roles, err := s.called("role", source.RoleKind, opt.Roles, chosen.Languages)
	if err != nil {
		return nil, err
	}
	chosen.Forms = slices.Concat(paths, roles)
	chosen.Departments = opt.Departments
	switch {
	case len(opt.People) > 0:
	case len(opt.Departments) == 0 && !forms:
		chosen.Departments = departments
	default:
		for _, id := range opt.Departments {
			for _, p := range hub.There(s.hub.KeyUsers(id)) {
				if !slices.Contains(chosen.People, p) {
					chosen.People = append(chosen.People, p)
				}
			}
		}
	}
	return chosen, nil
}

// called are the pages of a kind with these names, each that of a file or the
// end of an address in any language; one of the languages given has it.
func (s *Site) called(what string, kind *source.Kind, names, languages []string) ([]*hub.Versions, error) {
	found, files := map[string]*hub.Versions{}, map[string]bool{}
	for _, p := range s.hub.Pages {
		if p.Kind != kind || p.Index {
			continue
		}
		if !slices.ContainsFunc(languages, func(lang string) bool { return p.Translations.Pages[lang] != nil }) {
			continue
		}
		if found[p.Slug] == nil {
			found[p.Slug] = p.Translations
		}
		found[p.Name], files[p.Name] = p.Translations, true
	}
	var pages []*hub.Versions
	for _, name := range names {
		page := found[name]
		if page == nil {
			return nil, &UnknownError{What: what, ID: name, Known: slices.Sorted(maps.Keys(files))}
		}
		if !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
	}
	return pages, nil
}

// known reports the first of the ids that is none of what there is.
func known(what string, ids, there []string) error {
	for _, id := range ids {
		if !slices.Contains(there, id) {
			return &UnknownError{What: what, ID: id, Known: there}
		}
	}
	return nil
}
