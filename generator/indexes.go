package generator

import (
	"context"
	"math"
	"slices"
	"sync"

	"ankerplatz/generator/config"
	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"
	"ankerplatz/search/shards"
	"ankerplatz/search/translations"
)

// indexes makes the postings of languages, each when it is first asked
// for. It keeps one until it has been taken as often as somebody will.
type indexes struct {
	uses      int
	options   ranking.Options
	shardSize int
	mostWhole int // bytes of a whole index that is published
	make      func(ctx context.Context, lang string) (*postings.Index, error)
	mu        sync.Mutex
	made      map[string]*indexInUse
}

type indexInUse struct {
	*postings.Index
	left int // how often it will be taken
}

// newIndexes returns the indexes of documents, of which each will be taken so
// many times.
func newIndexes(site *config.Site, said map[string][]analysis.Saying, documents func() []search.Document, uses int) *indexes {
	compounds := site.Search.Compounds
	rules := ranking.Standard
	rules.Asked = askedKinds
	learned := sync.OnceValue(func() map[string]ranking.Meanings { return translations.Learn(documents()) })
	opt := ranking.Options{
		Compounds: compounds == nil || *compounds,
		Synonyms:  site.Search.Synonyms,
		Sayings:   said,
		Foreign:   []string{"en"}, // in which many ask everywhere
		Learned:   func(lang string) ranking.Meanings { return learned()[lang] },
		Rules:     &rules,
	}
	for _, lang := range site.Languages.List {
		if !slices.Contains(opt.Foreign, lang.Value) {
			opt.Foreign = append(opt.Foreign, lang.Value)
		}
	}
	most := map[string]int{"auto": mostWhole, "on": math.MaxInt, "off": 0}[site.Search.Whole]
	return &indexes{uses: uses, options: opt, shardSize: site.Search.ShardSize, mostWhole: most, made: map[string]*indexInUse{}, make: func(ctx context.Context, lang string) (*postings.Index, error) {
		return postings.New(ctx, postings.Options{Options: opt, Lang: lang}, documentsOf(documents(), lang))
	}}
}

// askedKinds are the kinds of pages that tell a person, a place or a time.
var askedKinds = map[string][]string{
	"who":  {"profile"},
	"when": {"event"},
}

// take returns the postings of a language.
func (i *indexes) take(ctx context.Context, lang string) (*postings.Index, error) {
	i.mu.Lock() // one after the other: each keeps all processors busy
	defer i.mu.Unlock()
	index := i.made[lang]
	if index == nil {
		made, err := i.make(ctx, lang)
		if err != nil {
			return nil, err
		}
		index = &indexInUse{made, i.uses}
		i.made[lang] = index
	}
	if index.left--; index.left <= 0 {
		delete(i.made, lang)
	}
	return index.Index, nil
}

// mostWhole is how many bytes a whole index has at most that is published where
// nobody asks for it: few would wait for a larger one.
const mostWhole = 20 << 20

// published is the index of a language as browsers and other programs load it.
type published struct {
	files []shards.File
	whole bool // with the whole index
}

// files returns how to get the files of a language's index for browsers. Who takes
// indexes more than once asks but once for files: these are not kept.
func (i *indexes) files(lang string) func(context.Context) (published, error) {
	produce := func(ctx context.Context) (p published, err error) {
		index, err := i.take(ctx, lang)
		if err != nil {
			return p, err
		}
		p.files, p.whole = shards.Whole(index, i.mostWhole)
		p.files = append(p.files, shards.Files(index, i.shardSize)...)
		return p, nil
	}
	if i.uses > 1 {
		return produce
	}
	return once(produce)
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
