// Package search is what a search index takes and what it gives back. It
// knows nothing of Markdown, of sites or of any one index: the packages below
// it (lunr, bleveindex) build indexes from a []Document, and a program that
// has nothing to do with Ankerplatz can use them the same way.
package search

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"
)

// Document is one thing that can be found. Texts are plain text: no Markdown,
// no HTML.
type Document struct {
	// Ref identifies the document among those of its language; the hub uses
	// the page's source path without content/ and .md ("de/tips/unlock").
	Ref  string
	Lang string // BCP 47 tag of the index that it belongs to
	URL  string // site-absolute address, the site's own sub-path included
	Kind string // "tip", "toolkit", "role", "profile", "page", …

	Title    string
	Problem  string   // the question as a colleague would ask it
	Keywords []string // words that people search for and the text does not use
	Knows    []Known  // of a person: what to ask them about
	Summary  string   // one or two sentences, shown in results
	Sections []Section

	// Weight is what all words of the document count for beside those of others: 0 is 1.
	Weight float64

	// Facets: ids for filtering; the labels are for reading and are searched too.
	Apps        []Facet
	Departments []Facet
	Tags        []string

	Minutes int // that it takes, 0 if nobody says
	Steps   int // that it has, 0 if it is none that one follows step by step

	Side string // who solves what it is about: "it", "role", "employee", "department", "unsolved"; "" if nobody says

	Updated time.Time // zero if unknown

	// Page is the same for what is one page in several languages, and teaches
	// which words of one mean which of another. Empty: it is in this one alone.
	Page string `json:"-"`
}

// Sum names what the document says, and tells nobody what that is: it is another
// one as soon as anything but the date of the last change is different. It has 22
// characters of the alphabet that addresses take (RFC 4648, section 5).
func (d *Document) Sum() string {
	said := *d
	said.Updated = time.Time{}
	data, err := json.Marshal(said)
	if err != nil {
		panic(err) // texts and lists of texts
	}
	sum := sha256.Sum256(data)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// Section is the text of a document below one of its headings. The text
// before the first heading has an empty ID and Heading.
type Section struct {
	ID       string // fragment in the document's URL, without "#"
	Heading  string
	Text     string
	Pictures []string // what its pictures show, each a line of Text
}

// Known is something that a person knows.
type Known struct {
	Topic string
	Level int // the higher, the more the topic's words count; below 1 as 1
}

// Facet is a value to filter by.
type Facet struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	URL   string `json:"url,omitempty"`   // of a page about it, site-absolute; "" if there is none
	Pages int    `json:"pages,omitempty"` // that are about it, as that page counts them
}

// Answer is what an index says to a question. All indexes give the same object,
// in Go and in JavaScript.
type Answer struct {
	Results     []Result `json:"results"` // best first, at most as many as asked for
	Groups      []Group  `json:"groups"`  // the same results by kind, the kind of the best first
	Total       int      `json:"total"`   // of all that was found
	Facets      Facets   `json:"facets"`
	Suggestions []string `json:"suggestions"` // other questions, where words of this one are not known

	// Named are apps and departments that have a page, whose name or id is all
	// that the question tells: in the order of dimensions and ids.
	Named []Named `json:"named"`
}

// Named is an app or a department that is asked for by its name.
type Named struct {
	Dimension string `json:"dimension"` // "apps" or "departments"
	Facet
}

// Group is the results of one kind, best first.
type Group struct {
	Kind    string   `json:"kind"`
	Results []Result `json:"results"`
}

// Facets say how many documents were found of each kind, app and department,
// most first. A facet counts what its own filter would leave out, so that
// people see what else they can choose.
type Facets struct {
	Kinds       []FacetCount `json:"kinds"`
	Apps        []FacetCount `json:"apps"`
	Departments []FacetCount `json:"departments"`
}

// FacetCount is a value to filter by with its number of documents.
type FacetCount struct {
	ID    string `json:"id"`
	Name  string `json:"name"` // the id where there is no other name
	Count int    `json:"count"`
}

// Result is a document that was found.
type Result struct {
	URL          string  `json:"url"`  // with the fragment of the section that answers best
	Path         string  `json:"path"` // Document.Ref
	Title        string  `json:"title"`
	Kind         string  `json:"kind"`
	Lang         string  `json:"lang"`
	Section      string  `json:"section,omitempty"` // the heading of the section that answers best, if one does
	Excerpt      string  `json:"excerpt"`           // the sentence that answers best, or what the document is about
	Minutes      int     `json:"minutes,omitempty"`
	Steps        int     `json:"steps,omitempty"`
	Side         string  `json:"side,omitempty"`         // Document.Side
	Marks        []Mark  `json:"marks"`                  // in Excerpt, ascending, not overlapping
	TitleMarks   []Mark  `json:"titleMarks"`             // in Title
	SectionMarks []Mark  `json:"sectionMarks,omitempty"` // in Section
	Score        float64 `json:"score"`

	Because *Because `json:"because,omitempty"` // where words stand that nothing of the above has

	Found []Found `json:"found,omitempty"` // how, where that was asked for
}

// Because is a text that a document was found by and that stands in no result by
// itself.
type Because struct {
	Field string `json:"field"` // "knows", "keyword", "problem", "heading", "tag", "app", "department" or "picture"
	Text  string `json:"text"`
	Marks []Mark `json:"marks"` // in Text
}

// Found is a way in which a document was found, or something else that has a
// part in its score. What all of them add is the score.
type Found struct {
	Words  string   `json:"words,omitempty"`  // of the question
	How    string   `json:"how"`              // a kind of [ankerplatz/search/ranking.Way], "missing words", "words together", …
	Terms  []string `json:"terms,omitempty"`  // that the document has
	Fields []string `json:"fields,omitempty"` // that have all of these
	Worth  float64  `json:"worth"`            // what it counts for where it is the best way to a word
	Adds   float64  `json:"adds"`             // to the score
}

// Mark is a matched part of a text: start and length in UTF-16 code units,
// which is how browsers count.
type Mark struct {
	Start  int `json:"start"`
	Length int `json:"length"`
}
