package picture

import "image"

// Size of the small pictures of lists in pixels: twice that at which they are
// shown. They are the middle of a picture's upper part, the right way up, on
// white.
const (
	ThumbWidth  = 192
	ThumbHeight = 144
)

// FaceWidth is how wide the photos of people are in pixels, where their pictures
// are wider.
const FaceWidth = 480

// FaceHeight is how high the photo is that is made of a picture of a size.
func FaceHeight(width, height int) int { return max(1, (height*FaceWidth+width/2)/width) }

// MostPixels is how many pixels a picture has at most of which others are made:
// those of the finest phones but for a few.
const MostPixels = 64 << 20

// Formable reports whether others are made of pictures of a size.
func Formable(width, height int) bool {
	return width > 0 && height > 0 && width <= MostPixels/height
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
