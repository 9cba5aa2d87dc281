// Package planned has the one value for a file that is to be made: a page, a
// feed, a copied download, a folder of an index, a poster. Who can make files
// gives them; the generator asks for the bytes.
package planned

import (
	"context"
	"io/fs"

	"ankerplatz/generator/diag"
)

// File is a file, or a folder of files, that can be made.
type File struct {
	Path string // slash-separated, below the folder that it is made for
	// Of is the file of the site that it shows or copies
	// ("content/de/tips/x.md"), "" for what the hub makes by itself.
	Of string
	// At is what asks for it: messages about it stand there. The zero Span says
	// that nobody wrote it.
	At diag.Span
	// Folder says that Path is a folder: what is in it is known once it is made.
	Folder bool
	// Make gives the file to a sink. It may be called by any goroutine, at any
	// time and again, and gives the same each time. Where the list has errors,
	// what the sink got is not whole.
	Make func(ctx context.Context, to Sink) (diag.List, error)
}

// Sink takes files. Its methods may be called by several goroutines. A path is
// that of the File, or lies below it where that is a folder.
type Sink interface {
	Write(path string, data []byte) error
	// Copy takes a file as it is.
	Copy(path string, from fs.FS, name string) error
	// Kept takes a file whose path says what is in it from an earlier version of
	// what the sink makes, and reports whether there was one.
	Kept(path string) (bool, error)
}

// Lasting is a file whose path says what is in it: where a sink has it from
// before, it is not made again. Nothing is written where the list has errors.
func Lasting(path string, produce func() ([]byte, diag.List, error)) File {
	return File{Path: path, Make: func(_ context.Context, to Sink) (diag.List, error) {
		if kept, err := to.Kept(path); kept || err != nil {
			return nil, err
		}
		data, list, err := produce()
		if err != nil || list.HasErrors() {
			return list, err
		}
		return list, to.Write(path, data)
	}}
}

// Bytes is a file that is made at once. Nothing is written where the list has
// errors.
func Bytes(path string, produce func() ([]byte, diag.List)) File {
	return File{Path: path, Make: func(_ context.Context, to Sink) (diag.List, error) {
		data, list := produce()
		if list.HasErrors() {
			return list, nil
		}
		return list, to.Write(path, data)
	}}
}

// Copy is a copy of a file of the site.
func Copy(path string, site fs.FS, name string) File {
	return File{Path: path, Of: name, Make: func(_ context.Context, to Sink) (diag.List, error) {
		return nil, to.Copy(path, site, name)
	}}
}
