package generator

import (
	"slices"
	"time"

	"ankerplatz/generator/digest"
)

// DigestOptions say what letter to write.
type DigestOptions struct {
	Since    time.Time
	For      string // "key-users", the id of a department or of a role; "" is everybody
	Language string // "" is the hub's default
}

// Now is the moment that counts as the present.
func (s *Site) Now() time.Time { return s.hub.Clock.Now() }

// Digest is the letter of what happened since a moment.
func (s *Site) Digest(opt DigestOptions) (*digest.Letter, error) {
	codes := s.config.LangCodes()
	if opt.Language == "" {
		opt.Language = s.config.DefaultLang()
	}
	if err := known("language", []string{opt.Language}, codes); err != nil {
		return nil, err
	}
	if readers := s.pages.Readers(); opt.For != "" && !slices.Contains(readers, opt.For) {
		return nil, &UnknownError{What: "department or role", ID: opt.For, Known: readers}
	}
	return s.pages.Letter(opt.Language, opt.Since, opt.For), nil
}
