package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"slices"

	"github.com/HugoSmits86/nativewebp"
	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// FormsVersion counts up when Forms makes them otherwise.
const FormsVersion = 1

// Form is a picture in another size or another format, or as it is.
type Form struct {
	Width, Height int    // pixels
	Name          string // of the file: "720.webp"; "" is the picture itself
	Data          []byte // nil of the picture itself
}

// Formed is what is made of a picture.
type Formed struct {
	Small []byte // as lists show it: see ThumbWidth
	Face  []byte // as the photo of somebody, of a picture wider than FaceWidth; else nil
	// Forms are those that a page offers to browsers, by width, the largest for
	// who wants to see it large. There are none where the picture itself is best.
	Forms []Form
}

// widths of forms in pixels: a column of text on a desktop, and on phones and
// desktops with finer screens; the last is for seeing it large.
var widths = []int{480, 720, 1080, 1440, 1920}

const (
	photoQuality = 80    // of JPEG
	mostWebP     = 16383 // pixels of a WebP picture in each direction
	photoBytes   = 1     // bytes per pixel, without loss, from which on a picture is taken for a photo
	// A form is made of what has more pixels by this factor, and offered where it
	// has fewer bytes by it.
	worthwhile = 1.15
)

// Forms makes the small one and the forms of a JPEG, PNG, GIF or WebP picture,
// the right way up, with nothing of what its file says beside it but what its
// colours mean. What was drawn stays without loss, as WebP, so that its text is
// sharp; photos are JPEG. No form has more bytes than the next larger one. What
// moves has none. The error says that the picture is damaged.
func Forms(data []byte) (out *Formed, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("it is damaged: %v", failure) // so that a library fails over it
		}
	}()
	img, err := Decode(data, 0)
	if err != nil {
		return nil, err
	}
	out = &Formed{}
	if out.Small, err = thumb(img, Orientation(data)); err != nil {
		return nil, err
	}
	if err := out.face(img, Orientation(data)); err != nil {
		return nil, err
	}
	profile := profileOf(data)
	if LookAt(data).Moves || !colours(data, img, profile) {
		return out, nil
	}
	f := former{Formed: out, turn: Orientation(data), profile: profile, original: len(Plain(data))}
	if y, ok := img.(*image.YCbCr); ok {
		f.photo, f.img = true, y
	} else {
		f.photo, f.img = Format(data) == "JPEG", img
	}
	return out, f.all()
}

// colours reports whether colours stay as they are when a picture is drawn
// anew: not if they are those of paper, or said otherwise than by a profile of
// red, green and blue.
func colours(data []byte, img image.Image, profile []byte) bool {
	if profile != nil {
		_, paper := img.(*image.CMYK)
		_, grey := img.(*image.Gray)
		return string(profile[16:20]) == "RGB " && !paper && !grey
	}
	if Format(data) == "PNG" {
		for c := range pngChunks(data) {
			if c.kind == "cICP" || c.kind == "gAMA" && string(c.content) != "\x00\x00\xb1\x8f" && string(c.content) != "\x00\x00\xb1\x8e" { // 1/2.2
				return false
			}
		}
	}
	return true
}

// former makes the forms of a picture.
type former struct {
	*Formed
	img      image.Image // as the file has it; smaller from form to form
	turn     int
	photo    bool
	profile  []byte
	original int // bytes of the picture itself
	least    int // bytes of the smallest form so far
}

