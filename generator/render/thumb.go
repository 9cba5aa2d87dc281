package render

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/picture"
)

const (
	thumbFolder  = "thumbs/"
	thumbDrawing = "1"      // counts up when picture.Thumb makes them otherwise
	mostThumbSVG = 24 << 10 // bytes of an SVG picture that is shown small as it is
	leastPicture = 64       // pixels: what is smaller both ways is a sign in the text
)

// Thumb is a small picture that is made of one of the site's.
type Thumb struct {
	Path string // below the output folder; it says what is in it
	Of   *hub.Asset
}

// firstPicture is the first picture in a page's text that can be shown small;
// nil where there is none, and of pages about people.
func (s *site) firstPicture(p *hub.Page) *hub.Asset {
	if views[p.Kind].face {
		return nil
	}
	for i, ref := range p.Doc.Refs {
		a := p.Targets[i].Asset
		if ref.Kind != markdown.Image || a == nil {
			continue
		}
		svg := a.Type == "svg" && a.Size <= mostThumbSVG
		if svg || a.Sum != "" && picture.Thumbs(a.Width, a.Height) && max(a.Width, a.Height) >= leastPicture {
			return a
		}
	}
	return nil
}

// thumbnail is a page's first picture as lists show it: decoration beside the
// title, in a size that is the same for all.
func (s *site) thumbnail(p *hub.Page) *Image {
	a := s.firstPicture(p)
	if a == nil {
		return nil
	}
	small := &Image{URL: a.URL, Width: picture.ThumbWidth / 2, Height: picture.ThumbHeight / 2}
	if a.Sum != "" {
		small.URL = s.hub.Base + thumbOf(a).Path
	}
	return small
}

func thumbOf(a *hub.Asset) Thumb {
	return Thumb{thumbFolder + a.Sum[:20] + "-" + thumbDrawing + ".jpg", a}
}

// Thumbs are the small pictures that lists show, each once, by path.
func (r *Renderer) Thumbs() []Thumb {
	var all []Thumb
	for _, lang := range r.hub.Languages {
		for _, p := range lang.Pages {
			if a := r.sites[lang.Code].firstPicture(p); a != nil && a.Sum != "" {
				all = append(all, thumbOf(a))
			}
		}
	}
	slices.SortFunc(all, func(a, b Thumb) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Of.Path, b.Of.Path))
	})
	return slices.CompactFunc(all, func(a, b Thumb) bool { return a.Path == b.Path })
}
