package generator

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
)

// The tests here hold the promise that what a person has not agreed to never
// leaves the source: they plant words that are nowhere else, build the site
// with both indexes, and look for the words in every byte.

// secrets are the personal fields, each with what stands in it of a person
// whose mark is M.
var secrets = map[string]string{
	"photo":          "photo: MphotoM.png",
	"pronouns":       "pronouns: MpronounsM",
	"languages":      "languages: [x-mlangm]",
	"availability":   "availability: MavailabilityM",
	"time":           "time: {hours_per_week: 131.7}",
	"since":          "since: 1987-03-21",
	"until":          "until: 2093-04-17",
	"contact.email":  "email: memailm@example.org",
	"contact.phone":  "phone: '+49 000 M11'",
	"contact.mobile": "mobile: '+49 000 M22'",
	"contact.chat":   "chat: https://chat.example/MchatM",
	"contact.desk":   "desk: MdeskM",
	"contact.web":    "web: https://web.example/MwebM",
}

// visible are the words of a field, as they would stand in the output. Times
// are looked for in one person's case only, as they are no words.
func visible(field, mark string) []string {
	lower := strings.ToLower(mark)
	switch field {
	case "photo", "pronouns", "availability":
		return []string{mark + field + mark}
	case "languages":
		return []string{"x-" + lower + "lang" + lower}
	case "time":
		return []string{"131.7", "131,7"}
	case "since":
		return []string{"1987"}
	case "until":
		return []string{"2093"}
	case "contact.email":
		return []string{lower + "email" + lower}
	case "contact.phone":
		return []string{mark + "11"}
	case "contact.mobile":
		return []string{mark + "22"}
	}
	_, name, _ := strings.Cut(field, ".")
	return []string{mark + name + mark}
}

// profile is a profile with all fields, and the given others.
func profile(mark string, more ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nname: %s Name\njob: %s Job\ndepartment: planung\nlocation: kiel\nroles: [anker]\ncompetencies: [{topic: excel, level: 4, note: %s Note}]\n", mark, mark, mark)
	contact := "contact:\n"
	fields := make([]string, 0, len(secrets))
	for field := range secrets {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	for _, field := range fields {
		text := strings.ReplaceAll(strings.ReplaceAll(secrets[field], "M", mark), "m"+strings.TrimPrefix(strings.TrimPrefix(field, "contact."), "languages")+"m", strings.ToLower(mark)+strings.TrimPrefix(field, "contact.")+strings.ToLower(mark))
		text = strings.ReplaceAll(text, "x-mlangm", "x-"+strings.ToLower(mark)+"lang"+strings.ToLower(mark))
		if strings.HasPrefix(field, "contact.") {
			contact += "  " + text + "\n"
		} else {
			b.WriteString(text + "\n")
		}
	}
	b.WriteString(contact)
	for _, line := range more {
		b.WriteString(line + "\n")
	}
	b.WriteString("---\nText of " + mark + ".\n")
	return b.String()
}

// digits make a mark of a number that can stand in telephone numbers too.
func markOf(n int) string { return fmt.Sprintf("7%04d7", n*37+1000) }

const png = "\x89PNG\r\n\x1a\n"

func privateSite(t *testing.T) string {
	t.Helper()
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "site.yaml", strings.NewReplacer("list: [de]", "list: [de, en]").Replace(siteYAML)+`privacy: {consent: required}
repository: {url: "https://git.example/hub", edit: "https://git.example/{path}"}
feedback: {ask: "mailto:hub@example.org?cc={owner}&subject={title}", improve: "https://x.example/?o={owner}", report: "mailto:{owner}"}
roles: {coverage: anker}
`)
	put(t, dir, "content/de/roles/anker.md", "---\ntitle: Anker\nusers_per_holder: 10\n---\nText")
	put(t, dir, "content/en/tips/x.md", page("X", "x"))
	return dir
}

