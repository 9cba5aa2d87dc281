// Package source reads a hub's content: it walks the folder, splits the front
// matter off and decodes it by kind.
package source

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/adrg/frontmatter"
	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

// Root is the folder of the site that holds the content.
const Root = "content"

// Options are what reading needs to know of the site.
type Options struct {
	Languages        []string
	Default          string   // the hub's default among them: its writers' words are taken on all pages
	Ignore           []string // path.Match patterns, against the path and its last part
	PageBytes        int64
	FileBytes        int64
	FrontMatterBytes int
	Nesting          int
	TellOwnWords     bool // writers are told what we call what they call by words of their own
	Names            Names
}

// Entry is a file below content/, found but not read.
type Entry struct {
	Path    string // below content/
	Size    int64
	ModTime time.Time
}

// Page is a Markdown file as it was read. It does not change after Read.
type Page struct {
	File   *diag.File
	Path   string // below content/: "de/tips/unlock.md"
	ID     string // Path without its ending, and without /index: "de/tips/unlock"
	Lang   string
	Kind   *Kind
	Folder string // below the language: "tips", "tips/erp", ""
	Name   string // the file's or bundle's name without its ending, NFC: "unlock"
	Slug   string // last part of the address; "" for the index of a folder
	Index  bool   // _index.md: the text of a folder
	Bundle bool   // index.md with its own images beside it
	Readme bool   // README.md, which stands in for index.md

	Meta   Meta
	Below  Held // what the text of a folder withholds of the pages below it
	Fields Fields
	Head   diag.Span // the front matter; empty where there is none
	Body   int       // offset of the Markdown in File
}

// Dir is the folder that relative links of the page start from.
func (p *Page) Dir() string { return path.Dir(p.Path) }

// Walk finds the pages and the other files below content/, each sorted by
// path.
func Walk(site fs.FS, opt Options) (pages, assets []Entry, list diag.List, err error) {
	err = fs.WalkDir(site, Root, func(name string, d fs.DirEntry, err error) error {
		rel := strings.TrimPrefix(strings.TrimPrefix(name, Root), "/")
		if err != nil {
			if name == Root && errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("can't be read: %s", reason(err)), diag.Text{})
			return nil
		}
		if rel == "" {
			if !d.IsDir() {
				list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("is no folder"), diag.Say("the pages lie in a folder of this name"))
			}
			return nil
		}
		if ignored(rel, opt.Ignore) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 {
			target, err := fs.Stat(site, name)
			if err != nil || target.IsDir() {
				why, hint := diag.Say("is a link to a folder, which is not followed"), diag.Say("put the folder itself here")
				if err != nil {
					why, hint = diag.Say("is a link that leads out of the site, or nowhere"), diag.Say("put the file itself here")
				}
				list.Add(wholeFile(name), diag.OutsideSite, why, hint)
				return nil
			}
		}
		info, err := fs.Stat(site, name)
		if err != nil {
			list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("can't be read: %s", reason(err)), diag.Text{})
			return nil
		}
		if !info.Mode().IsRegular() {
			list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("is neither a file nor a folder"), diag.Say("take it away, or name it under ignore in site.yaml"))
			return nil
		}
		entry := Entry{Path: rel, Size: info.Size(), ModTime: info.ModTime()}
		if isPage(rel) {
			pages = append(pages, entry)
		} else {
			assets = append(assets, entry)
		}
		return nil
	})
	return pages, assets, list, err
}

// ignored reports whether a path is left out: hidden files, editors' backups,
// and what site.yaml names.
func ignored(rel string, patterns []string) bool {
	base := path.Base(rel)
	if strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") || strings.HasPrefix(base, "~$") ||
		base == "Thumbs.db" || base == "desktop.ini" {
		return true
	}
	for _, pattern := range patterns {
		for _, name := range []string{rel, base} {
			if ok, _ := path.Match(pattern, name); ok {
				return true
			}
		}
	}
	return false
}

func reason(err error) string {
	if pathErr := new(fs.PathError); errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return err.Error()
}

// wholeFile is the place of messages about a file that was not read.
func wholeFile(name string) diag.Span { return diag.NewFile(name, nil).Span(0, 0) }

