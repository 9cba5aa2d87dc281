package pdf

import (
	_ "embed"
	"encoding/hex"
	"fmt"
	"html"
	"strings"
)

// The colours of the file are sRGB, and those of the paper that it is made for
// are FOGRA39, coated paper in offset printing: icc/README says where the
// profiles come from.
var (
	//go:embed icc/sRGB.icc
	sRGB []byte
	//go:embed icc/FOGRA39L.icc
	fogra39 []byte
)

// colours are the objects of the colours in PDF/X-4.
type colours struct {
	srgb reference // a colour space
	all  reference // one in which 1 is all inks, as cutting marks have
	// intent is what the file is to be printed as.
	intent reference
}

func (d *Document) addProfiles() {
	profile := d.stream("/N 3 /Alternate /DeviceRGB", sRGB)
	d.colours.srgb = d.add(fmt.Sprintf("[/ICCBased %s]", profile))
	d.colours.all = d.add("[/Separation /All /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1 >>]")
	profile = d.stream("/N 4", fogra39)
	d.colours.intent = d.add(fmt.Sprintf("<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /RegistryName (http://www.color.org) "+
		"/OutputCondition %s /Info %[1]s /DestOutputProfile %s >>", literal("Offset, coated paper, ISO 12647-2:2004/Amd 1, FOGRA39L"), profile))
}

// Nothing in a file tells the time: it would be another file every second.
const (
	date    = "D:20000101000000Z"
	xmpDate = "2000-01-01T00:00:00Z"
)

// xmp is what the file says of itself, in XMP.
func (d *Document) xmp(id []byte) string {
	hexID := hex.EncodeToString(id)
	uuid := strings.Join([]string{hexID[:8], hexID[8:12], hexID[12:16], hexID[16:20], hexID[20:]}, "-")
	version := ""
	if d.exchange {
		version = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
	}
	return `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + html.EscapeString(d.about.Title) + `</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>` + html.EscapeString(d.about.Author) + `</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>` + html.EscapeString(d.about.Language) + `</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Ankerplatz</xmp:CreatorTool>
<xmp:CreateDate>` + xmpDate + `</xmp:CreateDate>
<xmp:ModifyDate>` + xmpDate + `</xmp:ModifyDate>
<xmp:MetadataDate>` + xmpDate + `</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:` + uuid + `</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>Ankerplatz</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
` + version + `</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
}
