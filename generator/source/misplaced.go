package source

import (
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// Outside tells of pages that lie beside the folder content/ and not in it: alone,
// or in a folder that is called like a language of the hub or like that of a kind.
func Outside(site fs.FS, opt Options) (list diag.List) {
	entries, _ := fs.ReadDir(site, ".") // whoever reads content/ is told what is wrong
	for _, entry := range entries {
		top := entry.Name()
		if !entry.IsDir() && isPage(top) && !ofRepository(top) && !ignored(top, opt.Ignore) {
			list.Add(wholeFile(top), diag.OutsideContent, diag.Say("lies outside of the folder content/, so it is not published"),
				diag.Say("move it into %s, or into the folder there for its kind of page, such as tips", path.Join(Root, opt.Default)))
		}
		isLanguage := slices.Contains(opt.Languages, top)
		if !entry.IsDir() || !isLanguage && kindOfFolder(slug.Make(top)) == nil || ignored(top, opt.Ignore) {
			continue
		}
		var pages []string
		_ = fs.WalkDir(site, top, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && isPage(name) && !ignored(name, opt.Ignore) {
				pages = append(pages, name)
			}
			return nil // what can't be read is no page that is missed
		})
		if len(pages) == 0 {
			continue
		}
		to := path.Join(Root, opt.Default, top)
		if isLanguage {
			to = path.Join(Root, top)
		}
		list.Add(wholeFile(pages[0]), diag.OutsideContent, diag.Say("lies outside of the folder content/, so it is not published (%s)", diag.Count(len(pages), "%d page", "%d pages")),
			diag.Say("move the folder %s to %s", top, to))
	}
	return list
}

