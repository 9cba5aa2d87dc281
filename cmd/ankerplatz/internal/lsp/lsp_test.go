package lsp

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
)

// editor is one that talks to the server over its streams.
type editor struct {
	t      *testing.T
	dir    string
	client *jrpc2.Client
	in     io.Writer // raw
	told   chan diagnosticsParams
}

// begin starts the server for a hub of files, in a folder with a space and an
// umlaut in its name.
func begin(t *testing.T, files string) *editor {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "mein Häuschen")
	for _, f := range txtar.Parse([]byte(files)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	serverIn, in := io.Pipe()
	out, serverOut := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- Serve(ctx, serverIn, serverOut, Options{Log: slog.New(slog.DiscardHandler)})
		serverOut.Close()
	}()
	e := &editor{t: t, dir: dir, in: in, told: make(chan diagnosticsParams, 1000)}
	e.client = jrpc2.NewClient(newFrames(out, in), &jrpc2.ClientOptions{OnNotify: func(r *jrpc2.Request) {
		var p diagnosticsParams
		if r.Method() == "textDocument/publishDiagnostics" && r.UnmarshalParams(&p) == nil {
			e.told <- p
		}
	}})
	t.Cleanup(func() {
		cancel()
		in.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return e
}

func (e *editor) initialize() {
	e.t.Helper()
	e.ask("initialize", map[string]any{"processId": nil, "rootUri": uriOf(e.dir), "capabilities": map[string]any{}}, nil)
	e.say("initialized", map[string]any{})
}

func (e *editor) uri(name string) string {
	return uriOf(filepath.Join(e.dir, filepath.FromSlash(name)))
}

func (e *editor) ask(method string, params, result any) {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), 20*time.Second)
	defer cancel()
	answer, err := e.client.Call(ctx, method, params)
	if err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
	if result != nil {
		if err := json.Unmarshal([]byte(answer.ResultString()), result); err != nil {
			e.t.Fatalf("%s: %v: %s", method, err, answer.ResultString())
		}
	}
}

