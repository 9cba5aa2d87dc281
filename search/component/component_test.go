package component

import (
	"io/fs"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every text is said by some script, and what scripts say is a text.
func TestTexts(t *testing.T) {
	said := map[string]bool{"code": true} // the language itself
	scripts, err := fs.Glob(sources, "*.js")
	if err != nil || len(scripts) < 8 {
		t.Fatalf("%d scripts, %v", len(scripts), err)
	}
	for _, name := range scripts {
		data, err := Source(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:^|[^/\w])(?:texts|names)\.(\w+)`).FindAllStringSubmatch(string(data), -1) {
			said[m[1]] = true
		}
	}
	texts := map[string]bool{"code": true}
	for field := range reflect.TypeFor[Texts]().Fields() {
		texts[field.Tag.Get("json")] = true
	}
	if !maps.Equal(said, texts) {
		t.Errorf("scripts say %v, and there are %v", slices.Sorted(maps.Keys(said)), slices.Sorted(maps.Keys(texts)))
	}
}

// The component is one file. It has all texts, and loads others by addresses
// beside it only when it is asked.
func TestFile(t *testing.T) {
	data, err := File("nl", map[string]Texts{"nl": {Search: "Zoeken"}, "de-CH": {Search: "Suchen </script> \u2028"}})
	if err != nil {
		t.Fatal(err)
	}
	script := string(data)
	for _, want := range []string{`import("./searches.js")`, `"Zoeken"`, `lang:"nl"`, `"de-CH"`, "ankerplatz-search", "::backdrop"} {
		if !strings.Contains(script, want) {
			t.Errorf("%s is not in it", want)
		}
	}
	if strings.Contains(script, "import ") || strings.Contains(script, "from\"") || strings.Contains(script, "TEXTS") {
		t.Error("something is missing in it")
	}
	again, err := File("nl", map[string]Texts{"de-CH": {Search: "Suchen </script> \u2028"}, "nl": {Search: "Zoeken"}})
	if err != nil || string(again) != script {
		t.Errorf("the same texts make another file, %v", err)
	}
}
