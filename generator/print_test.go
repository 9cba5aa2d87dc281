package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"
	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/print"
)

// printed is all that printing a site makes, by name.
func printed(t testing.TB, dir string, opt PrintOptions) (map[string][]byte, *Printed, error) {
	t.Helper()
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	if site.list.HasErrors() {
		t.Fatal(site.list)
	}
	files := memory{files: map[string][]byte{}}
	done, err := site.Print(context.Background(), opt, &files)
	return files.files, done, err
}

var svgNumber = regexp.MustCompile(`[0-9]+\.[0-9]+`)

// printedWords is a file's bytes, and of a PDF file its text, whose lines are
// joined, what it says of itself, and a word for each photo.
func printedWords(t *testing.T, data []byte) string {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("%PDF")) {
		return string(data)
	}
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := r.GetPlainText()
	if err != nil {
		t.Fatal(err)
	}
	said, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	xmp, err := io.ReadAll(r.Trailer().Key("Root").Key("Metadata").Reader())
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(said), "\n", "") + r.Trailer().Key("Info").String() + string(xmp) + strings.Repeat("/DCTDecode", bytes.Count(data, []byte("/DCTDecode")))
}

// inLabels takes the numbers of the drawing away: hours a week might be one.
func inLabels(svg string) string {
	var b strings.Builder
	for i, part := range strings.Split(svg, `aria-label="`) {
		label, drawing, _ := strings.Cut(part, `"`)
		if i == 0 {
			label, drawing = "", part
		}
		b.WriteString(label + `"` + svgNumber.ReplaceAllString(drawing, "0"))
	}
	return b.String()
}

const printSite = `
-- site.yaml --
title: Hub
base_url: https://hub.example.org/
languages: {default: de, list: [de, en]}
organisation:
  departments: [{id: planung, name: Planung}, {id: leer, name: Leer}]
  locations: [{id: kiel, name: Kiel}]
  apps: [{id: excel, name: Excel}]
privacy: {consent: required}
-- content/de/roles/anker.md --
---
title: Anker
---
x
`

func portrait(t testing.TB) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 500, 600))
	for i := range img.Pix {
		img.Pix[i] = byte(i * i >> 7)
	}
	img.SetRGBA(0, 0, color.RGBA{A: 255})
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPrintKeepsToConsent(t *testing.T) {
	archive := txtar.Parse([]byte(printSite))
	photo := portrait(t)
	person := func(id, mark string, more ...string) {
		archive.Files = append(archive.Files,
			txtar.File{Name: "content/de/people/" + id + "/index.md", Data: []byte(profile(mark, more...))},
			txtar.File{Name: "content/de/people/" + id + "/" + mark + "photo" + mark + ".png", Data: photo})
	}
	person("silent", "Stillqq")
	person("gone", "Wegqq", "status: left", "consent: [photo, availability, contact]")
	person("open", "Offenqq", "consent: [photo, availability]")
	person("resting", "Ruhtqq", "status: away", "consent: [photo, availability]")
	dir := writeSite(t, archive)
	for _, format := range print.Formats {
		for _, single := range []bool{false, true} {
			files, done, err := printed(t, dir, PrintOptions{Format: format, Single: single})
			if err != nil {
				t.Fatal(err)
			}
			if len(done.Problems) > 0 {
				t.Errorf("%+v", done.Problems)
			}
			all := ""
			photos := 0
			for _, name := range slices.Sorted(maps.Keys(files)) {
				if strings.Contains(name, "gone") || strings.Contains(name, "resting") {
					t.Errorf("%s was made", name)
				}
				text := printedWords(t, files[name])
				if format == "svg" {
					text = inLabels(text)
				}
				all += text
				photos += strings.Count(text, "data:image/jpeg") + strings.Count(text, "/DCTDecode")
				if strings.Contains(name, "silent") && photos > 0 && strings.Contains(text, "data:image/jpeg") {
					t.Errorf("%s has a photo", name)
				}
			}
			for field := range secrets {
				for _, word := range append(visible(field, "Stillqq"), visible(field, "Wegqq")...) {
					if strings.Contains(all, word) {
						t.Errorf("%s, single %t: %s is printed", format, single, word)
					}
				}
				for _, word := range visible(field, "Offenqq") {
					if field != "availability" && strings.Contains(all, word) {
						t.Errorf("%s, single %t: %s is printed", format, single, word)
					}
				}
			}
			for _, word := range []string{"Wegqq", "Ruhtqq"} {
				if strings.Contains(strings.ReplaceAll(all, "\u00a0", " "), word) {
					t.Errorf("%q of somebody who is not there is printed", word)
				}
			}
			for _, word := range []string{"Stillqq", "Offenqq", "OffenqqavailabilityOffenqq", "Excel"} {
				if !strings.Contains(all, word) {
					t.Errorf("%s, single %t: %q is not printed", format, single, word)
				}
			}
			if photos == 0 {
				t.Errorf("%s, single %t: no photo", format, single)
			}
		}
	}
	_, _, err := printed(t, dir, PrintOptions{Format: "pdf", People: []string{"gone"}})
	if unknown, ok := errors.AsType[*UnknownError](err); !ok || !unknown.Left {
		t.Errorf("somebody who left: %v", err)
	}
	files, done, err := printed(t, dir, PrintOptions{Format: "pdf", People: []string{"resting"}, Kinds: []string{"badge"}, Languages: []string{"de"}, Single: true})
	if err != nil || len(files) != 1 || files["badge-de-resting.pdf"] == nil {
		t.Errorf("somebody who is away, asked for by name: %v, %v", slices.Collect(maps.Keys(files)), err)
	}
	if who := done.Files["badge-de-resting.pdf"]; !slices.Equal(who, []string{"resting"}) {
		t.Errorf("on the badge of resting is %v", who)
	}
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	for id, want := range map[string]bool{"resting": true, "open": true, "gone": false, "nobody": false} {
		if got := site.Printable(id); got != want {
			t.Errorf("Printable(%q) = %t", id, got)
		}
	}
}

