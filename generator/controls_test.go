package generator

import (
	"bytes"
	"encoding/json"
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/print"
	"ankerplatz/search/bleveindex"

	"golang.org/x/tools/txtar"
)

// steering are the characters that no output has: control characters but tabs
// and the ends of lines, and those that turn the direction of writing.
var steering = regexp.MustCompile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\u202a-\u202e\u2066-\u2069]")

// written is how JSON writes one.
var written = regexp.MustCompile(`\\u(?:00[01][0-8b-f]|007f|00[89][0-9a-f]|202[a-e]|206[6-9])`)

// TestNoSteeringCharacters: texts full of them come out without, whatever is
// made of them, and each text is told.
func TestNoSteeringCharacters(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "controls.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir := writeSite(t, archive)
	out := filepath.Join(dir, "public")
	result, err := Build(t.Context(), BuildOptions{Options: Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}}})
	if err != nil || result.Diagnostics.HasErrors() {
		t.Fatalf("%v\n%s", err, describe(result.Diagnostics))
	}
	for file, least := range map[string]int{
		"site.yaml": 12, "themes/default/i18n/de.yaml": 2, "content/de/tips/erster.md": 10, "content/de/people/anna.md": 9, "content/de/roles/helfer.md": 10,
	} {
		n := 0
		for _, d := range result.Diagnostics {
			if d.Code == diag.InvisibleCharacter && d.File.Name == file {
				n++
			}
		}
		if n < least {
			t.Errorf("%s: %d texts are told of, want %d or more", file, n, least)
		}
	}

	kinds := map[string]int{}
	err = fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "assets/") || slices.Contains([]string{".js", ".png", ".jpg"}, path.Ext(name)) {
			return err // assets, scripts and pictures are no texts of a hub
		}
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		if bytes.Contains(data, []byte("zulu")) {
			kinds[path.Ext(name)]++
		}
		if path.Ext(name) == ".pdf" {
			data = []byte(printedWords(t, data))
		}
		steered(t, name, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{".html", ".xml", ".json", ".csv", ".vcf"} {
		if kinds[kind] == 0 {
			t.Errorf("no text came into a file of the kind %s", kind)
		}
	}

	for _, format := range print.Formats {
		files, _, err := printed(t, dir, PrintOptions{Format: format})
		if err != nil || len(files) == 0 {
			t.Fatalf("%d files are printed: %v", len(files), err)
		}
		for name, data := range files {
			steered(t, name, []byte(printedWords(t, data)))
		}
	}

	index, err := bleveindex.Open(filepath.Join(dir, "index.bleve"))
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	for _, question := range []string{"zulu", "kapitel", "thema zulu"} {
		answer, err := index.Search(t.Context(), bleveindex.Query{Text: question, Lang: "de", Limit: 50})
		if err != nil || answer.Total == 0 {
			t.Fatalf("%q: %d pages, %v", question, answer.Total, err)
		}
		data, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		steered(t, "the answer to "+question, data)
	}
}

// steered reports what a file has of them, also where it writes them otherwise.
func steered(t *testing.T, name string, data []byte) {
	t.Helper()
	text := string(data)
	switch {
	case path.Ext(name) == ".vcf" || path.Ext(name) == ".csv" || path.Ext(name) == ".ics":
		text = strings.ReplaceAll(text, "\r\n", "\n")
	case path.Ext(name) == ".html" || path.Ext(name) == ".xml" || path.Ext(name) == ".svg":
		text += html.UnescapeString(text)
	}
	for _, pattern := range []*regexp.Regexp{steering, written} {
		if at := pattern.FindStringIndex(text); at != nil {
			t.Errorf("%s has %q in %q", name, text[at[0]:at[1]], text[max(0, at[0]-60):min(len(text), at[1]+40)])
		}
	}
	if strings.Contains(text, "%E2%80%AE") || strings.Contains(text, "%e2%80%ae") {
		t.Errorf("%s has one in an address", name)
	}
}