// Read reads a page. It returns nil for a file that no page could be made of;
// the list then says why.
func Read(site fs.FS, entry Entry, opt Options) (*Page, diag.List) {
	name := path.Join(Root, entry.Path)
	var list diag.List
	if entry.Size > opt.PageBytes {
		list.Add(wholeFile(name), diag.FileTooLarge, diag.Say("is too large for a page"),
			diag.Say("split it, or raise limits.page_bytes in site.yaml"))
		return nil, list
	}
	data, err := readLimited(site, name, opt.PageBytes)
	if err != nil {
		list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("can't be read: %s", reason(err)), diag.Text{})
		return nil, list
	}
	file := diag.NewFile(name, data)
	if !encodingOK(file, &list) {
		return nil, list
	}

	page := &Page{File: file, Path: entry.Path}
	if !page.place(opt.Languages, &list) {
		return nil, list
	}
	head, body, ok := split(file, &list)
	if !ok {
		return nil, list
	}
	page.Head, page.Body = head, body
	node, problems := strictyaml.Parse(file, head.Start, head.End, strictyaml.Limits{Bytes: opt.FrontMatterBytes})
	list = append(list, problems...)
	if node == nil || problems.HasErrors() {
		return nil, list
	}
	list = append(list, page.decode(node, opt)...)
	if page.Kind == nil {
		return nil, list
	}
	if head.Start == head.End {
		loose, problems := looseHeld(file, body)
		loose.Onto(&page.Meta)
		list = append(list, problems...)
	}
	page.heldByName(&list)
	return page, list
}

// place works out language, folder and kind from the path.
func (p *Page) place(languages []string, list *diag.List) bool {
	parts := strings.Split(norm.NFC.String(p.Path), "/")
	if slices.Contains(languages, parts[0]) && len(parts) > 1 {
		p.Lang, parts = parts[0], parts[1:]
	} else if len(languages) == 1 && len(parts) > 1 && words.Writes(parts[0]) {
		list.Add(p.File.Span(0, 0), diag.NoLanguage, diag.Say("lies in the folder of a language that the hub does not have"),
			diag.Say(`put it into content/%s/; for a hub in both, write "languages: [%s, %s]" in site.yaml, with the other pages in content/%s/`, languages[0], languages[0], parts[0], languages[0]))
		return false
	} else if len(languages) == 1 {
		p.Lang = languages[0]
	} else {
		hint := diag.Say("put it into content/%s/", languages[0])
		if len(parts) > 1 {
			if near := diag.Near(parts[0], languages); near != "" {
				hint = diag.Say("did you mean the folder %q?", near)
			}
		}
		list.Add(p.File.Span(0, 0), diag.NoLanguage, diag.Say("lies in no language's folder"),
			diag.Say("%s; the languages are %s", hint, strings.Join(languages, ", ")))
		return false
	}
	name := parts[len(parts)-1]
	parts = parts[:len(parts)-1]
	stem := name[:len(name)-len(".md")]
	p.Readme = strings.EqualFold(stem, "readme")
	switch {
	case !IsIndexName(name):
	case !strings.HasPrefix(stem, "_") && len(parts) > 0 && (len(parts) != 1 || KindOf(parts[0]).Default):
		p.Bundle = true
		stem, parts = parts[len(parts)-1], parts[:len(parts)-1]
	default:
		// Also index.md where _index.md was meant: the page of the folder itself.
		p.Index, stem = true, ""
	}
	p.Name, p.Slug, p.Folder = stem, slug.Make(stem), strings.Join(parts, "/")
	for _, folder := range parts {
		if slug.Make(folder) == "" {
			list.Add(p.File.Span(0, 0), diag.BadSlug, diag.Say("no address can be made of the folder's name %s", quote(folder)), diag.Say("name the folder with letters or digits"))
			return false
		}
	}
	p.ID = strings.Join(nonEmpty(p.Lang, p.Folder, stem), "/")
	if p.Index {
		p.ID = strings.Join(nonEmpty(p.Lang, p.Folder, "_index"), "/")
	}
	if !p.Index && (p.Slug == "" || len(p.Slug) > MaxSlug) {
		list.Add(p.File.Span(0, 0), diag.BadSlug, diag.Say("no address can be made of the file's name"),
			diag.Say("name the file with letters or digits, at most 120 of them"))
		return false
	}
	return true
}

