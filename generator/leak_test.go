package generator

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// canaries makes words that are nowhere else: their first eight letters are in
// every stem and folding of them.
type canaries struct {
	words []string
	of    map[string]string // what each stands for
}

func (c *canaries) next(what string) string {
	const letters = "bcdfgkmnprtvwz"
	n, word := len(c.words), []byte("xq")
	for range 6 {
		word, n = append(word, letters[n%len(letters)]), n/len(letters)*5+n%7
	}
	word = append(word, letters[len(c.words)%14], letters[len(c.words)/14%14], letters[len(c.words)/196%14])
	c.words = append(c.words, string(word))
	c.of[string(word)] = what
	return string(word) + "lingen"
}

// secretKind is a page with all fields of a kind filled in.
type secretKind struct {
	t      *testing.T
	kind   *source.Kind
	canary *canaries
	found  func(what string) int // which form a field's value needs to be seen
	files  []string              // that fields name
}

// fields are those of a struct as a map in YAML's flow style.
func (s *secretKind) fields(of reflect.Type, above string, own map[string]string) []string {
	var all []string
	for field := range of.Fields() {
		name, option, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		switch value, given := own[name]; {
		case option == "inline":
			all = append(all, s.fields(field.Type, above, own)...)
		case name == "" || name == "-":
		case given && value == "":
		case given:
			all = append(all, name+": "+value)
		default:
			all = append(all, name+": "+s.value(field.Type, above+"."+name))
		}
	}
	return all
}

// value fills in a field by its type.
func (s *secretKind) value(of reflect.Type, name string) string {
	switch reflect.New(of).Elem().Interface().(type) {
	case strictyaml.Text, string:
		return s.text(name)
	case strictyaml.Localized:
		return s.text(name)
	case strictyaml.Date, strictyaml.When:
		return "1997-03-14"
	case strictyaml.Duration:
		return "83 months"
	case strictyaml.Range:
		return "[3, 4]"
	case source.Availability:
		return "[{days: [mon], from: '07:13', to: '08:31', where: " + s.text(name+".where") + "}]"
	case source.Boundary:
		return "{text: " + s.text(name+".text") + ", see: [" + s.text(name+".see") + "]}"
	}
	plain := map[reflect.Kind]string{reflect.Bool: "true", reflect.Int: "2", reflect.Float64: "2.5"}
	switch kind := of.Kind(); {
	case kind == reflect.Pointer:
		return s.value(of.Elem(), name)
	case kind == reflect.Slice:
		return "[" + s.value(of.Elem(), name+"[]") + "]"
	case kind == reflect.Map:
		return "{" + s.canary.next(name) + ": " + s.text(name) + "}"
	case kind == reflect.Struct:
		return "{" + strings.Join(s.fields(of, name, nil), ", ") + "}"
	case kind == reflect.Interface:
		return s.text(name)
	case plain[kind] != "":
		return plain[kind]
	}
	s.t.Fatalf("%s: a field of type %v can't be filled in here: say how", name, of)
	return ""
}

// forms are what a text may have to be for its field to show it.
var forms = []string{"%s", "https://%s.example/%[1]s", "%s@example.org", "%s.png", "mailto:%s@example.org", "+49 431 %s"}

func (s *secretKind) text(name string) string {
	what := s.kind.Name + name
	word := s.canary.next(what)
	form := forms[s.found(what)%len(forms)]
	if strings.HasSuffix(form, ".png") {
		s.files = append(s.files, word+".png")
	}
	return fmt.Sprintf("%q", fmt.Sprintf(form, word))
}

