package config

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

func (c *checker) addresses() {
	s := c.site
	c.baseURL(&s.BaseURL)
	c.address(&s.Repository.URL, "http", "https")
	for i := range s.Organisation.Apps {
		c.address(&s.Organisation.Apps[i].Help, "http", "https", "mailto")
	}
	c.template(&s.Repository.Edit, []string{"http", "https"}, []string{"path", "branch"})
	if edit := s.Repository.Edit; edit.Value != "" && !strings.Contains(edit.Value, "{path}") {
		c.add(edit.Span, diag.BadValue, diag.Say("the address for editing does not say which page"), diag.Say("put {path} where the file's path belongs"))
		s.Repository.Edit = strictyaml.Text{}
	}
	c.template(&s.Repository.New, []string{"http", "https"}, []string{"folder", "name", "text", "branch"})
	if begin := s.Repository.New; begin.Value != "" && !strings.Contains(begin.Value, "{folder}") {
		c.add(begin.Span, diag.BadValue, diag.Say("the address for new pages does not say in which folder"), diag.Say("put {folder} where the folder's path belongs"))
		s.Repository.New = strictyaml.Text{}
	}
	for _, t := range []*strictyaml.Text{&s.Feedback.Improve, &s.Feedback.Report, &s.Feedback.Ask, &s.Feedback.IT} {
		c.template(t, []string{"mailto", "http", "https"}, []string{"title", "url", "path", "owner", "app", "text"})
	}
	s.Security.FrameAncestors = slices.DeleteFunc(s.Security.FrameAncestors, c.noAncestor)
	s.Menu = c.menu()
	c.leadsNowhere(c.field("footer", "links").Items()...)
	s.Footer.Links = c.links(s.Footer.Links)
}

// noAncestor reports, and tells, that an entry names no sites that may show the
// hub in a frame.
func (c *checker) noAncestor(site strictyaml.Text) bool {
	if browser.FrameAncestor(site.Value) {
		return false
	}
	problem, hint := diag.Say("%q is not a site that could show the hub in a frame", site.Value), diag.Say(`write it like "https://teams.microsoft.com" or "https://*.sharepoint.com", without a path`)
	host, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(site.Value), "http://"), "https://"), "/")
	switch named := "https://" + host; {
	case site.Value == "*" || host == "*":
		problem = diag.Say("with * any site in the world could show the hub in a frame, and trick readers into clicks there")
		hint = diag.Say(`name those that you trust, as in "https://teams.microsoft.com" or "https://*.sharepoint.com"`)
	case browser.FrameAncestor(named):
		hint = diag.Say("write %s", named)
	}
	c.add(site.Span, diag.BadURL, problem, hint)
	return true
}

func (c *checker) baseURL(base *strictyaml.Text) {
	if base.Value == "" {
		return
	}
	u, err := url.Parse(base.Value)
	problem, hint := diag.Text{}, diag.Say(`write it as in "https://intranet.example/hub/"`)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		problem = diag.Say("%q is not the whole address of a site", base.Value)
		if !strings.Contains(base.Value, ":") && strings.Contains(base.Value, ".") {
			hint = diag.Say("write https://%s", strings.TrimLeft(base.Value, "/"))
		}
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		problem, hint = diag.Say("a site's address has no ?, # or @"), diag.Say("remove that part")
	case u.Path != "" && path.Clean(u.Path) != strings.TrimSuffix(u.Path, "/") && u.Path != "/":
		problem, hint = diag.Say("the path %q goes astray", u.Path), diag.Say(`write it without "..", "." and double slashes`)
	}
	if !problem.Empty() {
		c.add(base.Span, diag.BadURL, problem, hint)
		*base = strictyaml.Text{}
		return
	}
	base.Value = strings.TrimSuffix(base.Value, "/") + "/"
}

// address checks a URL that has one of the schemes.
func (c *checker) address(t *strictyaml.Text, schemes ...string) {
	if t.Value == "" || c.scheme(*t, t.Value, schemes) {
		return
	}
	*t = strictyaml.Text{}
}

