package print

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"os"
	"strings"
	"testing"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/qr"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/typeset"
	"ankerplatz/generator/words"
)

// dutch are words of the interface, in the language in which they are longest.
const dutch = `print_ask: Vraag het mij eerst
print_ask_us: Vraag het ons eerst
print_topics: Hier help ik mee
print_hours: Spreekuren
print_profile: Mijn profiel
print_more: "+{0} meer in het profiel"
print_hours_elsewhere: Spreekuren in het profiel
print_certificate: Getuigschrift
print_completed_by: Afgerond door
print_date: Datum
print_signed_network: Voor het keyusernetwerk
print_signed_manager: Leidinggevende
print_path: Naar het leerpad
print_agreement: Afspraak
print_agreed_name: Naam
print_agreed_department: Afdeling
print_agreed_manager: Leidinggevende
print_agreed_from: Vanaf
print_agreed_here: Uren per week, hier afgesproken
print_agreed_tasks: Taken
print_agreed_text: De rol is werk. De afgesproken tijd is werktijd en staat in de planning van de afdeling.
print_agreed_hours: Uren per week
print_agreed_percent: van de werktijd
print_agreed_users: Collega’s per persoon
print_report: Wat het netwerk oplevert
print_report_about: Stand {0}. Alles is een som, niemand wordt genoemd.
print_report_nothing: Er valt nog niets te melden.
print_report_lacks: "tekort: {0}"
print_report_full: klopt
`

