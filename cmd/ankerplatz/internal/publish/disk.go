package publish

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
)

// disk is where a folder with releases lies. Paths are below the folder, with
// slashes; errors for what is not there are fs.ErrNotExist.
type disk interface {
	// lock makes the folder if need be and keeps other publishers out of it.
	// held fails once somebody else has taken the lock over.
	lock() (unlock func(), held func() error, err error)
	names(dir string) ([]string, error)
	readFile(name string) ([]byte, error)
	readlink(name string) (string, error)
	mkdirAll(name string) error
	// create makes a file that is not there yet.
	create(name string) (io.WriteCloser, error)
	// link makes a file that is the same as another.
	link(old, name string) error
	// same reports whether a file is there and has a SHA-256 and a size, as far
	// as can be seen without moving it through a network.
	same(name, sum string, size int64) (bool, error)
	symlink(to, name string) error
	// rename puts a file or link in the place of another, in one step.
	rename(old, name string) error
	remove(name string) error
	removeAll(name string) error
	io.Closer
}

// local is a folder of this machine, which is made when it is locked.
type local struct {
	dir string
	*os.Root
}

func openLocal(dir string) (*local, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return &local{dir: dir}, nil
	}
	return &local{dir, root}, err
}

func (l *local) Close() error {
	if l.Root == nil {
		return nil
	}
	return l.Root.Close()
}

func (l *local) lock() (func(), func() error, error) {
	if l.Root == nil {
		err := os.MkdirAll(l.dir, 0o755)
		if err == nil {
			l.Root, err = os.OpenRoot(l.dir)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	unlock, err := output.Lock(filepath.Join(l.dir, lockName))
	if errors.Is(err, output.ErrBusy) {
		return nil, nil, busy(l.dir)
	}
	return unlock, func() error { return nil }, err // the system lets go of it for nobody else
}

func busy(at string) error {
	return refuse(diag.Say("somebody else is publishing to %s just now", at))
}

func (l *local) names(dir string) ([]string, error) {
	if l.Root == nil {
		return nil, fs.ErrNotExist
	}
	entries, err := fs.ReadDir(l.FS(), dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

func (l *local) readFile(name string) ([]byte, error) {
	if l.Root == nil {
		return nil, fs.ErrNotExist
	}
	return l.ReadFile(name)
}

func (l *local) readlink(name string) (string, error) {
	if l.Root == nil {
		return "", fs.ErrNotExist
	}
	return l.Readlink(name)
}

func (l *local) create(name string) (io.WriteCloser, error) {
	return l.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

func (l *local) same(name, sum string, _ int64) (bool, error) {
	there, err := output.SumFile(l.FS(), name)
	return there == sum, err
}

func (l *local) mkdirAll(name string) error    { return l.MkdirAll(name, 0o755) }
func (l *local) link(old, name string) error   { return l.Link(old, name) }
func (l *local) symlink(to, name string) error { return l.Symlink(filepath.FromSlash(to), name) }
func (l *local) rename(old, name string) error { return l.Rename(old, name) }
func (l *local) remove(name string) error      { return l.Remove(name) }
func (l *local) removeAll(name string) error   { return l.RemoveAll(name) }
