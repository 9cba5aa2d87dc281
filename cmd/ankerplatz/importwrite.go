package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"ankerplatz/cmd/ankerplatz/internal/roster"
	"ankerplatz/generator/output"
	"ankerplatz/generator/source"
)

// journalFile says in the hub's folder which files an import is writing, as
// long as it is at it. The next import finishes what was interrupted.
const journalFile = ".ankerplatz-import.json"

// journal is what an import is about to do. As long as it is not Ready nothing
// has been changed, and afterwards all new files lie beside their places.
type journal struct {
	Ready bool          `json:"ready"`
	Files []journalLine `json:"files"`
}

type journalLine struct {
	Path string `json:"path"`
	Was  string `json:"was"` // hash of its content before, "" if there was none
}

// writeFiles changes all files or, if one of them can't be written, none. It
// writes them beside their places first and then renames them. Files that are
// not as the plan saw them stop it.
func writeFiles(root *os.Root, files []roster.File) (err error) {
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
			return &exit{exitContent, fmt.Errorf("%s was changed while the import was at work; nothing is written: run it again", f.Path)}
		}
		if _, err := root.Lstat(beside(f.Path)); err == nil { // an import that was killed is finished by now
			return &exit{exitContent, fmt.Errorf("%s is in the way of a new file: move it away; nothing is written", beside(f.Path))}
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
		if err := root.Rename(beside(f.Path), f.Path); err != nil {
			return err
		}
		moved++
	}
	return root.Remove(journalFile)
}

// beside is where a file waits for its place. Names with a dot in front are
// not part of the content.
func beside(name string) string {
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
	return root.WriteFile(beside(name), data, perm)
}

// replace writes a file that becomes visible as a whole, or leaves what was
// there.
func replace(root *os.Root, name string, data []byte, perm fs.FileMode) error {
	err := writeBeside(root, name, data, perm)
	if err == nil {
		err = root.Rename(beside(name), name)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(root, beside(name)))
	}
	return nil
}

// takeBack gives the first files their old content again and leaves nothing
// else behind.
func takeBack(root *os.Root, files []roster.File, moved int) error {
	var errs []error
	for _, f := range files[:moved] {
		if f.Old == nil {
			errs = append(errs, root.Remove(f.Path))
			continue
		}
		errs = append(errs, replace(root, f.Path, f.Old, filePerm))
	}
	for _, f := range files[moved:] {
		errs = append(errs, removeIfThere(root, beside(f.Path)))
	}
	errs = append(errs, removeIfThere(root, journalFile))
	return errors.Join(errs...)
}

func (j *journal) write(root *os.Root) error {
	data, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		return err
	}
	return replace(root, journalFile, data, filePerm)
}

// finishImport ends an import that was interrupted: if all new files were
// there, it puts them into their places, else it takes them away. What somebody
// changed in between stays. It reports whether there was one.
func finishImport(root *os.Root) (found bool, err error) {
	data, err := root.ReadFile(journalFile)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var j journal
	if err := json.Unmarshal(data, &j); err != nil {
		return false, &exit{exitContent, fmt.Errorf("%s, which an interrupted import left, can't be read: delete it", journalFile)}
	}
	for _, f := range j.Files {
		if !strings.HasPrefix(f.Path, source.Root+"/") {
			continue // not ours
		}
		is, err := contentHash(root, f.Path)
		if err != nil {
			return true, err
		}
		if j.Ready && is == f.Was {
			err = root.Rename(beside(f.Path), f.Path)
		} else {
			err = root.Remove(beside(f.Path))
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
