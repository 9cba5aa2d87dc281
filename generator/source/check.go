package source

import (
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// checker reports what is wrong with decoded front matter.
type checker struct {
	page *Page // with Name, Meta
	node *strictyaml.Node
	head diag.Span // the front matter as a whole, for what is missing
	list diag.List
}

// at is the place of a field, else of the front matter.
func (c *checker) at(field string) diag.Span {
	if _, ok := c.node.Key(field); ok {
		return c.node.At(field)
	}
	return c.head
}

// item is the place of an entry of a list.
func (c *checker) item(field string, i int) diag.Span {
	if items := c.node.Field(field).Items(); i < len(items) {
		return items[i].Span()
	}
	return c.at(field)
}

func (c *checker) oneOf(t strictyaml.Text, values []string) {
	if t.Value == "" || slices.Contains(values, t.Value) {
		return
	}
	hint := diag.DidYouMean(t.Value, values)
	if hint.Empty() {
		hint = diag.Say("it can be %s", strings.Join(values, ", "))
	}
	c.list.Add(t.Span, diag.BadValue, diag.Say("%s is not possible here", quote(t.Value)), hint)
}

// title makes a kind's own field the page's title, and where only that is
// there, the title the field. Without both, what and hint are told.
func (c *checker) title(name string, field *strictyaml.Text, what, hint diag.Text) {
	title := &c.page.Meta.Title
	switch {
	case field.Value != "":
	case title.Value != "":
		*field = *title
	default:
		c.list.Add(c.at(name), diag.MissingField, what, hint)
		*field = strictyaml.Text{Value: c.page.Name, Span: c.head}
	}
	*title = *field
}

// state checks the field state: of kinds that have it.
func (c *checker) state(p *Page) {
	if progress, ok := p.Fields.(interface{ state() strictyaml.Text }); ok {
		c.oneOf(progress.state(), p.Kind.stateNames())
	}
}

// mostCount is as much as anything of a hub is counted; sums of it are numbers.
const mostCount = 1_000_000

// count checks a number of things at a place. One that can't be is 0.
func (c *checker) count(at diag.Span, field string, n *int) {
	switch {
	case *n < 0:
		c.list.Add(at, diag.BadValue, diag.Say("%s can't be less than 0", field), diag.Text{})
	case *n > mostCount:
		c.list.Add(at, diag.BadValue, diag.Say("%s can't be more than %d", field, mostCount), diag.Text{})
	default:
		return
	}
	*n = 0
}

// scale checks a number from 1 to most: n, which is nil or 0 where the node of
// the field is no number. What decoding told of that is told better here, with
// what the numbers mean.
func (c *checker) scale(field string, node *strictyaml.Node, n *int, most int, means diag.Text) (ok bool) {
	if n != nil && *n >= 1 && *n <= most {
		return true
	}
	at := node.At(field)
	c.list = slices.DeleteFunc(c.list, func(d diag.Diagnostic) bool { return d.Code == diag.WrongType && d.Span == at })
	c.list.Add(at, diag.BadValue, diag.Say("%s is a number from 1 to %d", field, most), means)
	return false
}

func (c *checker) order(first string, a strictyaml.Date, second string, b strictyaml.Date) {
	if !a.IsZero() && !b.IsZero() && !b.End().After(a.Time) {
		c.list.Add(b.Span, diag.DateOrder, diag.Say("%s lies before %s", second, first), diag.Say("one of the two days is wrong: %s comes first", first))
	}
}

// when tells of a page that lacks its field when:. needs is what the page needs:
// "a change needs the time from which on it holds".
func (c *checker) when(w strictyaml.When, needs diag.Text) {
	field := c.node.Field("when")
	if w.IsZero() && (field.Kind() == strictyaml.Null || field.Kind() == strictyaml.Scalar && field.Value() == "") {
		c.list.Add(c.at("when"), diag.MissingField, needs, diag.Say("write when: with a day, a month or a quarter: 2026-05-04, 2026-05 or 2026-Q2"))
	}
}

func (c *checker) url(t strictyaml.Text, schemes ...string) {
	if t.Value == "" {
		return
	}
	u, err := url.Parse(t.Value)
	switch {
	case err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "":
		c.list.Add(t.Span, diag.BadURL, diag.Say("%s is not a whole address", quote(t.Value)), wholeAddress(t.Value, schemes))
	case u.User != nil && strings.HasPrefix(strings.ToLower(u.Scheme), "http"):
		c.list.Add(t.Span, diag.BadURL, diag.Say("%s is an e-mail address or has a name to sign in with", quote(t.Value)), wholeAddress(u.User.Username()+"@"+u.Host, schemes))
	case !slices.Contains(schemes, strings.ToLower(u.Scheme)):
		c.list.Add(t.Span, diag.BadURL, diag.Say("addresses that begin with %s are not allowed here", quote(u.Scheme+":")),
			diag.Say("use %s", strings.Join(schemes, ", ")))
	}
}

// wholeAddress says how to write what is meant to be an address.
func wholeAddress(text string, schemes []string) diag.Text {
	address, err := mail.ParseAddress(text)
	switch {
	case err == nil && address.Address == text && slices.Contains(schemes, "mailto"):
		return diag.Say("write mailto:%s", text)
	case err == nil:
		return diag.Say("write the address of a page here, such as https://example.org/page")
	case strings.Contains(text, "."):
		return diag.Say("write it with https:// in front")
	}
	return diag.Say("write all of it, as in https://example.org/page")
}

// meta checks the fields that every kind has.
func (c *checker) meta(m *Meta) {
	c.audience(&m.Audience)
	c.order("publish", m.Publish, "expires", m.Expires)
	c.order("date", m.Date, "updated", m.Updated)
	if w := m.SearchWeight; w != nil && !(*w > 0 && *w <= 1) {
		hint := diag.Say("write a part of what other pages count, such as 0.5")
		if *w <= 0 {
			hint = diag.Say("write a part of what other pages count, such as 0.5; search: false keeps a page out of the search")
		}
		c.list.Add(c.at("search_weight"), diag.BadValue, diag.Say("search_weight is more than 0 and at most 1"), hint)
		m.SearchWeight = nil
	}
	if s := m.Slug; s.Value != "" && (slug.Make(s.Value) != s.Value || len(s.Value) > MaxSlug) {
		hint := diag.Say("use small letters, digits and hyphens")
		if good := slug.Make(s.Value); good != "" && len(good) <= MaxSlug {
			hint = diag.Say("use small letters, digits and hyphens, for example %q", good)
		}
		c.list.Add(s.Span, diag.BadSlug, diag.Say("%s can't be a part of an address", quote(s.Value)), hint)
	}
	for _, a := range m.Aliases {
		if _, err := AliasPath(a.Value); err != nil {
			c.list.Add(a.Span, diag.BadAlias, diag.Say("%s can't be an old address: %v", quote(a.Value), err),
				diag.Say("write the path of the old address on this site, for example /de/tips/old-name/"))
		}
	}
}

// MaxSlug is how many bytes the slug of a page may have: names of files stay
// below what file systems take.
const MaxSlug = 120

// AliasPath returns the path of an alias below the site's root, without
// slashes at its ends. The error says why it can't be one.
func AliasPath(alias string) (string, error) {
	u, err := url.Parse(alias)
	if err != nil || u.Scheme != "" || u.Host != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", diag.Say("it is more than a path of this site")
	}
	p := strings.Trim(u.Path, "/")
	return p, sitepath.Check(p)
}

// quote puts a writer's own text into a message, shortened where it is long.
func quote(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:60]) + "…"
	}
	return strconv.Quote(text)
}
