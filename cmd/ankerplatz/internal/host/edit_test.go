package host

import (
	"maps"
	"testing"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/output"
)

// TestEditorPolicy: the editor alone has a policy of its own, which names the
// servers that the build does, unless they are none.
func TestEditorPolicy(t *testing.T) {
	files := maps.Clone(small)
	files["edit/index.html"], files["edit/edit.js"] = "editor", "js"
	own := browser.EditPolicy("https://git.example") + "; frame-ancestors 'self'"
	for base, files := range map[string]map[string]string{"/": files, "/hub/": files, "/none/": small} {
		dir := t.TempDir()
		writeBuild(t, dir, output.Options{Base: base, Edit: []string{"https://git.example", "https://x.example; script-src *"}}, files)
		s, _ := open(dir, nil)
		for path, want := range map[string]string{"edit/": own, "edit/edit.js": own, "": browser.HeaderPolicy(), "de/": browser.HeaderPolicy()} {
			if base == "/none/" {
				want = browser.HeaderPolicy()
			}
			if got := get(s, base+path).Header.Get("Content-Security-Policy"); got != want {
				t.Errorf("%s: %s", base+path, got)
			}
		}
	}
}
