// Package pdf writes PDF files: pages of shapes and text, measured in
// millimetres from the top left corner. Text is text, in fonts of which what is
// used is embedded; the same calls make the same bytes. For print shops it
// writes PDF/X-4 (ISO 15930-7:2010).
//
// The libraries for Go that write PDF take text letter by letter; they can't
// place what has been shaped, as Arabic and Indic letters and accents must be.
package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// About is what a file says of itself.
type About struct {
	Title, Author string
	Language      string // code
}

// Document is a PDF file in the making.
type Document struct {
	about    About
	exchange bool
	objects  [][]byte // object n+1 is objects[n]
	pages    []*Page
	fonts    []*font
	pictures map[string]reference
	colours  colours

	fields    []reference
	helvetica reference // of fields; 0 without any
}

// reference is the number of an object.
type reference int

func (r reference) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// New is a document without pages. With exchange it is PDF/X-4 for coated paper
// (FOGRA39): its pages need a Trim.
func New(about About, exchange bool) *Document {
	d := &Document{about: about, exchange: exchange, pictures: map[string]reference{}}
	for range firstFree - 1 {
		d.objects = append(d.objects, nil)
	}
	if exchange {
		d.addProfiles()
	}
	return d
}

// The objects that every file has.
const (
	catalog reference = iota + 1
	pageTree
	information
	metadata
	firstFree
)

func (d *Document) add(object string) reference {
	d.objects = append(d.objects, []byte(object))
	return reference(len(d.objects))
}

// stream adds a stream with entries of its dictionary; data is compressed, or
// is already, by the filter that the entries name.
func (d *Document) stream(entries string, data []byte) reference {
	if !strings.Contains(entries, "/Filter") {
		entries, data = entries+" /Filter /FlateDecode", deflated(data)
	}
	return d.add(streamObject(entries, data))
}

func streamObject(entries string, data []byte) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", strings.TrimSpace(entries), len(data), data)
}

func deflated(data []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(data) // a buffer takes all
	_ = w.Close()
	return out.Bytes()
}

// Bytes is the finished file. Nothing may be added afterwards.
func (d *Document) Bytes() []byte {
	for _, f := range d.fonts {
		d.objects[f.ref-1] = []byte(f.write(d))
	}
	var kids []reference
	first := reference(0)
	for i, p := range d.pages {
		ref := d.add(p.object(d.stream("", p.content.Bytes())))
		kids = append(kids, ref)
		if i == 0 {
			first = ref
		}
	}
	d.set(pageTree, fmt.Sprintf("<< /Type /Pages /Count %d /Kids %s >>", len(kids), list(kids)))
	more := d.form()
	if outline := d.outline(first); outline != 0 {
		more += fmt.Sprintf(" /Outlines %s", outline)
	}
	if d.exchange {
		more += fmt.Sprintf(" /OutputIntents [%s]", d.colours.intent)
	}
	d.set(catalog, fmt.Sprintf("<< /Type /Catalog /Pages %s /Metadata %s /Lang %s /ViewerPreferences << /DisplayDocTitle true >>%s >>",
		pageTree, metadata, literal(d.about.Language), more))
	d.set(information, fmt.Sprintf("<< /Title %s /Author %s /Creator (Ankerplatz) /Producer (Ankerplatz) /CreationDate (%s) /ModDate (%[3]s) /Trapped /False >>",
		literal(d.about.Title), literal(d.about.Author), date))
	sum := sha256.New()
	for _, object := range d.objects {
		sum.Write(object)
	}
	id := sum.Sum(nil)[:16]
	// It stays as it is, so that programs can read it without knowing PDF.
	d.set(metadata, streamObject("/Type /Metadata /Subtype /XML", []byte(d.xmp(id))))
	return d.file(id)
}

func (d *Document) set(r reference, object string) { d.objects[r-1] = []byte(object) }

// file is the objects one after the other, and where each is found.
func (d *Document) file(id []byte) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
	places := make([]int, len(d.objects))
	for i, object := range d.objects {
		places[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, place := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root %s /Info %s /ID [<%s> <%[4]s>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(places)+1, catalog, information, hex.EncodeToString(id), table)
	return out.Bytes()
}

// outline are the bookmarks of pages that have names. first is the first page;
// the others follow it.
func (d *Document) outline(first reference) reference {
	var named []int
	for i, p := range d.pages {
		if p.Name != "" {
			named = append(named, i)
		}
	}
	if len(named) < 2 {
		return 0
	}
	root := reference(len(d.objects) + 1)
	d.add(fmt.Sprintf("<< /Type /Outlines /Count %d /First %s /Last %s >>", len(named), root+1, root+reference(len(named))))
	for n, i := range named {
		beside := ""
		if n > 0 {
			beside += fmt.Sprintf(" /Prev %s", root+reference(n))
		}
		if n < len(named)-1 {
			beside += fmt.Sprintf(" /Next %s", root+reference(n+2))
		}
		// Of each page there are two objects, and the page itself is the second.
		d.add(fmt.Sprintf("<< /Title %s /Parent %s%s /Dest [%s /Fit] >>", literal(d.pages[i].Name), root, beside, first+reference(2*i)))
	}
	return root
}

// literal is a text as PDF has it: its letters where they are plain, and UTF-16
// where they are not.
func literal(text string) string {
	plain := true
	for _, r := range text {
		plain = plain && r >= ' ' && r < 0x7f
	}
	if plain {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text) + ")"
	}
	return "<feff" + utf16Hex(text) + ">"
}

func utf16Hex(text string) string {
	var out strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&out, "%04x", unit)
	}
	return out.String()
}

// number is a length to a ten-thousandth.
func number(v float64) string {
	text := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 4, 64), "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}