// all makes the forms, the largest first.
func (f *former) all() error {
	img := f.img
	size := f.upright(img.Bounds().Size())
	last := widths[len(widths)-1]
	if !f.photo {
		whole, err := f.encode()
		if err != nil {
			return err
		}
		like := whole.Data == nil && max(size.X, size.Y) <= mostWebP || len(whole.Data) > photoBytes*size.X*size.Y
		if like && rgba(img).Opaque() {
			f.photo = true
		} else {
			f.offer(whole)
		}
	}
	if f.photo && float64(size.X) <= worthwhile*float64(last) {
		whole, err := f.encode()
		if err != nil {
			return err
		}
		f.offer(whole)
	}
	for _, w := range slices.Backward(widths) {
		if float64(size.X) < worthwhile*float64(w) {
			continue
		}
		f.shrink(image.Pt(w, max(1, int(math.Round(float64(size.Y)*float64(w)/float64(size.X))))))
		form, err := f.encode()
		if err != nil {
			return err
		}
		f.offer(form)
	}
	slices.Reverse(f.Forms)
	if len(f.Forms) == 1 && f.Forms[0].Name == "" {
		f.Forms = nil
	}
	return nil
}

// offer adds a form unless a larger one has about as few bytes. Where the first
// has more than the picture itself, that is offered in its place.
func (f *former) offer(form Form) {
	switch {
	case f.Forms != nil && form.Name == "":
		return
	case f.Forms == nil && (form.Name == "" || float64(len(form.Data))*worthwhile > float64(f.original)):
		size := f.upright(f.img.Bounds().Size())
		form, f.least = Form{Width: size.X, Height: size.Y}, f.original
	case f.Forms != nil && float64(len(form.Data))*worthwhile > float64(f.least):
		return
	default:
		f.least = len(form.Data)
	}
	f.Forms = append(f.Forms, form)
}

// upright is a size as it is seen.
func (f *former) upright(p image.Point) image.Point {
	if f.turn >= 5 { // it lies on its side
		return image.Pt(p.Y, p.X)
	}
	return p
}

// encode makes a file of the picture in its present size.
func (f *former) encode() (Form, error) {
	img := f.img
	if f.turn > 1 {
		img = Turned(rgba(img), f.turn)
	}
	size := img.Bounds().Size()
	var file bytes.Buffer
	if f.photo {
		if _, ok := img.(*image.YCbCr); !ok {
			img = rgba(img)
		}
		err := jpeg.Encode(&file, img, &jpeg.Options{Quality: photoQuality})
		data := slices.Concat(file.Bytes()[:min(2, file.Len())], profileSegments(f.profile), file.Bytes()[min(2, file.Len()):])
		return Form{size.X, size.Y, fmt.Sprintf("%d.jpg", size.X), data}, err
	}
	data := webpOf(img)
	if data == nil {
		return Form{}, nil
	}
	return Form{size.X, size.Y, fmt.Sprintf("%d.webp", size.X), profiledWebP(data, f.profile, size)}, nil
}

// webpOf is a WebP file of a picture, without loss. It is read again, as the
// library fails over some that are like noise: then it is nil, as for those that
// are larger than WebP takes.
func webpOf(img image.Image) (data []byte) {
	size := img.Bounds().Size()
	if max(size.X, size.Y) > mostWebP {
		return nil
	}
	defer func() {
		if recover() != nil {
			data = nil
		}
	}()
	drawn := image.NewNRGBA(image.Rectangle{Max: size})
	draw.Draw(drawn, drawn.Rect, img, img.Bounds().Min, draw.Src)
	var file bytes.Buffer
	if err := nativewebp.Encode(&file, drawn, nil); err != nil {
		return nil
	}
	again, err := webp.Decode(bytes.NewReader(file.Bytes()))
	if read, ok := again.(*image.NRGBA); err != nil || !ok || !bytes.Equal(read.Pix, drawn.Pix) {
		return nil
	}
	return file.Bytes()
}

// shrink makes the picture smaller: by halves as long as that goes, which is
// quick, and then as well as can be.
func (f *former) shrink(to image.Point) {
	to = f.upright(to) // and back
	for b := f.img.Bounds(); b.Dx() >= 2*to.X && b.Dy() >= 2*to.Y && b.Dx() > 3 && b.Dy() > 3; b = f.img.Bounds() {
		f.img = halved(f.img)
	}
	if f.img.Bounds().Size() != to {
		out := image.NewRGBA(image.Rectangle{Max: to})
		draw.CatmullRom.Scale(out, out.Rect, f.img, f.img.Bounds(), draw.Src, nil)
		f.img = out
	}
}

