package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"ankerplatz/generator/diag"

	"golang.org/x/sync/errgroup"
)

// inventory is what is in a folder.
type inventory struct {
	list    *List                  // of what is ours; without files where nothing is proven to be
	files   map[string]fs.FileInfo // all that is no folder, by path
	folders []string               // by path, each after the one that it is in
	intact  map[string]bool        // of the list's files those that are as it says
}

// look walks through a folder, which may be missing. Links are not followed.
func look(dir string) (*inventory, error) {
	v := &inventory{list: &List{}, files: map[string]fs.FileInfo{}, intact: map[string]bool{}}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if name == dir && errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		p, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if p = filepath.ToSlash(p); !d.IsDir() {
			if v.files[p], err = d.Info(); errors.Is(err, fs.ErrNotExist) {
				delete(v.files, p) // it went while we looked
				return nil
			}
		} else if p != "." {
			v.folders = append(v.folders, p)
		}
		return err
	})
	return v, err
}

// Examine reports whether a new version may be made at target: a ForeignError
// says that it holds other files, an OtherError that it is another hub's, a
// TakenError that others have the place where it would be made.
func Examine(target string, opt Options) error {
	if err := checkWork(WorkFolder(target), "lock"); err != nil {
		return err
	}
	_, err := examine(target, opt)
	return err
}

// examine looks at what is at target now, and refuses what may be somebody
// else's.
func examine(target string, opt Options) (*inventory, error) {
	info, err := os.Lstat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, fmt.Errorf("%s is a symbolic link: name the folder that it leads to instead", target)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is not a folder", target)
	}
	v, err := look(target)
	if err != nil || len(v.files) == 0 {
		return v, err
	}
	if why := v.prove(target, opt.listName()); why != nil && !opt.Force {
		return nil, &ForeignError{Dir: target, Why: why.Error(), Site: opt.listName() == ListName}
	}
	if opt.Other != nil {
		if why := opt.Other(v.list); !why.Empty() {
			return nil, &OtherError{Dir: target, Why: why}
		}
	}
	return v, nil
}

// prove reads the list of the folder and takes it for ours if more than half of
// what it lists is there and as it says. The error is why it is not.
func (v *inventory) prove(dir, name string) error {
	info, ok := v.files[name]
	if !ok || !info.Mode().IsRegular() {
		return fmt.Errorf("there is no %s in it", name)
	}
	if info.Size() == 0 {
		return fmt.Errorf("its %s is empty, as earlier versions left it", name)
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	list, err := ParseList(data)
	if err != nil {
		return fmt.Errorf("its %s can't be understood: %w", name, err)
	}
	if len(list.Files) == 0 {
		return fmt.Errorf("its %s lists no files", name)
	}
	var there []string
	for p := range list.Files {
		if info, ok := v.files[p]; ok && info.Mode().IsRegular() {
			there = append(there, p)
		}
	}
	sums, err := sumAll(dir, there)
	if err != nil {
		return err
	}
	intact := map[string]bool{}
	for p, sum := range sums {
		if sum == list.Files[p] {
			intact[p] = true
		}
	}
	if 2*len(intact) <= len(list.Files) {
		return fmt.Errorf("what its %s lists is missing, or not as a build wrote it", name)
	}
	v.list, v.intact = list, intact
	return nil
}

// ours reports whether a file belongs to the version that the folder holds.
func (v *inventory) ours(p, listName string) bool {
	_, listed := v.list.Files[p]
	return listed || p == listName && len(v.list.Files) > 0
}

// sumAll returns the SHA-256 of files, on all processors.
func sumAll(dir string, paths []string) (map[string]string, error) {
	sums := make(map[string]string, len(paths))
	folder := os.DirFS(dir)
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range paths {
		g.Go(func() error {
			sum, err := SumFile(folder, p)
			mu.Lock()
			defer mu.Unlock()
			sums[p] = sum
			return err
		})
	}
	err := g.Wait()
	return sums, err
}

// unchanged reports whether two looks at a place found the same file.
func unchanged(a, b fs.FileInfo) bool {
	return a != nil && b != nil && a.Mode() == b.Mode() && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// ForeignError says that a folder holds files and no version that we wrote.
type ForeignError struct {
	Dir, Why string
	Site     bool // a site was to be written there, which Options.Force does
}

func (e *ForeignError) Error() string {
	way := "name another folder, or move away what is in it"
	if e.Site {
		way += "; with --force the site is written beside the files that are there, and none of these is changed or removed"
	}
	return fmt.Sprintf("%s is not empty and was not made by ankerplatz, as far as can be told (%s), so it is left alone: %s", e.Dir, e.Why, way)
}

// OtherError says that a folder holds the version of another hub, or for others.
type OtherError struct {
	Dir string
	Why diag.Text
}

func (e *OtherError) Error() string {
	return e.Dir + " " + e.Why.String() + ", so it is left alone: " + e.Way().String()
}

// Way is what to do about it.
func (e *OtherError) Way() diag.Text {
	return diag.Say("name another folder; if this one is to hold what is built now, move it away first")
}
