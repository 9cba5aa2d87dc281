package generator

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
)

// TestNothingOfTheHubIsWrittenOver: what the hub is made from is no folder to
// write to, whoever names it and however.
func TestNothingOfTheHubIsWrittenOver(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home", "me")
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	dir := writeSite(t, &txtar.Archive{Files: []txtar.File{
		{Name: "site.yaml", Data: []byte("title: Test\nlanguages: {list: [de]}\ntheme: {name: mine}\n")},
		{Name: "shared/layouts/page.html"},
		{Name: "themes/mine ->", Data: []byte("../shared")},
		{Name: "content-link ->", Data: []byte("content")},
		{Name: "repository/.git/HEAD"},
	}})
	outside := t.TempDir()
	link(t, outside, "hub", dir)
	before := snapshot(t, dir)
	for _, folder := range []string{
		dir, filepath.Dir(dir), "/", home, filepath.Dir(home),
		filepath.Join(dir, "content"), filepath.Join(dir, "content/de"), filepath.Join(dir, "content/new/folder"), filepath.Join(dir, "CONTENT"),
		filepath.Join(dir, "public/../content"), filepath.Join(dir, "content-link"), filepath.Join(dir, "content-link/public"),
		filepath.Join(outside, "hub"), filepath.Join(outside, "hub/content/x"),
		filepath.Join(dir, "themes"), filepath.Join(dir, "themes/other"), filepath.Join(dir, "shared"), filepath.Join(dir, "shared/layouts"),
		filepath.Join(dir, ".git"), filepath.Join(dir, ".git/hooks"), filepath.Join(dir, ".Git"), filepath.Join(dir, "repository/.git"),
	} {
		for _, opt := range []BuildOptions{{Out: folder}, {Index: folder}, {Out: folder, Force: true}} {
			opt.Options = Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}}
			result, err := Build(context.Background(), opt)
			if wrong := new(FolderError); !errors.As(err, &wrong) {
				t.Errorf("%+v: %+v, %v", opt, result, err)
			}
		}
	}
	for _, pair := range [][2]string{{"a", "a"}, {"a", "a/b"}, {"a/b", "a"}, {"a", "A/b"}} {
		_, err := Build(context.Background(), BuildOptions{
			Options: Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}}, Out: filepath.Join(outside, pair[0]), Index: filepath.Join(outside, pair[1]),
		})
		if wrong := new(FolderError); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "lie in one another") {
			t.Errorf("%q: %v", pair, err)
		}
	}
	if diff := cmp.Diff(before, withoutKept(t, dir)); diff != "" {
		t.Errorf("the hub has changed: %.2000s", diff)
	}
}

// TestFoldersOfSiteYAML: what is wrong with the folders that site.yaml names is
// told at its line, by check as by build, and nothing is written.
func TestFoldersOfSiteYAML(t *testing.T) {
	outside := t.TempDir()
	for _, test := range []struct {
		name, output string
		want         diag.Code // "" where a build writes
	}{
		{"a folder with files", "{index: docs}", diag.OutputFolder},
		{"a folder with files", "{dir: docs}", diag.OutputFolder},
		{"a foreign list", "{dir: claims}", diag.OutputFolder},
		{"an empty mark", "{index: claims}", diag.OutputFolder},
		{"a link", "{dir: link}", diag.OutputFolder},
		{"a link into the content", "{dir: link/x}", diag.OutputFolder},
		{"a link that leads out", "{dir: out/x}", diag.OutsideSite},
		{"a link that leads nowhere", "{dir: nowhere}", diag.OutsideSite},
		{"a file", "{index: site.txt}", diag.OutputFolder},
		{"below a file", "{index: site.txt/x/y}", diag.OutputFolder},
		{"a device", "{dir: build/con}", diag.OutputFolder},
		{"a long name", "{dir: " + strings.Repeat("x", 250) + "}", diag.OutputFolder},
		{"the content", "{dir: content}", diag.BadValue},
		{"the history", "{index: .Git/x}", diag.BadValue},
		{"the themes", "{index: themes/x}", diag.BadValue},
		{"both in one by a link", "{dir: real/a, index: same/a/b}", diag.OutputFolder},
		{"folders of their own", "{dir: real/a, index: same/b}", ""},
		{"an empty folder", "{dir: empty}", ""},
		{"a long name that is not too long", "{dir: " + strings.Repeat("x", 248) + "}", ""},
	} {
		dir := writeSite(t, &txtar.Archive{Files: []txtar.File{
			{Name: "site.yaml", Data: []byte("title: Test\nlanguages: {list: [de]}\noutput: " + test.output + "\n")},
			{Name: "docs/thesis.txt"},
			{Name: "claims/thesis.txt"},
			{Name: "claims/build.json", Data: []byte(`{"version": 1}`)},
			{Name: "claims/.ankerplatz"},
			{Name: "site.txt"},
			{Name: "real/x"},
			{Name: "link ->", Data: []byte("content")},
			{Name: "same ->", Data: []byte("real")},
			{Name: "out ->", Data: []byte(outside)},
			{Name: "nowhere ->", Data: []byte("missing")},
		}})
		if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
			t.Fatal(err)
		}
		before := snapshot(t, dir)
		said := diagnose(t, dir)
		result, err := Build(context.Background(), BuildOptions{Options: Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}}})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if test.want == "" {
			if said.HasErrors() || !result.Written {
				t.Errorf("%s: %v\n%s", test.name, result.Written, describe(said))
			}
			continue
		}
		for who, list := range map[string]diag.List{"check": said, "build": result.Diagnostics} {
			found := false
			for _, d := range list {
				found = found || d.Code == test.want && d.File.Name == "site.yaml" && d.File.Position(d.Start).Line == 3
			}
			if !found {
				t.Errorf("%s, %s: no %s\n%s", test.name, who, test.want, describe(list))
			}
		}
		if diff := cmp.Diff(before, withoutKept(t, dir)); diff != "" || result.Written {
			t.Errorf("%s: written: %v, %.1000s", test.name, result.Written, diff)
		}
	}
}

// withoutKept is a snapshot of a hub without what builds keep there for others.
func withoutKept(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, kept := snapshot(t, dir), filepath.Join(dir, keptFolder)
	maps.DeleteFunc(files, func(name, _ string) bool {
		return name == kept || strings.HasPrefix(name, kept+string(filepath.Separator))
	})
	return files
}