// IsIndexName reports whether a file is called like the page of its folder. It
// may be given without its ending.
func IsIndexName(name string) bool {
	stem := strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	return stem == "index" || stem == "_index" || stem == "readme"
}

// IsIndexFile reports whether the page is that of its folder: what lies beside
// it belongs to it.
func (p *Page) IsIndexFile() bool { return IsIndexName(path.Base(p.Path)) }

func nonEmpty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// decode reads the fields. Where there can be no page, Kind is nil afterwards.
func (p *Page) decode(node *strictyaml.Node, opt Options) diag.List {
	kind := KindOf(p.Folder)
	if p.Index {
		kind = DefaultKind()
	}
	own := p.ownWords(opt)
	c := checker{page: p, head: p.Head}
	if p.Head.File == nil || p.Head.Start == p.Head.End {
		c.head = p.File.Span(p.Body, p.Body)
	}
	if asked, said := own.asked(node); asked.Value.Kind() == strictyaml.Scalar {
		if kind = said; kind == nil {
			c.list.Add(asked.Value.Span(), diag.UnknownKind, diag.Say("%s is not a kind of page", quote(asked.Value.Value())), kindHint(asked.Value.Value()))
			return c.list
		}
	}
	p.Kind, own.kind = kind, kind
	decode := kind.decode
	if of := KindOf(p.Folder).ofFolders; p.Index && kind.Default && of != nil {
		decode = of
	}
	fields := blank(decode)
	node = own.page(node, fields)
	c.node = node
	rest, page, below, held := withhold(node, own.again, kind, p.IsIndexFile())
	p.Meta, p.Fields, c.list = decode(rest)
	own.hintWords(c.list, node, reflect.TypeOf(fields).Elem(), metaType)
	if kind.Default && !p.Index {
		hintKinds(c.list)
	}
	hintGroups(c.list, kind, node)
	hintForeign(c.list)
	c.list = append(c.list, held...)
	for _, f := range own.again {
		if !slices.ContainsFunc(held, func(d diag.Diagnostic) bool { return d.Span == f.Key }) {
			own.tellAgain(f, node)
		}
	}
	c.list = append(c.list, own.list...)
	page.Onto(&p.Meta)
	p.Below = below
	c.meta(&p.Meta)
	c.state(p)
	p.Fields.check(&c)
	if s := p.Meta.Slug.Value; s != "" && slug.Make(s) == s && len(s) <= MaxSlug && !p.Index {
		p.Slug = s
	}
	return c.list
}

// kindHint says what may be meant by what is no kind.
func kindHint(word string) diag.Text {
	names := make([]string, len(Kinds))
	for i, k := range Kinds {
		names[i] = k.Name
	}
	return diag.DidYouMean(word, names).Or(diag.Say("kinds are %s", strings.Join(names, ", ")))
}

