package hub

import (
	"path"
	"strings"
)

// Find returns the page that a reference from site.yaml names, as seen from a
// language: a path or slug, without language and ending. Nil if there is none
// or more than one.
func (h *Hub) Find(lang, ref string) *Page {
	folders, name := path.Split(ref)
	found := h.names.called(name, strings.TrimSuffix(folders, "/"), lang, h.Languages)
	if len(found) == 1 {
		return found[0]
	}
	return nil
}

// App returns the app with that id, nil if there is none.
func (l *Language) App(id string) *Term { return l.apps[id] }

// Department returns the department with that id, nil if there is none.
func (l *Language) Department(id string) *Term { return l.depts[id] }

// Own returns the language's own term for a term of any language, or that
// term where the language does not have it.
func (l *Language) Own(t *Term) *Term {
	own := l.tags[t.ID]
	switch t.Type {
	case "app":
		own = l.apps[t.ID]
	case "department":
		own = l.depts[t.ID]
	}
	if own == nil {
		return t
	}
	return own
}
