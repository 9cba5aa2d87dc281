package export

import (
	"cmp"
	"encoding/xml"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/strictyaml"
)

// openSearchName is a file beside the home page of each language.
const openSearchName = "opensearch.xml"

// What OpenSearch 1.1 allows, in characters.
const (
	longestShortName   = 16
	longestLongName    = 48
	longestDescription = 1024
)

type openSearch struct {
	XMLName       xml.Name        `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName     string          `xml:"ShortName"`
	LongName      string          `xml:"LongName"`
	Description   string          `xml:"Description"`
	Language      string          `xml:"Language"`
	InputEncoding string          `xml:"InputEncoding"`
	URLs          []openSearchURL `xml:"Url"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

// openSearchOf says how the hub is searched in a language, so that browsers can
// do it from the address bar (OpenSearch 1.1).
func openSearchOf(h *hub.Hub, lang *hub.Language) []byte {
	in := func(text strictyaml.Localized) string { return text.In(lang.Code, h.Config.DefaultLang()) }
	title := in(h.Config.Title)
	about := cmp.Or(in(h.Config.Description), in(h.Config.Claim), title)
	home := h.Config.Absolute(h.Base + lang.Code + "/")
	return document(openSearch{
		ShortName: shorten(title, longestShortName), LongName: shorten(title, longestLongName), Description: shorten(about, longestDescription),
		Language: lang.Code, InputEncoding: "UTF-8",
		URLs: []openSearchURL{
			{Type: "text/html", Template: home + "search/?q={searchTerms}"},
			{Type: "application/opensearchdescription+xml", Rel: "self", Template: home + openSearchName},
		},
	})
}

// shorten cuts text behind a word, if there is one that leaves most of it, so
// that it has at most so many characters.
func shorten(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	cut := string(letters[:most+1])
	if space := strings.LastIndexByte(cut, ' '); space >= len(cut)/2 {
		return strings.TrimRight(cut[:space], " ,;:–-")
	}
	return string(letters[:most])
}
