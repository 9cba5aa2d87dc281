package config

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// checker looks for what can be read but makes no sense. What it reports it
// also takes out of the site, so that the default takes its place.
type checker struct {
	site *Site
	node *strictyaml.Node
	list diag.List
}

func (c *checker) check() {
	c.languages()
	c.organisation()
	c.translations()
	c.appearance()
	c.addresses()
	c.edit()
	c.choices()
	c.audiences()
	c.output()
	c.insights()
	c.thesaurus()
	c.checks()
	c.limits()
}

func (c *checker) add(at diag.Span, code diag.Code, message, hint diag.Text) {
	c.list.Add(at, code, message, hint)
}

// field follows a path of names through the file; nil where it ends early.
func (c *checker) field(names ...string) *strictyaml.Node {
	n := c.node
	for _, name := range names {
		n = n.Field(name)
	}
	return n
}

var idForm = regexp.MustCompile(`^[\pL\pN]([\pL\pN._-]*[\pL\pN])?$`)

func (c *checker) organisation() {
	org := &c.site.Organisation
	good := c.ids(c.field("organisation", "departments"), diag.Say("department"))
	org.Departments = slices.DeleteFunc(org.Departments, func(d Department) bool { return !take(good, d.ID) })
	good = c.ids(c.field("organisation", "locations"), diag.Say("location"))
	org.Locations = slices.DeleteFunc(org.Locations, func(l Location) bool { return !take(good, l.ID) })
	good = c.ids(c.field("organisation", "apps"), diag.Say("app"))
	org.Apps = slices.DeleteFunc(org.Apps, func(a App) bool { return !take(good, a.ID) })

	for _, item := range c.field("organisation", "departments").Items() {
		if users := item.Field("users"); strings.HasPrefix(users.Value(), "-") {
			c.add(users.Span(), diag.BadValue, diag.Say("a department cannot have fewer than no users"), diag.Say("write how many people work there"))
		}
	}
	for i := range org.Departments {
		if users := org.Departments[i].Users; users != nil && *users < 0 {
			org.Departments[i].Users = nil
		}
	}
	c.parents()
}

// ids checks the ids of a list and returns where the good ones stand.
func (c *checker) ids(list *strictyaml.Node, what diag.Text) (good map[int]bool) {
	good = map[int]bool{}
	seen := map[string]diag.Span{}
	for _, item := range list.Items() {
		id := item.Field("id")
		if item.Kind() != strictyaml.Map || id.Kind() != strictyaml.Null && id.Kind() != strictyaml.Scalar {
			continue // Decode has said so
		}
		value := strings.TrimSpace(id.Value())
		first, twice := seen[strings.ToLower(value)]
		switch {
		case value == "" || id.Kind() == strictyaml.Null:
			c.add(item.At("id"), diag.MissingField, diag.Say("this %s has no id", what), diag.Say(`add a short name for the pages to use, as in "id: finance"`))
		case !idForm.MatchString(value):
			c.add(id.Span(), diag.BadValue, diag.Say("the id %q has characters that an address cannot have", value),
				diag.Say(`write letters, digits, "-", "_" and "." only; the name can have any characters`))
		case twice:
			c.add(id.Span(), diag.DuplicateEntry, diag.Say("%s %q is in the list twice", what, value),
				diag.Say("the first is in line %d: give this one another id, or remove it", c.site.File.Position(first.Start).Line))
		default:
			seen[strings.ToLower(value)] = id.Span()
			good[id.Span().Start] = true
		}
	}
	return good
}

// take reports whether the id is a good one, once.
func take(good map[int]bool, id strictyaml.Text) bool {
	ok := id.Value != "" && good[id.Span.Start]
	delete(good, id.Span.Start)
	return ok
}

