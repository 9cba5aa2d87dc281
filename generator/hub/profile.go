package hub

import "ankerplatz/generator/source"

// ProfilePage is what a person's profile adds.
type ProfilePage struct {
	Nothing
	Person  *Person
	Profile *source.Profile // what may be published of this very file
}

// Person is whose profile the page is, nil if it is none.
func (p *Page) Person() *Person {
	if own, ok := p.Own.(*ProfilePage); ok {
		return own.Person
	}
	return nil
}

// Profile is what may be published of the profile that the page is, nil if it
// is none.
func (p *Page) Profile() *source.Profile {
	if own, ok := p.Own.(*ProfilePage); ok {
		return own.Profile
	}
	return nil
}
