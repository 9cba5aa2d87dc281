package source

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
)

// Front matter whose first line is missing, or has other signs than three
// hyphens: an editor made a dash of them, or somebody forgot it. It is read all
// the same, so that what it withholds stays withheld, and told.

const (
	dashes      = "-–—‐‑−_*"
	unopenedMax = 60 // lines
)

var fieldLine = regexp.MustCompile(`^["']?([\pL_][\pL\pN_ -]{0,40})["']?[ \t]*:(?:[\s\pZ]|$)`)

// unopened finds such front matter from an offset on, with the edits that mend
// it. It is none unless its first field is one that pages have, and a line of
// hyphens ends it, or, where one of the fields is the title, a blank line.
func unopened(file *diag.File, at int) (head diag.Span, body int, fix []diag.Edit, ok bool) {
	begin := at
	first, next := line(file.Data, at)
	if isDashes(first) {
		fix = append(fix, diag.Edit{Span: file.Span(at, at+len(first)), New: "---"})
		begin = next
		first, _ = line(file.Data, begin)
	} else {
		fix = append(fix, diag.Edit{Span: file.Span(at, at), New: "---\n"})
	}
	name := fieldLine.FindStringSubmatch(first)
	if name == nil || !isFieldName(name[1]) {
		return diag.Span{}, 0, nil, false
	}
	at = begin
	titled := false
	for lines := range unopenedMax {
		text, next := line(file.Data, at)
		switch {
		case isDashes(text) && (lines > 1 || slug.Bare(name[1]) == "title" || len(fix) > 0 && begin > fix[0].Start):
			if text = strings.TrimRight(text, " \t"); text != "---" {
				fix = append(fix, diag.Edit{Span: file.Span(at, at+len(text)), New: "---"})
			}
			return file.Span(begin, at), next, fix, true
		case titled && strings.TrimSpace(text) == "" && begin == fix[0].Start:
			fix = append(fix, diag.Edit{Span: file.Span(at, at), New: "---\n"})
			return file.Span(begin, at), at, fix, true
		case strings.TrimSpace(text) == "" || next == len(file.Data):
			return diag.Span{}, 0, nil, false
		case fieldLine.MatchString(text), strings.HasPrefix(text, " "), strings.HasPrefix(text, "- "), strings.HasPrefix(text, "#"):
		default:
			return diag.Span{}, 0, nil, false
		}
		if field := fieldLine.FindStringSubmatch(text); field != nil {
			titled = titled || slices.Contains(fieldsCalled(field[1]), "title")
		}
		at = next
	}
	return diag.Span{}, 0, nil, false
}

// isFieldName reports whether a word is the name of a field, in any language.
func isFieldName(word string) bool {
	for _, v := range vocabularies() {
		if v.first[word] != "" {
			return true
		}
	}
	return fieldsCalled(word) != nil
}

// isDashes reports whether a line is made of hyphens, or of what is taken for
// them.
func isDashes(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && strings.Trim(text, dashes) == "" && (len([]rune(text)) > 1 || !strings.ContainsAny(text, "-_*"))
}

// looksLikeJSON reports whether a text begins with an object in JSON.
func looksLikeJSON(data []byte) bool {
	rest, ok := bytes.CutPrefix(data, []byte("{"))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return ok && len(rest) > 0 && rest[0] == '"'
}