func (c *checker) parents() {
	departments := c.site.Organisation.Departments
	var ids []string
	index := map[string]int{}
	for i, d := range departments {
		ids = append(ids, d.ID.Value)
		index[d.ID.Value] = i
	}
	for i := range departments {
		parent := &departments[i].Parent
		if parent.Value == "" {
			continue
		}
		if _, ok := index[parent.Value]; !ok {
			c.add(parent.Span, diag.UnknownDepartment, diag.Say("department %q is not in site.yaml", parent.Value),
				diag.DidYouMean(parent.Value, ids))
			*parent = strictyaml.Text{}
		}
	}
	// A circle is cut at its first department: from there on, walking up ends.
	for i := range departments {
		at, steps := i, 0
		for departments[at].Parent.Value != "" && steps <= len(departments) {
			at = index[departments[at].Parent.Value]
			if steps++; at == i {
				c.add(departments[i].Parent.Span, diag.BadValue,
					diag.Say("department %q comes to stand below itself", departments[i].ID.Value), diag.Say("remove this parent, or name another one"))
				departments[i].Parent = strictyaml.Text{}
			}
		}
	}
}

var colourForm = regexp.MustCompile(`^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

func (c *checker) appearance() {
	accent := &c.site.Accent
	if at := c.field("accent").Comment(); at.File != nil {
		c.add(at, diag.BadColour, diag.Say("without quotes, what begins with # is a comment and no colour"), diag.Say(`write accent: "%s"`, at.Text()))
	}
	if accent.Value != "" {
		m := colourForm.FindStringSubmatch(accent.Value)
		switch {
		case m == nil:
			c.add(accent.Span, diag.BadColour, diag.Say("%q is not a colour", accent.Value), diag.Say(`write it as in "#1a5fb4", with the quotes`))
			accent.Value = ""
		case accent.Value[0] != '#':
			c.add(accent.Span, diag.BadColour, diag.Say("%q is not a colour", accent.Value), diag.Say(`write accent: "#%s"`, accent.Value))
			accent.Value = ""
		case len(m[1]) == 3:
			r, g, b := m[1][0:1], m[1][1:2], m[1][2:3]
			accent.Value = "#" + strings.ToLower(r+r+g+g+b+b)
		default:
			accent.Value = strings.ToLower(accent.Value)
		}
	}
	if len(c.site.Title) == 0 {
		c.add(c.node.At("title"), diag.MissingField, diag.Say("the hub has no title"), diag.Say(`add "title: Our key users"`))
	}
	if name := c.site.Theme.Name; name != "" && !idForm.MatchString(name) {
		c.add(c.field("theme").At("name"), diag.BadValue, diag.Say("theme %q is not the name of a folder", name),
			diag.Say("write the name of a folder in themes/, without a path"))
		c.site.Theme.Name = ""
	}
}

// choices checks fields that have a few possible values.
func (c *checker) choices() {
	c.oneOf(&c.site.Privacy.Consent, "privacy", "consent")
	if privacy, consent := c.field("privacy"), c.field("privacy", "consent"); consent.Kind() != strictyaml.Null && consent.Value() != "off" ||
		privacy.Kind() != strictyaml.Null && privacy.Kind() != strictyaml.Map {
		c.site.Privacy.Consent = "required" // also where it is misspelled, and nobody is told
	}
	c.oneOf(&c.site.Privacy.Contributors, "privacy", "contributors")
	c.oneOf(&c.site.Privacy.Load, "privacy", "load")
	c.oneOf(&c.site.Search.Whole, "search", "whole_index")
	c.oneOf(&c.site.Signals, "signals")
	c.oneOf(&c.site.OwnWords, "own_words")
	if c.oneOf(&c.site.Offline, "offline"); c.site.Offline == "" && c.field("offline").Kind() != strictyaml.Null {
		c.site.Offline = "off" // also where it is misspelled, and nobody is told
	}
	if zone := &c.site.Timezone; zone.Value != "" && c.site.Zone() == nil {
		c.add(zone.Span, diag.UnknownTimezone, diag.Say("there is no time zone %q", zone.Value), calendar.ZoneHint(zone.Value))
		zone.Value = ""
	}
	c.oneOf(&c.site.Banner.Level, "banner", "level")
	if picture := &c.site.Home.Picture; !strings.ContainsAny(picture.Value, "./") {
		c.oneOf(&picture.Value, "home", "picture")
	}
	for i, group := range c.field("search", "synonyms").Items() {
		if group.Kind() == strictyaml.List && len(group.Items()) == 1 && i < len(c.site.Search.Synonyms) {
			c.add(group.Span(), diag.BadValue, diag.Say("a word alone has no synonym"), diag.Say(`write all words of the same meaning in one list, as in "[laptop, notebook]"`))
		}
	}
	for _, item := range c.field("ignore").Items() {
		if _, err := path.Match(item.Value(), ""); err != nil {
			c.add(item.Span(), diag.BadValue, diag.Say("%q is not a pattern for file names", item.Value()), diag.Say(`write a name with * and ?, as in "*.psd" or "drafts/*"`))
		}
	}
}

// Choices are the values of keys that can have but a few, by the key's path.
var Choices = map[string][]string{
	"privacy.consent":      {"off", "required"},
	"privacy.contributors": {"off", "on"},
	"privacy.load":         {"off", "on"},
	"search.whole_index":   {"auto", "on", "off"},
	"signals":              {"off", "on"},
	"offline":              {"off", "on"},
	"own_words":            {"accept", "tell"},
	"banner.level":         {"info", "warning"},
	"edit.backend":         EditBackends,
	"edit.review":          {"off", "on"},
	"home.picture":         append(slices.Clip(Scenes), "none"), // or a path
	"home.parts":           HomeParts,                           // or the folder of a kind
}

// oneOf checks a value that is one of the Choices of its path.
func (c *checker) oneOf(value *string, at ...string) {
	allowed, name := Choices[strings.Join(at, ".")], at[len(at)-1]
	if *value == "" || slices.Contains(allowed, *value) {
		return
	}
	hint := diag.DidYouMean(*value, allowed)
	if hint.Empty() {
		hint = diag.Say("write %s", diag.Or(allowed))
	}
	c.add(c.field(at[:len(at)-1]...).At(name), diag.BadValue, diag.Say("%q cannot be %q", name, *value), hint)
	*value = ""
}

// checks looks at the codes; Decode has looked at the levels.
func (c *checker) checks() {
	var known []string
	for _, code := range diag.Codes() {
		known = append(known, string(code))
	}
	for _, f := range c.field("checks").Fields() {
		code := diag.Code(f.Name)
		level, set := c.site.Checks[code]
		switch {
		case !slices.Contains(known, f.Name):
			hint := diag.DidYouMean(f.Name, known)
			if hint.Empty() {
				hint = diag.Say("the codes stand in brackets at the end of every message")
			}
			c.add(f.Key, diag.UnknownCheck, diag.Say("there is no check %q", f.Name), hint)
			delete(c.site.Checks, code)
		case set && code.Fixed() && level != code.Level():
			c.list = append(c.list, diag.Diagnostic{
				Span: f.Value.Span(), Code: diag.UnknownCheck, Level: diag.Warn,
				Message: diag.Say("the level of %q cannot be changed", f.Name),
				Hint:    diag.Say("it is always %q, because no page could be shown: remove the line", code.Level()),
			})
			delete(c.site.Checks, code)
		}
	}
}

// The most that limits may be raised to: beyond it the machine is the limit.
const (
	mostBytes   = 1 << 30
	mostNesting = 200
)

func (c *checker) limits() {
	for _, f := range c.field("limits").Fields() {
		c.positive(f.Value, f.Name)
	}
	c.positive(c.field("search", "shard_size"), "shard_size")
	l := &c.site.Limits
	for _, limit := range []*int{&l.PageBytes, &l.FrontMatterBytes, &l.FileBytes, &l.OutputBytes, &c.site.Search.ShardSize} {
		*limit = min(max(*limit, 0), mostBytes)
	}
	l.Nesting = min(max(l.Nesting, 0), mostNesting)
}

func (c *checker) positive(n *strictyaml.Node, name string) {
	var ignored diag.List // Decode has said what is no number
	if value, ok := n.Int(&ignored); ok && value <= 0 {
		c.add(n.Span(), diag.BadValue, diag.Say("%q must be more than 0", name), diag.Say("remove the line for the default"))
	} else if ok && (value > mostBytes || name == "nesting" && value > mostNesting) {
		c.add(n.Span(), diag.BadValue, diag.Say("%q can't be that much", name), diag.Say("bytes can be %d at most, nesting %d", mostBytes, mostNesting))
	}
}
