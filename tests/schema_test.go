package tests

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"
	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/schema"
	"ankerplatz/generator/source"
)

// TestSchemas holds the schemas to the check, with a server that editors use for
// YAML: it has nothing against the front matter of the sample hub, nor against
// site.yaml, and of files with mistakes that a schema can know it says of each
// whether it is fine as the check does.
func TestSchemas(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "site.yaml"), []byte(readDoc(t, "site.yaml")))
	broken, err := txtar.ParseFile("testdata/schema.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range broken.Files {
		write(t, filepath.Join(dir, "content", "en", filepath.FromSlash(f.Name)), slices.Concat([]byte("---\n"), f.Data, []byte("---\n\nText.\n")))
	}
	site, err := generator.Load(t.Context(), generator.Options{Dir: dir, NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()

	server := newYAMLServer(t)
	schemas := map[string][]byte{"site": schema.OfSite(site.Hub(), "de")}
	for _, kind := range source.Kinds {
		schemas[kind.Name] = schema.OfKind(site.Hub(), kind, "de")
		schemas[kind.Name+"-folder"] = schema.OfFolder(site.Hub(), kind, "de")
	}
	server.learn(t, schemas)
	told := map[string][]string{}
	for _, d := range site.Diagnostics() {
		// What the text of a page says, and what other pages say, is not a schema's.
		if head := frontMatter(d.File.Data); d.Level >= diag.Warn && d.Start <= head[1] && !slices.Contains(beyondSchemas, d.Code) {
			told[d.File.Name] = append(told[d.File.Name], d.Message.String())
		}
	}
	texts, files := map[string][]byte{"site/site": []byte(readDoc(t, "site.yaml"))}, map[string]string{}
	err = filepath.WalkDir(filepath.Join(dir, "content"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		head := frontMatter(data)
		folder := kindOf(rel, data[head[0]:head[1]]).Name
		if path.Base(rel) == "_index.md" {
			folder += "-folder"
		}
		asked := folder + "/" + strconv.Itoa(len(files))
		texts[asked], files[asked] = data[head[0]:head[1]], rel
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	mistakes := 0
	found := server.check(t, texts)
	for asked, rel := range files {
		if bad, isBad := len(found[asked]) > 0, len(told[rel]) > 0; bad != isBad {
			t.Errorf("%s: the schema says %q, and the check %q", rel, found[asked], told[rel])
		} else if bad {
			mistakes++
		}
	}
	if len(found["site/site"]) > 0 {
		t.Errorf("site.yaml: %q", found["site/site"])
	}
	if mistakes < 60 || len(files)-mistakes < 400 {
		t.Errorf("of %d files %d have mistakes", len(files), mistakes)
	}
}

// beyondSchemas are mistakes in front matter that depend on other files, on the
// day, or on more than one field.
var beyondSchemas = []diag.Code{
	diag.BrokenLink, diag.MissingFile, diag.ReviewDue, diag.UnpublishedLink, diag.OtherLanguage, diag.AmbiguousReference, diag.PersonLeft,
	diag.CoverageGap, diag.StateDue, diag.NotFoundByProblem, diag.ShallowGit,
}

func kindOf(rel string, head []byte) *source.Kind {
	folder := strings.TrimPrefix(path.Dir(rel), "content/")
	_, folder, _ = strings.Cut(folder, "/")
	kind := source.KindOf(folder)
	for line := range strings.Lines(string(head)) {
		if name, ok := strings.CutPrefix(line, "kind: "); ok {
			kind = source.KindNamed(strings.TrimSpace(name))
		}
	}
	return kind
}

// frontMatter is where a page's front matter begins and ends.
func frontMatter(data []byte) [2]int {
	if !bytes.HasPrefix(data, []byte("---\n")) {
		return [2]int{}
	}
	return [2]int{4, 4 + bytes.Index(data[4:], []byte("\n---")) + 1}
}

// yamlServer is the YAML language server, asked over its standard streams.
type yamlServer struct {
	client   *jrpc2.Client
	told     chan published
	settings atomic.Value // of the section yaml
}

type published struct {
	URI         string
	Diagnostics []struct{ Message string }
}

func newYAMLServer(t *testing.T) *yamlServer {
	t.Helper()
	program := filepath.Join("node_modules", "yaml-language-server", "bin", "yaml-language-server")
	if _, err := os.Stat(program); err != nil {
		t.Fatalf("%v: `make tests/node_modules/.package-lock.json` installs what is needed", err)
	}
	cmd := exec.Command("node", program, "--stdio")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &yamlServer{told: make(chan published, 2000)}
	s.client = jrpc2.NewClient(channel.LSP(out, in), &jrpc2.ClientOptions{
		OnNotify: func(r *jrpc2.Request) {
			var p published
			if r.Method() == "textDocument/publishDiagnostics" && r.UnmarshalParams(&p) == nil {
				s.told <- p
			}
		},
		OnCallback: s.answer,
	})
	t.Cleanup(func() {
		s.client.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	s.call(t, "initialize", map[string]any{"processId": nil, "rootUri": nil, "capabilities": map[string]any{}})
	s.notify(t, "initialized", map[string]any{})
	return s
}

// answer answers what the server asks: for its settings, section by section.
func (s *yamlServer) answer(_ context.Context, r *jrpc2.Request) (any, error) {
	var asked struct{ Items []struct{ Section string } }
	if r.Method() != "workspace/configuration" {
		return nil, nil
	}
	if err := r.UnmarshalParams(&asked); err != nil {
		return nil, err
	}
	answers := make([]any, len(asked.Items))
	for i, item := range asked.Items {
		if item.Section == "yaml" {
			answers[i] = s.settings.Load()
		}
	}
	return answers, nil
}

func (s *yamlServer) call(t *testing.T, method string, params any) {
	t.Helper()
	if _, err := s.client.Call(t.Context(), method, params); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
}

func (s *yamlServer) notify(t *testing.T, method string, params any) {
	t.Helper()
	if err := s.client.Notify(t.Context(), method, params); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
}

// learn gives the server schemas, by the folder that their files are in.
func (s *yamlServer) learn(t *testing.T, schemas map[string][]byte) {
	t.Helper()
	dir, files := t.TempDir(), map[string]any{}
	for folder, schema := range schemas {
		file := filepath.Join(dir, folder+".json")
		write(t, file, schema)
		files["file://"+filepath.ToSlash(file)] = "/hub/" + folder + "/**"
	}
	s.settings.Store(map[string]any{"schemas": files, "validate": true, "schemaStore": map[string]any{"enable": false}})
	s.notify(t, "workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{}})
	// It takes the settings over in its own time: it has when it tells of a field that is none.
	for range 100 {
		probe := map[string][]byte{"site/probe": []byte("title: A\nnone: 1\n")}
		if len(s.check(t, probe)["site/probe"]) > 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the server takes no schemas")
}

// check is what the server says of texts, by their names; a name begins with the
// folder of a schema.
func (s *yamlServer) check(t *testing.T, texts map[string][]byte) map[string][]string {
	t.Helper()
	const hub = "file:///hub/"
	document := func(name string) map[string]any {
		return map[string]any{"uri": hub + name + ".yaml", "languageId": "yaml", "version": 1, "text": string(texts[name])}
	}
	for name := range texts {
		s.notify(t, "textDocument/didOpen", map[string]any{"textDocument": document(name)})
		defer s.notify(t, "textDocument/didClose", map[string]any{"textDocument": document(name)})
	}
	found := map[string][]string{}
	timeout := time.After(time.Minute)
	for len(found) < len(texts) {
		select {
		case p := <-s.told:
			name := strings.TrimSuffix(strings.TrimPrefix(p.URI, hub), ".yaml")
			if _, asked := texts[name]; !asked {
				continue
			}
			found[name] = []string{}
			for _, d := range p.Diagnostics {
				found[name] = append(found[name], d.Message)
			}
		case <-timeout:
			t.Fatalf("the server says nothing of %d texts", len(texts)-len(found))
		}
	}
	return found
}
