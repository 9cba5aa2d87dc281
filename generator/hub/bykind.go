package hub

import (
	"slices"

	"ankerplatz/generator/source"
)

// byKind are pages by what they are, without the texts of folders; made once,
// so that nobody looks through all pages for a few of them.
type byKind map[*source.Kind][]*Page

func groupByKind(pages []*Page) byKind {
	groups := byKind{}
	for _, p := range pages {
		if !p.Index {
			groups[p.Kind] = append(groups[p.Kind], p)
		}
	}
	for k, pages := range groups {
		groups[k] = InOrder(k, pages)
	}
	return groups
}

// OfKind are the language's pages of a kind, as it sorts them, else by ID. They
// must not be changed.
func (l *Language) OfKind(k *source.Kind) []*Page { return l.kinds[k] }

// OfKind are the term's pages of a kind, as it sorts them, else in the order of
// Pages. They must not be changed.
func (t *Term) OfKind(k *source.Kind) []*Page { return t.kinds[k] }

// Naming are the language's pages of a kind whose front matter names somebody:
// as author, owner or whoever else the kind knows, each once, by ID. They must
// not be changed.
func (l *Language) Naming(person *Person, k *source.Kind) []*Page { return l.naming[person][k] }

// groupPages makes what OfKind and Naming answer, once all pages are complete.
func (l *Language) groupPages() {
	l.kinds, l.naming = groupByKind(l.Pages), map[*Person]byKind{}
	for _, t := range slices.Concat(l.Apps, l.Departments, l.Tags) {
		t.kinds = groupByKind(t.Pages)
	}
	for _, p := range l.Pages {
		people := slices.Concat(p.Authors, []*Person{p.Owner}, p.Own.Contributors())
		for _, t := range p.Own.Links() {
			people = append(people, t.Person)
		}
		for i, person := range people {
			if person == nil || slices.Contains(people[:i], person) {
				continue
			}
			if l.naming[person] == nil {
				l.naming[person] = byKind{}
			}
			l.naming[person][p.Kind] = append(l.naming[person][p.Kind], p)
		}
	}
}
