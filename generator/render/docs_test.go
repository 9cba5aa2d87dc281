package render

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/words"
)

// TestFunctionsOfDocs holds the functions that templates have against
// docs/themes.md.
func TestFunctionsOfDocs(t *testing.T) {
	data, err := os.ReadFile("../../docs/themes.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(data), "\n## Functions\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var told []string
	for _, row := range regexp.MustCompile(`(?m)^\|([^|]*)\|`).FindAllStringSubmatch(section, -1) {
		for _, call := range regexp.MustCompile("`([a-z]+) ").FindAllStringSubmatch(row[1], -1) {
			if !slices.Contains(told, call[1]) {
				told = append(told, call[1])
			}
		}
	}
	ours := (&Renderer{hub: &hub.Hub{Words: &words.Languages{}}}).functions("", nil)
	for _, name := range []string{"print", "println", "printf", "js"} { // html/template's own, with bounds
		delete(ours, name)
	}
	slices.Sort(told)
	if there := slices.Sorted(maps.Keys(ours)); !slices.Equal(told, there) {
		t.Errorf("docs/themes.md tells of the functions\n%q, there are\n%q", told, there)
	}
}
