package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// FolderError says that a folder which a flag names is none to write to.
type FolderError struct{ Flag, Dir, Why string }

func (e *FolderError) Error() string {
	return fmt.Sprintf("--%s: %s %s: name a folder that holds nothing else", e.Flag, e.Dir, e.Why)
}

// target is a folder that a build writes to.
type target struct {
	flag     string    // that can name it, "out" or "index"
	asked    bool      // the flag does
	dir      string    // seen from here
	key      string    // of site.yaml, which names it where the flag does not
	inSite   string    // what site.yaml says, or the default
	at       diag.Span // where it says so
	fallback diag.Span // where it is said that there is such a folder at all
}

// checkFolders reports what is wrong with the folders that site.yaml names for
// the output. A build reports it of those that it writes to.
func (o *origin) checkFolders(outs []wanted) diag.List {
	targets := targetsOf(outs)
	named := slices.DeleteFunc(slices.Clone(targets), func(t target) bool { return t.place().File == nil }) // others may never be used
	list, err := o.unfit(named)
	if err == nil && len(named) > 0 && !list.HasErrors() {
		list, _ = o.entangled(targets) // an error is the machine's, and only a build's
	}
	return list
}

// checkOccupied reports of these folders those in which there is something
// else.
func (s *Site) checkOccupied(out wanted) (list diag.List) {
	for _, t := range out.targets {
		if t.place().File != nil {
			s.occupied(&list, t, output.Examine(t.dir, s.keeping(t, BuildOptions{})))
		}
	}
	return list
}

// refuse returns what is wrong with folders: a FolderError where a flag names
// one, else diagnostics.
func (o *origin) refuse(targets []target) (diag.List, error) {
	list, err := o.unfit(targets)
	if err != nil || list.HasErrors() {
		return list, err
	}
	return o.entangled(targets)
}

// place is where site.yaml asks for the folder.
func (t *target) place() diag.Span {
	if t.at.File == nil {
		return t.fallback
	}
	return t.at
}

// unfit returns what is wrong with each folder.
func (o *origin) unfit(targets []target) (list diag.List, err error) {
	for _, t := range targets {
		if !t.asked {
			if code, what := o.unusable(t.inSite); !what.Empty() {
				o.tell(&list, t, code, diag.Say("%s: %q %s", t.key, t.inSite, what), diag.Say("name another folder, or use --%s", t.flag))
				continue
			}
		}
		what, err := o.guarded(t.dir)
		if err != nil {
			return nil, err
		}
		if !what.Empty() && t.asked {
			return nil, &FolderError{t.flag, t.dir, what.String()}
		}
		if !what.Empty() {
			o.tell(&list, t, diag.OutputFolder, diag.Say("%s: %q %s", t.key, t.inSite, what), diag.Say("name a folder that only the build writes to"))
		}
	}
	return list, nil
}

// entangled returns what is wrong with folders beside one another: the first
// two that are.
func (o *origin) entangled(targets []target) (list diag.List, err error) {
	for i, t := range targets {
		for _, other := range targets[:i] {
			if list, err = o.entangledPair(t, other); err != nil || len(list) > 0 {
				return list, err
			}
		}
	}
	return nil, nil
}

func (o *origin) entangledPair(t, other target) (list diag.List, err error) {
	if !t.asked && (other.asked || t.place().File == nil) {
		t, other = other, t
	}
	nested, err := lieInOneAnother(t.dir, other.dir)
	switch {
	case err != nil:
		return nil, err
	case nested && t.asked:
		return nil, &FolderError{t.flag, t.dir, "and " + other.dir + " lie in one another"}
	case nested:
		o.tell(&list, t, diag.OutputFolder, diag.Say("%s: %q and %q lie in one another", t.key, t.inSite, other.shown()), diag.Say("give each site and each index a folder of its own, side by side"))
		return list, nil
	}
	for _, pair := range [][2]target{{t, other}, {other, t}} {
		t, other := pair[0], pair[1]
		inWork, err := lieInOneAnother(t.dir, output.WorkFolder(other.dir))
		switch {
		case err != nil:
			return nil, err
		case inWork && t.asked:
			return nil, &FolderError{t.flag, t.dir, "is where a build makes the new version of " + other.dir}
		case inWork:
			o.tell(&list, t, diag.OutputFolder, diag.Say("%s: %q is where a build makes the new version of %q", t.key, t.inSite, other.shown()),
				diag.Say("name another folder, one that does not begin with a dot"))
		}
	}
	return list, nil
}

