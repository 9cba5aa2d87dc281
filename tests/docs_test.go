package tests

import (
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// What the documentation says must be what the program does.

func readDoc(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// firstCell is the code in the first cell of a table's row.
var firstCell = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")

func rows(text string) []string {
	var names []string
	for _, m := range firstCell.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}

// section is the part of a page below a level-2 heading.
func section(t *testing.T, page, heading string) string {
	t.Helper()
	_, text, ok := strings.Cut(page, "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("there is no section %q", heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// keys are the names that a struct has in YAML, those of the structs in it
// included: with the path to them if there is a separator, else bare.
func keys(of reflect.Type, prefix string, paths bool) []string {
	var names []string
	for field := range of.Fields() {
		name, option, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if option == "inline" {
			names = append(names, keys(field.Type, prefix, paths)...)
			continue
		}
		if name == "" || name == "-" {
			continue
		}
		in, full := field.Type, prefix+name
		names = append(names, full)
		if in.Kind() == reflect.Slice {
			in, full = in.Elem(), full+"[]"
		}
		if _, own := reflect.New(in).Interface().(strictyaml.Decoder); own || in.Kind() != reflect.Struct {
			continue
		}
		if paths {
			if below := keys(in, full+".", true); len(below) > 0 {
				if in == field.Type { // a group of keys is no key with a value
					names = names[:len(names)-1]
				}
				names = append(names, below...)
			}
		} else {
			names = append(names, keys(in, "", false)...)
		}
	}
	return names
}

func sameNames(t *testing.T, where string, documented, known []string) {
	t.Helper()
	for _, name := range known {
		if !slices.Contains(documented, name) {
			t.Errorf("%s does not explain %s", where, name)
		}
	}
	for _, name := range documented {
		if !slices.Contains(known, name) {
			t.Errorf("%s explains %s, which the program does not know", where, name)
		}
	}
}

func TestContentFields(t *testing.T) {
	page := readDoc(t, "docs/content.md")
	sameNames(t, "docs/content.md, fields of every kind", rows(section(t, page, "Fields of every kind")), keys(reflect.TypeFor[source.Meta](), "", false))
	also := map[string][]string{ // fields of what reads itself
		"profile":   {"days", "from", "to", "where"}, // office hours
		"role":      {"text", "see"},                 // boundaries
		"milestone": {"goals"},                       // of the text of their folder
		"event":     {"date", "text"},                // notes
	}
	for _, kind := range source.Kinds {
		for _, folder := range append(kind.Folders(), kind.Folder) {
			if folder != "" && !strings.Contains(page, "`"+folder+"`") {
				t.Errorf("docs/content.md does not name the folder %s of the kind %s", folder, kind.Name)
			}
		}
		known := append(keys(fieldsOf(t, kind), "", false), also[kind.Name]...)
		heading := strings.ToUpper(kind.Name[:1]) + kind.Name[1:]
		sameNames(t, "docs/content.md, "+heading, rows(section(t, page, heading)), known)
	}
}

// fieldsOf is the type of a kind's fields.
func fieldsOf(t *testing.T, kind *source.Kind) reflect.Type {
	t.Helper()
	name := path.Join("en", kind.Folder, "x.md")
	folder := fstest.MapFS{path.Join(source.Root, name): {Data: []byte("---\nkind: " + kind.Name + "\n---\n")}}
	page, _ := source.Read(folder, source.Entry{Path: name}, source.Options{Languages: []string{"en"}, PageBytes: 1000, FrontMatterBytes: 1000})
	return reflect.TypeOf(page.Fields).Elem()
}

func TestConfigurationKeys(t *testing.T) {
	sameNames(t, "docs/configuration.md", rows(readDoc(t, "docs/configuration.md")), keys(reflect.TypeFor[config.Site](), "", true))
}

// docs are the pages of the repository, but for those of the sample hub.
func docs(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, pattern := range []string{"../*.md", "../docs/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			name = strings.TrimPrefix(filepath.ToSlash(name), "../")
			pages[name] = readDoc(t, name)
		}
	}
	return pages
}

var (
	fence   = regexp.MustCompile("(?ms)^(`{3,})([^\n`]*)\n(.*?)^`{3,}$")
	code    = regexp.MustCompile("``[^`]+(?:`[^`]+)*``|`[^`\n]+`")
	link    = regexp.MustCompile(`\]\(([^)\s]+)[^)]*\)|(?:src|href)="([^"]+)"`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	foreign = regexp.MustCompile(`^[a-z]+:`)
)

// anchor is the id that forges give a heading.
func anchor(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.ReplaceAll(words, "`", ""))
}

func TestLinksOfDocs(t *testing.T) {
	pages := docs(t)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		text := code.ReplaceAllString(fence.ReplaceAllString(pages[name], ""), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target, frag, _ := strings.Cut(m[1]+m[2], "#")
			if foreign.MatchString(target) {
				continue
			}
			file := name
			if target != "" {
				file = path.Join(path.Dir(name), target)
			}
			if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(file))); err != nil {
				t.Errorf("%s: a link leads to %s, which is not there", name, target)
				continue
			}
			if frag == "" {
				continue
			}
			ids := []string{}
			for _, h := range heading.FindAllStringSubmatch(fence.ReplaceAllString(pages[file], ""), -1) {
				ids = append(ids, anchor(h[1]))
			}
			if !slices.Contains(ids, frag) {
				t.Errorf("%s: a link leads to #%s, and %s has no such heading", name, frag, file)
			}
		}
	}
}

