package diag

import (
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

// LevelNames are the names of all levels, from Off on.
func LevelNames() []string { return slices.Clone(levelNames[:]) }

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

var errLevel = error(Say("write off, info, warn or error"))

// Code is the stable name of a kind of mistake. Each is explained with an
// example in docs/diagnostics.md.
type Code string

// The codes.
const (
	// Files.
	FileTooLarge       Code = "file-too-large"      // more bytes than limits allow
	NotUTF8            Code = "not-utf8"            // saved in another encoding
	NulByte            Code = "nul-byte"            // a binary file, or a damaged one
	InvisibleCharacter Code = "invisible-character" // a control character, or one that turns the direction of writing
	UnreadableFile     Code = "unreadable-file"     // the file system refuses it
	OutsideSite        Code = "outside-site"        // a symbolic link or path that leaves the site's folder
	NoLanguage         Code = "no-language"         // a page that lies in no language's folder
	UnsafeFile         Code = "unsafe-file"         // a download that could run scripts in the hub's name
	OutsideContent     Code = "outside-content"     // a page beside the folder of pages
	MisplacedPage      Code = "misplaced-page"      // a plain page in a folder that means a kind
	EmptyPage          Code = "empty-page"          // nothing below the front matter
	Withheld           Code = "withheld"            // held back by what other tools call a draft
	PersonalData       Code = "personal-data"       // a number that names a person or an account
	ExposedSecret      Code = "exposed-secret"      // a password or a key

	// Front matter and YAML.
	UnclosedFrontMatter  Code = "unclosed-front-matter"
	MisplacedFrontMatter Code = "misplaced-front-matter" // something stands before it
	FrontMatterFormat    Code = "front-matter-format"    // TOML or JSON instead of YAML
	YAMLSyntax           Code = "yaml-syntax"
	YAMLTooComplex       Code = "yaml-too-complex" // too large, too deep, or aliases that explode
	DuplicateField       Code = "duplicate-field"
	UnknownField         Code = "unknown-field"
	OwnWord              Code = "own-word" // what we call otherwise
	WrongType            Code = "wrong-type"
	BadValue             Code = "bad-value"          // not one of the values that are possible
	TypographicQuotes    Code = "typographic-quotes" // around a value, where YAML has straight ones
	BadDate              Code = "bad-date"
	BadDuration          Code = "bad-duration"
	BadSlug              Code = "bad-slug"
	BadAlias             Code = "bad-alias"
	BadURL               Code = "bad-url"
	BadContact           Code = "bad-contact"
	BadPhoto             Code = "bad-photo"
	BadPicture           Code = "bad-picture"
	HeldBack             Code = "held-back"   // publish: lies ahead
	HollowFile           Code = "hollow-file" // empty, damaged, or only a pointer to the file
	PinWithoutEnd        Code = "pin-without-end"
	DateOrder            Code = "date-order"      // expires before publish, until before since
	ImpossibleDate       Code = "impossible-date" // what has happened lies in the future, or a commit long before Git
	MissingTitle         Code = "missing-title"
	MissingField         Code = "missing-field"
	UnknownKind          Code = "unknown-kind"
	UnknownApp           Code = "unknown-app"
	UnknownDepartment    Code = "unknown-department"
	UnknownLocation      Code = "unknown-location"
	UnknownPerson        Code = "unknown-person"
	UnknownRole          Code = "unknown-role"
	UnknownLanguage      Code = "unknown-language"
	UnknownAudience      Code = "unknown-audience"
	AudienceDiffers      Code = "audience-differs" // from that of its folder, or of its translation
	UnknownTimezone      Code = "unknown-timezone"

	// Events.
	BadRepeat  Code = "bad-repeat"   // a rule that can't be read, or has no dates, or too many
	NoSuchDate Code = "no-such-date" // what an event says of a day on which it does not take place

	// References.
	BrokenLink           Code = "broken-link"
	BrokenAnchor         Code = "broken-anchor"
	AmbiguousReference   Code = "ambiguous-reference"
	MissingFile          Code = "missing-file"
	UnsafeLink           Code = "unsafe-link" // javascript: and its like
	UnpublishedLink      Code = "unpublished-link"
	AudienceLink         Code = "audience-link" // to what not all readers of the page may see
	DeadLink             Code = "dead-link"     // on another site; check --external asks
	MovedLink            Code = "moved-link"    // likewise
	SilentLink           Code = "silent-link"   // likewise
	UnknownMention       Code = "unknown-mention"
	DuplicateURL         Code = "duplicate-url"
	DuplicateTranslation Code = "duplicate-translation"
	TranslationStale     Code = "translation-stale"    // what a page is translated from is newer
	OtherLanguage        Code = "other-language"       // a link to what its own language lacks
	NotFoundByProblem    Code = "not-found-by-problem" // other pages come before a page for the problem that it solves
	TwoFolders           Code = "two-folders"          // of one kind, in one language
	OwnerLeft            Code = "owner-left"
	DeputyLeft           Code = "deputy-left"
	PersonLeft           Code = "person-left"     // named by a field that is for somebody who is there
	ConsentDiffers       Code = "consent-differs" // between the files of one person
	ReviewDue            Code = "review-due"
	Unprintable          Code = "unprintable" // no font has its letters
	StateDue             Code = "state-due"   // planned for a time, or due on a day, that is over

	// What is left alone, or there twice.
	UnlinkedPage   Code = "unlinked-page"
	UnlinkedFile   Code = "unlinked-file"
	AlikePages     Code = "alike-pages"
	DuplicateTitle Code = "duplicate-title"

	// The network of people.
	CoverageGap     Code = "coverage-gap"
	MissingUsers    Code = "missing-users"
	NearTopic       Code = "near-topic"
	NoDeputy        Code = "no-deputy"
	SingleExpert    Code = "single-expert"
	LeaverOwnsPages Code = "leaver-owns-pages"
	OwnerMissing    Code = "owner-missing"
	Overload        Code = "overload" // more hours of tasks than are agreed

	// Markdown.
	ExtraTitle        Code = "extra-title" // a second level-1 heading
	DuplicateID       Code = "duplicate-id"
	UnsafeHTML        Code = "unsafe-html"
	UnsafeDiagram     Code = "unsafe-diagram"
	BadCallout        Code = "bad-callout"
	MissingAlt        Code = "missing-alt"
	EmptyLink         Code = "empty-link"
	LongSentence      Code = "long-sentence"
	TooComplex        Code = "too-complex"        // nesting or emphasis beyond limits
	StrayMark         Code = "stray-mark"         // a mark of Markdown that became none
	ForeignMark       Code = "foreign-mark"       // a mark of another program
	BrokenTable       Code = "broken-table"       // rows that are no table
	MissingDefinition Code = "missing-definition" // a footnote or link without its text or address, or the other way round
	UnclosedCode      Code = "unclosed-code"      // a block of code without an end
	BareFormula       Code = "bare-formula"       // of a spreadsheet, not as code
	AccidentalHeading Code = "accidental-heading" // by hyphens below a text
	HeadingSkipped    Code = "heading-skipped"    // a level between two headings
	MergeConflict     Code = "merge-conflict"     // marks of Git

	// The site.
	MissingSite     Code = "missing-site" // no site.yaml
	UnknownKey      Code = "unknown-key"
	UnknownCheck    Code = "unknown-check"
	DuplicateEntry  Code = "duplicate-entry" // one id twice in a list of site.yaml
	BadInsights     Code = "bad-insights"    // the file that site.yaml names can't be used
	BadThesaurus    Code = "bad-thesaurus"   // likewise
	BadWebPage      Code = "bad-web-page"    // of another site
	BadColour       Code = "bad-colour"
	LowContrast     Code = "low-contrast"
	TemplateError   Code = "template-error"
	UnknownTheme    Code = "unknown-theme"
	ShallowGit      Code = "shallow-git"
	WholeIndex      Code = "whole-index"
	MissingLanguage Code = "missing-language" // a language of site.yaml without a single page
	OutputFolder    Code = "output-folder"    // the build would write over other files
	InternalError   Code = "internal-error"   // a mistake of the program, not of a writer
)

// info is what the table knows of a code.
type info struct {
	level Level
	fixed bool   // no page could be shown: site.yaml may not lower it
	about string // in one sentence
}

var codes = map[Code]info{
	FileTooLarge:       {Error, true, "A file has more bytes than the limits allow"},
	NotUTF8:            {Error, true, "A text is saved in another encoding than UTF-8"},
	NulByte:            {Error, true, "A text holds NUL bytes: it is a binary file, or a damaged one"},
	InvisibleCharacter: {Info, false, "A text holds a character that is not seen and steers how text is shown"},
	UnreadableFile:     {Error, true, "The file system refuses to give a file"},
	OutsideSite:        {Error, true, "A path or symbolic link leads out of the site's folder"},
	NoLanguage:         {Error, false, "A page lies in no language's folder"},
	UnsafeFile:         {Error, false, "A download could run scripts in the hub's name"},
	OutsideContent:     {Warn, false, "Pages lie outside of content/ and are not published"},
	MisplacedPage:      {Info, false, "Pages are plain ones, though their folder is called like that of a kind"},
	EmptyPage:          {Warn, false, "A page has no text below its front matter"},
	Withheld:           {Warn, false, "A page says in words of another tool that it is not for readers; it is held back, or left out of the search"},

	PersonalData:  {Warn, false, "A text has the number of a person or of an account"},
	ExposedSecret: {Warn, false, "A text has a password or a key"},

	UnclosedFrontMatter:  {Error, true, "The front matter has no line --- at its end"},
	MisplacedFrontMatter: {Warn, false, "Something stands before the front matter, or the line that begins it is missing"},
	FrontMatterFormat:    {Error, true, "The front matter is TOML or JSON and not YAML"},
	YAMLSyntax:           {Error, true, "A line is not valid YAML"},
	YAMLTooComplex:       {Error, true, "A YAML text is too large, too deep, or repeats itself without end"},
	DuplicateField:       {Error, true, "A field is given twice"},
	UnknownField:         {Warn, false, "The front matter has a field that its kind of page does not know"},
	OwnWord:              {Warn, false, "A field or a value is called by another word here; it is taken for what it means"},
	WrongType:            {Error, false, "A value is of another type than its field: a list, a text, a number, true or false"},
	BadValue:             {Error, false, "A value is not one of those that are possible"},
	TypographicQuotes:    {Warn, false, "A value stands in quotation marks that are none for YAML"},
	BadDate:              {Error, false, "A date is not written as in 2026-03-01, or there is no such day"},
	BadDuration:          {Error, false, "A time span is not written as in 90d, 6 months or 1y"},
	BadSlug:              {Error, true, "The last part of a page's address has characters that an address cannot have"},
	BadAlias:             {Error, false, "An old address is no path of this site"},
	BadURL:               {Error, false, "An address is not one that a link can lead to"},
	BadContact:           {Warn, false, "A mail address, telephone number or chat address cannot be right"},
	BadPhoto:             {Warn, false, "A profile's photo is no picture, very large, or may say more than it shows"},
	BadPicture:           {Warn, false, "What a text shows as a picture is none that readers see"},
	HeldBack:             {Info, false, "A page is not shown yet, because publish: lies ahead"},
	HollowFile:           {Warn, false, "A file is empty, damaged, or only stands for one that was not fetched"},
	ImpossibleDate:       {Warn, false, "A date of something that has happened lies in the future, or a commit is said to be older than Git"},
	DateOrder:            {Warn, false, "Two dates are in the wrong order, such as an end before its beginning"},
	PinWithoutEnd:        {Info, false, "A piece of news stands above every page, and for how long is not said"},
	MissingTitle:         {Info, false, "A page has no title and is called as its file is"},
	MissingField:         {Error, false, "A field that is required is not there"},
	UnknownKind:          {Error, true, "There is no such kind of page"},
	UnknownApp:           {Error, false, "A software is not in site.yaml"},
	UnknownDepartment:    {Error, false, "A department is not in site.yaml"},
	UnknownLocation:      {Error, false, "A location is not in site.yaml"},
	UnknownPerson:        {Error, false, "There is no profile of a person"},
	UnknownRole:          {Error, false, "There is no page of a role"},
	UnknownLanguage:      {Error, false, "A language is not one of the site's, or its code is none"},
	UnknownAudience:      {Error, false, "An audience is not in site.yaml; nobody sees the page for its sake"},
	AudienceDiffers:      {Warn, false, "Who may see a page does not fit its folder or its translation; the narrower counts"},
	UnknownTimezone:      {Error, false, "A time zone is not in the database that computers have of them"},

	BadRepeat:  {Error, false, "The rule by which an event repeats can't be read, or has no dates, or far too many"},
	NoSuchDate: {Warn, false, "An event says something of a day on which it does not take place"},

	BrokenLink:           {Error, false, "A link or reference leads to no page"},
	BrokenAnchor:         {Warn, false, "A link leads to a heading that its page does not have"},
	AmbiguousReference:   {Error, false, "A reference fits several pages"},
	MissingFile:          {Error, false, "An image or download is not there"},
	UnsafeLink:           {Error, false, "A link could run scripts"},
	UnpublishedLink:      {Warn, false, "A link leads to a page that is not published"},
	AudienceLink:         {Warn, false, "A link leads to what not all readers of its page may see"},
	DeadLink:             {Warn, false, "A link leads to what another site does not have any more"},
	MovedLink:            {Info, false, "A link leads to an address of another site that has moved for good"},
	SilentLink:           {Info, false, "A link leads to a site that does not answer"},
	UnknownMention:       {Warn, false, "An @name is nobody's profile"},
	DuplicateURL:         {Error, true, "Two pages have the same address"},
	DuplicateTranslation: {Error, false, "Two pages of one language claim to be the same translation"},
	TranslationStale:     {Info, false, "What a page is translated from was changed after it"},
	OtherLanguage:        {Info, false, "A link leads to a page that only another language has"},
	TwoFolders:           {Warn, false, "A language has two folders for one kind of page"},
	OwnerLeft:            {Warn, false, "A page's owner has left"},
	DeputyLeft:           {Warn, false, "Somebody's deputy has left"},
	PersonLeft:           {Warn, false, "A field names somebody who has left"},
	ConsentDiffers:       {Warn, false, "One file of a person agrees to more than another; what not all agree to is not published"},
	ReviewDue:            {Info, false, "A page must be looked at again"},
	Unprintable:          {Warn, false, "A text can't be printed on a certificate: no font has its letters"},
	StateDue:             {Info, false, "The time until which something was planned or due is over, and nobody has said how it ended"},

	UnlinkedPage:   {Info, false, "Neither menu, list nor link leads to a page"},
	UnlinkedFile:   {Info, false, "A file is published that nothing links to"},
	AlikePages:     {Info, false, "A page says nearly the same as another one of its language"},
	DuplicateTitle: {Info, false, "A page is called like another one of its language"},

	CoverageGap:     {Info, false, "A department has fewer key users than it needs"},
	NearTopic:       {Info, false, "A competence's topic is called nearly like an app, or like a topic that many have"},
	MissingUsers:    {Info, false, "How many users a department has is not said"},
	NoDeputy:        {Info, false, "Nobody stands in for a key user"},
	SingleExpert:    {Info, false, "An app has one expert only, or none"},
	LeaverOwnsPages: {Info, false, "Somebody who has left, or soon will, owns pages"},
	OwnerMissing:    {Info, false, "Nobody keeps a page true"},
	Overload:        {Info, false, "Somebody has taken on more hours of tasks than are agreed"},

	NotFoundByProblem: {Info, false, "Who searches for the problem that a page solves finds others before it"},

	ExtraTitle:        {Info, false, "A page has a second level-1 heading"},
	DuplicateID:       {Warn, false, "Two headings of a page have the same id"},
	UnsafeDiagram:     {Warn, false, "A part of a diagram is not drawn: HTML, pictures, styles that load files, links to other hosts"},
	UnsafeHTML:        {Warn, false, "HTML that is not allowed was removed"},
	BadCallout:        {Warn, false, "A callout is of no known kind"},
	MissingAlt:        {Warn, false, "An image has no words for those who cannot see it"},
	LongSentence:      {Info, false, "A sentence is so long that readers lose its beginning"},
	EmptyLink:         {Warn, false, "A link has no words, or leads nowhere"},
	TooComplex:        {Error, true, "A text is nested more deeply than the limits allow"},
	StrayMark:         {Warn, false, "A mark of Markdown did not become what was meant, and is shown as text"},
	ForeignMark:       {Warn, false, "A mark of another program is shown as text"},
	BrokenTable:       {Warn, false, "Rows of a table did not become one"},
	MissingDefinition: {Warn, false, "A footnote or link has no text or address below, or nothing leads to a footnote"},
	UnclosedCode:      {Warn, false, "A block of code has no end"},
	BareFormula:       {Warn, false, "A formula of a spreadsheet is not written as code, so that its signs change"},
	AccidentalHeading: {Warn, false, "A line of hyphens makes a heading of the text above it"},
	HeadingSkipped:    {Info, false, "A heading lies more than one level below the one before it"},
	MergeConflict:     {Error, false, "A page holds two versions that Git could not merge"},

	MissingSite:     {Error, true, "There is no site.yaml"},
	UnknownKey:      {Error, true, "site.yaml has a key that does not exist"},
	UnknownCheck:    {Error, false, "site.yaml sets the level of a check that does not exist or cannot be changed"},
	DuplicateEntry:  {Error, false, "An id is twice in a list of site.yaml"},
	BadThesaurus:    {Warn, false, "A thesaurus can't be used, or not all of it"},
	BadInsights:     {Warn, false, "The file with what readers look for can't be used"},
	BadWebPage:      {Warn, false, "A page of another site can't be found, or not well (`ankerplatz index FOLDER`)"},
	BadColour:       {Error, false, "A colour is not written as in #1a5fb4"},
	LowContrast:     {Warn, false, "A colour is hard to read"},
	TemplateError:   {Error, true, "A theme's template fails"},
	UnknownTheme:    {Error, true, "There is no such theme"},
	ShallowGit:      {Info, false, "The git history is cut off, so that dates from it are wrong"},
	WholeIndex:      {Info, false, "The whole index of a language for programs with lunr.js is left out, for it is large"},
	MissingLanguage: {Warn, false, "A language of site.yaml has no page"},
	OutputFolder:    {Error, true, "The folder for the output holds other files, or is none to write to"},
	InternalError:   {Error, true, "The program made a mistake over a page; the page is left out"},
}

// Level is the code's level where site.yaml says nothing.
func (c Code) Level() Level { return codes[c].level }

// Fixed reports whether the level stands whatever site.yaml says.
func (c Code) Fixed() bool { return codes[c].fixed }

// About says in one sentence what the code stands for, without a full stop.
func (c Code) About() string { return codes[c].about }

// Codes returns all codes in alphabetical order.
func Codes() []Code {
	all := make([]Code, 0, len(codes))
	for c := range codes {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}