// about writes a page that names a person in every way that there is.
func about(t *testing.T, dir, id string) {
	for _, lang := range []string{"de", "en"} {
		put(t, dir, "content/"+lang+"/tips/von-"+id+".md", "---\ntitle: Von "+id+"\nauthors: ["+id+"]\nowner: "+id+"\napps: [excel]\ndepartments: [planung]\ndate: 2026-01-01\n---\n@"+id+" [["+id+"]] [x](../../de/people/"+id+".md)\n")
		// A week's hours are what is agreed until then.
		put(t, dir, "content/"+lang+"/tasks/von-"+id+".md", "---\ntitle: Aufgabe\nstate: taken\ntaken_by: ["+id+"]\nhours: 3\ndue: 2026-11-08\n---\nx")
		put(t, dir, "content/"+lang+"/people/deputy-of-"+id+".md", "---\nname: Deputy of "+id+"\ndepartment: planung\ndeputy: "+id+"\n---\nx")
	}
}

// publish builds a site and returns all that came of it.
func publish(t *testing.T, dir, out string) map[string][]byte {
	t.Helper()
	return publishFor(t, "", dir, out)
}

// publishFor builds the site for an audience.
func publishFor(t *testing.T, audience, dir, out string) map[string][]byte {
	t.Helper()
	result, err := Build(context.Background(), BuildOptions{
		Options: Options{Dir: dir, Now: now, Audience: audience, Cache: &Cache{bundles: bundles}},
		Out:     filepath.Join(out, "public"), Index: filepath.Join(out, "index.bleve"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if !result.Written {
		t.Fatalf("not written:\n%s", describe(slices.DeleteFunc(result.Diagnostics, func(d diag.Diagnostic) bool { return d.Level != diag.Error })))
	}
	published := map[string][]byte{}
	err = filepath.WalkDir(out, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(out, name)
		published[rel] = append(published[rel], rel...)
		if d.Type().IsRegular() {
			data, err := os.ReadFile(name)
			published[rel] = append(published[rel], data...)
			if strings.HasPrefix(rel, "index.bleve") {
				published[rel+" (unpacked)"] = unpack(data)
			}
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	published["what the index answers"] = dump(t, filepath.Join(out, "index.bleve"))
	return published
}

// leaks are the places where a word stands.
func leaks(published map[string][]byte, word string) []string {
	var places []string
	for name, data := range published {
		if bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(word))) {
			places = append(places, name)
		}
	}
	slices.Sort(places)
	return places
}

// absent fails where a field of a person is to be seen. Bytes of times and
// years may be found anywhere, so they are looked for in pages only.
func absent(t *testing.T, published map[string][]byte, who, mark string, fields ...string) {
	t.Helper()
	for _, field := range fields {
		for _, word := range visible(field, mark) {
			for _, place := range leaks(published, word) {
				if (field == "time" || field == "since" || field == "until") && !strings.HasSuffix(place, ".html") {
					continue
				}
				t.Errorf("%s of %s (%q) is in %s", field, who, word, place)
			}
		}
	}
}

func allFields() []string {
	fields := make([]string, 0, len(secrets))
	for field := range secrets {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	return fields
}

// putPerson writes a profile with its photo and a page about the person.
func putPerson(t *testing.T, dir, id, mark string, more ...string) {
	put(t, dir, "content/de/people/"+id+".md", profile(mark, more...))
	put(t, dir, "content/de/people/"+mark+"photo"+mark+".png", png+mark)
	about(t, dir, id)
}

func TestConsent(t *testing.T) {
	fields := allFields()
	dir := privateSite(t)
	putPerson(t, dir, "none", markOf(0))
	putPerson(t, dir, "contact", markOf(1), "consent: [contact]")
	putPerson(t, dir, "left", markOf(2), "status: left", "consent: ["+strings.Join(fields, ", ")+", contact]")
	all := append([]string{"contact"}, fields...)
	allowed := map[string][]string{"contact": {"contact.email", "contact.phone", "contact.mobile", "contact.chat", "contact.desk", "contact.web"}}
	for i, field := range fields {
		if field == "time" || field == "since" || field == "until" {
			continue // these say the same of everybody: TestConsentToTimes
		}
		id := "only-" + strings.ReplaceAll(field, ".", "-")
		putPerson(t, dir, id, markOf(10+i), "consent: ["+field+"]")
	}
	published := publish(t, dir, t.TempDir())
	check := func(who, mark string, agreed ...string) {
		t.Helper()
		for _, field := range fields {
			if field == "time" || field == "since" || field == "until" {
				continue
			}
			if !slices.Contains(agreed, field) {
				absent(t, published, who, mark, field)
			} else if len(leaks(published, visible(field, mark)[0])) == 0 {
				t.Errorf("%s of %s is not to be seen, though agreed to", field, who)
			}
		}
		if who != "left" && len(leaks(published, mark+" Job")) == 0 {
			t.Errorf("the job of %s belongs to the role and is to be seen", who)
		}
	}
	check("none", markOf(0))
	check("contact", markOf(1), allowed["contact"]...)
	check("left", markOf(2))
	for i, field := range fields {
		if slices.Contains(all, field) && field != "time" && field != "since" && field != "until" {
			check("only-"+field, markOf(10+i), field)
		}
	}
	absent(t, published, "all", "", "time", "since", "until")
}

// TestConsentToTimes looks for what is no word and can't be marked.
func TestConsentToTimes(t *testing.T) {
	for _, field := range []string{"time", "since", "until"} {
		dir := privateSite(t)
		putPerson(t, dir, "wer", markOf(5), "consent: ["+field+"]")
		published := publish(t, dir, t.TempDir())
		for _, other := range []string{"time", "since", "until"} {
			if other != field {
				absent(t, published, "wer", markOf(5), other)
			}
		}
		if !slices.ContainsFunc(visible(field, ""), func(word string) bool { return len(leaks(published, word)) > 0 }) {
			t.Errorf("%s is not to be seen, though agreed to", field)
		}
	}
}

func TestConsentOfPhotos(t *testing.T) {
	withPhoto := func(mark, photo string, more ...string) string {
		return "---\nname: " + mark + "\ndepartment: planung\nphoto: " + photo + "\n" + strings.Join(append(more, "---", "x"), "\n")
	}
	all := "consent: [photo]"
	dir := privateSite(t)
	for name, text := range map[string]string{
		"people/bundle/index.md":     withPhoto("Bundle", "secret-1.png"),
		"people/bundle/secret-1.png": png,
		// Somebody who left: nothing beside the profile is published.
		"people/links/index.md":      withPhoto("Links", "secret-2.png", all, "status: left"),
		"people/links/secret-2.png":  png,
		"people/links/secret-2b.png": png,
		"people/links/a/seite.md":    "---\ntitle: Seite\nkind: page\n---\nx",
		// The same with letters that are written in two ways.
		"people/ju\u0308rgen/index.md":     withPhoto("Jürgen", "secret-3.png", all, "status: left"),
		"people/ju\u0308rgen/secret-3.png": png,
		"people/b\u00e4rbel.md":            withPhoto("Bärbel", "secret-4-b\u00e4rbel.png"),
		"people/secret-4-ba\u0308rbel.png": png,
		// Paths that begin at the language or at content/, or go astray.
		"people/wurzel.md":       withPhoto("Wurzel", "/people/secret-5.png"),
		"people/secret-5.png":    png,
		"people/wurzel2.md":      withPhoto("Wurzel", "/de/people/secret-6.png"),
		"people/secret-6.png":    png,
		"people/umweg.md":        withPhoto("Umweg", "../tips/.././people//secret-7.png"),
		"people/secret-7.png":    png,
		"people/schreibweise.md": withPhoto("Schreibweise", "Secret-8.PNG"),
		"people/secret-8.png":    png,
		"people/entwurf.md":      withPhoto("Entwurf", "secret-9.png", "draft: true", all),
		"people/secret-9.png":    png,
		"people/abgelaufen.md":   withPhoto("Abgelaufen", "secret-10.png", "expires: 2020-01-01", all),
		"people/secret-10.png":   png,
		"people/kuenftig.md":     withPhoto("Künftig", "secret-11.png", "publish: 2099-01-01", all),
		"people/secret-11.png":   png,
		"people/weg.md":          withPhoto("Weg", "secret-12.png", "status: left", all),
		"people/secret-12.png":   png,
		"people/ja.md":           withPhoto("Ja", "offen.png", all),
		"people/offen.png":       png,
		"team/andere-art.md":     withPhoto("Art", "secret-13.png", "kind: profile"),
		"team/secret-13.png":     png,
	} {
		put(t, dir, "content/de/"+name, text)
	}
	published := publish(t, dir, t.TempDir())
	for _, place := range leaks(published, "secret-") {
		t.Errorf("a photo that nobody agreed to is in %s", place)
	}
	if len(leaks(published, "offen.png")) == 0 {
		t.Error("the photo that was agreed to is not there")
	}
}

// TestPeopleFile looks into what browsers find people by: office hours that a
// program can read, and people who left.
func TestPeopleFile(t *testing.T) {
	dir := privateSite(t)
	for id, more := range map[string]string{"ja": "consent: [availability, contact.email]", "nein": "consent: [contact.mobile]", "weg": "consent: [availability, contact]\nstatus: left"} {
		put(t, dir, "content/de/people/"+id+".md", "---\nname: Name-"+id+"\ndepartment: planung\nroles: [anker]\navailability: [{days: [mon], from: 07:41, to: 07:53, where: Ort-"+id+"}]\ncontact: {mobile: '0170 4711"+fmt.Sprint(len(id))+"', email: "+id+"@example.org}\n"+more+"\n---\nx")
	}
	published := publish(t, dir, t.TempDir())
	for _, lang := range []string{"de", "en"} {
		file := string(published["public/"+lang+"/people.json"])
		for _, word := range []string{"Name-ja", `[["1","07:41","07:53","Ort-ja"]]`, "Name-nein", `"e":"ja@example.org"`, `"o":["0170 47114","tel:017047114"]`} {
			if !strings.Contains(file, word) {
				t.Errorf("%s/people.json lacks %s: %s", lang, word, file)
			}
		}
		if strings.Contains(file, "weg") || strings.Count(file, "07:41") != 1 || strings.Count(file, "4711") != 2 || strings.Count(file, "@") != 1 {
			t.Errorf("%s/people.json says too much: %s", lang, file)
		}
	}
	for _, word := range []string{"Ort-nein", "Ort-weg"} {
		if places := leaks(published, word); len(places) > 0 {
			t.Errorf("%s is in %s", word, places)
		}
	}
}

// TestConsentByLanguage: of the files of one person, published or not, the one
// that agrees to the least counts.
func TestConsentByLanguage(t *testing.T) {
	const everything = "consent: [contact, pronouns, photo, languages, availability]"
	people := []struct {
		de, en string // front matter of the two files
		agreed string // the only field that both agree to
	}{
		{"consent: [contact.email, contact.phone]", "consent: [contact.phone, pronouns]", "contact.phone"},
		{"consent: [contact]", "consent: [contact.desk, pronouns]", "contact.desk"},
		{"consent: [photo, contact]", "consent: [photo]", "photo"},
		{everything, "consent: []", ""},
		{everything, "", ""},
		{"", everything, ""},
		{everything, "draft: true\nconsent: [pronouns]", "pronouns"},
		{everything, "expires: 2020-01-01", ""},
		{everything, "publish: 2099-01-01\nstatus: left\n" + everything, ""},
		// Who left in one language has left.
		{everything, "status: left\n" + everything, ""},
		// Tied by a key.
		{"translation: k\nslug: eins\n" + everything, "translation: k\nslug: one\nconsent: [contact.web]", "contact.web"},
		{"translation: l\nslug: zwei\n" + everything, "translation: l\nslug: two\ndraft: true", ""},
	}
	dir := privateSite(t)
	for i, p := range people {
		for k, more := range []string{p.de, p.en} {
			mark, lang := markOf(200+2*i+k), []string{"de", "en"}[k]
			put(t, dir, fmt.Sprintf("content/%s/people/p%d.md", lang, i), profile(mark, more))
			put(t, dir, "content/"+lang+"/people/"+mark+"photo"+mark+".png", png)
		}
		if !strings.Contains(p.de, "slug") {
			about(t, dir, fmt.Sprintf("p%d", i))
		}
	}
	published := publish(t, dir, t.TempDir())
	fields := slices.DeleteFunc(allFields(), func(f string) bool { return f == "time" || f == "since" || f == "until" })
	for i, p := range people {
		for k := range 2 {
			for _, field := range fields {
				if field != p.agreed {
					absent(t, published, fmt.Sprint("person ", i), markOf(200+2*i+k), field)
				}
			}
		}
		if p.agreed != "" && len(leaks(published, visible(p.agreed, markOf(200+2*i))[0])) == 0 {
			t.Errorf("%s of person %d is not to be seen, though agreed to in both files", p.agreed, i)
		}
	}
}

// TestPrivacyMisspelled: where the checks are muted, a word that can't be
// understood means the most private of what it could.
func TestPrivacyMisspelled(t *testing.T) {
	for i, privacy := range []string{"privacy: {consent: requierd}", "privacy: {consent: true}", "privacy: {consent: [required]}", "privacy: required"} {
		dir := privateSite(t)
		text, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, "site.yaml", strings.Replace(string(text), "privacy: {consent: required}", privacy+"\nchecks: {bad-value: off, wrong-type: off}", 1))
		putPerson(t, dir, "nein", markOf(40+2*i))
		put(t, dir, "content/de/people/weg.md", profile(markOf(41+2*i), "status: Left", "consent: [contact, photo]"))
		put(t, dir, "content/de/people/"+markOf(41+2*i)+"photo"+markOf(41+2*i)+".png", png)
		published := publish(t, dir, t.TempDir())
		for n := range 2 {
			absent(t, published, privacy, markOf(40+2*i+n), allFields()...)
		}
	}
}

// TestConsentWithdrawn builds over a version in which everything was there.
func TestConsentWithdrawn(t *testing.T) {
	fields := allFields()
	everything := "consent: [contact, " + strings.Join(fields, ", ") + "]"
	dir, out := privateSite(t), t.TempDir()
	putPerson(t, dir, "weg", markOf(30), everything)
	putPerson(t, dir, "nein", markOf(31), everything)
	before := publish(t, dir, out)
	for _, mark := range []string{markOf(30), markOf(31)} {
		for _, field := range fields {
			if !slices.ContainsFunc(visible(field, mark), func(word string) bool { return len(leaks(before, word)) > 0 }) {
				t.Errorf("%s is not to be seen, though agreed to", field)
			}
		}
	}
	for _, place := range []string{"index.bleve", "search/de/index.json", "search/de/docs.json", "de/people.json"} {
		if !slices.ContainsFunc(leaks(before, markOf(30)), func(name string) bool { return strings.Contains(name, place) }) {
			t.Errorf("the person is not in %s: the test sees nothing there", place)
		}
	}
	put(t, dir, "content/de/people/weg.md", profile(markOf(30), everything, "status: left"))
	put(t, dir, "content/de/people/nein.md", profile(markOf(31), "consent: []"))
	after := publish(t, dir, out)
	for _, mark := range []string{markOf(30), markOf(31)} {
		absent(t, after, mark, mark, fields...)
	}
}
