package print

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // photos may be GIF,
	"image/jpeg"  // JPEG,
	"image/png"   // PNG

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // or WebP
)

// photo is a square JPEG picture in two sizes: for what is held in the hand,
// and for posters.
type photo struct{ small, large []byte }

const (
	smallPhoto = 420 // pixels: 240 a centimetre and a half, for the 44 mm of a sign
	largePhoto = 960 // for the 110 mm of a poster
	mostPixels = 120 << 20
)

// newPhoto makes a square of a picture, turned as its EXIF data say, and
// nothing of these data stays in it.
func newPhoto(data []byte) (*photo, error) {
	img, err := decode(data)
	if err != nil {
		return nil, err
	}
	turn := orientation(data)
	large := turned(scaled(img, square(img.Bounds(), turn), largePhoto), turn)
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

func decode(data []byte) (image.Image, error) {
	if bytes.Contains(data[:min(len(data), 1<<10)], []byte("<svg")) {
		return drawn(data)
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

// logo is the hub's logo on white, and its size in pixels.
type logo struct {
	width, height float64
	png           []byte
}

const largeLogo = 800 // pixels, on the longer side

func newLogo(data []byte) (*logo, error) {
	img, err := decode(data)
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

// turned is a square picture as it is to be seen, after EXIF's orientation.
func turned(img *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return img
	}
	n := img.Bounds().Dx()
	out := image.NewRGBA(img.Bounds())
	for y := range n {
		for x := range n {
			fx, fy := x, y // where the pixel comes from
			switch orientation {
			case 2:
				fx = n - 1 - x
			case 3:
				fx, fy = n-1-x, n-1-y
			case 4:
				fy = n - 1 - y
			case 5:
				fx, fy = y, x
			case 6:
				fx, fy = y, n-1-x
			case 7:
				fx, fy = n-1-y, n-1-x
			case 8:
				fx, fy = n-1-y, x
			}
			out.SetRGBA(x, y, img.RGBAAt(fx, fy))
		}
	}
	return out
}

// orientation is how a JPEG picture is to be turned, 1 to 8, 0 where it does
// not say. See Exif 2.32, tag 0x0112.
func orientation(data []byte) int {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker, length := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == 0xda || length < 2 || at+2+length > len(data) {
			return 0
		}
		if segment := data[at+4 : at+2+length]; marker == 0xe1 && bytes.HasPrefix(segment, []byte("Exif\x00\x00")) {
			return tiffOrientation(segment[6:])
		}
		at += 2 + length
	}
	return 0
}

func tiffOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 0
	}
	n := int(order.Uint16(tiff[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > len(tiff) {
			return 0
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			return int(order.Uint16(tiff[entry+8:]))
		}
	}
	return 0
}
