package diag

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// said are the formats that the program's own code gives to Say and Count, and
// where.
func said(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, root := range []string{"../../generator", "../../cmd"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			files := token.NewFileSet()
			parsed, err := filesOf(files, name)
			for _, f := range parsed {
				constants := constantsOf(parsed)
				ast.Inspect(f, func(n ast.Node) bool {
					call, ok := n.(*ast.CallExpr)
					if !ok {
						return true
					}
					for _, e := range formatsOf(call) {
						format, ok := constantText(e, constants)
						if !ok {
							t.Errorf("%s: a format must be a constant of the package", files.Position(e.Pos()))
						}
						all[format] = files.Position(e.Pos()).String()
					}
					return true
				})
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// formatsOf are the arguments of a call that are formats.
func formatsOf(call *ast.CallExpr) []ast.Expr {
	var name string
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "diag" {
			name = f.Sel.Name
		}
	}
	switch {
	case name == "Say" && len(call.Args) > 0:
		return call.Args[:1]
	case name == "Count" && len(call.Args) == 3:
		return call.Args[1:]
	}
	return nil
}

// filesOf parses the files of a folder that are no tests.
func filesOf(files *token.FileSet, folder string) (parsed []*ast.File, err error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	for _, name := range names {
		if err != nil || strings.HasSuffix(name, "_test.go") {
			continue
		}
		var f *ast.File
		f, err = parser.ParseFile(files, name, nil, 0)
		parsed = append(parsed, f)
	}
	return parsed, err
}

func constantsOf(files []*ast.File) map[string]ast.Expr {
	all := map[string]ast.Expr{}
	for _, file := range files {
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				for _, s := range g.Specs {
					spec := s.(*ast.ValueSpec)
					for i, value := range spec.Values {
						all[spec.Names[i].Name] = value
					}
				}
			}
		}
	}
	return all
}

func constantText(e ast.Expr, constants map[string]ast.Expr) (text string, ok bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.Ident:
		return constantText(constants[e.Name], constants)
	}
	return "", false
}

var verb = regexp.MustCompile(`%[-+# 0]*(\[\d+\])?[\d.]*([a-zA-Z%])`)

// verbsOf are the verbs of a format by the number of their argument.
func verbsOf(format string) map[int]string {
	all, next := map[int]string{}, 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(strings.Trim(m[1], "[]"))
		}
		all[next] = strings.Replace(m[0], m[1], "", 1)
		next++
	}
	return all
}

// TestMessages holds the files of the folder messages to what the code says.
func TestMessages(t *testing.T) {
	all := said(t)
	if len(all) < 500 {
		t.Fatalf("only %d formats were found", len(all))
	}
	for lang, read := range catalogue {
		formats := read()
		for format, where := range all {
			words := strings.ContainsFunc(verb.ReplaceAllString(format, ""), unicode.IsLetter)
			if _, ok := formats[format]; words && !ok {
				t.Errorf("%s.yaml lacks %q (%s)", lang, format, where)
			}
		}
		for format, translation := range formats {
			if all[format] == "" {
				t.Errorf("%s.yaml has %q, which nobody says", lang, format)
			}
			if want, got := fmt.Sprint(verbsOf(format)), fmt.Sprint(verbsOf(translation)); want != got {
				t.Errorf("%s.yaml: %q has %s, and %q has %s", lang, format, want, translation, got)
			}
			if strings.TrimSpace(translation) == "" || strings.HasSuffix(translation, ".") && !strings.HasSuffix(format, ".") {
				t.Errorf("%s.yaml: %q is empty, or ends with a full stop", lang, translation)
			}
		}
	}
}

// TestIn says what texts are made of in the order of each language.
func TestIn(t *testing.T) {
	text := Say("%s (and %d more of this kind in the file)", Say("the page %s is a draft", `"a"`), 3)
	for lang, want := range map[string]string{
		"en": `the page "a" is a draft (and 3 more of this kind in the file)`,
		"de": `die Seite "a" ist ein Entwurf (und 3 weitere dieser Art in der Datei)`,
		"nl": `de pagina "a" is een concept (en nog 3 van deze soort in het bestand)`,
		"da": `siden "a" er en kladde (og 3 til af samme slags i filen)`,
		"fr": `the page "a" is a draft (and 3 more of this kind in the file)`,
	} {
		if got := text.In(lang); got != want {
			t.Errorf("%s: %s", lang, got)
		}
	}
	if got := Or([]string{"a", "b", "c"}).In("de"); got != "a, b oder c" {
		t.Error(got)
	}
	if got := Count(1, "%d page", "%d pages").In("da") + ", " + Count(2, "%d page", "%d pages").In("da"); got != "1 side, 2 sider" {
		t.Error(got)
	}
	if got := (Text{}).In("de"); got != "" {
		t.Errorf("the empty text is %q", got)
	}
}

// TestTongue: the first language that is known counts, and one that is asked
// for alone.
func TestTongue(t *testing.T) {
	other := Diagnostic{Code: NoLanguage, Span: NewFile("content/en/a.md", nil).Span(0, 0)}
	if got := (Tongue{Hub: "de"}).Of(other); got != "de" {
		t.Errorf("a page in a folder of no language of the hub is told in %s", got)
	}
	page := func(name string) Diagnostic { return Diagnostic{Span: NewFile(name, nil).Span(0, 0)} }
	for _, test := range []struct {
		tongue     Tongue
		file, want string
	}{
		{Tongue{}, "content/de/a.md", "de"},
		{Tongue{}, "content/de-AT/a.md", "de"},
		{Tongue{}, "content/readme.md", "en"},
		{Tongue{Hub: "nl", System: "da_DK.UTF-8"}, "site.yaml", "nl"},
		{Tongue{Hub: "fr", System: "da_DK.UTF-8"}, "site.yaml", "da"},
		{Tongue{Hub: "fr", System: "C"}, "content/sv/a.md", "en"},
		{Tongue{Hub: "de"}, "content/da/a.md", "da"},
		{Tongue{Asked: "en", Hub: "de"}, "content/da/a.md", "en"},
		{Tongue{Asked: "fr", Hub: "de"}, "content/da/a.md", "en"},
	} {
		if got := test.tongue.Of(page(test.file)); got != test.want {
			t.Errorf("%+v, %s: %s", test.tongue, test.file, got)
		}
	}
	if !slices.IsSorted(Languages) {
		t.Error(Languages)
	}
}
