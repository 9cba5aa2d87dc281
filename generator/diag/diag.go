// Package diag is how Ankerplatz tells a writer about a mistake: where it is,
// what is wrong in plain words, and what to do about it.
//
// A writer's mistake is a Diagnostic; the machine's trouble is an error. The
// stages of the generator return Lists, which the generator merges, levels
// and sorts. Nothing in this package prints to a terminal or exits.
package diag

import (
	"bytes"
	"cmp"
	"slices"
	"sync"
	"unicode/utf8"
)

// File is a text that positions point into. Data must not change afterwards.
// A File is safe for use by several goroutines.
type File struct {
	Name string // slash-separated, relative to the site's folder
	Data []byte

	once   sync.Once
	read   func(name string) []byte // gives Data when it is needed; nil if it is there
	lines  []int                    // offset of each line's first byte
	hidden [][2]int                 // what must not be shown, from offset to offset
}

// NewFile returns a File over data.
func NewFile(name string, data []byte) *File {
	return &File{Name: name, Data: data}
}

// Position is a place that people can look up: both numbers start at 1, and a
// column counts characters, not bytes.
type Position struct{ Line, Column int }

func (f *File) index() []int {
	f.once.Do(func() {
		if f.read != nil {
			f.Data = f.read(f.Name)
		}
		f.lines = append(f.lines, 0)
		for i, b := range f.Data {
			if b == '\n' {
				f.lines = append(f.lines, i+1)
			}
		}
	})
	return f.lines
}

// Position returns the line and column of a byte offset. Offsets outside the
// file are moved to its nearest end, offsets inside a character to its start.
// A byte order mark has no width.
func (f *File) Position(offset int) Position {
	lines := f.index()
	offset = min(max(offset, f.bom()), len(f.Data))
	i, found := slices.BinarySearch(lines, offset)
	if !found {
		i--
	}
	start := lines[i]
	if i == 0 {
		start = f.bom()
	}
	column := utf8.RuneCount(f.Data[start:offset]) + 1
	// A character that the offset cuts was counted byte by byte.
	for back := 1; back < utf8.UTFMax && offset-back >= start; back++ {
		if _, size := utf8.DecodeRune(f.Data[offset-back:]); size > back {
			column -= back
			break
		}
	}
	return Position{Line: i + 1, Column: column}
}

// bom is the length of the byte order mark that the file begins with.
func (f *File) bom() int {
	if bytes.HasPrefix(f.Data, []byte("\ufeff")) {
		return len("\ufeff")
	}
	return 0
}

// Offset is the inverse of Position: the byte offset of a line and column,
// both from 1, moved to the end of the line if the line is shorter.
func (f *File) Offset(line, column int) int {
	lines := f.index()
	line = min(max(line, 1), len(lines))
	offset := lines[line-1]
	if line == 1 {
		offset = f.bom()
	}
	for ; column > 1 && offset < len(f.Data) && f.Data[offset] != '\n'; column-- {
		_, size := utf8.DecodeRune(f.Data[offset:])
		offset += size
	}
	return offset
}

// Line returns the text of a line (from 1) without its line break.
func (f *File) Line(line int) string {
	lines := f.index()
	if line < 1 || line > len(lines) {
		return ""
	}
	start, end := lines[line-1], len(f.Data)
	if line < len(lines) {
		end = lines[line] - 1
	}
	if end > start && f.Data[end-1] == '\r' {
		end--
	}
	if line == 1 {
		start = f.bom()
	}
	return string(f.Data[start:end])
}

// Hide keeps the bytes between two offsets out of what Shown returns: a password
// that a line holds must not be printed with what is told of the line. It is
// called before the file is handed on.
func (f *File) Hide(start, end int) { f.hidden = append(f.hidden, [2]int{start, end}) }

// Shown is Line for the eyes of others: each byte of what is hidden is a "*".
func (f *File) Shown(line int) string {
	text := f.Line(line)
	if len(f.hidden) == 0 || text == "" {
		return text
	}
	shown, first := []byte(text), f.Offset(line, 1)
	for _, part := range f.hidden {
		for at := max(part[0]-first, 0); at < min(part[1]-first, len(shown)); at++ {
			shown[at] = '*'
		}
	}
	return string(shown)
}

