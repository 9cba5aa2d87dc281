package generator

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/blevesearch/bleve/v2"
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

// unpack returns every stretch of a file that is a block of Snappy: stored
// fields are packed in these.
func unpack(data []byte) []byte {
	var all []byte
	for i := range data {
		all = append(all, unsnap(data[i:])...)
	}
	return all
}

// unsnap unpacks a block of Snappy's format; nil where there is none.
// https://github.com/google/snappy/blob/main/format_description.txt
func unsnap(data []byte) []byte {
	size, width := binary.Uvarint(data)
	if width <= 0 || size < 8 || size > 1<<20 {
		return nil
	}
	data = data[width:]
	var out []byte
	for uint64(len(out)) < size && len(data) > 5 {
		tag := data[0]
		length, offset := int(tag>>2)+1, 0
		switch data = data[1:]; tag & 3 {
		case 0:
			if more := length - 60; more > 0 {
				length = 1
				for k := range more {
					length += int(data[k]) << (8 * k)
				}
				data = data[more:]
			}
			if length > len(data) {
				return nil
			}
			out, data = append(out, data[:length]...), data[length:]
			continue
		case 1:
			length, offset = int(tag>>2&7)+4, int(tag>>5)<<8|int(data[0])
			data = data[1:]
		case 2:
			offset, data = int(binary.LittleEndian.Uint16(data)), data[2:]
		case 3:
			offset, data = int(binary.LittleEndian.Uint32(data)), data[4:]
		}
		if offset == 0 || offset > len(out) {
			return nil
		}
		for range length {
			out = append(out, out[len(out)-offset])
		}
	}
	if uint64(len(out)) != size {
		return nil
	}
	return out
}

// dump is all that the index gives: the terms of all fields and the stored
// fields of all documents.
func dump(t *testing.T, dir string) []byte {
	t.Helper()
	ix, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	var all bytes.Buffer
	fields, err := ix.Fields()
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range fields {
		dict, err := ix.FieldDict(field)
		if err != nil {
			t.Fatal(err)
		}
		for {
			entry, err := dict.Next()
			if err != nil {
				t.Fatal(err)
			}
			if entry == nil {
				break
			}
			fmt.Fprintln(&all, field, entry.Term)
		}
		if err := dict.Close(); err != nil {
			t.Fatal(err)
		}
	}
	request := bleve.NewSearchRequest(bleve.NewMatchAllQuery())
	request.Size = 10_000
	request.Fields = []string{"*"}
	result, err := ix.Search(request)
	if err != nil {
		t.Fatal(err)
	}
	for _, hit := range result.Hits {
		fmt.Fprintln(&all, hit.ID, hit.Fields)
	}
	if len(result.Hits) == 0 {
		t.Error("the index is empty")
	}
	return all.Bytes()
}
