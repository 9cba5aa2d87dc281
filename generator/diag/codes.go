package diag

import (
	"errors"
	"slices"
)

// Level says how bad a diagnostic is. Only an Error stops a build.
type Level uint8

// The levels, as they are written in site.yaml under checks.
const (
	Off Level = iota
	Info
	Warn
	Error
)

var levelNames = [...]string{"off", "info", "warn", "error"}

func (l Level) String() string { return levelNames[l] }

// ParseLevel reads a level's name.
func ParseLevel(name string) (Level, bool) {
	i := slices.Index(levelNames[:], name)
	return Level(max(i, 0)), i >= 0
}

// UnmarshalText reads a level's name; the error says what may be written.
func (l *Level) UnmarshalText(text []byte) error {
	level, ok := ParseLevel(string(text))
	if !ok {
		return errLevel
	}
	*l = level
	return nil
}

var errLevel = errors.New("write off, info, warn or error")

// Code is the stable name of a kind of mistake. Each is explained with an
// example in docs/diagnostics.md.
type Code string

// The codes.
const (
	// Files.
	FileTooLarge   Code = "file-too-large"  // more bytes than limits allow
	NotUTF8        Code = "not-utf8"        // saved in another encoding
	NulByte        Code = "nul-byte"        // a binary file, or a damaged one
	UnreadableFile Code = "unreadable-file" // the file system refuses it
	OutsideSite    Code = "outside-site"    // a symbolic link or path that leaves the site's folder
	NoLanguage     Code = "no-language"     // a page that lies in no language's folder
	UnsafeFile     Code = "unsafe-file"     // a download that could run scripts in the hub's name
	EmptyPage      Code = "empty-page"      // nothing below the front matter

	// Front matter and YAML.
	UnclosedFrontMatter  Code = "unclosed-front-matter"
	MisplacedFrontMatter Code = "misplaced-front-matter" // something stands before it
	FrontMatterFormat    Code = "front-matter-format"    // TOML or JSON instead of YAML
	YAMLSyntax           Code = "yaml-syntax"
	YAMLTooComplex       Code = "yaml-too-complex" // too large, too deep, or aliases that explode
	DuplicateField       Code = "duplicate-field"
	UnknownField         Code = "unknown-field"
	WrongType            Code = "wrong-type"
	BadValue             Code = "bad-value" // not one of the values that are possible
	BadDate              Code = "bad-date"
	BadDuration          Code = "bad-duration"
	BadSlug              Code = "bad-slug"
	BadAlias             Code = "bad-alias"
	BadURL               Code = "bad-url"
	BadContact           Code = "bad-contact"
	DateOrder            Code = "date-order" // expires before publish, until before since
	MissingTitle         Code = "missing-title"
	MissingField         Code = "missing-field"
	UnknownKind          Code = "unknown-kind"
	UnknownApp           Code = "unknown-app"
	UnknownDepartment    Code = "unknown-department"
	UnknownLocation      Code = "unknown-location"
	UnknownPerson        Code = "unknown-person"
	UnknownRole          Code = "unknown-role"
	UnknownLanguage      Code = "unknown-language"

	// References.
	BrokenLink           Code = "broken-link"
	BrokenAnchor         Code = "broken-anchor"
	AmbiguousReference   Code = "ambiguous-reference"
	MissingFile          Code = "missing-file"
	UnsafeLink           Code = "unsafe-link" // javascript: and its like
	UnpublishedLink      Code = "unpublished-link"
	UnknownMention       Code = "unknown-mention"
	DuplicateURL         Code = "duplicate-url"
	DuplicateTranslation Code = "duplicate-translation"
	OwnerLeft            Code = "owner-left"
	ReviewDue            Code = "review-due"

	// Markdown.
	ExtraTitle  Code = "extra-title" // a second level-1 heading
	DuplicateID Code = "duplicate-id"
	UnsafeHTML  Code = "unsafe-html"
	BadCallout  Code = "bad-callout"
	MissingAlt  Code = "missing-alt"
	EmptyLink   Code = "empty-link"
	TooComplex  Code = "too-complex" // nesting or emphasis beyond limits

	// The site.
	MissingSite     Code = "missing-site" // no site.yaml
	UnknownKey      Code = "unknown-key"
	UnknownCheck    Code = "unknown-check"
	DuplicateEntry  Code = "duplicate-entry" // one id twice in a list of site.yaml
	BadColour       Code = "bad-colour"
	LowContrast     Code = "low-contrast"
	TemplateError   Code = "template-error"
	UnknownTheme    Code = "unknown-theme"
	ShallowGit      Code = "shallow-git"
	MissingLanguage Code = "missing-language" // a language of site.yaml without a single page
)

// info is what the table knows of a code.
type info struct {
	level Level
	fixed bool // no page could be shown: site.yaml may not lower it
}

var codes = map[Code]info{
	FileTooLarge: {Error, true}, NotUTF8: {Error, true}, NulByte: {Error, true}, UnreadableFile: {Error, true},
	OutsideSite: {Error, true}, NoLanguage: {Error, false}, UnsafeFile: {Error, false}, EmptyPage: {Warn, false},

	UnclosedFrontMatter: {Error, true}, MisplacedFrontMatter: {Warn, false}, FrontMatterFormat: {Error, true},
	YAMLSyntax: {Error, true}, YAMLTooComplex: {Error, true}, DuplicateField: {Error, true},
	UnknownField: {Warn, false}, WrongType: {Error, false}, BadValue: {Error, false}, BadDate: {Error, false},
	BadDuration: {Error, false}, BadSlug: {Error, true}, BadAlias: {Error, false}, BadURL: {Error, false},
	BadContact: {Warn, false}, DateOrder: {Warn, false}, MissingTitle: {Error, true}, MissingField: {Error, false},
	UnknownKind: {Error, true}, UnknownApp: {Error, false}, UnknownDepartment: {Error, false},
	UnknownLocation: {Error, false}, UnknownPerson: {Error, false}, UnknownRole: {Error, false},
	UnknownLanguage: {Error, false},

	BrokenLink: {Error, false}, BrokenAnchor: {Warn, false}, AmbiguousReference: {Error, false},
	MissingFile: {Error, false}, UnsafeLink: {Error, false}, UnpublishedLink: {Warn, false},
	UnknownMention: {Warn, false}, DuplicateURL: {Error, true}, DuplicateTranslation: {Error, false},
	OwnerLeft: {Warn, false}, ReviewDue: {Info, false},

	ExtraTitle: {Info, false}, DuplicateID: {Warn, false}, UnsafeHTML: {Warn, false}, BadCallout: {Warn, false},
	MissingAlt: {Warn, false}, EmptyLink: {Warn, false}, TooComplex: {Error, true},

	MissingSite: {Error, true}, UnknownKey: {Error, true}, UnknownCheck: {Error, false}, DuplicateEntry: {Error, false},
	BadColour: {Error, false}, LowContrast: {Warn, false}, TemplateError: {Error, true}, UnknownTheme: {Error, true},
	ShallowGit: {Info, false}, MissingLanguage: {Warn, false},
}

// Level is the code's level where site.yaml says nothing.
func (c Code) Level() Level { return codes[c].level }

// Fixed reports whether the level stands whatever site.yaml says.
func (c Code) Fixed() bool { return codes[c].fixed }

// Codes returns all codes in alphabetical order.
func Codes() []Code {
	all := make([]Code, 0, len(codes))
	for c := range codes {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}
