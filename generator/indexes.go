package generator

import (
	"context"
	"sync"

	"ankerplatz/search/lunr"
	"ankerplatz/search/ranking"
)

// indexes makes the search indexes of languages. A build needs each of them
// twice, for the output and for the index for servers; nobody else keeps them.
type indexes struct {
	mu    sync.Mutex
	twice bool
	made  map[string]*lunr.Hub // that will be asked for once more
	make  func(ctx context.Context, lang string) (*lunr.Hub, error)
}

// take returns the index of a language.
func (i *indexes) take(ctx context.Context, lang string) (*lunr.Hub, error) {
	i.mu.Lock() // one after the other: each keeps all processors busy
	defer i.mu.Unlock()
	if hub, ok := i.made[lang]; ok {
		delete(i.made, lang)
		return hub, nil
	}
	hub, err := i.make(ctx, lang)
	if err == nil && i.twice {
		i.made[lang] = hub
	}
	return hub, err
}

// newIndexes returns the indexes of a site's documents.
func (s *Site) newIndexes() *indexes {
	compounds := s.config.Search.Compounds
	opt := lunr.Options{
		Options:   ranking.Options{Compounds: compounds == nil || *compounds, Synonyms: s.config.Search.Synonyms},
		ShardSize: s.config.Search.ShardSize,
	}
	return &indexes{made: map[string]*lunr.Hub{}, make: func(ctx context.Context, lang string) (*lunr.Hub, error) {
		opt := opt
		opt.Lang = lang
		return lunr.NewHub(ctx, opt, documentsOf(s.documents, lang))
	}}
}
