package lunr

import "math"

// Contents is what the published index of a language says, for an index of
// another kind that shall say the same.
type Contents struct {
	Terms  []string    // by number
	Shards []string    // the text that each shard begins with
	Begun  []Beginning // of words that have many shards
	Words  []Part      // the dictionary
	index  *Index
}

// Part is a part of the dictionary. Data is as in words-N.json.
type Part struct {
	First string // its words are not before this text
	Data  []byte
}

// Weight is what a term counts for in a document: the sum of lunr's values
// over the fields that have it, in thousandths, and these fields as bits, in
// the order of [ranking.Fields].
type Weight struct {
	Term   uint32
	Sum    uint32
	Fields uint16
}

// MostShards is how many shards the beginning of a word is looked for in.
const MostShards = mostShards

// Contents returns what [Hub.Files] would publish.
func (h *Hub) Contents() *Contents {
	c := &Contents{Terms: h.index.terms, index: h.index}
	for _, s := range h.shards() {
		c.Shards = append(c.Shards, s.first)
		c.Begun = append(c.Begun, s.begun...)
	}
	for _, s := range h.dictionary() {
		c.Words = append(c.Words, Part{s.first, s.data})
	}
	return c
}

// Weights appends the weights of a document's terms to dst. Documents have the
// numbers 0, 1, … in the order that they were given in.
func (c *Contents) Weights(dst []Weight, doc int) []Weight {
	at := make(map[uint32]int)
	fields := len(c.index.fields)
	for f := range fields {
		for _, e := range c.index.vectors[doc*fields+f] {
			i, ok := at[e.term()]
			if !ok {
				i = len(dst)
				at[e.term()] = i
				dst = append(dst, Weight{Term: e.term()})
			}
			dst[i].Sum += uint32(math.Round(c.index.score(doc, f, e) * 1000))
			dst[i].Fields |= 1 << f
		}
	}
	return dst
}
