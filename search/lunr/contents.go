package lunr

import (
	"context"
	"math"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/ranking"
)

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

// NewContents returns what [Files] would publish.
func NewContents(ctx context.Context, opt Options, docs []search.Document) (*Contents, error) {
	ix, err := hubIndex(ctx, opt, docs)
	if err != nil {
		return nil, err
	}
	c := &Contents{Terms: ix.terms, index: ix}
	for _, s := range ix.hubShards(opt) {
		c.Shards = append(c.Shards, s.first)
		c.Begun = append(c.Begun, s.begun...)
	}
	for _, s := range ix.hubDictionary(opt, docs) {
		c.Words = append(c.Words, Part{s.first, s.data})
	}
	return c, nil
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

// hubIndex makes the index of a hub's documents in one language.
func hubIndex(ctx context.Context, opt Options, docs []search.Document) (*Index, error) {
	language := ranking.NewLanguage(opt.Lang, opt.Options, docs)
	return Build(ctx, Config{Languages: []string{opt.Lang}, Fields: fields}, hubDocs(language, docs))
}

func (opt Options) shardSize() int {
	if opt.ShardSize <= 0 {
		return DefaultShardSize
	}
	return opt.ShardSize
}

func (ix *Index) hubShards(opt Options) []shard {
	shards := ix.shards(opt.shardSize())
	if len(shards) < oneShard {
		shards = ix.shards(opt.shardSize() * oneShard * 2)
	}
	return shards
}

func (ix *Index) hubDictionary(opt Options, docs []search.Document) []shard {
	return ix.dictionary(analysis.NewChain(opt.Lang), opt.shardSize(), ranking.CountWords(docs))
}