func (e *editor) say(method string, params any) {
	e.t.Helper()
	if err := e.client.Notify(e.t.Context(), method, params); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) open(name string, text string) {
	e.t.Helper()
	e.say("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "languageId": "markdown", "version": 1, "text": text}})
}

func (e *editor) change(name string, version int, text string) {
	e.t.Helper()
	e.say("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "version": version}, "contentChanges": []any{map[string]any{"text": text}}})
}

// until waits for diagnostics of a file that are as they should be.
func (e *editor) until(name string, ok func([]diagnostic) bool) []diagnostic {
	e.t.Helper()
	timeout := time.After(20 * time.Second)
	var last []diagnostic
	for {
		select {
		case p := <-e.told:
			if p.URI == e.uri(name) {
				if last = p.Diagnostics; ok(last) {
					return last
				}
			}
		case <-timeout:
			e.t.Fatalf("%s: last told: %+v", name, last)
		}
	}
}

func has(code string) func([]diagnostic) bool {
	return func(all []diagnostic) bool {
		return slices.ContainsFunc(all, func(d diagnostic) bool { return d.Code == code })
	}
}

func none(all []diagnostic) bool { return len(all) == 0 }

// cut takes the sign of a cursor out of a text, and says where it was.
func cut(text string) (string, position) {
	before, behind, _ := strings.Cut(text, "‸")
	return before + behind, positionOf([]byte(before), len(before))
}

// labels are what is offered at the cursor of a text that is not saved.
func (e *editor) labels(name, text string) []string {
	e.t.Helper()
	text, at := cut(text)
	e.open(name, text)
	var list completionList
	e.ask("textDocument/completion", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": at}, &list)
	var all []string
	for _, item := range list.Items {
		all = append(all, item.TextEdit.NewText)
	}
	return all
}

const hubFiles = `
-- site.yaml --
title: Hub
languages: {default: de, list: [de, en]}
organisation:
  departments: [{id: finanzen, name: {de: Finanzen, en: Finance}}, {id: personal}]
  apps: [{id: excel, name: Excel}, {id: sap, name: SAP}]
checks: {missing-consent: off, orphan-page: off}
-- content/de/people/anna-petersen.md --
---
name: Anna Petersen
department: finanzen
job: Buchhalterin
roles: [key-user]
---

Frag mich nach Listen.
-- content/de/roles/key-user.md --
---
title: Key-User
---

Hilft.
-- content/de/tips/sperre.md --
---
title: Dokument entsperren
summary: Wer die Sperre hält.
apps: [excel]
authors: [anna-petersen]
---

## Der erste Schritt

Klick auf das Schloss.
-- content/en/tips/sperre.md --
---
title: Unlock a document
---

Click the lock.
-- content/de/tips/andere.md --
---
title: Andere
related: [sperre]
authors: [anna-petersen]
---

Siehe [die Sperre](sperre.md#der-erste-schritt), [[sperre]], [[sperre|dort]] und @anna-petersen.
-- content/de/tips/tief/unten.md --
---
title: Unten
---

Siehe [oben](../sperre.md) und [ganz](/tips/sperre.md).
-- content/de/toolkits/start.md --
---
title: Start
items:
  - {page: tips/sperre, note: Zuerst}
  - page: ../tips/sperre.md
---

Los.
`

// TestDiagnostics: an unsaved text is told of at once, and what it means for
// others too; what is mended is not told any more.
func TestDiagnostics(t *testing.T) {
	e := begin(t, hubFiles)
	e.initialize()
	const name = "content/de/tips/neu.md"
	e.open("content/de/tips/andere.md", "---\ntitle: Andere\nlvel: x\n---\n\nSiehe [fort](fort.md).\n")
	found := e.until("content/de/tips/andere.md", func(all []diagnostic) bool { return has("unknown-field")(all) && has("broken-link")(all) })
	for _, d := range found {
		if d.Code == "broken-link" && d.Range != (textRange{position{5, 13}, position{5, 20}}) {
			t.Errorf("the link is at %+v", d.Range)
		}
	}
	e.change("content/de/tips/andere.md", 2, "---\ntitle: Andere\nlevel: beginner\n---\n\nSiehe [fort](sperre.md).\n")
	e.until("content/de/tips/andere.md", none)

	// A text that is there in the editor alone, with an emoji before the place: two UTF-16 units.
	e.open(name, "---\r\ntitle: Neu\r\nlevel: x\r\n---\r\n\r\nText 🙂 [fort](fort.md)\r\n")
	for _, d := range e.until(name, has("bad-value")) {
		if d.Code == "bad-value" && d.Range != (textRange{position{2, 7}, position{2, 8}}) {
			t.Errorf("the value is at %+v", d.Range)
		}
	}
	e.say("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}})
	e.until(name, none)

	// site.yaml as well.
	e.open("site.yaml", "title: Hub\nlanguage: {default: de}\n")
	e.until("site.yaml", func(all []diagnostic) bool { return len(all) > 0 })
}

// TestCompletion: fields, their values, links, people and headings.
func TestCompletion(t *testing.T) {
	e := begin(t, hubFiles)
	e.initialize()
	e.open("content/de/tips/x.md", "")
	e.open("content/de/tips/andere.md", "")
	e.until("content/de/tips/andere.md", func([]diagnostic) bool { return true })
	for _, test := range []struct {
		text string
		want []string // among what is offered
		not  string
	}{
		{"---\ntitle: X\nlev‸", []string{"level: "}, "title: "},
		{"---\ntitle: X\n‸\n---\n", []string{"level: ", "apps: ", "summary: "}, "title: "},
		{"---\ntitle: X\nlevel: ‸\n---\n", []string{"beginner", "advanced"}, "excel"},
		{"---\nlevel: anf‸\n---\n", []string{"beginner"}, "advanced"}, // by the word for it
		{"---\nStufe: ‸\n---\n", []string{"beginner"}, "excel"},       // by the writer's own word
		{"---\nProgramme: [ex‸]\n---\n", []string{"excel"}, "sap"},
		{"---\napps: ‸\n---\n", []string{"[excel]", "[sap]"}, ""},
		{"---\napps: [excel, ‸]\n---\n", []string{"sap"}, "finanzen"},
		{"---\napps:\n  - s‸\n---\n", []string{"sap"}, "excel"},
		{"---\nauthors: [pet‸", []string{"anna-petersen"}, ""},
		{"---\nrelated: [spe‸]\n---\n", []string{"sperre"}, "unten"},
		{"---\ndraft: ‸\n---\n", []string{"true", "false"}, ""},
		{"---\nkind: toolkit\nitems:\n  - pa‸\n---\n", []string{"page: "}, "title: "},
		{"---\nkind: toolkit\nitems:\n  - page: sperre\n    no‸\n---\n", []string{"note: "}, "page: "},
		{"---\nkind: toolkit\nitems: [{page: spe‸}]\n---\n", []string{"sperre"}, "unten"},
		{"---\nkind: toolkit\nitems: [{page: sperre, mi‸}]\n---\n", []string{"minutes: "}, "page: "},
		{"---\nkind: profile\nname: A\ndepartment: ‸\n---\n", []string{"finanzen", "personal"}, ""},
		{"---\nkind: profile\ncontact:\n  em‸\n---\n", []string{"email: "}, "name: "},
		{"---\nkind: profile\navailability:\n- days: [m‸\n---\n", []string{"mon"}, "fri"},
		{"---\ntitle: X\n---\n\nSiehe [[entsp‸", []string{"sperre"}, "unten"},
		{"---\ntitle: X\n---\n\nSiehe [da](spe‸)", []string{"sperre.md"}, ""},
		{"---\ntitle: X\n---\n\nSiehe [da](unt‸)", []string{"tief/unten.md"}, ""},
		{"---\ntitle: X\n---\n\nFrag @an‸", []string{"anna-petersen"}, ""},
		{"---\ntitle: X\n---\n\n## Mein Weg\n\nSiehe [da](#‸", []string{"mein-weg"}, ""},
	} {
		got := e.labels("content/de/tips/x.md", test.text)
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("%q: %q is not offered, but %q", test.text, want, got)
			}
		}
		if test.not != "" && slices.Contains(got, test.not) {
			t.Errorf("%q: %q is offered", test.text, test.not)
		}
	}
	if got := e.labels("content/de/tips/andere.md", "---\ntitle: Andere\n---\n\nSiehe [da](sperre.md#erst‸"); !slices.Contains(got, "der-erste-schritt") {
		t.Errorf("the headings of a page are not offered, but %q", got)
	}
	if got := e.labels("site.yaml", "title: Hub\nprivacy:\n  con‸"); !slices.Contains(got, "consent: ") {
		t.Errorf("keys of site.yaml are not offered, but %q", got)
	}
	if got := e.labels("site.yaml", "title: Hub\nprivacy: {consent: ‸}"); !slices.Contains(got, "required") {
		t.Errorf("values of site.yaml are not offered, but %q", got)
	}
}

// TestHover: what a field, an id, a link and a person are, and where they lead.
func TestHover(t *testing.T) {
	e := begin(t, hubFiles)
	e.initialize()
	const name = "content/de/tips/andere.md"
	e.open(name, "")
	e.until(name, func([]diagnostic) bool { return true })
	for _, test := range []struct{ text, said, leads string }{
		{"---\nti‸tle: Andere\n---\n", "Wie die Seite heißt", ""},
		{"---\nlev‸el: beginner\n---\n", "beginner", ""},
		{"---\napps: [ex‸cel]\n---\n", "**Excel**", ""},
		{"---\nauthors: [anna-pet‸ersen]\n---\n", "Buchhalterin", "content/de/people/anna-petersen.md"},
		{"---\ntitle: Andere\nrelated: [sperr‸e]\n---\n", "Wer die Sperre hält", "content/de/tips/sperre.md"},
		{"---\ntitle: Andere\n---\n\nSiehe [die Sperre](sper‸re.md).\n", "Dokument entsperren", "content/de/tips/sperre.md"},
		{"---\ntitle: Andere\n---\n\nSiehe [[sper‸re]].\n", "Dokument entsperren", "content/de/tips/sperre.md"},
		{"---\ntitle: Andere\n---\n\nFrag @anna-p‸etersen.\n", "Anna Petersen", "content/de/people/anna-petersen.md"},
	} {
		text, at := cut(test.text)
		e.open(name, text)
		place := map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": at}
		var said hover
		e.ask("textDocument/hover", place, &said)
		if !strings.Contains(said.Contents.Value, test.said) {
			t.Errorf("%q: %q", test.text, said.Contents.Value)
		}
		var leads location
		if e.ask("textDocument/definition", place, &leads); test.leads != "" && leads.URI != e.uri(test.leads) {
			t.Errorf("%q leads to %q", test.text, leads.URI)
		}
	}
}

// TestRename: a page is renamed in all languages, with all that leads to it, and
// what comes of it has no mistakes.
func TestRename(t *testing.T) {
	e := begin(t, hubFiles)
	e.initialize()
	const name = "content/de/tips/sperre.md"
	e.open(name, e.read(name))
	e.until(name, none)
	place := map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": position{1, 3}}
	var before prepared
	if e.ask("textDocument/prepareRename", place, &before); before.Placeholder != "sperre" {
		t.Errorf("it is called %q", before.Placeholder)
	}
	place["newName"] = "Ein Schloss"
	e.rename("textDocument/rename", place)
	if left := e.read("content/de/tips/andere.md"); !strings.Contains(left, "[die Sperre](Ein%20Schloss.md#der-erste-schritt), [[Ein Schloss]], [[Ein Schloss|dort]] und @anna-petersen") || !strings.Contains(left, "related: [Ein Schloss]") {
		t.Error(left)
	}
	if left := e.read("content/de/tips/tief/unten.md"); !strings.Contains(left, "[oben](../Ein%20Schloss.md) und [ganz](/tips/Ein%20Schloss.md)") {
		t.Error(left)
	}
	if left := e.read("content/de/toolkits/start.md"); !strings.Contains(left, "{page: tips/Ein Schloss, note: Zuerst}") || !strings.Contains(left, "page: ../tips/Ein Schloss.md") {
		t.Error(left)
	}
	e.read("content/en/tips/Ein Schloss.md")
	e.clean()
}

// TestRenameKeepsAddress: the old address of a renamed page goes on leading to it,
// and nothing else of its file changes. The editor renames one file, and its
// translation comes with it.
func TestRenameKeepsAddress(t *testing.T) {
	for _, test := range []struct{ before, to, after string }{
		{"---\ntitle: A\n---\n\nText.\n", "neu", "---\ntitle: A\naliases: [\"/de/tips/sperre/\"]\n---\n\nText.\n"},
		{"---\r\nTitel: A # x\r\nAlte Adressen:\r\n  - /de/alt/ # ä\r\nSchlagwörter: [ä]\r\n---\r\nText.", "neu", "---\r\nTitel: A # x\r\nAlte Adressen:\r\n  - /de/alt/ # ä\r\n  - \"/de/tips/sperre/\"\r\nSchlagwörter: [ä]\r\n---\r\nText."},
		{"---\ntitle: A\nredirect_from: /de/alt/\nrelated: [sperre]\n---\n", "neu", "---\ntitle: A\nredirect_from: [\"/de/alt/\", \"/de/tips/sperre/\"]\nrelated: [neu]\n---\n"},
		{"---\ntitle: A\naliases: [/de/tips/neu/, /de/alt/]\n---\n", "neu", "---\ntitle: A\naliases: [\"/de/alt/\", \"/de/tips/sperre/\"]\n---\n"},
		{"---\ntitle: A\nslug: fest\n---\n", "neu", "---\ntitle: A\nslug: fest\n---\n"},
		{"---\ntitle: A\n---\n", "Sperre", "---\ntitle: A\n---\n"},
		{"# A\n\nText.\n", "neu", "---\naliases: [\"/de/tips/sperre/\"]\n---\n\n# A\n\nText.\n"},
	} {
		e := begin(t, hubFiles)
		e.initialize()
		const name = "content/de/tips/sperre.md"
		if err := os.WriteFile(filepath.Join(e.dir, name), []byte(test.before), 0o644); err != nil {
			t.Fatal(err)
		}
		e.open(name, test.before)
		e.until(name, func([]diagnostic) bool { return true })
		to := "content/de/tips/" + test.to + ".md"
		e.rename("workspace/willRenameFiles", map[string]any{"files": []any{map[string]any{"oldUri": e.uri(name), "newUri": e.uri(to)}}})
		if err := os.Rename(filepath.Join(e.dir, name), filepath.Join(e.dir, to)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.after, e.read(to)); diff != "" {
			t.Error(diff)
		}
		if english := e.read("content/en/tips/" + test.to + ".md"); strings.Contains(english, "aliases: [\"/en/tips/sperre/\"]\n---") != (test.to == "neu") {
			t.Error(english)
		}
	}
}

// TestRenamePerson: from a mention; ids in fields follow.
// A page gets no name that makes it another's, or the page of its folder.
func TestRenameRefused(t *testing.T) {
	e := begin(t, hubFiles)
	e.initialize()
	const name = "content/de/tips/sperre.md"
	for _, other := range []string{"entwurf.md", "Bild.md"} {
		if err := os.WriteFile(filepath.Join(e.dir, "content/de/tips", other), []byte("---\ntitle: Entwurf\ndraft: true\n---\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	e.open(name, e.read(name))
	e.until(name, none)
	for _, to := range []string{"entwurf", "Entwurf", "bild.md", "andere", "ANDERE", "index", "_index", "README", "..", "../oben", "/etc/x", "a\\b", "nul", "a?", "", "x\x00"} {
		_, err := e.client.Call(t.Context(), "textDocument/rename", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": position{1, 3}, "newName": to})
		if err == nil {
			t.Errorf("it may be called %q", to)
		}
	}
	e.rename("textDocument/rename", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": position{1, 3}, "newName": "Sperre"})
	e.read("content/de/tips/Sperre.md")
}

func TestRenamePerson(t *testing.T) {
	e := begin(t, hubFiles)
	e.initialize()
	const other = "content/de/tips/andere.md"
	e.open(other, e.read(other))
	e.until(other, none)
	text := e.read(other)
	place := map[string]any{"textDocument": map[string]any{"uri": e.uri(other)}, "position": positionOf([]byte(text), strings.Index(text, "@anna")+3), "newName": "anna-moeller"}
	e.rename("textDocument/rename", place)
	if left := e.read(other); !strings.Contains(left, "authors: [anna-moeller]") || !strings.Contains(left, "und @anna-moeller.") {
		t.Error(left)
	}
	e.read("content/de/people/anna-moeller.md")
	e.clean()
}

// TestWillRename: the editor renames, into another folder, and the links follow,
// those of the page itself too.
func TestWillRename(t *testing.T) {
	e := begin(t, hubFiles)
	e.initialize()
	const name = "content/de/tips/tief/unten.md"
	e.open(name, e.read(name))
	e.until(name, none)
	e.rename("workspace/willRenameFiles", map[string]any{"files": []any{map[string]any{"oldUri": e.uri(name), "newUri": e.uri("content/de/unten.md")}}})
	if err := os.Rename(filepath.Join(e.dir, name), filepath.Join(e.dir, "content/de/unten.md")); err != nil {
		t.Fatal(err)
	}
	if left := e.read("content/de/unten.md"); !strings.Contains(left, "[oben](tips/sperre.md)") {
		t.Error(left)
	}
	e.clean()
}

func (e *editor) read(name string) string {
	e.t.Helper()
	data, err := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(name)))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(data)
}

// rename asks for changes and makes them on the disk, as an editor does.
func (e *editor) rename(method string, params any) {
	e.t.Helper()
	var edit struct {
		DocumentChanges []struct {
			documentEdit
			renameFile
		} `json:"documentChanges"`
	}
	e.ask(method, params, &edit)
	if len(edit.DocumentChanges) == 0 {
		e.t.Fatal("nothing is changed")
	}
	for _, step := range edit.DocumentChanges {
		if step.Kind == "rename" {
			if err := os.Rename(pathOf(step.OldURI), pathOf(step.NewURI)); err != nil {
				e.t.Error(err)
			}
			continue
		}
		file := pathOf(step.TextDocument.URI)
		data, err := os.ReadFile(file)
		if err != nil {
			e.t.Fatal(err)
		}
		edits := step.Edits
		slices.SortFunc(edits, func(a, b textEdit) int { return offsetOf(data, b.Range.Start) - offsetOf(data, a.Range.Start) })
		for _, edit := range edits { // from the end, so that places stay
			data = change{Range: &edit.Range, Text: edit.NewText}.apply(data)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			e.t.Fatal(err)
		}
	}
}

// clean: nothing in the hub leads nowhere.
func (e *editor) clean() {
	e.t.Helper()
	site, err := generator.Load(e.t.Context(), generator.Options{Dir: e.dir, NoIndex: true})
	if err != nil {
		e.t.Fatal(err)
	}
	defer site.Close()
	for _, d := range site.Diagnostics() {
		if slices.Contains([]diag.Code{diag.BrokenLink, diag.BrokenAnchor, diag.UnknownPerson, diag.UnknownMention, diag.AmbiguousReference}, d.Code) {
			e.t.Errorf("%s: %s", d.File.Name, d.Message)
		}
	}
}

// TestQuickFix mends what has one answer.
func TestQuickFix(t *testing.T) {
	e := begin(t, hubFiles)
	e.initialize()
	const name = "content/de/tips/andere.md"
	text := "---\ntitle: Andere\nlevel: beginer\n---\n\nText.\n"
	if err := os.WriteFile(filepath.Join(e.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	e.open(name, text)
	found := e.until(name, has("bad-value"))
	var actions []codeAction
	e.ask("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "range": found[0].Range, "context": map[string]any{"diagnostics": found}}, &actions)
	if len(actions) != 1 || actions[0].Kind != "quickfix" || actions[0].Title == "" {
		t.Fatalf("%+v", actions)
	}
	data, err := json.Marshal(actions[0].Edit.DocumentChanges)
	if err != nil || !strings.Contains(string(data), `"newText":"beginner"`) || !strings.Contains(string(data), `"start":{"character":7,"line":2}`) {
		t.Errorf("%s", data)
	}
}

// TestRough: what no editor should send, and the server is still there.
func TestRough(t *testing.T) {
	e := begin(t, hubFiles)
	ctx := t.Context()
	const name = "content/de/tips/andere.md"
	place := func(line, character int) map[string]any {
		return map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": position{line, character}}
	}
	if _, err := e.client.Call(ctx, "textDocument/hover", place(0, 0)); err == nil {
		t.Error("a question before initialize is answered")
	}
	e.change(name, 7, "never opened")
	e.initialize()
	e.open(name, e.read(name))
	e.until(name, none)
	if _, err := e.client.Call(ctx, "textDocument/unheardOf", map[string]any{}); err == nil {
		t.Error("an unknown question is answered")
	}
	e.say("$/setTrace", map[string]any{"value": "off"})
	e.say("$/cancelRequest", map[string]any{"id": 4711})
	e.say("textDocument/didChange", []any{1, 2})
	e.say("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": "untitled:Neu-1", "version": 1, "text": "x"}})
	e.say("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": "file:///C:/Users/M%C3%BCller/hub/x.md", "version": 1, "text": "x"}})
	e.say("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": "file:///../../etc/passwd", "version": 1, "text": "x"}})
	for _, at := range [][2]int{{-1, -1}, {0, 1 << 30}, {1 << 30, 0}, {1 << 30, 1 << 30}} {
		for _, method := range []string{"textDocument/completion", "textDocument/hover", "textDocument/definition", "textDocument/prepareRename"} {
			e.ask(method, place(at[0], at[1]), nil)
		}
		e.ask("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "range": textRange{position{at[0], at[1]}, position{0, 0}}}, nil)
	}
	for _, text := range []string{
		"", "-", "---", "---\n", "---\r\ntitle", "---\ntitle: [", "---\ntitle: {a: [b, {c", "---\n- - -", "---\n\t\tx: y\n---", "\ufeff---\ntitle: X\n---\n",
		"\x00\x00", "[[", "![](", "@", "](", strings.Repeat("[", 5000), strings.Repeat("- ", 5000), "---\nitems: " + strings.Repeat("[{", 3000),
		"---\ntitle: Groß\n---\n\n" + strings.Repeat("Ein Wort 🙂 und [noch](sperre.md) eines.\n", 30000),
	} {
		for _, version := range []int{100, 99} { // out of order: the older one counts for nothing
			e.change(name, version, text)
		}
		last := positionOf([]byte(text), len(text))
		e.ask("textDocument/completion", place(last.Line, last.Character), nil)
		e.ask("textDocument/hover", place(last.Line/2, 3), nil)
	}
	// A change in a range, from its end to its beginning, and one outside.
	e.say("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "version": 200}, "contentChanges": []any{
		map[string]any{"text": "---\ntitle: 🙂 Andere\n---\n\nText.\n"},
		map[string]any{"range": textRange{position{1, 10}, position{1, 7}}, "text": "x"},
		map[string]any{"range": textRange{position{99, 0}, position{99, 9}}, "text": "[fort](fort.md)\n"},
	}})
	e.until(name, has("broken-link"))
	if _, err := e.client.Call(ctx, "textDocument/rename", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": position{0, 0}, "newName": "../../fort"}); err == nil {
		t.Error("a page is renamed to a place outside its folder")
	}
	e.ask("shutdown", nil, nil)
}

// TestNoHub: without a hub there is nothing to say.
func TestNoHub(t *testing.T) {
	e := begin(t, "-- readme.md --\nText.\n")
	e.initialize()
	e.open("readme.md", "x")
	e.ask("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": e.uri("readme.md")}, "position": position{}}, nil)
	e.ask("shutdown", nil, nil)
}

