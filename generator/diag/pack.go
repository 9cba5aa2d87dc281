package diag

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
)

// packed is a list without what mends it. Equal texts are one: rows have their
// numbers.
type packed struct {
	Files  []packedFile
	Texts  []packedText
	Levels []Level
	Codes  []Code
	Rows   []int // for each diagnostic its file (-1: none), start, end, code, level, message and hint
}

const rowLength = 7

type packedFile struct {
	Name   string
	Data   []byte
	Again  bool // Data is read again when it is needed
	Hidden [][2]int
}

type packedText struct {
	Format string
	Args   []packedArg
}

// packedArg is one of these.
type packedArg struct {
	Kind    byte
	Text    int // its number
	Words   string
	In      []string // words in each of Languages
	Number  int64
	Measure float64
}

const (
	textArg byte = iota
	wordsArg
	numberArg
	measureArg
	boolArg
	inArg
)

// inEach has words in each of Languages.
type inEach []string

func (w inEach) In(lang string) string {
	if i := slices.Index(Languages, lang); i >= 0 {
		return w[i]
	}
	return w[slices.Index(Languages, English)]
}

// Pack writes the list so that Unpack can read it and it can be said in all
// languages; what mends a mistake is left out. readable reports whether the text
// of a file can be read again under its name. It is not ok if something can't be
// said in the same words later.
func (l List) Pack(readable func(*File) bool) (data []byte, ok bool) {
	p := packer{files: map[*File]int{}, texts: map[string]int{}, levels: map[Level]int{}, codes: map[Code]int{}}
	for _, d := range l {
		file := -1
		if d.File != nil {
			file = number(p.files, d.File, &p.Files, packedFile{Name: d.File.Name, Hidden: d.File.hidden, Again: readable(d.File)})
			if f := &p.Files[file]; d.End > 0 && !f.Again { // else the text is not asked for
				f.Data = d.File.Data
			}
		}
		p.Rows = append(p.Rows, file, d.Start, d.End, number(p.codes, d.Code, &p.Codes, d.Code), number(p.levels, d.Level, &p.Levels, d.Level), p.text(d.Message), p.text(d.Hint))
	}
	var out bytes.Buffer
	if p.failed || gob.NewEncoder(&out).Encode(p.packed) != nil {
		return nil, false
	}
	return out.Bytes(), true
}

type packer struct {
	packed
	files  map[*File]int
	texts  map[string]int
	levels map[Level]int
	codes  map[Code]int
	failed bool
}

// number is that of a key, which has a value in the list of all.
func number[K comparable, V any](known map[K]int, key K, all *[]V, value V) int {
	n, there := known[key]
	if !there {
		n = len(*all)
		known[key], *all = n, append(*all, value)
	}
	return n
}

func (p *packer) text(t Text) int {
	out := packedText{Format: t.format}
	for _, arg := range t.args {
		out.Args = append(out.Args, p.arg(arg))
	}
	known := len(p.Texts)
	n := number(p.texts, out.key(), &p.Texts, out)
	p.failed = p.failed || n == known && p.unpackText(n).String() != t.String()
	return n
}

// key is the same for equal texts, and for no others.
func (t packedText) key() string {
	key := strconv.AppendQuote(nil, t.Format)
	for _, arg := range t.Args {
		key = append(strconv.AppendInt(append(key, arg.Kind), int64(arg.Text), 10), ' ')
		key = append(strconv.AppendInt(key, arg.Number, 10), ' ')
		key = strconv.AppendQuote(strconv.AppendFloat(key, arg.Measure, 'g', -1, 64), arg.Words)
		for _, words := range arg.In {
			key = strconv.AppendQuote(key, words)
		}
	}
	return string(key)
}

func (p *packer) arg(arg any) packedArg {
	if text, ok := arg.(Text); ok {
		return packedArg{Kind: textArg, Text: p.text(text)}
	}
	if words, ok := arg.(translated); ok {
		all := packedArg{Kind: inArg}
		for _, lang := range Languages {
			all.In = append(all.In, words.In(lang))
		}
		return all
	}
	v := reflect.ValueOf(arg)
	_, isError := arg.(error)
	_, isStringer := arg.(fmt.Stringer)
	switch {
	case isError || isStringer:
	case v.CanInt():
		return packedArg{Kind: numberArg, Number: v.Int()}
	case v.CanUint() && v.Uint() <= math.MaxInt64:
		return packedArg{Kind: numberArg, Number: int64(v.Uint())}
	case v.CanFloat():
		return packedArg{Kind: measureArg, Measure: v.Float()}
	case v.Kind() == reflect.Bool && v.Bool():
		return packedArg{Kind: boolArg, Number: 1}
	case v.Kind() == reflect.Bool:
		return packedArg{Kind: boolArg}
	}
	return packedArg{Kind: wordsArg, Words: fmt.Sprintf("%s", arg)}
}

// Unpack reads what Pack has written. read reads the text of a file, once it is
// needed.
func Unpack(data []byte, read func(name string) []byte) (List, error) {
	var p packed
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&p); err != nil {
		return nil, err
	}
	files := make([]*File, len(p.Files))
	for i, f := range p.Files {
		files[i] = &File{Name: f.Name, Data: f.Data, hidden: f.Hidden}
		if f.Again {
			files[i].read = read
		}
	}
	texts := make([]Text, len(p.Texts))
	for i := range texts {
		texts[i] = p.unpackText(i)
	}
	list := make(List, len(p.Rows)/rowLength)
	for i := range list {
		row := p.Rows[i*rowLength:][:rowLength]
		d := &list[i]
		if row[0] >= 0 {
			d.File = files[row[0]]
		}
		d.Start, d.End, d.Code, d.Level, d.Message, d.Hint = row[1], row[2], p.Codes[row[3]], p.Levels[row[4]], texts[row[5]], texts[row[6]]
	}
	return list, nil
}

func (p *packed) unpackText(n int) Text {
	t := Text{format: p.Texts[n].Format}
	for _, arg := range p.Texts[n].Args {
		switch arg.Kind {
		case textArg:
			t.args = append(t.args, p.unpackText(arg.Text))
		case wordsArg:
			t.args = append(t.args, arg.Words)
		case inArg:
			t.args = append(t.args, inEach(arg.In))
		case numberArg:
			t.args = append(t.args, arg.Number)
		case measureArg:
			t.args = append(t.args, arg.Measure)
		case boolArg:
			t.args = append(t.args, arg.Number == 1)
		}
	}
	return t
}
