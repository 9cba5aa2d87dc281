package source

import (
	"path"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// posts is the folder of Jekyll that is published though its name begins
// with _.
const posts = "_posts"

// Underscored is the part of a path below content/ for which Jekyll,
// Docusaurus and others don't publish what it leads to: it begins with _. It
// is "" where there is none.
func Underscored(name string) string {
	parts := strings.Split(name, "/")
	i := slices.IndexFunc(parts, func(part string) bool { return strings.HasPrefix(part, "_") && part != posts })
	if i < 0 || i == len(parts)-1 && IsIndexName(parts[i]) {
		return ""
	}
	return parts[i]
}

// heldByName makes a draft of a page that other tools would not publish for
// its name, and reads the date that names in Jekyll's folder of posts begin
// with.
func (p *Page) heldByName(list *diag.List) {
	if part := Underscored(p.Path); part != "" {
		p.Meta.Draft = true
		what := diag.Say("is held back, because it lies in the folder %s: names that begin with _ are not published, as in Jekyll", quote(part))
		if part == path.Base(p.Path) {
			what = diag.Say("is held back, because that is its name: names that begin with _ are not published, as in Jekyll")
		}
		list.Add(p.File.Span(0, 0), diag.Withheld, what,
			diag.Say("give it another name, or write draft: true"))
	}
	base := path.Base(p.Path)
	if p.Meta.Date.IsZero() && slices.Contains(strings.Split(p.Path, "/"), posts) && len(base) > len(time.DateOnly) {
		if day, err := time.Parse(time.DateOnly, base[:len(time.DateOnly)]); err == nil {
			p.Meta.Date = strictyaml.Date{Time: day, Span: p.File.Span(0, 0)}
		}
	}
}
