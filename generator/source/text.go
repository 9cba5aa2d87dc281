package source

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// readLimited reads at most limit bytes, whatever the file system said about
// the file's size.
func readLimited(site fs.FS, name string, limit int64) ([]byte, error) {
	f, err := site.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var size int64
	if info, err := f.Stat(); err == nil {
		size = min(info.Size(), limit)
	}
	data := make([]byte, size+1) // no larger: all texts are kept
	n, err := io.ReadFull(f, data)
	data = data[:n]
	if err == nil { // it is larger than it said
		var more []byte
		more, err = io.ReadAll(io.LimitReader(f, limit+1-int64(n)))
		data = slices.Concat(data, more)
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, err
	case int64(len(data)) > limit:
		return nil, errors.New("it grew while it was read")
	}
	return data, nil
}

func encodingOK(file *diag.File, list *diag.List) bool {
	data := file.Data
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		list.Add(file.Span(0, 0), diag.NotUTF8, diag.Say("is saved as UTF-16"), diag.Say(`save it again with the encoding "UTF-8"`))
		return false
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		list.Add(file.Span(i, i+1), diag.NulByte, diag.Say("holds a NUL byte: it is no text, or it is damaged"),
			diag.Say("open it in an editor and save it as text, or take it out of content/"))
		return false
	}
	if utf8.Valid(data) {
		return true
	}
	i := 0
	for i < len(data) {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	list.Add(file.Span(i, i+1), diag.NotUTF8, diag.Say("is not saved as UTF-8: the first letter that can't be read stands here"),
		diag.Say(`save it again with the encoding "UTF-8" (it looks like Windows-1252 or Latin-1)`))
	return false
}
