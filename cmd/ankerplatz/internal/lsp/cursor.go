package lsp

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"ankerplatz/generator"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/fields"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// cursor is a place in a document, and what the document is.
type cursor struct {
	site *generator.Site
	name string // path below the hub's folder
	data []byte
	at   int
	lang string // of the page
	told string // in which its writer is told things

	page   hub.Parsed     // as it is now; Source is nil where it can't be read
	fields []fields.Field // of the front matter, or of site.yaml
	yaml   [2]int         // where that is; 0, 0 without any
}

// kindForm is the field that says the kind, also in what is no YAML yet.
var kindForm = regexp.MustCompile(`(?m)^kind:[ \t]*(\pL+)`)

// cursor looks at an open document.
func (s *server) cursor(site *generator.Site, p at) (*cursor, bool) {
	name, data, ok := s.shown(p.TextDocument.URI)
	if !ok {
		return nil, false
	}
	c := &cursor{site: site, name: name, data: data, at: offsetOf(data, p.Position)}
	c.told = s.opt.Tongue.Of(diag.Diagnostic{Span: diag.NewFile(name, nil).Span(0, 0)})
	c.lang = site.Config().DefaultLang()
	switch {
	case name == config.Name:
		c.fields, c.yaml = fields.OfSite(), [2]int{0, len(data)}
	case isPage(name):
		c.page, _ = site.Alone(name, data)
		below := strings.TrimPrefix(name, source.Root+"/")
		if lang, rest, found := strings.Cut(below, "/"); found && slices.Contains(site.Config().LangCodes(), lang) {
			c.lang, below = lang, rest
		}
		c.yaml = frontMatter(data)
		kind, index := source.KindOf(path.Dir(below)), strings.EqualFold(path.Base(below), "_index.md")
		if p := c.page.Source; p != nil {
			kind, index = p.Kind, p.Index
		} else if m := kindForm.FindSubmatch(data[c.yaml[0]:c.yaml[1]]); m != nil && source.KindNamed(string(m[1])) != nil {
			kind, index = source.KindNamed(string(m[1])), false
		}
		c.fields = fields.OfKind(kind)
		if index {
			c.fields = fields.OfFolder(source.KindOf(path.Dir(below)))
		}
	default:
		return nil, false
	}
	return c, true
}

// inYAML reports whether the cursor is among fields.
func (c *cursor) inYAML() bool {
	return c.yaml != [2]int{} && c.at >= c.yaml[0] && c.at <= c.yaml[1]
}

// frontMatter is where the front matter of a text is, also of one that does not
// end yet; 0, 0 without one.
func frontMatter(data []byte) [2]int {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	if string(bytes.TrimPrefix(bytes.TrimRight(first, " \r"), []byte("\ufeff"))) != "---" {
		return [2]int{}
	}
	start := min(len(first)+1, len(data))
	for at := start; at < len(data); {
		line, _, _ := bytes.Cut(data[at:], []byte("\n"))
		if string(bytes.TrimRight(line, " \r")) == "---" {
			return [2]int{start, at}
		}
		at += len(line) + 1
	}
	return [2]int{start, len(data)}
}

// line is the cursor's line up to the cursor, and where it begins.
func (c *cursor) line() (text string, start int) {
	start = bytes.LastIndexByte(c.data[:c.at], '\n') + 1
	return string(c.data[start:c.at]), start
}

// slot is where a cursor among fields is.
type slot struct {
	path  []string // names of the fields that it is in
	value bool     // it is where a value stands, not a name
	item  bool     // it begins an entry of a list, which may be either
	flow  bool     // within brackets
	start int      // where what is being written begins
}

var keyForm = regexp.MustCompile(`^("?)([\pL\pN_.-]+)"?:(?:[ \t]+|$)`)

