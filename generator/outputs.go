package generator

import (
	"fmt"

	"ankerplatz/generator/config"
	"ankerplatz/generator/edit"
	"ankerplatz/generator/output"
)

// wanted is a site that is to be written.
type wanted struct {
	audience string // id of those whom it is for; "" is everybody
	address  string
	targets  []target // the folder of the site and, unless there is to be none, that of the index
}

// NoFolderError says that nothing names a folder for the site of an audience.
// The folders of the site for everybody never are.
type NoFolderError struct{ Audience, Flag string }

func (e *NoFolderError) Error() string {
	way := "--out"
	if e.Flag == "index" {
		way = "--index, or build none with --no-index"
	}
	return fmt.Sprintf("--audience: what is for %s needs folders of its own: list it under outputs: in site.yaml, or name one with %s", e.Audience, way)
}

// wanted are the sites that a build is asked for: those of site.yaml, that for
// everybody first, unless flags name an audience, folders or an address. These
// are of one site.
func (o *origin) wanted(opt BuildOptions) ([]wanted, error) {
	if err := o.knows(opt.Audience); err != nil {
		return nil, err
	}
	if opt.Audience != "" && !config.Unreadable(o.list) { // else nothing is written anyway
		out, configured := o.outputFor(opt.Audience)
		for _, t := range []struct{ flag, dir string }{{"out", opt.Out}, {"index", opt.Index}} {
			if !configured && t.dir == "" && (t.flag == "out" || !opt.NoIndex) {
				return nil, &NoFolderError{opt.Audience, t.flag}
			}
		}
		return []wanted{o.forAudience(out, opt)}, nil
	}
	out := o.config.Output
	all := []wanted{{address: o.addressFor(""), targets: o.targets(opt,
		target{key: "output.dir", inSite: out.Dir.Value, at: out.Dir.Span}, target{key: "output.index", inSite: out.Index.Value, at: out.Index.Span})}}
	if opt.Out == "" && opt.Index == "" && opt.BaseURL == "" {
		for _, out := range o.config.Outputs {
			all = append(all, o.forAudience(out, opt))
		}
	}
	return all, nil
}

// forAudience is the site of an output of site.yaml.
func (o *origin) forAudience(out config.AudienceOutput, opt BuildOptions) wanted {
	at := out.Audience.Span
	return wanted{out.Audience.Value, o.addressFor(out.Audience.Value), o.targets(opt,
		target{key: "outputs.dir", inSite: out.Dir.Value, at: out.Dir.Span, fallback: at},
		target{key: "outputs.index", inSite: out.Index.Value, at: out.Index.Span, fallback: at})}
}

// targets completes the folders of a site and of its index.
func (o *origin) targets(opt BuildOptions, site, index target) []target {
	site.flag, site.dir, index.flag, index.dir = "out", opt.Out, "index", opt.Index
	all := []target{site, index}
	if opt.NoIndex {
		all = all[:1]
	}
	for i := range all {
		t := &all[i]
		if t.asked = t.dir != ""; !t.asked {
			t.dir = within(o.root.Name(), t.inSite)
		}
	}
	return all
}

func targetsOf(outs []wanted) []target {
	var all []target
	for _, out := range outs {
		all = append(all, out.targets...)
	}
	return all
}

// outputFor is the output of site.yaml for an audience; one with nothing but
// the audience if it has none.
func (o *origin) outputFor(audience string) (out config.AudienceOutput, ok bool) {
	for _, out := range o.config.Outputs {
		if out.Audience.Value == audience {
			return out, true
		}
	}
	out.Audience.Value = audience
	return out, false
}

// IndexFolder is the folder of site.yaml for the index of the site, below the
// hub's, "" if it names none.
func (s *Site) IndexFolder() string {
	if s.audience == "" {
		return s.config.Output.Index.Value
	}
	out, _ := s.outputFor(s.audience)
	return out.Index.Value
}

// addressFor is the address of the site for an audience.
func (o *origin) addressFor(audience string) string {
	if o.opt.BaseURL != "" {
		return o.opt.BaseURL
	}
	if out, ok := o.outputFor(audience); ok && audience != "" {
		return out.BaseURL.Value
	}
	return o.config.BaseURL.Value
}

// knows returns an UnknownError for an audience that site.yaml does not have.
func (o *origin) knows(audience string) error {
	if audience == "" || config.Unreadable(o.list) { // of the latter more can be said
		return nil
	}
	return known("audience", []string{audience}, o.config.AudienceIDs())
}

// keeping says how a folder of the site is kept.
func (s *Site) keeping(t target, opt BuildOptions) output.Options {
	keep := output.Options{Hub: s.id, Audience: s.audience, Other: s.other}
	if t.flag == "index" {
		keep.List = output.IndexListName
		return keep
	}
	keep.Force, keep.Compress, keep.Base = opt.Force, s.config.Output.Compress, s.config.BasePath()
	for _, site := range s.config.Security.FrameAncestors {
		keep.Ancestors = append(keep.Ancestors, site.Value)
	}
	if edit.On(s.config, false) {
		keep.Edit = s.config.Edit.Servers()
	}
	return keep
}
