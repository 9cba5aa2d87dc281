package strictyaml

import (
	"io/fs"

	"ankerplatz/generator/diag"
)

// Embedded decodes a file of the program's own. What can't be read is left out:
// tests find that.
func Embedded(files fs.FS, name string, into any) {
	data, _ := fs.ReadFile(files, name)
	if node, _ := Parse(diag.NewFile(name, data), 0, len(data), Limits{}); node != nil {
		node.Decode(into, diag.UnknownKey)
	}
}