func TestPrintFiles(t *testing.T) {
	archive := txtar.Parse([]byte(printSite))
	for i := range 13 {
		archive.Files = append(archive.Files, txtar.File{Name: fmt.Sprintf("content/de/people/p%02d.md", i), Data: fmt.Appendf(nil, "---\nname: P %d\ndepartment: planung\n---\nx\n", i)})
	}
	dir := writeSite(t, archive)
	for _, tt := range []struct {
		opt   PrintOptions
		files string
		pages int
	}{
		{PrintOptions{Format: "pdf", Languages: []string{"de"}}, "badges-de.pdf departments-de.pdf posters-de.pdf signs-de.pdf stickers-de.pdf", 2 + 2 + 13 + 13 + 1},
		{PrintOptions{Format: "pdf", Kinds: []string{"badge"}}, "badges-de.pdf badges-en.pdf", 4},
		{PrintOptions{Format: "pdf", Kinds: []string{"badge"}, Languages: []string{"en"}, Bleed: true}, "badges-en.pdf", 13},
		{PrintOptions{Format: "svg", Kinds: []string{"badge"}, Languages: []string{"de"}}, "badges-de-1.svg badges-de-2.svg", 2},
		{PrintOptions{Format: "svg", Kinds: []string{"sign"}, Languages: []string{"de"}, People: []string{"p03"}}, "sign-de-p03.svg", 1},
		{PrintOptions{Format: "svg", Kinds: []string{"department"}, Languages: []string{"de"}}, "department-de-planung-1.svg department-de-planung-2.svg", 2},
		{PrintOptions{Format: "pdf", Kinds: []string{"department"}, Languages: []string{"de"}, Single: true}, "department-de-planung.pdf", 2},
		{PrintOptions{Format: "pdf", Departments: []string{"leer"}}, "", 0},
	} {
		first, done, err := printed(t, dir, tt.opt)
		if err != nil {
			t.Fatal(err)
		}
		if names := strings.Join(slices.Sorted(maps.Keys(first)), " "); names != tt.files || done.Pages != tt.pages || len(done.Files) != len(first) {
			t.Errorf("%+v: %s with %d pages, want %s with %d", tt.opt, names, done.Pages, tt.files, tt.pages)
		}
		second, _, err := printed(t, dir, tt.opt)
		if err != nil {
			t.Fatal(err)
		}
		for name := range first {
			if !bytes.Equal(first[name], second[name]) {
				t.Errorf("%s: the same site makes other bytes", name)
			}
		}
	}
	for what, opt := range map[string]PrintOptions{
		"person": {People: []string{"p3"}}, "department": {Departments: []string{"planun"}}, "language": {Languages: []string{"da"}},
	} {
		_, _, err := printed(t, dir, opt)
		if unknown, ok := errors.AsType[*UnknownError](err); !ok || unknown.What != what || len(unknown.Known) == 0 {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// BenchmarkPrint makes everything for 1,000 people with photos in 300
// departments, in four languages.
func BenchmarkPrint(b *testing.B) {
	dir := b.TempDir()
	write := func(name string, data []byte) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	var site strings.Builder
	site.WriteString("title: Hub\nbase_url: https://hub.example.org/\nlanguages: {default: de, list: [de, nl, da, en]}\norganisation:\n  departments:\n")
	for i := range 300 {
		fmt.Fprintf(&site, "    - {id: d%d, name: Abteilung %d}\n", i, i)
	}
	write("site.yaml", []byte(site.String()))
	photo := portrait(b)
	for i := range 1000 {
		write(fmt.Sprintf("content/de/people/p%d/photo.jpg", i), photo)
		write(fmt.Sprintf("content/de/people/p%d/index.md", i), fmt.Appendf(nil, `---
name: Friederike Beispiel-Nachname %d
job: Sachbearbeiterin
department: d%d
photo: photo.jpg
competencies: [{topic: Thema %d, level: 4}, {topic: Thema %d, level: 3}, {topic: Excel, level: 2}]
availability: [{days: [mon, tue], from: "09:00", to: "10:00", where: Raum %d}]
---
x
`, i, i%300, i%200, (i+7)%200, i))
	}
	s, err := Load(context.Background(), Options{Dir: dir, Now: now, NoIndex: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.ResetTimer()
	for b.Loop() {
		done, err := s.Print(context.Background(), PrintOptions{Format: "pdf"}, nowhere{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(done.Pages), "pages")
	}
}

// What is printed says what it is, which of several pages it is, and how much
// it leaves out.
func TestPrintSays(t *testing.T) {
	archive := txtar.Parse([]byte(printSite))
	for i := range 25 {
		archive.Files = append(archive.Files, txtar.File{Name: fmt.Sprintf("content/de/people/p%02d.md", i), Data: fmt.Appendf(nil, `---
name: P %d
job: Rechnungsprüfungsausschussvorsitzende und Datenschutzbeauftragtenvertreterin
department: planung
competencies: [{topic: Excel, level: 4}, {topic: Word, level: 4}, {topic: Serienbriefe, level: 4}, {topic: Reisekosten, level: 3}, {topic: Zeiterfassung, level: 2}, {topic: Urlaub, level: 1}]
---
x
`, i)})
	}
	dir := writeSite(t, archive)
	files, done, err := printed(t, dir, PrintOptions{Format: "svg", Languages: []string{"en"}, Kinds: []string{"department", "sticker"}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		svg := string(files[fmt.Sprintf("department-en-planung-%d.svg", i+1)])
		for _, want := range []string{
			fmt.Sprintf("<title>Department poster Planung %d/3</title>", i+1), fmt.Sprintf(`aria-label="%d/3"`, i+1),
			`aria-label="Ask us first"`, `aria-label="Planung"`, `fill="#000000" d="M`, // the code
		} {
			if !strings.Contains(svg, want) {
				t.Errorf("page %d has no %s", i+1, want)
			}
		}
	}
	if want := "there is no room for all: the sticker leaves out 4 topics; the department's poster leaves out "; len(done.Problems) != 25 || !strings.HasPrefix(done.Problems[0].Message.String(), want) {
		t.Errorf("%d problems, the first %+v; want %q", len(done.Problems), done.Problems[0], want)
	}
	if svg := string(files["stickers-en-1.svg"]); !strings.Contains(svg, `· +4"`) {
		t.Error("no sticker says that it leaves topics out")
	}
	files, _, err = printed(t, dir, PrintOptions{Format: "pdf", People: []string{"p07"}, Kinds: []string{"sign"}, Single: true, Bleed: true})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"sign-de-p07.pdf": "Tischschild P 7", "sign-en-p07.pdf": "Desk sign P 7"} {
		words := printedWords(t, files[name])
		for _, want := range []string{want, "PDF/X-4", "Rechnungsprüfungsausschuss-vorsitzende und Datenschutz-beauftragtenvertreterin"} { // which is German in English, too
			if !strings.Contains(words, want) {
				t.Errorf("%s does not say %q: %s", name, want, words)
			}
		}
	}
}

func TestJoints(t *testing.T) {
	breaks := joints([]string{"de", "nl", "da", "sv", "en", "fr"})
	for word, want := range map[string]string{
		"de Rechnungsprüfungsausschuss": "Rechnungs|prüfungs|ausschuss", "de RECHNUNGSPRÜFUNG": "RECHNUNGS|PRÜFUNG", "de Buchhaltung": "Buchhaltung",
		"nl Ziekteverzuimregistratie": "Ziekte|verzuim|registratie", "da Personaleafdeling": "Personale|afdeling",
		"fr Anticonstitutionnellement": "Anticonstitutionnellement", "de İİİrechnungsprüfung": "İİİrechnungsprüfung", "sv Personalavdelning": "Personal|avdelning", "fi Henkilöstöosasto": "Henkilöstöosasto",
	} {
		lang, word, _ := strings.Cut(word, " ")
		got := word
		for _, i := range slices.Backward(breaks(lang, word)) {
			got = got[:i] + "|" + got[i:]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
}
