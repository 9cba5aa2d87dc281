package lunr

import (
	"context"
	"strconv"
	"sync"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/ranking"

	"golang.org/x/sync/errgroup"
)

// Hub is the index of a hub's documents in one language. It is read only and
// safe for concurrent use.
type Hub struct {
	opt        Options
	docs       []search.Document
	index      *Index
	shards     func() []shard
	dictionary func() []shard
}

// NewHub indexes the documents of a language. They have the numbers 0, 1, … in
// the order in which they are given.
func NewHub(ctx context.Context, opt Options, docs []search.Document) (*Hub, error) {
	if opt.ShardSize <= 0 {
		opt.ShardSize = DefaultShardSize
	}
	language := ranking.NewLanguage(opt.Lang, opt.Options, docs)
	ix, err := Build(ctx, Config{Languages: []string{opt.Lang}, Fields: fields}, hubDocs(language, docs))
	h := &Hub{opt: opt, docs: docs, index: ix}
	h.shards = sync.OnceValue(func() []shard {
		shards := ix.shards(opt.ShardSize)
		if len(shards) < oneShard {
			shards = ix.shards(opt.ShardSize * oneShard * 2)
		}
		return shards
	})
	h.dictionary = sync.OnceValue(func() []shard {
		return ix.dictionary(analysis.NewChain(opt.Lang), opt.ShardSize, language.Counts)
	})
	return h, err
}

// hubDocs gives the documents the fields of a hub's index.
func hubDocs(language *ranking.Language, docs []search.Document) []Doc {
	out := make([]Doc, len(docs))
	var g errgroup.Group
	for _, s := range ranges(len(docs), func(int) int { return 1 }) {
		g.Go(func() error {
			words := language.Words()
			for i := s.from; i < s.to; i++ {
				out[i] = Doc{Ref: strconv.Itoa(i), Fields: Texts(words.Texts(&docs[i])...)}
			}
			return nil
		})
	}
	_ = g.Wait() // the functions return no errors
	return out
}
