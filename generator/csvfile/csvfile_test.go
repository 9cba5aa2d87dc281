package csvfile

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "Anna": "Anna", "a=b": "a=b", "3-4": "3-4", "'x": "'x", "a; b, c": "a; b, c", `"x" - "y"`: `"x" - "y"`,
		"=cmd()": "'=cmd()", "+1": "'+1", "-1": "'-1", "@x": "'@x", "|x": "'|x", "%x": "'%x", "＝cmd()": "'＝cmd()", `"=x"`: `"'=x"`,
		"\t=x": "'=x", "\r=x": "'=x", "\n=x": "'=x", " \u00a0=x": "'=x", "\u200b\ufeff=x": "\u200b\ufeff'=x",
		"a\tb\r\nc": "a b  c", "a\u2028=b": "a =b",
		"x;=cmd": "x;’=cmd", "x, =cmd": "x, ’=cmd", "x,;@cmd": "x,;’@cmd", `x";=cmd`: `x";’=cmd`, `x;"=cmd"`: `x;"’=cmd"`, "x|-1": "x|’-1", "|=x": "'|’=x",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("harmless(%q) = %q, want %q", cell, got, want)
		}
	}
}

// TestAnySeparator reads what is written with the separators that it was not
// written with, and with readers that know less of quotes.
func TestAnySeparator(t *testing.T) {
	var texts []string
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＠", "\t=", "\r=", "\n+", " =", "\u00a0=", "\u200b=", `"=`, `""=`, `'=`, `"'=`, `"";"=`} {
		for _, before := range []string{"", "x", `x"`, `"x"`, `x""`, "x'", `'x'`} {
			for _, separator := range []string{"", ",", ";", "\t", "|", "\n", "\r\n", `","`, `";"`, ",;", `';'`} {
				if separator == "" && before != "" {
					continue
				}
				texts = append(texts, before+separator+sign+"cmd|' /C calc'!A0"+`";'x`, before+separator+sign+`1+1';";',`)
			}
		}
	}
	for _, own := range []string{";", ","} {
		table := New(own)
		for _, text := range texts {
			table.Row(text, "b", text, text)
		}
		written := strings.TrimPrefix(string(table.Bytes()), byteOrderMark)
		for _, separator := range ",;\t|" {
			cells := strict(written, separator)
			for _, quote := range "\"'\x00" {
				cells = append(cells, lenient(written, separator, quote)...)
			}
			for _, cell := range cells {
				if strings.IndexAny(strings.Trim(cell, " \u00a0\u200b"), "=+-@＝＠\t\r") == 0 {
					t.Fatalf("%s, read with %q: the cell %q is a formula", own, separator, cell)
				}
			}
		}
		if cells := strict(written, []rune(table.separator)[0]); len(cells) != 4*len(texts) {
			t.Errorf("%s: %d cells of %d rows", own, len(cells), len(texts))
		}
	}
}

// strict is Go's reader, which knows one kind of quotes.
func strict(text string, separator rune) []string {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator, true, -1
	rows, _ := r.ReadAll()
	return slices.Concat(rows...)
}

// lenient reads as spreadsheets do: what stands behind a closing quote belongs
// to the cell, and quotes within are quotes.
func lenient(text string, separator, quote rune) []string {
	var cells []string
	for line := range strings.SplitSeq(text, "\r\n") {
		rest := []rune(line)
		for done := false; !done; {
			var cell []rune
			if len(rest) > 0 && rest[0] == quote {
				for rest = rest[1:]; len(rest) > 0; rest = rest[1:] {
					if rest[0] == quote {
						if len(rest) < 2 || rest[1] != quote {
							rest = rest[1:]
							break
						}
						rest = rest[1:]
					}
					cell = append(cell, rest[0])
				}
			}
			end := slices.Index(rest, separator)
			if done = end < 0; done {
				end = len(rest)
			}
			cells = append(cells, string(append(cell, rest[:end]...)))
			if !done {
				rest = rest[end+1:]
			}
		}
	}
	return cells
}
