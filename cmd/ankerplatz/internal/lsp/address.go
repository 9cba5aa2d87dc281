package lsp

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// keepAddress adds to the aliases of a page its address of now, if its new file
// gives it another one: under the word that its writer has for them, and without
// the new address, which is no old one any more.
func (e *edits) keepAddress(site *generator.Site, p *hub.Page, to string) error {
	was, is := address(p, p.Path), address(p, to)
	if p.Index || p.URL == "" || was == is {
		return nil
	}
	old, err := url.PathUnescape("/" + strings.TrimPrefix(p.URL, site.Hub().Base))
	if err != nil {
		return fmt.Errorf("%s: %w", p.Path, err)
	}
	start, end := p.Head.Start, p.Head.End
	node, _ := strictyaml.Parse(p.File, start, end, strictyaml.Limits{}) // it has been read before
	word := "aliases"
	for _, f := range p.Ours(node, generator.ReadOptions(site.Config())).Fields() {
		if f.Name == "aliases" {
			word = f.Said()
		}
	}
	if word == "slug" { // a single one, by its nature: the list beside it
		word = "redirect_from"
	}
	written := node.Field(word)
	same := func(address string) func(string) bool {
		return func(alias string) bool {
			at, err := source.AliasPath(alias)
			return err == nil && at == strings.Trim(address, "/")
		}
	}
	var now []string
	for _, item := range written.Items() {
		now = append(now, item.Value())
	}
	if written.Kind() == strictyaml.Scalar {
		now = append(now, written.Value())
	}
	after := slices.DeleteFunc(slices.Clone(now), same(path.Join(path.Dir(strings.TrimSuffix(old, "/")), path.Base(is))))
	returns := len(after) < len(now) && path.Dir(was) == path.Dir(is)
	steps, value := []string{word}, any(append(after, old))
	switch {
	case slices.ContainsFunc(now, same(old)):
		return nil
	case written.Kind() == strictyaml.List && !returns:
		steps, value = []string{word, "-"}, old
	case !returns:
		value = append(slices.Clone(now), old)
	}
	text := p.File.Data[start:end]
	changed, err := strictyaml.Set(text, steps, value)
	if err != nil {
		return fmt.Errorf("%s: %w", p.Path, err)
	}
	if start == end && !bytes.HasPrefix(p.File.Data[end:], []byte("---")) {
		changed = slices.Concat([]byte("---\n"), changed, []byte("---\n\n"))
	}
	first, last := changedLines(text, changed)
	e.replace(p.File.Span(start+first, end-last), string(changed[first:len(changed)-last]))
	return nil
}

// address is what the address of a page is made of if its file is called so.
func address(p *hub.Page, file string) string {
	name := nameOf(file)
	parts := strings.Split(strings.TrimSuffix(file, path.Base(file)), "/")
	if p.Bundle || p.Readme {
		parts = strings.Split(path.Dir(path.Dir(file)), "/")
	}
	for i := range parts {
		parts[i] = slug.Make(parts[i])
	}
	if p.Meta.Slug.Value == "" {
		return path.Join(path.Join(parts...), slug.Make(name))
	}
	return path.Join(path.Join(parts...), p.Slug)
}

// changedLines are how many bytes at the beginning and at the end of two texts
// are whole lines that both have.
func changedLines(a, b []byte) (first, last int) {
	for line := range bytes.Lines(a) {
		if !bytes.HasPrefix(b[first:], line) {
			break
		}
		first += len(line)
	}
	for last < min(len(a), len(b))-first {
		rest := a[first : len(a)-last]
		line := rest[bytes.LastIndexByte(rest[:len(rest)-1], '\n')+1:]
		if !bytes.HasSuffix(b[first:len(b)-last], line) {
			break
		}
		last += len(line)
	}
	return first, last
}
