package browser

import (
	"regexp"
	"strings"
)

// loading are the signs of CSS that names a file: @import, functions that take
// an address, and escapes, by which any of these could be written.
var loading = regexp.MustCompile(`@import|\\|(?:src|image|image-set|cross-fade)\(`)

// address is the beginning of a url() with its address.
var address = regexp.MustCompile(`url\(\s*(["']?)\s*(#?)`)

// Loads reports whether a style, or the value of a presentation attribute of
// SVG, may load something. A url() of a part of the same document ("#shadow")
// does not.
func Loads(style string) bool {
	style = strings.ToLower(style)
	if loading.MatchString(style) {
		return true
	}
	for _, m := range address.FindAllStringSubmatch(style, -1) {
		if m[2] == "" {
			return true
		}
	}
	return false
}
