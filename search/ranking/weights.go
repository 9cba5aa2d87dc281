package ranking

// Weights say what it counts for to be found in another way than by the word
// itself, and how documents with several words of a question stand to each
// other. Whoever ranks reads them here; the client in the browser gets them
// with the index.
type Weights struct {
	Spelling float64 `json:"spelling"` // the word in another spelling
	Joined   float64 `json:"joined"`   // two words of the question as one
	Begun    float64 `json:"begun"`    // a word that begins like the last one of the question
	Parted   float64 `json:"parted"`   // the words of which a word of the question is made
	Typo     float64 `json:"typo"`     // a word that differs by a letter, for each letter again
	Missing  float64 `json:"missing"`  // the share of the words that a document has counts to this power, divided by their number: the longer a question, the less each word
	InTitle  float64 `json:"inTitle"`  // what words together in the title add, to a document that has all of them there
	InField  float64 `json:"inField"`  // together in another field but the body
	Enough   int     `json:"enough"`   // with fewer results than that, words may be misspelt
}

// Words that stand near each other in the text itself add nothing: measured with
// parts of 16 to 50 words, that made answers worse.

// Weigh is what all indexes of a hub use.
var Weigh = Weights{
	Spelling: 0.9,
	Joined:   0.9,
	Begun:    0.6,
	Parted:   0.5,
	Typo:     0.5,
	Missing:  6,
	InTitle:  1,
	InField:  0.3,
	Enough:   3,
}
