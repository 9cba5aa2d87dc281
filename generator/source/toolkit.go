package source

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// ToolkitKind are toolkits.
var ToolkitKind = &Kind{
	Name: "toolkit", Folder: "toolkits", Folders: []string{"werkzeugkaesten", "gereedschapskisten", "vaerktoejskasser", "verktygslaador", "boites-a-outils"},
	Icon: "toolbox", Hue: 205,
	Listed: true, Searched: true, Asks: true, Fed: true, Reviewed: true, Begins: true,
	decode: decode[Toolkit],
}

// Toolkit is an ordered kit that a key user works or teaches with.
type Toolkit struct {
	For       []strictyaml.Text `yaml:"for"` // role ids
	Items     []Item            `yaml:"items"`
	Goals     []string          `yaml:"goals"`
	Checklist []string          `yaml:"checklist"`
}

// Item is one thing of a toolkit: a page, a file or a link.
type Item struct {
	Page    strictyaml.Text `yaml:"page"` // page reference
	File    strictyaml.Text `yaml:"file"` // relative path
	Link    strictyaml.Text `yaml:"link"` // URL
	Title   string          `yaml:"title"`
	Note    string          `yaml:"note"`
	Minutes int             `yaml:"minutes"`
}

// Files are those of the items.
func (t *Toolkit) Files() []strictyaml.Text {
	files := make([]strictyaml.Text, len(t.Items))
	for i, item := range t.Items {
		files[i] = item.File
	}
	return files
}

func (t *Toolkit) check(c *checker) {
	for i, item := range t.Items {
		given := 0
		for _, text := range []strictyaml.Text{item.Page, item.File, item.Link} {
			if text.Value != "" {
				given++
			}
		}
		at := c.item("items", i)
		switch {
		case given == 0:
			c.list.Add(at, diag.MissingField, "this item says neither page nor file nor link",
				"write page: with a page of the hub, file: with a file beside this one, or link: with an address")
		case given > 1:
			c.list.Add(at, diag.BadValue, "this item is several things at once",
				"an item is one of page, file and link: make two items of it")
		}
		c.url(item.Link, "http", "https", "mailto", "tel")
		if item.Minutes < 0 {
			c.list.Add(at, diag.BadValue, "minutes can't be less than 0", "")
		}
	}
}