// TestExamplesOfDocs reads the examples that say which file they are: YAML in
// its first line, Markdown behind the language's name.
func TestExamplesOfDocs(t *testing.T) {
	found := map[string]int{}
	pages := docs(t)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		for _, m := range fence.FindAllStringSubmatch(pages[name], -1) {
			first, _, _ := strings.Cut(m[3], "\n")
			lang, file, _ := strings.Cut(m[2], " ")
			var list diag.List
			switch {
			case first == "# site.yaml":
				found["site.yaml"]++
				_, list = config.Load(fstest.MapFS{"site.yaml": {Data: []byte(m[3])}})
			case lang == "yaml":
				found[first]++
				data := []byte(m[3])
				var node *strictyaml.Node
				if node, list = strictyaml.Parse(diag.NewFile(first, data), 0, len(data), strictyaml.Limits{}); len(node.Fields()) == 0 {
					t.Errorf("%s: the example %q holds nothing", name, first)
				}
			case lang == "markdown" && file != "":
				found["pages"]++
				entry := source.Entry{Path: strings.TrimPrefix(file, "content/"), Size: int64(len(m[3]))}
				_, list = source.Read(fstest.MapFS{file: {Data: []byte(m[3])}}, entry, source.Options{
					Languages: []string{"en", "de"}, PageBytes: 1 << 20, FrontMatterBytes: 1 << 16,
				})
			}
			var told strings.Builder
			if err := list.Text(&told, diag.TextOptions{}); err != nil || len(list) > 0 {
				t.Errorf("%s: an example is wrong: %s %v", name, told.String(), err)
			}
		}
	}
	for _, kind := range []string{"site.yaml", "pages", "# .github/workflows/hub.yml", "# .gitlab-ci.yml"} {
		if found[kind] == 0 {
			t.Errorf("there is no example of %s", kind)
		}
	}
}

// TestPipelinesOfDocs: what docs/publishing.md shows for CI is what a new hub has.
func TestPipelinesOfDocs(t *testing.T) {
	page := readDoc(t, "docs/publishing.md")
	for _, name := range []string{"github.yml", "forgejo.yml", "gitlab-ci.yml"} {
		if file := readDoc(t, "cmd/ankerplatz/internal/scaffold/files/all/"+name); !strings.Contains(page, "```yaml\n"+file+"```") {
			t.Errorf("docs/publishing.md shows another %s than init writes", name)
		}
	}
}

// TestCommandsOfDocs holds the documentation to what the command says of
// itself.
func TestCommandsOfDocs(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "ankerplatz")
	run := func(name string, args ...string) string {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir = ".."
		cmd.Env = append(cmd.Environ(), "ANKERPLATZ_LANG=en")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	run("go", "build", "-o", binary, "./cmd/ankerplatz")

	readme := readDoc(t, "README.md")
	flag := regexp.MustCompile(`--[a-z][a-z-]*`)
	flags := map[string][]string{}
	_, list, _ := strings.Cut(run(binary, "--help"), "\nCommands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	for line := range strings.Lines(list) {
		name := strings.Fields(line)[0]
		if !strings.Contains(readme, "| `ankerplatz "+name) {
			t.Errorf("README.md does not tell of the command %s", name)
		}
		if name == "help" || name == "completion" {
			flags[name] = nil
			continue
		}
		told, help, _ := strings.Cut(run(binary, name, "--help"), "\nFlags:\n")
		flags[name] = flag.FindAllString(help, -1)
		_, below, _ := strings.Cut(told, "\nCommands:\n")
		for line := range strings.Lines(strings.TrimSpace(below)) {
			_, help, _ := strings.Cut(run(binary, name, strings.Fields(line)[0], "--help"), "\nFlags:\n")
			flags[name] = append(flags[name], flag.FindAllString(help, -1)...)
		}
	}

	// What is shown in code must be possible.
	call := regexp.MustCompile(`\bankerplatz ([a-z]+)\b([^\n|;&#)]*)`)
	pages := docs(t)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		var shown []string
		for _, m := range fence.FindAllStringSubmatch(pages[name], -1) {
			if m[2] == "sh" || m[2] == "yaml" {
				shown = append(shown, m[3])
			}
		}
		text := fence.ReplaceAllString(pages[name], "")
		for _, m := range code.FindAllString(text, -1) {
			shown = append(shown, strings.Trim(m, "`"))
		}
		for _, example := range shown {
			for _, m := range call.FindAllStringSubmatch(example, -1) {
				known, ok := flags[m[1]]
				if !ok {
					t.Errorf("%s shows a command %q that does not exist", name, m[1])
				}
				for _, f := range flag.FindAllString(m[2], -1) {
					if !slices.Contains(known, f) {
						t.Errorf("%s: ankerplatz %s has no flag %s", name, m[1], f)
					}
				}
			}
		}
	}
}

