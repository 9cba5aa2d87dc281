package render

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/themes"
)

// TestSlowScripts: a script that takes the bundler minutes does not hold the
// build up.
func TestSlowScripts(t *testing.T) {
	site := fstest.MapFS{"themes/own/assets/js/main.js": {Data: []byte(strings.Repeat("a,", 50_000) + "a")}}
	theme, list := OpenTheme(themes.FS(), site, "own")
	if len(list) > 0 {
		t.Fatal(list)
	}
	bundles := Bundles{most: time.Millisecond}
	if _, list := bundles.get(theme, "/", ""); len(list) != 1 || list[0].Code != diag.TemplateError {
		t.Errorf("got %v", list)
	}
}

// TestBusyMachine: what took too long is tried again after a while, not before.
func TestBusyMachine(t *testing.T) {
	theme, list := OpenTheme(themes.FS(), fstest.MapFS{}, "default")
	if len(list) > 0 {
		t.Fatal(list)
	}
	bundles := Bundles{most: time.Nanosecond}
	if _, list := bundles.get(theme, "/", ""); len(list) == 0 {
		t.Fatal("it was fast")
	}
	bundles.most = 0
	if _, list := bundles.get(theme, "/", ""); len(list) == 0 {
		t.Error("it is tried again at once")
	}
	bundles.again = time.Nanosecond
	bundles.get(theme, "/", "")
	if _, list := bundles.get(theme, "/", ""); len(list) > 0 {
		t.Errorf("it is not tried again: %v", list)
	}
}

func TestWeigh(t *testing.T) {
	grown := []any{"x"}
	for range 40 {
		grown = []any{grown, grown}
	}
	for _, bad := range []any{grown, strings.Repeat("x", mostValue), map[string]any{"x": grown}, [][]any{grown}} {
		if weigh(bad) == nil {
			t.Errorf("%T passes", bad)
		}
	}
	for _, good := range []any{nil, 1, "x", []string{"x"}, map[string]any{"x": nil}, &View{}, View{}, strings.Repeat("x", mostValue/2)} {
		if err := weigh(good); err != nil {
			t.Errorf("%T: %v", good, err)
		}
	}
}