// Span returns the span between two byte offsets of the file.
func (f *File) Span(start, end int) Span {
	return Span{File: f, Start: start, End: max(start, end)}
}

// Span is a stretch of a file's bytes. The zero Span points nowhere; a Span
// whose Start and End are 0 stands for the file as a whole.
type Span struct {
	File       *File
	Start, End int
}

// Text is what stands in the span.
func (s Span) Text() string {
	if s.File == nil || s.Start > len(s.File.Data) || s.End > len(s.File.Data) {
		return ""
	}
	return string(s.File.Data[s.Start:s.End])
}

// Diagnostic is one thing that a person should know about the input.
type Diagnostic struct {
	Span
	Code    Code
	Level   Level  // the code's own level until List.Apply changes it
	Message Text   // what is wrong: lower case, no full stop, quotes the writer's text
	Hint    Text   // what to do; may be empty
	Fix     []Edit // what mends it, in places that do not overlap; nil unless one answer alone is right
	Once    bool   // of what is said so of many files, the first stands for all
}

// List is a list of diagnostics. The zero List is ready for use.
type List []Diagnostic

// Add appends a diagnostic with the code's default level. A hint that names the
// one word that can have been meant mends it.
func (l *List) Add(at Span, code Code, message, hint Text) {
	*l = append(*l, Diagnostic{Span: at, Code: code, Level: code.Level(), Message: message, Hint: hint, Fix: corrected(at, code, hint)})
}

// AddFix is Add for what one answer alone mends.
func (l *List) AddFix(at Span, code Code, message, hint Text, fix ...Edit) {
	l.Add(at, code, message, hint)
	(*l)[len(*l)-1].Fix = fix
}

// Apply sets the levels that a site asks for, except where the code's level
// is fixed, and drops what is Off.
func (l List) Apply(levels map[Code]Level) List {
	out := l[:0:0]
	for _, d := range l {
		if level, ok := levels[d.Code]; ok && !d.Code.Fixed() {
			d.Level = level
		}
		if d.Level != Off {
			out = append(out, d)
		}
	}
	return out
}

// Sort orders by file, place and code, and drops exact repeats.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Diagnostic) int {
		if order := cmp.Or(cmp.Compare(a.name(), b.name()), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Code, b.Code)); order != 0 {
			return order
		}
		return cmp.Compare(a.Message.String(), b.Message.String())
	})
	*l = slices.CompactFunc(*l, func(a, b Diagnostic) bool {
		return a.name() == b.name() && a.Start == b.Start && a.Code == b.Code && a.Message.String() == b.Message.String()
	})
}

// Shorten returns a sorted list in which no code is said more than n times of
// one file, and what is to be said Once is: after a thousand mistakes of one kind,
// one more tells nothing. The last one says how many there are.
func (l List) Shorten(n int) List {
	type kind struct {
		file string
		code Code
		what string
	}
	kindOf := func(d Diagnostic) (of kind, most int) {
		if d.Once {
			return kind{code: d.Code, what: d.Message.String()}, 1
		}
		return kind{file: d.name(), code: d.Code}, n
	}
	all, kept := map[kind]int{}, map[kind]int{}
	for _, d := range l {
		of, _ := kindOf(d)
		all[of]++
	}
	short := l[:0:0]
	for _, d := range l {
		of, most := kindOf(d)
		kept[of]++
		switch more := all[of] - most; {
		case kept[of] != most || more <= 0:
		case d.Once:
			d.Message = Say("%s (in %d files)", d.Message, all[of])
		default:
			d.Message = Say("%s (and %d more of this kind in the file)", d.Message, more)
		}
		if kept[of] <= most {
			short = append(short, d)
		}
	}
	return short
}

func (d Diagnostic) name() string {
	if d.File == nil {
		return ""
	}
	return d.File.Name
}

// Count returns how many diagnostics have the level.
func (l List) Count(level Level) int {
	n := 0
	for _, d := range l {
		if d.Level == level {
			n++
		}
	}
	return n
}

// HasErrors reports whether one of them is an error.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }
