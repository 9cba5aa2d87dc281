package render

import (
	"cmp"

	"ankerplatz/generator/cover"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/source"
)

const (
	coverFolder = "covers/"
	markIcon    = "anchor" // of a hub without a logo
)

// newPainter is who draws the hub's covers; nil where nobody could load them, as
// the hub has no address that others reach.
func (r *Renderer) newPainter(logo []byte) *cover.Painter {
	c := r.hub.Config
	if c.Local() {
		return nil
	}
	brand := cover.Brand{Accent: c.Accent.Value, Logo: logo, Mark: markIcon, Icons: map[string][]byte{}}
	names := []string{markIcon}
	for _, t := range termTypes {
		names = append(names, t.icon)
	}
	for _, k := range source.Kinds {
		names = append(names, k.Icon)
	}
	for _, name := range names {
		if file := r.theme.File("assets/icons/" + name + ".svg"); file != nil {
			brand.Icons[name] = file.Data
		}
	}
	return cover.NewPainter(brand)
}

// hubCover stands for what has no cover of its own.
func (s *site) hubCover() cover.Cover {
	return cover.Cover{Lang: s.lang.Code, Title: cmp.Or(s.view.Claim, s.view.Title), Hub: s.view.Title, Icon: source.DefaultKind().Icon}
}

// kindCover is for what is of a kind; of a kind that is people it has no title,
// as chats keep pictures for as long as they like.
func (s *site) kindCover(k *source.Kind, label, title string) cover.Cover {
	if views[k].face {
		label, title = "", s.kinds[k].Titles
	}
	return cover.Cover{Lang: s.lang.Code, Title: title, Label: label, Hub: s.view.Title, Hue: k.Hue, Icon: k.Icon}
}

func (s *site) pageCover(p *hub.Page) cover.Cover {
	c := s.kindCover(p.Kind, s.kinds[p.Kind].Title, p.Title)
	c.Lang = p.Lang
	return c
}

func (s *site) folderCover(f *hub.Folder) cover.Cover {
	return s.kindCover(f.Kind, "", s.folderTitle(f))
}

// termCover is for an app or a department; tags, of which there are many, have
// the hub's.
func (s *site) termCover(t *hub.Term) cover.Cover {
	for _, of := range termTypes {
		if of.kind == t.Type && of.icon != "" {
			return cover.Cover{Lang: s.lang.Code, Title: t.Name, Label: s.word("terms_" + t.Type), Hub: s.view.Title, Icon: of.icon}
		}
	}
	return s.hubCover()
}

// covered gives a page its cover.
func (s *site) covered(v *View, c cover.Cover) {
	if s.painter != nil {
		v.Cover = &Image{
			URL: s.hub.Config.Absolute(s.hub.Base + coverFolder + s.painter.Name(c)), Alt: c.Alt(), Width: cover.Width, Height: cover.Height,
		}
	}
}

// coverFiles are the pictures that chats show of pages. A build that has them
// already does not draw them again.
func (r *Renderer) coverFiles() []planned.File {
	if r.painter == nil {
		return nil
	}
	var files []planned.File
	known := map[string]bool{}
	add := func(c cover.Cover) {
		to := coverFolder + r.painter.Name(c)
		if known[to] {
			return
		}
		known[to] = true
		files = append(files, planned.Lasting(to, func() ([]byte, diag.List, error) {
			data, err := r.painter.Draw(c)
			return data, nil, err
		}))
	}
	for _, lang := range r.hub.Languages {
		s := r.sites[lang.Code]
		add(s.hubCover())
		for _, p := range lang.Pages {
			add(s.pageCover(p))
		}
		for _, f := range lang.Folders {
			add(s.folderCover(f))
		}
		for _, of := range termTypes {
			for _, t := range termsOf(lang, of.kind) {
				add(s.termCover(t))
			}
		}
	}
	return files
}
