package hub

import (
	"slices"
	"strings"

	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// Own is what a kind adds to its pages.
//
// A kind that adds something has a file here, with a type that embeds Nothing
// and answers what differs, a method of linker that makes it of the kind's
// fields, and a line that makes it known:
//
//	var TipKind = kind(source.TipKind, (*linker).tip)
type Own interface {
	// Links are where the fields lead: the pages there list this one among
	// those that refer to them.
	Links() []Target
	// Texts are what the page is found by for readers of a language, besides
	// title, summary and text.
	Texts(*Language) Texts
	// Way are the items that the page leads through, one after another.
	Way() []Item
	// Terms are apps and departments that the page has besides those of its
	// front matter, in its own language.
	Terms() []*Term
	// Contributors are those whose work the page is, besides its authors.
	Contributors() []*Person
	// ForRoles are the roles whose holders the page is for; nil if it is for
	// everybody.
	ForRoles() []*Role
	// Picked are the pages that a writer chose as related; without any the
	// hub finds some.
	Picked() []*Page
	// Done is the work that the page tells of as done from a moment on, before
	// another.
	Done(p *Page, in span) Deeds
	// Waits reports whether the page waits for an answer, which is its owner's.
	Waits() bool
}

// Texts are what a page is found by.
type Texts struct {
	Question strictyaml.Text // that the page answers
	Keywords []string
	Summary  string   // where the page has none
	Sections []string // of text
	Knows    []Known  // of a person
	Weight   float64  // what its words count for beside those of other pages: 0 is 1
}

// Known is something that a person knows, and how well: from 1 to 4, 0 if
// nobody says.
type Known struct {
	Topic string
	Level int
}

// add adds a section of the texts that are not empty.
func (t *Texts) add(texts ...string) {
	if texts = filled(texts); len(texts) > 0 {
		t.Sections = append(t.Sections, strings.Join(texts, "\n"))
	}
}

// filled are the texts that are not empty.
func filled(texts []string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return text == "" })
}

// Nothing is the Own of pages to which their kind adds nothing. Others embed
// it.
type Nothing struct{}

// Links is nil.
func (Nothing) Links() []Target { return nil }

// Texts are none.
func (Nothing) Texts(*Language) Texts { return Texts{} }

// Way is nil.
func (Nothing) Way() []Item { return nil }

// Terms is nil.
func (Nothing) Terms() []*Term { return nil }

// Contributors is nil.
func (Nothing) Contributors() []*Person { return nil }

// ForRoles is nil.
func (Nothing) ForRoles() []*Role { return nil }

// Picked is nil.
func (Nothing) Picked() []*Page { return nil }

// Done is nothing.
func (Nothing) Done(*Page, span) Deeds { return Deeds{} }

// Waits is false.
func (Nothing) Waits() bool { return false }

// Kind is a kind with the types of its pages: F are the fields that writers
// fill in, O is what the hub makes of them. A kind to which nothing is added is
// a Kind[F, Nothing].
type Kind[F source.Fields, O Own] struct{ *source.Kind }

// adders are what makes the Own of pages; a kind that is not here adds nothing.
var adders = map[*source.Kind]func(*linker, *Page) Own{}

// kind says what makes the Own of the kind's pages. The file of a kind calls it
// once.
func kind[F source.Fields, O Own](k *source.Kind, link func(*linker, *Page, F) O) Kind[F, O] {
	adders[k] = func(l *linker, p *Page) Own { return link(l, p, p.Fields.(F)) }
	return Kind[F, O]{k}
}

// orders are how pages of a kind are sorted where only such are listed; those of
// a kind that is not here stay in reading order.
var orders = map[*source.Kind]func(a, b *Page) int{}

// ordered says how pages of a kind are sorted where only such are listed. No two
// may be equal.
func ordered[F source.Fields, O Own](k Kind[F, O], compare func(a, b *Page) int) Kind[F, O] {
	orders[k.Kind] = compare
	return k
}

// InOrder are pages of a kind as their kind sorts them.
func InOrder(k *source.Kind, pages []*Page) []*Page {
	if compare := orders[k]; compare != nil {
		return slices.SortedFunc(slices.Values(pages), compare)
	}
	return pages
}

// own makes what the page's kind adds to it.
func (l *linker) own(p *Page) Own {
	if add := adders[p.Kind]; add != nil {
		return add(l, p)
	}
	return Nothing{}
}
