package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // pictures may be GIF,
	_ "image/jpeg" // JPEG,
	_ "image/png"  // PNG

	_ "golang.org/x/image/webp" // or WebP
)

const mostPixels = 120 << 20

// Decode reads a JPEG, PNG, GIF or WebP picture, the first of those that move,
// or draws an SVG picture of plain shapes with so many pixels on its shorter
// side. It refuses pictures that would take all memory or never come to an end.
func Decode(data []byte, side int) (image.Image, error) {
	if bytes.Contains(data[:min(len(data), 1<<10)], []byte("<svg")) {
		return drawn(data, float64(side))
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("it is no JPEG, PNG, GIF, WebP or SVG picture")
	}
	if size.Width < 1 || size.Height < 1 || size.Width > mostPixels/size.Height {
		return nil, fmt.Errorf("it has %d × %d pixels, which is too many", size.Width, size.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	return img, nil
}

// Orientation is how a JPEG picture is to be turned, 1 to 8 as Exif has it; 0
// where it does not say.
func Orientation(data []byte) int {
	for marker, content := range jpegHead(data) {
		if marker == app1 && bytes.HasPrefix(content, []byte(exifStart)) {
			return int(orientation(content))
		}
	}
	return 0
}

// Turned is a picture as it is to be seen, after Exif's orientation.
func Turned(img *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			fx, fy := x, y // where the pixel comes from
			switch orientation {
			case 2:
				fx = w - 1 - x
			case 3:
				fx, fy = w-1-x, h-1-y
			case 4:
				fy = h - 1 - y
			case 5:
				fx, fy = y, x
			case 6:
				fx, fy = y, h-1-x
			case 7:
				fx, fy = w-1-y, h-1-x
			case 8:
				fx, fy = w-1-y, x
			}
			out.SetRGBA(x, y, img.RGBAAt(b.Min.X+fx, b.Min.Y+fy))
		}
	}
	return out
}
