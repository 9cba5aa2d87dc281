package postings

import (
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Digits are those of numbers in texts, for indexes and the client alike
// (search/client/short.js).
const Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// Shorten leaves out of sorted texts what each has in common with the one
// before: in its place stands one of [Digits], which says how many UTF-16 units
// that is.
func Shorten(texts []string) []string {
	short := make([]string, len(texts))
	last := ""
	for i, text := range texts {
		short[i] = after(last, text)
		last = text
	}
	return short
}

// Lengthen undoes [Shorten].
func Lengthen(short []string) ([]string, error) {
	texts := make([]string, len(short))
	last := ""
	for i := range short {
		var err error
		if texts[i], err = before(last, short[i]); err != nil {
			return nil, err
		}
		last = texts[i]
	}
	return texts, nil
}

// after is what a text has after the units that it shares with another one,
// behind their number.
func after(other, text string) string {
	units, end := 0, 0
	for i, r := range text {
		next := units + utf16.RuneLen(r)
		if next >= len(Digits) || !strings.HasPrefix(other[end:], text[i:i+utf8.RuneLen(r)]) {
			break
		}
		units, end = next, i+utf8.RuneLen(r)
	}
	return Digits[units:units+1] + text[end:]
}

// before undoes after.
func before(other, short string) (string, error) {
	units := -1
	if short != "" {
		units = strings.IndexByte(Digits, short[0])
	}
	end := 0
	for units > 0 && end < len(other) {
		r, size := utf8.DecodeRuneInString(other[end:])
		units -= utf16.RuneLen(r)
		end += size
	}
	if units != 0 {
		return "", errors.New("a shortened text does not go on from the one before")
	}
	return other[:end] + short[1:], nil
}
