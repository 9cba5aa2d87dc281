// Package markdown turns a page's Markdown into what the hub needs of it: its
// headings, its text by section, the references that it makes, and its HTML.
//
// HTML is made while parsing, with a hole wherever something of the hub must
// be known first (the address of a linked page, a person's name, an image's
// size). Doc.Write fills the holes. So a page is parsed once, its syntax tree
// is not kept, and writing it again is copying bytes.
package markdown

import (
	"io"

	"ankerplatz/generator/diag"
)

// Options say how a page is read. They are the same for all pages of a
// language.
type Options struct {
	Lang    string // for typographic quotes and generated words
	Words   Words  // generated words in that language
	Nesting int    // deepest nesting of blocks and brackets; 0 means 100
	Output  int    // largest HTML in bytes; 0 means 16 MiB
}

// Words are the words that the Markdown itself makes visible.
type Words struct {
	Tip, Note, Important, Warning, Caution string // titles of callouts
	Footnotes                              string // heading of the footnotes, for screen readers
	BackToText                             string // label of a footnote's way back
	Heading                                string // label of a heading's own link
}

// Doc is a parsed page. It does not change after Parse and is safe for use by
// several goroutines.
type Doc struct {
	// Title is the text of a level-1 heading that opens the page, "" if there
	// is none; it is not part of the HTML. The caller decides whether it is
	// the page's title. TitleSpan is where it stands.
	Title     string
	TitleSpan diag.Span

	Headings []Heading // in order, levels 2 to 6
	Sections []Section // plain text, for search and summaries
	Refs     []Ref     // in order of appearance
	Summary  string    // plain text of the first paragraph
	Words    int       // number of words, for reading time
	Empty    bool      // nothing to see
	Mermaid  bool      // holds a diagram
	Code     bool      // holds a code block

	html  []byte
	holes []hole
}

// Heading is a heading of the page's text.
type Heading struct {
	Level int    // 2 to 6
	ID    string // unique in the page
	Text  string // plain text
}

// Section is the plain text below a heading, up to the next heading of any
// level. Text before the first heading has an empty ID and Heading.
type Section struct {
	ID, Heading, Text string
}

// RefKind says how a reference was written.
type RefKind uint8

// The kinds of references.
const (
	Link    RefKind = iota // [words](dest)
	Image                  // ![alt](dest); also video and audio, by file name
	Wiki                   // [[dest]], [[dest|words]]
	Mention                // @slug
)

// Ref is a reference that only the hub can resolve.
type Ref struct {
	Kind RefKind
	Dest string    // as written, percent-decoded, without the fragment
	Frag string    // after the "#", percent-decoded, without it
	Text string    // plain text of the words, of the alternative text for images
	Span diag.Span // the destination as it stands in the file
}

// Target is what a reference leads to.
type Target struct {
	URL    string // "" leaves the words without a link
	Text   string // words for wiki links and mentions that have none of their own
	Width  int    // of an image, in pixels; 0 if unknown
	Height int
	Class  string // "external", "download", "broken", "person", "other-language", or ""
	Lang   string // language of the target where it is another one, for hreflang
	Note   string // size and type of a download ("PDF, 120 KB"), shown behind the words
}

// Write writes the page's HTML to w and asks resolve for the target of each
// reference, by its index in Refs.
func (d *Doc) Write(w io.Writer, resolve func(i int) Target) error {
	return d.write(w, resolve)
}
