package render

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/picture"
	"ankerplatz/generator/source"
)

// FormsFolder has a folder for each picture of which others are made.
const FormsFolder = "pictures/"

// Files in such a folder beside the forms that pages offer: the picture for
// lists, and for somebody's photo.
const (
	SmallForm = "small.jpg"
	FaceForm  = "face.jpg"
)

const (
	mostThumbSVG = 24 << 10 // bytes of an SVG picture that is shown small as it is
	leastPicture = 64       // pixels: what is smaller both ways is a sign in the text
	heroWidth    = 1120     // pixels: what the home page's picture is wide at most
	column       = 720      // pixels: what a page's text is wide at most
)

// Formed reports whether others are made of a picture.
func Formed(a *hub.Asset) bool {
	return a.Sum != "" && picture.Formable(a.Width, a.Height) && !(a.Moves && a.Format == "WebP") // which no library here reads
}

// FormsOf is the folder of a picture's forms below the output folder. It says
// what is in it.
func FormsOf(a *hub.Asset) string {
	return FormsFolder + a.Sum[:20] + "-" + strconv.Itoa(picture.FormsVersion)
}

// forms are those that browsers are offered of a picture.
func (s *site) forms(a *hub.Asset) []picture.Form {
	if s.made == nil || !Formed(a) {
		return nil
	}
	return s.made(a.Asset)
}

// formURL is the address of a form.
func (s *site) formURL(a *hub.Asset, f picture.Form) string {
	if f.Name == "" {
		return a.URL
	}
	return s.hub.Base + FormsOf(a) + "/" + f.Name
}

// offered are the addresses of a picture's forms, each with its width, as
// srcset has them, and how wide it is shown at most; "" without forms.
func (s *site) offered(a *hub.Asset, most int) (srcset, sizes string) {
	var all []string
	for _, f := range s.forms(a) {
		all = append(all, fmt.Sprintf("%s %dw", s.formURL(a, f), f.Width))
	}
	if all == nil {
		return "", ""
	}
	return strings.Join(all, ", "), fmt.Sprintf("min(100vw, %dpx)", min(a.Width, most))
}

// image is an asset as a picture, nil where there is none.
func (s *site) image(a *hub.Asset, alt string) *Image {
	if a == nil || !a.IsImage() {
		return nil
	}
	return &Image{URL: a.URL, Alt: alt, Width: a.Width, Height: a.Height}
}

// photo is the picture of somebody, as large as it is shown.
func (s *site) photo(a *hub.Asset) *Image {
	if a == nil || !Formed(a) || a.Moves || a.Width <= picture.FaceWidth {
		return s.image(a, "")
	}
	return &Image{URL: s.hub.Base + FormsOf(a) + "/" + FaceForm, Width: picture.FaceWidth, Height: picture.FaceHeight(a.Width, a.Height)}
}

// prepare makes the forms of a text's pictures, all at once, as far as they are
// not made yet.
func (s *site) prepare(text hub.Marked) {
	var work sync.WaitGroup
	for i, ref := range text.Doc.Refs {
		if a := text.Targets[i].Asset; ref.Kind == markdown.Image && a != nil {
			work.Go(func() { s.forms(a) })
		}
	}
	work.Wait()
}

// firstPicture is the first picture in a page's text that can be shown small;
// nil where there is none, and of pages about people.
func (s *site) firstPicture(p *hub.Page) *hub.Asset {
	if views[p.Kind].face {
		return nil
	}
	for i, ref := range p.Doc.Refs {
		a := p.Targets[i].Asset
		if ref.Kind != markdown.Image || a == nil || a.Flaw != source.NoFlaw {
			continue
		}
		svg := a.Type == "svg" && a.Size <= mostThumbSVG
		if svg || Formed(a) && max(a.Width, a.Height) >= leastPicture {
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
		small.URL = s.hub.Base + FormsOf(a) + "/" + SmallForm
	}
	return small
}
