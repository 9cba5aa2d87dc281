package config

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"reflect"
	"slices"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// Name is the configuration's file name, in the root of a site.
const Name = "site.yaml"

const maxBytes = 1 << 20

// Load reads site.yaml from the root of fsys. The Site is never nil: what is
// missing or wrong has its default, so that the content can be looked at all
// the same.
func Load(fsys fs.FS) (*Site, diag.List) {
	var list diag.List
	data, problem := read(fsys)
	site := &Site{File: diag.NewFile(Name, data)}
	if problem.Code != "" {
		list.Add(site.File.Span(0, 0), problem.Code, problem.Message, problem.Hint)
		site.defaults()
		return site, list
	}
	node, list := strictyaml.Parse(site.File, 0, len(data), strictyaml.Limits{Bytes: maxBytes})
	if node != nil {
		own := translator{better: map[diag.Span]diag.Text{}}
		node = own.translate(node, reflect.TypeFor[Site]())
		list = append(list, own.tell(site, node.Decode(site, diag.UnknownKey))...)
		c := checker{site: site, node: node, list: list}
		c.check()
		list = c.list
	}
	site.defaults()
	list.Sort()
	return site, list
}

// Unreadable reports whether a list of Load says that site.yaml could not be
// read at all.
func Unreadable(list diag.List) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool {
		return slices.Contains([]diag.Code{
			diag.MissingSite, diag.YAMLSyntax, diag.YAMLTooComplex, diag.NotUTF8, diag.NulByte, diag.FileTooLarge, diag.UnreadableFile,
		}, d.Code)
	})
}

// read returns the file's bytes, or what is wrong with the file as a whole.
func read(fsys fs.FS) (data []byte, problem diag.Diagnostic) {
	info, err := fs.Stat(fsys, Name)
	if err == nil && !info.Mode().IsRegular() {
		// Reading a pipe would never end.
		return nil, diag.Diagnostic{Code: diag.UnreadableFile, Message: diag.Say("site.yaml is no file"), Hint: diag.Say("replace it by a file")}
	}
	f, err := fsys.Open(Name)
	if errors.Is(err, fs.ErrNotExist) {
		problem = diag.Diagnostic{
			Code:    diag.MissingSite,
			Message: diag.Say("there is no site.yaml in this folder"),
			Hint:    diag.Say(`run the command in the hub's folder, name the folder with --site, or write a site.yaml with "title: Our hub"`),
		}
		if _, err := fs.Stat(fsys, "site.yml"); err == nil {
			problem.Hint = diag.Say("rename site.yml to site.yaml")
		}
		return nil, problem
	}
	if err == nil {
		defer f.Close()
		data, err = io.ReadAll(io.LimitReader(f, maxBytes+1))
	}
	switch {
	case err != nil:
		return nil, diag.Diagnostic{Code: diag.UnreadableFile, Message: diag.Say("site.yaml cannot be read: %v", err)}
	case len(data) > maxBytes:
		return nil, diag.Diagnostic{
			Code:    diag.FileTooLarge,
			Message: diag.Say("site.yaml has more than %d bytes", maxBytes),
			Hint:    diag.Say("long texts belong into pages below content/"),
		}
	}
	return data, diag.Diagnostic{}
}

// defaults fills what site.yaml leaves open.
func (s *Site) defaults() {
	if len(s.Title) == 0 {
		s.Title = strictyaml.Localized{"": "Key users"}
	}
	s.Accent.Value = cmp.Or(s.Accent.Value, "#1a5fb4")
	s.BaseURL.Value = cmp.Or(s.BaseURL.Value, "http://localhost/")

	if len(s.Languages.List) == 0 && s.Languages.Default.Value != "" {
		s.Languages.List = []strictyaml.Text{s.Languages.Default}
	}
	if len(s.Languages.List) == 0 {
		s.Languages.List = []strictyaml.Text{{Value: "en"}}
	}
	if s.Languages.Default.Value == "" {
		s.Languages.Default = s.Languages.List[0]
	}
	if len(s.Search.Languages) == 0 {
		s.Search.Languages = s.Languages.List
	}
	s.Search.Compounds = orTrue(s.Search.Compounds)
	s.Search.Whole = cmp.Or(s.Search.Whole, "auto")

	s.Repository.Branch = cmp.Or(s.Repository.Branch, "main")
	s.Review.Warn = cmp.Or(s.Review.Warn, strictyaml.Duration{Days: 30})
	s.Privacy.Consent = cmp.Or(s.Privacy.Consent, "off")
	s.Privacy.Contributors = cmp.Or(s.Privacy.Contributors, "off")
	s.Privacy.Load = cmp.Or(s.Privacy.Load, "off")
	s.Signals = cmp.Or(s.Signals, "off")
	s.OwnWords = cmp.Or(s.OwnWords, "accept")
	s.Offline = cmp.Or(s.Offline, "on")
	s.Banner.Level = cmp.Or(s.Banner.Level, "info")
	s.Theme.Name = cmp.Or(s.Theme.Name, "default")
	s.Output.Dir.Value = cmp.Or(s.Output.Dir.Value, "public")
	s.Output.Index.Value = cmp.Or(s.Output.Index.Value, "index.bleve")
	s.Output.Feeds = orTrue(s.Output.Feeds)

	for i := range s.Organisation.Departments {
		named(&s.Organisation.Departments[i].Name, s.Organisation.Departments[i].ID)
	}
	for i := range s.Organisation.Locations {
		named(&s.Organisation.Locations[i].Name, s.Organisation.Locations[i].ID)
	}
	for i := range s.Organisation.Apps {
		named(&s.Organisation.Apps[i].Name, s.Organisation.Apps[i].ID)
	}

	for i := range s.Audiences {
		named(&s.Audiences[i].Name, s.Audiences[i].ID)
	}
	for i := range s.Outputs {
		o := &s.Outputs[i]
		o.Dir.Value = cmp.Or(o.Dir.Value, s.Output.Dir.Value+"-"+o.Audience.Value)
		o.Index.Value = cmp.Or(o.Index.Value, o.Dir.Value+".bleve")
		o.BaseURL.Value = cmp.Or(o.BaseURL.Value, s.BaseURL.Value)
	}

	s.Limits.PageBytes = cmp.Or(s.Limits.PageBytes, 2<<20)
	s.Limits.FrontMatterBytes = cmp.Or(s.Limits.FrontMatterBytes, 64<<10)
	s.Limits.FileBytes = cmp.Or(s.Limits.FileBytes, 256<<20)
	s.Limits.Nesting = cmp.Or(s.Limits.Nesting, 100)
	s.Limits.OutputBytes = cmp.Or(s.Limits.OutputBytes, 16<<20)
}

func orTrue(b *bool) *bool {
	if b == nil {
		return new(true)
	}
	return b
}

func named(name *strictyaml.Localized, id strictyaml.Text) {
	if len(*name) == 0 {
		*name = strictyaml.Localized{"": id.Value}
	}
}
