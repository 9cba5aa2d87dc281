package hub

// Own is what a kind adds to its pages. Its file makes it.
type Own interface {
	// Links are where its fields lead: the pages there list this one among
	// those that refer to them.
	Links() []Target
	// Texts are what the search finds the page by for readers of a language,
	// besides title, summary and text.
	Texts(*Hub, *Language) Texts
	// Terms are apps and departments that the page has besides those of its
	// front matter, in any language.
	Terms() []*Term
	// Contributors are those whose work it is, besides authors and owner.
	Contributors() []*Person
	// Picked are the pages that a writer chose as related; without any the
	// hub finds some.
	Picked() []*Page
}

// Texts are what the search finds a page by.
type Texts struct {
	Question string // that the page answers
	Keywords []string
	Summary  string // where the page has none
	Sections []string
}

// Nothing is the Own of a kind that adds nothing. Others embed it, and say
// what differs.
type Nothing struct{}

// Links is nil.
func (Nothing) Links() []Target { return nil }

// Texts are empty.
func (Nothing) Texts(*Hub, *Language) Texts { return Texts{} }

// Terms is nil.
func (Nothing) Terms() []*Term { return nil }

// Contributors is nil.
func (Nothing) Contributors() []*Person { return nil }

// Picked is nil.
func (Nothing) Picked() []*Page { return nil }
