package ranking

// Rules are all the numbers by which a question is read and its answers are
// ranked. They are given once, here: browsers get them with the manifest of an
// index, and the index for servers keeps them beside its terms. So an index is
// asked by the rules that it was built with, whoever asks, and the client in
// the browser has no number of its own.
//
// Letters are characters, but for LongestWord.
type Rules struct {
	// Of the words of a question.

	MostWords     int `json:"mostWords"`     // that count; the rest of a pasted text is not looked at
	LongestWord   int `json:"longestWord"`   // UTF-16 code units of a word that count
	ShortQuestion int `json:"shortQuestion"` // words of a question that is no sentence
	ShortestInner int `json:"shortestInner"` // letters of a word between signs that is looked for by itself; between digits or capitals, of one twice as many
	ShortestApart int `json:"shortestApart"` // letters of a word that people do not write as one with its neighbour
	ShortestBegun int `json:"shortestBegun"` // letters of a last word that may be unfinished
	ShortestStem  int `json:"shortestStem"`  // letters that stand before an ending which may be unfinished

	// What it counts for to be found in another way than by the word itself.

	Spelling float64 `json:"spelling"` // the word in another spelling
	Joined   float64 `json:"joined"`   // two words as one, a name without its signs, or the words of one
	Begun    float64 `json:"begun"`    // a word that begins like the last one of the question
	Parted   float64 `json:"parted"`   // some of the words of which a word of the question is made
	Meant    float64 `json:"meant"`    // what an everyday word of the question means
	Hinted   float64 `json:"hinted"`   // what it may mean
	Foreign  float64 `json:"foreign"`  // what a word of another language means
	Few      int     `json:"few"`      // documents that have a word which is looked for by what it means, too
	Typo     float64 `json:"typo"`     // a word that differs by a letter, for each letter again

	// How documents with several words of a question stand to each other.

	Light    float64             `json:"light"`    // what a word that says little is worth beside others
	Below    float64             `json:"below"`    // of what has a word itself, the most that others count for
	Wanted   float64             `json:"wanted"`   // so much more counts a document of the sort that is asked for
	Missing  float64             `json:"missing"`  // the share of the words that a document has counts to this power, divided by their number: the longer a question, the less each word
	Left     float64             `json:"left"`     // likewise, in questions that are sentences
	Asked    map[string][]string `json:"asked"`    // the kinds of documents that are wanted where a question asks for a person ("who"), a place or a time, see analysis.Asking
	Together []Group             `json:"together"` // fields in which it counts for something to have several words

	// Words that may be misspelt.

	Enough           int      `json:"enough"`           // with fewer results than that
	ShortestMisspelt int      `json:"shortestMisspelt"` // letters of a word in which one may be wrong
	ShortestTwice    int      `json:"shortestTwice"`    // letters of a word in which two may be wrong
	MostNear         int      `json:"mostNear"`         // words instead of one
	MostPairs        int      `json:"mostPairs"`        // ways to see a word as two
	ShortestHalf     int      `json:"shortestHalf"`     // letters of each of the two
	Links            []string `json:"links"`            // what may stand between the two
	MostPieces       int      `json:"mostPieces"`       // of the dictionary that are looked into for a word
	MostSuggestions  int      `json:"mostSuggestions"`  // other questions that are offered

	// What an answer shows.

	Limit          int `json:"limit"`          // results, if the question does not say
	ShortestMarked int `json:"shortestMarked"` // UTF-16 code units of a word that is marked in the middle of others
}

// Group is fields, by name, that are one to a reader. A document that has all
// words of a question in them counts for its Weight more, one that has only
// some for a part of it. Of several groups the best one counts.
type Group struct {
	Fields []string `json:"fields"`
	Weight float64  `json:"weight"`
}

// Words that stand near each other in the text itself add nothing: measured with
// parts of 16 to 50 words, that made answers worse.

// Standard are the rules of a hub that says nothing else.
var Standard = Rules{
	MostWords:     16,
	LongestWord:   40,
	ShortQuestion: 3,
	ShortestInner: 2,
	ShortestApart: 3,
	ShortestBegun: 2,
	ShortestStem:  3,

	Spelling: 0.95,
	Joined:   0.95,
	Begun:    0.6,
	Parted:   0.5,
	Meant:    0.5,
	Hinted:   0.3,
	Foreign:  0.8,
	Few:      20,
	Typo:     0.5,

	Light:   0.1,
	Below:   0.99,
	Wanted:  8,
	Asked:   map[string][]string{},
	Missing: 6,
	Left:    3,
	Together: []Group{
		{[]string{"title", "titleTwins", "titleForms"}, 1},
		{[]string{"problem"}, 0.3},
		{[]string{"keywords"}, 0.3},
		{[]string{"summary"}, 0.3},
		{[]string{"headings"}, 0.3},
	},

	Enough:           4,
	ShortestMisspelt: 4,
	ShortestTwice:    8,
	MostNear:         6,
	MostPairs:        6,
	ShortestHalf:     3,
	Links:            []string{"", "s"},
	MostPieces:       3,
	MostSuggestions:  3,

	Limit:          10,
	ShortestMarked: 4,
}

// rules returns those by which an index is asked.
func (o *Options) rules() *Rules {
	if o.Rules == nil {
		return &Standard
	}
	return o.Rules
}
