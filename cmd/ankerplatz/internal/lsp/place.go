package lsp

import (
	"bytes"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// offsetOf is the byte in a text at a position. A position outside is moved to
// the nearest inside, one within a character to its beginning.
func offsetOf(text []byte, p position) int {
	at := 0
	for range max(p.Line, 0) {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		at += i + 1
	}
	for units := 0; at < len(text) && text[at] != '\n' && text[at] != '\r'; {
		r, size := utf8.DecodeRune(text[at:])
		if units += utf16.RuneLen(r); units > p.Character {
			break
		}
		at += size
	}
	return at
}

// positionOf is the position of a byte in a text.
func positionOf(text []byte, offset int) position {
	offset = min(max(offset, 0), len(text))
	var p position
	start := 0
	for i := range offset {
		if text[i] == '\n' {
			p.Line++
			start = i + 1
		}
	}
	for at := start; at < offset; {
		r, size := utf8.DecodeRune(text[at:])
		if at+size > offset {
			break
		}
		p.Character += utf16.RuneLen(r)
		at += size
	}
	return p
}

func rangeOf(text []byte, start, end int) textRange {
	return textRange{positionOf(text, start), positionOf(text, end)}
}

func spanRange(s diag.Span) textRange { return rangeOf(s.File.Data, s.Start, s.End) }

// apply makes a change.
func (c change) apply(text []byte) []byte {
	if c.Range == nil {
		return []byte(c.Text)
	}
	start, end := offsetOf(text, c.Range.Start), offsetOf(text, c.Range.End)
	end = max(start, end)
	return append(append(append([]byte{}, text[:start]...), c.Text...), text[end:]...)
}

// pathOf is the file that an address means; "" if it means none.
func pathOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return ""
	}
	name := u.Path
	if runtime.GOOS == "windows" || isDrive(name) {
		name = strings.TrimPrefix(name, "/") // file:///C:/hub
	}
	return filepath.FromSlash(name)
}

// isDrive reports whether a path is one of Windows: "/C:/hub", "/c:".
func isDrive(name string) bool {
	return len(name) > 2 && name[0] == '/' && name[2] == ':' && (name[1]|0x20) >= 'a' && (name[1]|0x20) <= 'z'
}

// uriOf is the address of a file.
func uriOf(name string) string {
	name = filepath.ToSlash(name)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}
