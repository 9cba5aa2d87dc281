package hub

import (
	"maps"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/markdown"
)

// linker finds what pages refer to. What a kind's fields name is found with it
// too: see own.
type linker struct {
	*termed
	anchors map[*Page]map[string]string // the ids of headings of pages that anchors were looked for in, by what they are called
	flawed  map[*Asset]bool             // files that it was told of that they are not what they are meant to be
}

// links are what a page refers to.
type links struct {
	targets []Target   // of the references of its text
	marked  [][]Target // of those of its fields
	own     Own
	authors []*Person
	owner   *Person
	thanks  []*Person
}

// linked also knows what each page refers to.
type linked struct {
	*termed
	links map[*Page]links
	terms map[*Page]terms // with those that the kind adds
}

// link finds what pages refer to, in their texts and in their front matter.
func (t *termed) link() *linked {
	l := &linker{termed: t, anchors: map[*Page]map[string]string{}, flawed: map[*Asset]bool{}}
	out := &linked{termed: t, links: make(map[*Page]links, len(t.pages)), terms: maps.Clone(t.terms)}
	for _, p := range t.pages {
		of := links{targets: l.targets(p, p.Doc), own: l.own(p)}
		for _, field := range p.Marked {
			of.marked = append(of.marked, l.targets(p, field.Doc))
		}
		l.credit(p, &of)
		out.links[p] = of
		if p.Kind.Listed {
			out.terms[p] = t.terms[p].with(of.own.Terms())
		}
	}
	l.settings()
	l.hollow()
	return out
}

// targets are where the references of a text lead.
func (l *linker) targets(p *Page, doc *markdown.Doc) []Target {
	targets := make([]Target, len(doc.Refs))
	for i, ref := range doc.Refs {
		targets[i] = l.resolve(p, ref)
	}
	return targets
}

// credit finds those who wrote a page, who keeps it true, and whom it thanks.
func (l *linker) credit(p *Page, of *links) {
	for _, text := range p.Meta.Authors {
		if person := l.personCalled(text); person != nil && !slices.Contains(of.authors, person) {
			of.authors = append(of.authors, person)
		}
	}
	at := p.Meta.Owner
	if at.Value != "" {
		of.owner = l.personCalled(at)
	} else if len(of.authors) > 0 {
		of.owner, at = of.authors[0], p.Meta.Authors[0]
	}
	if of.owner != nil && of.owner.Left {
		l.tell(at.Span, diag.OwnerLeft, diag.Say("the page belongs to %s, who has left the role", of.owner.name()),
			diag.Say("write owner: with the id of a colleague who keeps it true"))
	}
	for _, text := range p.Meta.Thanks {
		person := l.personCalled(text)
		if person != nil && !person.Left && !slices.Contains(of.thanks, person) { // who left is not named
			of.thanks = append(of.thanks, person)
		}
	}
}

// Named puts the people's names for the @slugs in a piece of the page's text,
// or of a field in Markdown.
func (p *Page) Named(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	names := map[string]string{}
	for _, text := range append(slices.Clip(p.Marked), p.Text()) {
		for i, ref := range text.Doc.Refs {
			if person := text.Targets[i].Person; ref.Kind == markdown.Mention && person != nil {
				names["@"+ref.Dest] = person.In(p.Lang).Title
			}
		}
	}
	// Longer slugs first: one may begin with another.
	slugs := slices.Sorted(maps.Keys(names))
	slices.Reverse(slugs)
	pairs := make([]string, 0, 2*len(slugs))
	for _, slug := range slugs {
		pairs = append(pairs, slug, names[slug])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
