package ranking

// Weights say what it counts for to be found in another way than by the word
// itself, and how documents with several words of a question stand to each
// other. Whoever ranks reads them here; the client in the browser gets them
// with the index.
type Weights struct {
	Spelling float64 `json:"spelling"` // the word in another spelling
	Synonym  float64 `json:"synonym"`
	Joined   float64 `json:"joined"` // two words of the question as one
	Begun    float64 `json:"begun"`  // a word that begins like the last one of the question
	Parted   float64 `json:"parted"` // the words of which a word of the question is made
	Typo     float64 `json:"typo"`   // a word that differs by a letter, for each letter again
	Missing  float64 `json:"missing"`
	Near     float64 `json:"near"`
	Enough   int     `json:"enough"` // with fewer results than that, words may be misspelt
}

// Weigh is what all indexes of a hub use.
var Weigh = Weights{
	Spelling: 0.9,
	Synonym:  0.8,
	Joined:   0.9,
	Begun:    0.6,
	Parted:   0.5,
	Typo:     0.5,
	Missing:  2,
	Near:     0.3,
	Enough:   3,
}
