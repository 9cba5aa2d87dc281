package render

import (
	"path"
	"strings"
)

// outputPath is the file of an address: a path below the output folder.
func (r *Renderer) outputPath(address string) string {
	return path.Join(unescape(strings.TrimPrefix(address, r.hub.Base)), "index.html")
}