func (c *checker) scheme(t strictyaml.Text, value string, schemes []string) bool {
	u, err := url.Parse(value)
	if err == nil && slices.Contains(schemes, u.Scheme) && (u.Scheme == "mailto" || u.Host != "") {
		return true
	}
	forms := map[string]string{"http": "http://", "https": "https://", "mailto": "mailto:"}
	var begin []string
	for _, scheme := range schemes {
		begin = append(begin, forms[scheme])
	}
	hint := diag.Say("begin it with %s", diag.Or(begin))
	if slices.Contains(schemes, "mailto") && strings.Contains(value, "@") && !strings.Contains(value, ":") {
		hint = diag.Say("write mailto:%s", t.Value)
	}
	c.add(t.Span, diag.BadURL, diag.Say("%q is not an address that a link can lead to", t.Value), hint)
	return false
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}?`)

// template checks a URL with placeholders.
func (c *checker) template(t *strictyaml.Text, schemes, names []string) {
	if t.Value == "" {
		return
	}
	ok := c.scheme(*t, placeholder.ReplaceAllString(t.Value, "x"), schemes)
	for _, found := range placeholder.FindAllString(t.Value, -1) {
		name := strings.Trim(found, "{}")
		if slices.Contains(names, name) && strings.HasSuffix(found, "}") {
			continue
		}
		hint := diag.DidYouMean(name, names)
		if hint.Empty() || name == diag.Near(name, names) {
			hint = diag.Say("what may stand here: {%s}", strings.Join(names, "}, {"))
		}
		c.add(within(*t, found), diag.BadValue, diag.Say("there is no placeholder %q", found), hint)
		ok = false
	}
	if !ok {
		*t = strictyaml.Text{}
	}
}

// within is the span of a part of a text, as far as it stands there as it is.
func within(t strictyaml.Text, part string) diag.Span {
	data := t.Span.File.Data[t.Span.Start:t.Span.End]
	if i := bytes.Index(data, []byte(part)); i >= 0 {
		return t.Span.File.Span(t.Span.Start+i, t.Span.Start+i+len(part))
	}
	return t.Span
}

// menu checks the main menu and returns the good entries.
func (c *checker) menu() []MenuEntry {
	for _, n := range c.field("menu").Items() {
		given := func(name string) bool { return n.Field(name).Kind() != strictyaml.Null }
		switch {
		case !given("items"):
			c.leadsNowhere(n)
		case given("page") || given("url"):
			c.add(n.At("items"), diag.BadValue, diag.Say("this entry leads somewhere, and holds others as well"), diag.Say("make what it leads to the first of its items"))
		case !given("title"):
			c.add(n.At("items"), diag.MissingField, diag.Say("this entry has no title"), diag.Say(`add "title: Some words"`))
		default:
			c.leadsNowhere(n.Field("items").Items()...)
		}
	}
	var good []MenuEntry
	for _, entry := range c.site.Menu {
		switch {
		case len(entry.Items) == 0:
			if len(c.links([]MenuItem{entry.MenuItem})) > 0 {
				good = append(good, entry)
			}
		case entry.Page.Value == "" && entry.URL.Value == "" && len(entry.Title) > 0:
			if entry.Items = c.links(entry.Items); len(entry.Items) > 0 {
				good = append(good, entry)
			}
		}
	}
	return good
}

// leadsNowhere tells of entries without an address.
func (c *checker) leadsNowhere(entries ...*strictyaml.Node) {
	for _, n := range entries {
		if n.Kind() == strictyaml.Map && n.Field("page").Kind() == strictyaml.Null && n.Field("url").Kind() == strictyaml.Null {
			c.add(n.At("page"), diag.MissingField, diag.Say("this entry leads nowhere"), diag.Say(`add "page: tips/first-steps" or "url: https://…"`))
		}
	}
}

// links checks entries that lead somewhere, and returns the good ones.
func (c *checker) links(items []MenuItem) []MenuItem {
	return slices.DeleteFunc(items, func(m MenuItem) bool {
		switch {
		case m.Page.Value == "" && m.URL.Value == "":
			return true
		case m.Page.Value != "" && m.URL.Value != "":
			c.add(m.URL.Span, diag.BadValue, diag.Say("this entry has both a page and a url"), diag.Say("remove one of them"))
			return true
		case m.URL.Value == "":
			return false
		}
		if len(m.Title) == 0 {
			c.add(m.URL.Span, diag.MissingField, diag.Say("this entry has no title"), diag.Say(`add "title: Some words"`))
			return true
		}
		u, err := url.Parse(m.URL.Value)
		if err == nil && u.Scheme == "" {
			return false // within the site, or on its host
		}
		return !c.scheme(m.URL, m.URL.Value, []string{"http", "https", "mailto"})
	})
}

// output checks where the site is written to: what is there is replaced, so it
// must not be what the site is made from.
func (c *checker) output() {
	out := &c.site.Output
	c.outputPath(&out.Dir, c.field("output"), "dir")
	c.outputPath(&out.Index, c.field("output"), "index")
	dir, index := strings.ToLower(out.Dir.Value), strings.ToLower(out.Index.Value)
	if dir == "" {
		dir = "public"
	}
	if index == "" {
		index = "index.bleve"
	}
	if inside(dir, index) || inside(index, dir) {
		name := "index"
		if c.field("output", "index").Kind() == strictyaml.Null {
			name = "dir"
		}
		c.add(c.field("output").At(name), diag.BadValue, diag.Say("the pages and the index would be written into the same folder"),
			diag.Say("give them folders of their own, side by side"))
		out.Dir, out.Index = strictyaml.Text{}, strictyaml.Text{}
	}
}

func (c *checker) outputPath(t *strictyaml.Text, in *strictyaml.Node, name string) {
	dir := t.Value
	if dir == "" {
		return
	}
	at := in.At(name)
	clean := path.Clean(dir)
	switch lower := strings.ToLower(clean); {
	case strings.Contains(dir, `\`):
		c.add(at, diag.BadValue, diag.Say("%q has a backslash", dir), diag.Say("write / between folders, on every system"))
	case !fs.ValidPath(clean) || strings.Contains(dir, ":"):
		c.add(at, diag.OutsideSite, diag.Say("%q leads out of the site's folder", dir),
			diag.Say(`write a folder's name, as in "%s: public"; the flag --out can name any folder`, name))
	case clean == "." || slices.ContainsFunc([]string{"content", "themes", ".git", Name}, func(own string) bool { return inside(own, lower) || inside(lower, own) }):
		c.add(at, diag.BadValue, diag.Say("%q holds what the site is made from and would be overwritten", dir), diag.Say("name a folder that only the build writes to"))
	default:
		t.Value = clean
		return
	}
	*t = strictyaml.Text{}
}

