package print

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"ankerplatz/generator/picture"
)

// photo is a square JPEG picture in two sizes: for what is held in the hand,
// and for posters.
type photo struct{ small, large []byte }

const (
	smallPhoto = 420 // pixels: 240 a centimetre and a half, for the 44 mm of a sign
	largePhoto = 960 // for the 110 mm of a poster
)

// newPhoto makes a square of a picture, turned as its EXIF data say, and
// nothing of these data stays in it.
func newPhoto(data []byte) (*photo, error) {
	img, err := picture.Decode(data, largePhoto)
	if err != nil {
		return nil, err
	}
	turn := picture.Orientation(data)
	large := picture.Turned(scaled(img, square(img.Bounds(), turn), largePhoto), turn)
	small := scaled(large, large.Bounds(), smallPhoto)
	var p photo
	for _, of := range []struct {
		to  *[]byte
		img *image.RGBA
	}{{&p.small, small}, {&p.large, large}} {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, of.img, &jpeg.Options{Quality: 86}); err != nil {
			return nil, err
		}
		*of.to = out.Bytes()
	}
	return &p, nil
}

// logo is the hub's logo on white, and its size in pixels.
type logo struct {
	width, height float64
	png           []byte
}

const largeLogo = 800 // pixels, on the longer side

func newLogo(data []byte) (*logo, error) {
	img, err := picture.Decode(data, largePhoto)
	if err != nil {
		return nil, err
	}
	size := img.Bounds().Size()
	scale := min(1, largeLogo/float64(max(size.X, size.Y)))
	out := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(size.X)*scale)), max(1, int(float64(size.Y)*scale))))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, out.Bounds(), img, img.Bounds(), draw.Over, nil)
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, out); err != nil {
		return nil, err
	}
	return &logo{float64(out.Bounds().Dx()), float64(out.Bounds().Dy()), encoded.Bytes()}, nil
}

// square is the middle of a picture; of an upright one its upper part, where
// the face is, after it has been turned.
func square(b image.Rectangle, turn int) image.Rectangle {
	side := min(b.Dx(), b.Dy())
	x, y := (b.Dx()-side)/2, (b.Dy()-side)/2
	switch turn {
	case 3, 4:
		y += y / 2
	case 5, 6:
		x -= x / 2
	case 7, 8:
		x += x / 2
	default:
		y -= y / 2
	}
	return image.Rect(0, 0, side, side).Add(b.Min).Add(image.Pt(x, y))
}

// scaled is a part of a picture on white, at most so many pixels wide.
func scaled(img image.Image, part image.Rectangle, most int) *image.RGBA {
	side := min(part.Dx(), most)
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.BiLinear.Scale(out, out.Bounds(), img, part, draw.Over, nil)
	return out
}
