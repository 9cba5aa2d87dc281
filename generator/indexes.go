package generator

import (
	"context"
	"sync"

	"ankerplatz/generator/config"
	"ankerplatz/search"
	"ankerplatz/search/lunr"
	"ankerplatz/search/ranking"
)

// indexes makes the search indexes of languages, each when it is first asked
// for. It keeps one until it has been taken as often as somebody will.
type indexes struct {
	uses int
	make func(ctx context.Context, lang string) (*lunr.Hub, error)
	mu   sync.Mutex
	made map[string]*indexInUse
}

type indexInUse struct {
	*lunr.Hub
	left int // how often it will be taken
}

// newIndexes returns the indexes of documents, of which each will be taken so
// many times.
func newIndexes(site *config.Site, documents func() []search.Document, uses int) *indexes {
	compounds := site.Search.Compounds
	opt := lunr.Options{
		Options:   ranking.Options{Compounds: compounds == nil || *compounds, Synonyms: site.Search.Synonyms},
		ShardSize: site.Search.ShardSize,
	}
	return &indexes{uses: uses, made: map[string]*indexInUse{}, make: func(ctx context.Context, lang string) (*lunr.Hub, error) {
		opt := opt
		opt.Lang = lang
		return lunr.NewHub(ctx, opt, documentsOf(documents(), lang))
	}}
}

// take returns the index of a language.
func (i *indexes) take(ctx context.Context, lang string) (*lunr.Hub, error) {
	i.mu.Lock() // one after the other: each keeps all processors busy
	defer i.mu.Unlock()
	index := i.made[lang]
	if index == nil {
		hub, err := i.make(ctx, lang)
		if err != nil {
			return nil, err
		}
		index = &indexInUse{hub, i.uses}
		i.made[lang] = index
	}
	if index.left--; index.left <= 0 {
		delete(i.made, lang)
	}
	return index.Hub, nil
}

// files returns how to get the files of a language's index for the browser.
func (i *indexes) files(lang string) func(context.Context) ([]lunr.File, error) {
	return once(func(ctx context.Context) ([]lunr.File, error) {
		index, err := i.take(ctx, lang)
		if err != nil {
			return nil, err
		}
		return index.Files(), nil
	})
}

// once returns a function that makes something when it is first called, and
// keeps it. Only what succeeded is kept: if whoever asks first goes away
// meanwhile, or something fails, the next one makes it anew.
func once[T any](produce func(context.Context) (T, error)) func(context.Context) (T, error) {
	var made *T
	turn := make(chan struct{}, 1) // held by who looks at made
	return func(ctx context.Context) (none T, _ error) {
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-ctx.Done():
			return none, ctx.Err()
		}
		if made == nil {
			value, err := produce(ctx)
			if err != nil {
				return none, err
			}
			made = &value
		}
		return *made, nil
	}
}