// slot finds the fields that the cursor is in, by how the lines above are
// indented: also of a text that is no YAML yet.
func (c *cursor) slot() slot {
	text, lineStart := c.line()
	row := readRow(text)
	s := slot{value: row.key != "", item: row.dash >= 0 && row.key == "", start: lineStart + row.rest}
	if row.key != "" {
		s.path = []string{row.key}
	}
	if rest := text[row.rest:]; strings.HasPrefix(rest, "[") || strings.HasPrefix(rest, "{") {
		inner := flowAt(rest)
		s.path, s.value, s.flow, s.item = append(s.path, inner.path...), inner.value, true, inner.item
		s.start += inner.start
	}
	most := row.indent // the field that this is in begins before
	if row.dash >= 0 {
		most = row.dash + 1
	}
	for at := lineStart; at > c.yaml[0] && most > 0; {
		above := bytes.LastIndexByte(c.data[:at-1], '\n') + 1
		line := strings.TrimRight(string(c.data[max(above, c.yaml[0]):at-1]), "\r")
		at = above
		row := readRow(line)
		switch {
		case strings.TrimSpace(line) == "", strings.HasPrefix(strings.TrimSpace(line), "#"):
		case row.key != "" && row.indent < most:
			s.path = append([]string{row.key}, s.path...)
			if most = row.indent; row.dash >= 0 {
				most = row.dash + 1
			}
		case row.dash >= 0 && row.dash < most:
			most = row.dash + 1
		}
	}
	return s
}

// row is a line of YAML: how far it is indented, its dash, its field.
type row struct {
	dash   int // column of the first dash, -1 without one
	indent int // column of what stands behind dashes
	key    string
	rest   int // where its value begins; without a field, the text
}

func readRow(line string) row {
	r := row{dash: -1, indent: len(line) - len(strings.TrimLeft(line, " "))}
	for rest := line[r.indent:]; rest == "-" || strings.HasPrefix(rest, "- "); rest = line[r.indent:] {
		if r.dash < 0 {
			r.dash = r.indent
		}
		r.indent = min(r.indent+2, len(line))
		if rest == "-" {
			break
		}
	}
	r.rest = r.indent
	if m := keyForm.FindStringSubmatch(line[r.indent:]); m != nil {
		r.key, r.rest = m[2], r.indent+len(m[0])
	}
	return r
}

// flowAt finds where the end of a text is that begins with a bracket.
func flowAt(text string) slot {
	type level struct {
		bracket byte
		key     bool // a name was added to the path for it
	}
	var s slot
	var levels []level
	segment, quote := 0, byte(0)
	key := func(upTo int) string {
		name, _, found := strings.Cut(text[segment:upTo], ":")
		if !found {
			return ""
		}
		return strings.Trim(name, " \"'")
	}
	for i := range len(text) {
		switch b := text[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '[' || b == '{':
			name := ""
			if len(levels) > 0 && levels[len(levels)-1].bracket == '{' {
				if name = key(i); name != "" {
					s.path = append(s.path, name)
				}
			}
			levels, segment = append(levels, level{b, name != ""}), i+1
		case (b == ']' || b == '}') && len(levels) > 0:
			if levels[len(levels)-1].key {
				s.path = s.path[:len(s.path)-1]
			}
			levels, segment = levels[:len(levels)-1], i+1
		case b == ',':
			segment = i + 1
		}
	}
	s.value = true
	if len(levels) > 0 && levels[len(levels)-1].bracket == '{' {
		if name := key(len(text)); name != "" {
			s.path = append(s.path, name)
			segment += strings.IndexByte(text[segment:], ':') + 1
		} else {
			s.value = false
		}
	}
	s.start = segment + len(text[segment:]) - len(strings.TrimLeft(text[segment:], " \"'"))
	return s
}

// called finds a field by its name, or by a word that its writer has for it.
func called(all []fields.Field, name string) (fields.Field, bool) {
	for _, f := range all {
		if f.Name == name {
			return f, true
		}
	}
	bare := slug.Bare(name)
	for _, f := range all {
		if slices.ContainsFunc(source.WordsOf(f.Name), func(word string) bool { return slug.Bare(word) == bare }) {
			return f, true
		}
	}
	return fields.Field{}, false
}

// field is the field at a path.
func (c *cursor) field(names []string) (f fields.Field, known bool) {
	all := c.fields
	for _, name := range names {
		if f.Shape == fields.Map {
			f, known = f.Fields[0], true // of any name
		} else {
			f, known = called(all, name)
		}
		if !known {
			return fields.Field{}, false
		}
		all = f.Fields
	}
	return f, known
}

// inside are the fields that may stand at a path.
func (c *cursor) inside(names []string) []fields.Field {
	if len(names) == 0 {
		return c.fields
	}
	f, _ := c.field(names)
	return f.Fields
}
