package generator

import (
	"bytes"
	"context"
	"image"
	imagepng "image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestPictures: covers and small pictures are in the site that shows their
// pages and in no other, and a build that has them does not make them again.
func TestPictures(t *testing.T) {
	var picture bytes.Buffer
	if err := imagepng.Encode(&picture, image.NewGray(image.Rect(0, 0, 400, 300))); err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse([]byte(`
-- site.yaml --
title: Hafen
base_url: https://hub.example.org/
languages: {list: [de]}
audiences: [{id: leitung, name: Leitung}]
outputs: [{audience: leitung, dir: leitung, index: leitung.index}]
-- content/de/tips/offen/index.md --
---
title: Offen
---
Text.
-- content/de/tips/geheim/index.md --
---
title: Geheim
audience: leitung
---
![Ein Plan](plan.png)
`))
	archive.Files = append(archive.Files, txtar.File{Name: "content/de/tips/geheim/plan.png", Data: picture.Bytes()})
	dir := writeSite(t, archive)
	made := func() (public, audience map[string]string) {
		t.Helper()
		result, err := Build(context.Background(), BuildOptions{Options: Options{Dir: dir, Now: now, NoIndex: true, Cache: &Cache{bundles: bundles}}})
		if err != nil || !result.Written {
			t.Fatal(err, result)
		}
		of := func(out string) map[string]string {
			files := map[string]string{}
			for name, text := range snapshot(t, filepath.Join(dir, out)) {
				name, _ = filepath.Rel(filepath.Join(dir, out), name)
				if name = filepath.ToSlash(name); strings.HasPrefix(name, "covers/") || strings.HasPrefix(name, "thumbs/") {
					files[name] = text
				}
			}
			return files
		}
		return of("public"), of("leitung")
	}
	public, audience := made()
	more := 0
	for name := range audience {
		if _, there := public[name]; !there {
			more++
		}
	}
	for name := range public {
		if strings.HasPrefix(name, "thumbs/") {
			t.Errorf("everybody sees %s", name)
		}
	}
	if more != 2 {
		t.Errorf("of the page for an audience there are %d pictures, not a cover and a small one", more)
	}
	page, err := os.ReadFile(filepath.Join(dir, "leitung/de/tips/index.html"))
	if err != nil || !bytes.Contains(page, []byte(`src="/thumbs/`)) {
		t.Error("the list for the audience shows no small picture", err)
	}
	again, audienceAgain := made()
	for _, both := range [][2]map[string]string{{public, again}, {audience, audienceAgain}} {
		for name, was := range both[0] {
			if both[1][name] != was {
				t.Errorf("%s was made again", name)
			}
		}
	}
}
