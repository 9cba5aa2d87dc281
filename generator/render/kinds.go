package render

import (
	"cmp"
	"fmt"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/source"
)

// Kind is what templates see of a kind of pages, in the reader's language.
type Kind struct {
	Name   string `json:"name"`           // "tip", for classes: kind-tip
	Title  string `json:"-"`              // "Tipp"
	Titles string `json:"titles"`         // "Tipps"
	Icon   string `json:"icon"`           // of the theme
	Face   bool   `json:"face,omitempty"` // a page is somebody's, and found with a face
}

// Fact is something short that is known of a page.
type Fact struct {
	Icon  string // of the theme; "" without
	Gauge string // of the theme's styles: gauge-<Gauge>, drawn instead of an icon; "" without
	Text  string // "15 minutes"
	Short string // the same for lists: "15 min"
	Brief bool   // it is said also where there is little room, as in lists in which kinds are mixed

	State  string // of the page, as source.Kind.States has it: it is shown as a badge; "" for other facts
	Closed bool   // nothing more is expected
	Leaf   *Leaf  // the day that it says, as a leaf of a calendar; nil of other facts

	// A fact with a value is one that lists can be narrowed down by: the
	// filter's type, as data- attributes have it, and the value's id.
	Filter, Value string

	Ticks string // of what can be ticked off: the key of the ticks kept in the browser; "" of other facts
	Of    int    // how many there can be
}

// Leaf is a leaf of a calendar.
type Leaf struct{ Day, Month string } // "3", "März"

// kindView is how pages of a kind are shown. What a kind has no use for is
// nil. F are the fields that writers fill in, O is what the hub made of them.
type kindView[F source.Fields, O hub.Own] struct {
	facts   func(*site, kindPage[F, O]) []Fact         // for cards and the page's head, in order
	page    func(*site, kindPage[F, O]) any            // Page.Own, for the kind's layout
	end     func(*site, kindPage[F, O], *Way)          // adds what the way that a page leads ends with
	files   func(*site, kindPage[F, O]) []beside       // more files that a page brings
	list    func(*site, *hub.Folder, []*hub.Page) any  // List.Own, for the layout list-<kind>, which has the first part of a list: of these pages
	band    func(*site, place) *Band                   // what stands of the kind on a page about something else; nil for nothing
	more    func(*site) []planned.File                 // files of the kind that belong to none of its pages
	letter  func(*site, kindPage[F, O], Window) []told // what a letter tells of a page; of kinds that do not say, what is new and improved
	filters []filterType                               // of the facts that have values
	face    bool                                       // a page is somebody's, and found with a face
	usual   bool                                       // items of toolkits are such pages, if nothing else is said
}

// kindPage is a page with its kind's types.
type kindPage[F source.Fields, O hub.Own] struct {
	*hub.Page
	Fields F
	Own    O
}

// beside is a file beside a page: its address has the ending in place of the
// page's last slash.
type beside struct {
	ending string // ".vcf"
	make   produce
}

// besideURL is the address of a file beside a page.
func besideURL(p *hub.Page, ending string) string { return strings.TrimSuffix(p.URL, "/") + ending }

// anyView is a kindView whose pages need not be known by their types.
type anyView struct {
	facts   func(*site, *hub.Page) []Fact
	page    func(*site, *hub.Page) any
	end     func(*site, *hub.Page, *Way)
	files   func(*site, *hub.Page) []beside
	list    func(*site, *hub.Folder, []*hub.Page) any
	band    func(*site, place) *Band
	more    func(*site) []planned.File
	letter  func(*site, *hub.Page, Window) []told // nil where the kind does not say
	filters []filterType
	face    bool
	usual   bool
}

// views are what the files of kinds say; a kind that is not here has nothing of
// its own to show.
var views = map[*source.Kind]anyView{}

// kind says how pages of a kind are shown. The file of a kind calls it once:
// var _ = kind(…).
func kind[F source.Fields, O hub.Own](k hub.Kind[F, O], v kindView[F, O]) *source.Kind {
	view := anyView{
		facts: onPage(v.facts), page: onPage(v.page), files: onPage(v.files), list: v.list, band: v.band, more: v.more,
		filters: v.filters, face: v.face, usual: v.usual,
	}
	if v.end != nil {
		view.end = func(s *site, p *hub.Page, way *Way) { v.end(s, kindPage[F, O]{p, p.Fields.(F), p.Own.(O)}, way) }
	}
	if v.letter != nil {
		view.letter = func(s *site, p *hub.Page, w Window) []told {
			return v.letter(s, kindPage[F, O]{p, p.Fields.(F), p.Own.(O)}, w)
		}
	}
	views[k.Kind] = view
	return k.Kind
}

func onPage[F source.Fields, O hub.Own, R any](do func(*site, kindPage[F, O]) R) func(*site, *hub.Page) R {
	return func(s *site, p *hub.Page) (none R) {
		if do == nil {
			return none
		}
		return do(s, kindPage[F, O]{p, p.Fields.(F), p.Own.(O)})
	}
}

// longestFact is how many characters of a fact there is room for in lists.
const longestFact = 120

// facts are what is known of a page besides what all pages have: its state
// first.
func (s *site) facts(p *hub.Page) []Fact {
	var facts []Fact
	if state, ok := p.State(); ok {
		facts = append(facts, Fact{
			Text: s.stateName(p.Kind, state), Brief: true, State: state.Name, Closed: state.Closed, Filter: "state", Value: state.Name,
		})
	}
	if v, ok := views[p.Kind]; ok {
		facts = append(facts, v.facts(s, p)...)
	}
	for i := range facts {
		facts[i].Text = hub.Shorten(facts[i].Text, longestFact)
		facts[i].Short = cmp.Or(facts[i].Short, facts[i].Text)
	}
	return facts
}

// stateName is what a state of a kind is called: the word state_<kind>_<state>.
func (s *site) stateName(k *source.Kind, state source.State) string {
	return s.known("state_"+k.Name+"_"+state.Name, state.Name)
}

// own is what a page's layout gets of its kind.
func (s *site) own(p *hub.Page) any {
	if v, ok := views[p.Kind]; ok {
		return v.page(s, p)
	}
	return nil
}

// besides are the files beside a page.
func (s *site) besides(p *hub.Page) []beside {
	if v, ok := views[p.Kind]; ok {
		return v.files(s, p)
	}
	return nil
}

// moreFiles are the files of kinds that belong to no page.
func (s *site) moreFiles() []planned.File {
	var files []planned.File
	for _, k := range source.Kinds {
		if more := views[k].more; more != nil {
			files = append(files, more(s)...)
		}
	}
	return files
}

// newKinds are the kinds as templates see them.
func (s *site) newKinds() map[*source.Kind]Kind {
	kinds := map[*source.Kind]Kind{}
	for _, k := range source.Kinds {
		kinds[k] = Kind{Name: k.Name, Title: s.known("kind_"+k.Name, k.Name), Titles: s.known("kinds_"+k.Name, k.Name), Icon: k.Icon, Face: views[k].face}
	}
	return kinds
}

// hues are the styles with the colours of kinds. They stand in the default
// theme's first layer, where they count less than its other rules: any rule of
// a theme wins.
func hues() string {
	var b strings.Builder
	b.WriteString("@layer tokens{\n")
	for _, k := range source.Kinds {
		fmt.Fprintf(&b, ":where(.kind-%s){--hue:calc(var(--accent-hue) + %d)}\n", k.Name, k.Hue)
	}
	b.WriteString("}\n")
	return b.String()
}