// insights checks the path of the file with what readers look for.
func (c *checker) insights() { c.file(&c.site.Insights, "insights/insights.json") }

// file checks the path of a file in the hub's folder.
func (c *checker) file(t *strictyaml.Text, example string) {
	switch clean := path.Clean(t.Value); {
	case t.Value == "":
		return
	case strings.Contains(t.Value, `\`):
		c.add(t.Span, diag.BadValue, diag.Say("%q has a backslash", t.Value), diag.Say("write / between folders, on every system"))
	case !fs.ValidPath(clean) || clean == "." || strings.Contains(t.Value, ":"):
		c.add(t.Span, diag.OutsideSite, diag.Say("%q leads out of the site's folder", t.Value), diag.Say("write a path in the hub's folder, as in %q", example))
	default:
		t.Value = clean
		return
	}
	*t = strictyaml.Text{}
}

// thesaurus checks which files have synonyms.
func (c *checker) thesaurus() {
	for _, f := range c.field("search", "thesaurus").Fields() {
		at, _ := c.field("search", "thesaurus").Key(f.Name)
		file, ok := c.site.Search.Thesaurus[f.Name]
		switch {
		case !slices.Contains(c.site.LangCodes(), f.Name):
			c.unknownLanguage(strictyaml.Text{Value: f.Name, Span: at})
			delete(c.site.Search.Thesaurus, f.Name)
		case ok:
			c.file(&file, "thesaurus/th_de.dat")
			c.site.Search.Thesaurus[f.Name] = file
		}
	}
}

// inside reports whether the path is the folder or lies in it.
func inside(folder, name string) bool {
	return name == folder || strings.HasPrefix(name, folder+"/")
}
