package themes

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// own calls visit with every template, style and script that was written here;
// what others wrote lies in assets/static, as it came.
func own(t *testing.T, visit func(name, text string)) {
	t.Helper()
	err := fs.WalkDir(shipped, ".", func(name string, _ fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasSuffix(name, "/assets/static"):
			return fs.SkipDir
		case !slices.Contains([]string{".html", ".css", ".js"}, path.Ext(name)):
			return nil
		}
		data, err := fs.ReadFile(shipped, name)
		if err == nil {
			visit(name, string(data))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestLines keeps lines to what a reader takes in, and a comparison of two
// versions can show.
func TestLines(t *testing.T) {
	const most = 160
	own(t, func(name, text string) {
		for i, line := range strings.Split(text, "\n") {
			if n := utf8.RuneCountInString(line); n > most {
				t.Errorf("%s:%d has %d characters, more than %d", name, i+1, n, most)
			}
		}
	})
}

// TestPartialsSay finds partials that don't say in their first line what they
// are and take.
func TestPartialsSay(t *testing.T) {
	own(t, func(name, text string) {
		if path.Base(path.Dir(name)) == "partials" && !strings.HasPrefix(text, "{{/* ") {
			t.Errorf("%s does not begin with a comment of what it is, and takes", name)
		}
	})
}

var ending = regexp.MustCompile(`t "[^"]+" *-?}}\s*[:?!]`)

// TestColonsAreWords finds words that a template ends with a mark of its own:
// French has a space before it.
func TestColonsAreWords(t *testing.T) {
	own(t, func(name, text string) {
		if mark := ending.FindString(text); mark != "" {
			t.Errorf(`%s: %s stands in the words of each language; a colon is {{t "colon"}}`, name, mark)
		}
	})
}

// Names that only other people's code gives to elements.
var foreign = []string{"edgeLabel", "mindmap-node"} // Mermaid

// TestClassesAreUsed finds styles of classes that nothing has any more. The
// classes of code.css are Chroma's.
func TestClassesAreUsed(t *testing.T) {
	classes := regexp.MustCompile(`class="([^"{]|\{\{.*?\}\})*"`)
	given := map[string]bool{} // names of classes, or their beginnings, which end in -
	add := func(text string, places *regexp.Regexp) {
		for _, place := range places.FindAllString(text, -1) {
			for _, name := range nameOfClass.FindAllString(place, -1) {
				given[name] = true
			}
		}
	}
	own(t, func(name, text string) {
		switch path.Ext(name) {
		case ".html":
			add(text, classes)
		case ".js":
			add(text, regexp.MustCompile("\"[^\"\n]*\"|`[^`]*`"))
		}
	})
	markdown, err := os.ReadFile("../generator/markdown/doc.go") // lists those of a page's text
	if err != nil {
		t.Fatal(err)
	}
	add(string(markdown), nameOfClass)
	insights, err := os.ReadFile("../generator/insights/body.html") // the part of that page that reports have, too
	if err != nil {
		t.Fatal(err)
	}
	add(string(insights), classes)
	own(t, func(name, text string) {
		if path.Ext(name) != ".css" || path.Base(name) == "code.css" {
			return
		}
		text = regexp.MustCompile(`(?s)/\*.*?\*/|"[^"\n]*"`).ReplaceAllString(text, "")
		for _, match := range regexp.MustCompile(`\.([a-zA-Z][\w-]*)`).FindAllStringSubmatch(text, -1) {
			class := match[1]
			beginning := class[:strings.LastIndex(class, "-")+1]
			if !given[class] && !given[beginning] && !slices.Contains(foreign, class) {
				t.Errorf("%s has styles of .%s, which no template, script or Markdown has", name, class)
				given[class] = true
			}
		}
	})
}

var nameOfClass = regexp.MustCompile(`[a-zA-Z][\w-]*`)
