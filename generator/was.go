package generator

import (
	"context"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
)

// was reads what pages said once, in one call of git for those that are not
// known from the last time. What git can't give, or nobody can read, is not
// among them.
func (c *Cache) was(ctx context.Context, dir string, asked []hub.Past, limit int64) map[hub.Past]hub.Words {
	c.mu.Lock()
	defer c.mu.Unlock()
	pasts, unknown, langs := map[hub.Past]hub.Words{}, []string(nil), map[string][]string{}
	for _, past := range asked {
		if words, ok := c.pasts[past]; ok {
			pasts[past] = words
			continue
		}
		if langs[past.Contents] == nil {
			unknown = append(unknown, past.Contents)
		}
		langs[past.Contents] = append(langs[past.Contents], past.Lang)
	}
	_ = gitinfo.Contents(ctx, dir, unknown, limit, func(contents string, data []byte) { // dates serve without it
		for _, lang := range langs[contents] {
			if words, ok := wordsIn(append([]byte(nil), data...), c.parsers[lang]); ok {
				pasts[hub.Past{Lang: lang, Contents: contents}] = words
			}
		}
	})
	c.pasts = pasts
	return pasts
}

// wordsIn reads what a file says.
func wordsIn(data []byte, parser *markdown.Parser) (words hub.Words, ok bool) {
	file := diag.NewFile("", data)
	var list diag.List
	defer survive(&list, file.Span(0, 0), diag.Text{}) // then its words are not known
	fields, body, readable := source.WordsIn(file)
	if !readable {
		return words, false
	}
	doc, _ := parser.Parse(file, body)
	return hub.Words{Fields: fields, Sections: doc.Sections}, true
}