// TestBrokenStream: a stream that makes no sense ends the server with a word.
func TestBrokenStream(t *testing.T) {
	for _, stream := range []string{"", "Content-Length: x\r\n\r\n{}", "Content-Length: 99999999999\r\n\r\n", "Content-Length: 10\r\n\r\n{", "GET / HTTP/1.1\r\n\r\n"} {
		var out strings.Builder
		err := Serve(t.Context(), strings.NewReader(stream), &out, Options{Log: slog.New(slog.DiscardHandler)})
		if stream == "" && err != nil {
			t.Errorf("an editor that goes is an error: %v", err)
		}
	}
}

// TestPlaces: addresses of files as editors write them.
func TestPlaces(t *testing.T) {
	for uri, want := range map[string]string{
		"file:///home/anna/mein%20Hub/%C3%BCber.md": "/home/anna/mein Hub/über.md",
		"file:///c%3A/Hub/x.md":                     "c:/Hub/x.md",
		"file:///C:/Hub/x.md":                       "C:/Hub/x.md",
		"untitled:Neu":                              "",
		"%":                                         "",
	} {
		if got := filepath.ToSlash(pathOf(uri)); got != want {
			t.Errorf("%s: %q", uri, got)
		}
	}
	text := []byte("a🙂b\r\nü\n")
	for offset, want := range map[int]position{0: {0, 0}, 1: {0, 1}, 3: {0, 1}, 5: {0, 3}, 8: {1, 0}, 10: {1, 1}, 99: {2, 0}} {
		if got := positionOf(text, offset); got != want {
			t.Errorf("%d: %+v", offset, got)
		}
	}
	for at, want := range map[position]int{{0, 2}: 1, {0, 3}: 5, {0, 99}: 6, {1, 0}: 8, {9, 9}: 11} {
		if got := offsetOf(text, at); got != want {
			t.Errorf("%+v: %d", at, got)
		}
	}
}
