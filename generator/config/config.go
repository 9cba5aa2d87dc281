// Package config is site.yaml: one strict struct, with its defaults in one
// function.
package config

import (
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// Site is a hub's configuration. After Load every field has a usable value.
type Site struct {
	File *diag.File `yaml:"-"` // where it was read from, for messages

	Title       strictyaml.Localized `yaml:"title" field:"required"`
	Claim       strictyaml.Localized `yaml:"claim"`                 // one line below the title on the home page
	Description strictyaml.Localized `yaml:"description"`           // for feeds and search engines
	Logo        strictyaml.Text      `yaml:"logo" field:"file"`     // path of an image below content/
	Accent      strictyaml.Text      `yaml:"accent" field:"colour"` // #rrggbb in small letters; the theme derives its colours from it

	BaseURL strictyaml.Text `yaml:"base_url" field:"address"` // https://intranet.example/hub/, ends in a slash after Load; default http://localhost/

	Timezone strictyaml.Text `yaml:"timezone"` // of times that name no other: "Europe/Berlin"; "" for what clocks show wherever one is

	Language     Codes        `yaml:"language" field:"language,open"` // the same as Languages with this list alone
	Languages    Languages    `yaml:"languages"`
	Organisation Organisation `yaml:"organisation"`
	Roles        Roles        `yaml:"roles"`
	Repository   Repository   `yaml:"repository"`
	Edit         Edit         `yaml:"edit"`
	Feedback     Feedback     `yaml:"feedback"`
	Review       Review       `yaml:"review"`
	Privacy      Privacy      `yaml:"privacy"`
	Search       Search       `yaml:"search"`
	Signals      string       `yaml:"signals"`   // pages tell how they are used: "off" (default) or "on"
	OwnWords     string       `yaml:"own_words"` // words for fields and values in the page's language: "accept" (default) or "tell"
	Offline      string       `yaml:"offline"`   // readers' browsers keep what they read: "on" (default) or "off"
	Security     Security     `yaml:"security"`

	Insights strictyaml.Text `yaml:"insights" field:"file"` // path of the file that the command insights wrote, below the site's folder

	Menu      []MenuEntry      `yaml:"menu"`
	Footer    Footer           `yaml:"footer"`
	Banner    Banner           `yaml:"banner"`
	Home      Home             `yaml:"home"`
	Theme     Theme            `yaml:"theme"`
	Output    Output           `yaml:"output"`
	Audiences []Audience       `yaml:"audiences"`           // for whom pages can be that not everybody may see
	Outputs   []AudienceOutput `yaml:"outputs"`             // further sites, each for an audience
	Ignore    []string         `yaml:"ignore"`              // patterns as in path.Match, against the path below content/ and against its last part
	Params    map[string]any   `yaml:"params" field:"rare"` // whatever a theme wants

	Checks map[diag.Code]diag.Level `yaml:"checks"`
	Limits Limits                   `yaml:"limits"`
}

// Languages are the languages that the hub is written in.
type Languages struct {
	Default strictyaml.Text `yaml:"default" field:"language"`         // default: the first of List
	List    Codes           `yaml:"list,short" field:"language,open"` // default: [en]
}

// Codes are codes of languages. One can be given without a list around it.
type Codes []strictyaml.Text

// Form implements strictyaml.Formed.
func (*Codes) Form() any { return []strictyaml.Text{} }

// DecodeYAML implements strictyaml.Decoder.
func (codes *Codes) DecodeYAML(n *strictyaml.Node, l *diag.List) {
	if n.Kind() == strictyaml.Scalar && !strings.ContainsAny(n.Value(), ",; ") {
		*codes = Codes{{Value: n.Value(), Span: n.Span()}}
		return
	}
	*l = append(*l, n.Decode((*[]strictyaml.Text)(codes), diag.UnknownKey)...)
}

// Organisation is whom the hub is for.
type Organisation struct {
	Departments []Department `yaml:"departments"`
	Locations   []Location   `yaml:"locations"`
	Apps        []App        `yaml:"apps"`
}

// Department is a part of the organisation.
type Department struct {
	ID     strictyaml.Text      `yaml:"id" field:"id,required"`
	Name   strictyaml.Localized `yaml:"name"`                          // default: the id
	Users  *int                 `yaml:"users" field:"[0..1000000000]"` // who work in it, without the departments below; nil: not known
	Parent strictyaml.Text      `yaml:"parent" field:"department"`     // id of the department that it belongs to
}

// Location is a place where people work.
type Location struct {
	ID   strictyaml.Text      `yaml:"id" field:"id,required"`
	Name strictyaml.Localized `yaml:"name"`
}

// App is a software that the hub is about.
type App struct {
	ID     strictyaml.Text      `yaml:"id" field:"id,required"`
	Name   strictyaml.Localized `yaml:"name"`
	Vendor string               `yaml:"vendor"`
	Icon   strictyaml.Text      `yaml:"icon" field:"file"`    // path of an image below content/
	Help   strictyaml.Text      `yaml:"help" field:"address"` // URL of the vendor's or IT's help
}

// Roles names the role that coverage is counted for.
type Roles struct {
	Coverage strictyaml.Text `yaml:"coverage" field:"role"`
}

// Repository is where the Markdown lives, for "edit this page".
type Repository struct {
	URL    strictyaml.Text `yaml:"url" field:"address"`
	Branch string          `yaml:"branch"`               // default: main
	Edit   strictyaml.Text `yaml:"edit" field:"address"` // template with {path}
	New    strictyaml.Text `yaml:"new" field:"address"`  // template with {folder}, {name} and {text}
}

// Feedback are templates (mailto: or https://) with {title} {url} {path} {owner}
// {app} and {text}.
type Feedback struct {
	Ask     strictyaml.Text `yaml:"ask" field:"address"`
	Improve strictyaml.Text `yaml:"improve" field:"address"`
	Report  strictyaml.Text `yaml:"report" field:"address"`
	IT      strictyaml.Text `yaml:"it" field:"address"` // where IT is asked for what only IT can do
}

// Review says when pages must be looked at again.
type Review struct {
	Every strictyaml.Duration `yaml:"every"` // default: none
	Warn  strictyaml.Duration `yaml:"warn"`  // how long before; default 30 days
}

// Privacy says what may be published about people.
type Privacy struct {
	Consent      string `yaml:"consent"`      // "off" (default) or "required"
	Contributors string `yaml:"contributors"` // "off" (default) or "on"
	Load         string `yaml:"load"`         // "off" (default) or "on"
}

// Security says what the hub allows other sites.
type Security struct {
	FrameAncestors []strictyaml.Text `yaml:"frame_ancestors"` // sites that may show it in a frame, as browser.FrameAncestor takes them
}

// Search tunes the indexes.
type Search struct {
	Languages []strictyaml.Text          `yaml:"languages" field:"language"` // default: all
	ShardSize int                        `yaml:"shard_size" field:"[1..1073741824]"`
	Whole     string                     `yaml:"whole_index"` // "auto" (default), "on" or "off"
	Compounds *bool                      `yaml:"compounds"`   // default: true
	Synonyms  [][]string                 `yaml:"synonyms"`
	Thesaurus map[string]strictyaml.Text `yaml:"thesaurus" field:"file"` // files by language, in the hub's folder
}

// MenuEntry is an entry of the main menu, which leads somewhere or holds others.
// Without a menu the hub's folders are it.
type MenuEntry struct {
	MenuItem `yaml:",inline"`
	Items    []MenuItem `yaml:"items"`
}

// MenuItem is an entry that leads somewhere.
type MenuItem struct {
	Title strictyaml.Localized `yaml:"title"`
	Page  strictyaml.Text      `yaml:"page" field:"page"` // page reference
	URL   strictyaml.Text      `yaml:"url" field:"address"`
}

// Footer stands below every page.
type Footer struct {
	Text  strictyaml.Localized `yaml:"text"`
	Links []MenuItem           `yaml:"links"`
}

// Banner is a message above every page.
type Banner struct {
	Text  strictyaml.Localized `yaml:"text"`
	Level string               `yaml:"level"` // info (default), warning
	Until strictyaml.Date      `yaml:"until"`
}

// Home fills the home page.
type Home struct {
	Questions map[string][]string `yaml:"questions"`            // example searches by language
	Start     strictyaml.Text     `yaml:"start" field:"page"`   // page reference: the toolkit for newcomers
	Parts     []strictyaml.Text   `yaml:"parts" field:"open"`   // what the page is made of, in order: HomeParts and folders of kinds
	Picture   strictyaml.Text     `yaml:"picture" field:"open"` // one of Scenes, "none", or the path of an image below content/; default: the first scene
}

// HomeParts are the parts of the home page that have a name of their own, in
// the order in which it has them where site.yaml names none.
var HomeParts = []string{"search", "people", "it", "now", "tips", "apps", "start", "often", "network", "text"}

// Scenes are the pictures of the home page that every theme has.
var Scenes = []string{"harbour", "office", "workshop"}

// Image is the path of the home page's own picture, "" without one.
func (h *Home) Image() strictyaml.Text {
	if h.Picture.Value == "none" || slices.Contains(Scenes, h.Picture.Value) {
		return strictyaml.Text{}
	}
	return h.Picture
}

// Theme chooses a theme.
type Theme struct {
	Name string `yaml:"name"` // default: default
}

// Output says what is written where.
type Output struct {
	Dir      strictyaml.Text `yaml:"dir"`      // default: public
	Index    strictyaml.Text `yaml:"index"`    // default: index.bleve
	Feeds    *bool           `yaml:"feeds"`    // default: true
	Compress bool            `yaml:"compress"` // text files also compressed, for servers that hand these out
}

// Audience is a circle of people who may see what others may not.
type Audience struct {
	ID   strictyaml.Text      `yaml:"id" field:"id,required"`
	Name strictyaml.Localized `yaml:"name"` // default: the id
}

// AudienceOutput is a site for an audience, written beside that for everybody.
type AudienceOutput struct {
	Audience strictyaml.Text `yaml:"audience" field:"audience,required"` // id
	Dir      strictyaml.Text `yaml:"dir"`                                // default: public-<audience>
	Index    strictyaml.Text `yaml:"index"`                              // default: Dir with ".bleve" behind it
	BaseURL  strictyaml.Text `yaml:"base_url" field:"address"`           // default: the hub's
}

// Limits are bounds that hostile or broken input runs into.
type Limits struct {
	PageBytes        int `yaml:"page_bytes" field:"[1..1073741824]"`         // of a Markdown file; default 2 MiB
	FrontMatterBytes int `yaml:"front_matter_bytes" field:"[1..1073741824]"` // default 64 KiB
	FileBytes        int `yaml:"file_bytes" field:"[1..1073741824]"`         // of an image or download; default 256 MiB
	Nesting          int `yaml:"nesting" field:"[1..200]"`                   // of lists, quotes and brackets; default 100
	OutputBytes      int `yaml:"output_bytes" field:"[1..1073741824]"`       // of one page's HTML; default 16 MiB
}

// Zone is the time zone of times that name no other; nil for what clocks show
// wherever one is.
func (s *Site) Zone() *time.Location {
	zone, _ := calendar.Zone(s.Timezone.Value)
	return zone
}

// BasePath is the path of the site's address, with a slash at both ends:
// "/hub/" of https://intranet.example/hub/.
func (s *Site) BasePath() string {
	u, err := url.Parse(s.BaseURL.Value)
	if err != nil || u.Path == "" {
		return "/"
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "/"
}

// Absolute is an address of the site, which begins with BasePath, with scheme
// and host.
func (s *Site) Absolute(address string) string {
	u, err := url.Parse(s.BaseURL.Value)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host + address
}

// Local reports whether the site's address leads to the reader's own machine:
// nobody else can load anything from it.
func (s *Site) Local() bool {
	u, err := url.Parse(s.BaseURL.Value)
	if err != nil {
		return true
	}
	host := strings.ToLower(u.Hostname())
	ip := net.ParseIP(host)
	return host == "" || host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && (ip.IsLoopback() || ip.IsUnspecified())
}

// LangCodes are the languages' codes in the order of site.yaml.
func (s *Site) LangCodes() []string {
	codes := make([]string, len(s.Languages.List))
	for i, lang := range s.Languages.List {
		codes[i] = lang.Value
	}
	return codes
}

// DefaultLang is the code of the default language.
func (s *Site) DefaultLang() string { return s.Languages.Default.Value }

// StandIns are the codes of the languages in the order in which one stands in
// where another lacks something: the default language, then the others.
func (s *Site) StandIns() []string {
	codes := []string{s.DefaultLang()}
	for _, code := range s.LangCodes() {
		if code != codes[0] {
			codes = append(codes, code)
		}
	}
	return codes
}

// Department returns the department with the id.
func (s *Site) Department(id string) (*Department, bool) {
	for i := range s.Organisation.Departments {
		if d := &s.Organisation.Departments[i]; d.ID.Value == id {
			return d, true
		}
	}
	return nil, false
}

// Location returns the location with the id.
func (s *Site) Location(id string) (*Location, bool) {
	for i := range s.Organisation.Locations {
		if l := &s.Organisation.Locations[i]; l.ID.Value == id {
			return l, true
		}
	}
	return nil, false
}

// Audience returns the audience with the id.
func (s *Site) Audience(id string) (*Audience, bool) {
	for i := range s.Audiences {
		if a := &s.Audiences[i]; a.ID.Value == id {
			return a, true
		}
	}
	return nil, false
}

// AudienceIDs are the ids of the audiences in the order of site.yaml.
func (s *Site) AudienceIDs() []string {
	ids := make([]string, len(s.Audiences))
	for i, a := range s.Audiences {
		ids[i] = a.ID.Value
	}
	return ids
}

// App returns the software with the id.
func (s *Site) App(id string) (*App, bool) {
	for i := range s.Organisation.Apps {
		if a := &s.Organisation.Apps[i]; a.ID.Value == id {
			return a, true
		}
	}
	return nil, false
}

// Bare is the configuration of a site of which only the languages are known.
func Bare(languages []string) *Site {
	site := &Site{}
	for _, lang := range languages {
		site.Languages.List = append(site.Languages.List, strictyaml.Text{Value: lang})
	}
	return site
}
