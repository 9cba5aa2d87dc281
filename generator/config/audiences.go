package config

import (
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// audiences checks for whom pages can be, and the sites for them. Whether
// folders lie in one another is seen on the disk, by the build.
func (c *checker) audiences() {
	good := c.ids(c.field("audiences"), diag.Say("audience"))
	c.site.Audiences = slices.DeleteFunc(c.site.Audiences, func(a Audience) bool { return !take(good, a.ID) })

	outputs := c.site.Outputs
	c.site.Outputs = nil
	for i, n := range c.field("outputs").Items() {
		if out := outputs[i]; c.audienceOf(n, out.Audience) {
			c.baseURL(&out.BaseURL)
			c.outputPath(&out.Dir, n, "dir")
			c.outputPath(&out.Index, n, "index")
			c.site.Outputs = append(c.site.Outputs, out)
		}
	}
}

// audienceOf reports whether an output is for an audience, as the first.
func (c *checker) audienceOf(n *strictyaml.Node, id strictyaml.Text) bool {
	ids := c.site.AudienceIDs()
	switch _, known := c.site.Audience(id.Value); {
	case id.Value == "":
		c.add(n.At("audience"), diag.MissingField, diag.Say("this output is for no audience"), diag.Say(`add "audience: key-users"; the site for everybody is that of output:`))
	case !known:
		hint := diag.DidYouMean(id.Value, ids)
		if hint.Empty() {
			hint = diag.Say(`list it under "audiences:", with its id and name`)
		}
		c.add(id.Span, diag.UnknownAudience, diag.Say("audience %q is not in site.yaml", id.Value), hint)
	case slices.ContainsFunc(c.site.Outputs, func(o AudienceOutput) bool { return strings.EqualFold(o.Audience.Value, id.Value) }):
		c.add(id.Span, diag.DuplicateEntry, diag.Say("there are two outputs for the audience %q", id.Value), diag.Say("remove one of them"))
	default:
		return true
	}
	return false
}