// shown is the folder as whoever named it calls it.
func (t *target) shown() string {
	if t.asked {
		return t.dir
	}
	return t.inSite
}

func (o *origin) tell(list *diag.List, t target, code diag.Code, message, hint diag.Text) {
	at := t.place()
	if at.File == nil {
		at = o.config.File.Span(0, 0)
	}
	list.Add(at, code, message, hint)
}

// occupied tells of a folder named in site.yaml that can't be written to because
// of what is there. It reports whether the error says that.
func (o *origin) occupied(list *diag.List, t target, err error) bool {
	if t.asked || t.place().File == nil {
		return false
	}
	if foreign, ok := errors.AsType[*output.ForeignError](err); ok {
		hint := diag.Say("name another folder, or move away what is in it")
		if foreign.Site {
			hint = diag.Say("name another folder, or move away what is in it; build --force adds the site to it, and changes or removes none of these files")
		}
		o.tell(list, t, diag.OutputFolder, diag.Say("%s: %q is not empty and was not made by ankerplatz, as far as can be told (%s)", t.key, t.inSite, foreign.Why), hint)
		return true
	}
	if other, ok := errors.AsType[*output.OtherError](err); ok {
		o.tell(list, t, diag.OutputFolder, diag.Say("%s: %q %s", t.key, t.inSite, other.Why), other.Way())
		return true
	}
	if taken, ok := errors.AsType[*output.TakenError](err); ok {
		o.tell(list, t, diag.OutputFolder, diag.Say("%s: the new version of %q is made in %s, which holds somebody else's files", t.key, t.inSite, filepath.Base(taken.Dir)), diag.Say("rename that folder"))
		return true
	}
	return false
}

// other says why a finished build is another hub's, or another audience's, whose
// pages must not be mixed up. A hub may move, be built
// somewhere else and under another address, or be renamed: then it still has
// its address or its pages.
func (s *Site) other(was *output.List) diag.Text {
	if len(was.Files) > 0 && was.Audience != s.audience {
		if was.Audience == "" {
			return diag.Say("holds the site for everybody")
		}
		return diag.Say("holds the site for the audience %q", was.Audience)
	}
	if was.Hub.Title == "" || was.Hub.Title == s.id.Title {
		return diag.Text{}
	}
	if known := was.Hub.Address != "" && s.id.Address != ""; known && was.Hub.Address == s.id.Address || !known && s.hasPagesOf(was) {
		return diag.Text{}
	}
	name := fmt.Sprintf("%q", was.Hub.Title)
	if was.Hub.Address != "" {
		name += " (" + was.Hub.Address + ")"
	}
	return diag.Say("holds another hub, %s", name)
}

// hasPagesOf reports whether the site has half of the pages that people had
// written for a build.
func (s *Site) hasPagesOf(was *output.List) bool {
	there, missing := 0, 0
	for name := range was.Files {
		if f, known := s.at(name); path.Ext(name) != ".html" || known && !strings.EqualFold(path.Ext(f.Of), ".md") {
			continue // what every hub has
		} else if known {
			there++
		} else {
			missing++
		}
	}
	return there >= missing
}

// longestBase leaves room for the name of the folder that a build makes beside
// its target.
const longestBase = 255 - len("..build")