// secretSite writes a hub with pages of all kinds for everybody and for an
// audience; pages for everybody lead to the others. public is what was written
// for everybody, with the words of these links alone; inside is the folder of
// secret pages.
func secretSite(t *testing.T, found func(what string) int) (dir, public, inside string, canary *canaries) {
	dir, canary = writeSite(t, &txtar.Archive{}), &canaries{of: map[string]string{}}
	audience := canary.next("audience")
	var lowered []string
	for _, code := range diag.Codes() {
		if !code.Fixed() {
			lowered = append(lowered, string(code)+": info")
		}
	}
	put(t, dir, "site.yaml", strings.Replace(siteYAML, "list: [de]", "list: [de, en]", 1)+`output: {compress: true}
privacy: {contributors: on}
audiences: [{id: `+audience+`, name: `+canary.next("audience's name")+`}]
repository: {url: "https://git.example/hub", edit: "https://git.example/{path}"}
feedback: {ask: "mailto:hub@example.org?cc={owner}&subject={title}", improve: "https://x.example/?o={owner}"}
checks: {`+strings.Join(lowered, ", ")+`}
`)
	both := func(name, text string) { put(t, dir, name, text) }
	both("content/de/people/ada.md", "---\nname: Ada\ndepartment: planung\ncontact: {email: a@example.org}\ncompetencies: {excel: 3}\ncontributions: true\n---\nText.\n")
	both("content/en/_index.md", "---\ntitle: Start\n---\n")

	var secret []string
	hide := func(name, text string) {
		secret = append(secret, name)
		put(t, dir, name, text)
	}
	links := ""
	for _, kind := range source.Kinds {
		both("content/de/"+kind.Folder+"/offen-"+kind.Name+".md", "---\nkind: "+kind.Name+"\ntitle: Offen\nname: Offen\ndepartment: planung\nstart: 2026-12-01\napps: [excel]\ndepartments: [planung]\nauthors: [ada]\ntags: [offen]\n---\nText.\n")
		s := &secretKind{t: t, kind: kind, canary: canary, found: found}
		name := canary.next(kind.Name + "'s file")
		folder := filepath.ToSlash(filepath.Join("content/de", kind.Folder, name))
		fields := s.fields(reflect.TypeFor[source.Meta](), "", map[string]string{
			"kind": kind.Name, "audience": "[" + audience + "]", "slug": fmt.Sprintf("%q", canary.next(kind.Name+"'s slug")), "translation": "", "draft": "", "search": "",
			"publish": "", "expires": "", "date": "2026-10-10", "updated": "2026-10-11", "apps": "[excel]", "departments": "[planung]", "authors": "[ada]", "owner": "ada", "thanks": "[ada]",
			"aliases": "[/alt/" + canary.next(kind.Name+"'s alias") + "]",
		})
		fields = append(fields, s.fields(fieldsOf(t, kind), "", map[string]string{"department": "planung", "for": "", "status": "", "state": ""})...)
		picture := canary.next(kind.Name + "'s picture")
		hide(folder+"/index.md", "---\n"+strings.Join(fields, "\n")+"\n---\n## "+canary.next(kind.Name+"'s heading")+"\n\n"+canary.next(kind.Name+"'s text")+
			" @ada [x](../offen-"+kind.Name+".md) ![x]("+picture+".png)\n\n```mermaid\ngraph LR; a["+canary.next(kind.Name+"'s diagram")+"]\n```\n")
		for _, file := range append(s.files, picture+".png") {
			hide(folder+"/"+file, string(portrait(t))+canary.next(kind.Name+"'s file's contents"))
		}
		hide(folder+"/"+canary.next(kind.Name+"'s loose file")+".txt", canary.next(kind.Name+"'s loose file's contents"))
		hide("content/en/"+kind.Folder+"/"+name+".md", "---\nkind: "+kind.Name+"\ntitle: "+canary.next(kind.Name+"'s translation")+"\nname: x\ndepartment: planung\n---\n"+canary.next(kind.Name+"'s translated text")+"\n")
		links += "[Wort](../../" + strings.TrimPrefix(folder, "content/") + "/index.md) ![Bild](../../" + strings.TrimPrefix(folder, "content/") + "/" + picture + ".png)\n"
	}
	inside = canary.next("folder")
	hide("content/de/pages/"+inside+"/_index.md", "---\ntitle: "+canary.next("folder's title")+"\naudience: ["+audience+"]\n---\n")
	hide("content/de/pages/"+inside+"/x.md", "---\ntitle: "+canary.next("title below a folder")+"\ntags: ["+canary.next("tag below a folder")+"]\n---\nText.\n")
	hide("content/de/pages/"+inside+"/deep/x.txt", canary.next("file below a folder"))
	hide("content/de/tips/offen-tip/x.md", "---\ntitle: "+canary.next("title below a page")+"\naudience: ["+audience+"]\n---\nText.\n")
	links += "[Wort](../pages/" + inside + "/_index.md)\n"

	// What pages say of others: the steps of a way, and who solves them.
	way := canary.next("way")
	leads := "---\ntitle: " + canary.next("way's title") + "\naudience: [" + audience + "]\n%s: [{page: tips/offen-tip, note: " + canary.next("way's note") + "}]\n---\n"
	hide("content/de/toolkits/"+way+".md", fmt.Sprintf(leads, "items"))
	hide("content/de/paths/"+way+".md", fmt.Sprintf(leads, "steps"))
	hide("content/de/roles/"+way+".md", "---\ntitle: "+canary.next("role's title")+"\naudience: ["+audience+"]\nboundaries: {it: [{text: "+canary.next("boundary")+", see: [tips/offen-tip]}]}\n---\n")

	commit(t, dir, "2026-10-10")
	public = t.TempDir()
	if err := os.CopyFS(public, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for _, name := range secret {
		if err := os.Remove(filepath.Join(public, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	words := strings.Repeat("Wort Bild\n", len(source.Kinds)) + "Wort\n"
	put(t, dir, "content/de/tips/links.md", "---\ntitle: Links\ndate: 2026-10-10\n---\n"+links)
	put(t, public, "content/de/tips/links.md", "---\ntitle: Links\ndate: 2026-10-10\n---\n"+words)
	const kit = "---\ntitle: Koffer\ndate: 2026-10-10\nitems: [{page: tips/offen-tip}, %s{page: events/offen-event}]\n---\n"
	put(t, dir, "content/de/toolkits/koffer.md", fmt.Sprintf(kit, "{page: toolkits/"+way+", title: Wort}, {page: paths/"+way+"}, "))
	put(t, public, "content/de/toolkits/koffer.md", fmt.Sprintf(kit, "{title: Wort}, "))
	return dir, public, inside, canary
}

// commit commits all that is in a folder, as Ada, on a day, and returns the
// commit's short name.
func commit(t *testing.T, dir, day string) string {
	t.Helper()
	var out []byte
	for _, args := range [][]string{
		{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=Ada", "-c", "user.email=a@example.org", "commit", "-q", "-m", "m"}, {"rev-parse", "--short=10", "HEAD"},
	} {
		cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
		cmd.Env = append(cmd.Environ(), "GIT_AUTHOR_DATE="+day+"T12:00:00Z", "GIT_COMMITTER_DATE="+day+"T12:00:00Z")
		var err error
		if out, err = cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	return strings.TrimSpace(string(out))
}

func fieldsOf(t *testing.T, kind *source.Kind) reflect.Type {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "content/en/x.md", "---\nkind: "+kind.Name+"\n---\n")
	page, _ := source.Read(os.DirFS(dir), source.Entry{Path: "en/x.md"}, source.Options{Languages: []string{"en"}, PageBytes: 1000, FrontMatterBytes: 1000})
	return reflect.TypeOf(page.Fields).Elem()
}

// TestAudienceLeaks builds a hub with pages for an audience, in every kind with
// every field filled in, and one that never had them: what everybody gets is
// the same, byte by byte, also where all was for everybody before. That the
// words are there to be found is seen in what the audience gets.
func TestAudienceLeaks(t *testing.T) {
	form := map[string]int{}
	var dir, public, inside string
	var canary *canaries
	var unseen []string
	for range forms { // until each field has a form in which it is seen
		dir, public, inside, canary = secretSite(t, func(what string) int { return form[what] })
		unseen = nil
		theirs := inMemory(t, canary.words[0]+"lingen", dir)
		for _, word := range canary.words {
			if !bytes.Contains(theirs, []byte(word)) {
				unseen = append(unseen, canary.of[word])
				form[canary.of[word]]++
			}
		}
	}
	if len(unseen) > len(canary.words)/4 {
		t.Errorf("of %d words %d are in nothing that the audience gets: %q", len(canary.words), len(unseen), unseen)
	}

	// What was for everybody once, and then comes to the audience.
	open, out := t.TempDir(), t.TempDir()
	if err := os.CopyFS(open, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(open, "content/*/*/*/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pages {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, bytes.ReplaceAll(text, []byte("\naudience: "), []byte("\nlater: ")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Build(t.Context(), BuildOptions{
		Options: Options{Dir: open, Now: now, Cache: &Cache{bundles: bundles}}, Out: filepath.Join(out, "public"), Index: filepath.Join(out, "index.bleve"),
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(out, "public/de/pages", inside)); err != nil {
		t.Errorf("what is for everybody is not there: %v", err)
	}
	never, after := reveal(t, publish(t, public, t.TempDir())), reveal(t, publish(t, dir, out))
	sameBytes(t, never, after)
	silent(t, canary, after)

	// What is printed.
	asNever, _, err := printed(t, public, PrintOptions{})
	if err != nil {
		t.Fatal(err)
	}
	asNow, _, err := printed(t, dir, PrintOptions{})
	if err != nil {
		t.Fatal(err)
	}
	sameBytes(t, asNever, asNow)
	for name, data := range asNow {
		asNow[name] = []byte(printedWords(t, data))
	}
	silent(t, canary, asNow)
}

// inMemory are all files of the site for an audience, with their names, in
// small letters.
func inMemory(t *testing.T, audience, dir string) []byte {
	t.Helper()
	site, err := Load(t.Context(), Options{Dir: dir, Now: now, Audience: audience, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	sink := memory{files: map[string][]byte{}}
	if _, err := site.Write(t.Context(), &sink); err != nil {
		t.Fatal(err)
	}
	var all []byte
	for name, data := range sink.files {
		if !strings.HasPrefix(name, "assets/") {
			all = append(append(all, name...), bytes.ToLower(data)...)
		}
	}
	return all
}

// silent fails where a word is to be found.
func silent(t *testing.T, canary *canaries, all map[string][]byte) {
	t.Helper()
	lower := map[string][]byte{}
	for name, data := range all {
		lower[name] = bytes.ToLower(data)
	}
	for _, word := range canary.words {
		for name, data := range lower {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("%s is in %s", canary.of[word], name)
			}
		}
	}
}

// sameBytes fails where two outputs differ. An index for servers holds times:
// of it what it answers is compared.
func sameBytes(t *testing.T, want, got map[string][]byte) {
	t.Helper()
	compared := 0
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if strings.HasPrefix(name, "index.bleve") || strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") { // of these what is in them
			continue
		}
		compared++
		if other, ok := want[name]; !ok {
			t.Errorf("%s is there", name)
		} else if !bytes.Equal(inOrder(name, other), inOrder(name, got[name])) {
			t.Errorf("%s differs: %s", name, difference(other, got[name]))
		}
	}
	for name := range want {
		if _, ok := got[name]; !ok && !strings.HasPrefix(name, "index.bleve") {
			t.Errorf("%s is missing", name)
		}
	}
	if compared == 0 {
		t.Error("nothing is compared")
	}
}

// inOrder sorts the answers of an index, whose fields come in any order.
func inOrder(name string, data []byte) []byte {
	if name != "what the index answers" {
		return data
	}
	lines := bytes.Split(data, []byte("\n"))
	slices.SortFunc(lines, bytes.Compare)
	return bytes.Join(lines, []byte("\n"))
}

// difference is where two texts begin to differ.
func difference(a, b []byte) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	cut := func(s []byte) []byte { return s[max(0, min(i, len(s))-60):min(len(s), i+60)] }
	return fmt.Sprintf("%q, %q", cut(a), cut(b))
}
