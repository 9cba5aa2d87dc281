package generator

import (
	"bytes"
	"context"
	"errors"
	"image"
	imagepng "image/png"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestPictures: covers and small pictures are in the site that shows their
// pages and in no other, and a build that has them does not make them again.
func TestPictures(t *testing.T) {
	var picture bytes.Buffer
	plain := image.NewGray(image.Rect(0, 0, 600, 30))
	for i := range plain.Pix {
		plain.Pix[i] = byte(i * i >> 4)
	}
	if err := (&imagepng.Encoder{CompressionLevel: imagepng.NoCompression}).Encode(&picture, plain); err != nil {
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
				if name = filepath.ToSlash(name); strings.HasPrefix(name, "covers/") || strings.HasPrefix(name, "pictures/") {
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
		if strings.HasPrefix(name, "pictures/") {
			t.Errorf("everybody sees %s", name)
		}
	}
	if more != 4 {
		t.Errorf("of the page for an audience there are %d pictures, not a cover, a small one and a form in their folder", more)
	}
	page, err := os.ReadFile(filepath.Join(dir, "leitung/de/tips/index.html"))
	if err != nil || !bytes.Contains(page, []byte(`src="/pictures/`)) {
		t.Error("the list for the audience shows no small picture", err)
	}
	page, err = os.ReadFile(filepath.Join(dir, "leitung/de/tips/geheim/index.html"))
	if err != nil || !regexp.MustCompile(`<img fetchpriority="high" decoding="async" src="/de/tips/geheim/plan.png" srcset="/pictures/\w+-1/600.webp 600w" sizes="min\(100vw, 600px\)" width="600" height="30"`).Match(page) {
		t.Error("the page offers no form", err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, ".ankerplatz/pictures-1/*"))
	if err != nil || len(kept) != 2 { // the forms, and what sizes they have
		t.Fatalf("kept are %v, %v", kept, err)
	}
	again, audienceAgain := made()
	files := map[string][]byte{}
	for name := range audience {
		files[name], _ = os.ReadFile(filepath.Join(dir, "leitung", name)) // folders have none
	}
	spoilt := func(name string) error {
		return os.WriteFile(name, []byte("something else, from elsewhere, that is long enough"), 0o644)
	}
	cut := func(name string) error {
		info, err := os.Stat(name)
		return errors.Join(err, os.Truncate(name, info.Size()/2))
	}
	for _, spoil := range []func() error{
		func() error { return spoilt(kept[0]) },
		func() error { return spoilt(kept[1]) },
		func() error { return errors.Join(cut(kept[0]), cut(kept[1])) }, // as when the computer goes down while it is written
		func() error { return os.Remove(kept[0]) },
		func() error { return os.RemoveAll(filepath.Join(dir, ".ankerplatz")) },
		func() error {
			return os.WriteFile(filepath.Join(dir, ".ankerplatz/pictures-1/of one that is gone"), nil, 0o644)
		},
	} {
		if err := errors.Join(spoil(), os.RemoveAll(filepath.Join(dir, "leitung"))); err != nil {
			t.Fatal(err)
		}
		_, anew := made()
		if got, want := slices.Sorted(maps.Keys(anew)), slices.Sorted(maps.Keys(audience)); !slices.Equal(got, want) {
			t.Errorf("without what was kept there are %v, not %v", got, want)
		}
		for name := range anew {
			if got, _ := os.ReadFile(filepath.Join(dir, "leitung", name)); !bytes.Equal(got, files[name]) {
				t.Errorf("without what was kept %s is another", name)
			}
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".ankerplatz/pictures-1/*")); err != nil || !slices.Equal(left, kept) {
		t.Errorf("kept are %v, %v", left, err)
	}
	for _, both := range [][2]map[string]string{{public, again}, {audience, audienceAgain}} {
		for name, was := range both[0] {
			if both[1][name] != was {
				t.Errorf("%s was made again", name)
			}
		}
	}
}