// unusable says why a path of the site can't be that of an output folder.
func (o *origin) unusable(name string) (code diag.Code, what diag.Text) {
	if err := sitepath.Check(name); err != nil {
		return diag.OutputFolder, diag.Say("is no name for a folder on every system: %v", err)
	}
	if len(path.Base(name)) > longestBase {
		return diag.OutputFolder, diag.Say("is too long for a folder's name")
	}
	parts := strings.Split(name, "/")
	for i := range parts {
		at := strings.Join(parts[:i+1], "/")
		info, err := o.root.Stat(at) // the command line may name any folder, site.yaml those of the site
		if link, lerr := o.root.Lstat(at); lerr == nil && link.Mode()&fs.ModeSymlink != 0 {
			switch {
			case err != nil:
				return diag.OutsideSite, diag.Say("leads out of the site's folder by a link, or nowhere")
			case i == len(parts)-1:
				return diag.OutputFolder, diag.Say("is a symbolic link")
			}
		}
		if err != nil {
			break // what does not exist is made; of the rest a build tells
		}
		if !info.IsDir() {
			return diag.OutputFolder, diag.Say("is or lies in a file")
		}
	}
	return "", diag.Text{}
}

// CheckTarget returns a FolderError if the folder that a flag names belongs to
// what the hub is made from, or holds it.
func (s *Site) CheckTarget(flag, dir string) error {
	what, err := s.guarded(dir)
	if err == nil && !what.Empty() {
		err = &FolderError{flag, dir, what.String()}
	}
	return err
}

// guarded says what would be written over in a folder: nothing if it is "".
func (o *origin) guarded(dir string) (what diag.Text, err error) {
	at, err := chain(dir)
	if err != nil {
		return diag.Text{}, err
	}
	for name := range strings.SplitSeq(at[0].path, "/") {
		if name == ".git" {
			return diag.Say("belongs to Git"), nil
		}
	}
	site := o.root.Name()
	home, _ := os.UserHomeDir() // not everybody has one
	for _, own := range []struct {
		dir, name string
		holding   diag.Text
		inside    bool // nothing is written below it either
	}{
		{site, "", diag.Say("holds the hub"), false},
		{home, "", diag.Say("holds your home folder"), false},
		{filepath.Join(site, source.Root), source.Root, diag.Say("holds the hub's pages"), true},
		{filepath.Join(site, "themes"), "themes", diag.Say("holds the hub's themes"), true},
		{filepath.Join(site, "themes", o.config.Theme.Name), path.Join("themes", o.config.Theme.Name), diag.Say("holds the hub's theme"), true},
		{filepath.Join(site, ".git"), ".git", diag.Say("holds the hub's history"), true},
	} {
		if own.dir == "" {
			continue
		}
		guarded, err := chain(own.dir)
		if err != nil {
			return diag.Text{}, err
		}
		if holds(at[0], guarded) {
			return own.holding, nil
		}
		if own.inside && holds(guarded[0], at) {
			return diag.Say("lies in the hub's folder %s", own.name), nil
		}
	}
	return diag.Text{}, nil
}

func lieInOneAnother(a, b string) (bool, error) {
	as, err := chain(a)
	if err != nil {
		return false, err
	}
	bs, err := chain(b)
	return err == nil && (holds(as[0], bs) || holds(bs[0], as)), err
}

// place is a folder by its name, which need not exist, and by what the disk
// knows it by.
type place struct {
	path string // without links, in the form that some disks take it for
	info fs.FileInfo
}

// chain returns a folder and all those that it lies in.
func chain(dir string) ([]place, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	exists, rest := dir, ""
	for {
		found, err := filepath.EvalSymlinks(exists)
		if err == nil {
			exists = filepath.Join(found, rest)
			break
		}
		if filepath.Dir(exists) == exists {
			return nil, err
		}
		exists, rest = filepath.Dir(exists), filepath.Join(filepath.Base(exists), rest)
	}
	var all []place
	for {
		p := place{path: slug.Fold(filepath.ToSlash(exists))}
		p.info, _ = os.Stat(exists) // nil where there is nothing
		all = append(all, p)
		if filepath.Dir(exists) == exists {
			return all, nil
		}
		exists = filepath.Dir(exists)
	}
}

// holds reports whether a folder is the first of a chain, or holds it.
func holds(outer place, inner []place) bool {
	return slices.ContainsFunc(inner, func(p place) bool {
		return p.path == outer.path || p.info != nil && outer.info != nil && os.SameFile(p.info, outer.info)
	})
}
