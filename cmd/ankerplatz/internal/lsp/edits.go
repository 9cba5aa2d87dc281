package lsp

import (
	"maps"
	"slices"

	"ankerplatz/generator/diag"
)

// edits are changes of several files, as an editor makes them: all or none.
type edits struct {
	s       *server
	changes map[string][]textEdit // by path below the hub's folder
	renames [][2]string           // paths, from and to
}

func (s *server) newEdits() *edits { return &edits{s: s, changes: map[string][]textEdit{}} }

func (e *edits) replace(at diag.Span, with string) {
	edit := textEdit{Range: spanRange(at), NewText: with}
	if name := at.File.Name; !slices.Contains(e.changes[name], edit) { // of two spans that mean the same
		e.changes[name] = append(e.changes[name], edit)
	}
}

// made is what the editor is sent: first the texts change, then the names.
func (e *edits) made() workspaceEdit {
	out := workspaceEdit{DocumentChanges: []any{}}
	for _, name := range slices.Sorted(maps.Keys(e.changes)) {
		var edit documentEdit
		edit.TextDocument.URI = e.s.uri(name)
		e.s.mu.Lock()
		if t := e.s.open[name]; t != nil {
			edit.TextDocument.Version = t.version
		}
		e.s.mu.Unlock()
		edit.Edits = e.changes[name]
		out.DocumentChanges = append(out.DocumentChanges, edit)
	}
	for _, r := range e.renames {
		out.DocumentChanges = append(out.DocumentChanges, renameFile{Kind: "rename", OldURI: e.s.uri(r[0]), NewURI: uriOf(e.s.disk(r[1]))})
	}
	return out
}
