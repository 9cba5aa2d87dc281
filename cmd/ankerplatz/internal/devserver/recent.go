package devserver

import (
	"context"
	"sync"

	"ankerplatz/generator/diag"
)

// recent is a site that remembers what it made last: with each view the browser
// asks for a page, then whether it still is the newest, then what is wrong with
// it.
type recent struct {
	site
	mu    sync.Mutex
	made  map[string]made
	order []string // the oldest first
	bytes int
}

type made struct {
	data     []byte
	problems diag.List
}

// mostRecent is how many bytes are remembered.
const mostRecent = 32 << 20

func (r *recent) Render(ctx context.Context, path string) ([]byte, bool, diag.List, error) {
	r.mu.Lock()
	known, ok := r.made[path]
	r.mu.Unlock()
	if ok {
		return known.data, true, known.problems, nil
	}
	data, ok, problems, err := r.site.Render(ctx, path)
	if ok && err == nil {
		r.keep(path, made{data, problems})
	}
	return data, ok, problems, err
}

func (r *recent) keep(path string, m made) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.made[path]; known || len(m.data) > mostRecent {
		return
	}
	if r.made == nil {
		r.made = map[string]made{}
	}
	r.made[path], r.order, r.bytes = m, append(r.order, path), r.bytes+len(m.data)
	for r.bytes > mostRecent {
		oldest := r.order[0]
		r.bytes -= len(r.made[oldest].data)
		delete(r.made, oldest)
		r.order = r.order[1:]
	}
}