// between is what stands between two texts.
func between(t *testing.T, text, from, to string) string {
	t.Helper()
	_, text, ok := strings.Cut(text, from)
	text, _, closed := strings.Cut(text, to)
	if !ok || !closed {
		t.Fatalf("there is nothing between %q and %q", from, to)
	}
	return text
}

// TestListsOfDocs compares the lists of what is allowed and refused, and of
// what themes have, with those in the code, which are private.
func TestListsOfDocs(t *testing.T) {
	inCode, inGo := regexp.MustCompile("`([a-z0-9]+)`"), regexp.MustCompile(`"([a-z0-9]+)"`)
	names := func(form *regexp.Regexp, text string) []string {
		var names []string
		for _, m := range form.FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
		return names
	}
	page := readDoc(t, "docs/content.md")
	sameNames(t, "docs/content.md, HTML",
		names(inCode, between(t, page, "The elements are\n", "\nand the attributes")),
		names(inGo, between(t, readDoc(t, "generator/markdown/raw.go"), "var elements = []string{", "}")))
	ending := regexp.MustCompile("`([a-z_.]+)`")
	for _, name := range names(ending, between(t, page, "in the hub's name are refused", ". Offer")) {
		if browser.Refused(name).Empty() && browser.Refused("x."+name).Empty() {
			t.Errorf("docs/content.md says that %s is refused", name)
		}
	}
	for _, name := range names(ending, between(t, page, "- Office documents", "can all be offered")) {
		if !browser.Refused("x." + name).Empty() {
			t.Errorf("docs/content.md says that %s can be offered", name)
		}
	}
}

// TestPolicyOfDocs: the examples for web servers send what host sends.
func TestPolicyOfDocs(t *testing.T) {
	text := readDoc(t, "docs/publishing.md")
	if sent, want := strings.Count(text, "Content-Security-Policy \""), strings.Count(text, `Content-Security-Policy "`+browser.HeaderPolicy()+`"`); sent != want || want != 2 {
		t.Errorf("of %d examples that send a policy %d send that of host", sent, want)
	}
}

// What docs/search.md says of <ankerplatz-search> is what it has, and its
// example is the page that tests/browser opens.
func TestComponent(t *testing.T) {
	text := section(t, readDoc(t, "docs/search.md"), "A search box in any page")
	if page := readDoc(t, "tests/browser/testdata/embed/portal.html"); !strings.Contains(text, "```html\n"+page+"```") {
		t.Error("docs/search.md shows another page than portal.html")
	}
	styles := readDoc(t, "tests/browser/testdata/embed/portal.css")
	if _, own, _ := strings.Cut(styles, "\nankerplatz-search {"); !strings.Contains(text, "```css\nankerplatz-search {"+own+"```") {
		t.Error("docs/search.md shows other styles than portal.css")
	}
	scripts, err := filepath.Glob("../search/component/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, name := range append(scripts, "../search/component/style.css") {
		source.WriteString(readDoc(t, strings.TrimPrefix(name, "../")))
	}
	all := func(pattern string) []string {
		var found []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(source.String(), -1) {
			found = append(found, m[1])
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	var known []string
	for _, name := range all(`observedAttributes = \[(.*)\]`) {
		known = append(known, strings.Split(strings.ReplaceAll(name, `"`, ""), ", ")...)
	}
	for _, name := range all(`tell\("(\w+)"`) {
		known = append(known, "ankerplatz-"+name)
	}
	known = append(known, all(`var\((--ankerplatz-[\w-]+)`)...)
	var documented []string
	for _, m := range regexp.MustCompile("(?m)^\\| (`[^|]*`) \\|").FindAllStringSubmatch(text, -1) {
		documented = append(documented, strings.Split(strings.ReplaceAll(m[1], "`", ""), ", ")...)
	}
	sameNames(t, "docs/search.md, the component", documented, known)

	_, parts, _ := strings.Cut(text, "Parts for `::part()`:")
	parts, _, _ = strings.Cut(parts, ".\n")
	sameNames(t, "docs/search.md, parts of the component", strings.FieldsFunc(parts, func(r rune) bool { return !unicode.IsLetter(r) }),
		strings.Fields(strings.Join(slices.Concat(all(`\bpart\("\w+", "([\w ]+)"`), all(`setAttribute\("part", "(\w+)"\)`)), " ")))
}
