package hub

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
