package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// work is the folder beside the target in which its new version is made. The
// text in its lock proves that it is ours; the builds that find it are one at a
// time, and the last one removes it.
type work struct {
	dir  string
	lock *lock
}

const lockText = "ankerplatz makes a new version of a folder in here, and removes this one when it has done so.\n"

// WorkFolder is where the new version of a folder is made.
func WorkFolder(target string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".build")
}

func (w *work) path(name string) string { return filepath.Join(w.dir, name) }

// beginWork makes or takes over the work folder.
func beginWork(dir string) (*work, error) {
	for {
		if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if err := checkWork(dir, "lock"); err != nil {
			return nil, err
		}
		lock, err := acquire(filepath.Join(dir, "lock"))
		if errors.Is(err, fs.ErrNotExist) {
			continue // its holder has just removed the folder
		}
		if err != nil {
			return nil, err
		}
		if err := sign(dir, lock.file); err != nil {
			return nil, errors.Join(err, lock.file.Close())
		}
		return &work{dir, lock}, nil
	}
}

// checkWork refuses a folder that holds anything, unless it also has the named
// file.
func checkWork(dir, unless string) error {
	info, err := os.Lstat(dir)
	var entries []fs.DirEntry
	if err == nil && info.IsDir() {
		entries, err = os.ReadDir(dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil // its holder has just removed it
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == unless && e.Type().IsRegular() {
			return nil
		}
	}
	if !info.IsDir() || len(entries) > 0 {
		return &TakenError{dir}
	}
	return nil
}

// TakenError says that somebody else has a folder or file where a build makes
// the new version.
type TakenError struct{ Dir string }

func (e *TakenError) Error() string {
	return e.Dir + " was not made by a build, and one needs a folder of this name: rename it"
}

// sign makes sure that the folder is ours, and says so in its lock.
func sign(dir string, lock *os.File) error {
	text, err := io.ReadAll(io.LimitReader(lock, 1<<10))
	if err != nil || string(text) == lockText {
		return err
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 1 || len(text) > 0 {
		return errors.Join(err, checkWork(dir, ""))
	}
	_, err = lock.WriteString(lockText)
	return err
}

// end removes the folder, unless something in it could not be removed: then
// the lock stays, which says what it is.
func (w *work) end() {
	if entries, err := os.ReadDir(w.dir); err != nil || len(entries) > 1 {
		_ = w.lock.file.Close() // nothing was written
		return
	}
	w.lock.release()
	_ = os.Remove(w.dir) // it may be another build's already, and not empty
}