// split finds the front matter. It is not ok where the file can't be read.
//
// The library that splits takes a missing end for missing front matter and an
// indented line for the end; both are looked for here first, because a writer
// wants to hear of them.
func split(file *diag.File, list *diag.List) (head diag.Span, body int, ok bool) {
	data := file.Data
	start := len(data) - len(bytes.TrimLeft(data, unseen))
	above := aboveFrontMatter(data, start)
	first, next := line(data, above)
	switch begin := strings.TrimRight(first, " \t"); {
	case begin == "---":
	case slices.Contains(otherFrontMatter, strings.ReplaceAll(begin, " ", "")), looksLikeJSON(data[above:]):
		list.Add(file.Span(above, above+len(first)), diag.FrontMatterFormat, diag.Say("front matter is written in YAML here"),
			diag.Say(`begin and end it with a line of three hyphens, and write each field as "name: value"`))
		return diag.Span{}, 0, false
	default:
		head, body, fix, ok := unopened(file, above)
		if !ok {
			return file.Span(start, start), start, true
		}
		what, hint := diag.Say("the line of three hyphens that begins the front matter is missing"), diag.Say("put a line of three hyphens --- above this one")
		if body == head.End { // what follows is no line of hyphens
			what, hint = diag.Say("the lines of three hyphens around the front matter are missing"), diag.Say("put a line of three hyphens --- above its first field, and one below its last")
		}
		if isDashes(first) {
			what, hint = diag.Say("front matter begins with three hyphens, and here is something else"), diag.Say("write --- here")
		}
		list.AddFix(file.Span(above, above+len(first)), diag.MisplacedFrontMatter, what, hint, fix...)
		return head, body, true
	}
	if above > start {
		list.Add(file.Span(above, above+3), diag.MisplacedFrontMatter, diag.Say("front matter must begin in the first line"),
			diag.Say("take what stands above it away"))
	}
	for at := next; at < len(data); {
		text, after := line(data, at)
		trimmed := strings.TrimSpace(text)
		if trimmed == "---" {
			if !strings.HasPrefix(text, "---") {
				list.Add(file.Span(at, at+len(text)), diag.YAMLSyntax, diag.Say("a line of three hyphens ends the front matter, but this one is indented"),
					diag.Say("move it to the beginning of the line if the front matter ends here, else write something else than three hyphens"))
				return diag.Span{}, 0, false
			}
			return splitAt(file, next, at)
		}
		at = after
	}
	list.Add(file.Span(above, above+3), diag.UnclosedFrontMatter, diag.Say("the front matter that begins here never ends"),
		diag.Say("put a line of three hyphens --- below its last field"))
	return diag.Span{}, 0, false
}

// splitAt lets the library split and returns the places of the two parts.
func splitAt(file *diag.File, start, end int) (head diag.Span, body int, ok bool) {
	var raw []byte
	keep := frontmatter.NewFormat("---", "---", func(data []byte, _ any) error {
		raw = data
		return nil
	})
	above := bytes.LastIndex(file.Data[:start], []byte("---"))
	_, body = line(file.Data, end) // what follows would be copied
	rest, err := frontmatter.Parse(bytes.NewReader(file.Data[above:body]), nil, keep)
	if err != nil || len(raw) != end-start {
		// Not reached: the reader cannot fail, and both look for the same line.
		return file.Span(start, end), end, true
	}
	return file.Span(start, start+len(raw)), body - len(rest), true
}

// unseen are characters before a text that nobody sees: byte order marks, and
// spaces without width.
const unseen = "\ufeff\u200b\u2060"

// otherFrontMatter are the lines that begin front matter that is not in YAML,
// or that tools know which take several languages.
var otherFrontMatter = []string{"+++", ";;;", "---toml", "---json", "---yaml", "---yml", "---js"}

// aboveFrontMatter is where the first line begins that front matter can begin
// in: behind empty lines, and behind comments if fields follow. It is start
// where there is none.
func aboveFrontMatter(data []byte, start int) int {
	at, comments := start, false
	for {
		rest := bytes.TrimLeft(data[at:], " \t\r\n"+unseen)
		after, comment := bytes.CutPrefix(rest, []byte("<!--"))
		if comment {
			if _, after, comment = bytes.Cut(after, []byte("-->")); !comment {
				return start
			}
			at, comments = len(data)-len(after), true
			continue
		}
		begin := len(data) - len(rest)
		_, next := line(data, begin)
		field, _ := line(data, next)
		_, isField := parseLoose(field)
		switch {
		case begin > at && data[begin-1] != '\n', begin == at && comments: // not the beginning of a line
		case comments && (!isField || !bytes.Contains(data[next:], []byte("\n---"))):
		default:
			return begin
		}
		return start
	}
}

// line returns the line that begins at offset, without its break, and where
// the next one begins.
func line(data []byte, offset int) (text string, next int) {
	end := bytes.IndexByte(data[offset:], '\n')
	if end < 0 {
		return strings.TrimRight(string(data[offset:]), "\r"), len(data)
	}
	return strings.TrimRight(string(data[offset:offset+end]), "\r"), offset + end + 1
}
