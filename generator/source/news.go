package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// NewsKind are news.
var NewsKind = &Kind{
	Name: "news", Folder: "news",
	Icon: "megaphone", Hue: 182,
	Listed: true, Searched: true, Asks: true, Fed: true, OnlyText: true, Newest: true,
	decode: decode[News],
}

// News are what colleagues are told for some time.
type News struct {
	Until strictyaml.Date   `yaml:"until"`            // the last day
	Pin   bool              `yaml:"pin"`              // above every page until then
	For   []strictyaml.Text `yaml:"for" field:"role"` // role ids
}

func (n *News) check(c *checker) {
	c.order("date", c.page.Meta.Date, "until", n.Until)
	c.order("publish", c.page.Meta.Publish, "until", n.Until)
	if n.Pin && n.Until.IsZero() {
		c.list.Add(c.at("pin"), diag.PinWithoutEnd, diag.Say("for how long it stands above every page is not said"), diag.Say("write until: with the last day on which everybody is to see it"))
	}
}
