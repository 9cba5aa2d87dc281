package lunr

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// InputError is a mistake in an [Input].
type InputError struct {
	Name         string // of the input
	Line, Column int    // from 1; columns count characters
	Err          error
}

func (e *InputError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %v", e.Name, e.Line, e.Column, e.Err)
}
func (e *InputError) Unwrap() error { return e.Err }

// source is valid JSON.
type source struct {
	name string
	data []byte
}

func (s *source) errorf(at int, format string, args ...any) error {
	before := s.data[:at]
	return &InputError{
		Name:   s.name,
		Line:   1 + bytes.Count(before, []byte{'\n'}),
		Column: 1 + utf8.RuneCount(before[1+bytes.LastIndexByte(before, '\n'):]),
		Err:    fmt.Errorf(format, args...),
	}
}

// value is a value in JSON: where it begins, and its name in messages. JSON is
// walked rather than decoded, because most of the keys of a document may be
// none of ours, and because errors shall say where.
type value struct {
	source *source
	at     int
	path   string
}

// parse returns the value that data consists of.
func parse(name string, data []byte) (value, error) {
	s := &source{name, bytes.TrimPrefix(data, []byte("\uFEFF"))}
	if !utf8.Valid(s.data) {
		at := 0
		for r, n := utf8.DecodeRune(s.data); r != utf8.RuneError || n > 1; r, n = utf8.DecodeRune(s.data[at:]) {
			at += n
		}
		return value{}, s.errorf(at, "this is not UTF-8")
	}
	if !json.Valid(s.data) {
		var v any
		err := json.Unmarshal(s.data, &v)
		at := 0
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			at = max(0, int(syntax.Offset)-1)
		}
		return value{}, s.errorf(at, "this is not JSON: %w", err)
	}
	return value{source: s, at: s.space(0)}, nil
}

func (v value) errorf(format string, args ...any) error {
	return v.source.errorf(v.at, format, args...)
}

// kind is the first character of the value, '0' for every number.
func (v value) kind() byte {
	c := v.source.data[v.at]
	if c == '-' || '0' <= c && c <= '9' {
		return '0'
	}
	return c
}

// mustBe returns an error if the value is not of a kind.
func (v value) mustBe(kind byte) error {
	if v.kind() == kind {
		return nil
	}
	name := map[byte]string{'{': "an object", '[': "a list", '"': "a string"}[kind]
	return v.errorf("%s must be %s", v.path, name)
}

// unknown is the error for a key that is none of those.
func (v value) unknown(keys ...string) error {
	return v.errorf("there is no key %s: there are %s", v.path, strings.Join(keys, ", "))
}

func (v value) raw() []byte { return v.source.data[v.at:v.source.end(v.at)] }

// text returns the value of a string.
func (v value) text() (string, error) {
	if err := v.mustBe('"'); err != nil {
		return "", err
	}
	return unquote(v.raw())
}

func unquote(raw []byte) (s string, err error) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1]), nil
	}
	err = json.Unmarshal(raw, &s)
	return s, err
}

// texts returns a list of strings, nil for null.
func (v value) texts() ([]string, error) {
	if v.kind() == 'n' {
		return nil, nil
	}
	if err := v.mustBe('['); err != nil {
		return nil, err
	}
	var texts []string
	for _, v := range v.elements() {
		text, err := v.text()
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// float returns the value of a number, an infinity if it is too large.
func (v value) float() (float64, error) {
	x, err := strconv.ParseFloat(string(v.raw()), 64)
	if errors.Is(err, strconv.ErrRange) {
		err = nil
	}
	return x, err
}

// elements are the elements of a list.
func (v value) elements() iter.Seq2[int, value] {
	return func(yield func(int, value) bool) {
		s := v.source
		for i, at := 0, s.space(v.at+1); s.data[at] != ']'; i++ {
			if !yield(i, value{s, at, v.path + "[" + strconv.Itoa(i) + "]"}) {
				return
			}
			at = s.next(s.end(at))
		}
	}
}

// members are the members of an object with their keys.
func (v value) members() iter.Seq2[string, value] {
	return func(yield func(string, value) bool) {
		s := v.source
		for at := s.space(v.at + 1); s.data[at] != '}'; {
			end := s.end(at)
			key, _ := unquote(s.data[at:end]) // it is valid
			at = s.space(1 + s.space(end))
			path := key
			if v.path != "" {
				path = v.path + "." + key
			}
			if !yield(key, value{s, at, path}) {
				return
			}
			at = s.next(s.end(at))
		}
	}
}

// space returns the place of the first character from at on that is not white
// space.
func (s *source) space(at int) int {
	for at < len(s.data) && (s.data[at] == ' ' || '\t' <= s.data[at] && s.data[at] <= '\r') {
		at++
	}
	return at
}

// next returns the place of the element behind the one that ends at at, or of
// what ends the list.
func (s *source) next(at int) int {
	if at = s.space(at); s.data[at] == ',' {
		at = s.space(at + 1)
	}
	return at
}

// end returns where the value that begins there ends.
func (s *source) end(at int) int {
	depth := 0
	for ; at < len(s.data); at++ {
		switch s.data[at] {
		case '"':
			for at++; s.data[at] != '"'; at++ {
				if s.data[at] == '\\' {
					at++
				}
			}
		case '{', '[':
			depth++
			continue
		case '}', ']':
			depth--
		case ',', ':', ' ', '\t', '\n', '\r':
			continue
		default:
			for at+1 < len(s.data) && strings.IndexByte(",:]} \t\r\n", s.data[at+1]) < 0 {
				at++
			}
		}
		if depth == 0 {
			return at + 1
		}
	}
	return at
}