// halved is a picture of half the size, each pixel the mean of four. Colours of
// photos have half the size already.
func halved(img image.Image) image.Image {
	b := img.Bounds()
	w, h := b.Dx()/2, b.Dy()/2
	if y, ok := img.(*image.YCbCr); ok {
		out := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio444)
		mean(out.Y, out.YStride, y.Y[y.YOffset(b.Min.X, b.Min.Y):], y.YStride, w, h, 1)
		at := y.COffset(b.Min.X, b.Min.Y)
		switch y.SubsampleRatio {
		case image.YCbCrSubsampleRatio420:
			for row := range h {
				copy(out.Cb[row*out.CStride:][:w], y.Cb[at+row*y.CStride:])
				copy(out.Cr[row*out.CStride:][:w], y.Cr[at+row*y.CStride:])
			}
			return out
		case image.YCbCrSubsampleRatio444:
			mean(out.Cb, out.CStride, y.Cb[at:], y.CStride, w, h, 1)
			mean(out.Cr, out.CStride, y.Cr[at:], y.CStride, w, h, 1)
			return out
		default: // cameras write none of the others
		}
	}
	in := rgba(img)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	mean(out.Pix, out.Stride, in.Pix, in.Stride, w, h, 4)
	return out
}

// mean fills w by h pixels of so many bytes with the means of four.
func mean(to []byte, toStride int, from []byte, fromStride, w, h, size int) {
	for y := range h {
		upper, lower, out := from[2*y*fromStride:], from[(2*y+1)*fromStride:], to[y*toStride:]
		for x := range w * size {
			i := 2*x - x%size
			out[x] = byte((int(upper[i]) + int(upper[i+size]) + int(lower[i]) + int(lower[i+size]) + 2) / 4)
		}
	}
}

// rgba is a picture of 8 bits for each colour, from 0, 0 on.
func rgba(img image.Image) *image.RGBA {
	if out, ok := img.(*image.RGBA); ok && out.Rect.Min == (image.Point{}) {
		return out
	}
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// profiledWebP puts a profile into a WebP picture (RFC 9649, section 2.7).
func profiledWebP(data, profile []byte, size image.Point) []byte {
	if profile == nil {
		return data
	}
	w, h := size.X-1, size.Y-1
	head := []byte{hasProfile | hasAlpha, 0, 0, 0, byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)}
	out := slices.Concat(data[:12], webpChunk("VP8X", head), webpChunk("ICCP", profile))
	for c := range webpChunks(data) {
		if c.kind == "VP8L" {
			out = append(out, c.all...)
		}
	}
	return riff(out)
}

// face makes the photo of somebody.
func (out *Formed) face(img image.Image, turn int) error {
	f := former{img: img, turn: turn, photo: true}
	size := f.upright(img.Bounds().Size())
	if size.X <= FaceWidth {
		return nil
	}
	f.shrink(image.Pt(FaceWidth, FaceHeight(size.X, size.Y)))
	white := image.NewRGBA(f.img.Bounds())
	draw.Draw(white, white.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(white, white.Rect, f.img, f.img.Bounds().Min, draw.Over)
	f.img = white
	form, err := f.encode()
	out.Face = form.Data
	return err
}

// thumb is the small picture of one that was read.
func thumb(img image.Image, turn int) ([]byte, error) {
	size := image.Pt(ThumbWidth, ThumbHeight)
	if turn >= 5 { // it lies on its side
		size = image.Pt(ThumbHeight, ThumbWidth)
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	part := middle(img.Bounds(), size)
	if turn < 2 {
		part = part.Sub(image.Pt(0, part.Min.Y-img.Bounds().Min.Y))
	}
	draw.Draw(out, out.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.BiLinear.Scale(out, out.Rect, img, part, draw.Over, nil)
	var file bytes.Buffer
	err := jpeg.Encode(&file, Turned(out, turn), &jpeg.Options{Quality: 78})
	return file.Bytes(), err
}
