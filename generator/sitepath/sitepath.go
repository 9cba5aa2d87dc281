// Package sitepath says at which paths below its root a site may have a file.
package sitepath

import (
	"io/fs"
	"strings"
	"unicode"

	"ankerplatz/generator/controls"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
)

// Addresses below the site's root that servers answer by themselves: `host` the
// first two, the dev server what lies in the folder, and any server the signals
// of pages.
const (
	Health       = "healthz"
	Search       = "api/search"
	LiveFolder   = "_ankerplatz"
	SignalFolder = "_signal"
)

// Edit is the folder of the hub's editor.
const Edit = "edit"

// List is where a finished build lists its files.
const List = "build.json"

// Reserved says for whom the address of a file is kept; nothing if the site
// may have it.
func Reserved(path string) diag.Text {
	first, _, _ := strings.Cut(slug.Fold(path), "/")
	api, _, _ := strings.Cut(Search, "/")
	switch first {
	case List:
		return diag.Say("the list of all files")
	case Health, api:
		return diag.Say("ankerplatz host")
	case LiveFolder:
		return diag.Say("ankerplatz serve")
	case SignalFolder:
		return diag.Say("what pages tell of how they are used")
	case ".well-known": // the web has agreed on it
		path = path[len(first):]
	}
	if strings.HasPrefix(path, ".") || strings.Contains(path, "/.") {
		return diag.Say("web servers, as are all names that begin with a dot")
	}
	return diag.Text{}
}

// Bounds of what file systems take, in bytes.
const (
	LongestName = 255
	longestPath = 8 * LongestName
)

// Check reports why a path can't be the path of an output file on every
// machine that the output may be copied to; nil if it can.
func Check(path string) error {
	if !fs.ValidPath(path) || path == "." {
		return diag.Say("it leads out of its folder, or is not written as a path")
	}
	if strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) || controls.In(path) {
		return diag.Say("it holds a backslash or a control character")
	}
	if len(path) > longestPath {
		return diag.Say("it has more than %d bytes", longestPath)
	}
	for name := range strings.SplitSeq(path, "/") {
		if len(name) > LongestName {
			return diag.Say("a name in it has more than %d bytes", LongestName)
		}
		if i := strings.IndexAny(name, `?:*"<>|`); i >= 0 {
			return diag.Say("no file can be called %q on Windows, because of the sign %s", name, name[i:i+1])
		}
		if device(name) {
			return diag.Say("no file can be called %q on Windows", name)
		}
	}
	return nil
}

// device reports whether Windows takes a name for a device's, whatever its
// extension and case, or can't store it.
func device(name string) bool {
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
