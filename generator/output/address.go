package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"unicode"

	"ankerplatz/generator/slug"
)

// Addresses below the site's root that servers answer by themselves: `host` the
// first two, the dev server what lies in the folder.
const (
	HealthAddress = "healthz"
	SearchAddress = "api/search"
	LiveFolder    = "_ankerplatz"
)

// Reserved says for whom the address of a file is kept; "" if the site may
// have it.
func Reserved(path string) string {
	first, _, _ := strings.Cut(slug.Fold(path), "/")
	api, _, _ := strings.Cut(SearchAddress, "/")
	switch first {
	case ListName:
		return "the list of all files"
	case HealthAddress, api:
		return "ankerplatz host"
	case LiveFolder:
		return "ankerplatz serve"
	case ".well-known": // the web has agreed on it
		path = path[len(first):]
	}
	if strings.HasPrefix(path, ".") || strings.Contains(path, "/.") {
		return "web servers, as are all names that begin with a dot"
	}
	return ""
}

// Bounds of names that file systems take, in bytes.
const (
	longestName = 255
	longestPath = 8 * longestName
)

// CheckPath reports why a path can't be the path of an output file on every
// machine that the output may be copied to; nil if it can.
func CheckPath(path string) error {
	if !fs.ValidPath(path) || path == "." {
		return errors.New("it leads out of its folder, or is not written as a path")
	}
	if strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return errors.New("it holds a backslash or a control character")
	}
	if len(path) > longestPath {
		return fmt.Errorf("it has more than %d bytes", longestPath)
	}
	for name := range strings.SplitSeq(path, "/") {
		if len(name) > longestName {
			return fmt.Errorf("a name in it has more than %d bytes", longestName)
		}
		if i := strings.IndexAny(name, `?:*"<>|`); i >= 0 {
			return fmt.Errorf("no file can be called %q on Windows, because of the sign %s", name, name[i:i+1])
		}
		if reserved(name) {
			return fmt.Errorf("no file can be called %q on Windows", name)
		}
	}
	if !filepath.IsLocal(filepath.FromSlash(path)) {
		return errors.New("no file can be called so on this machine")
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
