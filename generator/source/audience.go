package source

import (
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// Audience is who may see a page at all. The zero Audience is everybody; one
// that is given and names nobody, or nobody whom site.yaml knows, is nobody.
type Audience struct {
	Given bool
	IDs   []strictyaml.Text // ids of site.yaml
	Span  diag.Span
}

// DecodeYAML implements strictyaml.Decoder: one id, or a list of them.
func (a *Audience) DecodeYAML(n *strictyaml.Node, l *diag.List) {
	items := n.Items()
	if n.Kind() == strictyaml.Scalar {
		items = []*strictyaml.Node{n}
	}
	if n.Kind() == strictyaml.Map {
		l.Add(n.Span(), diag.WrongType, diag.Say(`"audience" must be a list`), diag.Say(`write it as in "audience: [key-users]"`))
	}
	for _, item := range items {
		if id, ok := item.Text(l); ok && strings.TrimSpace(id) != "" {
			a.IDs = append(a.IDs, strictyaml.Text{Value: strings.TrimSpace(id), Span: item.Span()})
		}
	}
}

// Form implements strictyaml.Formed.
func (*Audience) Form() any { return []strictyaml.Text{} }

// audience notes that the field is there, also where it is empty or can't be
// read: then nobody sees the page, whatever the levels of the checks are.
func (c *checker) audience(a *Audience) {
	if _, a.Given = c.node.Key("audience"); !a.Given {
		return
	}
	a.Span = c.node.At("audience")
	if value := c.node.Field("audience"); len(a.IDs) == 0 && value.Kind() != strictyaml.Map {
		c.list.Add(a.Span, diag.BadValue, diag.Say(`"audience" names nobody, so nobody sees the page`),
			diag.Say(`name who may see it, as in "audience: [key-users]", or take the line away: then everybody does`))
	}
}

// meansAudience reports whether a field, by its name as slug.Bare has it, may
// be a misspelled one: rather nobody sees a page than everybody.
func meansAudience(bare string) bool {
	return diag.Near(bare, []string{"audience"}) != ""
}

// misspelledAudience holds back what a field that only looks like ours says is
// for some.
func (h *holder) misspelledAudience(f strictyaml.Field) {
	h.Draft = true
	what := diag.Say("it can't be told whether %s says who may see the page, so it holds the page back", quote(f.Name))
	if h.below {
		what = diag.Say("it can't be told whether %s says who may see the pages below, so it holds the pages below back", quote(f.Name))
	}
	h.list.Add(f.Key, diag.Withheld, what,
		diag.Say("write audience: in the page, or in the text of its folder, for who may see it at all; else take the line away"))
}

// looseAudience reports whether a line of a text looks like the field.
func looseAudience(f looseField) bool {
	return slug.Bare(f.name) == "audience" && len(strings.Fields(f.value)) <= looseWords
}
