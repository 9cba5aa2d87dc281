// Package browser says what browsers may do with a hub's files: the policy
// that every page has, the type of each file, and what is no file for a hub,
// because a browser or a server would run it.
//
// All of it stands here, so that it is the same on every machine: tables of
// types that a system has are not asked.
package browser

import (
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// Policy is the Content Security Policy of every page, also where a web server
// sends no headers of its own. It is as strict as a careful intranet's: no page
// needs more. The one inline script that it allows, by its hash, is the theme's
// rule that links may be fetched ahead (assets/js/page/ahead.js), which runs
// nothing.
const Policy = "default-src 'none'; script-src 'self' 'sha256-KEDj5JQcomJ3WfmtluvVRSmCg6oIZlE7VrWPQkV4QOw='; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"

// PolicyTag is Policy as the first element of a page's head.
const PolicyTag = `<meta http-equiv="Content-Security-Policy" content="` + Policy + `">`

var server = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$`)

// Server reports whether text names one server, as EditPolicy takes them.
func Server(text string) bool { return server.MatchString(text) }

// EditPolicy is that of the editor alone (edit/): Decap CMS makes functions of
// texts, and styles. It talks with the hub's own server and with the servers
// that are named, and with no other.
func EditPolicy(servers ...string) string {
	return "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; " +
		"frame-src 'self' blob:; connect-src " + strings.Join(append([]string{"'self'", "data:", "blob:"}, servers...), " ") + "; form-action 'none'; base-uri 'none'"
}

// HeaderPolicy is Policy with what only a header can say: which sites may show
// the hub in a frame, as FrameAncestor takes them. None means that none may.
func HeaderPolicy(ancestors ...string) string {
	if len(ancestors) == 0 {
		ancestors = []string{"'none'"}
	}
	return Policy + "; frame-ancestors " + strings.Join(ancestors, " ")
}

// SecureEdit gives an answer of the editor, which Secure has seen, its own
// policy. No other site may show it in a frame.
func SecureEdit(h http.Header, servers ...string) {
	h.Set("Content-Security-Policy", EditPolicy(servers...)+"; frame-ancestors 'self'")
}

var frameAncestor = func() *regexp.Regexp {
	const label = `[a-z0-9]([a-z0-9-]*[a-z0-9])?`
	return regexp.MustCompile(`^https://(\*(\.` + label + `){2,}|` + label + `(\.` + label + `)*)(:[0-9]{1,5})?$`)
}()

// FrameAncestor reports whether text names sites that may show the hub in a
// frame: https, a host in small letters, or all hosts below a name with a dot in
// it (https://*.sharepoint.com), and a port where it is not the usual one.
func FrameAncestor(text string) bool { return frameAncestor.MatchString(text) }

// Secure sets what keeps a page and its readers safe. Every answer has it, also
// errors and redirects. Sites that are ancestors may show it in a frame.
func Secure(h http.Header, ancestors ...string) {
	h.Set("Content-Security-Policy", HeaderPolicy(ancestors...))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// Describe sets what an answer says of a file: its type, and that it is to be
// saved, not shown, where the type is not one of the table.
func Describe(h http.Header, file string) {
	kind := ContentType(file)
	h.Set("Content-Type", kind)
	if kind == unknown {
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(file)}))
	}
}
