package lunr

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"ankerplatz/search"

	"golang.org/x/text/unicode/norm"
)

// File is a file of the published index. Its name is relative to the folder of
// the language.
type File struct {
	Name string
	Data []byte
}

// fields are the fields of a hub's index. What a writer put where it counts
// weighs more than what stands somewhere in the text.
var fields = []Field{
	{"title", 10},
	{"problem", 6},
	{"keywords", 6},
	{"headings", 3},
	{"tags", 3},
	{"summary", 3},
	{"body", 1},
}

// excerptLength is the length of the text that a result shows, in characters.
const excerptLength = 160

// result is what docs.json tells of a document.
type result struct {
	URL         string   `json:"url"`
	Path        string   `json:"path"`
	Title       string   `json:"title"`
	Kind        string   `json:"kind"`
	Excerpt     string   `json:"excerpt"`
	Apps        []string `json:"apps,omitempty"`
	Departments []string `json:"departments,omitempty"`
	Tags        []string `json:"tags,omitempty"`
}

// Files returns the published index of one language:
//
//	index.json  the whole index for lunr.Index.load; its refs are the numbers of
//	            the documents, "0", "1", …
//	docs.json   an array with what a result shows of each document, by number
//
// docs are the documents of that language in the order that they shall be
// numbered. Their texts are put in Unicode's composed form, which is how
// people type.
func Files(ctx context.Context, lang string, docs []search.Document) ([]File, error) {
	ix, err := Build(ctx, Config{Languages: []string{lang}, Fields: fields}, hubDocs(docs))
	if err != nil {
		return nil, err
	}
	results := make([]result, len(docs))
	for i := range docs {
		d := &docs[i]
		results[i] = result{
			URL:         d.URL,
			Path:        d.Ref,
			Title:       d.Title,
			Kind:        d.Kind,
			Excerpt:     d.Excerpt(excerptLength),
			Apps:        ids(d.Apps),
			Departments: ids(d.Departments),
			Tags:        d.Tags,
		}
	}
	var data bytes.Buffer
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(results); err != nil {
		return nil, err
	}
	return []File{{"index.json", ix.JSON()}, {"docs.json", data.Bytes()}}, nil
}

func ids(facets []search.Facet) []string {
	var ids []string
	for _, f := range facets {
		ids = append(ids, f.ID)
	}
	return ids
}

// hubDocs gives the documents the fields of a hub's index.
func hubDocs(docs []search.Document) []Doc {
	out := make([]Doc, len(docs))
	for i := range docs {
		d := &docs[i]
		var headings, body strings.Builder
		for _, s := range d.Sections {
			line(&headings, s.Heading)
			line(&body, s.Text)
		}
		for _, f := range d.Apps {
			line(&body, f.Name)
		}
		for _, f := range d.Departments {
			line(&body, f.Name)
		}
		texts := []string{
			d.Title,
			d.Problem,
			strings.Join(d.Keywords, "\n"),
			headings.String(),
			strings.Join(d.Tags, "\n"),
			d.Summary,
			body.String(),
		}
		for j, text := range texts {
			texts[j] = norm.NFC.String(text)
		}
		out[i] = Doc{Ref: strconv.Itoa(i), Fields: Texts(texts...)}
	}
	return out
}

func line(b *strings.Builder, s string) {
	if s != "" {
		b.WriteString(s)
		b.WriteByte('\n')
	}
}
