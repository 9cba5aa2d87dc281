// Package rewrite changes files of a hub that people write themselves: all of
// them or none, nothing that somebody changed in the meantime, and where it is
// killed, the next one ends it.
package rewrite

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"ankerplatz/generator/config"
	"ankerplatz/generator/output"
	"ankerplatz/generator/source"
)

// File is a file that gets another content.
type File struct {
	Path      string // below the hub's folder
	Old, Data []byte // Old is nil where there is none yet
}

// Conflict tells that somebody else's work is in the way. Nothing is written.
type Conflict struct{ said string }

func (c *Conflict) Error() string { return c.said }

func conflict(format string, args ...any) error { return &Conflict{fmt.Sprintf(format, args...)} }

// Lock keeps others that rewrite this hub out until it is released, and ends
// what was interrupted; it reports whether something was. It fails with
// output.ErrBusy if another one is at work.
func Lock(root *os.Root) (release func(), ended bool, err error) {
	release, err = output.Lock(filepath.Join(root.Name(), ".ankerplatz-rewrite.lock"))
	if err != nil {
		return nil, false, err
	}
	if ended, err = finish(root); err != nil {
		release()
		return nil, false, err
	}
	return release, ended, nil
}

// Busy reports whether files are being rewritten, or were when it was killed.
func Busy(root *os.Root) bool {
	_, err := root.Stat(journalFile)
	return err == nil
}

// journalFile says in the hub's folder which files are being written.
const journalFile = ".ankerplatz-rewrite.json"

// journal is what is about to be done. As long as it is not Ready nothing
// has been changed, and afterwards all new files lie beside their places.
type journal struct {
	Ready bool          `json:"ready"`
	Files []journalLine `json:"files"`
}

type journalLine struct {
	Path string `json:"path"`
	Was  string `json:"was"` // hash of its content before, "" if there was none
}

// Files changes all files or, if one of them can't be written, none. It writes
// them beside their places first and then renames them. A file that is not as it
// was, and one in the way, is a Conflict.
func Files(root *os.Root, files []File) (err error) {
	if len(files) == 0 {
		return nil
	}
	var j journal
	for _, f := range files {
		is, err := contentHash(root, f.Path)
		if err != nil {
			return err
		}
		was := ""
		if f.Old != nil {
			was = output.Sum(f.Old)
		}
		if is != was {
			return conflict("%s was changed in the meantime; nothing is written: run it again", f.Path)
		}
		if _, err := root.Lstat(Beside(f.Path)); err == nil { // what was interrupted is ended by now
			return conflict("%s is in the way of a new file: move it away; nothing is written", Beside(f.Path))
		}
		j.Files = append(j.Files, journalLine{f.Path, was})
	}
	if err := j.write(root); err != nil {
		return err
	}
	moved := 0
	defer func() {
		if err != nil {
			err = errors.Join(err, takeBack(root, files, moved))
		}
	}()
	for _, f := range files {
		if err := writeBeside(root, f.Path, f.Data, filePerm); err != nil {
			return err
		}
	}
	j.Ready = true
	if err := j.write(root); err != nil {
		return err
	}
	for _, f := range files {
		if err := root.Rename(Beside(f.Path), f.Path); err != nil {
			return err
		}
		moved++
	}
	return root.Remove(journalFile)
}

// Beside is where a file waits for its place. Names with a dot in front are
// not part of the content.
func Beside(name string) string {
	dir, base := path.Split(name)
	return dir + "." + base + ".new"
}

// filePerm are the rights of new files.
const filePerm fs.FileMode = 0o644

// writeBeside writes what a file shall become: with its rights, or perm if it
// is new.
func writeBeside(root *os.Root, name string, data []byte, perm fs.FileMode) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	if info, err := root.Stat(name); err == nil {
		perm = info.Mode().Perm()
	}
	return root.WriteFile(Beside(name), data, perm)
}

// Whole writes a file that becomes visible as a whole, or leaves what was there:
// with the rights that it had, or perm.
func Whole(root *os.Root, name string, data []byte, perm fs.FileMode) error {
	err := writeBeside(root, name, data, perm)
	if err == nil {
		err = root.Rename(Beside(name), name)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(root, Beside(name)))
	}
	return nil
}

// takeBack gives the first files their old content again and leaves nothing
// else behind.
func takeBack(root *os.Root, files []File, moved int) error {
	var errs []error
	for _, f := range files[:moved] {
		if f.Old == nil {
			errs = append(errs, root.Remove(f.Path))
			continue
		}
		errs = append(errs, Whole(root, f.Path, f.Old, filePerm))
	}
	for _, f := range files[moved:] {
		errs = append(errs, removeIfThere(root, Beside(f.Path)))
	}
	errs = append(errs, removeIfThere(root, journalFile))
	return errors.Join(errs...)
}

func (j *journal) write(root *os.Root) error {
	data, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		return err
	}
	return Whole(root, journalFile, data, filePerm)
}

// finish ends what was interrupted: if all new files were there, it puts them
// into their places, else it takes them away. What somebody
// changed in between stays. It reports whether there was something.
func finish(root *os.Root) (found bool, err error) {
	data, err := root.ReadFile(journalFile)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var j journal
	if err := json.Unmarshal(data, &j); err != nil {
		return false, conflict("%s, which an interrupted command left, can't be read: delete it", journalFile)
	}
	for _, f := range j.Files {
		if !strings.HasPrefix(f.Path, source.Root+"/") && f.Path != config.Name {
			continue // nobody's who rewrites a hub
		}
		is, err := contentHash(root, f.Path)
		if err != nil {
			return true, err
		}
		if j.Ready && is == f.Was {
			err = root.Rename(Beside(f.Path), f.Path)
		} else {
			err = root.Remove(Beside(f.Path))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return true, err
		}
	}
	return true, root.Remove(journalFile)
}

// contentHash is "" for a file that is not there.
func contentHash(root *os.Root, name string) (string, error) {
	data, err := root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return output.Sum(data), err
}

func removeIfThere(root *os.Root, name string) error {
	if err := root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
