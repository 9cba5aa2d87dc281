package devserver

import (
	"context"
	"slices"
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

// edit shows a page as its text is now, if nothing but that has changed since
// the site was loaded.
func (r *recent) edit(file string) bool {
	path, data, ok := r.Edited(file)
	if ok {
		r.mu.Lock()
		r.forget(path)
		r.mu.Unlock()
		r.keep(path, made{data: data})
	}
	return ok
}

func (r *recent) forget(path string) {
	if known, ok := r.made[path]; ok {
		r.bytes -= len(known.data)
		delete(r.made, path)
		r.order = slices.DeleteFunc(r.order, func(other string) bool { return other == path })
	}
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
		r.forget(r.order[0])
	}
}
