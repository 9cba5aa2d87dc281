package generator

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// reveal adds to what was published what is not to be seen in its bytes: the
// contents of compressed files, contacts without their folds, and what a
// camera reads from the QR codes of pages.
func reveal(t *testing.T, published map[string][]byte) map[string][]byte {
	t.Helper()
	all := maps.Clone(published)
	unpacked := func(name, ending string, open func(io.Reader) (io.Reader, error)) {
		if !strings.HasSuffix(name, ending) {
			return
		}
		r, err := open(bytes.NewReader(published[name][len(name):])) // its name stands before it
		if err != nil {
			t.Fatal(name, err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(name, err)
		}
		all[name+" (unpacked)"] = data
	}
	for name := range published {
		unpacked(name, ".gz", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) })
		unpacked(name, ".br", func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil })
	}
	for name, data := range maps.Clone(all) {
		if strings.Contains(name, ".vcf") {
			all[name+" (unfolded)"] = bytes.ReplaceAll(data, []byte("\r\n "), nil)
		}
		if strings.HasSuffix(name, ".html") && bytes.Contains(data, []byte(`class="qr"`)) {
			all[name+" (QR code)"] = []byte(readCode(t, string(data)))
		}
	}
	return all
}

// camera is a photo as cameras make them: what the file says beside the
// picture has the mark in it.
func camera(t *testing.T, mark string) string {
	said := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00" + mark + "camera" + mark
	data := portrait(t)
	return string(slices.Concat(data[:2], []byte{0xff, 0xe1, 0, byte(len(said) + 2)}, []byte(said), data[2:], []byte(mark+"camera"+mark)))
}

// TestConsentInEveryFormat builds over a version in which everybody had agreed
// to everything, and looks through all that is there then and all that can be
// printed: pages, contacts, codes, photos, lists, feeds, indexes, compressed
// files, PDF and SVG files.
func TestConsentInEveryFormat(t *testing.T) {
	timeless := slices.DeleteFunc(allFields(), func(f string) bool { return f == "time" || f == "since" || f == "until" })
	people := []struct {
		id     string
		agreed []string
		more   string
		en     string // front matter of a file in another language, which agrees to less
	}{
		{"nichts", nil, "", ""},
		{"einiges", []string{"photo", "contact.email", "availability"}, "", ""},
		{"alles", timeless, "", ""},
		{"fort", nil, "status: left", ""},
		{"abwesend", []string{"languages", "contact.phone"}, "status: away", ""},
		{"zweisprachig", []string{"photo", "contact.mobile"}, "", "consent: [photo, contact.mobile]"},
		{"halbfertig", []string{"contact.desk"}, "", "draft: true\nconsent: [contact.desk]"},
		{"stumm", nil, "", "job: Job"},
	}
	dir, out := privateSite(t), t.TempDir()
	config, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "site.yaml", string(config)+"output: {compress: true}\n")
	for i, p := range people {
		putPerson(t, dir, p.id, markOf(60+i), "consent: ["+strings.Join(allFields(), ", ")+"]")
		put(t, dir, "content/de/people/"+markOf(60+i)+"photo"+markOf(60+i)+".png", camera(t, markOf(60+i)))
	}
	before := reveal(t, publish(t, dir, out))
	if got := len(leaks(before, markOf(63)+"desk"+markOf(63))); got < 4 {
		t.Fatalf("what everybody agreed to is in %d files only", got)
	}
	for i, p := range people {
		consent := strings.Join(p.agreed, ", ")
		if p.more == "status: left" || p.en != "" {
			consent = strings.Join(timeless, ", ") + ", contact"
		}
		if p.en != "" {
			put(t, dir, "content/en/people/"+p.id+".md", "---\nname: "+p.id+"\ndepartment: planung\n"+p.en+"\n---\nText.\n")
		}
		put(t, dir, "content/de/people/"+p.id+".md", profile(markOf(60+i), p.more, "consent: ["+consent+"]"))
	}
	after := reveal(t, publish(t, dir, out))
	files, _, err := printed(t, dir, PrintOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		after["printed "+name] = append([]byte(printedWords(t, data)), data...) // photos are in it as they are
	}
	for i, p := range people {
		mark := markOf(60 + i)
		for _, field := range timeless {
			if !slices.Contains(p.agreed, field) {
				absent(t, after, p.id, mark, field)
			} else if len(leaks(after, visible(field, mark)[0])) == 0 {
				t.Errorf("%s of %s is not to be seen, though agreed to", field, p.id)
			}
		}
		for _, place := range leaks(after, mark+"camera"+mark) {
			t.Errorf("what the camera wrote into the photo of %s is in %s", p.id, place)
		}
	}
	// Nobody agreed to the times.
	for name, data := range after {
		if !strings.Contains(name, "build.json") && !strings.HasPrefix(name, "index.bleve") {
			for _, word := range []string{"1987-03", "2093-04", "131.7", "131,7"} {
				if bytes.Contains(data, []byte(word)) && !strings.HasSuffix(name, ".svg") && !strings.HasPrefix(name, "printed ") {
					t.Errorf("a time that nobody agreed to (%s) is in %s", word, name)
				}
			}
		}
	}
	for _, place := range []string{
		"public/de/people/alles.vcf (unfolded)", "public/de/people/alles/index.html", "public/de/people/alles/index.html (QR code)",
		"public/de/people/alles/index.html.gz (unpacked)", "public/de/people/alles/index.html.br (unpacked)",
	} {
		if !bytes.Contains(after[place], []byte(visible("contact.email", markOf(62))[0])) {
			t.Errorf("the address that was agreed to is not in %s", place)
		}
	}
	if !slices.ContainsFunc(leaks(after, markOf(62)), func(name string) bool { return strings.HasPrefix(name, "printed ") }) {
		t.Error("nobody is in what is printed: the test sees nothing there")
	}
	for name := range after {
		if strings.Contains(name, "/fort.vcf") {
			t.Errorf("of somebody who left there still is %s", name)
		}
		if strings.Contains(name, markOf(63)) || strings.HasPrefix(name, "printed ") && strings.Contains(name, "fort") {
			t.Errorf("of somebody who left there still is %s", name)
		}
	}
}