func newTestLayout(t testing.TB, title string, bleed float64) *layout {
	t.Helper()
	fonts, err := typeset.Open(os.DirFS("../typeset/testdata/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	site := &config.Site{}
	site.Title = strictyaml.Localized{"": title}
	site.BaseURL.Value = "https://hub.example.org/"
	site.Languages.Default.Value = "nl"
	m := &maker{hub: &hub.Hub{Config: site, Base: "/"}, fonts: fonts, colours: newPalette("#0b5c7a")}
	l := &layout{maker: m, typesetter: &typesetter{fonts.Setter("nl")}, lang: &hub.Language{}, bleed: bleed}
	l.speak(t, dutch, "")
	return l
}

// speak gives the layout other words, as i18n files have them.
func (l *layout) speak(t testing.TB, dutch, english string) {
	t.Helper()
	set, list := words.Load([]*diag.File{diag.NewFile("i18n/en.yaml", []byte(english)), diag.NewFile("i18n/nl.yaml", []byte(dutch))}, []string{"nl"})
	if len(list) > 0 {
		t.Fatal(list)
	}
	l.hub.Words, l.lang.Language = set, set.In("nl")
}

func someone(t testing.TB, name string) person {
	t.Helper()
	c, err := qr.Make("https://hub.example.org/nl/people/" + strings.ToLower(strings.ReplaceAll(name, " ", "-")) + "/")
	if err != nil {
		t.Fatal(err)
	}
	return person{
		id: "somebody", name: name, photo: portrait(t), job: "Sachbearbeiterin Hauptbuchhaltung", department: "Finanzen", initials: "AP", code: c,
		topics: []topic{{"Excel", 4}, {"SAP", 3}, {"Word", 2}},
		hours:  []hours{{"Di 13:00–13:30", "Sprechstunde am Platz, Raum 2.14"}, {"Mo, Mi, Do 08:15–08:45", "Morgenrunde"}},
	}
}

// portrait is a photo of nobody.
func portrait(t testing.TB) *photo {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, quarters(16)); err != nil {
		t.Fatal(err)
	}
	p, err := newPhoto(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// hostile are people whom a layout made for Anna Petersen would not fit.
func hostile(t testing.TB) map[string]person {
	plain := someone(t, "Anna Petersen")
	people := map[string]person{"plain": plain}
	add := func(name string, change func(*person)) {
		p := plain
		change(&p)
		people[name] = p
	}
	add("nothing", func(p *person) { p.job, p.department, p.topics, p.hours, p.code = "", "", nil, nil, nil })
	add("no photo", func(p *person) { p.photo = nil })
	add("one letter", func(p *person) { p.name = "O" })
	add("120 characters", func(p *person) { p.name = strings.Repeat("Friederike-Wilhelmine von ", 4) + "Hohenlohe-Öhringen" })
	add("one long word", func(p *person) { p.name = strings.Repeat("Ä", 120) })
	add("Cyrillic", func(p *person) { p.name = "Святослав Вячеславович Ястржембский" })
	add("Greek", func(p *person) { p.name = "Παναγιώτης Χατζηπαναγιωτόπουλος" })
	add("Arabic", func(p *person) { p.name, p.initials = "محمد عبد الله الفيتوري", apart("ما") })
	add("Hebrew", func(p *person) { p.name, p.job = "יעל כהן-לוי", "יעל" })
	add("Devanagari", func(p *person) { p.name = "श्रीकृष्ण त्रिपाठी" })
	add("East Asian", func(p *person) { p.name, p.initials = strings.Repeat("山田太郎", 6), "山太" })
	add("marks upon marks", func(p *person) { p.name, p.job = "Ḝ̣̂̌x̌̌̌ Q̣̣̣̂̂", "Ḝ̣̂̌x̌̌̌" })
	add("joined words", func(p *person) {
		p.job, p.department = "Rechnungs\u00adprüfungs\u00adausschuss\u00advorsitzende und Datenschutz\u00adbeauftragten\u00advertreterin", strings.Repeat("Anlagen\u00adbuchhaltung ", 5)
		p.topics = []topic{{strings.Repeat("Genehmigungs\u00adverfahren ", 3), 4}, {"Excel", 3}}
	})
	add("Danish", func(p *person) { p.name, p.job = "Åse Ærøskøbing-Ødegård", "Sygeplejerske på øjenafdelingen" })
	add("many topics", func(p *person) {
		p.topics = nil
		for i := range 40 {
			p.topics = append(p.topics, topic{fmt.Sprintf("Donaudampfschifffahrtsgesellschaft %d", i), 4})
		}
	})
	add("long everything", func(p *person) {
		long := strings.TrimSpace(strings.Repeat("Rechnungsprüfungsausschussvorsitzende ", 8))
		p.name, p.job, p.department = long, long, long
		p.topics = []topic{{long, 4}, {long, 3}}
		p.hours = []hours{{long, long}, {long, long}, {long, long}, {long, long}}
	})
	add("many hours", func(p *person) {
		p.hours = nil
		for range 20 {
			p.hours = append(p.hours, hours{"Mo, Di, Mi 08:00–09:30", "Kontorhaus, 2. Stock"})
		}
	})
	add("long address", func(p *person) {
		c, err := qr.Make("https://hub.example.org/" + strings.Repeat("x", 1000))
		if err != nil {
			t.Fatal(err)
		}
		p.code = c
	})
	add("the longest address with a code", func(p *person) {
		c, err := qr.Make("https://hub.example.org/" + strings.Repeat("x", 94))
		if err != nil || codeSide(c) > largestCode || codeSide(c) < largestCode-2 {
			t.Fatal(err, codeSide(c))
		}
		p.code = c
	})
	return people
}

// drawn are all layouts of somebody.
func drawnFor(l *layout, who person) map[string]*page {
	pages := map[string]*page{}
	for name, k := range kinds {
		pages[name] = k.draw(l, who)
	}
	for _, n := range []int{1, 2, 3, 4, 7, departmentCards} {
		people := make([]person, n)
		for i := range people {
			people[i] = who
		}
		pages[fmt.Sprintf("department of %d", n)] = l.department(&hub.Term{Name: who.department, URL: "/nl/departments/finance/"}, people, series{1, 2, n})
	}
	for _, n := range []int{0, 1, 6, 40} {
		of := course{title: who.job, facts: "7 stappen · 95 minuten", address: "https://hub.example.org/nl/leerpaden/x/", code: who.code}
		for range n {
			of.steps = append(of.steps, who.job)
		}
		pages[fmt.Sprintf("certificate of %d steps", n)] = l.certificate(of, who.name)
		of.title = who.name
		pages[fmt.Sprintf("certificate of %d steps, to be filled in", n)] = l.certificate(of, "")
		about := agreed{role: who.job, figures: []figure{{"2–4", "uren"}, {"5–10 %", who.department}}[:min(n, 2)], address: of.address}
		for range n {
			about.groups = append(about.groups, tasks{who.department, []string{who.job, "Vragen beantwoorden", who.name}})
		}
		pages[fmt.Sprintf("agreement on %d groups of tasks", n)] = l.agreement(about, signer{who.name, who.department, "4"})
		about.role = who.name
		pages[fmt.Sprintf("agreement on %d groups of tasks, to be filled in", n)] = l.agreement(about, signer{})
	}
	return pages
}

func inside(inner, outer box) bool {
	const e = 0.05 // a twentieth of a millimetre
	return inner.x >= outer.x-e && inner.y >= outer.y-e && inner.right() <= outer.right()+e && inner.bottom() <= outer.bottom()+e
}

func overlap(a, b box) bool {
	const e = 0.05
	return a.x < b.right()-e && b.x < a.right()-e && a.y < b.bottom()-e && b.y < a.bottom()-e
}

// crosses reports whether a box is partly inside a disc: neither whole nor not
// at all.
func crosses(b box, c circle) bool {
	nearX, nearY := min(max(c.x, b.x), b.right()), min(max(c.y, b.y), b.bottom())
	farX, farY := max(math.Abs(b.x-c.x), math.Abs(b.right()-c.x)), max(math.Abs(b.y-c.y), math.Abs(b.bottom()-c.y))
	return math.Hypot(nearX-c.x, nearY-c.y) < c.r && math.Hypot(farX, farY) > c.r
}

// inked is the part of a text that its letters fill, Å and g aside.
func (s text) inked() box { return box{s.x, s.y - 0.68*s.size, s.width, 0.68 * s.size} }

func TestNothingLeavesThePage(t *testing.T) {
	for _, claim := range []string{"Frag mich zuerst", "Spørg mig først", "Ask me first"} {
		l := newTestLayout(t, "Ankerplatz", 0)
		text := ""
		for _, key := range said {
			text += "print_" + key + ": " + claim + "\n"
		}
		l.speak(t, text, "")
		for kind, p := range drawnFor(l, someone(t, "Anna Petersen")) {
			checkPage(t, kind+" with "+claim, p)
		}
	}
	for _, bleed := range []float64{0, bleedWidth} {
		for _, title := range []string{"Ankerplatz", strings.Repeat("Ein sehr langer Name eines Hubs ", 6)} {
			l := newTestLayout(t, title, bleed)
			if bleed > 0 {
				l.logo = &logo{width: 900, height: 200} // its layout only: nothing is written
			}
			for who, person := range hostile(t) {
				for kind, p := range drawnFor(l, person) {
					checkPage(t, kind+" of "+who, p)
				}
			}
		}
	}
}

func checkPage(t *testing.T, name string, p *page) {
	t.Helper()
	trim := box{0, 0, p.width, p.height}
	for i, s := range p.shapes {
		limit := trim.inset(-p.bleed)
		switch s := s.(type) {
		case text:
			limit = trim.inset(2.5)
			if p.width == stickerSize && p.height == stickerSize {
				for _, x := range []float64{s.x, s.x + s.width} {
					for _, y := range []float64{s.inked().y, s.y} {
						if math.Hypot(x-stickerSize/2, y-stickerSize/2) > stickerSize/2-1 {
							t.Errorf("%s: %q leaves the round", name, s.words)
						}
					}
				}
			}
			for _, other := range p.shapes {
				if o, ok := other.(circle); ok && crosses(s.inked(), o) {
					t.Errorf("%s: %q runs into a circle", name, s.words)
				}
				if o, ok := other.(squares); ok && overlap(s.bounds(), o.bounds()) {
					t.Errorf("%s: %q runs into the QR code", name, s.words)
				}
			}
			for _, other := range p.shapes[i+1:] {
				if o, ok := other.(text); ok && overlap(s.inked(), o.inked()) {
					t.Errorf("%s: %q and %q overlap", name, s.words, o.words)
				}
			}
			if s.size < 1.69 { // not quite 5 points
				t.Errorf("%s: %q is %.2f mm, which is too small to read", name, s.words, s.size)
			}
		case squares:
			limit = trim.inset(2.5)
			module := s.w / float64(len(s.rows))
			quiet := s.inset(-qr.Quiet * module)
			if p.width == stickerSize && p.height == stickerSize && math.Hypot(max(stickerSize/2-quiet.x, quiet.right()-stickerSize/2), max(stickerSize/2-quiet.y, quiet.bottom()-stickerSize/2)) > stickerSize/2-0.3 {
				t.Errorf("%s: the code leaves the round", name)
			}
		case bitmap:
			limit = trim.inset(2.5)
			for _, other := range p.shapes {
				if o, ok := other.(text); ok && overlap(s.bounds(), o.inked()) {
					t.Errorf("%s: %q runs into a picture", name, o.words)
				}
			}
		}
		if !inside(s.bounds(), limit) {
			t.Errorf("%s: %T %+v leaves the page", name, s, s.bounds())
		}
	}
}

func TestEverybodysNameIsThere(t *testing.T) {
	l := newTestLayout(t, "Ankerplatz", 0)
	for _, name := range []string{"Jürgen Müßig-Größl", "Søren Kjær Ångström", "Иван Петров", "Γιώργος Παπαδόπουλος", "Żółć Łęcka", "Nguyễn Thị Hồng", "Ἀριστοτέλης ὁ Σταγειρίτης", "Ștefan Țuțuianu", "Þórdís Ægisdóttir", "İnci Işık", "יעל כהן", "श्रीकृष्ण त्रिपाठी", "山田 太郎"} {
		who := someone(t, name)
		for kind, p := range drawnFor(l, who) {
			var all []string
			for _, s := range p.shapes {
				if s, ok := s.(text); ok {
					all = append(all, s.words)
				}
			}
			if text := strings.Join(all, " "); !strings.Contains(text, name) {
				t.Errorf("%s: no %q in %q", kind, name, text)
			}
		}
	}
}

func TestPrintable(t *testing.T) {
	l := newTestLayout(t, "", 0)
	for _, tt := range []struct{ in, kept, pictures, lacks string }{
		{"Anna  Petersen\n", "Anna Petersen", "", ""},
		{"Mu\u0308ller", "Müller", "", ""},
		{"Hồng", "Hồng", "", ""},
		{"Ho\u0302\u0300ng", "Hồng", "", ""},
		{"X\u030cy", "X\u030cy", "", ""}, // of which there is no single letter
		{"Иван", "Иван", "", ""},
		{"Ἀριστοτέλης ὁ Σταγειρίτης", "Ἀριστοτέλης ὁ Σταγειρίτης", "", ""},
		{"王伟 Wang Wei", "王伟 Wang Wei", "", ""},
		{"林伟 Wang Wei", "林伟 Wang Wei", "", "Han 林伟"},
		{"Zoë 🚢 👩‍💻", "Zoë", "🚢👩‍💻", ""},
		{"Zoë 🇳🇱 1️⃣ ☎️", "Zoë", "🇳🇱1⃣☎", ""},
		{"a\u00adb\u200bc", "abc", "", ""},
		{"\u202eאב", "אב", "", ""},
		{"ไทย", "ไทย", "", "Thai ไทย"},
		{"<script>alert(1)</script>", "<script>alert(1)</script>", "", ""},
	} {
		kept, pictures, lacks := l.printable(tt.in)
		var all []string
		for _, lack := range lacks {
			all = append(all, lack.Script+" "+lack.Letters)
		}
		if kept != tt.kept || pictures != tt.pictures || strings.Join(all, ", ") != tt.lacks {
			t.Errorf("printable(%q) = %q, %q, %q; want %q, %q, %q", tt.in, kept, pictures, all, tt.kept, tt.pictures, tt.lacks)
		}
	}
}

// A name is printed as a whole, or another one is.
func TestLegible(t *testing.T) {
	l := newTestLayout(t, "", 0)
	for _, tt := range []struct {
		texts []string
		want  string
	}{
		{[]string{"Anna", "anna"}, "Anna"},
		{[]string{"林伟", "", "Wang Wei", "wang"}, "Wang Wei"},
		{[]string{"Anna 林", "anna-lin"}, "anna-lin"},
		{[]string{"🚢", "ship"}, "ship"},
		{[]string{"", "x"}, "x"},
		{[]string{"林伟"}, ""},
	} {
		var told []string
		got := l.legible(func(text, _ string, _ []typeset.Lack, instead string) { told = append(told, text+" > "+instead) }, tt.texts...)
		if got != tt.want || (got != tt.texts[0] && tt.texts[0] != "") != (len(told) == 1) {
			t.Errorf("%q became %q, and it told of %q", tt.texts, got, told)
		}
	}
	l.speak(t, "print_ask: ไทย\n", "print_ask: Ask me first\n")
	if got := l.say("ask"); got != "Ask me first" {
		t.Errorf("a word that no font has became %q", got)
	}
	for name, want := range map[string]string{
		"王伟 (Wang Wei)": "Wang Wei", "Wang Wei / 王伟": "Wang Wei", "Wang Wei 王伟": "Wang Wei", "יעל Yael Cohen": "Yael Cohen",
		"王伟 (Wei)": "", "Anna 王": "", "Maria 王伟 Schmidt": "", "王伟": "", "Anna Maria 王 Li Schmidt": "",
	} {
		if got := latinName(name); got != want {
			t.Errorf("latinName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestKerning(t *testing.T) {
	l := newTestLayout(t, "", 0)
	if together, apart := l.width("AV", bold), l.width("A", bold)+l.width("V", bold); together >= apart {
		t.Errorf("AV is %.3f wide, its letters %.3f: nothing moves together", together, apart)
	}
}

func TestSheets(t *testing.T) {
	l := newTestLayout(t, "Ankerplatz", 0)
	for name, k := range kinds {
		if k.sheet == nil {
			continue
		}
		var pages []*page
		for range k.on {
			pages = append(pages, k.draw(l, someone(t, "Anna Petersen")))
		}
		sheet := k.sheet(l, pages)
		codes := 0
		for _, s := range sheet.shapes {
			if !inside(s.bounds(), box{0, 0, 210, 297}) {
				t.Errorf("%s: %T leaves A4", name, s)
			}
			if _, ok := s.(squares); ok {
				codes++
			}
		}
		if codes != k.on {
			t.Errorf("%s: %d codes on a sheet of %d", name, codes, k.on)
		}
	}
}
