package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// Item is one thing of a list that is worked through: a page, a file or a link.
type Item struct {
	Page    strictyaml.Text `yaml:"page" field:"page,one"`    // page reference
	File    strictyaml.Text `yaml:"file" field:"file,one"`    // relative path
	Link    strictyaml.Text `yaml:"link" field:"address,one"` // URL
	Title   string          `yaml:"title"`
	Note    string          `yaml:"note"`
	Minutes int             `yaml:"minutes" field:"[0..1000000]"`
}

// filesOf are the files that items name; some may be "".
func filesOf(items []Item) []strictyaml.Text {
	files := make([]strictyaml.Text, len(items))
	for i, item := range items {
		files[i] = item.File
	}
	return files
}

// items checks a list of items.
func (c *checker) items(field string, items []Item) {
	for i, item := range items {
		given := 0
		for _, text := range []strictyaml.Text{item.Page, item.File, item.Link} {
			if text.Value != "" {
				given++
			}
		}
		at := c.item(field, i)
		switch {
		case given == 0:
			c.list.Add(at, diag.MissingField, diag.Say("this entry says neither page nor file nor link"),
				diag.Say("write page: with a page of the hub, file: with a file beside this one, or link: with an address"))
		case given > 1:
			c.list.Add(at, diag.BadValue, diag.Say("this entry is several things at once"),
				diag.Say("it is one of page, file and link: make two of it"))
		}
		c.url(item.Link, "http", "https", "mailto", "tel")
		c.count(at, "minutes", &items[i].Minutes)
	}
}
