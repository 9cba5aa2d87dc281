// Package markdown turns a page's Markdown into what the hub needs of it: its
// headings, its text by section, the references that it makes, and its HTML.
//
// HTML is made while parsing, with a hole wherever something of the hub must
// be known first (the address of a linked page, a person's name, an image's
// size). Doc.Write fills the holes. So a page is parsed once, its syntax tree
// is not kept, and writing it again is copying bytes.
//
// # What a theme styles
//
// The HTML has no style attributes and no scripts. Ids of a page are made of
// letters, digits, hyphens, "_" and "."; footnotes have "fn:1" and "fnref:1".
// A theme's own ids should begin with "_" to stay clear of headings.
//
//	div.heading > h2#id + a.anchor[aria-label] > span[aria-hidden] "#"
//	    every heading (h2 to h6, with the classes that the writer gave it) and its link to itself
//	div.callout.tip[role=note] > p.callout-title + …
//	details.callout.tip[open] > summary.callout-title + …
//	    callouts: tip, note, important, warning, caution; foldable ones are details
//	div.table[tabindex=0][role=region] > table > thead, tbody
//	    th and td have align-left, align-center, align-right; the div scrolls sideways
//	ul.tasks > li.task > label > input[type=checkbox][disabled]
//	ol.steps > li
//	    a numbered list with an item of several blocks
//	figure > img, figcaption
//	    an image, video or audio alone in its paragraph; img has width and height where known
//	video[controls], audio[controls]
//	figure.code > figcaption (name of the language, where known) + pre.chroma[tabindex=0] > code.language-xy > span.k …
//	    chroma's classes; a style sheet for them comes from chroma's formatter
//	pre.mermaid[tabindex=0]
//	    a diagram's source; Doc.Mermaid says that there is one
//	kbd.keys > kbd "Ctrl", "+", kbd "C"
//	a.external[rel=noopener], a.download, a.person, a.other-language[hreflang], span.broken
//	    classes of links, as in Target.Class; span.note behind the words is Target.Note
//	span.missing
//	    alternative text of an image that was not found
//	sup.footnote-ref > a[role=doc-noteref]
//	section.footnotes[role=doc-endnotes] > h2.visually-hidden + ol > li > p > a.footnote-back[role=doc-backlink]
//	    visually-hidden must hide the heading from the eye, but not from screen readers
//	details > summary, dl > dt + dd, del, mark, abbr[title], kbd, sub, sup, hr, blockquote
//	    without classes
package markdown

import (
	"io"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/words"
)

// Options say how a page is read. They are the same for all pages of a
// language.
type Options struct {
	Language *words.Language // for quotes, names of keys and generated words
	Nesting  int             // deepest nesting of blocks and brackets; 0 means 100
	Output   int             // largest HTML in bytes; 0 means 16 MiB
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
	Web      []Ref     // links to other sites; Dest is the whole address
	Summary  string    // plain text of the first paragraph
	Words    int       // number of words, for reading time
	Steps    int       // items of its longest numbered list, 0 if that has only one
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
// level. Text before the first heading has an empty ID and Heading. Pictures
// are those of Doc.Refs that say in the text what they show.
type Section struct {
	ID, Heading, Text string
	Pictures          []int
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
	Srcset string // of an image: its forms with their widths, for browsers to choose from; ""
	Sizes  string // and how wide it is shown
	First  bool   // of an image: what readers see first, so that it is not loaded late
	Class  string // "external", "download", "broken", "person", "other-language", or ""
	Lang   string // language of the target where it is another one, for hreflang
	Note   string // size and type of a download ("PDF, 120 KB"), shown behind the words
}

// Size is how many bytes Write writes at least.
func (d *Doc) Size() int { return len(d.html) }

// Write writes the page's HTML to w and asks resolve for the target of each
// reference, by its index in Refs.
func (d *Doc) Write(w io.Writer, resolve func(i int) Target) error {
	return d.write(w, resolve)
}
