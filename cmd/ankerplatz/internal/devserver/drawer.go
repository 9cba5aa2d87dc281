package devserver

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"

	"ankerplatz/cmd/ankerplatz/internal/rewrite"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// drawer are the files below content/, and nothing else: by paths as the
// editor has them ("content/de/tips/x.md"). What a link stands for is none of
// them, nor is what has a dot in front.
type drawer struct{ root *os.Root }

func openDrawer(dir string) (*drawer, error) {
	root, err := os.OpenRoot(dir)
	return &drawer{root}, err
}

func (d *drawer) Close() { _ = d.root.Close() }

// check refuses paths that are none of a drawer's files.
func (d *drawer) check(name string) error {
	rest, below := strings.CutPrefix(name, source.Root+"/")
	outside := refuse(http.StatusForbidden, diag.Say("%q does not lie below content/, so the editor does not touch it", name))
	if !below && name != source.Root || !fs.ValidPath(name) || strings.ContainsAny(name, "\x00\\") {
		return outside
	}
	for part := range strings.SplitSeq(rest, "/") {
		if strings.HasPrefix(part, ".") {
			return outside
		}
	}
	for at := name; at != "."; at = path.Dir(at) {
		if info, err := d.root.Lstat(at); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return refuse(http.StatusForbidden, diag.Say("%s is a link, which the editor does not follow", at))
		}
	}
	return nil
}

func (d *drawer) read(name string) ([]byte, error) {
	if err := d.check(name); err != nil {
		return nil, err
	}
	info, err := d.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, refuse(http.StatusForbidden, fmt.Errorf("%s is no file", name))
	}
	return d.root.ReadFile(name)
}

// size is that of a file, 0 if it can't be told.
func (d *drawer) size(name string) int64 {
	info, err := d.root.Stat(name)
	if err != nil {
		return 0
	}
	return info.Size()
}

// list are the files in a folder, so many levels deep, in order; none if there
// is no such folder.
func (d *drawer) list(folder string, depth int) ([]string, error) {
	folder = strings.TrimSuffix(folder, "/")
	if err := d.check(folder); err != nil {
		return nil, err
	}
	var names []string
	err := fs.WalkDir(d.root.FS(), folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case strings.HasPrefix(path.Base(name), ".") && entry.IsDir():
			return fs.SkipDir
		case entry.IsDir() && strings.Count(name, "/")-strings.Count(folder, "/") >= depth:
			return fs.SkipDir
		case entry.Type().IsRegular() && !strings.HasPrefix(path.Base(name), "."):
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// write writes all files or none, each where it is still as it was.
func (d *drawer) write(files []rewrite.File) error {
	for _, f := range files {
		if err := d.check(f.Path); err != nil {
			return err
		}
		if err := sitepath.Check(f.Path); err != nil {
			return refuse(http.StatusForbidden, diag.Say("there can be no file %s: %v", f.Path, err))
		}
		if info, err := d.root.Stat(f.Path); err == nil && !info.Mode().IsRegular() {
			return refuse(http.StatusForbidden, fmt.Errorf("%s is no file", f.Path))
		}
		if other := d.twin(f.Path); f.Old == nil && other != "" {
			return refuse(http.StatusConflict, diag.Say("there is %s already, which many computers take for the same: give it another name", other))
		}
	}
	release, _, err := rewrite.Lock(d.root)
	if err != nil {
		return err
	}
	defer release()
	err = rewrite.Files(d.root, files)
	if told, ok := errors.AsType[*rewrite.Conflict](err); ok {
		return refuse(http.StatusConflict, told)
	}
	return err
}

// twin is what some disks take for a file or for a folder above it, "" without
// one.
func (d *drawer) twin(name string) string {
	for at := name; at != source.Root; at = path.Dir(at) {
		entries, _ := fs.ReadDir(d.root.FS(), path.Dir(at)) // none in a new folder
		var other string
		for _, e := range entries {
			if e.Name() == path.Base(at) {
				other = ""
				break
			}
			if slug.Fold(e.Name()) == slug.Fold(path.Base(at)) {
				other = path.Join(path.Dir(at), e.Name())
			}
		}
		if other != "" {
			return other
		}
	}
	return ""
}

// remove deletes files, and the folders that are empty then, up to those of
// languages. Paths that are none of the drawer's stop it before anything is
// gone.
func (d *drawer) remove(names []string) error {
	for _, name := range names {
		if err := d.check(name); err != nil {
			return err
		}
		if info, err := d.root.Lstat(name); err != nil || !info.Mode().IsRegular() {
			return refuse(http.StatusNotFound, fmt.Errorf("there is no file %s", name))
		}
	}
	for _, name := range names {
		if err := d.root.Remove(name); err != nil {
			return err
		}
		for dir := path.Dir(name); strings.Count(dir, "/") > 1; dir = path.Dir(dir) {
			if d.root.Remove(dir) != nil {
				break // it is not empty
			}
		}
	}
	return nil
}
