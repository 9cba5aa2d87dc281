package hub

// RolePage is what a role's page adds.
type RolePage struct {
	Nothing
	Role       *Role
	Boundaries []Boundary // who solves what, in the order of source.Sides
}

// Role is the role that the page describes, nil if it describes none.
func (p *Page) Role() *Role {
	if own, ok := p.Own.(*RolePage); ok {
		return own.Role
	}
	return nil
}

// Boundaries say who solves what; only the page of a role does.
func (p *Page) Boundaries() []Boundary {
	if own, ok := p.Own.(*RolePage); ok {
		return own.Boundaries
	}
	return nil
}

// Links are what to read about the boundaries.
func (r *RolePage) Links() []Target {
	var links []Target
	for _, boundary := range r.Boundaries {
		links = append(links, boundary.See...)
	}
	return links
}
