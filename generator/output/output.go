// Package output writes what the generator made. It is the only package of the
// generator that writes to the disk.
//
// A new version of a folder is staged beside it and then swapped in as a whole,
// so a build that fails or is killed leaves the last good version as it was.
// What the folder holds besides (a CNAME, a .htaccess) is carried over; a
// folder that was not made here is refused.
//
//	public/          the version that is served
//	.public.new/     the version being staged; after the swap the old one, until it is removed
//	.public.old/     the old version, for a moment, where a file system can't exchange two folders
//	.public.lock     held by the build that is running
package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ListName is the file that lists a version's files with their SHA-256.
const ListName = "build.json"

// markName shows that a folder without a list was made here.
const markName = ".ankerplatz"

// File is a file of the output.
type File struct {
	Path string // slash-separated, relative, clean
	Data []byte
}

// List is what build.json holds. Files that are not in it are not ours.
type List struct {
	Version    int               `json:"version"`              // 1
	Base       string            `json:"base,omitempty"`       // the path of the site's address, "/hub/"
	Compressed int               `json:"compressed,omitempty"` // with which version of the program's rules text files got their forms in Codings; 0 if they have none
	Files      map[string]string `json:"files"`                // path to SHA-256 in hexadecimal
}

// ReadList reads the list of a finished build's folder.
func ReadList(dir fs.FS) (*List, error) {
	data, err := fs.ReadFile(dir, ListName)
	if err != nil {
		return nil, err
	}
	return ParseList(data)
}

// ParseList is ReadList for who has read the file already.
func ParseList(data []byte) (*List, error) {
	var l List
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, fmt.Errorf("%s: %w", ListName, err)
	}
	if l.Version != 1 {
		return nil, fmt.Errorf("%s: version %d is not known here", ListName, l.Version)
	}
	return &l, nil
}

func (l *List) encode() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(l) // sorts the map's keys
	return buf.Bytes(), err
}

// CheckPath reports why a path can't be the path of an output file on every
// machine that the output may be copied to; nil if it can.
func CheckPath(path string) error {
	if !fs.ValidPath(path) || path == "." || !filepath.IsLocal(filepath.FromSlash(path)) {
		return fmt.Errorf("path %q leaves the output folder or is not clean", path)
	}
	if strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return fmt.Errorf("path %q holds a backslash or a control character", path)
	}
	for name := range strings.SplitSeq(path, "/") {
		if reserved(name) {
			return fmt.Errorf("path %q: no file can be called %q on Windows", path, name)
		}
	}
	return nil
}

// reserved reports whether Windows takes a name for a device's, whatever its
// extension and case, or can't store it.
func reserved(name string) bool {
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return true
	}
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	if port, ok := strings.CutPrefix(stem, "COM"); ok {
		return isPort(port)
	}
	port, ok := strings.CutPrefix(stem, "LPT")
	return ok && isPort(port)
}

func isPort(s string) bool {
	r := []rune(s)
	return len(r) == 1 && strings.ContainsRune("0123456789¹²³", r[0])
}

// fold makes names equal that some file system takes for one.
func fold(path string) string { return strings.ToLower(norm.NFC.String(path)) }

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// examine looks at what is at target now and returns the list of its files,
// which is empty if there is none. It refuses what may be somebody else's.
func examine(target string, opt Options) (*List, error) {
	info, err := os.Lstat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &List{}, nil
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, fmt.Errorf("%s is a symbolic link: name the folder that it leads to instead", target)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is not a folder", target)
	}
	if opt.Whole {
		if _, err := os.Lstat(filepath.Join(target, markName)); err == nil {
			return &List{}, nil
		}
	} else {
		list, err := ReadList(os.DirFS(target))
		if err == nil {
			return list, nil
		}
		if !errors.Is(err, fs.ErrNotExist) && !opt.Force {
			return nil, fmt.Errorf("%s: %w", target, err)
		}
	}
	entries, err := os.ReadDir(target)
	if err != nil {
		return nil, err
	}
	if len(entries) > 0 && !opt.Force {
		return nil, &ForeignError{Dir: target}
	}
	return &List{}, nil
}

// ForeignError says that a folder holds files and none of our builds.
type ForeignError struct{ Dir string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s is not empty and was not made by ankerplatz, so it is left alone: choose another folder, empty it, or use --force, which keeps what is in it", e.Dir)
}