// isPage reports whether a file's name is that of a page.
func isPage(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// ofRepository reports whether a Markdown file beside site.yaml is one for those
// who work with the repository, as their names are everywhere: README.md,
// CODE_OF_CONDUCT.md, contributing.md.
func ofRepository(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	return stem == strings.ToUpper(stem) && stem != strings.ToLower(stem) || slices.Contains([]string{"readme", "license", "licence", "changelog", "changes", "history", "contributing", "security"}, strings.ToLower(stem))
}

// MeantPage is what a file would be called as a page whose name does not end as
// that of one does: "unlock.md" for "unlock.md.txt" and "unlock.markdown"; "" for
// others.
func MeantPage(name string) string {
	stem, text := name, ""
	if end := strings.ToLower(path.Ext(name)); slices.Contains([]string{".txt", ".rtf", ".bak"}, end) {
		stem, text = name[:len(name)-len(end)], end
	}
	end := strings.ToLower(path.Ext(stem))
	if text != "" && end == ".md" {
		return stem
	}
	if text == "" && slices.Contains([]string{".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn", ".mdx", ".mdtxt", ".mdtext"}, end) {
		return stem[:len(stem)-len(end)] + ".md"
	}
	return ""
}

// meantFolder is the kind that the name of a folder means which is that of no
// kind: its pages are plain ones. For "de/sap/tipps" that of tips, and also for
// "de/tipp".
func meantFolder(folder string) (kind *Kind, part string) {
	for i, part := range strings.Split(folder, "/") {
		k := KindCalled(part)
		if i > 0 {
			k = kindOfFolder(slug.Make(part))
		}
		if part != "" && k != nil && !k.Default {
			return k, part
		}
	}
	return nil, ""
}

// MeantFolder tells what kind of pages the folder of a plain page is meant for,
// if any, and where such pages belong; nil if it is meant for none.
func (p *Page) MeantFolder() (kind *Kind, to string) {
	k, part := meantFolder(p.Folder)
	if k == nil || !p.Kind.Default || p.Index || p.Meta.Kind.Value != "" {
		return nil, ""
	}
	rest := strings.Split(p.Folder, "/")
	rest = slices.DeleteFunc(rest, func(name string) bool { return name == part })
	return k, path.Join(append([]string{k.Folder}, rest...)...)
}

// hintKinds says of fields that only other kinds have where such a page belongs.
func hintKinds(list diag.List) {
	for i, d := range list {
		if d.Code != diag.UnknownField {
			continue
		}
		if k := kindWith(d.Text()); k != nil {
			list[i].Hint = diag.Say("pages of the kind %s have it: put the page into the folder %s, or write kind: %s", k, k.Folder, k.Name)
			list[i].Fix = nil
		}
	}
}

// kindWith is the first kind that has a field of its own called so, or by a
// word for it; nil without one.
func kindWith(word string) *Kind {
	names := append(fieldsCalled(word), word)
	return first(func(k *Kind) bool {
		own := reflect.TypeOf(k.Blank()).Elem()
		return slices.ContainsFunc(names, func(name string) bool {
			_, ok := strictyaml.FieldOf(own, name)
			return ok
		})
	})
}

// fieldsCalled are the names of fields that a word means in any language.
func fieldsCalled(word string) (names []string) {
	bare := slug.Bare(word)
	for _, lang := range Tongues {
		names = append(names, vocabularies()[lang].fields[bare]...)
	}
	if bare == "title" {
		names = append(names, bare)
	}
	return names
}

// hintGroups says of fields that stand one step too high in which field of the
// kind they belong: a telephone number in contact.
func hintGroups(list diag.List, kind *Kind, page *strictyaml.Node) {
	for i, d := range list {
		if d.Code != diag.UnknownField || !slices.ContainsFunc(page.Fields(), func(f strictyaml.Field) bool { return f.Key == d.Span }) {
			continue
		}
		if group, name := groupWith(kind, d.Text()); group != "" {
			list[i].Hint = diag.Say("it belongs to %q: write \"%s:\" and below it, indented, \"%s: …\"", group, group, name)
			list[i].Fix = nil
		}
	}
}

// groupWith is the field of a kind that has a field called so, or by a word for
// it, and that one's name.
func groupWith(kind *Kind, word string) (group, name string) {
	own := reflect.TypeOf(kind.Blank()).Elem()
	for field := range own.Fields() {
		key, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if key == "" || key == "-" || field.Type.Kind() != reflect.Struct {
			continue
		}
		for _, name := range append(fieldsCalled(word), word) {
			if inner, ok := strictyaml.FieldOf(field.Type, name); ok && inner.Tag.Get("yaml") == name {
				return key, name
			}
		}
	}
	return "", ""
}

// foreignFields are what other tools have for how a page looks and where it
// stands, as slug.Bare has them: here they say nothing, on however many pages they
// are.
var foreignFields = strings.Fields("layout template theme icon cover coverimage image images banner hero thumbnail thumb featuredimage socialimage ogimage cssclass cssclasses classes class pageclass " +
	"sidebar sidebarlabel sidebarclassname displayedsidebar sidebarcustomprops navtitle linktitle menu menus parent grandparent haschildren hastoc navexclude nav navbar prev next paginationlabel paginationnext paginationprev " +
	"hidetitle hidetableofcontents tocminheadinglevel tocmaxheadinglevel customediturl editurl editlink aside outline tableofcontents toclabel tocicon tocsticky header footer " +
	"comments showcomments disablecomments share authorprofile readtime showdate showreadingtime math mathjax katex mermaid markup outputs excerptseparator " +
	"lang locale uid guid uuid id key msauthor msdate mstopic msservice msprod mstechnology mscustom msreviewer mssubservice editor dateformat kanbanplugin obsidianuimode dghome position")

// hintForeign says of fields of other tools that they are.
func hintForeign(list diag.List) {
	for i, d := range list {
		if d.Code == diag.UnknownField && slices.Contains(foreignFields, slug.Bare(d.Text())) && len(d.Fix) == 0 {
			list[i].Hint, list[i].Once = diag.Say("other tools have it: here it says nothing, and can go"), true
		}
	}
}
