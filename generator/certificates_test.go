package generator

import (
	"bytes"
	"errors"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"
	"github.com/rogpeppe/go-internal/txtar"
)

const pathSite = printSite + `
-- content/de/lernpfade/kurs.md --
---
title: Der Kurs
slug: der-kurs
for: [anker]
steps:
  - {page: roles/anker, title: Erster Schritt, minutes: 30}
  - {link: "https://learn.example.org/x", minutes: 45}
  - {page: roles/anker}
checks: [Ich kann es]
---
Text.
-- content/en/paths/kurs.md --
---
title: The course
steps: [{link: "https://learn.example.org/x", title: First step}]
---
Text.
`

// formOf are what a PDF file asks to be filled in.
func formOf(t *testing.T, data []byte) string {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	fields := r.Trailer().Key("Root").Key("AcroForm").Key("Fields")
	for i := range fields.Len() {
		labels = append(labels, fields.Index(i).Key("TU").Text())
	}
	return strings.Join(labels, ", ")
}

// TestCertificates: a path's certificate lies beside its page, to be filled in.
func TestCertificates(t *testing.T) {
	dir := writeSite(t, txtar.Parse([]byte(pathSite)))
	published := publish(t, dir, t.TempDir())
	data := bytes.TrimPrefix(published["public/de/lernpfade/der-kurs.pdf"], []byte("public/de/lernpfade/der-kurs.pdf"))
	if got := formOf(t, data); got != "Abgeschlossen von, Datum" {
		t.Errorf("the certificate asks for %q", got)
	}
	text := strings.Join(strings.Fields(printedWords(t, data)), "")
	for _, want := range []string{"Zertifikat", "DerKurs", "3Schritte·1Std.15Min.", "1ErsterSchritt", "2learn.example.org", "3Anker", "hub.example.org/de/lernpfade/der-kurs"} {
		if !strings.Contains(text, want) {
			t.Errorf("the certificate has no %q: %s", want, text)
		}
	}
	for _, page := range []string{"de/lernpfade/der-kurs", "en/paths/kurs"} {
		if html := string(published["public/"+page+"/index.html"]); !strings.Contains(html, `href="/`+page+`.pdf"`) || published["public/"+page+".pdf"] == nil {
			t.Errorf("%s does not lead to its certificate", page)
		}
	}
	for _, reader := range [][]string{{"qpdf", "--check"}, {"gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage"}} {
		if _, err := exec.LookPath(reader[0]); err != nil {
			continue // it is not everywhere
		}
		file := filepath.Join(t.TempDir(), "certificate.pdf")
		put(t, filepath.Dir(file), filepath.Base(file), string(data))
		if out, err := exec.Command(reader[0], append(reader[1:], file)...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", reader[0], err, out)
		}
	}
}

var svgLabel = regexp.MustCompile(`aria-label="[^"]*"`)

// TestPrintCertificates: names are filled in, and no other field of a profile.
func TestPrintCertificates(t *testing.T) {
	archive := txtar.Parse([]byte(pathSite))
	photo := portrait(t)
	for id, more := range map[string]string{"ada": "consent: [contact, availability, time, since, until]", "bo": "weight: 1", "gone": "status: left"} {
		mark := id + "qq"
		archive.Files = append(archive.Files,
			txtar.File{Name: "content/de/people/" + id + ".md", Data: []byte(profile(mark, more))},
			txtar.File{Name: "content/de/people/" + mark + "photo" + mark + ".png", Data: photo})
	}
	dir := writeSite(t, archive)
	for _, tt := range []struct {
		opt   PrintOptions
		files string
		pages int
	}{
		{PrintOptions{}, "certificate-de-der-kurs.pdf certificate-en-kurs.pdf", 2},
		{PrintOptions{Languages: []string{"en"}, Format: "svg"}, "certificate-en-kurs.svg", 1},
		{PrintOptions{People: []string{"ada", "bo"}}, "certificate-de-der-kurs.pdf certificate-en-kurs.pdf", 4},
		{PrintOptions{People: []string{"ada", "bo"}, Single: true, Languages: []string{"de"}}, "certificate-de-der-kurs-ada.pdf certificate-de-der-kurs-bo.pdf", 2},
		{PrintOptions{Departments: []string{"planung"}, Format: "svg", Languages: []string{"en"}}, "certificate-en-kurs-ada.svg certificate-en-kurs-bo.svg", 2},
		{PrintOptions{People: []string{"ada"}, Bleed: true, Languages: []string{"de"}}, "certificate-de-der-kurs.pdf", 1},
	} {
		tt.opt.Paths = []string{"der-kurs", "kurs"} // one path, by its address and by its file
		if tt.opt.Format == "" {
			tt.opt.Format = "pdf"
		}
		files, done, err := printed(t, dir, tt.opt)
		if err != nil {
			t.Fatal(err)
		}
		if names := strings.Join(slices.Sorted(maps.Keys(files)), " "); names != tt.files || done.Pages != tt.pages || len(done.Problems) > 0 {
			t.Errorf("%+v: %s with %d pages, want %s with %d; %v", tt.opt, names, done.Pages, tt.files, tt.pages, done.Problems)
		}
		named := len(tt.opt.People)+len(tt.opt.Departments) > 0
		for name, data := range files {
			text := strings.ReplaceAll(printedWords(t, data), "\u00a0", " ")
			if tt.opt.Format == "svg" {
				text = strings.Join(svgLabel.FindAllString(text, -1), " ")
			}
			if got := strings.Contains(text, "adaqq Name") || strings.Contains(text, "boqq Name"); got != named {
				t.Errorf("%s has a name: %t", name, got)
			}
			for _, word := range []string{"Job", "Note", "availability", "131", "Planung", "email"} {
				if strings.Contains(text, word) {
					t.Errorf("%s has %q", name, word)
				}
			}
			if tt.opt.Format != "pdf" {
				continue
			}
			form := map[bool]string{true: "Datum, Datum", false: "Abgeschlossen von, Datum"}[named]
			switch {
			case tt.opt.Bleed:
				form = ""
			case tt.opt.Single:
				form = "Datum"
			case strings.Contains(name, "-en-"):
				form = strings.NewReplacer("Datum", "Date", "Abgeschlossen von", "Completed by").Replace(form)
			}
			if got := formOf(t, data); got != form {
				t.Errorf("%s of %+v asks for %q, want %q", name, tt.opt, got, form)
			}
		}
	}
	for id, opt := range map[string]PrintOptions{"kur": {Paths: []string{"kur"}}, "gone": {Paths: []string{"kurs"}, People: []string{"gone"}}} {
		_, _, err := printed(t, dir, opt)
		if unknown, ok := errors.AsType[*UnknownError](err); !ok || unknown.ID != id {
			t.Errorf("%s: %v", id, err)
		}
	}
}
