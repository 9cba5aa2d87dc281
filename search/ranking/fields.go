// Package ranking is what all indexes of a hub have in common: the fields that
// a document has in them, the words that it is found by, how much each counts,
// and what words of questions mean ([Meanings]). The shards of browsers and the
// bleve index are containers of the same terms; the client in the browser and the
// search on servers read a question ([Parse], [MeantWays], [OtherWays]), rank what
// they find ([Rank], [Apart]) and choose what to show of it ([Marker]) in the same
// way and by the [Rules] of this package.
package ranking

import "ankerplatz/search/analysis"

// Field is a part of a document. A word counts for more in a field with a
// higher boost. In a field that is of others (see lunr.Field), a word counts for
// what it would count for in those, times the boost.
type Field struct {
	Name  string
	Boost float64
	Of    []string
}

// Fields are the fields of an index. What a writer put where it counts weighs
// more than what stands somewhere in the text. The last four hold no text of the
// document but other forms of its words ([analysis.Forms]): titleTwins and
// titleForms of those in title, problem, keywords and tags, textTwins and
// textForms of the others. A twin counts for nearly as much as the word itself.
var Fields = []Field{
	{Name: "title", Boost: 10},
	{Name: "problem", Boost: 6},
	{Name: "keywords", Boost: 6},
	{Name: "headings", Boost: 3},
	{Name: "tags", Boost: 3},
	{Name: "summary", Boost: 3},
	{Name: "body", Boost: 1},
	{Name: "titleTwins", Boost: 0.97, Of: []string{"title", "problem", "keywords", "tags"}},
	{Name: "textTwins", Boost: 0.97, Of: []string{"headings", "summary", "body"}},
	{Name: "titleForms", Boost: 5},
	{Name: "textForms", Boost: 0.7},
}

// Options say by which words documents are found besides their own, and how an
// index is asked.
type Options struct {
	Compounds bool                         // by the parts of compounds
	Synonyms  [][]string                   // groups of words, or of several words, that mean the same
	Sayings   map[string][]analysis.Saying // what words and phrases mean, by language, besides what ships
	Foreign   []string                     // languages in which questions may be asked, too
	// Learned returns what foreign words mean to readers of a language, each with
	// how likely it is as its weight; nil: nobody has learned any.
	Learned func(lang string) Meanings
	Rules   *Rules // nil: [Standard]
}
