// Package themes holds the themes that ship with the program.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed all:default
var shipped embed.FS

// FS returns the shipped themes, each in a folder of its name.
func FS() fs.FS { return shipped }
