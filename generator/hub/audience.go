package hub

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// audience is who may see something: ids of site.yaml's audiences. Nil is
// everybody, an empty one nobody.
type audience []string

// and is who is among both.
func (a audience) and(b audience) audience {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	both := audience{}
	for _, id := range a {
		if slices.Contains(b, id) {
			both = append(both, id)
		}
	}
	return both
}

// String names them for a message.
func (a audience) String() string {
	if len(a) == 0 {
		return "nobody"
	}
	return strings.Join(a, ", ")
}

// maySee reports whether the page is for those whom the hub is linked for.
func (t *task) maySee(p *Page) bool { return t.among(p.audience) }

// among reports whether those whom the hub is linked for are among some.
func (t *task) among(some audience) bool {
	return some == nil || t.audience != "" && slices.Contains(some, t.audience)
}

// audiences are who may see the pages: whom they name, within whom the texts of
// the folders above them name, within whom another version names where a page
// names nobody itself. Pages for everybody are not in it.
func (t *task) audiences(all []Parsed) map[*source.Page]audience {
	named, below := map[*source.Page]audience{}, map[string]audience{}
	for _, parsed := range all {
		src := parsed.Source
		if !src.Meta.Audience.Given {
			continue
		}
		named[src] = t.named(src)
		if src.IsIndexFile() {
			below[src.Dir()] = below[src.Dir()].and(named[src])
		}
	}
	if len(named) == 0 {
		return nil
	}
	for _, parsed := range all {
		src := parsed.Source
		own := named[src]
		within := own.and(above(src, below))
		if len(own) > 0 && len(within) == 0 {
			t.tell(src.Meta.Audience.Span, diag.AudienceDiffers, diag.Say("the page is for %s, its folder is not: nobody sees it", own.String()),
				diag.Say("name somebody whom the text of the folder names too, or put the page into another folder"))
		}
		if within != nil {
			named[src] = within
		}
	}
	t.sameForVersions(all, named)
	return named
}

// above is who may see what lies in the folders that a page lies in.
func above(src *source.Page, below map[string]audience) (a audience) {
	for dir := src.Dir(); ; dir = path.Dir(dir) {
		if a = a.and(below[dir]); dir == "." {
			return a
		}
	}
}

// named are those of whom a page names that there are.
func (t *task) named(src *source.Page) audience {
	a := audience{}
	for _, id := range src.Meta.Audience.IDs {
		if _, known := t.config.Audience(id.Value); !known {
			t.tell(id.Span, diag.UnknownAudience, diag.Say("audience %s is not in site.yaml", quote(id.Value)),
				t.knownHint(id.Value, t.config.AudienceIDs(), diag.Say("audiences are listed under audiences: in site.yaml; a page without the line is for everybody")))
		} else if !slices.Contains(a, id.Value) {
			a = append(a, id.Value)
		}
	}
	return a
}

// sameForVersions keeps a page that names nobody to whom its versions in other
// languages are for: who translates a page must not publish it by that.
func (t *task) sameForVersions(all []Parsed, named map[*source.Page]audience) {
	pages := make([]*source.Page, len(all))
	for i, parsed := range all {
		pages[i] = parsed.Source
	}
	tied, first := ties(pages), map[string]*source.Page{}
	versions := map[string]audience{}
	for _, src := range pages {
		if a := named[src]; a != nil {
			key := tied(src)
			versions[key] = versions[key].and(a)
			if first[key] == nil || src.Path < first[key].Path {
				first[key] = src
			}
		}
	}
	for _, src := range pages {
		key := tied(src)
		if a := versions[key]; a != nil && named[src] == nil {
			named[src] = a
			t.tell(src.File.Span(0, 0), diag.AudienceDiffers, diag.Say("the page is for everybody, its translation %s for %s: so is this one", first[key].File.Name, a.String()),
				diag.Say("write audience: [%s] here too, or take it away there", a.String()))
		}
	}
}

// bar notes of a page that is for others what lies beside and around it.
func (t *task) bar(p *Page, unpublished *names) {
	if t.maySee(p) {
		return
	}
	unpublished.addFolders(p)
	if p.IsIndexFile() {
		t.barred[norm.NFC.String(p.Dir())] = p.audience
	}
}

// barredAt reports whether a file lies in the folder of a page that is for
// others, and for whom: it is not published, whatever links to it.
func (t *task) barredAt(name string) (to audience, barred bool) {
	if len(t.barred) == 0 {
		return nil, false
	}
	for dir := path.Dir(name); !barred; dir = path.Dir(dir) {
		if to, barred = t.barred[dir]; dir == "." || dir == "/" {
			break
		}
	}
	return to, barred
}

// audienceLink tells of a reference to what is for others than all readers of
// its page: they are not shown where it leads.
// what is a Text of one word: "page".
func (t *task) audienceLink(what diag.Text, dest string, to audience, at diag.Span) Target {
	seen, way := diag.Say("the %s %s is for %s only: other readers of this page do not see it", what, quote(dest), to.String()), diag.Say("take it away, or put audience: [%s] into this page too", to.String())
	if len(to) == 0 {
		seen, way = diag.Say("the %s %s is seen by nobody", what, quote(dest)), diag.Say("mend what audience: says there, or take this away")
	}
	t.tell(at, diag.AudienceLink, seen, way)
	return Target{Withheld: true}
}

// Audience are the names of those whom a page is for, in a language: none for
// a page that everybody may see.
func (h *Hub) Audience(p *Page, lang string) []string {
	var names []string
	for _, id := range p.audience {
		if a, ok := h.Config.Audience(id); ok {
			names = append(names, a.Name.In(lang, h.Config.DefaultLang()))
		}
	}
	return names
}
