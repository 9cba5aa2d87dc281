package lsp

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/creachadair/jrpc2"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// meant is the page that is renamed at the cursor: the one that the reference
// there leads to, else the document's own.
func (c *cursor) meant() (*hub.Page, diag.Span) {
	own := diag.NewFile(c.name, c.data).Span(c.at, c.at)
	to, ok := c.pointed()
	switch {
	case !ok:
		return c.here(), own
	case to.target.Page != nil:
		return to.target.Page, to.span
	case to.target.Person != nil:
		return to.target.Person.In(c.lang), to.span
	}
	return nil, own
}

// prepareRename says what would be renamed: the name of a page's file.
func (s *server) prepareRename(_ context.Context, site *generator.Site, p at) (any, error) {
	c, ok := s.cursor(site, p)
	if !ok {
		return nil, nil
	}
	page, span := c.meant()
	if page == nil || page.Index {
		return nil, nil // there is no page, or it has its name from its folder
	}
	return prepared{Range: spanRange(span), Placeholder: page.Name}, nil
}

// rename renames a page's file, in all languages in which it has that name, and
// changes all that leads to it.
func (s *server) rename(_ context.Context, site *generator.Site, p renameParams) (any, error) {
	c, ok := s.cursor(site, p.at)
	if !ok {
		return nil, nil
	}
	page, _ := c.meant()
	if page == nil || page.Index {
		return nil, refuse(s, c, diag.Say("there is no page here that could be renamed"))
	}
	name := strings.TrimSuffix(strings.TrimSpace(p.NewName), ".md")
	if slug.Make(name) == "" || strings.ContainsAny(name, `/\`) || source.IsIndexName(name+".md") {
		return nil, refuse(s, c, diag.Say("%q can't be the name of a page", p.NewName))
	}
	moves := map[*hub.Page]string{}
	e := s.newEdits()
	for _, version := range page.Translations.Pages {
		if version.Name != page.Name {
			continue
		}
		to := path.Join(version.Dir(), name+".md")
		from := version.Path
		if version.Bundle || version.Readme {
			from = version.Dir() // the folder, with all that is in it
			to = path.Join(path.Dir(version.Dir()), name)
		}
		if err := sitepath.Check(to); err != nil {
			return nil, refuse(s, c, diag.Say("%q can't be the name of a page", p.NewName))
		}
		moves[version] = to
		if version.Bundle || version.Readme {
			moves[version] = path.Join(to, path.Base(version.Path))
		}
		if other := pageAt(site.Hub(), path.Join(source.Root, moves[version])); other != nil && other != version {
			return nil, refuse(s, c, diag.Say("there is a file %s already", moves[version]))
		}
		if s.taken(path.Join(source.Root, from), path.Join(source.Root, to)) {
			return nil, refuse(s, c, diag.Say("there is a file %s already", to))
		}
		e.renames = append(e.renames, [2]string{path.Join(source.Root, from), path.Join(source.Root, to)})
	}
	return e.follow(site, moves)
}

// taken reports whether another file has a name, if by its case only: also one
// that is no page of the hub, such as a draft.
func (s *server) taken(from, to string) bool {
	others, err := os.ReadDir(filepath.Dir(s.disk(to)))
	return err == nil && slices.ContainsFunc(others, func(other os.DirEntry) bool {
		return strings.EqualFold(other.Name(), path.Base(to)) && other.Name() != path.Base(from)
	})
}

func refuse(s *server, c *cursor, why diag.Text) error {
	return jrpc2.Errorf(jrpc2.InvalidParams, "%s", why.In(s.opt.Tongue.Of(diag.Diagnostic{Span: diag.NewFile(c.name, nil).Span(0, 0)})))
}

// willRename changes what leads to pages whose files the editor is about to
// rename.
func (s *server) willRename(_ context.Context, site *generator.Site, p filesParams) (any, error) {
	moves := map[*hub.Page]string{}
	for _, f := range p.Files {
		s.mu.Lock()
		from, to := s.below(f.OldURI), s.below(f.NewURI)
		s.mu.Unlock()
		to, in := strings.CutPrefix(to, source.Root+"/")
		if page := pageAt(site.Hub(), from); page != nil && in && isPage(path.Join(source.Root, to)) {
			moves[page] = to
		}
	}
	if len(moves) == 0 {
		return nil, nil
	}
	e := s.newEdits()
	for _, page := range site.Hub().Pages {
		if to := moves[page]; to != "" && !page.Bundle && !page.Readme && !page.Index {
			e.translations(page, to, moves)
		}
	}
	return e.follow(site, moves)
}

// translations renames, with a page that the editor renames, the others of that
// name, to where nothing is yet.
func (e *edits) translations(page *hub.Page, to string, moves map[*hub.Page]string) {
	below, stays := strings.CutPrefix(to, page.Lang+"/")
	_, was, _ := strings.Cut(page.Path, "/")
	for _, version := range page.Translations.Pages {
		from := path.Join(source.Root, version.Path)
		target := path.Join(source.Root, version.Lang, below)
		if !stays || moves[version] != "" || version.Path != path.Join(version.Lang, was) || e.s.taken(from, target) {
			continue
		}
		moves[version] = path.Join(version.Lang, below)
		e.renames = append(e.renames, [2]string{from, target})
	}
}

// follow changes what leads to pages that move, and what they lead to by paths.
// Their addresses of now become old ones of theirs.
func (e *edits) follow(site *generator.Site, moves map[*hub.Page]string) (any, error) {
	h := site.Hub()
	for _, p := range h.Pages {
		dir, moved := p.Dir(), moves[p] != ""
		if moved {
			dir = path.Dir(moves[p])
			if err := e.keepAddress(site, p, moves[p]); err != nil {
				return nil, err
			}
		}
		for i, ref := range p.Doc.Refs {
			e.followRef(p, ref, p.Targets[i], moves, dir)
		}
		for _, marked := range p.Marked {
			for i, ref := range marked.Refs {
				e.followRef(p, ref, marked.Targets[i], moves, dir)
			}
		}
		if p.Head.File == nil {
			continue
		}
		for _, n := range namings(p.Head.File, p.Head.Start, p.Head.End, fieldsOf(p.Page)) {
			switch n.of {
			case "page":
				if to := h.Meant(p, n.value); to != nil && (moves[to] != "" || dir != p.Dir() && isPath(n.value)) {
					e.replace(n.span, renamed(n.value, to, moves, dir))
				}
			case "profile", "role":
				for page, to := range moves {
					if (page.Kind == source.ProfileKind) == (n.of == "profile") && isID(n.value, page) {
						e.replace(n.span, slug.Make(nameOf(to)))
						break
					}
				}
			}
		}
	}
	return e.made(), nil
}

// isID reports whether a value is what people or roles are referred to by.
func isID(value string, p *hub.Page) bool {
	return (p.Kind == source.ProfileKind || p.Kind == source.RoleKind) && (value == p.Name || value == p.Slug)
}

func (e *edits) followRef(p *hub.Page, ref markdown.Ref, to hub.Target, moves map[*hub.Page]string, dir string) {
	page := to.Page
	if to.Person != nil { // a mention names the person, in whatever language
		for moving := range moves {
			if isID(ref.Dest, moving) {
				page = moving
			}
		}
	}
	frag := ""
	if ref.Frag != "" {
		if _, written, found := strings.Cut(ref.Span.Text(), "#"); found {
			frag = "#" + written
		}
	}
	switch {
	case page != nil && moves[page] != "" && ref.Kind == markdown.Mention:
		e.replace(ref.Span, sign(ref)+slug.Make(nameOf(moves[page])))
	case page != nil && ref.Dest != "" && (moves[page] != "" || dir != p.Dir() && isPath(ref.Dest)):
		dest := renamed(ref.Dest, page, moves, dir)
		if ref.Kind == markdown.Link {
			dest = escape(dest)
		}
		e.replace(ref.Span, dest+frag)
	case to.Asset != nil && dir != p.Dir() && !strings.HasPrefix(ref.Dest, "/"):
		e.replace(ref.Span, escape(hub.Relative(dir, to.Asset.Path))+frag)
	}
}

// sign is the one that a mention begins with, if it is a part of its span.
func sign(ref markdown.Ref) string {
	if strings.HasPrefix(ref.Span.Text(), "@") {
		return "@"
	}
	return ""
}

// isPath reports whether a reference is a path as seen from its page, and not a
// name.
func isPath(dest string) bool {
	return !strings.HasPrefix(dest, "/") && (strings.HasPrefix(dest, ".") || strings.HasSuffix(dest, ".md"))
}

// renamed is a reference to a page as it will be, written as it was: by its name,
// from the language's folder on, or as seen from a folder.
func renamed(dest string, page *hub.Page, moves map[*hub.Page]string, dir string) string {
	to := page.Path
	if moves[page] != "" {
		to = moves[page]
	}
	base := path.Base(dest)
	own := strings.TrimSuffix(base, ".md")
	switch name := nameOf(to); {
	case strings.HasPrefix(dest, "/"):
		_, below, _ := strings.Cut(to, "/")
		return withEnding("/"+below, dest)
	case isPath(dest), strings.Contains(dest, "/") && path.Join(page.Dir(), own) != page.ID:
		return withEnding(hub.Relative(dir, to), dest)
	case strings.Contains(dest, "/"):
		return path.Join(path.Dir(dest), name)
	default:
		return name
	}
}

// withEnding is a path with ".md" if the old one had it.
func withEnding(name, old string) string {
	if strings.HasSuffix(old, ".md") {
		return name
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, "/index.md"), ".md")
}

// nameOf is what the page of a file is called: by its folder, if it is a bundle.
func nameOf(name string) string {
	base := strings.TrimSuffix(path.Base(name), ".md")
	if low := strings.ToLower(base); low == "index" || low == "readme" {
		return path.Base(path.Dir(name))
	}
	return base
}
