package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"

	"golang.org/x/image/draw"
)

// Size of small pictures in pixels: twice that at which lists show them.
const (
	ThumbWidth  = 192
	ThumbHeight = 144
)

// MostThumbPixels is how many pixels a picture has at most of which a small one
// is made: what two at once are read into has room in memory.
const MostThumbPixels = 40 << 20

// Thumb is a small JPEG picture of a larger one: the middle of its upper part,
// the right way up, on white, with nothing else of what the file says; of one
// that moves the beginning. A picture that is damaged, or larger than
// MostThumbPixels, is grey.
func Thumb(data []byte) ([]byte, error) {
	turn := Orientation(data)
	size := image.Pt(ThumbWidth, ThumbHeight)
	if turn >= 5 { // it lies on its side
		size = image.Pt(ThumbHeight, ThumbWidth)
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	if img := small(data); img == nil {
		draw.Draw(out, out.Rect, image.NewUniform(color.Gray{0xc8}), image.Point{}, draw.Src)
	} else {
		part := middle(img.Bounds(), size)
		if turn < 2 {
			part = part.Sub(image.Pt(0, part.Min.Y-img.Bounds().Min.Y))
		}
		draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
		draw.BiLinear.Scale(out, out.Rect, img, part, draw.Over, nil)
	}
	var file bytes.Buffer
	err := jpeg.Encode(&file, Turned(out, turn), &jpeg.Options{Quality: 78})
	return file.Bytes(), err
}

// small is a picture of which a small one can be made; nil of others.
func small(data []byte) image.Image {
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || !Thumbs(size.Width, size.Height) {
		return nil
	}
	img, err := Decode(data, 0)
	if err != nil {
		return nil
	}
	return img
}

// Thumbs reports whether small pictures are made of those of a size.
func Thumbs(width, height int) bool {
	return width > 0 && height > 0 && width <= MostThumbPixels/height
}

// middle is the largest part in the middle of a picture that has the shape of a
// size.
func middle(b image.Rectangle, size image.Point) image.Rectangle {
	w, h := b.Dx(), b.Dx()*size.Y/size.X
	if h > b.Dy() {
		w, h = b.Dy()*size.X/size.Y, b.Dy()
	}
	w, h = max(w, 1), max(h, 1)
	return image.Rect(0, 0, w, h).Add(b.Min).Add(image.Pt((b.Dx()-w)/2, (b.Dy()-h)/2))
}
