package generator

import (
	"bytes"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// Edited makes the page of a file ("content/de/tips/x.md") anew whose text was
// edited since the site was loaded, in the time that the one page takes, however
// many there are. It is ok where the site was loaded live, the file can be read
// without a mistake, and what stands above its text is as it was. Then name is
// the page's place in the output. All that an edit changes elsewhere – lists,
// pages that are linked to, what is wrong – is for the next Load.
func (s *Site) Edited(file string) (name string, data []byte, ok bool) {
	at, below := strings.CutPrefix(file, source.Root+"/")
	info, err := fs.Stat(s.folder, file)
	if !below || err != nil {
		return "", nil, false
	}
	now := read(s.folder, source.Entry{Path: at, Size: info.Size(), ModTime: info.ModTime()}, ReadOptions(s.config), s.parsers)
	if now.Source == nil || now.list.HasErrors() {
		return "", nil, false
	}
	p, text, ok := s.hub.Edited(norm.NFC.String(at), now.Doc)
	if !ok || p.Index || !sameAbove(p, now.Parsed) {
		return "", nil, false
	}
	data, problems := s.pages.Edited(p, text)
	return path.Join(s.hub.Path(p.URL), "index.html"), data, !problems.HasErrors()
}

// sameAbove reports whether a page has the front matter and the title that it
// had.
func sameAbove(was *hub.Page, now hub.Parsed) bool {
	head := func(p *source.Page) []byte { return p.File.Data[:p.Body] }
	return bytes.Equal(head(was.Page), head(now.Source)) && (was.Meta.Title.Value != "" || was.Doc.Title == now.Doc.Title)
}
