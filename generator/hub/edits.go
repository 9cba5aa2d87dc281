package hub

import (
	"sync"

	"ankerplatz/generator/markdown"
)

// edits is what is needed to link the text of a page anew, as long as nothing
// but that text has changed.
type edits struct {
	mu sync.Mutex // linking keeps what it found out
	*linker
}

// Edited is a page's text as it is now, linked to the hub's pages as they were.
// The page is as it was: what it is called, who is named for it and what refers to
// it, the next Link finds out. It is not ok for a hub that was linked without
// Input.Edits, and for a page that it has not.
func (h *Hub) Edited(path string, doc *markdown.Doc) (p *Page, text Marked, ok bool) {
	if p = h.names.byPath[path]; p == nil || h.edits == nil {
		return nil, Marked{}, false
	}
	h.edits.mu.Lock()
	defer h.edits.mu.Unlock()
	h.edits.anchors[p] = anchors(doc)
	text = Marked{doc, h.edits.targets(p, doc)}
	h.edits.list = nil // the next Link tells
	return p, text, true
}
