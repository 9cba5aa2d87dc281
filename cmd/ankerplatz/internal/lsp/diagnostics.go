package lsp

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
)

// linking is what loading the hub told of a file beyond what the file says by
// itself, and the text that it was told of.
type linking struct {
	list diag.List
	text []byte
}

// linkings are those of the open documents.
func linkings(site *generator.Site, open generator.Unsaved) map[string]linking {
	all := map[string]linking{}
	for name, data := range open {
		all[name] = linking{text: data}
	}
	for _, d := range site.Diagnostics() {
		if d.File == nil {
			continue
		}
		if l, ok := all[d.File.Name]; ok {
			l.list = append(l.list, d)
			all[d.File.Name] = l
		}
	}
	for name, l := range all {
		_, own := site.Alone(name, l.text)
		l.list = slices.DeleteFunc(l.list, func(d diag.Diagnostic) bool {
			return slices.ContainsFunc(own, func(o diag.Diagnostic) bool { return same(d, o) })
		})
		all[name] = l
	}
	return all
}

func same(a, b diag.Diagnostic) bool {
	return a.Code == b.Code && a.Start == b.Start && a.End == b.End && a.Message.String() == b.Message.String()
}

// tell says what is wrong in an open document: what it says by itself now, and
// what loading the hub told, as far as the text is still the same there.
func (s *server) tell(name string) {
	s.mu.Lock()
	t, site, linked := s.open[name], s.site, s.linked[name]
	if t == nil || site == nil {
		s.mu.Unlock()
		return
	}
	data, changes := t.data, t.changes
	s.mu.Unlock()

	_, list := site.Alone(name, data)
	list = append(list, linked.moved(diag.NewFile(name, data))...)
	list.Sort()

	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[name] != t || t.changes != changes {
		return // it has changed again
	}
	t.told = list
	params := diagnosticsParams{URI: t.uri, Version: t.version, Diagnostics: []diagnostic{}}
	for _, d := range list {
		params.Diagnostics = append(params.Diagnostics, s.diagnostic(d))
	}
	s.publish(params)
}

// moved are the diagnostics in a file that has changed since: those before and
// behind the stretch that is not the same any more.
func (l linking) moved(now *diag.File) diag.List {
	before := 0
	for before < min(len(l.text), len(now.Data)) && l.text[before] == now.Data[before] {
		before++
	}
	behind := 0
	for behind < min(len(l.text), len(now.Data))-before && l.text[len(l.text)-1-behind] == now.Data[len(now.Data)-1-behind] {
		behind++
	}
	by := len(now.Data) - len(l.text)
	var list diag.List
	for _, d := range l.list {
		switch {
		case d.End <= before:
			d.Span = now.Span(d.Start, d.End)
		case d.Start >= len(l.text)-behind:
			d.Span = now.Span(d.Start+by, d.End+by)
		default:
			continue
		}
		if by != 0 || !bytes.Equal(l.text, now.Data) {
			d.Fix = nil // its edits are of the text before
		}
		list = append(list, d)
	}
	return list
}

func (s *server) diagnostic(d diag.Diagnostic) diagnostic {
	lang := s.opt.Tongue.Of(d)
	out := diagnostic{Range: spanRange(d.Span), Code: string(d.Code), Source: "ankerplatz", Message: d.Message.In(lang), Severity: 3}
	if d.Level == diag.Error {
		out.Severity = 1
	} else if d.Level == diag.Warn {
		out.Severity = 2
	}
	if hint := d.Hint.In(lang); hint != "" {
		out.Message += "\n" + hint
	}
	return out
}

// publish tells the editor. One that is gone hears nothing.
func (s *server) publish(params diagnosticsParams) {
	_ = s.client.Notify(context.Background(), "textDocument/publishDiagnostics", params)
}

// codeActions mend what was told in a range and has one answer.
func (s *server) codeActions(_ context.Context, _ *generator.Site, p actionParams) ([]codeAction, error) {
	name, data, ok := s.shown(p.TextDocument.URI)
	if !ok {
		return []codeAction{}, nil
	}
	start, end := offsetOf(data, p.Range.Start), offsetOf(data, p.Range.End)
	s.mu.Lock()
	told := s.open[name].told
	s.mu.Unlock()
	actions := []codeAction{}
	for _, d := range told {
		if len(d.Fix) == 0 || d.File == nil || !bytes.Equal(d.File.Data, data) || d.End < start || d.Start > end {
			continue
		}
		edits := s.newEdits()
		for _, e := range d.Fix {
			edits.replace(e.Span, e.New)
		}
		title, _, _ := strings.Cut(d.Hint.Or(d.Message).In(s.opt.Tongue.Of(d)), "\n")
		actions = append(actions, codeAction{Title: title, Kind: "quickfix", IsPreferred: true, Edit: edits.made()})
	}
	return actions, nil
}
