package generator

import (
	"regexp"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
)

// webAddress is an address as YAML has it.
var webAddress = regexp.MustCompile(`https?://[^\s"'<>{}\[\],|\\]+[^\s"'<>{}\[\],|\\.;:!?)]`)

// webLinks are the addresses of other sites in all pages, drafts included, and in
// site.yaml, in the order of the files.
func (o *origin) webLinks() []WebLink {
	links := addressesIn(o.config.File, len(o.config.File.Data))
	for _, p := range o.in.Pages {
		links = append(links, addressesIn(p.Source.File, p.Source.Body)...)
		for _, ref := range p.Doc.Web {
			links = append(links, WebLink{ref.Dest, ref.Span})
		}
	}
	own := o.config.Absolute(o.config.BasePath())
	return slices.DeleteFunc(links, func(l WebLink) bool { return strings.HasPrefix(l.URL, own) })
}

// addressesIn are the addresses in the YAML that a file begins with.
func addressesIn(file *diag.File, end int) []WebLink {
	var links []WebLink
	for _, at := range webAddress.FindAllIndex(file.Data[:min(end, len(file.Data))], -1) {
		span := file.Span(at[0], at[1])
		links = append(links, WebLink{span.Text(), span})
	}
	return links
}
