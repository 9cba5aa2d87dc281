package pdf

import "fmt"

// Field is a line that readers fill in, in programs that know forms. What they
// type is in Helvetica, which these programs have.
type Field struct {
	Label      string // what to write, for those who do not see it
	X, Y, W, H float64
	Size       float64 // of letters
}

// Field adds a line to fill in. For print shops it adds none: PDF/X has no
// forms.
func (p *Page) Field(f Field) {
	d := p.document
	if d.exchange {
		return
	}
	if d.helvetica == 0 {
		d.helvetica = d.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	}
	empty := d.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 %s %s] /Resources << >>", number(f.W*pointsPerMM), number(f.H*pointsPerMM)), []byte("/Tx BMC EMC\n"))
	field := d.add(fmt.Sprintf("<< /Type /Annot /Subtype /Widget /FT /Tx /T (%d) /TU %s /F 4 /Rect [%s %s %s %s] /DA (/Helv %s Tf 0 g) /AP << /N %s >> >>",
		len(d.fields)+1, literal(f.Label),
		number(f.X*pointsPerMM), number((p.Height-f.Y-f.H)*pointsPerMM), number((f.X+f.W)*pointsPerMM), number((p.Height-f.Y)*pointsPerMM),
		number(f.Size*pointsPerMM), empty))
	d.fields, p.fields = append(d.fields, field), append(p.fields, field)
}

// form is the entry of the catalog for the lines to fill in, "" without any.
func (d *Document) form() string {
	if len(d.fields) == 0 {
		return ""
	}
	return fmt.Sprintf(" /AcroForm << /Fields %s /DR << /Font << /Helv %s >> >> /DA (/Helv 0 Tf 0 g) >>", list(d.fields), d.helvetica)
}

// list is an array of objects.
func list(refs []reference) string {
	text := "["
	for i, ref := range refs {
		if i > 0 {
			text += " "
		}
		text += ref.String()
	}
	return text + "]"
}
